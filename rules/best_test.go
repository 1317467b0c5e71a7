package rules

import (
	"testing"

	"github.com/pcmlint/pcmlint/internal/program"
)

// TestBest: of several contexts a finding tells the one that whoever reads the table has before their eyes.
func TestBest(t *testing.T) {
	in := func(file string) program.Pos { return program.Pos{File: file} }
	far := []program.Step{{Kind: program.StepCalls}, {Kind: program.StepCalls}}
	v := &program.Verdict{Table: &program.Table{Pos: in("a.c")}, Callbacks: []string{"open", "trigger"}}
	plain := &program.Context{Entry: "plain", Registered: in("a.c"), Elapsed: in("a.c"), RegisteredIn: "probe"}
	for _, c := range []struct {
		name string
		than program.Context
	}{
		{"one that is fewer calls away", program.Context{Registered: in("a.c"), Elapsed: in("a.c"), RegisteredIn: "probe", Path: far}},
		{"one that is registered in the table's file", program.Context{Registered: in("b.c"), Elapsed: in("a.c"), RegisteredIn: "probe"}},
		{"one that ends periods in the table's file", program.Context{Registered: in("a.c"), Elapsed: in("b.c"), RegisteredIn: "open"}},
	} {
		if got := best(v, []*program.Context{&c.than, plain}); got != plain {
			t.Errorf("%s is not told first", c.name)
		}
	}
	own := &program.Context{Entry: "own", Registered: in("a.c"), Elapsed: in("a.c"), RegisteredIn: "open", Path: far}
	if got := best(v, []*program.Context{plain, own}); got != own {
		t.Error("one that a callback of the table registers is not told first")
	}
	if got := best(v, []*program.Context{plain, {Registered: in("a.c"), Elapsed: in("a.c")}}); got != plain {
		t.Error("of two that are alike the second is told")
	}
}
