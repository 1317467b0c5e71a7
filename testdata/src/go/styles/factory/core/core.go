// Package core is a PCM library that gets factories of drivers, and whose stream is an interface.
package core

type Substream interface {
	PeriodElapsed()
	Rate() int
}

type Ops interface {
	Open(Substream) error
	HwFree(Substream) error
	Trigger(Substream, bool) error
	Pointer(Substream) int
}

type SyncStopper interface{ SyncStop(Substream) error }

var factories = map[string]func() Ops{}

func RegisterDriver(name string, f func() Ops) { factories[name] = f }

func Attach[O Ops](o O) {
	if y, ok := any(o).(SyncStopper); ok {
		_ = y
	}
}

type Pair struct{ Playback, Capture Ops }

func AttachPair(p Pair) {}

type Timer struct{ f func() }

func NewTimer(f func()) *Timer { return &Timer{f} }
func (t *Timer) StopSync()     {}
func (t *Timer) Stop()         {}
func (t *Timer) Arm(d int)     {}
