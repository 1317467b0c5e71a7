// Package snd is a PCM library with all that a driver needs in it: interrupts, works, timers and threads.
package snd

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

type TriggerCmd int

const (
	TriggerStop TriggerCmd = iota
	TriggerStart
)

type PCMOps struct {
	Open     func(ss *Substream) error
	Close    func(ss *Substream) error
	HwParams func(ss *Substream, p *HwParams) error
	HwFree   func(ss *Substream) error
	Prepare  func(ss *Substream) error
	Trigger  func(ss *Substream, cmd TriggerCmd) error
	SyncStop func(ss *Substream) error
	Pointer  func(ss *Substream) uint64
	Ack      func(ss *Substream) error
}

type HwParams struct{ Rate, Channels, PeriodSize int }

type Runtime struct {
	freed  atomic.Bool
	Period int
	hw     uint64
}

type Substream struct {
	mu      sync.Mutex
	pcm     *PCM
	ops     *PCMOps
	runtime *Runtime
	Private any
	running bool
	stopped bool
	IRQ     int
}

type PCM struct {
	card     *Card
	Name     string
	Playback *Substream
	Capture  *Substream
	Private  any
}

type Card struct {
	Name    string
	SyncIRQ int
	pcms    []*PCM
	Private any
}

func NewCard(name string) *Card { return &Card{Name: name, SyncIRQ: -1} }

func NewPCM(card *Card, name string, playback, capture int) (*PCM, error) {
	if card == nil {
		return nil, errors.New("snd: no card")
	}
	p := &PCM{card: card, Name: name}
	if playback > 0 {
		p.Playback = &Substream{pcm: p}
	}
	if capture > 0 {
		p.Capture = &Substream{pcm: p}
	}
	card.pcms = append(card.pcms, p)
	return p, nil
}

type Direction int

const (
	Playback Direction = iota
	Capture
)

func (p *PCM) SetOps(dir Direction, ops *PCMOps) {
	if dir == Playback {
		p.Playback.ops = ops
	} else {
		p.Capture.ops = ops
	}
}

func (s *Substream) Runtime() *Runtime { return s.runtime }
func (s *Substream) Chip() any         { return s.pcm.Private }

// PeriodElapsed is called by drivers.
func PeriodElapsed(s *Substream) {
	rt := s.runtime
	if rt.freed.Load() {
		panic("use after free")
	}
	rt.hw += uint64(rt.Period)
	s.ops.Pointer(s)
}

func (s *Substream) Stop() error { return s.ops.Trigger(s, TriggerStop) }
func (s *Substream) Free() error {
	if s.ops.SyncStop != nil {
		if err := s.ops.SyncStop(s); err != nil {
			return err
		}
	} else if s.pcm.card.SyncIRQ > 0 {
		SynchronizeIRQ(s.pcm.card.SyncIRQ)
	}
	err := s.ops.HwFree(s)
	s.runtime.freed.Store(true)
	return err
}

type IRQReturn int

const (
	IRQNone IRQReturn = iota
	IRQHandled
	IRQWakeThread
)

type irqLine struct {
	mu sync.Mutex
	h  []func(irq int, dev any) IRQReturn
	wg sync.WaitGroup
}

var lines sync.Map

func RequestIRQ(irq int, handler func(irq int, dev any) IRQReturn, name string, dev any) error {
	l, _ := lines.LoadOrStore(irq, &irqLine{})
	ln := l.(*irqLine)
	ln.mu.Lock()
	defer ln.mu.Unlock()
	ln.h = append(ln.h, handler)
	return nil
}

func RequestThreadedIRQ(irq int, handler, thread func(irq int, dev any) IRQReturn, name string, dev any) error {
	return RequestIRQ(irq, func(irq int, dev any) IRQReturn {
		if handler == nil || handler(irq, dev) == IRQWakeThread {
			go thread(irq, dev)
		}
		return IRQHandled
	}, name, dev)
}

func FreeIRQ(irq int, dev any) { lines.Delete(irq) }

func SynchronizeIRQ(irq int) {
	if l, ok := lines.Load(irq); ok {
		l.(*irqLine).wg.Wait()
	}
}

func DisableIRQ(irq int)       { SynchronizeIRQ(irq) }
func DisableIRQNoSync(irq int) {}
func EnableIRQ(irq int)        {}

type Work struct {
	fn func(*Work)
	wg sync.WaitGroup
}

func NewWork(fn func(*Work)) *Work { return &Work{fn: fn} }

func InitWork(w *Work, fn func(*Work)) { w.fn = fn }

func ScheduleWork(w *Work) bool {
	w.wg.Add(1)
	go func() { defer w.wg.Done(); w.fn(w) }()
	return true
}
func CancelWork(w *Work) bool     { return false }
func CancelWorkSync(w *Work) bool { w.wg.Wait(); return true }
func FlushWork(w *Work)           { w.wg.Wait() }

type WorkQueue struct {
	ch chan *Work
	wg sync.WaitGroup
}

func AllocWorkqueue(name string) *WorkQueue {
	q := &WorkQueue{ch: make(chan *Work, 8)}
	go func() {
		for w := range q.ch {
			w.fn(w)
			q.wg.Done()
		}
	}()
	return q
}
func (q *WorkQueue) QueueWork(w *Work) { q.wg.Add(1); q.ch <- w }
func (q *WorkQueue) Flush()            { q.wg.Wait() }
func (q *WorkQueue) Drain()            { q.wg.Wait() }

type Timer struct {
	fn func(*Timer)
	t  *time.Timer
	wg sync.WaitGroup
	mu sync.Mutex
}

func TimerSetup(t *Timer, fn func(*Timer)) { t.fn = fn }
func NewTimer(fn func(*Timer)) *Timer      { return &Timer{fn: fn} }
func (t *Timer) Mod(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.wg.Add(1)
	t.t = time.AfterFunc(d, func() { defer t.wg.Done(); t.fn(t) })
}
func (t *Timer) Del() bool { t.mu.Lock(); defer t.mu.Unlock(); return t.t.Stop() }
func (t *Timer) DelSync() {
	if t.Del() {
		t.wg.Done()
	}
	t.wg.Wait()
}

type Tasklet struct {
	fn func()
	wg sync.WaitGroup
}

func TaskletInit(t *Tasklet, fn func()) { t.fn = fn }
func (t *Tasklet) Schedule()            { t.wg.Add(1); go func() { defer t.wg.Done(); t.fn() }() }
func TaskletKill(t *Tasklet)            { t.wg.Wait() }

func KthreadRun(ctx context.Context, fn func(ctx context.Context)) *Task {
	tk := &Task{done: make(chan struct{})}
	ctx, tk.cancel = context.WithCancel(ctx)
	go func() { defer close(tk.done); fn(ctx) }()
	return tk
}

type Task struct {
	done   chan struct{}
	cancel context.CancelFunc
}

func (t *Task) Stop() { t.cancel(); <-t.done }

func ForEach(pcms []*PCM, fn func(*PCM)) {
	for _, p := range pcms {
		fn(p)
	}
}
