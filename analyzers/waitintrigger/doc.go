// Package waitintrigger defines an analyzer that finds waits in Trigger that never end (PCM004).
package waitintrigger

const doc = `find waits in Trigger that may never end

A wait in Trigger, Pointer or Ack for the goroutine, work or handler that calls PeriodElapsed can wait for its own caller:
PeriodElapsed finds an underrun and stops the stream, and that calls Trigger. Else the handler may need the stream's lock,
which whoever calls Trigger holds:

	func trigger(s *pcm.Substream, cmd pcm.Cmd) error {
		if cmd == pcm.Stop {
			close(quit)
			wg.Wait() // PCM004
		}
		return nil
	}

Tell the goroutine to stop, and wait for it in SyncStop.`
