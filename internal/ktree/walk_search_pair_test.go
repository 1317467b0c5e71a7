package ktree

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

func TestIndexPair(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		s := make([]byte, r.IntN(150))
		for i := range s {
			s[i] = "snd_xabcdefgh\x00\xff^`"[r.IntN(17)]
		}
		if got, want := indexPair(s, 'd', '_'), bytes.Index(s, []byte("d_")); got != want {
			t.Fatalf("indexPair(%q) = %d, want %d", s, got, want)
		}
		if got, want := indexSnd(s), bytes.Index(s, []byte("snd_")); got != want {
			t.Fatalf("indexSnd(%q) = %d, want %d", s, got, want)
		}
	}
}
