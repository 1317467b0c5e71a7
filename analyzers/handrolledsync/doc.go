// Package handrolledsync defines an analyzer that finds waits in HwFree that belong in SyncStop (PCM003).
package handrolledsync

const doc = `find waits in HwFree that belong in SyncStop

A wait in HwFree for the handler that calls PeriodElapsed comes too late for a stream that is stopped and prepared
again: the core runs SyncStop before Prepare, HwParams and HwFree, but HwFree only at the end:

	func hwFree(s *pcm.Substream) error {
		wg.Wait() // PCM003
		return nil
	}

Move the wait to SyncStop.`
