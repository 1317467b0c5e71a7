package fix

import "testing"

// TestGofmt lays out repaired files that were laid out before, and leaves others alone.
func TestGofmt(t *testing.T) {
	const clean = "package p\n\ntype t struct {\n\ta int // one\n}\n"
	for _, c := range []struct{ name, file, before, after, want string }{
		{"a field with a comment", "a.go", clean, "package p\n\ntype t struct {\n\ta int // one\n\tlong int // two\n}\n",
			"package p\n\ntype t struct {\n\ta    int // one\n\tlong int // two\n}\n"},
		{"one that was not laid out", "a.go", "package p\ntype  t int\n", "package p\ntype  t  int8\n", "package p\ntype  t  int8\n"},
		{"C", "a.c", clean, "package  p\n", "package  p\n"},
		{"no Go any more", "a.go", clean, "package p\n\ntype\n", "package p\n\ntype\n"},
	} {
		if got := string(gofmt(c.file, []byte(c.before), []byte(c.after))); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
