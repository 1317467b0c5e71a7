package kernelapi

import "testing"

// TestCannotWait: a call is one thing only. One that waits in one table and cannot wait in another would be judged by
// whichever is asked first.
func TestCannotWait(t *testing.T) {
	api := Kernel()
	waits := map[string]string{}
	note := func(table, name string) {
		if other := waits[name]; other != "" {
			t.Errorf("%s is in %s and in %s", name, other, table)
		}
		waits[name] = table
	}
	for name := range WaitingCalls {
		note("WaitingCalls", name)
	}
	for name := range StopWaits {
		note("StopWaits", name)
	}
	for name := range CompletionWaits {
		note("CompletionWaits", name)
	}
	for name := range EventWaits {
		note("EventWaits", name)
	}
	for name := range Locks {
		note("Locks", name)
	}
	for name := range KeepsHandlersOut {
		note("KeepsHandlersOut", name)
	}
	for name, table := range waits {
		if _, ok := api.CannotBlock(name); ok {
			t.Errorf("%s of %s is said not to wait", name, table)
		}
	}
	for name := range NotWaits {
		if _, ok := api.CannotBlock(name); !ok {
			t.Errorf("%s does not wait, and is not known not to", name)
		}
	}
	for _, names := range []map[string]bool{Completes, Wakes, Reinits} {
		for name := range names {
			if _, ok := api.CannotBlock(name); !ok && name != "wake_up_poll" && name != "swake_up_locked" && name != "INIT_COMPLETION" {
				t.Errorf("%s is the other side of a wait, and may wait itself", name)
			}
		}
	}
}

// TestDeeds: what a .sync_stop does instead of waiting is said by these.
func TestDeeds(t *testing.T) {
	for name, want := range map[string]Deed{
		"dev_dbg": Logs, "writel": Touches, "msleep": Delays, "atomic_read": Counts, "schedule_work": SetsOff, "cancel_work": Halts,
		"dmaengine_terminate_async": Halts, "container_of": Reads, "INIT_WORK": Reads, "WRITE_ONCE": Counts,
	} {
		if got, ok := Kernel().CannotBlock(name); !ok || got != want {
			t.Errorf("%s: %v %t, want %v", name, got, ok, want)
		}
	}
	for _, name := range []string{"smp_call_function_single", "free_irq", "pm_runtime_put_sync", "driver_drain", ""} {
		if d, ok := Kernel().CannotBlock(name); ok {
			t.Errorf("%q cannot wait (%v)", name, d)
		}
	}
	if !Sleeps("usleep_range") || Sleeps("readl") {
		t.Error("what passes time in a loop")
	}
}
