// Package alsa is a PCM library of which there is only a stub, as tests of analyzers have them.
package alsa

type Stream struct{ Priv any }

type Driver interface {
	Open(*Stream) error
	Close(*Stream) error
	HWParams(*Stream) error
	HWFree(*Stream) error
	Prepare(*Stream) error
	Trigger(*Stream, int) error
	Pointer(*Stream) (int, error)
	SyncStop(*Stream) error
}

type NopDriver struct{}

func (*NopDriver) Open(*Stream) error           { return nil }
func (*NopDriver) Close(*Stream) error          { return nil }
func (*NopDriver) HWParams(*Stream) error       { return nil }
func (*NopDriver) HWFree(*Stream) error         { return nil }
func (*NopDriver) Prepare(*Stream) error        { return nil }
func (*NopDriver) Trigger(*Stream, int) error   { return nil }
func (*NopDriver) Pointer(*Stream) (int, error) { return 0, nil }
func (*NopDriver) SyncStop(*Stream) error       { return nil }

func Register(name string, d Driver) (*Stream, error) { return &Stream{}, nil }
func MustRegister(name string, d Driver) *Stream      { return nil }

func (s *Stream) PeriodElapsed() {}

type Card struct{ SyncIRQ int }

func (c *Card) SetSyncIRQ(n int) {}

func RequestIRQ(irq int, h func()) error                        { return nil }
func RequestThreadedIRQ(irq int, h func() bool, t func()) error { return nil }
func SynchronizeIRQ(irq int)                                    {}

type Work struct{}

func (w *Work) Init(fn func())    {}
func (w *Work) Schedule()         {}
func InitWork(w *Work, fn func()) {}
func NewWork(fn func()) *Work     { return &Work{} }
func QueueWork(w *Work)           {}
func (w *Work) CancelSync()       {}
func CancelWorkSync(w *Work)      {}
func FlushWork(w *Work)           {}

type Timer struct{}

func NewTimer(fn func()) *Timer { return &Timer{} }
func (t *Timer) Start()         {}
func (t *Timer) Stop() bool     { return true }
