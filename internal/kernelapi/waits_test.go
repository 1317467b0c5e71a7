package kernelapi

import (
	"slices"
	"strings"
	"testing"
)

// TestWaitingCallRows holds each row to what those who use it take for granted.
func TestWaitingCallRows(t *testing.T) {
	for i, r := range waitingCalls {
		if slices.ContainsFunc(waitingCalls[:i], func(o WaitingCall) bool { return o.Name == r.Name }) {
			t.Errorf("%s has two rows", r.Name)
		}
		if r.IRQ != (len(r.Kinds) == 0) {
			t.Errorf("%s waits for an IRQ, or for kinds of context: one of the two", r.Name)
		}
		if (r.For == NoUse) != (r.Type == "") {
			t.Errorf("%s: who may use it in .sync_stop needs the struct of its object, and only who may does", r.Name)
		}
		if NotWaits[r.Name] {
			t.Errorf("%s is said to wait and not to wait", r.Name)
		}
		if r.Words != "" && r.For == OwnUse && !strings.HasPrefix(r.Words, r.Name+"()") {
			t.Errorf("%s is advised as %q", r.Name, r.Words)
		}
	}
}

func TestWaitFor(t *testing.T) {
	for _, c := range []struct {
		kind   Kind
		object string
		own    string
		shared string
	}{
		{Work, "work_struct", "cancel_work_sync", "flush_work"},
		{Work, "kthread_work", "kthread_cancel_work_sync", "kthread_flush_work"},
		{DelayedWork, "delayed_work", "cancel_delayed_work_sync", ""},
		{DelayedWork, "kthread_delayed_work", "kthread_cancel_delayed_work_sync", ""},
		{Tasklet, "tasklet_struct", "tasklet_kill", "tasklet_kill"},
		{Timer, "timer_list", "timer_delete_sync del_timer_sync", ""},
		{HRTimer, "hrtimer", "hrtimer_cancel", ""},
		{DMA, "dma_chan", "dmaengine_synchronize", "dmaengine_synchronize"},
	} {
		i := slices.IndexFunc(WaitFor, func(w Wait) bool { return w.Kind == c.kind && w.Type == c.object })
		if i < 0 {
			t.Errorf("nothing waits for a %s", c.object)
			continue
		}
		if w := WaitFor[i]; strings.Join(w.Own, " ") != c.own || strings.Join(w.Shared, " ") != c.shared {
			t.Errorf("%s: own %v, shared %v", c.object, w.Own, w.Shared)
		}
	}
}

func TestHowToWait(t *testing.T) {
	for _, c := range []struct {
		kind         Kind
		object, want string
	}{
		{Work, "work_struct", "cancel_work_sync() on"},
		{Work, "kthread_work", "kthread_cancel_work_sync() on"},
		{Work, "", "cancel_work_sync() on"},
		{DelayedWork, "kthread_delayed_work", "kthread_cancel_delayed_work_sync() on"},
		{URB, "urb", "usb_kill_urb()"},
		{KThread, "", "as kthread_stop() does"},
		{Callback, "", "whatever its subsystem offers"},
	} {
		if got := HowToWait(c.kind, c.object); !strings.Contains(got, c.want) {
			t.Errorf("%s %s: %q", c.kind, c.object, got)
		}
	}
}

func TestStopsOnly(t *testing.T) {
	if s := StopsOnly["dmaengine_terminate_async"]; s != (Stop{DMA, "dmaengine_synchronize"}) {
		t.Errorf("after dmaengine_terminate_async(): %+v", s)
	}
	for _, name := range []string{"del_timer", "usb_unlink_urb", "cancel_work", "disable_irq_nosync", "dmaengine_terminate_all"} {
		if !NotWaits[name] {
			t.Errorf("%s() is not known not to wait", name)
		}
	}
}
