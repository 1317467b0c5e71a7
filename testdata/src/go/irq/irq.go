// Package irq plays the interrupt controller. A handler runs on "another CPU": a goroutine of its own.
package irq

import "sync"

type line struct {
	handlers []func()
	running  sync.WaitGroup
}

var (
	mu    sync.Mutex
	lines = map[int]*line{}
)

func get(n int) *line {
	mu.Lock()
	defer mu.Unlock()
	if lines[n] == nil {
		lines[n] = &line{}
	}
	return lines[n]
}

// RequestIRQ registers a handler.
func RequestIRQ(n int, handler func()) error {
	l := get(n)
	mu.Lock()
	l.handlers = append(l.handlers, handler)
	mu.Unlock()
	return nil
}

// RequestThreadedIRQ registers a hard handler, which may be nil, and one that runs in a thread after it.
func RequestThreadedIRQ(n int, hard func() bool, thread func()) error {
	return RequestIRQ(n, func() {
		if hard == nil || hard() {
			thread()
		}
	})
}

// Handler is a device that wants interrupts.
type Handler interface{ Interrupt() }

// SynchronizeIRQ waits for running handlers.
func SynchronizeIRQ(n int) { get(n).running.Wait() }

// FreeIRQ takes all handlers of an interrupt away and waits for running ones.
func FreeIRQ(n int) {
	l := get(n)
	mu.Lock()
	l.handlers = nil
	mu.Unlock()
	l.running.Wait()
}

// Raise raises every interrupt that has a handler once.
func Raise() {
	mu.Lock()
	defer mu.Unlock()
	for _, l := range lines {
		for _, h := range l.handlers {
			l.running.Add(1)
			go func() {
				defer l.running.Done()
				h()
			}()
		}
	}
}
