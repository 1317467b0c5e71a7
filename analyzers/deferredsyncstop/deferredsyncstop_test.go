package deferredsyncstop_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/pcmlint/pcmlint/analyzers/deferredsyncstop"
)

func Test(t *testing.T) {
	dir, err := filepath.Abs("../../testdata/src/go")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, deferredsyncstop.Analyzer, "./drivers/tickerloop", "./drivers/donechannel", "./drivers/irqwork", "./drivers/worksync")
}
