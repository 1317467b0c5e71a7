package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"github.com/pcmlint/pcmlint/internal/project"
)

// readable gives the text of a Go file for a report. Positions come from the compiler, which takes file names from
// comments: only files of the project, of the module cache and of Go itself are shown.
func (g *goReport) readable(name string) ([]byte, error) {
	if text, ok := g.texts[name]; ok {
		return text, nil
	}
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, err
	}
	if fi, err := os.Lstat(real); err != nil || !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", name)
	}
	if !project.Inside(project.Of(g.root), real) && !g.ofModule(real) && !ofGo(real) {
		return nil, fmt.Errorf("%s lies outside of %s", name, g.root)
	}
	return os.ReadFile(real)
}

// ofModule tells whether a file lies in a folder of the packages that were asked for.
func (g *goReport) ofModule(real string) bool {
	return g.folders[g.resolve(filepath.Dir(real))] && filepath.Ext(real) == ".go"
}

// ofGo tells whether a file lies in the module cache or in GOROOT.
func ofGo(real string) bool {
	for _, dir := range goFolders() {
		if project.Inside(dir, real) {
			return true
		}
	}
	return false
}

// goFolders are the module cache and GOROOT.
var goFolders = sync.OnceValue(func() []string {
	cmd := exec.CommandContext(context.Background(), "go", "env", "-json", "GOMODCACHE", "GOROOT")
	cmd.Dir, cmd.Env = string(filepath.Separator), goEnv()
	out, err := cmd.Output()
	env := map[string]string{}
	if err != nil || json.Unmarshal(out, &env) != nil {
		return nil
	}
	var dirs []string
	for _, dir := range env {
		if real, err := filepath.EvalSymlinks(dir); err == nil && dir != "" {
			dirs = append(dirs, real)
		}
	}
	return dirs
})

// goEnv is the environment of the go command. A go.mod may name a Go that is fetched and run: not here, unless the
// environment asks for it.
func goEnv() []string {
	env := os.Environ()
	if os.Getenv("GOTOOLCHAIN") == "" {
		env = append(env, "GOTOOLCHAIN=local")
	}
	return env
}
