package kernelapi

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kversion"
)

// Waits says what a waiting call waits for, and what a repair and advice must know to write it.
type Waits struct {
	// Kinds that it can wait for, the usual one first; empty means any.
	Kinds []Kind
	// Object is the argument that names what is waited for.
	Object int
	// Queue: the object is a queue, it waits for everything on it.
	Queue bool
	// IRQ: waits for a handler of an IRQ number; in hw_free always hand-rolled.
	IRQ bool

	// Type is the struct of the object, for calls that .sync_stop may make: kinds of one name differ in it.
	Type string
	// For says whose object that may be.
	For Use
	// Words say in advice how to wait so; empty for calls that are not advised.
	Words string
	// Header declares it.
	Header Header
	// Life says which kernels have it, where not every one with .sync_stop does.
	Life Lifetime
	// Kin look like it and do not wait. Stops are those of them that stop what runs the handler, so that what is left to do
	// is this wait.
	Kin, Stops []string
	// Asks tell whether the handler runs: a loop that asks until it does not is this wait written out.
	Asks []string
}

// Use says for whose object a call may be made in .sync_stop.
type Use uint8

// Uses of a waiting call.
const (
	NoUse     Use = iota
	OwnUse        // one that belongs to the stream: the call stops it
	SharedUse     // one that serves others, too: the call lets it run on
	AnyUse        // either
)

// Header is where a function is declared, and names that a file with that header mentions.
type Header struct {
	Path  string
	Signs []string
}

var (
	interruptH   = Header{"linux/interrupt.h", []string{"request_irq", "devm_request_irq", "devm_request_threaded_irq", "irqreturn_t", "free_irq", "synchronize_irq"}}
	workH        = Header{"linux/workqueue.h", []string{"INIT_WORK", "schedule_work", "queue_work", "work_struct"}}
	delayedWorkH = Header{"linux/workqueue.h", []string{"INIT_DELAYED_WORK", "schedule_delayed_work", "queue_delayed_work", "delayed_work"}}
	timerH       = Header{"linux/timer.h", []string{"timer_setup", "mod_timer", "timer_list"}}
	hrtimerH     = Header{"linux/hrtimer.h", []string{"hrtimer_start", "hrtimer_init", "hrtimer_setup"}}
	dmaengineH   = Header{"linux/dmaengine.h", []string{"dmaengine_terminate_all", "dma_chan"}}
	dmaenginePCM = Header{"sound/dmaengine_pcm.h", []string{DMAEngineTrigger}}
)

var (
	works        = []Kind{Work, DelayedWork}
	delayedWorks = []Kind{DelayedWork, Work}
)

// A WaitingCall is one row: a function that waits until a handler has ended (section 3 of the contract).
type WaitingCall struct {
	Name string
	Waits
}

// waitingCalls are the calls of the kernel that wait. Of those for one kind and struct the preferred comes first.
var waitingCalls = []WaitingCall{
	{"synchronize_irq", Waits{IRQ: true, Header: interruptH}},
	{"synchronize_hardirq", Waits{IRQ: true}},
	{"disable_irq", Waits{IRQ: true, Kin: []string{"disable_irq_nosync"}}},
	{"disable_hardirq", Waits{IRQ: true}},

	{"cancel_work_sync", Waits{Kinds: works, Type: "work_struct", For: OwnUse, Header: workH, Kin: []string{"cancel_work"},
		Asks:  []string{"work_busy"},
		Words: "cancel_work_sync() on its work item, or flush_work() where that serves others as well"}},
	{"flush_work", Waits{Kinds: works, Type: "work_struct", For: SharedUse, Header: workH}},
	{"disable_work_sync", Waits{Kinds: works, Kin: []string{"disable_work"}}},
	{"flush_workqueue", Waits{Kinds: works, Queue: true}},
	{"drain_workqueue", Waits{Kinds: works, Queue: true}},
	{"flush_scheduled_work", Waits{Kinds: works, Queue: true, Object: None}},
	{"destroy_workqueue", Waits{Kinds: works, Queue: true}},
	{"cancel_delayed_work_sync", Waits{Kinds: delayedWorks, Type: "delayed_work", For: OwnUse, Header: delayedWorkH,
		Kin: []string{"cancel_delayed_work"}, Words: "cancel_delayed_work_sync() on its work item"}},
	{"flush_delayed_work", Waits{Kinds: delayedWorks}},
	{"disable_delayed_work_sync", Waits{Kinds: []Kind{DelayedWork}, Kin: []string{"disable_delayed_work"}}},
	{"kthread_cancel_work_sync", Waits{Kinds: []Kind{Work}, Type: "kthread_work", For: OwnUse,
		Words: "kthread_cancel_work_sync() on its work item, or kthread_flush_work() where that serves others as well"}},
	{"kthread_flush_work", Waits{Kinds: []Kind{Work}, Type: "kthread_work", For: SharedUse}},
	{"kthread_flush_worker", Waits{Kinds: []Kind{Work}, Queue: true}},
	{"kthread_destroy_worker", Waits{Kinds: []Kind{Work}, Queue: true}},
	{"kthread_cancel_delayed_work_sync", Waits{Kinds: delayedWorks, Type: "kthread_delayed_work", For: OwnUse,
		Words: "kthread_cancel_delayed_work_sync() on its work item"}},

	{"tasklet_kill", Waits{Kinds: []Kind{Tasklet}, Type: "tasklet_struct", For: AnyUse, Words: "tasklet_kill()"}},
	{"tasklet_disable", Waits{Kinds: []Kind{Tasklet}, Kin: []string{"tasklet_disable_nosync"}}},
	{"tasklet_unlock_wait", Waits{Kinds: []Kind{Tasklet}}},
	{"timer_delete_sync", Waits{Kinds: []Kind{Timer}, Type: "timer_list", For: OwnUse, Header: timerH,
		Life: Lifetime{File: "include/linux/timer.h", From: kversion.Version{Major: 6, Minor: 2}},
		Kin:  []string{"timer_delete", "try_to_del_timer_sync", "timer_delete_sync_try"}, Asks: []string{"try_to_del_timer_sync", "timer_delete_sync_try"},
		Words: "timer_delete_sync() (del_timer_sync() before 6.2)"}},
	{"del_timer_sync", Waits{Kinds: []Kind{Timer}, Type: "timer_list", For: OwnUse, Header: timerH, Kin: []string{"del_timer"},
		Life: Lifetime{File: "include/linux/timer.h", Until: kversion.Version{Major: 6, Minor: 15}}}},
	{"timer_shutdown_sync", Waits{Kinds: []Kind{Timer}, Kin: []string{"timer_shutdown"}}},
	{"del_singleshot_timer_sync", Waits{Kinds: []Kind{Timer}}},
	{"hrtimer_cancel", Waits{Kinds: []Kind{HRTimer}, Type: "hrtimer", For: OwnUse, Header: hrtimerH,
		Kin: []string{"hrtimer_try_to_cancel"}, Asks: []string{"hrtimer_try_to_cancel", "hrtimer_callback_running", "hrtimer_active"},
		Words: "hrtimer_cancel()"}},

	{"usb_kill_urb", Waits{Kinds: []Kind{URB}, Kin: []string{"usb_unlink_urb"},
		Words: "until each of its URBs has completed once more, by a count that the handler lowers last and wait_event(); usb_kill_urb() " +
			"instead only where they run for this stream alone, its start submits them, and the handler takes a killed URB for no error"}},
	{"usb_poison_urb", Waits{Kinds: []Kind{URB}}},
	{"usb_kill_anchored_urbs", Waits{Kinds: []Kind{URB}, Queue: true, Kin: []string{"usb_unlink_anchored_urbs"}}},
	{"usb_poison_anchored_urbs", Waits{Kinds: []Kind{URB}, Queue: true}},

	{"kthread_stop", Waits{Kinds: []Kind{KThread},
		Words: "stop the thread's work on the stream and wait until it has seen that, as kthread_stop() does"}},
	{"kthread_stop_put", Waits{Kinds: []Kind{KThread}}},

	{"dmaengine_synchronize", Waits{Kinds: []Kind{DMA}, Type: "dma_chan", For: AnyUse, Header: dmaengineH,
		Kin:   []string{"dma_release_channel"},
		Stops: []string{"dmaengine_terminate_async", "dmaengine_terminate_all"},
		Words: "dmaengine_synchronize(), or snd_dmaengine_pcm_sync_stop where the dmaengine helpers trigger the stream"}},
	{"dmaengine_terminate_sync", Waits{Kinds: []Kind{DMA}}},
	{DMAEngineSyncStop, Waits{Kinds: []Kind{DMA}, Header: dmaenginePCM,
		Life: Lifetime{File: "include/sound/dmaengine_pcm.h", From: kversion.Version{Major: 6, Minor: 9}}}},

	{"fw_iso_context_stop", Waits{Kinds: []Kind{Callback}}},
	{"irq_work_sync", Waits{Kinds: []Kind{Callback}}},
}

// WaitingCalls by function name.
var WaitingCalls = byName(waitingCalls)

func byName(rows []WaitingCall) map[string]Waits {
	out := make(map[string]Waits, len(rows))
	for _, r := range rows {
		out[r.Name] = r.Waits
	}
	return out
}

// LoopWaits are the calls that wait when a loop asks them again and again, with what the loop waits for.
var LoopWaits = func() map[string]Waits {
	out := map[string]Waits{}
	for _, r := range waitingCalls {
		for _, name := range r.Asks {
			out[name] = r.Waits
		}
	}
	return out
}()

// NotWaits are functions that look like waiting calls and do not wait.
var NotWaits = notWaits(waitingCalls)

func notWaits(rows []WaitingCall) map[string]bool {
	out := map[string]bool{}
	for _, r := range rows {
		for _, names := range [][]string{r.Kin, r.Stops} {
			for _, n := range names {
				out[n] = true
			}
		}
	}
	return out
}

// Stop says of a function that stops what runs a handler, but does not wait for one that is running, what is left to call.
type Stop struct {
	Kind Kind
	Wait string
}

// StopsOnly are such functions (drivers/dma/dmaengine.h, Documentation/driver-api/dmaengine/client.rst).
var StopsOnly = stopsOnly(waitingCalls)

func stopsOnly(rows []WaitingCall) map[string]Stop {
	out := map[string]Stop{}
	for _, r := range rows {
		for _, n := range r.Stops {
			out[n] = Stop{r.Kinds[0], r.Name}
		}
	}
	return out
}

// Wait says how to wait for what runs a handler. Type tells kinds of one name apart by the struct of the object.
type Wait struct {
	Kind Kind
	Type string
	// Own waits where the object belongs to one stream, Shared where others may need it at the same time; several are
	// tried in order, none means that there is none.
	Own, Shared []string
}

// WaitFor are the waits that .sync_stop may make.
var WaitFor = waitFor(waitingCalls)

func waitFor(rows []WaitingCall) []Wait {
	var out []Wait
	for _, r := range rows {
		if r.For == NoUse {
			continue
		}
		i := 0
		for i < len(out) && (out[i].Kind != r.Kinds[0] || out[i].Type != r.Type) {
			i++
		}
		if i == len(out) {
			out = append(out, Wait{Kind: r.Kinds[0], Type: r.Type})
		}
		if r.For != SharedUse {
			out[i].Own = append(out[i].Own, r.Name)
		}
		if r.For != OwnUse {
			out[i].Shared = append(out[i].Shared, r.Name)
		}
	}
	return out
}

// HasWait tells whether .sync_stop may wait for a kind of context by one call.
func HasWait(kind Kind) bool {
	return kind.SyncedByIRQ() || slices.ContainsFunc(WaitFor, func(w Wait) bool { return w.Kind == kind })
}

// HowToWait says how to wait for a context: by the call for the struct that runs it where kinds of one name differ in that.
func HowToWait(kind Kind, object string) string {
	usual := ""
	for _, r := range waitingCalls {
		if r.Words == "" || r.Kinds[0] != kind {
			continue
		}
		if r.Type == object {
			return r.Words
		}
		if usual == "" {
			usual = r.Words
		}
	}
	if usual == "" {
		return "whatever its subsystem offers to wait for a running callback; card->sync_irq does not cover it"
	}
	return usual
}

// Handshakes are the calls that wait for their first argument to be completed or woken, without a time limit; TimedHandshakes
// those with one.
var Handshakes, TimedHandshakes = handshakes()

func handshakes() (plain, timed []string) {
	var out []string
	for name := range CompletionWaits {
		out = append(out, name)
	}
	for name, w := range EventWaits {
		if w.Queue == 0 {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	for _, name := range out {
		if strings.Contains(name, "timeout") {
			timed = append(timed, name)
		} else {
			plain = append(plain, name)
		}
	}
	return plain, timed
}

// CallbackRunning tells whether an hrtimer's callback runs at that moment (include/linux/hrtimer.h): who asks before a wait
// means not to wait for itself.
const CallbackRunning = "hrtimer_callback_running"
