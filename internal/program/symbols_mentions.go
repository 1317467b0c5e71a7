package program

import "sync"

// words says which items of a unit mention a name. They are noted first, item after item, and asked when all are known.
type words struct {
	id    map[string]int32
	first []int32    // by id: where its items begin; one more at the end
	items []int32    // of all ids
	notes *wordNotes // nil once finished
}

// wordNotes is what words are made of.
type wordNotes struct {
	last []int32 // by id: the item that mentioned the name last, -1 for none
	all  []wordNote
}

type wordNote struct{ id, item int32 }

var spareNotes = sync.Pool{New: func() any { return &wordNotes{} }}

func newWords() words {
	return words{id: map[string]int32{}, notes: spareNotes.Get().(*wordNotes)}
}

// note says that an item mentions a name.
func (x *words) note(name string, item int32) {
	n := x.notes
	id, ok := x.id[name]
	if !ok {
		id = int32(len(n.last))
		x.id[name] = id
		n.last = append(n.last, -1)
	}
	if n.last[id] != item {
		n.last[id] = item
		n.all = append(n.all, wordNote{id, item})
	}
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
	x.items = make([]int32, len(n.all))
	next := n.last
	copy(next, x.first)
	for _, w := range n.all {
		x.items[next[w.id]] = w.item
		next[w.id]++
	}
	n.last, n.all = n.last[:0], n.all[:0]
	spareNotes.Put(n)
	x.notes = nil
}

// of lists the items that mention a name, in order.
func (x *words) of(name string) []int32 {
	id, ok := x.id[name]
	if !ok {
		return nil
	}
	return x.items[x.first[id]:x.first[id+1]]
}

func (x *words) has(name string) bool {
	_, ok := x.id[name]
	return ok
}
