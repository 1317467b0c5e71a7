// Package facaded uses the library through a package that re-exports it.
package facaded

import (
	"time"

	"example.com/gosound/facade"
)

func trigger(s *facade.Substream, cmd facade.Cmd) error {
	if cmd == facade.Start {
		time.AfterFunc(time.Millisecond, func() { facade.PeriodElapsed(s) })
	}
	return nil
}

var ops = &facade.Ops{ // want `PCM002: ops has no SyncStop: .*, a timer function`
	Trigger: trigger,
	Pointer: func(*facade.Substream) int { return 0 },
	HwFree:  func(*facade.Substream) error { return nil },
}

// New makes the driver.
func New(card *facade.Card) { card.NewPCM("facaded", ops) }
