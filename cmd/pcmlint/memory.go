package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// heapBudget is what the heap may grow to before garbage is collected more eagerly than by default: a run over a whole
// kernel holds up to 280 MiB at a time and is to stay under 600 MiB in all.
const heapBudget = 400 << 20

// The garbage collector's percentages between which the pace is set. A short run ends before it needs a collection.
const (
	eager = 50
	lazy  = 400
)

// paceGC makes the collector work seldom as long as there is little to keep, and keeps the heap near heapBudget when
// there is more. It is for commands that run once; one that stays has other needs.
func paceGC() {
	debug.SetGCPercent(lazy)
	afterEachGC(func() {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		live := max(sample[0].Value.Uint64(), 1)
		percent := eager
		if live < heapBudget {
			percent = int(min(max((heapBudget-live)*100/live, eager), lazy))
		}
		debug.SetGCPercent(percent)
	})
}

// afterEachGC calls do after each collection: an object that nobody holds is found to be free by each.
func afterEachGC(do func()) {
	var again func(**byte) // to something with a pointer in it: the smallest objects without share their memory
	again = func(**byte) {
		do()
		runtime.SetFinalizer(new(*byte), again)
	}
	runtime.SetFinalizer(new(*byte), again)
}
