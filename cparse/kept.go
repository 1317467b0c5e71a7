package cparse

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// A Keeper remembers what items say, in this run or from run to run, under a hash of all that it depends on: an edit
// costs the parse of the item that it changes. Any number of goroutines may use it.
type Keeper interface {
	Kept(key [sha256.Size]byte) ([]byte, bool)
	Keep(key [sha256.Size]byte, data []byte)
}

// minRemembered is the size of the smallest item that it is worth to remember.
const minRemembered = 64

// Use makes the file's items remembered. It is called before the file is shared.
func (f *File) Use(k Keeper) {
	if f.from != nil {
		f.from.keeper = k
	}
}

// key is a hash of all that what the item says depends on, but for its place.
func (it *item) key() (key [sha256.Size]byte) {
	h := sha256.New()
	b := make([]byte, 0, 256)
	b = append(b, FormatVersion, byte(it.kind), bits(it.multi))
	for x := it; x != nil; x = x.more {
		b = binary.AppendUvarint(b, uint64(len(x.content())))
		h.Write(b)
		h.Write(x.from.bytes()[x.start:x.end])
		b = binary.AppendUvarint(b[:0], uint64(len(x.toks)))
		for _, t := range x.toks {
			b = binary.AppendUvarint(b, uint64(t.start-it.start))
			b = append(b, t.ifd)
		}
	}
	h.Write(b)
	h.Write(it.from.typeNames())
	h.Sum(key[:0])
	return key
}

// typeNames lists the names that are types by the file's own typedefs: they tell casts and declarations from expressions.
func (s *source) typeNames() []byte {
	s.once.Do(func() { s.names = []byte(strings.Join(slices.Sorted(maps.Keys(s.types)), " ")) })
	return s.names
}

// recall gives what is remembered of the item.
func (it *item) recall(key [sha256.Size]byte) *said {
	data, ok := it.from.keeper.Kept(key)
	if !ok {
		return nil
	}
	return decode(data, Pos(it.start))
}

// remember keeps what the item says, unless it names a struct after its place.
func (it *item) remember(key [sha256.Size]byte, s *said) {
	if data, placed := s.encode(Pos(it.start)); !placed {
		it.from.keeper.Keep(key, data)
	}
}
