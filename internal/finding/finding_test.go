package finding

import (
	"slices"
	"testing"
)

func table(line int, subject, entry string) Finding {
	return Finding{
		Rule:    "PCM001",
		Place:   Place{File: "sound/pci/x.c", Line: line, Column: 33},
		Subject: subject,
		Path:    []Step{{Place: Place{File: "sound/pci/x.c", Line: line + 100}, Function: entry}},
	}
}

func prints(fs ...Finding) []string {
	r := Report{Findings: slices.Clone(fs)}
	r.SetFingerprints()
	var out []string
	for _, f := range r.Findings {
		out = append(out, f.Fingerprint)
	}
	return out
}

func TestFingerprintStaysWhenLinesMove(t *testing.T) {
	before := prints(table(10, "a_ops", "irq"), table(20, "b_ops", "irq"))
	after := prints(table(110, "a_ops", "irq"), table(125, "b_ops", "irq"))
	if !slices.Equal(before, after) {
		t.Errorf("before %v, after %v", before, after)
	}
}

func TestFingerprintStaysWhenANeighbourIsRenamedOrGone(t *testing.T) {
	before := prints(table(10, "a_ops", "irq"), table(20, "b_ops", "irq"))
	renamed := prints(table(10, "z_ops", "irq"), table(20, "b_ops", "irq"))
	gone := prints(table(20, "b_ops", "irq"))
	if before[1] != renamed[1] || before[1] != gone[0] {
		t.Errorf("b_ops: %s, after a rename %s, alone %s", before[1], renamed[1], gone[0])
	}
	if before[0] == renamed[0] {
		t.Error("a renamed table keeps the fingerprint of the old one")
	}
}

func TestFingerprintTellsFindingsApart(t *testing.T) {
	work := table(10, "a_ops", "irq")
	work.Rule = "PCM002"
	two := table(40, "a_ops", "irq")
	two.Entries = []string{"irq", "other_irq"}
	got := prints(
		table(10, "a_ops", "irq"), work, // same table, other rule
		table(20, "a_ops", "irq"), table(30, "a_ops", "irq"), // same name again, in other functions
		two, // one more handler
	)
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != 5 {
		t.Errorf("5 findings have %d fingerprints", n)
	}
}

func TestFingerprintIgnoresTheOrderOfEntries(t *testing.T) {
	a, b := table(1, "ops", "x"), table(1, "ops", "y")
	a.Entries = []string{"p", "q"}
	b.Entries = []string{"q", "p", "q"}
	if x, y := prints(a)[0], prints(b)[0]; x != y {
		t.Errorf("%s, %s", x, y)
	}
}

func TestSort(t *testing.T) {
	a, b, c := table(9, "a", ""), table(10, "b", ""), table(10, "b", "")
	c.Rule = "PCM002"
	d := table(1, "d", "")
	d.File = "sound/pci/y.c"
	r := Report{
		Findings: []Finding{d, c, b, a},
		Tables:   []Table{{File: "b.c", Line: 2}, {File: "b.c", Line: 1}, {File: "a.c", Line: 7}},
		Errors:   []FileError{{File: "z"}, {File: "y"}},
	}
	r.Sort()
	for i, want := range []Finding{a, b, c, d} {
		got := r.Findings[i]
		if got.Place != want.Place || got.Rule != want.Rule {
			t.Errorf("%d: %+v, want %+v", i, got, want)
		}
	}
	if r.Tables[0].File != "a.c" || r.Tables[1].Line != 1 || r.Errors[0].File != "y" {
		t.Errorf("tables %v, errors %v", r.Tables, r.Errors)
	}
}

func TestActiveLeavesOutSuppressed(t *testing.T) {
	quiet := table(1, "a", "")
	quiet.Suppressed = &Suppression{Reason: "polled, never at the same time"}
	r := Report{Findings: []Finding{quiet, table(2, "b", "")}}
	if got := r.Active(); len(got) != 1 || got[0].Subject != "b" {
		t.Errorf("%v", got)
	}
}
