package main

import (
	"os"
	"slices"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/compiler"
	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// This file is the command as kbuild calls its checker, make C=1 CHECK=pcmlint: the arguments end in those of the
// compiler and the one source file that it gets. What the user wants of pcmlint itself stands before them
// (CHECK="pcmlint --cache-dir ...").

// compilerCall replaces the arguments of a compiler by the file that they name, and remembers that file.
func (a *app) compilerCall(args []string) ([]string, error) {
	own, compile, ok := compiler.Split(args)
	if !ok {
		return args, nil
	}
	source, err := compiler.Source(compile)
	if err != nil {
		return nil, usageError{err}
	}
	a.source = source
	return append(own[:len(own):len(own)], source), nil
}

// likeCompiler sets what differs in a call by kbuild: the compiler's format, and silence when all is well.
func (f *runFlags) likeCompiler() {
	f.quiet = true
	if len(f.sinks.list) == 0 {
		f.sinks.list = []sink{{"gcc", "-"}}
	}
}

// externalModule is the folder that make M=... builds, "" for none.
func externalModule() string { return os.Getenv("KBUILD_EXTMOD") }

// unrelated tells quickly of the one source file that no PCM driver leads to it, as of nearly every file of a kernel.
func (a *app) unrelated(f *runFlags) bool {
	return check.Unrelated(a.source, f.engineOptions(a).Options)
}

// brief leaves the paths to those findings that the source file has a part in: a driver's findings fail each of its files,
// and need not be told at length each time. What could not be judged is told with the file that it is in.
func (a *app) brief(r *finding.Report) {
	source, err := within(r.Root, a.source)
	if err != nil {
		return
	}
	here := func(p finding.Place) bool { return p.File == source }
	r.Unknown = slices.DeleteFunc(r.Unknown, func(t finding.Table) bool { return t.File != source })
	r.Skipped = nil // the walk's, not this file's
	if r.Stats.Tables.Total() == 0 {
		r.Notes = nil
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		part := here(f.Place)
		for _, s := range f.Path {
			part = part || here(s.Place)
		}
		if !part {
			f.Path, f.Related, f.Advice = nil, nil, ""
		}
	}
}

// engineOptions are the flags as the engine wants them.
func (f *runFlags) engineOptions(a *app) engine.Options {
	o := engine.Options{Library: f.library, Rev: f.commit, NewFrom: f.newFrom}
	o.CacheDir, o.NoCache, o.Jobs = f.cacheDir, f.noCache, f.jobs
	if a.source != "" {
		o.Folder = externalModule()
	}
	if f.config.file != nil {
		o.Use(f.config.file)
	}
	o.Off = f.rules.off(o.Off)
	o.Target, _ = f.target() // validate has seen that it is one
	if a.source != "" || externalModule() != "" {
		if t := buildTarget(); t != (ktree.Target{}) {
			o.Fallback = t
		}
	}
	return o
}

// buildTarget is the kernel that kbuild builds for, which its top Makefile exports; zero when it says none.
func buildTarget() ktree.Target {
	version := os.Getenv("KERNELVERSION")
	t, err := ktree.ParseTarget(version, "the build says KERNELVERSION="+version)
	if err != nil { // an odd one says no more than none
		return ktree.Target{}
	}
	return t
}
