// Package analyzers holds the PCM rules for drivers written in Go, as go/analysis analyzers.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/deferredsyncstop"
	"github.com/pcmlint/pcmlint/analyzers/handrolledsync"
	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
	"github.com/pcmlint/pcmlint/analyzers/irqsyncstop"
)

// All lists the analyzers: the rules, and the one that gathers facts for them and owns -pcm.library.
var All = []*analysis.Analyzer{
	pcmfacts.Analyzer,
	irqsyncstop.Analyzer,
	deferredsyncstop.Analyzer,
	handrolledsync.Analyzer,
}
