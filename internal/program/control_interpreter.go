package program

import (
	"maps"
	"strconv"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// An interpreter runs functions as far as constants decide: a command, members of structs with known values. Where they
// do not, both ways are gone.
type interpreter struct {
	w *controlLayer
	// known are the members that have a constant, and "" those that may have any value; others are as they were. Members
	// are one per type, not one per object.
	known map[fieldLoc]string
	// acts: something was called, whatever else is the case, that is not at hand and may reach the hardware.
	acts bool
	// mayAct is the same of a call that is made only in some case.
	mayAct  bool
	starts  bool           // something was started on this way
	wanted  map[*site]bool // calls to look for
	reached bool           // one of them was met
	active  map[*fn]bool
	steps   int
}

const (
	maxInterpreted      = 20000
	maxInterpretedDepth = 12
)

func (w *controlLayer) interpreter(known map[fieldLoc]string, wanted ...*site) *interpreter {
	x := &interpreter{w: w, known: maps.Clone(known), wanted: map[*site]bool{}, active: map[*fn]bool{}}
	if x.known == nil {
		x.known = map[fieldLoc]string{}
	}
	for _, s := range wanted {
		x.wanted[s] = true
	}
	return x
}

// frame is one function under way, with the constants that its variables have.
type activation struct {
	f    *fn
	vars map[string]string
}

// flow says how a list of statements ends.
type ending uint8

const (
	endsBelow ending = iota // at its last statement
	endsBlock               // break, continue
	endsAway                // return, goto
)

// call runs a function with constants for its parameters.
func (x *interpreter) call(f *fn, args []string) {
	if x.active[f] || len(x.active) >= maxInterpretedDepth || x.steps > maxInterpreted {
		x.act()
		return
	}
	stmts, body := x.w.outline(f)
	if body == 0 {
		x.act()
		return
	}
	a := &activation{f, map[string]string{}}
	for i := range f.d.Params {
		if i < len(args) && args[i] != "" {
			a.vars[f.d.Params[i].Name] = args[i]
		}
	}
	x.active[f] = true
	x.list(a, stmts)
	delete(x.active, f)
}

// act notes a call. One beside a call that starts something stops nothing.
func (x *interpreter) act() {
	if !x.starts {
		x.acts, x.mayAct = true, true
	}
}

// list runs statements. A label is where a goto may lead.
func (x *interpreter) list(a *activation, list []*cparse.Block) ending {
	end := endsBelow
	for _, b := range list {
		if x.steps++; x.steps > maxInterpreted {
			x.act()
			x.reached = true
			return endsBelow
		}
		if b.Kind == cparse.BlockLabel {
			end = endsBelow
		}
		if end == endsBelow {
			end = x.statement(a, b)
		}
	}
	return end
}

func (x *interpreter) statement(a *activation, b *cparse.Block) ending {
	switch b.Kind {
	case cparse.BlockPlain:
		x.effects(a, b.Span())
	case cparse.BlockReturn:
		x.effects(a, b.Span())
		return endsAway
	case cparse.BlockJump:
		if t := x.cut(a, b.Span()); strings.HasPrefix(t, "goto") {
			return endsAway
		}
		return endsBlock
	case cparse.BlockCompound:
		x.effects(a, b.Head)
		return x.list(a, b.Body)
	case cparse.BlockIf:
		x.effects(a, b.Head)
		cond := x.rootIn(a, b.Head)
		if cond == nil {
			return x.either(a, nil, b.Body, b.Else)
		}
		switch x.truth(a, cond) {
		case isTrue:
			return x.list(a, b.Body)
		case isFalse:
			return x.list(a, b.Else)
		}
		return x.either(a, cond, b.Body, b.Else)
	case cparse.BlockLoop:
		x.effects(a, b.Head)
		before := x.acts
		x.acts = false
		end := x.either(a, nil, b.Body, b.Body) // as if it ran: of no stream there is nothing to stop
		x.acts = x.acts || before
		if end == endsAway {
			return endsAway
		}
	case cparse.BlockSwitch:
		x.effects(a, b.Head)
		return x.choose(a, b)
	}
	return endsBelow
}

// either runs two lists of which one is run, as a condition says that nothing is known of.
func (x *interpreter) either(a *activation, cond *site, then, other []*cparse.Block) ending {
	known, vars, acts, starts := maps.Clone(x.known), maps.Clone(a.vars), x.acts, x.starts
	x.assume(a, cond, true)
	one := x.list(a, then)
	known, x.known = x.known, known
	vars, a.vars = a.vars, vars
	acts, x.acts = x.acts, acts
	x.starts = starts
	x.assume(a, cond, false)
	two := x.list(a, other)
	x.starts = starts
	switch {
	case one == endsAway && two != endsAway:
	case two == endsAway && one != endsAway:
		x.known, a.vars, x.acts = known, vars, acts
	default:
		merge(x.known, known)
		merge(a.vars, vars)
		x.acts = x.acts && acts || isFlag(cond) && (x.acts || acts)
	}
	return min(one, two)
}

// isFlag tells whether a condition is that a member, or a bit of one, is set, or that it is not in one state: where that is
// not so, there is nothing to stop.
func isFlag(cond *site) bool {
	for cond != nil && cond.e.Kind == cparse.Opaque && len(cond.kids) > 0 && (cond.e.Name == "!" || cond.e.Name == "&" || cond.e.Name == "!=") {
		cond = cond.kid(0)
	}
	return cond != nil && cond.e.Kind == cparse.Member
}

// assume notes what members are where a condition holds, or does not.
func (x *interpreter) assume(a *activation, cond *site, holds bool) {
	if cond == nil {
		return
	}
	switch cond.e.Kind {
	case cparse.Member:
		if loc, ok := x.w.memberField(cond); ok && !holds {
			x.known[loc] = "0"
		}
	case cparse.Call:
		if i, ok := kernelapi.Identity[cond.e.Args[0].Name]; ok && i >= 0 {
			x.assume(a, cond.kid(i+1), holds)
		}
	case cparse.Opaque:
		switch cond.e.Name {
		case "!":
			x.assume(a, cond.kid(0), !holds)
		case "&&", "||":
			if holds == (cond.e.Name == "&&") {
				x.assume(a, cond.kid(0), holds)
				x.assume(a, cond.kid(1), holds)
			}
		case "&":
			if len(cond.kids) == 2 && cond.kid(0).e.Kind == cparse.Member && !holds {
				if loc, ok := x.w.memberField(cond.kid(0)); ok {
					x.known[loc] = without(x.value(a, cond.kid(1)))
				}
			}
		}
	}
}

// without spells a value that lacks a bit; "" where the bit is not known.
func without(bit string) string {
	if bit == "" {
		return ""
	}
	return "~" + bit
}

// merge keeps in one what both agree on.
func merge[K comparable](one, two map[K]string) {
	for k, v := range two {
		if one[k] != v {
			one[k] = ""
		}
	}
	for k, v := range one {
		if two[k] != v {
			one[k] = ""
		}
	}
}

// choose runs the arm of a switch that its value selects, or any.
func (x *interpreter) choose(a *activation, b *cparse.Block) ending {
	value := ""
	if s := x.rootIn(a, b.Head); s != nil {
		value = x.value(a, s)
	}
	from, others := -1, -1
	for i, c := range b.Body {
		if c.Kind != cparse.BlockLabel {
			continue
		}
		label := strings.Fields(strings.TrimSuffix(x.cut(a, c.Span()), ":"))
		switch {
		case len(label) == 1 && label[0] == "default":
			others = i
		case len(label) == 2 && value != "" && label[1] == value && from < 0:
			from = i
		}
	}
	if value == "" {
		if x.either(a, nil, b.Body, nil) == endsAway {
			return endsAway
		}
		return endsBelow
	}
	if from < 0 {
		from = others
	}
	if from < 0 {
		return endsBelow
	}
	for _, c := range b.Body[from:] { // labels behind the one are fallen through to
		if c.Kind == cparse.BlockLabel {
			continue
		}
		switch x.statement(a, c) {
		case endsBlock:
			return endsBelow
		case endsAway:
			return endsAway
		}
	}
	return endsBelow
}

func (x *interpreter) cut(a *activation, s cparse.Span) string {
	src := x.w.textOf(a.f)
	if s.Start >= s.End || int(s.End) > len(src) {
		return ""
	}
	return string(src[s.Start:s.End])
}

// rootIn gives the full expression in a stretch of text, nil where there is none or more than one.
func (x *interpreter) rootIn(a *activation, span cparse.Span) *site {
	var out *site
	for _, s := range x.w.rootsOf(a.f) {
		if s.root.depth == 0 && span.Contains(s.e.Pos) {
			if out != nil {
				return nil
			}
			out = s
		}
	}
	return out
}

// effects does what the expressions in a stretch of text do.
func (x *interpreter) effects(a *activation, span cparse.Span) {
	for _, s := range x.w.rootsOf(a.f) {
		if s.root.depth > 0 || !span.Contains(s.e.Pos) {
			continue
		}
		x.visit(a, s)
		if s.root.v != nil {
			a.vars[s.root.v.Name] = x.value(a, s)
		}
	}
}

func (x *interpreter) visit(a *activation, s *site) {
	if s.e.Kind == cparse.Cond && len(s.kids) == 3 {
		x.visit(a, s.kid(0))
		switch x.truth(a, s.kid(0)) {
		case isTrue:
			x.visit(a, s.kid(1))
			return
		case isFalse:
			x.visit(a, s.kid(2))
			return
		}
	}
	for i := range s.kids {
		x.visit(a, s.kid(i))
	}
	switch s.e.Kind {
	case cparse.Assign:
		value := ""
		switch {
		case len(s.kids) != 2:
		case s.e.Name == "=":
			value = x.value(a, s.kid(1))
		case s.e.Name == "&=":
			if v := x.value(a, s.kid(1)); strings.HasPrefix(v, "~") {
				value = v
			}
		}
		x.store(a, s.kid(0), value)
	case cparse.Call:
		x.calls(a, s)
	}
}

// store gives a variable or member a value.
func (x *interpreter) store(a *activation, to *site, value string) {
	for to != nil && (to.e.Kind == cparse.Addr || to.e.Kind == cparse.Cast || to.e.Kind == cparse.Index || to.e.Kind == cparse.Deref) {
		to = to.kid(0)
	}
	if to == nil {
		return
	}
	switch to.e.Kind {
	case cparse.Ident:
		if _, _, local := a.f.local(to.e.Name, to.e.Pos); local {
			a.vars[to.e.Name] = value
			return
		}
		x.known[fieldLoc{nil, to.e.Name}] = value
	case cparse.Member:
		loc, ok := x.w.memberField(to)
		if !ok || x.w.isRegister(loc) {
			x.act()
			return
		}
		x.known[loc] = value
	default:
		x.act() // what a macro stands for, or an address: it may be a register
	}
}

func (x *interpreter) calls(a *activation, c *site) {
	if x.wanted[c] {
		x.reached = true
	}
	w := x.w
	if exp := w.expanded(c); exp != nil {
		for _, s := range exp {
			x.visit(a, s)
		}
		return
	}
	name := ""
	if n := c.e.Args[0]; n.Kind == cparse.Ident {
		name = n.Name
	}
	if _, ok := kernelapi.Store[name]; ok {
		if v := c.kid(2); v != nil {
			x.store(a, c.kid(1), x.value(a, v))
		}
		return
	}
	if f, ok := kernelapi.Flags[name]; ok {
		if f.Clears {
			x.store(a, c.kid(f.Object+1), "0")
		}
		return
	}
	if ch, ok := kernelapi.Changes[name]; ok {
		x.store(a, c.kid(ch.Arg+1), "")
		return
	}
	if _, starts := kernelapi.Starts[name]; starts || name == kernelapi.EnableIRQ {
		x.starts = true
		return
	}
	if kernelapi.Inert(name) {
		return
	}
	fs := w.driverCallees(c)
	if len(fs) == 0 {
		x.act()
		return
	}
	for _, g := range fs {
		var args []string
		for i := 1; i < len(c.kids); i++ {
			args = append(args, x.value(a, c.kid(i)))
		}
		if len(fs) == 1 {
			x.call(g, args)
			continue
		}
		before := maps.Clone(x.known)
		x.call(g, args)
		merge(x.known, before)
	}
}

// value gives the constant that an expression is, as it is spelled: a number, or a name of the driver's or the kernel's;
// empty where it is not known.
func (x *interpreter) value(a *activation, s *site) string {
	switch s.e.Kind {
	case cparse.Const:
		return spelling(s.e.Name)
	case cparse.Ident:
		if s.e.Name == "true" || s.e.Name == "false" || s.e.Name == "NULL" {
			return spelling(s.e.Name)
		}
		if _, _, local := a.f.local(s.e.Name, s.e.Pos); local {
			return a.vars[s.e.Name]
		}
		if x.w.lookupVar(s.u(), s.e.Name) == nil {
			return s.e.Name
		}
		return x.known[fieldLoc{nil, s.e.Name}]
	case cparse.Member:
		if loc, ok := x.w.memberField(s); ok {
			return x.known[loc]
		}
	case cparse.Cast:
		return x.value(a, s.kid(0))
	case cparse.Assign:
		if s.e.Name == "=" && len(s.kids) == 2 {
			return x.value(a, s.kid(1))
		}
	case cparse.Cond:
		if len(s.kids) == 3 {
			switch x.truth(a, s.kid(0)) {
			case isTrue:
				return x.value(a, s.kid(1))
			case isFalse:
				return x.value(a, s.kid(2))
			}
			if one := x.value(a, s.kid(1)); one == x.value(a, s.kid(2)) {
				return one
			}
		}
	case cparse.Call:
		return x.result(a, s)
	case cparse.Opaque:
		if s.e.Name == "~" && len(s.kids) == 1 {
			return without(x.value(a, s.kid(0)))
		}
		switch x.compared(a, s) {
		case isTrue:
			return "1"
		case isFalse:
			return "0"
		}
	}
	return ""
}

// result is the value of a call.
func (x *interpreter) result(a *activation, c *site) string {
	name := c.e.Args[0].Name
	if i, ok := kernelapi.Identity[name]; ok && i >= 0 && c.kid(i+1) != nil {
		return x.value(a, c.kid(i+1))
	}
	if f, ok := kernelapi.Flags[name]; ok && !f.Clears {
		to := c.kid(f.Object + 1)
		for to != nil && to.e.Kind == cparse.Addr {
			to = to.kid(0)
		}
		if to != nil && x.value(a, to) == "0" {
			return "0"
		}
	}
	if v := x.w.expandedValue(c); v != nil {
		return x.value(a, v)
	}
	return ""
}

func (x *interpreter) truth(a *activation, s *site) truth {
	if s.e.Kind == cparse.Opaque {
		return x.compared(a, s)
	}
	v := x.value(a, s)
	if n, err := strconv.ParseInt(v, 0, 64); err == nil {
		return truthOf(n != 0)
	}
	return unknowable
}

// compared is the truth of an operator's result.
func (x *interpreter) compared(a *activation, s *site) truth {
	switch s.e.Name {
	case "!":
		if len(s.kids) == 1 {
			return x.truth(a, s.kid(0)).not()
		}
	case "&&", "||":
		if len(s.kids) != 2 {
			return unknowable
		}
		one, two := x.truth(a, s.kid(0)), x.truth(a, s.kid(1))
		decides, rest := isFalse, isTrue
		if s.e.Name == "||" {
			decides, rest = isTrue, isFalse
		}
		switch {
		case one == decides || two == decides:
			return decides
		case one == rest && two == rest:
			return rest
		}
	case "==", "!=":
		one, two := x.operands(a, s)
		same, known := one == two, one != "" && two != ""
		if known && (same || isNumber(one) == isNumber(two)) {
			return truthOf(same == (s.e.Name == "=="))
		}
	case "&":
		one, two := x.operands(a, s)
		if one == "0" || two == "0" || one != "" && one == without(two) || two != "" && two == without(one) {
			return isFalse
		}
	}
	return unknowable
}

// operands gives the values that are compared. A constant operand is not kept with the expression and is read in the text.
func (x *interpreter) operands(a *activation, s *site) (one, two string) {
	switch len(s.kids) {
	case 2:
		return x.value(a, s.kid(0)), x.value(a, s.kid(1))
	case 1:
		k := s.kid(0)
		rest := strings.TrimSpace(x.cut(a, cparse.Span{Start: k.e.End, End: s.e.End}))
		if left := strings.TrimSpace(x.cut(a, cparse.Span{Start: s.e.Pos, End: k.e.Pos})); left != "" {
			rest = left
		}
		return x.value(a, k), spelling(strings.TrimSpace(strings.Trim(rest, "=!&() \t\n")))
	}
	return "", ""
}

// spelling spells a constant in one way.
func spelling(s string) string {
	if n, ok := numeral(s); ok {
		return n
	}
	return s
}
