// Package par runs functions at once.
package par

import "sync"

// All runs all functions at once and waits for them.
func All(fs ...func()) {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
		}()
	}
	wg.Wait()
}

func Spawn(fs ...func()) {
	for _, f := range fs {
		go f()
	}
}
