package output

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// crowd is a driver of n tables that are all reached from n handlers.
func crowd(n int) *finding.Report {
	r := &finding.Report{Root: "/tree"}
	for i := range n {
		at := finding.Place{File: fmt.Sprintf("f%d.c", i), Line: 4, Column: 2}
		f := finding.Finding{Rule: "PCM001", Place: at, Message: "nothing waits"}
		t := finding.Table{File: at.File, Line: 4, Name: fmt.Sprintf("ops%d", i), Status: finding.Unsynced}
		for j := range n {
			p := finding.Place{File: fmt.Sprintf("f%d.c", j), Line: 9, Column: 1}
			f.Related = append(f.Related, finding.Step{Place: p, Function: fmt.Sprintf("irq%d", j), Note: "also reached"})
			t.Contexts = append(t.Contexts, finding.Context{Kind: "irq", Entry: fmt.Sprintf("irq%d", j), Registered: p, Elapsed: p})
		}
		r.Findings, r.Tables = append(r.Findings, f), append(r.Tables, t)
	}
	return r
}

// TestReportsGrowWithTheDriver: four times the driver is about four times the report, in the formats that people read.
func TestReportsGrowWithTheDriver(t *testing.T) {
	for name, write := range map[string]Writer{"text": Text, "audit": AuditText, "gcc": GCC, "github": GitHub, "gitlab": GitLab, "html": HTML} {
		size := func(n int) int {
			var b bytes.Buffer
			if err := write(&b, crowd(n), Options{}); err != nil {
				t.Fatal(err)
			}
			return b.Len()
		}
		if small, large := size(30), size(120); large > 6*small {
			t.Errorf("%s: %d bytes for 30 tables, %d for 120", name, small, large)
		}
	}
}

// TestFewPlacesAreTold: what is told again is little, and said in full.
func TestFewPlacesAreTold(t *testing.T) {
	var b bytes.Buffer
	if err := GCC(&b, crowd(fewTold), Options{}); err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(b.Bytes(), []byte("also reached")); got != fewTold*fewTold {
		t.Errorf("%d places are told, want %d", got, fewTold*fewTold)
	}
}
