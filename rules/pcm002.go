package rules

import (
	"fmt"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// deferredWithoutSyncStop is PCM002: see doc/PCM002.md.
var deferredWithoutSyncStop = Rule{ID: "PCM002", Name: "deferred-without-sync-stop", check: func(p *pass) {
	for _, v := range p.res.Verdicts {
		p.table(v, func(c *program.Context) bool { return !c.Kind.SyncedByIRQ() }, "",
			func(v *program.Verdict, c *program.Context) string {
				return fmt.Sprintf("give `%s` a .sync_stop that waits for %s(): %s", v.Name, c.Entry, waiting(c))
			})
	}
}}

// waiting says how to wait for a context: by the call for the struct that runs it where kinds of work differ in that.
func waiting(c *program.Context) string {
	for _, w := range kernelapi.WaitFor {
		if (c.Kind == kernelapi.Work || c.Kind == kernelapi.DelayedWork) && w.Kind == c.Kind && w.Type == c.ObjectType {
			if w.Shared != "" {
				return w.Own + "() on its work item, or " + w.Shared + "() where that serves others as well"
			}
			return w.Own + "() on its work item"
		}
	}
	return waitFor[c.Kind]
}

// waitFor names the call that waits for a context of each kind.
var waitFor = map[kernelapi.Kind]string{
	kernelapi.Work:        "cancel_work_sync() on its work item, or flush_work() where that serves others as well",
	kernelapi.DelayedWork: "cancel_delayed_work_sync() on its work item",
	kernelapi.Tasklet:     "tasklet_kill()",
	kernelapi.Timer:       "timer_delete_sync() (del_timer_sync() before 6.2)",
	kernelapi.HRTimer:     "hrtimer_cancel()",
	kernelapi.KThread:     "stop the thread's work on the stream and wait until it has seen that, as kthread_stop() does",
	kernelapi.URB:         "usb_kill_urb() or usb_kill_anchored_urbs() on the stream's URBs",
	kernelapi.DMA:         "dmaengine_synchronize(), or snd_dmaengine_pcm_sync_stop where the dmaengine helpers trigger the stream",
	kernelapi.Callback:    "whatever its subsystem offers to wait for a running callback; card->sync_irq does not cover it",
}
