package contract

import (
	"strings"
	"testing"
)

// TestAdvice holds what authors are told to what would wait for everything: a table of gaps and the sentence for each.
func TestAdvice(t *testing.T) {
	irq := Open{Kind: IRQ, Entry: "x_interrupt", Request: "x.c:1", In: "x_probe"}
	other := Open{Kind: ThreadedIRQ, Entry: "x_thread", Request: "x.c:1", In: "x_probe"}
	second := Open{Kind: IRQ, Entry: "y_interrupt", Request: "y.c:9", In: "y_probe"}
	helped, each, nowhere := irq, irq, irq
	helped.In, helped.Helper = "request_au1000_dma", true
	each.Each = true
	nowhere.In = ""
	work := Open{Kind: Work, Entry: "x_work", How: "cancel_work_sync() on its work item"}
	timer := Open{Kind: Timer, Entry: "x_timer", How: "timer_delete_sync()"}
	again := timer
	again.Request = "x.c:7"

	for _, c := range []struct {
		name string
		gap  Gap
		want string
	}{
		{"one IRQ", Gap{Card: true, Open: []Open{irq}},
			"assign card->sync_irq after the request in x_probe(), or give `ops` a .sync_stop that calls synchronize_irq()"},
		{"an IRQ named twice", Gap{Card: true, Open: []Open{irq, irq}},
			"assign card->sync_irq after the request in x_probe(), or give `ops` a .sync_stop that calls synchronize_irq()"},
		{"requested by a helper", Gap{Card: true, Open: []Open{helped}},
			"assign card->sync_irq where the driver has the IRQ requested by request_au1000_dma(), or give `ops` a .sync_stop that calls synchronize_irq()"},
		{"requested nobody knows where", Gap{Card: true, Open: []Open{nowhere}},
			"assign card->sync_irq after the IRQ is requested, or give `ops` a .sync_stop that calls synchronize_irq()"},
		{"no card", Gap{Open: []Open{irq}}, "give `ops` a .sync_stop that calls synchronize_irq() for the IRQ of x_interrupt()"},
		{"two requests", Gap{Card: true, Open: []Open{irq, second}},
			"give `ops` a .sync_stop that calls synchronize_irq() for each of its IRQs: they are requested at 2 places, card->sync_irq is one"},
		{"one of several objects", Gap{Card: true, Open: []Open{each}},
			"give `ops` a .sync_stop that calls synchronize_irq() for the IRQ of its stream: x_probe() requests one for each of several objects, card->sync_irq is one"},
		{"other tables' IRQs", Gap{Card: true, Elsewhere: true, Open: []Open{irq}},
			"give `ops` a .sync_stop that calls synchronize_irq() for the IRQ of x_interrupt(): other tables of the driver have other IRQs, card->sync_irq is one"},
		{"two handlers", Gap{Card: true, Open: []Open{irq, other}},
			"give `ops` a .sync_stop that calls synchronize_irq() for each IRQ; where all handlers serve one, assign card->sync_irq after the request in x_probe() instead"},
		{"a work", Gap{Card: true, Open: []Open{work}}, "give `ops` a .sync_stop that waits for x_work(): cancel_work_sync() on its work item"},
		{"every context", Gap{Card: true, Open: []Open{work, timer, irq}},
			"give `ops` a .sync_stop that waits for x_work(): cancel_work_sync() on its work item; waits for x_timer(): timer_delete_sync(); " +
				"and calls synchronize_irq() for the IRQ of x_interrupt()"},
		{"an IRQ beside a work", Gap{Card: true, Open: []Open{irq, work}},
			"give `ops` a .sync_stop that waits for x_work(): cancel_work_sync() on its work item; and calls synchronize_irq() for the IRQ of x_interrupt()"},
		{"what sync_irq gave", Gap{Card: true, SyncIRQ: true, Open: []Open{work}},
			"give `ops` a .sync_stop that waits for x_work(): cancel_work_sync() on its work item; and calls synchronize_irq() for the IRQ in " +
				"card->sync_irq, which the core does not wait for any more where there is a .sync_stop"},
		{"a timer set up at two places", Gap{Card: true, Open: []Open{timer, again, irq}},
			"give `ops` a .sync_stop that waits for x_timer(): timer_delete_sync(); and calls synchronize_irq() for the IRQ of x_interrupt()"},
		{"a callback that does not wait", Gap{Card: true, Stop: Present, Open: []Open{irq}},
			"make the .sync_stop of `ops` one that calls synchronize_irq() for the IRQ of x_interrupt()"},
	} {
		c.gap.Table = "ops"
		if got := c.gap.Advice(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestAdviseGo(t *testing.T) {
	for rule, want := range map[string]string{
		IRQWithoutSyncStop:      "SynchronizeIRQ for the interrupt of a, b",
		DeferredWithoutSyncStop: "waits until a, b has ended",
		HandRolledSync:          "move this wait to SyncStop",
		WaitInTrigger:           "without waiting",
	} {
		if got := AdviseGo(rule, "ops", []string{"a", "b"}); !strings.Contains(got, want) {
			t.Errorf("%s: %q does not say %q", rule, got, want)
		}
	}
	if got := AdviseGo(DeferredWithoutSyncStop, "ops", nil); !strings.Contains(got, "until it has ended") {
		t.Errorf("without entries: %q", got)
	}
}

func TestAdviseMove(t *testing.T) {
	if got := AdviseMove(true); !strings.Contains(got, "card->sync_irq") {
		t.Errorf("for an IRQ: %q", got)
	}
	if got := AdviseMove(false); strings.Contains(got, "card->sync_irq") {
		t.Errorf("for a work, which sync_irq does not cover: %q", got)
	}
}

// TestAdviseByHand: for a core without .sync_stop the callbacks that lack a wait are told, and all that they lack.
func TestAdviseByHand(t *testing.T) {
	g := Gap{Table: "ops", Card: true, Before: &Before{Kernel: "4.19", Callbacks: []string{"hw_free", "prepare", "hw_params"}},
		Open: []Open{{Kind: Work, Entry: "w", How: "cancel_work_sync()"}, {Kind: IRQ, Entry: "i"}}}
	const want = "wait in .hw_free, .prepare and .hw_params, for w(): cancel_work_sync(); for the IRQ of i(): synchronize_irq(); " +
		"Linux 4.19 has no .sync_stop and no card->sync_irq"
	if got := g.Advice(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
