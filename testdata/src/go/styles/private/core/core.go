// Package core is a PCM library that keeps something for the driver behind methods.
package core

type Substream struct{ priv any }

func (s *Substream) Private() any     { return s.priv }
func (s *Substream) SetPrivate(x any) { s.priv = x }
func (s *Substream) PeriodElapsed()   {}

type Ops struct {
	HwFree, SyncStop, Open func(*Substream) error
	Trigger                func(*Substream, int) error
	Pointer                func(*Substream) int
}

func NewPCM(name string, ops Ops) {}
