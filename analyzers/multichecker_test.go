package analyzers_test

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers"
	"github.com/pcmlint/pcmlint/analyzers/deferredsyncstop"
	"github.com/pcmlint/pcmlint/analyzers/handrolledsync"
	"github.com/pcmlint/pcmlint/analyzers/irqsyncstop"
	"github.com/pcmlint/pcmlint/analyzers/waitintrigger"
)

// TestMultichecker runs a checker that somebody builds of analyzers.All.
func TestMultichecker(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "multi")
	if out, err := exec.Command("go", "build", "-o", bin, "./internal/multi").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(bin, "./drivers/irqplain", "./drivers/irqnamed")
	cmd.Dir = drivers(t)
	out, err := cmd.CombinedOutput()
	if err == nil || strings.Count(string(out), "PCM001: ") != 1 || !strings.Contains(string(out), "irqplain.go") {
		t.Errorf("got %v\n%s", err, out)
	}
}

// TestNogo holds what rules_go's nogo needs: a package for each rule, with a variable Analyzer.
func TestNogo(t *testing.T) {
	public := []*analysis.Analyzer{irqsyncstop.Analyzer, deferredsyncstop.Analyzer, handrolledsync.Analyzer, waitintrigger.Analyzer}
	for _, a := range analyzers.All {
		required := !slices.ContainsFunc(public, func(rule *analysis.Analyzer) bool { return !slices.Contains(rule.Requires, a) })
		if !slices.Contains(public, a) && !required {
			t.Errorf("%s: no package has it as Analyzer, and the others do not bring it", a.Name)
		}
	}
}
