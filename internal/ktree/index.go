package ktree

import (
	"sync/atomic"

	"github.com/pcmlint/pcmlint/cparse"
)

type index struct {
	changed atomic.Bool
	learned atomic.Bool
}

type indexFolder struct{}
type indexEntry struct{}

func (b *base) loadIndex() *index { return &index{} }
func (b *base) saveIndex()        {}

func (x *index) folder(string) indexFolder           { return indexFolder{} }
func (x indexFolder) find(string) (indexEntry, bool) { return indexEntry{}, false }
func (e indexEntry) matches(stat) bool               { return false }
func (e indexEntry) fill(*file)                      {}
func unpackSummary([]byte) (*cparse.Summary, bool)   { return nil, false }

// Close keeps what was learned for the next run.
func (t *Tree) Close() {}
