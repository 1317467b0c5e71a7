// Package semaphore holds a place in a channel while it plays, and takes that place in SyncStop.
package semaphore

import pcm "example.com/gosound/structpcm"

type chip struct{ place chan struct{} }

func (c *chip) trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		c.place <- struct{}{}
		go func() {
			s.PeriodElapsed()
			<-c.place
		}()
	}
	return nil
}

func (c *chip) syncStop(*pcm.Substream) error {
	c.place <- struct{}{} // free again when the goroutine has ended
	<-c.place
	return nil
}

// New makes the driver.
func New(card *pcm.Card) {
	c := &chip{place: make(chan struct{}, 1)}
	card.NewPCM("semaphore", &pcm.Ops{
		Trigger:  c.trigger,
		Pointer:  func(*pcm.Substream) int { return 0 },
		HwFree:   func(*pcm.Substream) error { return nil },
		SyncStop: c.syncStop,
	})
}
