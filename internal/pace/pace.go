// Package pace decides when garbage is collected: as seldom as the memory that a command may take allows, and when
// nobody waits for an answer.
package pace

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// What the heap may grow to, in bytes, before garbage is collected more eagerly than by default.
const (
	// Run is for a run over a whole kernel, which holds up to 280 MiB at a time and is to stay under 600 MiB in all.
	Run = 400 << 20
	// Server is for the language server, which is to stay under 300 MiB. It has some 60 MiB to keep.
	Server = 200 << 20
)

// The garbage collector's percentages between which the pace is set. A short run ends before it needs a collection.
const (
	eager = 50
	lazy  = 400
)

// Set makes the collector work seldom as long as there is little to keep, and keeps the heap near the budget when there
// is more.
func Set(budget uint64) {
	debug.SetGCPercent(lazy)
	afterEachGC(func() {
		live := max(read("/gc/heap/live:bytes"), 1)
		percent := eager
		if live < budget {
			percent = int(min(max((budget-live)*100/live, eager), lazy))
		}
		debug.SetGCPercent(percent)
	})
}

// worthIt is how much must have been allocated since the last collection for Rest to begin another.
const worthIt = 24 << 20

// Rest is to be called in a quiet moment: it collects what would otherwise be collected during the next answers.
func Rest() {
	if read("/memory/classes/heap/objects:bytes") > read("/gc/heap/live:bytes")+worthIt {
		runtime.GC()
	}
}

func read(name string) uint64 {
	sample := []metrics.Sample{{Name: name}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
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
