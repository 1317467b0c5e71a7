package contract

import "testing"

// TestKinds: what a wait for the IRQ covers decides which of the two rules a context breaks.
func TestKinds(t *testing.T) {
	covered := map[Kind]bool{IRQ: true, ThreadedIRQ: true, FIQ: true}
	for k := range kinds {
		want := DeferredWithoutSyncStop
		if covered[k] {
			want = IRQWithoutSyncStop
		}
		if k.SyncedByIRQ() != covered[k] || RuleFor(k) != want {
			t.Errorf("%s: covered by an IRQ %t, rule %s", k, k.SyncedByIRQ(), RuleFor(k))
		}
		if !AboutTable(RuleFor(k)) {
			t.Errorf("%s is not about a table", RuleFor(k))
		}
	}
	if AboutTable(HandRolledSync) {
		t.Error("a wait by hand is reported at the table")
	}
	goroutine := Kind("goroutine")
	if goroutine.SyncedByIRQ() || goroutine.String() != "callback" || goroutine.Label() != "goroutine" {
		t.Errorf("a kind of Go: %v %q %q", goroutine.SyncedByIRQ(), goroutine.String(), goroutine.Label())
	}
	if ThreadedIRQ.Label() != "threaded IRQ" || URB.Label() != "URB" || HRTimer.Label() != "hrtimer" {
		t.Errorf("labels: %q %q %q", ThreadedIRQ.Label(), URB.Label(), HRTimer.Label())
	}
}
