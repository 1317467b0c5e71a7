package cparse

import (
	"slices"
	"testing"
)

func TestMacroWords(t *testing.T) {
	src := "#define ALIAS target\n# define CALL(x, y) \\\n\tdo_it((x)->ops, y)\r\n#define N 0x10\nundefine me\n#define EMPTY\n"
	got := map[string]MacroUse{}
	for _, m := range MacroWords([]byte(src)) {
		got[m.Name] = m
	}
	if len(got) != 4 {
		t.Fatalf("%d macros, want 4: %v", len(got), got)
	}
	if m := got["ALIAS"]; m.Call || !slices.Contains(m.Words, HashName("target")) {
		t.Errorf("ALIAS: %+v", m)
	}
	for _, w := range []string{"do_it", "x", "ops", "y"} {
		if !slices.Contains(got["CALL"].Words, HashName(w)) {
			t.Errorf("CALL does not mention %s", w)
		}
	}
	if m := got["CALL"]; !m.Call {
		t.Errorf("CALL: %+v", m)
	}
	if m := got["N"]; len(m.Words) != 0 || m.Call {
		t.Errorf("N: %+v", m)
	}
}
