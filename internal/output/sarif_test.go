package output

import (
	"bytes"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

func TestSARIFIsValid(t *testing.T) {
	var b bytes.Buffer
	if err := SARIF(&b, sample(), Options{Version: "1.2.3"}); err != nil {
		t.Fatal(err)
	}
	log, err := sarif.FromBytes(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := log.Validate(); err != nil {
		t.Error(err)
	}
	// The umlauts in front of the call take two bytes each and one UTF-16 unit.
	step := log.Runs[0].Results[0].CodeFlows[0].ThreadFlows[0].Locations[1].Location.PhysicalLocation.Region
	if *step.StartColumn != 14 || *step.EndColumn != 26 {
		t.Errorf("columns %d-%d, want 14-26", *step.StartColumn, *step.EndColumn)
	}
}
