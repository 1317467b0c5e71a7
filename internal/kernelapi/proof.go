package kernelapi

import "strings"

// A Deed is what a call that waits for no handler does instead, for saying so.
type Deed uint8

// The deeds of calls that cannot wait for a handler.
const (
	Reads   Deed = iota + 1 // gives a value: accessors, arithmetic, memory
	Logs                    // prints
	Touches                 // reads or writes a register
	Delays                  // passes time, whatever a handler does meanwhile
	Counts                  // reference and other counts, flags
	SetsOff                 // starts, wakes or completes something
	Halts                   // stops something without waiting for what runs
)

// CannotWait are functions and macros that return without waiting for a handler that runs, so that a .sync_stop which
// calls nothing else waits for no one. What is not here, and has no body at hand, may wait. With the rows about what
// registers, stores, copies and queues (CannotBlock) they are all there is.
var CannotWait = deeds(map[Deed]string{
	Reads: `snd_pcm_substream_chip snd_pcm_chip snd_pcm_lib_buffer_bytes snd_pcm_lib_period_bytes snd_pcm_running
		snd_pcm_stream_linked frames_to_bytes bytes_to_frames samples_to_bytes bytes_to_samples snd_pcm_format_width
		snd_pcm_format_physical_width snd_pcm_playback_avail snd_pcm_capture_avail snd_pcm_stream_str snd_pcm_direction_name
		params_rate params_channels params_format params_period_size params_buffer_size params_period_bytes params_buffer_bytes
		asoc_substream_to_rtd snd_soc_substream_to_rtd snd_soc_rtd_to_cpu snd_soc_rtd_to_codec asoc_rtd_to_cpu asoc_rtd_to_codec
		snd_soc_component_get_drvdata snd_soc_dai_get_drvdata snd_soc_card_get_drvdata snd_soc_dai_get_dma_data
		snd_soc_dai_set_dma_data snd_soc_rtdcom_lookup snd_pcm_get_dma_buf snd_pcm_sgbuf_get_addr snd_pcm_set_runtime_buffer
		dev_get_drvdata dev_set_drvdata platform_get_drvdata platform_set_drvdata pci_get_drvdata usb_get_intfdata dev_name
		dev_get_platdata interface_to_usbdev usb_sndisocpipe usb_rcvisocpipe usb_sndbulkpipe usb_rcvbulkpipe usb_sndctrlpipe
		usb_rcvctrlpipe usb_maxpacket usb_pipeout usb_pipein to_platform_device to_pci_dev to_usb_device
		IS_ERR IS_ERR_OR_NULL PTR_ERR PTR_ERR_OR_ZERO ERR_PTR IS_ENABLED likely unlikely WARN_ON_ONCE BUG_ON BUILD_BUG_ON
		snd_BUG_ON snd_BUG sizeof offsetof typeof __typeof__ min max min_t max_t min3 max3 clamp clamp_t clamp_val abs swap BIT BIT_ULL GENMASK
		FIELD_GET FIELD_PREP DIV_ROUND_UP DIV_ROUND_CLOSEST do_div div_u64 roundup rounddown round_up round_down ilog2 fls ffs
		__ffs hweight8 hweight32 lower_32_bits upper_32_bits cpu_to_le16 cpu_to_le32 cpu_to_be16 cpu_to_be32 le16_to_cpu
		le32_to_cpu be16_to_cpu be32_to_cpu get_unaligned_le16 get_unaligned_le32 put_unaligned_le16 put_unaligned_le32
		jiffies_to_msecs msecs_to_jiffies usecs_to_jiffies time_after time_before time_after_eq time_before_eq time_is_before_jiffies
		time_is_after_jiffies ktime_get ktime_add ktime_sub ktime_to_ns ktime_to_us ns_to_ktime ms_to_ktime ktime_get_ns
		memset memcmp memcpy memmove strcmp strncmp strscpy strlcpy strcpy strncpy strlen strcasecmp sprintf snprintf scnprintf kstrdup
		kmalloc kzalloc kcalloc kmalloc_array kfree kvfree kfree_sensitive vfree krealloc devm_kzalloc devm_kmalloc devm_kcalloc
		dma_free_coherent dma_pool_free dma_unmap_single dma_unmap_sg dma_unmap_page dma_sync_single_for_cpu
		dma_sync_single_for_device snd_dma_free_pages seq_printf seq_puts virt_to_phys page_address in_interrupt in_irq in_atomic irqs_disabled
		smp_processor_id might_sleep lockdep_assert_held ARRAY_SIZE __ARRAY_SIZE array_size struct_size
		INIT_LIST_HEAD list_empty list_del list_del_init list_add list_add_tail list_move list_move_tail list_splice list_splice_init
		list_is_singular list_for_each list_for_each_safe list_for_each_entry list_for_each_entry_safe list_for_each_entry_reverse
		list_for_each_entry_rcu list_for_each_entry_continue for_each_set_bit for_each_clear_bit for_each_pcm_substream
		for_each_pcm_streams for_each_rtd_components for_each_rtd_dais for_each_rtd_cpu_dais for_each_rtd_codec_dais
		snd_pcm_group_for_each_entry snd_pcm_trigger_done hrtimer_active hrtimer_is_queued hrtimer_callback_running timer_pending
		work_pending delayed_work_pending work_busy completion_done waitqueue_active tasklet_disabled kthread_should_stop
		signal_pending dmaengine_tx_status dmaengine_get_dma_device snd_pcm_period_elapsed snd_pcm_period_elapsed_under_stream_lock
		snd_pcm_stop_xrun snd_jack_report snd_soc_jack_report snd_ctl_notify snd_ctl_notify_one input_report_key input_sync sysfs_notify
		hrtimer_forward hrtimer_forward_now hrtimer_set_expires mod_timer_pending`,
	Logs: `printk printk_ratelimited pr_debug pr_info pr_notice pr_warn pr_warning pr_err pr_crit pr_devel pr_cont pr_err_ratelimited
		pr_warn_ratelimited pr_info_ratelimited pr_debug_ratelimited pr_err_once pr_warn_once pr_info_once dev_dbg dev_info
		dev_notice dev_warn dev_err dev_crit dev_vdbg dev_printk dev_dbg_ratelimited dev_info_ratelimited dev_warn_ratelimited
		dev_err_ratelimited dev_warn_once dev_err_once dev_info_once dev_dbg_once dev_WARN dev_err_probe netdev_dbg netdev_err
		snd_printk snd_printd snd_printdd pcm_dbg pcm_err pcm_warn usb_audio_dbg usb_audio_err usb_audio_info usb_audio_warn
		trace_printk dump_stack print_hex_dump print_hex_dump_debug no_printk WARN WARN_ONCE WARN_RATELIMIT`,
	Touches: `readb readw readl readq readb_relaxed readw_relaxed readl_relaxed readq_relaxed writeb writew writel writeq
		writeb_relaxed writew_relaxed writel_relaxed writeq_relaxed __raw_readb __raw_readw __raw_readl __raw_readq __raw_writeb __raw_writew
		__raw_writel __raw_writeq ioread8 ioread16 ioread32 ioread64 ioread16be ioread32be iowrite8 iowrite16 iowrite32 iowrite64
		iowrite16be iowrite32be ioread8_rep ioread16_rep ioread32_rep iowrite8_rep iowrite16_rep iowrite32_rep inb inw inl outb outw
		outl inb_p outb_p insb insw insl outsb outsw outsl memcpy_fromio memcpy_toio memset_io readsl writesl readsw writesw
		in_8 in_be16 in_le16 in_be32 in_le32 out_8 out_be16 out_le16 out_be32 out_le32 setbits32 clrbits32 clrsetbits_be32
		regmap_read regmap_write regmap_update_bits regmap_set_bits regmap_clear_bits regmap_test_bits regmap_update_bits_check
		regmap_bulk_read regmap_bulk_write regmap_raw_read regmap_raw_write regmap_field_read regmap_field_write
		regmap_field_update_bits regmap_multi_reg_write regmap_noinc_read regmap_noinc_write regmap_fields_read
		regmap_fields_write regcache_cache_only regcache_mark_dirty
		snd_soc_component_read snd_soc_component_write snd_soc_component_update_bits snd_soc_component_write_field
		snd_soc_component_read_field pci_read_config_byte pci_read_config_word pci_read_config_dword pci_write_config_byte
		pci_write_config_word pci_write_config_dword i2c_smbus_read_byte_data i2c_smbus_write_byte_data
		gpiod_set_value gpiod_get_value gpiod_set_value_cansleep gpiod_get_value_cansleep gpio_set_value gpio_get_value
		clk_enable clk_disable clk_prepare_enable clk_disable_unprepare clk_get_rate pci_disable_device reset_control_assert reset_control_deassert reset_control_reset
		usb_control_msg snd_usb_ctl_msg usb_set_interface usb_rcvctrl wmb rmb mb smp_wmb smp_rmb smp_mb mmiowb barrier
		dma_rmb dma_wmb enable_irq disable_dma clear_dma_ff get_dma_residue snd_dma_disable snd_dma_program snd_dma_pointer
		claim_dma_lock release_dma_lock pci_set_master pci_clear_master readl_poll_timeout readl_poll_timeout_atomic
		readl_relaxed_poll_timeout readl_relaxed_poll_timeout_atomic readw_poll_timeout readb_poll_timeout readq_poll_timeout
		regmap_read_poll_timeout regmap_read_poll_timeout_atomic regmap_field_read_poll_timeout`,
	Delays: `msleep msleep_interruptible ssleep usleep_range usleep_range_state fsleep udelay mdelay ndelay cpu_relax cond_resched
		yield schedule schedule_timeout schedule_timeout_interruptible schedule_timeout_uninterruptible schedule_timeout_killable
		schedule_timeout_idle set_current_state __set_current_state schedule_hrtimeout schedule_hrtimeout_range io_schedule
		io_schedule_timeout`,
	Counts: `get_device put_device try_module_get module_put kref_get kref_put refcount_inc refcount_dec refcount_set refcount_read
		refcount_dec_and_test refcount_inc_not_zero atomic_read atomic_set atomic_inc atomic_dec atomic_add atomic_sub atomic_inc_return
		atomic_dec_return atomic_dec_and_test atomic_inc_and_test atomic_sub_and_test atomic_add_return atomic_sub_return atomic_xchg
		atomic_cmpxchg atomic_fetch_add atomic_fetch_sub atomic_add_unless atomic_inc_not_zero atomic_dec_if_positive atomic64_read
		atomic64_set atomic64_inc atomic64_dec atomic64_add atomic64_sub cmpxchg xchg try_cmpxchg test_bit set_bit clear_bit change_bit
		__set_bit __clear_bit __test_and_set_bit __test_and_clear_bit test_and_set_bit test_and_clear_bit assign_bit clear_bit_unlock
		test_and_set_bit_lock bitmap_zero bitmap_empty find_first_bit find_next_bit find_first_zero_bit READ_ONCE WRITE_ONCE
		smp_load_acquire smp_store_release smp_store_mb rcu_read_lock rcu_read_unlock rcu_dereference rcu_assign_pointer
		RCU_INIT_POINTER preempt_disable preempt_enable pm_runtime_get_noresume pm_runtime_put_noidle pm_runtime_mark_last_busy
		pm_runtime_put pm_runtime_put_autosuspend pm_runtime_active pm_runtime_suspended usb_get_dev usb_put_dev usb_get_urb
		usb_put_urb usb_free_urb of_node_put pci_dev_get pci_dev_put init_completion reinit_completion init_waitqueue_head spin_lock_init mutex_init
		local_irq_save local_irq_restore local_irq_disable local_irq_enable local_bh_disable local_bh_enable`,
	SetsOff: `complete complete_all complete_on_current_cpu wake_up wake_up_all wake_up_interruptible wake_up_interruptible_all
		wake_up_nr wake_up_locked wake_up_sync wake_up_var wake_up_bit swake_up_one swake_up_all wake_up_process
		usb_submit_urb dmaengine_submit dma_async_issue_pending dmaengine_resume tasklet_enable enable_work enable_and_queue_work
		usb_anchor_urb virtqueue_add_sgs virtqueue_add_inbuf virtqueue_add_outbuf virtqueue_kick virtqueue_kick_prepare virtqueue_notify
		sg_init_one sg_init_table sg_set_buf sg_set_page sg_mark_end sg_virt sg_phys sg_next sg_dma_address sg_dma_len virtio_cread virtio_cwrite`,
	Halts: `disable_percpu_irq tasklet_disable_in_atomic usb_unanchor_urb usb_block_urb usb_anchor_suspend_wakeups dmaengine_pause
		kthread_cancel_work fw_iso_context_queue_flush snd_dmaengine_pcm_trigger try_wait_for_completion`,
})

func deeds(rows map[Deed]string) map[string]Deed {
	out := map[string]Deed{}
	for d, names := range rows {
		for n := range strings.FieldsSeq(names) {
			out[n] = d
		}
	}
	return out
}

// CannotBlock tells whether a call of one of the kernel's functions or macros waits for no handler, and what it does.
func (a *API) CannotBlock(name string) (Deed, bool) {
	if d, ok := CannotWait[name]; ok {
		return d, true
	}
	if NotWaits[name] {
		return Halts, true
	}
	if _, ok := Starts[name]; ok {
		return SetsOff, true
	}
	if r, ok := a.Registrars[name]; ok {
		return Reads, settingUp[r.Handlers[0].Kind]
	}
	_, container := ContainerOf[name]
	_, identity := Identity[name]
	_, store := Store[name]
	_, into := CopyInto[name]
	_, of := CopyOf[name]
	return Reads, container || identity || store || into || of
}

// settingUp are the kinds whose registrars only fill in the struct that will run the handler.
var settingUp = map[Kind]bool{Work: true, DelayedWork: true, Timer: true, HRTimer: true, Tasklet: true, URB: true}

// StopWaits are more calls that wait in a .sync_stop, though nobody would ask to move them there: they give an IRQ back,
// which waits for its handler first (kernel/irq/manage.c).
var StopWaits = map[string]Waits{FreeIRQ: {IRQ: true}, "devm_free_irq": {IRQ: true, Object: 1}}

// Sleeps are calls between two looks at what a loop waits for: without one a loop does work.
func Sleeps(name string) bool { return CannotWait[name] == Delays }

// CompletionWaits wait until somebody completes their argument (include/linux/completion.h).
var CompletionWaits = set("wait_for_completion", "wait_for_completion_io", "wait_for_completion_timeout",
	"wait_for_completion_io_timeout", "wait_for_completion_interruptible", "wait_for_completion_interruptible_timeout",
	"wait_for_completion_killable", "wait_for_completion_killable_timeout", "wait_for_completion_state")

// Completes are what ends those waits, Reinits what makes a completion wait again.
var (
	Completes = set("complete", "complete_all", "complete_on_current_cpu")
	Reinits   = set("reinit_completion", "INIT_COMPLETION")
)

// An EventWait waits until a condition holds (include/linux/wait.h, wait_bit.h, swait.h, iopoll.h): which arguments are
// the wait queue (None: there is none, it polls) and the first of those that the condition is made of.
type EventWait struct{ Queue, Condition int }

// EventWaits by name.
var EventWaits = map[string]EventWait{
	"wait_event":                                  {0, 1},
	"wait_event_timeout":                          {0, 1},
	"wait_event_interruptible":                    {0, 1},
	"wait_event_interruptible_timeout":            {0, 1},
	"wait_event_interruptible_exclusive":          {0, 1},
	"wait_event_killable":                         {0, 1},
	"wait_event_killable_timeout":                 {0, 1},
	"wait_event_killable_exclusive":               {0, 1},
	"wait_event_freezable":                        {0, 1},
	"wait_event_freezable_timeout":                {0, 1},
	"wait_event_idle":                             {0, 1},
	"wait_event_idle_timeout":                     {0, 1},
	"wait_event_hrtimeout":                        {0, 1},
	"wait_event_interruptible_hrtimeout":          {0, 1},
	"wait_event_lock_irq":                         {0, 1},
	"wait_event_lock_irq_timeout":                 {0, 1},
	"wait_event_interruptible_lock_irq":           {0, 1},
	"wait_event_interruptible_lock_irq_timeout":   {0, 1},
	"wait_event_interruptible_locked":             {0, 1},
	"wait_event_interruptible_locked_irq":         {0, 1},
	"wait_event_cmd":                              {0, 1},
	"wait_event_state":                            {0, 1},
	"io_wait_event":                               {0, 1},
	"swait_event_exclusive":                       {0, 1},
	"swait_event_timeout_exclusive":               {0, 1},
	"swait_event_interruptible_exclusive":         {0, 1},
	"swait_event_interruptible_timeout_exclusive": {0, 1},
	"swait_event_idle_exclusive":                  {0, 1},
	"wait_var_event":                              {0, 1},
	"wait_var_event_timeout":                      {0, 1},
	"wait_on_bit":                                 {None, 0},
	"wait_on_bit_io":                              {None, 0},
	"wait_on_bit_timeout":                         {None, 0},
	"wait_on_bit_action":                          {None, 0},
	"read_poll_timeout":                           {None, 0},
	"read_poll_timeout_atomic":                    {None, 0},
	"readx_poll_timeout":                          {None, 0},
	"readx_poll_timeout_atomic":                   {None, 0},
}

// Wakes are what makes such a wait look again: their argument is the wait queue.
var Wakes = set("wake_up", "wake_up_all", "wake_up_interruptible", "wake_up_interruptible_all", "wake_up_nr", "wake_up_locked",
	"wake_up_sync", "wake_up_poll", "wake_up_var", "swake_up_one", "swake_up_all", "swake_up_locked")

// A Change is what a call does to the member that one of its arguments points to.
type Change struct {
	Arg int
	To  Direction
}

// A Direction says how a counter or a flag changes.
type Direction uint8

// The directions. Sets means that another argument says which.
const (
	Raises Direction = iota + 1
	Lowers
	Sets
)

// Changes by function: include/linux/atomic.h, refcount.h, bitops.h.
var Changes = map[string]Change{
	"atomic_inc": {0, Raises}, "atomic_inc_return": {0, Raises}, "atomic_inc_and_test": {0, Raises},
	"atomic_inc_not_zero": {0, Raises}, "atomic_add": {1, Raises}, "atomic_add_return": {1, Raises}, "atomic_fetch_add": {1, Raises},
	"atomic_fetch_inc": {0, Raises}, "atomic64_inc": {0, Raises}, "atomic64_add": {1, Raises}, "refcount_inc": {0, Raises},
	"refcount_add": {1, Raises}, "atomic_dec": {0, Lowers}, "atomic_dec_return": {0, Lowers}, "atomic_dec_and_test": {0, Lowers},
	"atomic_dec_if_positive": {0, Lowers}, "atomic_sub": {1, Lowers}, "atomic_sub_return": {1, Lowers},
	"atomic_sub_and_test": {1, Lowers}, "atomic_fetch_sub": {1, Lowers}, "atomic_fetch_dec": {0, Lowers}, "atomic64_dec": {0, Lowers},
	"atomic64_sub": {1, Lowers}, "refcount_dec": {0, Lowers}, "refcount_dec_and_test": {0, Lowers}, "refcount_sub_and_test": {1, Lowers},
	"set_bit": {1, Raises}, "__set_bit": {1, Raises}, "test_and_set_bit": {1, Raises}, "__test_and_set_bit": {1, Raises},
	"test_and_set_bit_lock": {1, Raises}, "clear_bit": {1, Lowers}, "__clear_bit": {1, Lowers}, "test_and_clear_bit": {1, Lowers},
	"__test_and_clear_bit": {1, Lowers}, "clear_bit_unlock": {1, Lowers}, "clear_and_wake_up_bit": {1, Lowers},
	"atomic_set": {0, Sets}, "atomic64_set": {0, Sets}, "refcount_set": {0, Sets}, "atomic_xchg": {0, Sets},
	"WRITE_ONCE": {0, Sets}, "smp_store_release": {0, Sets}, "xchg": {0, Sets}, "cmpxchg": {0, Sets}, "change_bit": {1, Sets},
	"assign_bit": {1, Sets}, "atomic_set_release": {0, Sets}, "atomic_cmpxchg": {0, Sets}, "smp_store_mb": {0, Sets},
	"ACCESS_ONCE": {0, Sets},
}

// A Lock is one way to take a lock: the argument that is it, and what gives it back. As the class of a guard it is given
// back at the end of the scope.
type Lock struct{ Release string }

// Locks by function, and by the class that guard() and scoped_guard() name (include/linux/spinlock.h, mutex.h, rwsem.h).
var Locks = map[string]Lock{
	"spin_lock": {"spin_unlock"}, "spin_lock_irq": {"spin_unlock_irq"}, "spin_lock_irqsave": {"spin_unlock_irqrestore"},
	"spin_lock_bh": {"spin_unlock_bh"}, "spin_lock_nested": {"spin_unlock"}, "spin_lock_irqsave_nested": {"spin_unlock_irqrestore"},
	"raw_spin_lock": {"raw_spin_unlock"}, "raw_spin_lock_irq": {"raw_spin_unlock_irq"},
	"raw_spin_lock_irqsave": {"raw_spin_unlock_irqrestore"}, "raw_spin_lock_bh": {"raw_spin_unlock_bh"},
	"read_lock": {"read_unlock"}, "read_lock_irq": {"read_unlock_irq"}, "read_lock_irqsave": {"read_unlock_irqrestore"},
	"write_lock": {"write_unlock"}, "write_lock_irq": {"write_unlock_irq"}, "write_lock_irqsave": {"write_unlock_irqrestore"},
	"mutex_lock": {"mutex_unlock"}, "mutex_lock_nested": {"mutex_unlock"}, "mutex_lock_interruptible": {"mutex_unlock"},
	"mutex_lock_killable": {"mutex_unlock"}, "down": {"up"}, "down_interruptible": {"up"}, "down_read": {"up_read"}, "down_write": {"up_write"},
	"spinlock": {}, "spinlock_irq": {}, "spinlock_irqsave": {}, "spinlock_bh": {}, "raw_spinlock": {}, "raw_spinlock_irq": {},
	"raw_spinlock_irqsave": {}, "mutex": {}, "mutex_intr": {}, "read_lock_guard": {}, "rwsem_read": {}, "rwsem_write": {},
}

// Releases are what gives a lock back.
var Releases = func() map[string]bool {
	out := map[string]bool{}
	for _, l := range Locks {
		if l.Release != "" {
			out[l.Release] = true
		}
	}
	return out
}()

// KeepsHandlersOut are calls that may keep a handler from running, or wait for one, in ways that are not followed: RCU and
// the locks of streams, which the core takes in snd_pcm_period_elapsed() itself.
var KeepsHandlersOut = set("snd_pcm_stream_lock", "snd_pcm_stream_lock_irq", "snd_pcm_stream_lock_irqsave",
	"snd_pcm_stream_unlock", "snd_pcm_stream_unlock_irq", "snd_pcm_stream_unlock_irqrestore", "pcm_stream_lock", "pcm_stream_lock_irq",
	"pcm_stream_lock_irqsave", "synchronize_rcu", "synchronize_srcu", "synchronize_rcu_expedited", "rcu_barrier")

// NewCard are the functions that make a sound card and give it through an argument (include/sound/core.h).
var NewCard = map[string]int{
	"snd_card_new": 5, "snd_devm_card_new": 5, "snd_card_create": 4,
}

// NewPCM are the functions that make a PCM device: which arguments are the card and the result.
var NewPCM = map[string]struct{ Card, PCM int }{"snd_pcm_new": {0, 5}, "snd_pcm_new_internal": {0, 5}}

// SetOps attaches a table to a PCM device: which arguments are the device, the direction of the streams and the table
// (sound/core/pcm_lib.c).
var SetOps = map[string]struct{ PCM, Direction, Ops int }{"snd_pcm_set_ops": {0, 1, 2}}

// CardRegister makes the devices of a card known to users: from then on they may open it.
const CardRegister = "snd_card_register"

// TriggerStart is what .trigger is called with when a stream starts (include/sound/pcm.h).
const TriggerStart = "SNDRV_PCM_TRIGGER_START"

// FreesIRQ are the calls that give an IRQ back (kernel/irq/manage.c, drivers/pci/irq.c).
var FreesIRQ = []string{FreeIRQ, "devm_free_irq", "pci_free_irq"}
