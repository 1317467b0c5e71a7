// Package ifacevalue is a driver whose ops are a plain value that waits for its goroutine.
package ifacevalue

import pcm "example.com/gosound/ifacepcm"

type device struct {
	done chan struct{}
}

type ops struct {
	pcm.Unimplemented
	dev *device
}

func (o ops) Trigger(s *pcm.Substream, start bool) error {
	if !start {
		return nil
	}
	o.dev.done = make(chan struct{})
	go o.dev.play(s, o.dev.done)
	return nil
}

func (d *device) play(s *pcm.Substream, done chan struct{}) {
	defer func() { done <- struct{}{} }()
	pcm.PeriodElapsed(s)
}

func (o ops) SyncStop(*pcm.Substream) error {
	<-o.dev.done
	return nil
}

// New makes the driver.
func New(k *pcm.Card) { pcm.New(k, ops{dev: &device{}}) }
