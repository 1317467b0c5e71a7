package analyzers_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/pcmlint/pcmlint/analyzers/internal/pcmfacts"
)

// rules reports the findings of all rules together, so that one driver can hold the expectations of all of them.
var rules = &analysis.Analyzer{
	Name:     "rules",
	Doc:      "all rules",
	Requires: []*analysis.Analyzer{pcmfacts.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, rule := range pcmfacts.Rules {
			if _, err := pcmfacts.Report(pass, rule); err != nil {
				return nil, err
			}
		}
		pcmfacts.ReportProblems(pass, pass.ResultOf[pcmfacts.Analyzer].(*pcmfacts.Result))
		return nil, nil
	},
}

// drivers is the module with the reference libraries and the drivers.
func drivers(t testing.TB) string {
	dir, err := filepath.Abs("../testdata/src/go")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestRepairs holds the repairs of some drivers, one for each kind, against the golden files beside them.
func TestRepairs(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, drivers(t), rules, "./drivers/irqplain", "./drivers/tickerloop", "./drivers/donehwfree",
		"./drivers/optplain", "./drivers/crossplayer", "./drivers/nilgiven", "./styles/sndgoloop", "./styles/daiwrongsig",
		"./styles/asynctrigger", "./drivers/latestop", "./drivers/startflag", "./drivers/flagloop", "./styles/alsacancelonly", "./styles/alsaclose",
		"./drivers/twoloops", "./styles/syncstopgo", "./styles/sndthreaded", "./styles/sndirqdev", "./drivers/nostreamstop")
}

func TestDrivers(t *testing.T) {
	analysistest.Run(t, drivers(t), rules, "./...")
}
