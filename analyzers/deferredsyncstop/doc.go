// Package deferredsyncstop defines an analyzer that finds PCM ops whose goroutine, timer or work nobody waits for (PCM002).
package deferredsyncstop

const doc = `find PCM ops without SyncStop whose stream a goroutine, a timer or a work updates

A goroutine that calls PeriodElapsed can be in the middle of it when Trigger(stop) returns. The core calls SyncStop
before it frees the stream; ops without one, or with one that does not wait for that goroutine, leave it running:

	var ops = pcm.Ops{Trigger: trigger, Pointer: pointer, HwFree: hwFree} // PCM002

	func trigger(s *pcm.Substream, cmd int) error {
		go func() { s.PeriodElapsed() }()
		return nil
	}

Add a SyncStop that waits for the goroutine to end: a WaitGroup, or a channel that it closes.`
