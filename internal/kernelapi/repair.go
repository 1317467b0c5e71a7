package kernelapi

// FreeIRQ gives back an IRQ that was requested without devm (kernel/irq/manage.c).
const FreeIRQ = "free_irq"

// IRQNumber says how to spell the number of the IRQ that a function requests, where it is none of its arguments: %0 and
// %1 stand for those (drivers/pci/irq.c, include/pcmcia/ds.h).
var IRQNumber = map[string]string{
	"pci_request_irq":    "pci_irq_vector(%0, %1)",
	"pcmcia_request_irq": "%0->irq",
}

// BeginningOrEnd are members and functions that take a function which runs once, when a device comes or goes.
var BeginningOrEnd = set("probe", "remove", "remove_new", "disconnect", "shutdown", "dev_free", "dev_disconnect", "private_free",
	"module_init", "module_exit", "devm_add_action", "devm_add_action_or_reset", "exit", "bind", "unbind")

// TakesPCMLock are functions that take a lock which the core holds around .sync_stop: pcm->open_mutex, the runtime's
// buffer_mutex or the locks of all streams (sound/core/pcm_native.c, sound/core/init.c).
var TakesPCMLock = set("snd_pcm_kernel_ioctl", "snd_pcm_release_substream", "snd_card_disconnect", "snd_card_disconnect_sync",
	"snd_card_free", "snd_card_free_when_closed", "snd_device_free", "snd_device_disconnect", "snd_soc_unregister_component")

// Starts are the functions that start what has a handler: which argument is the object.
var Starts = map[string]int{
	"schedule_work": 0, "schedule_work_on": 1, "queue_work": 1, "queue_work_on": 2, "kthread_queue_work": 1,
	"schedule_delayed_work": 0, "queue_delayed_work": 1, "queue_delayed_work_on": 2, "mod_delayed_work": 1,
	"kthread_queue_delayed_work": 1, "kthread_mod_delayed_work": 1, "add_timer": 0, "mod_timer": 0, "mod_timer_pending": 0,
	"timer_reduce": 0, "hrtimer_start": 0, "hrtimer_start_range_ns": 0, "hrtimer_restart": 0,
	"tasklet_schedule": 0, "tasklet_hi_schedule": 0,
}

// Declares are the macros that declare a variable and its handler, with the struct of the variable.
var Declares = map[string]string{
	"DECLARE_WORK": "work_struct", "DECLARE_DELAYED_WORK": "delayed_work", "DECLARE_DEFERRABLE_WORK": "delayed_work",
	"DEFINE_TIMER": "timer_list", "DECLARE_TASKLET": "tasklet_struct", "DECLARE_TASKLET_OLD": "tasklet_struct",
	"DEFINE_KTHREAD_WORK": "kthread_work",
}

// Startable are the kinds of context that run once for each start by somebody, and do nothing then if there is nothing to
// do.
var Startable = map[Kind]bool{Work: true, DelayedWork: true, Tasklet: true}

// StopsOnly are the functions that stop what runs a handler but do not wait for one that is running (Kind), and what
// waits for that once they were called (drivers/dma/dmaengine.h, Documentation/driver-api/dmaengine/client.rst).
var StopsOnly = map[string]struct {
	Kind Kind
	Wait string
}{
	"dmaengine_terminate_async": {DMA, "dmaengine_synchronize"},
	"dmaengine_terminate_all":   {DMA, "dmaengine_synchronize"},
}

// TriggerStop is what .trigger is called with when a stream stops (include/sound/pcm.h).
const TriggerStop = "SNDRV_PCM_TRIGGER_STOP"

// DMAEngineSyncStop is the .sync_stop for streams that DMAEngineTrigger starts (sound/core/pcm_dmaengine.c, since 6.9).
const DMAEngineSyncStop = "snd_dmaengine_pcm_sync_stop"

// Wait says how to wait for what runs a handler. Type tells kinds of one name apart by the struct of the object.
type Wait struct {
	Kind Kind
	Type string
	// Own waits where the object belongs to one stream, Shared where others may need it at the same time; several are
	// tried in order, empty means that there is none.
	Own, Shared string
}

// WaitFor are the waits that .sync_stop may make.
var WaitFor = []Wait{
	{Work, "kthread_work", "kthread_cancel_work_sync", "kthread_flush_work"},
	{Work, "work_struct", "cancel_work_sync", "flush_work"},
	{DelayedWork, "delayed_work", "cancel_delayed_work_sync", ""},
	{DelayedWork, "kthread_delayed_work", "kthread_cancel_delayed_work_sync", ""},
	{Tasklet, "tasklet_struct", "tasklet_kill", "tasklet_kill"},
	{Timer, "timer_list", "timer_delete_sync del_timer_sync", ""},
	{HRTimer, "hrtimer", "hrtimer_cancel", ""},
	{DMA, "dma_chan", "dmaengine_synchronize", "dmaengine_synchronize"},
}

// Since names the file of a kernel tree that tells whether a function is there: those that are not in every kernel with
// .sync_stop.
var Since = map[string]string{
	"timer_delete_sync": "include/linux/timer.h",
	"del_timer_sync":    "include/linux/timer.h",
	DMAEngineSyncStop:   "include/sound/dmaengine_pcm.h",
}

// Header is where a function is declared, and names that a file with that header mentions.
type Header struct {
	Path  string
	Signs []string
}

// HeaderOf are the headers of the waits.
var HeaderOf = map[string]Header{
	"synchronize_irq":          {"linux/interrupt.h", []string{"request_irq", "devm_request_irq", "devm_request_threaded_irq", "irqreturn_t", "free_irq", "synchronize_irq"}},
	"cancel_work_sync":         {"linux/workqueue.h", []string{"INIT_WORK", "schedule_work", "queue_work", "work_struct"}},
	"flush_work":               {"linux/workqueue.h", []string{"INIT_WORK", "schedule_work", "queue_work", "work_struct"}},
	"cancel_delayed_work_sync": {"linux/workqueue.h", []string{"INIT_DELAYED_WORK", "schedule_delayed_work", "queue_delayed_work", "delayed_work"}},
	"hrtimer_cancel":           {"linux/hrtimer.h", []string{"hrtimer_start", "hrtimer_init", "hrtimer_setup"}},
	"timer_delete_sync":        {"linux/timer.h", []string{"timer_setup", "mod_timer", "timer_list"}},
	"del_timer_sync":           {"linux/timer.h", []string{"timer_setup", "mod_timer", "timer_list"}},
	"dmaengine_synchronize":    {"linux/dmaengine.h", []string{"dmaengine_terminate_all", "dma_chan"}},
	DMAEngineSyncStop:          {"sound/dmaengine_pcm.h", []string{DMAEngineTrigger}},
}

// PCMCore is the file that calls the callbacks of ops tables.
const PCMCore = "sound/core/pcm_native.c"

// HowToWait says how to wait for a context: by the call for the struct that runs it where kinds of work differ in that.
func HowToWait(kind Kind, object string) string {
	for _, w := range WaitFor {
		if (kind == Work || kind == DelayedWork) && w.Kind == kind && w.Type == object {
			if w.Shared != "" {
				return w.Own + "() on its work item, or " + w.Shared + "() where that serves others as well"
			}
			return w.Own + "() on its work item"
		}
	}
	return howToWait[kind]
}

// howToWait names the call that waits for a context of each kind.
var howToWait = map[Kind]string{
	Work:        "cancel_work_sync() on its work item, or flush_work() where that serves others as well",
	DelayedWork: "cancel_delayed_work_sync() on its work item",
	Tasklet:     "tasklet_kill()",
	Timer:       "timer_delete_sync() (del_timer_sync() before 6.2)",
	HRTimer:     "hrtimer_cancel()",
	KThread:     "stop the thread's work on the stream and wait until it has seen that, as kthread_stop() does",
	URB:         "usb_kill_urb() or usb_kill_anchored_urbs() on the stream's URBs",
	DMA:         "dmaengine_synchronize(), or snd_dmaengine_pcm_sync_stop where the dmaengine helpers trigger the stream",
	Callback:    "whatever its subsystem offers to wait for a running callback; card->sync_irq does not cover it",
}
