// Package hw plays hardware: handlers are objects.
package hw

import "sync"

type Handler interface{ HandleIRQ(n int) }

var (
	mu sync.Mutex
	hs = map[int][]Handler{}
)

func RequestIRQ(n int, h Handler) error {
	mu.Lock()
	hs[n] = append(hs[n], h)
	mu.Unlock()
	return nil
}

func Raise(n int) {
	for _, h := range hs[n] {
		go h.HandleIRQ(n)
	}
}

type Request struct {
	Num     int
	Handler func()
}

var reqs []*Request

func RequestSharedIRQ(r *Request) error { reqs = append(reqs, r); return nil }

func RaiseAll() {
	for _, r := range reqs {
		go r.Handler()
	}
}
