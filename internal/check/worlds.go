package check

import (
	"strings"
	"sync"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
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
	res  *program.Result // what was found there, nil when the analysis was stopped
}

// maxIndexed is how many indexed files are kept; the largest driver with all that it is linked with has some 550.
const maxIndexed = 700

// with analyses the tables in some files, or (nil) all, of a selection: what the last analysis of it found stands when what
// has changed since does not matter to it. Otherwise find runs in w, which begins with what the last one has indexed.
func (k *worlds) with(tree *ktree.Tree, graph *modules.Graph, sel *modules.Selection, files []string, w *program.World, find func() *program.Result) *program.Result {
	last := k.take(sel.Name() + "\x00" + strings.Join(files, "\n"))
	if last.res != nil {
		if res := last.w.Again(last.res, tree, graph); res != nil {
			k.put(last)
			return res
		}
	}
	if last.w != nil {
		w.Adopt(last.w)
	}
	w.Track()
	last.w, last.res = w, find()
	k.put(last)
	return last.res
}

// take hands out the World of a selection, which may be none yet.
func (k *worlds) take(name string) keptWorld {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, x := range k.kept {
		if x.name == name {
			k.kept = append(k.kept[:i], k.kept[i+1:]...)
			return x
		}
	}
	return keptWorld{name: name}
}

func (k *worlds) put(x keptWorld) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept = append(k.kept, x)
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
