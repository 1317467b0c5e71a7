package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// What the heap may grow to, in bytes, before garbage is collected more eagerly than by default. A run over a whole
// kernel holds up to 280 MiB at a time and is to stay under 600 MiB in all; the language server, with some 80 MiB to
// keep, under 300 MiB.
const (
	runBudget    = 400 << 20
	serverBudget = 180 << 20
)

// The garbage collector's percentages between which the pace is set. A short run ends before it needs a collection.
const (
	eager = 50
	lazy  = 400
)

// paceGC makes the collector work seldom as long as there is little to keep, and keeps the heap near the budget when
// there is more.
func paceGC(budget uint64) {
	debug.SetGCPercent(lazy)
	afterEachGC(func() {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		live := max(sample[0].Value.Uint64(), 1)
		percent := eager
		if live < budget {
			percent = int(min(max((budget-live)*100/live, eager), lazy))
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
