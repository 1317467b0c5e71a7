package program

import (
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/cparse"
)

// body makes a function of some statements, in a World that knows nothing else.
func body(t *testing.T, stmts string) (*World, *fn, string) {
	t.Helper()
	src := "void f(struct x *x)\n{\n" + stmts + "\n}\n"
	file := cparse.Parse("f.c", []byte(src))
	if len(file.Funcs) != 1 || len(file.Problems) > 0 {
		t.Fatalf("not one function: %s", src)
	}
	w := &World{}
	w.outlines = map[*fn]outlined{}
	f := &fn{u: &unit{path: "f.c", src: []byte(src)}, d: &file.Funcs[0]}
	list, open := cparse.Outline(f.u.src, f.d)
	w.outlines[f] = outlined{list, open}
	return w, f, src
}

func at1(t *testing.T, src, word string) cparse.Pos {
	t.Helper()
	i := strings.Index(src, word)
	if i < 0 {
		t.Fatalf("no %q in %s", word, src)
	}
	return cparse.Pos(i)
}

// TestRelate: where DEC stands, seen from the call END, decides whether a wait for what DEC changes waits for END.
func TestRelate(t *testing.T) {
	for _, c := range []struct {
		stmts string
		want  relation
	}{
		{"END(); DEC();", behind},
		{"DEC(); END();", ahead},
		{"if (x) END(); DEC();", behind},
		{"if (END()) DEC();", behind},
		{"END(); if (x) DEC();", behind},
		{"if (x) END(); else DEC();", elsewhere},
		{"if (x) { END(); return; } DEC();", elsewhere},
		{"if (x) { END(); goto out; } DEC(); out: y();", elsewhere},
		{"if (x) { END(); goto out; } y(); out: DEC();", behind},
		{"if (x) { END(); { return; } } DEC();", elsewhere},
		{"if (x) { END(); if (y) return; } DEC();", behind},
		{"while (x) { END(); } DEC();", behind},
		{"while (x) { END(); break; } DEC();", behind},
		{"while (x) { END(); continue; DEC(); }", elsewhere},
		{"while (x) { if (y) { END(); continue; } DEC(); }", elsewhere},
		{"while (x) { DEC(); END(); }", ahead},
		{"do { END(); } while (DEC());", behind},
		{"switch (x) { case 1: END(); break; case 2: DEC(); }", elsewhere},
		{"switch (x) { case 1: END(); case 2: DEC(); }", behind},
		{"switch (x) { case 1: END(); break; } DEC();", behind},
		{"switch (x) { case 1: END(); return; } DEC();", elsewhere},
		{"{ END(); } DEC();", behind},
	} {
		w, f, src := body(t, c.stmts)
		if got := w.relate(f, at1(t, src, "END"), at1(t, src, "DEC")); got != c.want {
			t.Errorf("%s: %d, want %d", c.stmts, got, c.want)
		}
	}
}

// TestOptional: a store that may be passed by leaves what was stored before it.
func TestOptional(t *testing.T) {
	for stmts, want := range map[string]bool{
		"SET(); USE();":                                 false,
		"if (x) SET(); USE();":                          true,
		"if (x) { SET(); USE(); }":                      false,
		"if (x) y(); else SET(); USE();":                true,
		"if (SET()) return; USE();":                     false,
		"for (i = 0; i < 4; i++) SET(); USE();":         false,
		"switch (x) { case 1: SET(); break; } USE();":   true,
		"{ SET(); } USE();":                             false,
		"if (x) { for (;;) { SET(); } } USE();":         true,
		"if (x) { if (y) { SET(); } USE(); }":           true,
		"if (x) { if (SET()) { return; } USE(); } z();": false,
	} {
		w, f, src := body(t, stmts)
		if got := w.optional(f, at1(t, src, "SET"), at1(t, src, "USE")); got != want {
			t.Errorf("%s: %t, want %t", stmts, got, want)
		}
	}
}

// TestScopeHolds: a guard holds its lock to the end of the innermost block around it.
func TestScopeHolds(t *testing.T) {
	for stmts, want := range map[string]bool{
		"guard(mutex)(&l); END();":                              true,
		"{ guard(mutex)(&l); x(); } END();":                     false,
		"{ guard(mutex)(&l); if (x) { END(); } }":               true,
		"if (x) { guard(mutex)(&l); y(); } END();":              false,
		"scoped_guard(mutex, &l) { END(); }":                    true,
		"scoped_guard(mutex, &l) { x(); } END();":               false,
		"scoped_guard(mutex, &l) END();":                        true,
		"while (x) { scoped_guard(mutex, &l) { END(); } y(); }": true,
	} {
		w, f, src := body(t, stmts)
		list, _ := w.outline(f)
		lock := "guard"
		if strings.Contains(stmts, "scoped_guard") {
			lock = "scoped_guard"
		}
		if got := scopeHolds(list, at1(t, src, lock), at1(t, src, "END")); got != want {
			t.Errorf("%s: %t, want %t", stmts, got, want)
		}
	}
}
