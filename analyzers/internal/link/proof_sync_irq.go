package link

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// This file finds the interrupts that drivers name to a library, so that its core waits for their handlers: a number
// that ends in a field SyncIRQ of a card, or goes to a function of such a name, whatever it passes through.

// naming is one place in a driver where the number of an interrupt is named.
type naming struct {
	pos    ir.Pos
	pkg    string
	fn     *fn      // in which it stands, or the one that calls that; nil at package level
	number []string // as resolve gives it
	objs   []*obj   // what it is named to: a card, the configuration of one, an option
}

// sinks are the places in the libraries, and in the packages that those use, at which such a number ends: fields, as
// "pkg.Type.Field", and parameters.
type sinks struct {
	keys  map[string]bool
	types map[string]bool // the types that declare such fields, and those with such methods
}

// findSinks follows numbers in the libraries to and from the fields and functions that are named so.
func (p *program) findSinks() *sinks {
	s := &sinks{keys: map[string]bool{}, types: map[string]bool{}}
	inside := p.librarySide()
	for _, c := range p.cons {
		if c.Struct != "" && inside[pathOf(c.Struct)] && knowledge.NamesIRQ(c.Field) {
			s.keys[c.Struct+"."+c.Field] = true
		}
	}
	for _, f := range p.order {
		if inside[f.pkg.Path] && knowledge.NamesIRQ(f.Short) {
			for _, key := range f.Numbers {
				if key != "" {
					s.keys[key] = true
				}
			}
		}
	}
	for grown := true; grown; {
		grown = p.growSinks(s, inside)
	}
	for key := range s.keys {
		if !hasAt(key) {
			s.types[pathOf(key)] = true
		}
	}
	for _, f := range p.order {
		if recv := recvType(f.Key); recv != "" && slices.ContainsFunc(f.Numbers, func(k string) bool { return s.keys[k] }) {
			s.types[recv] = true
		}
	}
	return s
}

// growSinks adds what flows into a sink inside the libraries, and the fields that a sink flows into.
func (p *program) growSinks(s *sinks, inside map[string]bool) bool {
	before := len(s.keys)
	for _, c := range p.cons {
		if c.Kind != ir.Store || c.Struct == "" || c.Const == "" || c.Const[0] == '=' || !inside[c.pkg.Path] {
			continue
		}
		key := c.Struct + "." + c.Field
		switch {
		case s.keys[key]:
			s.keys[c.Const] = true
		case s.keys[c.Const] && p.isLib(c.pkg.Path):
			s.keys[key] = true
		}
	}
	for _, pkg := range p.pkgs {
		for _, n := range pkg.Numbers {
			if inside[pkg.Path] && s.keys[n.Dst] && n.Src[0] != '=' {
				s.keys[n.Src] = true
			}
		}
	}
	x := p.numbersOf()
	for key := range s.keys {
		for _, a := range x.args[key] {
			if inside[a.fn.pkg.Path] && a.number != "" && a.number[0] != '=' {
				s.keys[a.number] = true
			}
		}
	}
	return len(s.keys) > before
}

// librarySide returns the packages that the PCM libraries consist of: themselves and what they import.
func (p *program) librarySide() map[string]bool {
	imports := map[string][]string{}
	for _, pkg := range p.pkgs {
		imports[pkg.Path] = pkg.Imports
	}
	side := map[string]bool{}
	var add func(path string)
	add = func(path string) {
		if !side[path] {
			side[path] = true
			for _, i := range imports[path] {
				add(i)
			}
		}
	}
	for path := range p.libs {
		add(path)
	}
	return side
}

// findNamings collects the places at which the drivers name an interrupt.
func (p *program) findNamings() {
	p.sink = p.findSinks()
	if len(p.sink.keys) == 0 {
		return
	}
	inside := p.librarySide()
	if p.hasTables(p.root.Path) {
		delete(inside, p.root.Path) // a driver that looks like a library itself
	}
	for _, c := range p.cons {
		if c.Kind == ir.Store && c.Struct != "" && p.sink.keys[c.Struct+"."+c.Field] && !inside[c.pkg.Path] {
			p.nameStored(c)
		}
	}
	for _, f := range p.order {
		if !inside[f.pkg.Path] && !f.pkg.Std {
			for _, c := range f.calls {
				p.nameCalled(c)
			}
		}
	}
	p.spreadNamings()
}

// nameStored enters an assignment to a field. In a function that gets the number as an argument it is looked at for
// each call.
func (p *program) nameStored(c *cons) {
	f := p.outermost(p.funcs[c.Func])
	if f != nil && f.pkg != p.root && !p.called(f.Key) {
		return // a helper that these drivers have no use for
	}
	if f == nil || p.numbersOf().of[c.Const] != f {
		p.namings = append(p.namings, &naming{c.Pos, c.pkg.Path, f, p.resolve(c.Const, nil), p.objsIn(p.pts[c.dst])})
		return
	}
	for _, ch := range p.chains(f) {
		objs := p.madeForAll(p.objsIn(p.eval(c.dst, ch.env)), ch.via)
		p.namings = append(p.namings, &naming{c.Pos, c.pkg.Path, ch.outermost(f), p.resolve(c.Const, ch.via), objs})
	}
}

// nameCalled enters a call that hands a number to a sink.
func (p *program) nameCalled(c *call) {
	for _, ce := range p.callees(c, nil) {
		if ce.f == nil {
			continue
		}
		for i, a := range c.Args {
			key := paramNumber(ce.f, i)
			if !a.Number || !p.sink.keys[key] {
				continue
			}
			for _, ch := range p.chains(p.outermost(c.fn)) {
				objs := p.eval(ce.recv, ch.env)
				f := ch.outermost(p.outermost(c.fn))
				n := &naming{c.Pos, c.fn.pkg.Path, f, p.resolve(a.Const, ch.via), p.objsIn(objs)}
				if ce.bound != nil {
					n.objs = append(n.objs, ce.bound)
				}
				n.objs = p.madeForAll(append(n.objs, p.callObjs(c, ch.env)...), ch.via)
				p.namings = append(p.namings, n)
			}
		}
	}
}

// callObjs returns the objects that a call names: receiver, arguments and results.
func (p *program) callObjs(c *call, e env) []*obj {
	out := p.objsIn(p.eval(p.global(c.fn.off, c.Recv), e))
	for _, a := range c.Args {
		out = append(out, p.objsIn(p.eval(p.global(c.fn.off, a.Node), e))...)
	}
	return append(out, p.resultObjs(c)...)
}

func (p *program) resultObjs(c *call) []*obj {
	var out []*obj
	for _, r := range c.Results {
		for _, el := range p.sorted(p.pts[p.global(c.fn.off, r)]) {
			if el.obj != nil {
				out = append(out, el.obj) // the streams too
			}
		}
	}
	return out
}

// spreadNamings lets what an option or a configuration names be named to what a library makes with it.
func (p *program) spreadNamings() {
	for _, n := range p.namings {
		for range 3 {
			before := len(n.objs)
			for _, f := range p.order {
				for _, c := range f.calls {
					if p.callsLib(c) && p.handsOver(c, n.objs) {
						n.objs = addObjs(n.objs, p.objsOf(p.global(c.fn.off, c.Recv)))
						n.objs = addObjs(n.objs, p.resultObjs(c))
					}
				}
			}
			if len(n.objs) == before {
				break
			}
		}
	}
}

// handsOver tells whether an argument of the call is one of the objects, or a list of them.
func (p *program) handsOver(c *call, objs []*obj) bool {
	for _, a := range c.Args {
		for _, o := range p.objsOf(p.global(c.fn.off, a.Node)) {
			if slices.Contains(objs, o) {
				return true
			}
			if n, ok := o.fields["[]"]; ok && slices.ContainsFunc(p.objsOf(n), func(e *obj) bool { return slices.Contains(objs, e) }) {
				return true
			}
		}
	}
	return false
}

func addObjs(list, more []*obj) []*obj {
	for _, o := range more {
		if !slices.Contains(list, o) {
			list = append(list, o)
		}
	}
	return list
}

// syncIRQ tells whether the driver names the interrupt of a context to the library, which then waits for its handlers.
func (p *program) syncIRQ(t *Table, x *context) (ir.Pos, bool) {
	at, found := ir.Pos{}, false
	for _, ch := range p.probes(t, x) {
		pos, ok := p.namedIn(t, x, ch)
		if !ok {
			return ir.Pos{}, false
		}
		if !found {
			at, found = pos, true
		}
	}
	return at, found
}

// probes returns the ways to the function that requests the interrupt, when that registers the table too: each of its
// callers may give it another card and another interrupt.
func (p *program) probes(t *Table, x *context) []chain {
	f := p.outermost(x.fn)
	if len(x.chain) == 0 && slices.ContainsFunc(t.calls, func(c *call) bool { return p.outermost(c.fn) == f }) {
		return p.chains(f)
	}
	return []chain{{via: x.chain}}
}

// namedIn tells so for one way to the request.
func (p *program) namedIn(t *Table, x *context, ch chain) (ir.Pos, bool) {
	cards, known := p.cardsIn(t, p.outermost(x.fn), ch)
	number := p.resolve(x.irq, ch.via)
	for _, n := range p.namings {
		if noIRQ(n.number) || sameNumber(n.number, number) == no {
			continue
		}
		if known && anyCard(n.objs, cards) && !p.elsewhere(n, t, cards) || (!known || len(n.objs) == 0) && p.relevant(t, n.pkg) {
			return n.pos, true
		}
	}
	return ir.Pos{}, false
}

// nameable tells whether the card of a table can be told the interrupt that ends its periods: it has not been told
// another one, and no handler of its streams is requested for another one. A SyncStop would wait instead of the core.
func (p *program) nameable(t *Table) bool {
	cards := p.cardsNear(t)
	if len(cards) == 0 || len(t.ops["syncstop"]) > 0 {
		return false
	}
	for _, n := range p.namings {
		if !noIRQ(n.number) && anyCard(n.objs, cards) {
			return false
		}
	}
	var lines []string
	for _, t := range p.tables {
		if !anyCard(p.cardsNear(t), cards) {
			continue
		}
		for _, x := range p.tied(t) {
			if knowledge.IsIRQ(x.kind) && !slices.Contains(lines, x.irq) {
				lines = append(lines, x.irq)
			}
		}
	}
	return len(lines) == 1
}

// cardsNear returns the cards that a table's stream can belong to, also those of unknown origin.
func (p *program) cardsNear(t *Table) []*obj {
	var cards []*obj
	for _, c := range t.calls {
		cards = addObjs(cards, p.callObjs(c, nil))
	}
	near, _ := p.nearest(t, p.hasSyncIRQ)
	return slices.DeleteFunc(addObjs(cards, near), func(o *obj) bool { return !p.hasSyncIRQ(o) })
}

// elsewhere tells whether a naming matches the table's cards only because the origin of one is not known, and is about the
// card of another table: one that is registered in the same function, or with the very card.
func (p *program) elsewhere(n *naming, t *Table, cards []*obj) bool {
	if exactly(n.objs, cards) {
		return false
	}
	others := false
	for _, x := range p.tables {
		for _, c := range x.calls {
			here := n.fn != nil && p.outermost(c.fn) == n.fn
			if here && x == t {
				return false
			}
			others = others || here || x != t && exactly(n.objs, p.callObjs(c, nil))
		}
	}
	return others
}

// exactly tells whether an object of known origin is one of the cards.
func exactly(objs, cards []*obj) bool {
	unknown := func(o *obj) bool { return o.any }
	return anyCard(slices.DeleteFunc(slices.Clone(objs), unknown), slices.DeleteFunc(slices.Clone(cards), unknown))
}

// anyCard tells whether an object can be one of the cards, or what one was copied from.
func anyCard(objs, cards []*obj) bool {
	for _, o := range objs {
		for _, c := range cards {
			if sameObj(o, c) || slices.Contains(c.parents, o) || c.stream != nil && c.stream == o.stream {
				return true
			}
		}
	}
	return false
}

// cardsIn returns the cards that a table's stream belongs to when the function that registers it is called in one way.
func (p *program) cardsIn(t *Table, f *fn, ch chain) (cards []*obj, known bool) {
	if len(ch.env) > 0 {
		for _, c := range t.calls {
			if p.outermost(c.fn) == f {
				cards = addObjs(cards, p.madeForAll(p.inConfig(p.callObjs(c, ch.env)), ch.via))
			}
		}
		cards = slices.DeleteFunc(cards, func(o *obj) bool { return !p.isCard(o) })
	}
	if len(cards) > 0 {
		return cards, true
	}
	return p.cardsOf(t)
}

// cardsOf returns the cards that a table's stream belongs to: the nearest objects with a SyncIRQ, seen from the calls
// that hand the table to the library. Without one in sight, known is false.
func (p *program) cardsOf(t *Table) (cards []*obj, known bool) { return p.nearest(t, p.isCard) }

// nearest looks for objects of a kind by the library's calls that name what is known of the stream.
func (p *program) nearest(t *Table, is func(*obj) bool) (found []*obj, known bool) {
	near := []*obj{t.sub}
	for _, c := range t.calls {
		near = addObjs(near, p.inConfig(p.callObjs(c, nil)))
	}
	for range 4 {
		for _, o := range near {
			known = known || is(o)
		}
		if known {
			return near, true
		}
		before := len(near)
		for _, f := range p.order {
			for _, c := range f.calls {
				if p.callsLib(c) && slices.ContainsFunc(p.libObjs(c), func(o *obj) bool { return slices.Contains(near, o) }) {
					near = addObjs(near, append(p.inConfig(p.libObjs(c)), p.cardsGiven(c)...))
				}
			}
		}
		if len(near) == before {
			break
		}
	}
	return nil, false
}

// cardsGiven returns stand-ins for the cards among a call's arguments whose origin is not in sight.
func (p *program) cardsGiven(c *call) []*obj {
	var out []*obj
	for _, a := range c.Args {
		if p.sink.types[a.Type] && len(p.pts[p.global(c.fn.off, a.Node)]) == 0 {
			out = append(out, p.anyOf(a.Type))
		}
	}
	return out
}

// libObjs returns the objects of the library's types that a call names.
func (p *program) libObjs(c *call) []*obj {
	return slices.DeleteFunc(p.callObjs(c, nil), func(o *obj) bool { return o.stream == nil && !p.isLib(pathOf(o.typ)) && !p.isCard(o) })
}

// inConfig adds the cards that stand in fields of the objects.
func (p *program) inConfig(objs []*obj) []*obj {
	out := slices.Clone(objs)
	for _, o := range objs {
		if !p.isLib(pathOf(o.typ)) || o.any {
			continue
		}
		for _, name := range sortedFields(o) {
			for _, in := range p.objsOf(o.fields[name]) {
				if p.isCard(in) {
					out = addObjs(out, []*obj{in})
				}
			}
		}
		for _, name := range sortedParts(o) {
			out = addObjs(out, []*obj{o.parts[name]})
		}
	}
	return out
}

// isCard tells whether an object of known origin, or a part of it, has a SyncIRQ.
func (p *program) isCard(o *obj) bool { return !o.any && p.hasSyncIRQ(o) }

func (p *program) hasSyncIRQ(o *obj) bool {
	if o.stream != nil {
		return false
	}
	for x := o; x != nil; x = x.parent {
		if p.sink.types[x.typ] {
			return true
		}
	}
	t := p.types[o.typ]
	return t != nil && slices.ContainsFunc(t.Embeds, func(e string) bool { return p.sink.types[e] })
}

// relevant tells whether code in a package can be of the table's driver.
func (p *program) relevant(t *Table, path string) bool {
	if p.isLib(path) && path != t.Pkg {
		return false
	}
	return t.Pkg == path || p.reachesPkg(t.Pkg, path) || p.reachesPkg(path, t.Pkg)
}

// hasAt tells keys of variables, which may hold copies, from keys of fields.
func hasAt(s string) bool { return strings.ContainsRune(s, '@') }
