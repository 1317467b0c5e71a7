// Package pcm is a PCM library whose ops are set as a field; the callbacks get no stream.
package pcm

type PcmOps struct {
	Open, Close, HW_free, HwParams, Prepare func() error
	HWFree                                  func() error
	Trigger                                 func(cmd int) error
	Pointer                                 func() int
	SyncStop                                func()
}

type PCM struct {
	Name string
	Ops  *PcmOps
}

func (p *PCM) PeriodElapsed(dir int) {}

type Card struct {
	syncIRQ int
	PCMs    []*PCM
}

func (c *Card) SetSyncIRQ(n int)                           { c.syncIRQ = n }
func (c *Card) RequestIRQ(n int, h func(n int) bool) error { return nil }
func (c *Card) DevmRequestThreadedIRQ(n int, h func(int) bool, t func(int), flags uint, name string) error {
	return nil
}
func (c *Card) SynchronizeIRQ(n int) {}
func (c *Card) Add(p *PCM)           { c.PCMs = append(c.PCMs, p) }

type Work struct{ F func() }

func (w *Work) Init(f func()) { w.F = f }
func (w *Work) Schedule()     {}
func (w *Work) CancelSync()   {}
func DelTimerSync(t *Timer)   {}
func DelTimer(t *Timer)       {}

type Timer struct{ Function func() }

func (t *Timer) Mod(d int) {}
