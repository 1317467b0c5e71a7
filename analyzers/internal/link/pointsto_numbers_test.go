package link

import "testing"

// TestSameNumber compares interrupts by what they can be.
func TestSameNumber(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []string
		want verdict
	}{
		{"the same constant", []string{"=-1", "=20"}, []string{"=20"}, yes},
		{"other constants", []string{"=20"}, []string{"=21", "=22"}, no},
		{"anything", nil, []string{"=20"}, maybe},
		{"a constant and a variable", []string{"=20"}, []string{"p@a.go:1:1"}, maybe},
		{"two fields", []string{"p.T.line"}, []string{"p.T.other"}, no},
		{"a field and what may be its copy", []string{"p.T.line"}, []string{"p@a.go:1:1"}, maybe},
	} {
		if got := sameNumber(c.a, c.b); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestNoIRQ tells numbers for which a core waits for nothing.
func TestNoIRQ(t *testing.T) {
	for _, c := range []struct {
		numbers []string
		want    bool
	}{{[]string{"=-1"}, true}, {[]string{"=0", "=-1"}, true}, {[]string{"=-1", "=7"}, false}, {[]string{"p.T.line"}, false}, {nil, false}} {
		if got := noIRQ(c.numbers); got != c.want {
			t.Errorf("%v: got %v", c.numbers, got)
		}
	}
}
