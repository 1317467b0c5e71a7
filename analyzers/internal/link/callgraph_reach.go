package link

import "github.com/pcmlint/pcmlint/analyzers/internal/ir"

// leads tells whether a function can lead to PeriodElapsed by calls alone, whoever calls it with what. It is a cheap
// over-approximation: most functions that something starts have nothing to do with PCM and need no closer look.
func (p *program) leads(key string) bool {
	if p.elapsed[key] {
		return true
	}
	if p.leading == nil {
		p.leading = p.findLeading()
	}
	return p.leading[key]
}

// findLeading follows calls backwards from PeriodElapsed.
func (p *program) findLeading() map[string]bool {
	callers := map[string][]string{}
	for _, f := range p.order {
		for _, c := range f.calls {
			if c.Mode == ir.Go && !p.joined(c) {
				continue
			}
			for _, key := range p.mayRun(c) {
				callers[key] = append(callers[key], f.Key)
			}
		}
	}
	out := map[string]bool{}
	var todo []string
	for key := range p.elapsed {
		todo = append(todo, key)
	}
	for len(todo) > 0 {
		key := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, caller := range callers[key] {
			if !out[caller] {
				out[caller] = true
				todo = append(todo, caller)
			}
		}
	}
	return out
}

// mayRun lists the functions that a call can run, those that it hands over included.
func (p *program) mayRun(c *call) []string {
	var out []string
	if c.Static != "" {
		out = append(out, c.Static)
	}
	if c.Iface != "" {
		for _, o := range p.objsOf(p.global(c.fn.off, c.Recv)) {
			for _, t := range p.methodsOf(o, c.Iface, 0) {
				out = append(out, t.fn)
			}
		}
	}
	for _, t := range p.stdTargets(c, nil) {
		out = append(out, t.fn)
	}
	nodes := []int{p.global(c.fn.off, c.Dyn)}
	for _, a := range c.Args {
		nodes = append(nodes, p.global(c.fn.off, a.Node))
	}
	for _, n := range nodes {
		for e := range p.pts[n] {
			el := p.elems[e]
			if el.obj == nil {
				out = append(out, el.fn)
				continue
			}
			// An object that is handed over can be called through an interface on the other side.
			if t := p.types[el.typ]; t != nil && len(c.Args) > 0 {
				for _, m := range t.Methods {
					out = append(out, m.Func)
				}
			}
		}
	}
	return out
}

// called tells whether a call in sight may run a function.
func (p *program) called(key string) bool {
	if p.callable == nil {
		p.callable = map[string]bool{}
		for _, f := range p.order {
			for _, c := range f.calls {
				for _, k := range p.mayRun(c) {
					p.callable[k] = true
				}
			}
		}
	}
	return p.callable[key]
}
