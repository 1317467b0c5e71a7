// Package analyzers holds the PCM rules for drivers written in Go, as go/analysis analyzers.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/deferredsyncstop"
	"github.com/pcmlint/pcmlint/analyzers/handrolledsync"
	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
	"github.com/pcmlint/pcmlint/analyzers/irqsyncstop"
	"github.com/pcmlint/pcmlint/analyzers/waitintrigger"
)

// All lists the analyzers: the rules, and the one that gathers facts for them and owns -pcm.library.
var All = []*analysis.Analyzer{
	pcmfacts.Analyzer,
	irqsyncstop.Analyzer,
	deferredsyncstop.Analyzer,
	handrolledsync.Analyzer,
	waitintrigger.Analyzer,
}

// SetLibrary names the PCM library by its import path, as -pcm.library does. "" stands for recognising it by shape.
func SetLibrary(path string) { pcmfacts.SetLibrary(path) }
