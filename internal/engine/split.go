package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// load is one run of the Go analysis: patterns as the go command understands them in a folder.
type load struct {
	dir      string // "" for the working directory
	patterns []string
	beside   bool     // found in a folder with C drivers, where nobody asked for Go
	named    []string // folders without C that were named, absolute: what is wrong in their own packages is to be told
}

// GoPattern tells arguments that can only name Go packages and need not exist as a path: ./..., example.com/driver.
func GoPattern(arg string) bool {
	if strings.Contains(arg, "...") {
		return true
	}
	first, rest, ok := strings.Cut(arg, "/")
	if !ok || rest == "" || !strings.Contains(strings.Trim(first, "."), ".") {
		return false
	}
	switch filepath.Ext(arg) {
	case ".c", ".h", ".inc", ".go":
		return false
	}
	_, err := os.Lstat(first)
	return errors.Is(err, fs.ErrNotExist)
}

// split sorts arguments into paths of C sources and Go packages. A folder with both is both.
func split(args []string) (paths []string, loads []load, err error) {
	s := &splitter{}
	if s.here, err = workingDir(); err != nil {
		return nil, nil, err
	}
	for _, arg := range args {
		sort := s.path
		if GoPattern(arg) {
			sort = s.pattern
		}
		if err := sort(arg); err != nil {
			return nil, nil, err
		}
	}
	for i := range s.loads {
		s.loads[i].named = s.named
	}
	return s.paths, s.loads, nil
}

// A splitter has sorted some arguments.
type splitter struct {
	here  string // the working directory
	paths []string
	loads []load
	named []string // folders that hold Go only
}

// add has a pattern loaded in a folder.
func (s *splitter) add(dir, pattern string, beside bool) {
	i := slices.IndexFunc(s.loads, func(l load) bool { return l.dir == dir })
	if i < 0 {
		s.loads = append(s.loads, load{dir: dir, beside: beside})
		i = len(s.loads) - 1
	}
	s.loads[i].beside = s.loads[i].beside && beside
	if !slices.Contains(s.loads[i].patterns, pattern) {
		s.loads[i].patterns = append(s.loads[i].patterns, pattern)
	}
}

// below adds what is found from a folder on: the go command wants to stand in the folder's module.
func (s *splitter) below(dir, rest string, beside bool) error {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	top := module(abs)
	if top == "" {
		if os.Getenv("GO111MODULE") != "off" {
			return fmt.Errorf("%s holds Go files of no module: there is no go.mod in it or above it (go mod init makes one)", dir)
		}
		top = abs
	}
	rel, err := filepath.Rel(top, abs)
	if err != nil {
		return err
	}
	if top == module(s.here) {
		top = ""
		if rel, err = filepath.Rel(s.here, abs); err != nil {
			return err
		}
	}
	pattern := filepath.ToSlash(rel)
	if rest != "" {
		pattern += "/" + rest
	}
	if !strings.HasPrefix(pattern, ".") {
		pattern = "./" + pattern
	}
	s.add(top, pattern, beside)
	return nil
}

// pattern sorts an argument that can only name Go packages.
func (s *splitter) pattern(arg string) error {
	dir, rest, ok := cutPattern(arg)
	if !ok {
		s.add("", arg, false)
		return nil
	}
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("%s: no folder %s: give Go packages, as in './...'", arg, dir)
	}
	return s.below(dir, rest, false)
}

// path sorts an argument that names a file or a folder.
func (s *splitter) path(arg string) error {
	info, err := os.Stat(arg)
	switch {
	case err == nil && !info.IsDir() && filepath.Ext(arg) == ".go":
		return s.below(filepath.Dir(arg), "", false)
	case err == nil && info.IsDir():
		found := look(arg)
		for _, dir := range found.golang {
			if err := s.below(dir, "...", found.c); err != nil {
				return err
			}
		}
		if !found.c && len(found.golang) > 0 {
			abs, err := filepath.Abs(arg)
			s.named = append(s.named, abs)
			return err
		}
	}
	s.paths = append(s.paths, arg)
	return nil
}

// cutPattern parts a pattern of folders, like ../drivers/..., where the dots begin to stand for something. Patterns of
// import paths are not of folders.
func cutPattern(arg string) (dir, rest string, ok bool) {
	slashed := filepath.ToSlash(arg)
	if !filepath.IsAbs(arg) && slashed != "." && slashed != ".." && !strings.HasPrefix(slashed, "./") && !strings.HasPrefix(slashed, "../") {
		return "", "", false
	}
	i := strings.LastIndex(slashed[:strings.Index(slashed, "...")], "/")
	if i < 0 {
		return "", "", false // "..." itself
	}
	dir, rest = slashed[:i], slashed[i+1:]
	if dir == "" {
		dir = "/"
	}
	return filepath.FromSlash(dir), rest, true
}

// sources is what a folder holds.
type sources struct {
	c      bool
	golang []string // folders from which on there are Go packages
}

// look sees whether a folder holds C files, Go packages or both. In a kernel tree there are no drivers in Go.
func look(dir string) sources {
	var (
		s       sources
		goFiles bool
		modules []string
	)
	if _, kernel := ktree.Find(dir); kernel {
		return sources{c: true}
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return s
	}
	inModule := module(abs) != ""
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // whoever reads it will complain
		}
		name := d.Name()
		if d.IsDir() {
			if path != dir && (strings.HasPrefix(name, ".") && name != "." && name != "..") {
				return filepath.SkipDir
			}
			return nil
		}
		switch {
		case strings.HasSuffix(name, ".c"):
			s.c = true
		case ignored(dir, path):
		case name == "go.mod":
			modules = append(modules, filepath.Dir(path))
		case strings.HasSuffix(name, ".go") && !strings.HasPrefix(name, "_"):
			goFiles = true
		}
		return nil
	})
	switch {
	case inModule && goFiles, goFiles && !s.c && len(modules) == 0:
		s.golang = []string{dir}
	case goFiles:
		s.golang = modules // each of those below
	}
	return s
}

// ignored tells files that the go command does not take for those of packages below dir.
func ignored(dir, path string) bool {
	rel, err := filepath.Rel(dir, filepath.Dir(path))
	if err != nil || rel == "." {
		return false
	}
	for name := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		if name == "testdata" || name == "vendor" || strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") && name != ".." {
			return true
		}
	}
	return false
}

// module is the folder of the go.mod that a folder belongs to, "" for none.
func module(dir string) string {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && info.Mode().IsRegular() {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

func workingDir() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("cannot tell the working directory: %w", err)
	}
	return dir, nil
}
