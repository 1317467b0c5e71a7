package output

import (
	"bytes"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// TestAuditGroups: a handler that is registered in several places and calls elapsed in several is one line.
func TestAuditGroups(t *testing.T) {
	table := finding.Table{File: "a.c", Line: 50, Name: "ops", Kind: "snd_pcm_ops", Status: finding.Unsynced}
	for _, registered := range []int{1, 2, 3} {
		for _, elapsed := range []int{11, 12, 13, 14, 15, 16, 17, 18} {
			table.Contexts = append(table.Contexts, finding.Context{Kind: "irq", Entry: "f",
				Registered: finding.Place{File: "b.c", Line: registered}, Elapsed: finding.Place{File: "a.c", Line: elapsed}})
		}
	}
	table.Contexts = append(table.Contexts, finding.Context{Kind: "work", Entry: "f", Registered: finding.Place{File: "a.c", Line: 4}, Elapsed: finding.Place{File: "a.c", Line: 11}})
	var b bytes.Buffer
	if err := AuditText(&b, &finding.Report{Tables: []finding.Table{table}}, Options{Quiet: true}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(b.String()) {
		if strings.Contains(line, "registered") {
			got = append(got, strings.Join(strings.Fields(line), " "))
		}
	}
	want := []string{
		"irq f: registered b.c:1, b.c:2, b.c:3, elapsed line 11, line 12, line 13, line 14, line 15, line 16 and 2 more",
		"work f: registered line 4, elapsed line 11",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
