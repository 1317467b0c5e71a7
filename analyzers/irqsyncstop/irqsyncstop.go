package irqsyncstop

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
	"github.com/pcmlint/pcmlint/internal/contract"
)

// Rule is the id of the rule.
const Rule = contract.IRQWithoutSyncStop

// Analyzer reports PCM001. Its result is a *pcmfacts.Reported.
var Analyzer = &analysis.Analyzer{
	Name:       "irqsyncstop",
	Doc:        doc,
	URL:        pcmfacts.URL(Rule),
	Requires:   []*analysis.Analyzer{pcmfacts.Analyzer},
	ResultType: reflect.TypeFor[*pcmfacts.Reported](),
	Run: func(pass *analysis.Pass) (any, error) {
		return pcmfacts.Report(pass, Rule)
	},
}
