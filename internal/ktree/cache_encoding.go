package ktree

import (
	"encoding/binary"

	"github.com/pcmlint/pcmlint/cparse"
)

// writer and reader are the two ends of the index's text: numbers, strings and lists one after the other.
type writer struct {
	b     []byte
	block []byte // room for putBlock
}

// put adds plain bytes and tells where.
func (w *writer) put(s string) int {
	at := len(w.b)
	w.b = append(w.b, s...)
	return at
}

func (w *writer) n(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

func (w *writer) string(s string) {
	w.n(len(s))
	w.b = append(w.b, s...)
}

func (w *writer) strings(list []string) {
	w.n(len(list))
	for _, s := range list {
		w.string(s)
	}
}

// putBlock adds what fill writes as one string and tells where.
func (w *writer) putBlock(fill func(*writer)) int {
	at := len(w.b)
	inner := writer{b: w.block[:0]}
	fill(&inner)
	w.n(len(inner.b))
	w.b = append(w.b, inner.b...)
	w.block = inner.b
	return at
}

func (w *writer) hashes(list []uint32) {
	w.n(len(list))
	for _, h := range list {
		w.b = binary.LittleEndian.AppendUint32(w.b, h)
	}
}

func (w *writer) summary(s *cparse.Summary) {
	w.hashes(s.Idents)
	w.hashes(s.Defines)
	w.hashes(s.Tags)
	w.hashes(s.Funcs)
	w.strings(s.Exports)
	w.n(len(s.Includes))
	for _, inc := range s.Includes {
		w.string(inc.Path)
		system := 0
		if inc.System {
			system = 1
		}
		w.n(system)
		w.n(int(inc.Pos))
	}
}

// unpackSummary is the summary that was packed, if it is whole. Its strings share the memory of packed.
func unpackSummary(packed string) (*cparse.Summary, bool) {
	r := reader{s: packed}
	s := &cparse.Summary{Idents: r.hashes(), Defines: r.hashes(), Tags: r.hashes(), Funcs: r.hashes(), Exports: r.strings()}
	n := r.count(3)
	if n > 0 {
		s.Includes = make([]cparse.Include, n)
	}
	for i := range s.Includes {
		s.Includes[i] = cparse.Include{Path: r.string(), System: r.n() == 1, Pos: cparse.Pos(r.n())}
	}
	return s, !r.bad
}

// reader reads what writer wrote. It never reads beyond the end and never believes a count that cannot be.
type reader struct {
	s   string
	at  int
	bad bool
}

func (r *reader) n() int {
	var v uint64
	for shift := 0; shift < 35; shift += 7 {
		if r.at >= len(r.s) {
			break
		}
		c := r.s[r.at]
		r.at++
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return int(v)
		}
	}
	r.bad = true
	return 0
}

// count is the number of things that follow, each at least size bytes long.
func (r *reader) count(size int) int {
	n := r.n()
	if r.bad || n*size > len(r.s)-r.at {
		r.bad = true
		return 0
	}
	return n
}

func (r *reader) string() string {
	n := r.count(1)
	s := r.s[min(r.at, len(r.s)):][:n]
	r.at += n
	return s
}

func (r *reader) strings() []string {
	n := r.count(1)
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = r.string()
	}
	return list
}

func (r *reader) hashes() []uint32 {
	n := r.count(4)
	if n == 0 {
		return nil
	}
	list := make([]uint32, n)
	for i := range list {
		list[i] = u32(r.s, r.at+4*i)
	}
	r.at += 4 * n
	return list
}

func u16(s string, i int) uint16 { return uint16(s[i]) | uint16(s[i+1])<<8 }

func u32(s string, i int) uint32 {
	_ = s[i+3]
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

func u64(s string, i int) uint64 { return uint64(u32(s, i)) | uint64(u32(s, i+4))<<32 }
