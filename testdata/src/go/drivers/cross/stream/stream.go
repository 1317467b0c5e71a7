// Package stream plays streams: the goroutine of a driver whose ops are in another package.
package stream

import (
	"sync"

	pcm "example.com/gosound/structpcm"
)

// Player plays one stream.
type Player struct{ wg sync.WaitGroup }

// Play starts playing.
func (p *Player) Play(s *pcm.Substream) {
	p.wg.Add(1)
	go p.loop(s)
}

func (p *Player) loop(s *pcm.Substream) {
	defer p.wg.Done()
	s.PeriodElapsed()
}

// Wait waits until the player has ended.
func (p *Player) Wait() { p.wg.Wait() }
