// Package kernelapi is what pcmlint knows of the kernel's own interfaces, as tables: which functions and fields take a
// function that will run asynchronously, which calls wait for one, which structs hold PCM callbacks.
//
// It names interfaces of the kernel's subsystems only, never a driver's. A new interface is a new row. With a kernel
// tree at hand unknown functions are followed to their definition; these rows are where following stops, and all there
// is for a driver outside any tree.
package kernelapi

import "strings"

import "github.com/pcmlint/pcmlint/internal/contract"

// Kind is the kind of an async context.
type Kind = contract.Kind

// The kinds of async context, for the rows of this package.
const (
	IRQ         = contract.IRQ
	ThreadedIRQ = contract.ThreadedIRQ
	Work        = contract.Work
	DelayedWork = contract.DelayedWork
	Tasklet     = contract.Tasklet
	Timer       = contract.Timer
	HRTimer     = contract.HRTimer
	KThread     = contract.KThread
	URB         = contract.URB
	DMA         = contract.DMA
	FIQ         = contract.FIQ
	Callback    = contract.Callback
)

// Elapsed are the functions that this tool is about (sound/core/pcm_lib.c).
var Elapsed = map[string]bool{
	"snd_pcm_period_elapsed":                   true,
	"snd_pcm_period_elapsed_under_stream_lock": true,
}

// None says that a row has no such argument.
const None = -1

// Handler is one function-pointer argument of a registering function. Arguments count from 0.
type Handler struct {
	Arg  int
	Kind Kind
}

// Registrar is a function (or macro) that arranges for its argument to be called asynchronously.
type Registrar struct {
	Handlers []Handler
	// Object is the argument that names what a waiting call would wait for (&s->work, timer, urb); None when the
	// function's result is that object.
	Object int
	// Data is the argument that the handler gets, None if there is none; DataParam is the handler's parameter that
	// receives it.
	Data, DataParam int
}

func irq(handler, data int, more ...Handler) Registrar {
	return Registrar{Handlers: append([]Handler{{handler, IRQ}}, more...), Object: 0, Data: data, DataParam: 1}
}

func deferred(kind Kind, object, handler int) Registrar {
	return Registrar{Handlers: []Handler{{handler, kind}}, Object: object, Data: None, DataParam: None}
}

func withData(r Registrar, data, param int) Registrar {
	r.Data, r.DataParam = data, param
	return r
}

// Registrars by function name. Sources: include/linux/interrupt.h, workqueue.h, timer.h, hrtimer.h, kthread.h, usb.h,
// firewire.h, drivers/pci/irq.c, include/pcmcia/ds.h, arch/arm/include/asm/fiq.h.
var Registrars = map[string]Registrar{
	"request_irq":             irq(1, 4),
	"devm_request_irq":        {Handlers: []Handler{{2, IRQ}}, Object: 1, Data: 5, DataParam: 1},
	"request_threaded_irq":    irq(1, 5, Handler{2, ThreadedIRQ}),
	"request_any_context_irq": irq(1, 4),
	"request_percpu_irq":      irq(1, 3),
	"request_nmi":             irq(1, 4),
	"pci_request_irq":         {Handlers: []Handler{{2, IRQ}, {3, ThreadedIRQ}}, Object: 0, Data: 4, DataParam: 1},
	"pcmcia_request_irq":      {Handlers: []Handler{{1, IRQ}}, Object: 0, Data: None, DataParam: None},
	"devm_request_threaded_irq": {Handlers: []Handler{{2, IRQ}, {3, ThreadedIRQ}}, Object: 1,
		Data: 6, DataParam: 1},
	"devm_request_any_context_irq": {Handlers: []Handler{{2, IRQ}}, Object: 1, Data: 5, DataParam: 1},
	"irq_set_chained_handler":      deferred(IRQ, 0, 1),

	"irq_set_chained_handler_and_data": deferred(IRQ, 0, 1),

	"INIT_WORK":                     deferred(Work, 0, 1),
	"INIT_WORK_ONSTACK":             deferred(Work, 0, 1),
	"DECLARE_WORK":                  deferred(Work, 0, 1),
	"__INIT_WORK":                   deferred(Work, 0, 1),
	"PREPARE_WORK":                  deferred(Work, 0, 1),
	"INIT_RCU_WORK":                 deferred(Work, 0, 1),
	"__WORK_INITIALIZER":            deferred(Work, 0, 1),
	"__DELAYED_WORK_INITIALIZER":    deferred(DelayedWork, 0, 1),
	"init_irq_work":                 deferred(Callback, 0, 1),
	"IRQ_WORK_INIT":                 deferred(Callback, None, 0),
	"IRQ_WORK_INIT_LAZY":            deferred(Callback, None, 0),
	"IRQ_WORK_INIT_HARD":            deferred(Callback, None, 0),
	"DEFINE_IRQ_WORK":               deferred(Callback, 0, 1),
	"devm_work_autocancel":          deferred(Work, 1, 2),
	"INIT_DELAYED_WORK":             deferred(DelayedWork, 0, 1),
	"INIT_DELAYED_WORK_ONSTACK":     deferred(DelayedWork, 0, 1),
	"INIT_DEFERRABLE_WORK":          deferred(DelayedWork, 0, 1),
	"DECLARE_DELAYED_WORK":          deferred(DelayedWork, 0, 1),
	"DECLARE_DEFERRABLE_WORK":       deferred(DelayedWork, 0, 1),
	"devm_delayed_work_autocancel":  deferred(DelayedWork, 1, 2),
	"kthread_init_work":             deferred(Work, 0, 1),
	"KTHREAD_WORK_INIT":             deferred(Work, 0, 1),
	"KTHREAD_DELAYED_WORK_INIT":     deferred(DelayedWork, 0, 1),
	"kthread_init_delayed_work":     deferred(DelayedWork, 0, 1),
	"DEFINE_KTHREAD_WORK":           deferred(Work, 0, 1),
	"DEFINE_KTHREAD_DELAYED_WORK":   deferred(DelayedWork, 0, 1),
	"init_task_work":                deferred(Callback, 0, 1),
	"timer_setup":                   deferred(Timer, 0, 1),
	"timer_setup_on_stack":          deferred(Timer, 0, 1),
	"DEFINE_TIMER":                  deferred(Timer, 0, 1),
	"setup_timer":                   withData(deferred(Timer, 0, 1), 2, 0),
	"TIMER_INITIALIZER":             deferred(Timer, None, 0),
	"__TIMER_INITIALIZER":           deferred(Timer, None, 0),
	"hrtimer_setup":                 deferred(HRTimer, 0, 1),
	"hrtimer_setup_on_stack":        deferred(HRTimer, 0, 1),
	"hrtimer_update_function":       deferred(HRTimer, 0, 1),
	"tasklet_init":                  withData(deferred(Tasklet, 0, 1), 2, 0),
	"tasklet_setup":                 deferred(Tasklet, 0, 1),
	"tasklet_hrtimer_init":          deferred(HRTimer, 0, 1),
	"DECLARE_TASKLET":               withData(deferred(Tasklet, 0, 1), 2, 0),
	"DECLARE_TASKLET_DISABLED":      deferred(Tasklet, 0, 1),
	"DECLARE_TASKLET_OLD":           deferred(Tasklet, 0, 1),
	"DECLARE_TASKLET_DISABLED_OLD":  deferred(Tasklet, 0, 1),
	"kthread_run":                   withData(deferred(KThread, None, 0), 1, 0),
	"kthread_create":                withData(deferred(KThread, None, 0), 1, 0),
	"kthread_create_on_node":        withData(deferred(KThread, None, 0), 1, 0),
	"kthread_create_on_cpu":         withData(deferred(KThread, None, 0), 1, 0),
	"kthread_run_on_cpu":            withData(deferred(KThread, None, 0), 1, 0),
	"kernel_thread":                 withData(deferred(KThread, None, 0), 1, 0),
	"usb_fill_bulk_urb":             withData(deferred(URB, 0, 5), 6, None),
	"usb_fill_int_urb":              withData(deferred(URB, 0, 5), 6, None),
	"usb_fill_control_urb":          withData(deferred(URB, 0, 6), 7, None),
	"fw_iso_context_create":         withData(deferred(Callback, None, 5), 6, 3),
	"fw_csr_iterator_init":          deferred(Callback, 0, 1),
	"set_fiq_handler":               deferred(FIQ, None, 0),
	"async_schedule":                withData(deferred(Callback, None, 0), 1, 0),
	"async_schedule_domain":         withData(deferred(Callback, None, 0), 1, 0),
	"call_rcu":                      deferred(Callback, 0, 1),
	"on_each_cpu":                   withData(deferred(Callback, None, 0), 1, 0),
	"smp_call_function_single":      withData(deferred(Callback, None, 1), 2, 0),
	"request_firmware_nowait":       withData(deferred(Callback, None, 6), 5, 1),
	"rpmsg_create_ept":              withData(deferred(Callback, None, 1), 2, 3),
	"devm_add_action":               deferred(Lifecycle, None, 1),
	"devm_add_action_or_reset":      deferred(Lifecycle, None, 1),
	"platform_driver_probe":         deferred(Lifecycle, None, 1),
	"bus_for_each_dev":              deferred(Synchronous, None, 3),
	"device_for_each_child":         deferred(Synchronous, None, 2),
	"component_match_add":           deferred(Lifecycle, None, 2),
	"snd_ctl_new1":                  deferred(Synchronous, None, None),
	"snd_info_set_text_ops":         deferred(Lifecycle, None, 2),
	"snd_card_ro_proc_new":          deferred(Lifecycle, None, 3),
	"snd_card_rw_proc_new":          deferred(Lifecycle, None, 3),
	"module_init":                   deferred(Lifecycle, None, 0),
	"module_exit":                   deferred(Lifecycle, None, 0),
	"late_initcall":                 deferred(Lifecycle, None, 0),
	"subsys_initcall":               deferred(Lifecycle, None, 0),
	"device_initcall":               deferred(Lifecycle, None, 0),
	"fs_initcall":                   deferred(Lifecycle, None, 0),
	"builtin_platform_driver_probe": deferred(Lifecycle, None, 1),
	"module_platform_driver_probe":  deferred(Lifecycle, None, 1),
}

// Two kinds that a registration can have and that are no async context of a stream.
const (
	// Lifecycle: run when a driver or device comes, goes, sleeps or is looked at, not by a running stream.
	Lifecycle Kind = "lifecycle"
	// Synchronous: run before the function returns.
	Synchronous Kind = "synchronous"
)

// NotRegistrars take function pointers without ever running them asynchronously to a stream (printing, comparing,
// looking up symbols).
var NotRegistrars = map[string]bool{
	"symbol_get": true, "symbol_put": true, "symbol_put_addr": true, "symbol_request": true, "__symbol_get": true,
	"printk": true, "dev_err": true, "dev_dbg": true, "dev_info": true, "dev_warn": true, "pr_err": true,
	"pr_debug": true, "pr_info": true, "snd_printk": true, "snd_printd": true, "WARN_ON": true, "BUG_ON": true,
	"EXPORT_SYMBOL": true, "EXPORT_SYMBOL_GPL": true, "EXPORT_SYMBOL_NS_GPL": true, "EXPORT_SYMBOL_NS": true,
	"free_irq": true, "devm_free_irq": true, "sizeof": true, "memcpy": true, "likely": true, "unlikely": true,
	"IS_ERR": true, "IS_REACHABLE": true, "IS_ENABLED": true, "devm_remove_action": true, "devm_release_action": true,
	"offsetof": true, "offsetofend": true, "sizeof_field": true, "struct_size": true, "struct_size_t": true,
	"flex_array_size": true, "typeof_member": true, "list_for_each_entry": true, "list_for_each_entry_safe": true,
	"list_for_each_entry_rcu": true, "list_for_each_entry_reverse": true, "list_for_each_entry_continue": true,
	"list_for_each_entry_from": true, "list_for_each_entry_safe_reverse": true, "list_for_each_entry_srcu": true,
	"hlist_for_each_entry": true, "hlist_for_each_entry_safe": true, "hlist_for_each_entry_rcu": true,
	"KUNIT_CASE": true, "SYSTEM_SLEEP_PM_OPS": true, "RUNTIME_PM_OPS": true, "pm_ptr": true, "pm_sleep_ptr": true,
	"SET_SYSTEM_SLEEP_PM_OPS": true, "SET_RUNTIME_PM_OPS": true, "SIMPLE_DEV_PM_OPS": true, "unregister_pm_notifier": true,
}

// FieldKey names a field of one of the kernel's structs.
type FieldKey struct{ Struct, Field string }

// FieldRegistrar says that a function stored in a field runs asynchronously. Object tells what a waiting call names:
// the struct itself.
type FieldRegistrar struct {
	Kind Kind
	// DataField is the sibling field whose value the handler receives in parameter DataParam; empty when there is none.
	DataField string
	DataParam int
}

// FieldRegistrars by struct tag and field. Sources: include/linux/timer_types.h, hrtimer_types.h, workqueue_types.h,
// usb.h, usb/gadget.h, dmaengine.h, interrupt.h, mailbox_client.h, rpmsg.h, include/sound/timer.h.
var FieldRegistrars = map[FieldKey]FieldRegistrar{
	{"timer_list", "function"}:                     {Kind: Timer, DataField: "data"},
	{"hrtimer", "function"}:                        {Kind: HRTimer},
	{"work_struct", "func"}:                        {Kind: Work},
	{"kthread_work", "func"}:                       {Kind: Work},
	{"tasklet_struct", "func"}:                     {Kind: Tasklet, DataField: "data"},
	{"tasklet_struct", "callback"}:                 {Kind: Tasklet},
	{"urb", "complete"}:                            {Kind: URB},
	{"usb_request", "complete"}:                    {Kind: Callback},
	{"dma_async_tx_descriptor", "callback"}:        {Kind: DMA, DataField: "callback_param"},
	{"dma_async_tx_descriptor", "callback_result"}: {Kind: DMA, DataField: "callback_param"},
	{"irqaction", "handler"}:                       {Kind: IRQ, DataField: "dev_id", DataParam: 1},
	{"irqaction", "thread_fn"}:                     {Kind: ThreadedIRQ, DataField: "dev_id", DataParam: 1},
	{"mbox_client", "rx_callback"}:                 {Kind: Callback},
	{"mbox_client", "tx_done"}:                     {Kind: Callback},
	{"rpmsg_driver", "callback"}:                   {Kind: Callback},
	{"rpmsg_endpoint", "cb"}:                       {Kind: Callback, DataField: "priv", DataParam: 3},
	{"snd_timer_instance", "callback"}:             {Kind: Callback, DataField: "callback_data"},
	{"snd_timer_instance", "ccallback"}:            {Kind: Callback, DataField: "callback_data"},
	{"notifier_block", "notifier_call"}:            {Kind: Callback},
	{"virtqueue", "callback"}:                      {Kind: Callback},
	{"virtqueue_info", "callback"}:                 {Kind: Callback},
	{"irq_work", "func"}:                           {Kind: Callback},
	{"regmap_irq_chip", "handle_pre_irq"}:          {Kind: ThreadedIRQ},
	{"regmap_irq_chip", "handle_post_irq"}:         {Kind: ThreadedIRQ},
}

// Guards are macros that call, at once or at the end of a scope, the functions of the class that they name
// (include/linux/cleanup.h); the class disable_irq of include/linux/interrupt.h waits as the function of its name does.
// True for guard(class)(object), false for scoped_guard(class, object).
var Guards = map[string]bool{"guard": true, "scoped_guard": false, "scoped_cond_guard": false}

// Enqueue says which argument of a queueing call is the queue and which the item: queue_work(wq, &work),
// usb_anchor_urb(urb, anchor). None is the queue that schedule_work() uses, see SystemQueue.
var Enqueue = map[string]struct{ Queue, Item int }{
	"schedule_work":              {None, 0},
	"schedule_work_on":           {None, 1},
	"schedule_delayed_work":      {None, 0},
	"schedule_delayed_work_on":   {None, 1},
	"queue_work":                 {0, 1},
	"queue_work_on":              {1, 2},
	"queue_delayed_work":         {0, 1},
	"queue_delayed_work_on":      {1, 2},
	"mod_delayed_work":           {0, 1},
	"kthread_queue_work":         {0, 1},
	"kthread_queue_delayed_work": {0, 1},
	"usb_anchor_urb":             {1, 0},
}

// SystemQueue is the variable of the queue that is meant where none is named (include/linux/workqueue.h).
const SystemQueue = "system_wq"

// Identity are functions and macros whose value is that of one argument.
var Identity = map[string]int{
	"READ_ONCE": 0, "rcu_dereference": 0, "rcu_dereference_protected": 0, "rcu_access_pointer": 0,
	"rcu_dereference_check": 0, "rcu_dereference_raw": 0, "rcu_dereference_bh": 0, "smp_load_acquire": 0, "xchg": 0,
	"xchg_relaxed": 0, "xchg_acquire": 0, "xchg_release": 0, "cmpxchg": 0, "cmpxchg_relaxed": 0, "cmpxchg_acquire": 0,
	"cmpxchg_release": 0, "cmpxchg_local": 0,
	"ACCESS_ONCE": 0, "likely": 0, "unlikely": 0, "no_free_ptr": 0, "ERR_CAST": 0, "get_device": 0, "WARN_ON": 0,
	"ARRAY_SIZE": None, "array_index_nospec": 0, "pm_ptr": 0, "PTR_IF": 1, "pm_sleep_ptr": 0, "rcu_replace_pointer": 0,
	"unrcu_pointer": 0,
}

// Stores says which argument of a function or macro is assigned to its first one (Deref: to what that points to).
type Stores struct {
	Value int
	Deref bool
}

// Store are functions and macros that assign (include/linux/atomic/atomic-instrumented.h, rcupdate.h, compiler.h).
var Store = map[string]Stores{
	"WRITE_ONCE": {Value: 1}, "rcu_assign_pointer": {Value: 1}, "RCU_INIT_POINTER": {Value: 1}, "smp_store_mb": {Value: 1},
	"rcu_replace_pointer": {Value: 1}, "set_mb": {Value: 1},
	"smp_store_release": {1, true}, "xchg": {1, true}, "xchg_relaxed": {1, true}, "xchg_acquire": {1, true},
	"xchg_release": {1, true}, "cmpxchg": {2, true}, "cmpxchg_relaxed": {2, true}, "cmpxchg_acquire": {2, true},
	"cmpxchg_release": {2, true}, "cmpxchg_local": {2, true}, "try_cmpxchg": {2, true}, "try_cmpxchg_relaxed": {2, true},
	"try_cmpxchg_acquire": {2, true}, "try_cmpxchg_release": {2, true},
}

// CopyInto are functions that copy what one argument points to into what another points to.
var CopyInto = map[string]struct{ To, From int }{
	"memcpy": {0, 1}, "memmove": {0, 1}, "__memcpy": {0, 1}, "__builtin_memcpy": {0, 1},
}

// CopyOf are functions that give a new copy of what an argument points to (include/linux/string.h, device.h).
var CopyOf = map[string]int{
	"kmemdup": 0, "kvmemdup": 0, "kmemdup_noprof": 0, "kmemdup_array": 0, "devm_kmemdup": 1, "devm_kmemdup_array": 1,
	"devm_kmemdup_const": 1,
}

// ContainerOf are macros that give the struct around a member: which argument tells the resulting type. TypeArg: the
// argument is a type; VarArg: the argument is a variable that has the type already.
var ContainerOf = map[string]struct{ TypeArg, VarArg int }{
	"container_of":             {1, None},
	"container_of_const":       {1, None},
	"container_of_safe":        {1, None},
	"list_entry":               {1, None},
	"list_first_entry":         {1, None},
	"list_first_entry_or_null": {1, None},
	"list_last_entry":          {1, None},
	"list_next_entry":          {None, 0},
	"list_prev_entry":          {None, 0},
	"hlist_entry":              {1, None},
	"rb_entry":                 {1, None},
	"from_timer":               {None, 0},
	"timer_container_of":       {None, 0},
	"from_work":                {None, 0},
	"from_tasklet":             {None, 0},
	"to_delayed_work":          {None, None},
	"kzalloc_obj":              {0, None},
	"kmalloc_obj":              {0, None},
}

// Allocates tells the functions of which each call makes an object of its own.
var Allocates = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(`kmalloc kzalloc kcalloc kmalloc_array kmalloc_node kzalloc_node kvmalloc kvzalloc vmalloc
		vzalloc kmem_cache_alloc kmem_cache_zalloc devm_kmalloc devm_kzalloc devm_kcalloc devm_kmalloc_array kzalloc_obj kmalloc_obj`) {
		set[name] = true
	}
	return set
}()
