package ktree

import (
	"iter"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
)

// Words tells which of many files mention a name.
type Words struct {
	// Pairs of hash and file, in buckets by hash, in a bucket by file.
	bucket []uint32
	pairs  []mention
}

type mention struct{ hash, file uint32 }

const bucketBits = 14

func bucketOf(hash uint32) uint32 { return hash * 0x9E3779B1 >> (32 - bucketBits) }

// IndexWords makes the index of files given by their summaries; nil stands for one that could not be read.
func IndexWords(files []*cparse.Summary) *Words {
	x := &Words{bucket: make([]uint32, 1<<bucketBits+1)}
	total := 0
	for _, s := range files {
		if s != nil {
			total += len(s.Idents)
			for _, h := range s.Idents {
				x.bucket[bucketOf(h)+1]++
			}
		}
	}
	for i := range x.bucket[1:] {
		x.bucket[i+1] += x.bucket[i]
	}
	x.pairs = make([]mention, total)
	next := slices.Clone(x.bucket)
	for i, s := range files {
		if s != nil {
			for _, h := range s.Idents {
				at := &next[bucketOf(h)]
				x.pairs[*at] = mention{h, uint32(i)}
				*at++
			}
		}
	}
	return x
}

// With yields the files, by their place in what the index was made of, that mention a name with that hash, in order.
func (x *Words) With(hash uint32) iter.Seq[int] {
	return func(yield func(int) bool) {
		b := bucketOf(hash)
		for _, m := range x.pairs[x.bucket[b]:x.bucket[b+1]] {
			if m.hash == hash && !yield(int(m.file)) {
				return
			}
		}
	}
}
