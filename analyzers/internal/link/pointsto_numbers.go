package link

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// numbers says where the integers that variables, fields and results hold come from.
type numbers struct {
	from map[string][]string // what a variable, field or result gets
	args map[string][]arg    // what calls hand to a parameter
	of   map[string]*fn      // the function that has a parameter
}

// arg is one argument of one call.
type arg struct {
	*call
	number string
}

// numbersOf collects the assignments of integers in all packages.
func (p *program) numbersOf() *numbers {
	if p.nums != nil {
		return p.nums
	}
	x := &numbers{from: map[string][]string{}, args: map[string][]arg{}, of: map[string]*fn{}}
	p.nums = x
	for _, pkg := range p.pkgs {
		for _, n := range pkg.Numbers {
			x.from[n.Dst] = append(x.from[n.Dst], n.Src)
		}
	}
	for _, c := range p.cons {
		if c.Kind == ir.Store && c.Const != "" && c.Struct != "" {
			key := c.Struct + "." + c.Field
			x.from[key] = append(x.from[key], c.Const)
		}
	}
	for _, f := range p.order {
		for i, key := range f.Numbers {
			if key != "" {
				x.of[key] = f
				pointee := ir.PointeeKey(f.Key, i)
				x.from[pointee] = append(x.from[pointee], key)
			}
		}
	}
	for _, f := range p.order {
		for _, c := range f.calls {
			p.passNumbers(x, c)
		}
	}
	return x
}

// passNumbers enters what a call hands to the parameters of whatever it can run.
func (p *program) passNumbers(x *numbers, c *call) {
	if !slices.ContainsFunc(c.Args, func(a ir.Arg) bool { return a.Number }) {
		return
	}
	for _, ce := range p.callees(c, nil) {
		if ce.f == nil {
			continue
		}
		for i, a := range c.Args {
			if key := paramNumber(ce.f, i); key != "" && a.Number {
				x.args[key] = append(x.args[key], arg{c, a.Const})
			}
		}
	}
}

// paramNumber is the key of parameter i of a function if it is an integer.
func paramNumber(f *fn, i int) string {
	if i < len(f.Numbers) && !(f.Variadic && i == len(f.Numbers)-1) {
		return f.Numbers[i]
	}
	return ""
}

const maxNumbers = 32 // after which a number can be anything

// resolve returns what a number can be: constants, as "=11", and variables of which nothing is known. via are the calls
// through which its function is looked at, innermost first. Nothing means that it can be anything.
func (p *program) resolve(number string, via []*call) []string {
	x := p.numbersOf()
	seen, out := map[string]bool{}, []string(nil)
	todo := []string{number}
	for len(todo) > 0 {
		n := todo[0]
		todo = todo[1:]
		if seen[n] {
			continue
		}
		seen[n] = true
		if n == "" || len(seen) > maxNumbers {
			return nil
		}
		if n[0] == '=' {
			out = append(out, n)
			continue
		}
		sources, known := p.numberSources(x, n, via)
		if !known {
			out = append(out, n)
		}
		todo = append(todo, sources...)
	}
	return out
}

// numberSources returns what flows into a variable, field or result, and whether anything is known of it.
func (p *program) numberSources(x *numbers, n string, via []*call) ([]string, bool) {
	out := slices.Clone(x.from[n])
	if f := x.of[n]; f != nil {
		for _, c := range via {
			if c.Static == f.Key {
				for i := range c.Args {
					if paramNumber(f, i) == n {
						return append(out, c.Args[i].Const), true
					}
				}
			}
		}
		for _, a := range x.args[n] {
			out = append(out, a.number)
		}
	}
	return out, len(out) > 0
}

// sameNumber compares two numbers by what they can be: yes if they can be the same, no if they visibly are not.
func sameNumber(a, b []string) verdict {
	best := no
	if len(a) == 0 || len(b) == 0 {
		return maybe
	}
	for _, x := range a {
		for _, y := range b {
			best = max(best, sameIRQ(x, y))
		}
	}
	return best
}

// noIRQ tells numbers that are no interrupt: all are zero or negative.
func noIRQ(numbers []string) bool {
	for _, n := range numbers {
		if n != "=0" && !strings.HasPrefix(n, "=-") {
			return false
		}
	}
	return len(numbers) > 0
}
