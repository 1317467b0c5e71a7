// Package irq plays an interrupt controller: a handler runs in a goroutine of its own, as on another CPU.
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

// RequestIRQ lets handler run on each interrupt of line n.
func RequestIRQ(n int, handler func()) error {
	l := get(n)
	mu.Lock()
	defer mu.Unlock()
	l.handlers = append(l.handlers, handler)
	return nil
}

// SynchronizeIRQ waits until no handler of line n runs.
func SynchronizeIRQ(n int) { get(n).running.Wait() }

// Raise is what the hardware does: it starts the handlers of line n and does not wait for them.
func Raise(n int) {
	l := get(n)
	mu.Lock()
	defer mu.Unlock()
	for _, h := range l.handlers {
		l.running.Go(h)
	}
}
