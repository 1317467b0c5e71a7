package kernelapi

// Initialises are the functions and macros without which an object cannot be used: which argument is the object. Sources:
// include/linux/spinlock.h, mutex.h, rwsem.h, semaphore.h, completion.h, wait.h, workqueue.h, timer.h, hrtimer.h, interrupt.h, kthread.h.
var Initialises = map[string]int{
	"spin_lock_init": 0, "raw_spin_lock_init": 0, "rwlock_init": 0, "mutex_init": 0, "devm_mutex_init": 1, "init_rwsem": 0,
	"sema_init": 0, "init_completion": 0, "init_waitqueue_head": 0, "init_swait_queue_head": 0,
	"INIT_WORK": 0, "INIT_DELAYED_WORK": 0, "INIT_DEFERRABLE_WORK": 0, "devm_work_autocancel": 1, "devm_delayed_work_autocancel": 1,
	"kthread_init_work": 0, "kthread_init_delayed_work": 0, "kthread_init_worker": 0, "init_irq_work": 0,
	"timer_setup": 0, "setup_timer": 0, "init_timer": 0, "hrtimer_init": 0, "hrtimer_setup": 0,
	"tasklet_init": 0, "tasklet_setup": 0,
}

// Unfinished are those of Initialises after which an object lacks something yet, and what.
var Unfinished = map[string]string{
	"hrtimer_init":        "the timer has no function yet after hrtimer_init()",
	"init_timer":          "the timer has no function yet after init_timer()",
	"kthread_init_worker": "the worker has no thread yet after kthread_init_worker()",
}

// Overwrites are the functions that write over all that their first argument points to (include/linux/string.h).
var Overwrites = []string{"memset", "memcpy", "memmove", "memzero_explicit"}

// Uses are the functions, and the classes of Guards, that need an object to be initialised: which argument is the object.
// A class's object is argument 0.
var Uses = map[string]int{
	"spin_lock": 0, "spin_lock_irq": 0, "spin_lock_irqsave": 0, "spin_lock_bh": 0, "spin_trylock": 0, "spin_trylock_irqsave": 0,
	"spin_lock_nested": 0, "spin_lock_irqsave_nested": 0,
	"raw_spin_lock": 0, "raw_spin_lock_irq": 0, "raw_spin_lock_irqsave": 0, "raw_spin_trylock": 0,
	"read_lock": 0, "read_lock_irqsave": 0, "read_lock_irq": 0, "write_lock": 0, "write_lock_irqsave": 0, "write_lock_irq": 0,
	"mutex_lock": 0, "mutex_trylock": 0, "mutex_lock_interruptible": 0, "mutex_lock_nested": 0,
	"down": 0, "down_interruptible": 0, "down_trylock": 0, "up": 0, "down_read": 0, "down_write": 0,
	"complete": 0, "complete_all": 0, "wait_for_completion": 0, "wait_for_completion_timeout": 0,
	"wake_up": 0, "wake_up_all": 0, "wake_up_nr": 0, "wake_up_interruptible": 0, "wake_up_interruptible_all": 0,
	"wake_up_interruptible_sync": 0, "wake_up_locked": 0, "wake_up_poll": 0, "wake_up_interruptible_poll": 0, "swake_up_one": 0,
	"schedule_work": 0, "schedule_work_on": 1, "queue_work": 1, "queue_work_on": 2, "cancel_work": 0,
	"schedule_delayed_work": 0, "schedule_delayed_work_on": 1, "queue_delayed_work": 1, "queue_delayed_work_on": 2,
	"mod_delayed_work": 1, "cancel_delayed_work": 0, "kthread_queue_work": 1, "kthread_queue_delayed_work": 1, "irq_work_queue": 0,
	"mod_timer": 0, "add_timer": 0, "del_timer": 0, "timer_delete": 0,
	"hrtimer_start": 0, "hrtimer_start_range_ns": 0, "hrtimer_try_to_cancel": 0,
	"tasklet_schedule": 0, "tasklet_hi_schedule": 0,

	"spinlock": 0, "spinlock_irq": 0, "spinlock_irqsave": 0, "spinlock_bh": 0, "spinlock_try": 0,
	"raw_spinlock": 0, "raw_spinlock_irq": 0, "raw_spinlock_irqsave": 0, "raw_spinlock_try": 0,
	"mutex": 0, "mutex_try": 0, "rwsem_read": 0, "rwsem_write": 0,
}

// NotEnabled are the flags of a request after which the handler does not run before EnableIRQ (include/linux/interrupt.h, irq.h).
var NotEnabled = []string{"IRQF_NO_AUTOEN", "IRQ_NOAUTOEN"}

// EnableIRQ lets a handler run that was kept from it (kernel/irq/manage.c).
const EnableIRQ = "enable_irq"

// RunsAgain are the members of ops structs and the macros that take functions which run when a device wakes up
// (include/linux/pm.h): what they request was there before.
var RunsAgain = set("resume", "runtime_resume", "restore", "thaw", "resume_noirq", "resume_early", "complete",
	"SIMPLE_DEV_PM_OPS", "DEFINE_SIMPLE_DEV_PM_OPS", "SET_SYSTEM_SLEEP_PM_OPS", "SET_RUNTIME_PM_OPS", "SYSTEM_SLEEP_PM_OPS", "RUNTIME_PM_OPS",
	"UNIVERSAL_DEV_PM_OPS", "DEFINE_RUNTIME_DEV_PM_OPS")
