package waitintrigger

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
	"github.com/pcmlint/pcmlint/internal/contract"
)

// Rule is the id of the rule.
const Rule = contract.WaitInTrigger

// Analyzer reports PCM004. Its result is a *pcmfacts.Reported.
var Analyzer = &analysis.Analyzer{
	Name:       "waitintrigger",
	Doc:        doc,
	URL:        pcmfacts.URL(Rule),
	Requires:   []*analysis.Analyzer{pcmfacts.Analyzer},
	ResultType: reflect.TypeFor[*pcmfacts.Reported](),
	Run: func(pass *analysis.Pass) (any, error) {
		return pcmfacts.Report(pass, Rule)
	},
}
