// Package vet speaks the protocol of `go vet -vettool`: one process for each package, facts in files.
package vet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/pcmlint/pcmlint/analyzers"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
)

// Called tells whether the arguments (without the program's name) are those with which go vet calls its tool:
// -V=full, -flags, or a *.cfg file as the last one.
func Called(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return strings.HasPrefix(args[0], "-V=") || args[0] == "-V" || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg")
}

// Main answers go vet and ends the process.
func Main() {
	debug.SetGCPercent(400) // a package is small, and then the process ends
	// An error that an analyzer returns goes to the output of go vet, which caches the package as done. Ending here does not.
	pcmfacts.Fatal = func(err error) {
		fmt.Fprintln(os.Stderr, "pcmlint:", err)
		os.Exit(1)
	}
	if quick(os.Args[1:]) {
		os.Exit(0)
	}
	unitchecker.Main(analyzers.All...)
}

// config is what the quick answer needs of go vet's description of a package.
type config struct {
	Dir         string
	ImportPath  string
	GoFiles     []string
	PackageVetx map[string]string
	VetxOutput  string
	VetxOnly    bool
	Stdout      string
}

// quick answers for a package that has no PCM library in reach and nothing that a driver could use, without parsing
// more than needed. go vet asks about every package, those of the standard library too.
func quick(args []string) bool {
	library, asJSON := "", false
	for _, a := range args {
		switch {
		case strings.HasSuffix(a, ".cfg"):
		case a == "-json": // go vet passes it since Go 1.26
			asJSON = true
		case strings.HasPrefix(strings.TrimLeft(a, "-"), "pcm.library="):
			_, library, _ = strings.Cut(a, "=")
		default:
			return false
		}
	}
	if len(args) == 0 || !strings.HasSuffix(args[len(args)-1], ".cfg") {
		return false
	}
	data, err := os.ReadFile(args[len(args)-1])
	if err != nil {
		return false
	}
	var cfg config
	if json.Unmarshal(data, &cfg) != nil || cfg.VetxOutput == "" {
		return false
	}
	path, _, _ := strings.Cut(cfg.ImportPath, " ")
	if library != "" && path == library {
		return false
	}
	if err := wrongLibrary(&cfg, library); err != nil {
		pcmfacts.Fatal(err)
	}
	if !knowledge.Std(cfg.ImportPath) && (!cfg.VetxOnly || matters(&cfg)) {
		return false
	}
	return os.WriteFile(cfg.VetxOutput, nil, 0o666) == nil && nothing(&cfg, asJSON) == nil
}

// wrongLibrary tells that -pcm.library names no package. go vet shows one package at a time: it is asked for by one that
// is about PCM and has no library in reach.
func wrongLibrary(cfg *config, library string) error {
	if library == "" || cfg.VetxOnly || knowledge.Std(cfg.ImportPath) || inReach(cfg) || !mentions(cfg.GoFiles) {
		return nil
	}
	list := exec.Command("go", "list", "-find", "--", library)
	list.Dir = cfg.Dir
	if out, err := list.CombinedOutput(); err != nil {
		return fmt.Errorf("-pcm.library=%s: no such package: %s", library, bytes.TrimSpace(out))
	}
	return nil
}

// mentions tells whether a file names PeriodElapsed.
func mentions(names []string) bool {
	for _, name := range names {
		if src, err := os.ReadFile(name); err == nil && pcmfacts.Mentions(src) {
			return true
		}
	}
	return false
}

// nothing prints that there are no findings, where go vet looks for it.
func nothing(cfg *config, asJSON bool) error {
	text := ""
	if asJSON && !cfg.VetxOnly {
		text = "{}\n"
	}
	if cfg.Stdout != "" {
		return os.WriteFile(cfg.Stdout, []byte(text), 0o666)
	}
	_, err := os.Stdout.WriteString(text)
	return err
}

// matters tells whether the package must be analysed.
func matters(cfg *config) bool { return inReach(cfg) || pcmfacts.MayInterest(cfg.GoFiles) }

// inReach tells whether an imported package has a PCM library in reach.
func inReach(cfg *config) bool {
	for path, file := range cfg.PackageVetx {
		if knowledge.Std(path) {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil || bytes.Contains(data, []byte(pcmfacts.Marker)) {
			return true
		}
	}
	return false
}
