// Package contract is what the PCM core asks of every driver, whatever language it is written in: which kinds of
// asynchronous context there are and what makes the core wait for them, how an ops table stands that has some, the rules'
// ids, and what to tell the driver's author.
//
// It is a leaf. It knows no source text, no function of a kernel or a library, and not how a wait is found: those who
// analyse C and those who analyse Go do that, each in its own way, and come here with what they found.
package contract

// The rules that both languages are judged by. A rule's name and page are in rules/doc.
const (
	IRQWithoutSyncStop      = "PCM001"
	DeferredWithoutSyncStop = "PCM002"
	HandRolledSync          = "PCM003"
	WaitInTrigger           = "PCM004"
)

// RuleFor is the rule that a table breaks by a context of a kind that nothing waits for.
func RuleFor(k Kind) string {
	if k.SyncedByIRQ() {
		return IRQWithoutSyncStop
	}
	return DeferredWithoutSyncStop
}

// RuleForWait is the rule that a table can break by a wait that one of its callbacks reaches, by the callback's name in C.
func RuleForWait(callback string) string {
	switch callback {
	case "trigger", "pointer", "ack":
		return WaitInTrigger
	}
	return HandRolledSync
}

// AboutTable tells whether a rule is reported at an ops table, for contexts that nothing waits for. The others are
// reported at a call, and a table that is synced may break them as well.
func AboutTable(rule string) bool {
	return rule == IRQWithoutSyncStop || rule == DeferredWithoutSyncStop
}

// Kind is the kind of an async context, spelled as in reports. Go has kinds beside these.
type Kind string

// The kinds of async context.
const (
	IRQ         Kind = "irq"
	ThreadedIRQ Kind = "threaded-irq"
	Work        Kind = "work"
	DelayedWork Kind = "delayed-work"
	Tasklet     Kind = "tasklet"
	Timer       Kind = "timer"
	HRTimer     Kind = "hrtimer"
	KThread     Kind = "kthread"
	URB         Kind = "urb"
	DMA         Kind = "dma"
	FIQ         Kind = "fiq"
	Callback    Kind = "callback"
)

// kinds says of each kind whether synchronize_irq() waits for it (kernel/irq/manage.c: both halves of a handler), how a
// reader would say it, and how a short label does; without one the kind's own spelling.
var kinds = map[Kind]struct {
	irq          bool
	words, label string
}{
	IRQ:         {true, "hard IRQ handler", "IRQ"},
	ThreadedIRQ: {true, "threaded IRQ handler", "threaded IRQ"},
	FIQ:         {true, "FIQ handler", "FIQ"},
	Work:        {false, "work item", ""},
	DelayedWork: {false, "delayed work item", ""},
	Tasklet:     {false, "tasklet", ""},
	Timer:       {false, "timer callback", ""},
	HRTimer:     {false, "hrtimer callback", ""},
	KThread:     {false, "kernel thread", ""},
	URB:         {false, "URB completion", "URB"},
	DMA:         {false, "DMA completion", "DMA"},
	Callback:    {false, "callback", ""},
}

// SyncedByIRQ tells whether a wait for the IRQ waits for a context of this kind, that is, whether card->sync_irq can
// cover it (snd_pcm_sync_stop() in sound/core/pcm_native.c).
func (k Kind) SyncedByIRQ() bool { return kinds[k].irq }

// String returns the kind as a reader would say it.
func (k Kind) String() string {
	if w := kinds[k].words; w != "" {
		return w
	}
	return kinds[Callback].words
}

// Label returns the kind as short as it is still plain.
func (k Kind) Label() string {
	if l := kinds[k].label; l != "" {
		return l
	}
	return string(k)
}

// Words are the names that the parts of a PCM library have in a language.
type Words struct {
	Trigger, HWFree, HWParams, Close, SyncStop, Elapsed, SyncIRQ string
}

// The words of the kernel, and those of a library in Go.
var (
	C  = Words{".trigger(STOP)", ".hw_free()", "hw_params", ".close()", ".sync_stop", "snd_pcm_period_elapsed()", "card->sync_irq"}
	Go = Words{"Trigger(stop)", "HwFree()", "HwParams", "Close()", "SyncStop", "PeriodElapsed()", "the card's sync IRQ"}
)
