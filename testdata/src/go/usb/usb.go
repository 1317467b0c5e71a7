// Package usb plays a USB host: it completes transfers on "another CPU".
package usb

import "sync"

// URB is a transfer.
type URB struct {
	Complete func()
	running  sync.WaitGroup
}

var (
	mu   sync.Mutex
	urbs []*URB
)

// NewURB makes a transfer.
func NewURB() *URB {
	u := &URB{}
	mu.Lock()
	urbs = append(urbs, u)
	mu.Unlock()
	return u
}

// Kill waits for a running completion.
func (u *URB) Kill() { u.running.Wait() }

// Complete completes all transfers.
func Complete() {
	mu.Lock()
	defer mu.Unlock()
	for _, u := range urbs {
		if u.Complete != nil {
			u.running.Add(1)
			go func() {
				defer u.running.Done()
				u.Complete()
			}()
		}
	}
}
