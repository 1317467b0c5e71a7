package program

import "github.com/pcmlint/pcmlint/cparse"

// asked remembers, roughly, which names a World was asked about: it may say yes for one that it was not.
type asked struct {
	bits [1 << 14]uint64
}

// anywhere stands for the question which files mention a name; the other questions are about one file.
const anywhere = ""

func (a *asked) place(h uint32, file string) (word int, bit uint64) {
	if file != anywhere {
		h ^= cparse.HashName(file) * 0x85EBCA6B
	}
	h = h * 0x9E3779B1 >> 12
	return int(h / 64), 1 << (h % 64)
}

// note notes that a name, given by its hash, was asked for. A nil asked remembers nothing.
func (a *asked) note(h uint32, file string) {
	if a != nil {
		word, bit := a.place(h, file)
		a.bits[word] |= bit
	}
}

func (a *asked) has(h uint32, file string) bool {
	word, bit := a.place(h, file)
	return a.bits[word]&bit != 0
}

// Track makes the World remember what it is asked, so that Again can be used on it later.
func (w *symbolLayer) Track() { w.asked = &asked{} }
