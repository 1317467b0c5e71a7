package program

import (
	"iter"
	"sync"

	"github.com/pcmlint/pcmlint/cparse"
)

// words says which items of a unit mention a name. They are noted first, item after item, and asked when all are known.
type words struct {
	id    map[string]int32
	first []int32    // by id: where its items begin; one more at the end
	items []wordItem // of all ids
	notes *wordNotes // nil once finished
}

// wordNotes is what words are made of.
type wordNotes struct {
	last []int32 // by id: the last note of the name, -1 for none
	all  []wordNote
}

type wordNote struct {
	id, item int32
	as       cparse.WordKind
}

var spareNotes = sync.Pool{New: func() any { return &wordNotes{} }}

func newWords() words {
	return words{id: map[string]int32{}, notes: spareNotes.Get().(*wordNotes)}
}

// wordItem is an item with the kinds of word that it mentions a name as.
type wordItem struct {
	item int32
	as   cparse.WordKind
}

// note says that an item mentions a name.
func (x *words) note(name string, item int32, as cparse.WordKind) {
	n := x.notes
	id, ok := x.id[name]
	if !ok {
		id = int32(len(n.last))
		x.id[name] = id
		n.last = append(n.last, -1)
	}
	if i := n.last[id]; i >= 0 && n.all[i].item == item {
		n.all[i].as |= as
		return
	}
	n.last[id] = int32(len(n.all))
	n.all = append(n.all, wordNote{id, item, as})
}

// finish puts what was noted in the order of the names.
func (x *words) finish() {
	n := x.notes
	x.first = make([]int32, len(n.last)+1)
	for _, w := range n.all {
		x.first[w.id+1]++
	}
	for i := range n.last {
		x.first[i+1] += x.first[i]
	}
	x.items = make([]wordItem, len(n.all))
	next := n.last
	copy(next, x.first)
	for _, w := range n.all {
		x.items[next[w.id]] = wordItem{w.item, w.as}
		next[w.id]++
	}
	n.last, n.all = n.last[:0], n.all[:0]
	spareNotes.Put(n)
	x.notes = nil
}

// of gives the items that mention a name as one of those kinds, in order.
func (x *words) of(name string, as cparse.WordKind) iter.Seq2[int, int32] {
	return func(yield func(int, int32) bool) {
		id, ok := x.id[name]
		if !ok {
			return
		}
		for i, w := range x.items[x.first[id]:x.first[id+1]] {
			if w.as&as != 0 && !yield(i, w.item) {
				return
			}
		}
	}
}

func (x *words) has(name string) bool {
	_, ok := x.id[name]
	return ok
}
