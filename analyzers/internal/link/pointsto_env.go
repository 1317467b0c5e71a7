package link

import (
	"maps"
	"sort"
	"strconv"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// env narrows what parameters hold to what one chain of calls hands over.
type env map[int]set

// key identifies an env.
func (e env) key() string {
	if len(e) == 0 {
		return ""
	}
	var parts []string
	for n, s := range e {
		var ids []int
		for x := range s {
			ids = append(ids, int(x))
		}
		sort.Ints(ids)
		var b strings.Builder
		b.WriteString(strconv.Itoa(n))
		for _, id := range ids {
			b.WriteByte(' ')
			b.WriteString(strconv.Itoa(id))
		}
		parts = append(parts, b.String())
	}
	sort.Strings(parts)
	return strings.Join(parts, ";")
}

// eval returns what a node holds under env.
func (p *program) eval(n int, e env) set {
	if n == 0 {
		return nil
	}
	if len(e) == 0 {
		return p.pts[n]
	}
	return p.evalDepth(n, e, map[int]bool{})
}

func (p *program) evalDepth(n int, e env, busy map[int]bool) set {
	if s, ok := e[n]; ok {
		return s
	}
	defs := p.defs[n]
	if len(defs) == 0 || p.foreign[n] || busy[n] || len(busy) > 12 {
		return p.pts[n]
	}
	busy[n] = true
	defer delete(busy, n)
	out := set{}
	for _, c := range defs {
		switch c.Kind {
		case ir.Copy:
			for x := range p.evalDepth(c.src, e, busy) {
				out[x] = struct{}{}
			}
		case ir.Hold:
			out[p.value(c.Val, p.offs[c.pkg], c.pkg, c.Func)] = struct{}{}
		case ir.Load, ir.Sub:
			base := p.evalDepth(c.src, e, busy)
			if len(base) == 0 {
				return p.pts[n]
			}
			for x := range base {
				o := p.elems[x].obj
				if o == nil {
					continue
				}
				if c.Kind == ir.Sub {
					out[p.part(o, c.Field, c.Struct, c.Val.Type).id] = struct{}{}
					if c.Field != "[]" {
						continue
					}
				}
				for y := range p.pts[p.fieldNode(o, c.Field)] {
					out[y] = struct{}{}
				}
				if c.Struct != "" {
					for y := range p.pts[p.wildNode(c)] {
						out[y] = struct{}{}
					}
				}
			}
		default:
			return p.pts[n]
		}
	}
	if len(out) == 0 {
		return p.pts[n]
	}
	return out
}

// callee is one function that a call can run, with the env that the call gives it.
type callee struct {
	key   string
	f     *fn // nil when its body is not known
	env   env
	bound *obj // the receiver of an interface call
	recv  int  // node of a bound receiver
}

// callees returns the functions that a call can run under env.
func (p *program) callees(c *call, e env) []callee {
	var out []callee
	switch {
	case c.Iface != "":
		for _, o := range p.sorted(p.eval(p.global(c.fn.off, c.Recv), e)) {
			if o.obj == nil {
				continue
			}
			for _, t := range p.methodsOf(o.obj, c.Iface, 0) {
				out = append(out, p.bind(c, e, t))
			}
		}
		if len(out) == 0 {
			out = append(out, callee{key: c.Static})
		}
	case c.Static != "":
		out = append(out, p.bind(c, e, target{fn: c.Static, recv: p.global(c.fn.off, c.Recv)}))
	case c.Dyn != 0:
		for _, el := range p.sorted(p.eval(p.global(c.fn.off, c.Dyn), e)) {
			if el.obj == nil {
				out = append(out, p.bind(c, e, target{fn: el.fn, recv: el.recv, mexpr: el.mexpr, via: el.via}))
			}
		}
	}
	p.solve() // what evaluation made
	return out
}

// keyOf is the key of what a call of a name runs; through an interface that of a method of the standard library, when the
// interface holds nothing else.
func (p *program) keyOf(c *call, e env) string {
	if c.Iface == "" {
		return c.Static
	}
	key := ""
	for _, o := range p.objsIn(p.eval(p.global(c.fn.off, c.Recv), e)) {
		k := "(*" + o.typ + ")." + c.Iface
		if !knowledge.Std(pathOf(o.typ)) || key != "" && key != k {
			return c.Static
		}
		key = k
	}
	if key == "" {
		return c.Static
	}
	return key
}

// bind makes the env of a callee.
func (p *program) bind(c *call, e env, t target) callee {
	f := p.funcs[t.fn]
	out := callee{key: t.fn, f: f, bound: t.obj, recv: t.recv}
	if f == nil {
		return out
	}
	ne := env{}
	if f.Parent != "" {
		for k, v := range e {
			ne[k] = v
		}
	}
	maps.Copy(ne, p.viaEnv(t.via))
	set1 := func(n ir.Node, s set) {
		if n != 0 && len(s) > 0 && len(s) <= 8 {
			ne[p.global(f.off, n)] = s
		}
	}
	switch {
	case t.obj != nil:
		set1(f.Recv, set{t.obj.id: {}})
	case t.recv != 0:
		set1(f.Recv, p.eval(t.recv, e))
	}
	args := c.Args
	if t.mexpr && len(args) > 0 {
		set1(f.Recv, p.eval(p.global(c.fn.off, args[0].Node), e))
		args = args[1:]
	}
	for i, a := range args {
		if i < len(f.Params) && (!f.Variadic || i < len(f.Params)-1) {
			set1(f.Params[i], p.eval(p.global(c.fn.off, a.Node), e))
		}
	}
	out.env = ne
	return out
}

// viaEnv is what a call of a constructor hands to it, which a literal that it returns sees.
func (p *program) viaEnv(via *call) env {
	if via == nil {
		return nil
	}
	return p.bind(via, nil, target{fn: via.Static, recv: p.global(via.fn.off, via.Recv)}).env
}

// sorted returns the elements of a set in an order that is the same in every run.
func (p *program) sorted(s set) []element {
	ids := make([]elem, 0, len(s))
	for x := range s {
		ids = append(ids, x)
	}
	name := func(x elem) string {
		if el := p.elems[x]; el.obj == nil {
			return el.fn
		}
		return p.elems[x].key
	}
	sort.Slice(ids, func(i, j int) bool { return name(ids[i]) < name(ids[j]) })
	out := make([]element, len(ids))
	for i, x := range ids {
		out[i] = p.elems[x]
	}
	return out
}
