package link

import (
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// TestAlways looks at places in a function with two branches, one of which holds a third, and in one that it calls.
func TestAlways(t *testing.T) {
	outer := (*frame)(nil).enter(&fn{Func: &ir.Func{Blocks: []int32{0, 0, 1}}}, 0)
	inner := outer.enter(&fn{Func: &ir.Func{Blocks: []int32{0}}}, 1)
	for _, c := range []struct {
		name string
		a, b place
		want bool
	}{
		{"before all", place{outer, 0}, place{outer, 3}, true},
		{"a branch, then what stands in it", place{outer, 1}, place{outer, 3}, true},
		{"a branch, then what follows", place{outer, 1}, place{outer, 0}, false},
		{"one branch, then the other", place{outer, 1}, place{outer, 2}, false},
		{"before a call", place{outer, 0}, place{inner, 1}, true},
		{"in a call, then in its branch", place{inner, 0}, place{outer, 1}, true},
		{"in a branch of a call, then behind the call", place{inner, 1}, place{outer, 1}, false},
		{"in a call that stands in a branch, then behind", place{inner, 0}, place{outer, 0}, false},
	} {
		if got := c.a.always(c.b); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}
