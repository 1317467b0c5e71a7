package program

import (
	"regexp"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// idle looks for the proof that a handler that starts late finds nothing to do: it takes the substream from a member of
// the struct that its own work item lies in, tests it, and the table's .trigger clears that member when the stream stops.
// Then it does not matter who starts it again, and the struct is one stream's. What comes back is how .trigger reaches
// the work item; nil when there is no such proof.
func (r *remedies) idle(v *Verdict, c *Context) *Access {
	w := r.w
	item := c.object
	for item != nil && (item.e.Kind == cparse.Addr || item.e.Kind == cparse.Cast) {
		item = item.kid(0)
	}
	if c.entry == nil || c.e == nil || c.entry != c.e.at.fn() || item == nil || item.e.Kind != cparse.Member {
		return nil
	}
	owner, ok := w.memberField(item)
	if !ok {
		return nil
	}
	cleared, ok := w.substreamOf(c, owner)
	if !ok || !w.setByStreams(cleared, item.u().path, c.leaves) {
		return nil
	}
	for _, m := range v.members["trigger"] {
		f := w.moduleFunc(v.Table, m.value)
		if f == nil {
			continue
		}
		x := &clearing{w: w, trigger: f, loc: cleared, seen: map[*site]bool{}}
		x.visit(f, nil)
		if x.base == nil {
			continue
		}
		bs, ok := w.bindingsOf(f, x.base, kernelapi.OpsStructs[v.Tag].Substream+1)
		if !ok || !w.settled(f, x.base) {
			continue
		}
		a := &Access{Callback: w.memberOf(v.Table, "trigger", m), Bindings: bs, Expr: w.memberText(x.base, owner.name)}
		if t := w.typeOf(item); t.sd != nil {
			a.Type, a.Pointer = t.sd.tag, t.ptr > 0
		}
		return a
	}
	return nil
}

// memberText spells a member of the struct that an expression is, or points to.
func (w *remedyLayer) memberText(base *site, name string) string {
	if base.e.Kind == cparse.Addr {
		return w.spelled(base.kid(0)) + "." + name
	}
	if w.typeOf(base).ptr == 0 {
		return w.spelled(base) + "." + name
	}
	return w.spelled(base) + "->" + name
}

// substreamOf names the member that a handler's substream comes from: of the struct around its own work item, read once
// into a local variable that is tested before the stream is told.
func (w *remedyLayer) substreamOf(c *Context, item fieldLoc) (fieldLoc, bool) {
	f, call := c.entry, c.e.at
	p := call.kid(1)
	if call.fn() != f || p == nil || p.e.Kind != cparse.Ident || !w.testedBefore(f, p.e.Name, call.e.Pos) {
		return fieldLoc{}, false
	}
	read := w.onlyValue(f, p.e.Name)
	if read == nil || read.e.Kind != cparse.Member || read.kid(0).e.Kind != cparse.Ident {
		return fieldLoc{}, false
	}
	around := w.onlyValue(f, read.kid(0).e.Name)
	if around == nil || around.e.Kind != cparse.Call || around.e.Args[0].Kind != cparse.Ident {
		return fieldLoc{}, false
	}
	if _, ok := kernelapi.ContainerOf[around.e.Args[0].Name]; !ok || around.kid(3) == nil || around.kid(3).e.Name != item.name {
		return fieldLoc{}, false
	}
	loc, ok := w.memberField(read)
	return loc, ok && loc.sd == item.sd
}

// setByStreams tells whether nothing but what runs for a stream, or before there is one, gives a member a substream.
func (w *remedyLayer) setByStreams(loc fieldLoc, path string, leaves modules.Leaves) bool {
	for _, st := range w.fieldStores(loc, path) {
		if g := st.at.fn(); !isNull(st.value) && g != nil && len(w.asyncCallers(g, leaves)) > 0 {
			return false
		}
	}
	return true
}

// onlyValue gives the one value that a local variable ever has, without what does not change it; nil if there are more.
func (w *remedyLayer) onlyValue(f *fn, name string) *site {
	_, v, ok := f.local(name, f.d.End)
	defs := w.localDefs(f, name)
	if !ok || v == nil || v.Static || len(f.localsNamed(name)) != 1 || len(defs) != 1 {
		return nil
	}
	s := defs[0]
	for {
		switch {
		case s.e.Kind == cparse.Cast:
			s = s.kid(0)
			continue
		case s.e.Kind == cparse.Call && s.e.Args[0].Kind == cparse.Ident:
			if i, ok := kernelapi.Identity[s.e.Args[0].Name]; ok && i >= 0 && s.kid(i+1) != nil {
				s = s.kid(i + 1)
				continue
			}
		}
		return s
	}
}

// testedBefore tells whether a place in a function is reached only where a variable is not null: it is in the body of an
// if that tests it, or an if behind its value leaves the function without it.
func (w *remedyLayer) testedBefore(f *fn, name string, at cparse.Pos) bool {
	stmts, body := w.outline(f)
	return body > 0 && w.testedIn(f, stmts, name, at)
}

func (w *remedyLayer) testedIn(f *fn, list []*cparse.Block, name string, at cparse.Pos) bool {
	for _, b := range list {
		if b.Kind == cparse.BlockIf && b.End <= at && len(b.Else) == 0 && leavesFunction(b.Body) && w.condition(f, b, name, "||") == "!" {
			return true
		}
		if !b.Span().Contains(at) {
			continue
		}
		if b.Head.Contains(at) {
			return false
		}
		in := func(l []*cparse.Block) bool {
			for _, x := range l {
				if x.Span().Contains(at) {
					return true
				}
			}
			return false
		}
		if b.Kind == cparse.BlockIf && in(b.Body) && w.condition(f, b, name, "&&") == "" {
			return true
		}
		return w.testedIn(f, b.Body, name, at) || w.testedIn(f, b.Else, name, at)
	}
	return false
}

// leavesFunction tells whether a list of statements ends with a return.
func leavesFunction(list []*cparse.Block) bool {
	return len(list) > 0 && (list[len(list)-1].Kind == cparse.BlockReturn ||
		list[len(list)-1].Kind == cparse.BlockCompound && leavesFunction(list[len(list)-1].Body))
}

// condition says how the condition of an if tests a variable, as one of the terms that op joins: "" for being there, "!"
// for not, "?" for neither.
func (w *remedyLayer) condition(f *fn, b *cparse.Block, name, op string) string {
	for _, s := range w.rootsOf(f) {
		if s.root.kind == cparse.StmtCond && s.root.stmt != nil && s.root.depth == 0 && b.Head.Contains(s.e.Pos) {
			return tests(s, name, op)
		}
	}
	return "?"
}

func tests(s *site, name, op string) string {
	switch {
	case s.e.Kind == cparse.Ident && s.e.Name == name:
		return ""
	case s.e.Kind != cparse.Opaque || len(s.kids) == 0:
	case s.e.Name == "!":
		if tests(s.kid(0), name, op) == "" {
			return "!"
		}
	case s.e.Name == op:
		for i := range s.kids {
			k := &s.kids[i]
			if how := tests(k, name, op); how != "?" {
				return how
			}
		}
	case len(s.kids) == 2 && (isNull(s.kid(1)) && s.kid(0).e.Name == name || isNull(s.kid(0)) && s.kid(1).e.Name == name):
		switch s.e.Name {
		case "!=":
			return ""
		case "==":
			return "!"
		}
	}
	return "?"
}

// clearing looks for the place where a .trigger, or what it calls, clears a member when the stream stops.
type clearing struct {
	w       *remedyLayer
	trigger *fn
	loc     fieldLoc
	seen    map[*site]bool // calls that were followed
	base    *site          // what reaches the struct whose member is cleared, in the trigger's terms
}

const maxClearing = 3

func (x *clearing) visit(f *fn, stack []*site) {
	w := x.w
	for _, s := range w.membersIn(f, x.loc.name) {
		loc, ok := w.memberField(s)
		value, _ := written(s)
		if !ok || loc.sd != x.loc.sd || value == nil || !x.null(value, stack) {
			continue
		}
		if base := outward(s.kid(0), stack); base != nil && x.base == nil {
			x.base = base
		}
	}
	for _, c := range w.callsIn(f) {
		if x.base != nil || x.seen[c] || len(stack) == maxClearing {
			return
		}
		x.seen[c] = true
		for _, g := range w.driverCallees(c) {
			x.visit(g, append(stack[:len(stack):len(stack)], c))
		}
	}
}

// null tells whether a value is NULL where the stream stops.
func (x *clearing) null(v *site, stack []*site) bool {
	f := v.fn()
	switch {
	case isNull(v):
		at := v
		if len(stack) > 0 && f != x.trigger {
			at = stack[0]
		}
		return x.w.whenStopping(x.trigger, at.e.Pos)
	case v.e.Kind != cparse.Ident || f == nil:
		return false
	}
	if i, ok := f.param(v.e.Name); ok && len(stack) > 0 && len(x.w.localDefs(f, v.e.Name)) == 0 {
		arg := stack[len(stack)-1].kid(i + 1)
		return arg != nil && x.null(arg, stack[:len(stack)-1])
	}
	if _, _, local := f.local(v.e.Name, v.e.Pos); local && f == x.trigger {
		for _, d := range x.w.localDefs(f, v.e.Name) {
			if isNull(d) && d.root.v == nil && x.null(d, stack) {
				return true
			}
		}
	}
	return false
}

var (
	caseLabel = regexp.MustCompile(`\b(?:case\s+(\w+)|default)\s*:`)
	nothing   = regexp.MustCompile(`^(?:\s|/\*(?s:.*?)\*/|//.*\n|fallthrough;)*$`)
)

// whenStopping tells whether a place in a trigger is under the label for a stream that stops.
func (w *remedyLayer) whenStopping(f *fn, at cparse.Pos) bool {
	src := w.textOf(f)
	if int(at) > len(src) || at < f.d.Pos {
		return false
	}
	text := string(src[f.d.Pos:at])
	end, stop := -1, false
	for _, m := range caseLabel.FindAllStringSubmatchIndex(text, -1) {
		if end < 0 || !nothing.MatchString(text[end:m[0]]) {
			stop = false
		}
		stop = stop || m[2] >= 0 && text[m[2]:m[3]] == kernelapi.TriggerStop
		end = m[1]
	}
	return stop && strings.Count(text[end:], "{") >= strings.Count(text[end:], "}")
}

// outward follows a parameter to the argument of the outermost call that led to it; nil when it is something else.
func outward(s *site, stack []*site) *site {
	for n := len(stack) - 1; n >= 0; n-- {
		for s.e.Kind == cparse.Cast {
			s = s.kid(0)
		}
		if s.e.Kind != cparse.Ident || s.fn() == nil {
			return nil
		}
		i, ok := s.fn().param(s.e.Name)
		if !ok || stack[n].kid(i+1) == nil {
			return nil
		}
		s = stack[n].kid(i + 1)
	}
	return s
}
