package cparse

import (
	"bytes"
	"testing"
	"time"
)

func roundTrip(t *testing.T, f *File) []byte {
	t.Helper()
	b := f.AppendBinary(nil)
	g, err := DecodeFile(b)
	if err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	if !bytes.Equal(b, g.AppendBinary(nil)) {
		t.Fatalf("%s: decoding and encoding again changes the record", f.Path)
	}
	return b
}

func TestKernelRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	size := 0
	var took time.Duration
	for _, s := range kernelFiles(t, "sound/pci", ".c", ".h") {
		b := roundTrip(t, Parse(s.path, s.text))
		begin := time.Now()
		if _, err := DecodeFile(b); err != nil {
			t.Fatal(err)
		}
		took += time.Since(begin)
		size += len(b)
	}
	t.Logf("%d bytes decoded in %v, %.0f MB/s", size, took, float64(size)/1e6/took.Seconds())
}
