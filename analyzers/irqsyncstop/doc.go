// Package irqsyncstop defines an analyzer that finds PCM ops whose interrupt handler nobody waits for (PCM001).
package irqsyncstop

const doc = `find PCM ops without SyncStop whose stream an interrupt handler updates

Trigger(stop) cannot wait for an interrupt handler that runs at that moment on another CPU. When the stream is freed
next, the handler's PeriodElapsed touches a freed runtime. Before it frees anything the core calls SyncStop, or waits
for the interrupt that the driver named with SyncIRQ. This rule reports ops that have neither:

	var ops = pcm.Ops{Trigger: trigger, Pointer: pointer, HwFree: hwFree} // PCM001

	irq.RequestIRQ(5, func() { stream.PeriodElapsed() })

Name the interrupt to the library (card.SyncIRQ = 5), or add a SyncStop that waits for the handler.`
