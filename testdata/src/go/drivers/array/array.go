// Package array keeps its ops in an array; one of them has no SyncStop.
package array

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

var wg sync.WaitGroup

func trigger(s *pcm.Substream, cmd pcm.Cmd) error {
	if cmd == pcm.Start {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.PeriodElapsed()
		}()
	}
	return nil
}

func pointer(*pcm.Substream) int    { return 0 }
func hwFree(*pcm.Substream) error   { return nil }
func syncStop(*pcm.Substream) error { wg.Wait(); return nil }

var tables = [...]pcm.Ops{
	{Trigger: trigger, Pointer: pointer, HwFree: hwFree, SyncStop: syncStop},
	{Trigger: trigger, Pointer: pointer, HwFree: hwFree}, // want `PCM002: .* has no SyncStop`
}

// New makes the driver.
func New(card *pcm.Card) {
	for i := range tables {
		card.NewPCM("array", &tables[i])
	}
}
