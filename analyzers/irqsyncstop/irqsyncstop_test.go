package irqsyncstop_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/pcmlint/pcmlint/analyzers/irqsyncstop"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata/src/go")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, irqsyncstop.Analyzer, "./drivers/irqplain", "./drivers/irqnamed", "./drivers/ifacenoop", "./drivers/optsync")
}
