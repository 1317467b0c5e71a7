// Package clock runs a function at every period. It knows no PCM.
package clock

import "time"

// Clock is a running clock.
type Clock struct {
	tick       func()
	quit, done chan struct{}
}

// Start starts a clock.
func Start(tick func()) *Clock {
	c := &Clock{tick: tick, quit: make(chan struct{}), done: make(chan struct{})}
	go c.run()
	return c
}

func (c *Clock) run() {
	defer close(c.done)
	for {
		select {
		case <-time.After(time.Millisecond):
			c.tick()
		case <-c.quit:
			return
		}
	}
}

// Stop tells the clock to stop.
func (c *Clock) Stop() { close(c.quit) }

// Join waits for the clock's end.
func (c *Clock) Join() { <-c.done }
