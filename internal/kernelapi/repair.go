package kernelapi

import "github.com/pcmlint/pcmlint/internal/kversion"

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

// DeviceData are the functions that give what a driver has stored as its data of a device.
var DeviceData = set("dev_get_drvdata", "platform_get_drvdata", "pci_get_drvdata", "usb_get_intfdata", "snd_soc_component_get_drvdata",
	"spi_get_drvdata", "i2c_get_clientdata", "amba_get_drvdata")

// ToDevice are the macros that give a bus's device of a struct device, with its struct (include/linux/pci.h and others).
var ToDevice = map[string]string{"to_pci_dev": "pci_dev", "to_platform_device": "platform_device", "to_amba_device": "amba_device",
	"to_spi_device": "spi_device", "to_usb_device": "usb_device"}

// Mutexes are the locks that a .sync_stop may take, with what gives them back.
var Mutexes = map[string]string{"mutex_lock": "mutex_unlock"}

// StartsSource are functions that start what calls a completion handler again and again.
var StartsSource = set("usb_submit_urb", "fw_iso_context_start")

// InfoResume is the flag of streams that go on after a suspend without .prepare (include/uapi/sound/asound.h).
const InfoResume = "SNDRV_PCM_INFO_RESUME"

// TestsError are the functions that tell a pointer that is an error.
var TestsError = set("IS_ERR", "IS_ERR_OR_NULL", "PTR_ERR", "PTR_ERR_OR_ZERO")

// FreeCard frees a sound card when nobody has it open any more, and waits for that (sound/core/init.c).
const FreeCard = "snd_card_free"

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

// TriggerStop is what .trigger is called with when a stream stops (include/sound/pcm.h).
const TriggerStop = "SNDRV_PCM_TRIGGER_STOP"

// DMAEngineSyncStop is the .sync_stop for streams that DMAEngineTrigger starts (sound/core/pcm_dmaengine.c, since 6.9).
const DMAEngineSyncStop = "snd_dmaengine_pcm_sync_stop"

// A DMA channel that is paused when the system goes to sleep must not be waited for: snd_dmaengine_pcm_sync_stop() asks first
// (sound/core/pcm_dmaengine.c).
const (
	DMAEnginePause  = "dmaengine_pause"
	DMAEngineStatus = "dmaengine_tx_status"
	DMAStatePaused  = "DMA_PAUSED"
	DMAStateType    = "dma_tx_state"
)

// Lifetime says which kernels have something.
type Lifetime struct {
	File        string           // that tells, in a tree
	From, Until kversion.Version // that had it first, and that had it no more
}

// ComponentSyncStop is the .sync_stop of a component driver, as Since calls it.
const ComponentSyncStop = SyncStop + "@component"

// Since are the names that not every kernel with .sync_stop has; what follows an '@' tells things of one name apart. Those
// of waiting calls stand in their rows.
var Since = func() map[string]Lifetime {
	out := map[string]Lifetime{
		ComponentSyncStop: {File: "include/sound/soc-component.h", From: kversion.Version{Major: 5, Minor: 6}},
	}
	for _, r := range waitingCalls {
		if r.Life.File != "" {
			out[r.Name] = r.Life
		}
	}
	return out
}()

// PCMCore is the file that calls the callbacks of ops tables.
const PCMCore = "sound/core/pcm_native.c"

// TriggerSuspend is what .trigger is called with when the system goes to sleep (include/sound/pcm.h).
const TriggerSuspend = "SNDRV_PCM_TRIGGER_SUSPEND"

// DAIOps is the struct of a DAI's callbacks (include/sound/soc-dai.h).
const DAIOps = "snd_soc_dai_ops"

// Flag is a function that tests or clears bits, or reads a counter: which argument is the word.
type Flag struct {
	Object int
	Clears bool
}

// Flags are those of include/linux/bitops.h and atomic.h.
var Flags = map[string]Flag{
	"test_bit": {Object: 1}, "test_bit_acquire": {Object: 1}, "atomic_read": {}, "refcount_read": {},
	"clear_bit": {1, true}, "__clear_bit": {1, true}, "clear_bit_unlock": {1, true}, "test_and_clear_bit": {1, true},
}

// Inert tells whether a function or macro neither stops nor starts anything: it reads, prints, passes time, counts, or
// takes a lock.
func Inert(name string) bool {
	switch CannotWait[name] {
	case Reads, Logs, Delays, Counts:
		return true
	}
	_, lock := Locks[name]
	_, copies := CopyInto[name]
	return lock || copies || Releases[name] || KeepsHandlersOut[name] || CannotWait[name] == SetsOff
}

// CallSyncStop are functions of the core in which it calls .sync_stop: snd_pcm_dev_disconnect() and snd_pcm_suspend_all()
// (sound/core/pcm.c, pcm_native.c), and what leads there.
var CallSyncStop = []string{"snd_card_disconnect", "snd_card_disconnect_sync", "snd_card_free", "snd_card_free_when_closed",
	"snd_device_disconnect", "snd_device_free", "snd_pcm_suspend_all", "snd_soc_suspend", "snd_soc_unregister_component",
	"snd_soc_unregister_card"}

// HRTimerRunning tells whether the handler of a timer is running.
const HRTimerRunning = "hrtimer_callback_running"
