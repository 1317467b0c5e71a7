package contract

import (
	"reflect"
	"testing"
)

func TestDecide(t *testing.T) {
	const unresolved = "nothing was found that starts it"
	for _, c := range []struct {
		name   string
		facts  Facts
		status string
		reason string
		by     []string
		open   []int
	}{
		{name: "nothing asynchronous", status: NoAsync},
		{name: "a call that nothing starts", facts: Facts{Unresolved: unresolved}, status: Unknown, reason: unresolved},
		{name: "which does not matter with a callback", facts: Facts{Stop: Present, Unresolved: unresolved}, status: NoAsync},
		{name: "or beside a context that is open", facts: Facts{Unresolved: unresolved, Contexts: []Waited{{Kind: Work}}},
			status: Unsynced, by: []string{""}, open: []int{0}},
		{name: "a named IRQ", facts: Facts{Contexts: []Waited{{Kind: IRQ, IRQ: Proved}}}, status: Synced, by: []string{BySyncIRQ}},
		{name: "trusted is enough", facts: Facts{Contexts: []Waited{{Kind: ThreadedIRQ, IRQ: Trusted}}}, status: Synced, by: []string{BySyncIRQ}},
		{name: "a named IRQ covers no work", facts: Facts{Contexts: []Waited{{Kind: IRQ, IRQ: Proved}, {Kind: Work, IRQ: Proved}}},
			status: Unsynced, by: []string{BySyncIRQ, ""}, open: []int{1}},
		{name: "a callback takes the named IRQ's place", facts: Facts{Stop: Present, Contexts: []Waited{{Kind: IRQ, IRQ: Proved}}},
			status: Unsynced, by: []string{""}, open: []int{0}},
		{name: "but for a library that does both", facts: Facts{Stop: Present, Both: true, Contexts: []Waited{{Kind: IRQ, IRQ: Proved}}},
			status: Synced, by: []string{BySyncIRQ}},
		{name: "a callback that waits", facts: Facts{Stop: Present, Contexts: []Waited{{Kind: Work, Stop: Trusted}}}, status: Synced, by: []string{BySyncStop}},
		{name: "for one of two", facts: Facts{Stop: Present, Contexts: []Waited{{Kind: Work, Stop: Proved}, {Kind: Timer}}},
			status: Unsynced, by: []string{BySyncStop, ""}, open: []int{1}},
		{name: "under a condition", facts: Facts{Stop: Conditional, Contexts: []Waited{{Kind: Work, Stop: Proved}}},
			status: Unknown, reason: UnderCondition, by: []string{BySyncStop}},
		{name: "a condition of what waits for nothing", facts: Facts{Stop: Conditional, Contexts: []Waited{{Kind: Work}}},
			status: Unsynced, by: []string{""}, open: []int{0}},
		{name: "the callbacks wait themselves", facts: Facts{Contexts: []Waited{{Kind: Work, Hand: Proved}, {Kind: IRQ, Hand: Trusted}}},
			status: Synced, by: []string{ByHand, ByHand}},
		{name: "for one of two", facts: Facts{Contexts: []Waited{{Kind: Work}, {Kind: IRQ, Hand: Proved}}},
			status: Unsynced, by: []string{"", ByHand}, open: []int{0}},
	} {
		got := Decide(c.facts)
		if want := (Decision{c.status, c.reason, c.by, c.open}); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, want)
		}
	}
}
