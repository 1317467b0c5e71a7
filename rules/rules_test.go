package rules

import (
	"slices"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// TestAll: a rule is whole, with a page and a picture, and the ids are in order.
func TestAll(t *testing.T) {
	all := All()
	if !slices.IsSortedFunc(all, func(a, b Rule) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	}) {
		t.Error("the rules are not in the order of their ids")
	}
	for _, r := range all {
		page, ok := doc.Of(r.ID)
		if !ok || page.ID != r.ID || r.Name() != page.Name || r.Name() == "" {
			t.Errorf("%s has no page", r.ID)
		}
		f := finding.Finding{Rule: r.ID, Subject: "x", Entries: []string{"x"}, Path: []finding.Step{{Function: "x"}}}
		if !slices.ContainsFunc(Race(&f), func(e finding.Event) bool { return e.Bad }) {
			t.Errorf("the picture of %s shows nothing that goes wrong", r.ID)
		}
	}
}
