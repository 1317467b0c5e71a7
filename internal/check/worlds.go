package check

import (
	"sync"

	"github.com/pcmlint/pcmlint/internal/program"
)

// worlds keeps what was indexed for the drivers that a Session was asked about last, so that the next answer starts
// from there.
type worlds struct {
	mu   sync.Mutex
	kept []keptWorld // the one used last at the end
}

type keptWorld struct {
	name string
	w    *program.World
}

// maxIndexed is how many indexed files are kept; the largest driver with all that it is linked with has some 550.
const maxIndexed = 700

// with runs an analysis in w, which begins with what the last analysis of the same selection has indexed.
func (k *worlds) with(sel *program.Selection, w *program.World, find func() *program.Result) *program.Result {
	name := sel.Name()
	if last := k.take(name); last != nil {
		w.Adopt(last)
	}
	res := find()
	k.put(name, w)
	return res
}

func (k *worlds) take(name string) *program.World {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, x := range k.kept {
		if x.name == name {
			k.kept = append(k.kept[:i], k.kept[i+1:]...)
			return x.w
		}
	}
	return nil
}

func (k *worlds) put(name string, w *program.World) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept = append(k.kept, keptWorld{name, w})
	total := 0
	for _, x := range k.kept {
		total += x.w.Size()
	}
	for len(k.kept) > 1 && total > maxIndexed {
		total -= k.kept[0].w.Size()
		k.kept[0].w.Close()
		k.kept = append(k.kept[:0], k.kept[1:]...)
	}
}
