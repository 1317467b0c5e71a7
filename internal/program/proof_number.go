package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// An occurrence is a place in the code on one of the ways that lead there: the calls, innermost first, up to a function
// that nobody at hand calls.
type occurrence struct {
	at    *site
	chain []*site
}

// root is the outermost function.
func (o occurrence) root() *fn {
	if n := len(o.chain); n > 0 {
		return o.chain[n-1].fn()
	}
	return o.at.fn()
}

// level gives the i-th function of an occurrence and the place in it, counted from the inside.
func (o occurrence) level(i int) (*fn, *site) {
	if i == 0 {
		return o.at.fn(), o.at
	}
	return o.chain[i-1].fn(), o.chain[i-1]
}

// order compares two occurrences on one way: whether they lie on one, and which comes first there. Where they meet, mine
// and theirs are the places in the function that leads to both.
func (o occurrence) order(p occurrence) (same bool, cmp int, mine, theirs *site) {
	if o.root() != p.root() || o.root() == nil {
		return false, 0, nil, nil
	}
	for i := range len(o.chain) + 1 {
		f, a := o.level(i)
		for j := range len(p.chain) + 1 {
			g, b := p.level(j)
			if f == g && slices.Equal(o.chain[i:], p.chain[j:]) {
				return true, int(a.e.Pos) - int(b.e.Pos), a, b
			}
		}
	}
	return false, 0, nil, nil
}

// A programView is the code of one program, or of several taken together: what a number is followed in.
type programView struct {
	w       *proofLayer
	leaves  modules.Leaves
	from    string // a file of it
	occ     map[*site][]occurrence
	full    bool // some place has more ways to it than were followed
	asked   *[]request
	known   map[requestKey][]knownRequests
	numbers map[storedKey]number // of what is stored in card->sync_irq
	made    int                  // one more than the calls that make a card, 0 before they were counted
}

func (w *proofLayer) view(leaves modules.Leaves, from string) *programView {
	return &programView{w: w, leaves: leaves, from: from, occ: map[*site][]occurrence{},
		known: map[requestKey][]knownRequests{}, numbers: map[storedKey]number{}}
}

// stores lists what a member of a struct is given in the program, as far as it can be the member that is read.
func (v *programView) stores(loc fieldLoc, s *site) []store {
	return slices.DeleteFunc(slices.Clone(v.w.storesFor(loc, s)), func(st store) bool { return !v.has(st.at.u().path) })
}

func (v *programView) has(path string) bool {
	if v.leaves == nil {
		return v.w.graph.Linked(v.from, path)
	}
	return v.leaves.Meets(v.w.graph.LeavesOf(path))
}

const (
	maxOccurrences = 48
	maxChain       = 10
)

// occurrences lists the ways that lead to a place.
func (v *programView) occurrences(s *site) []occurrence {
	if out, ok := v.occ[s]; ok {
		return out
	}
	v.occ[s] = nil
	var out []occurrence
	var up func(f *fn, chain []*site)
	up = func(f *fn, chain []*site) {
		if len(out) >= maxOccurrences {
			v.full = true
			return
		}
		var callers []*site
		if f != nil && len(chain) < maxChain {
			callers = v.callers(f)
		}
		n := 0
		for _, c := range callers {
			if c.fn() == f || slices.ContainsFunc(chain, func(k *site) bool { return k.fn() == c.fn() }) || c.fn() == s.fn() {
				continue
			}
			n++
			up(c.fn(), append(chain[:len(chain):len(chain)], c))
		}
		if n == 0 {
			out = append(out, occurrence{s, chain})
		}
	}
	up(s.fn(), nil)
	v.occ[s] = out
	return out
}

// callers lists the calls of a function in the program.
func (v *programView) callers(f *fn) []*site {
	var out []*site
	for _, u := range v.w.usesOf(f) {
		if u.kind == useCall && u.at.fn() != nil && v.has(u.at.u().path) && !slices.Contains(out, u.at) {
			out = append(out, u.at)
		}
	}
	return out
}

// A number is what is known of a value: names of where it comes from. Two numbers with a name in common are one.
type number struct {
	names map[string]bool
	// none: the value can be one that stands for no number: negative, 0, or not set yet.
	none bool
	// unsure: not every source of the value was found, or it was kept elsewhere in between.
	unsure bool
}

func (n number) meets(m number) bool {
	for x := range n.names {
		if m.names[x] {
			return true
		}
	}
	return false
}

// nothing tells whether a value never is a number.
func (n number) nothing() bool { return n.none && len(n.names) == 0 && !n.unsure }

// following follows one value to where it comes from.
type following struct {
	v     *programView
	at    occurrence // the place whose value is asked for; its calls say what parameters are
	calls map[*fn]*site
	out   *number
	seen  map[*site]bool
	steps int
}

const maxFollowing = 400

// number gives what is known of the value of an expression at a place.
func (v *programView) number(s *site, at occurrence) number {
	n := number{names: map[string]bool{}}
	fw := &following{v: v, at: at, calls: at.entered(), out: &n, seen: map[*site]bool{}}
	fw.value(s, "")
	return n
}

func (fw *following) add(name, suffix string) { fw.out.names[name+suffix] = true }

// value notes where the value of an expression comes from; suffix is what was computed from it since.
func (fw *following) value(s *site, suffix string) {
	if s == nil || fw.seen[s] {
		return
	}
	if fw.steps++; fw.steps > maxFollowing {
		fw.out.unsure = true
		return
	}
	fw.seen[s] = true
	w := fw.v.w
	switch s.e.Kind {
	case cparse.Const:
		if s.e.Name == "" || isNull(s) || strings.HasPrefix(s.e.Name, "-") || s.e.Name == "0x0" {
			fw.out.none = true
			return
		}
		fw.add("const "+s.e.Name, suffix)
	case cparse.Cast:
		fw.value(s.kid(0), suffix)
	case cparse.Assign:
		fw.value(s.kid(1), suffix)
	case cparse.Cond:
		fw.value(s.kid(1), suffix)
		fw.value(s.kid(2), suffix)
	case cparse.Comma, cparse.StmtExprKind:
		fw.value(s.kid(len(s.kids)-1), suffix)
	case cparse.Opaque:
		fw.computed(s, suffix)
	case cparse.Ident:
		fw.ident(s, suffix, "")
	case cparse.Member:
		fw.member(s, suffix, "")
	case cparse.Index:
		index := constant(s.kid(1).e)
		if index == "" {
			index = "*"
		}
		switch base := s.kid(0); base.e.Kind {
		case cparse.Ident:
			fw.ident(base, suffix, "["+index+"]")
		case cparse.Member:
			fw.member(base, suffix, "["+index+"]")
		default:
			fw.lost(s, suffix)
		}
	case cparse.Call:
		fw.call(s, suffix)
	case cparse.Deref:
		fw.lost(s, suffix+" "+w.spelled(s))
	default:
		fw.lost(s, suffix)
	}
}

// lost names a value by its place.
func (fw *following) lost(s *site, suffix string) {
	fw.add("value at "+s.u().path+" "+fw.v.w.spelled(s), suffix)
	fw.out.unsure = true
}

// computed follows arithmetic: a negated number says that there is none, another one is told by what is added.
func (fw *following) computed(s *site, suffix string) {
	if len(s.kids) == 0 {
		fw.out.none = true
		return
	}
	k := s.kid(0)
	if s.e.Name == "-" && len(s.kids) == 1 && k.e.Pos > s.e.Pos {
		fw.out.none = true
		return
	}
	if (s.e.Name == "+" || s.e.Name == "-") && k.e.Pos == s.e.Pos {
		text := fw.v.w.spelled(s)
		if head := fw.v.w.spelled(k); strings.HasPrefix(text, head) {
			fw.value(k, strings.ReplaceAll(text[len(head):], " ", "")+suffix)
			return
		}
	}
	fw.lost(s, suffix)
}

func (fw *following) ident(s *site, suffix, index string) {
	w := fw.v.w
	f := s.fn()
	if f != nil {
		if _, v, local := f.local(s.e.Name, s.e.Pos); local {
			fw.local(s, f, v, suffix, index)
			return
		}
	}
	if x := w.objectMacro(s.u(), s); x != nil && index == "" {
		fw.value(x, suffix)
		return
	}
	if v := w.lookupVar(s.u(), s.e.Name); v != nil {
		fw.add("variable "+v.u.path+" "+s.e.Name+index, suffix)
		if index == "" {
			for _, d := range w.globalDefs(v) {
				if d.fn() != nil && fw.v.has(d.u().path) {
					fw.value(d, suffix)
				}
			}
		}
		return
	}
	fw.add("name "+s.e.Name+index, suffix)
}

// local follows a local variable to what it is set to before, a parameter to the argument.
func (fw *following) local(s *site, f *fn, v *cparse.Var, suffix, index string) {
	w := fw.v.w
	if fw.made(w.identsIn(f, s.e.Name)) {
		return
	}
	defs := slices.DeleteFunc(slices.Clone(w.localDefs(f, s.e.Name)), func(d *site) bool { return d.e.End > s.e.Pos }) // one that s is part of comes later, too
	defs = lastOnes(w, f, defs, s.e.Pos)
	for _, d := range defs {
		fw.value(d, suffix)
	}
	if w.filledIn(w.identsIn(f, s.e.Name)) {
		fw.add("local "+f.u.path+" "+f.name()+" "+s.e.Name+index, suffix)
		fw.out.unsure = true
	}
	if v != nil || len(defs) > 0 && !w.optional(f, defs[0].e.Pos, s.e.Pos) {
		if len(defs) == 0 {
			fw.add("local "+f.u.path+" "+f.name()+" "+s.e.Name+index, suffix)
			fw.out.unsure = true
		}
		return
	}
	i, _ := f.param(s.e.Name)
	call := fw.calls[f]
	if call == nil {
		fw.add("parameter "+f.u.path+" "+f.name()+" "+s.e.Name+index, suffix)
		for _, c := range fw.v.callers(f) {
			if a := c.kid(i + 1); a != nil && c.fn() != f {
				fw.value(a, suffix)
			}
		}
		return
	}
	if a := call.kid(i + 1); a != nil {
		fw.value(a, suffix)
	}
}

// made notes the calls that make a sound card and give it to a variable or member that is mentioned in some places.
func (fw *following) made(mentions []*site) bool {
	found := false
	for _, m := range mentions {
		up := m.up
		if up == nil || up.e.Kind != cparse.Addr || up.up == nil || up.up.e.Kind != cparse.Call || !fw.v.has(m.u().path) {
			continue
		}
		if fw.v.w.makesCard(up.up, int(up.arg)-1, 0) {
			fw.add(madeCard+m.u().path+" "+strconv.Itoa(int(up.up.e.Pos)), "")
			found = true
		}
	}
	return found
}

// maxMaking is how many helpers may lie between a card's variable and the call that makes it.
const maxMaking = 3

// makesCard tells whether a call makes a sound card and gives it through an argument.
func (w *proofLayer) makesCard(call *site, arg, depth int) bool {
	if n, ok := kernelapi.NewCard[calledName(call)]; ok {
		return n == arg
	}
	return depth < maxMaking && slices.ContainsFunc(w.driverCallees(call), func(g *fn) bool {
		return arg < len(g.d.Params) && slices.ContainsFunc(w.identsIn(g, g.d.Params[arg].Name), func(x *site) bool {
			return x.up != nil && x.up.e.Kind == cparse.Call && x.arg > 0 && w.makesCard(x.up, int(x.arg)-1, depth+1)
		})
	})
}

// madeCard begins the name of a value that a call which makes a card has given.
const madeCard = "card made at "

// lastOnes keeps of the values that a variable is given before a place the last one that it always gets, and those that
// it may get after that.
func lastOnes(w *proofLayer, f *fn, defs []*site, at cparse.Pos) []*site {
	byPos(defs)
	for i := len(defs) - 1; i > 0; i-- {
		if !w.optional(f, defs[i].e.Pos, at) {
			return defs[i:]
		}
	}
	return defs
}

// optional tells whether a place in a function may be passed by on the way to a later one: it stands in a branch
// that the other does not stand in. The condition of an if is always met, and a loop is taken to run.
func (w *proofLayer) optional(f *fn, p, later cparse.Pos) bool {
	stmts, body := w.outline(f)
	if body == 0 {
		return true
	}
	for list := stmts; ; {
		i := slices.IndexFunc(list, func(b *cparse.Block) bool { return b.Span().Contains(p) })
		if i < 0 {
			return false
		}
		b := list[i]
		in := b.Body
		if !within(in, p) {
			if in = b.Else; !within(in, p) {
				return false
			}
		}
		if b.Kind != cparse.BlockCompound && b.Kind != cparse.BlockLoop && !within(in, later) {
			return true
		}
		list = in
	}
}

func (fw *following) member(s *site, suffix, index string) {
	w := fw.v.w
	loc, ok := w.memberField(s)
	if !ok && s.e.Name == kernelapi.SyncIRQ.Field { // of a card that is reached through what is not at hand
		loc, ok = fieldLoc{w.coreStruct(kernelapi.SyncIRQ.Struct), s.e.Name}, true
	}
	if !ok {
		fw.lost(s, suffix)
		return
	}
	name := "member " + loc.sd.path + " " + loc.sd.tag + "." + loc.name + index
	if p := w.partOf(s.kid(0), fw.calls, 0); p.sd != nil {
		name += " of " + p.sd.tag + "." + p.name + "[" + p.index + "]"
	}
	if loc.sd.path == "" && w.isCore(loc.sd) && len(fw.v.stores(loc, s)) == 0 {
		fw.add(name, suffix)
		return
	}
	if isCard(w.typeOf(s)) && fw.made(w.fieldSites(loc, s.u().path)) {
		return
	}
	stores, sure := fw.storesBefore(loc, s, index)
	for _, st := range stores {
		fw.value(st.value, suffix)
	}
	if !sure {
		fw.add(name, suffix)
	}
}

// storesBefore lists the stores that a member can have its value from where it is read: those on the way there, the last
// one that is always met and those behind it. Stores on other ways count where there are none on this one; sure tells
// that there was no need of them. A member that is given its number only later on the same way has none.
func (fw *following) storesBefore(loc fieldLoc, s *site, index string) (out []store, sure bool) {
	w, v := fw.v.w, fw.v
	here := fw.here(s)
	type found struct {
		st       store
		occ      occurrence
		optional bool
	}
	var before []found
	var other []store
	later := false
	for _, st := range v.stores(loc, s) {
		if index != "" && elementIndex(st.at) != "" && elementIndex(st.at) != index {
			continue
		}
		related := false
		for _, o := range v.occurrences(st.at) {
			same, cmp, parts, read := o.order(here)
			if !same || st.at == s || w.exclusive(parts, read) {
				continue
			}
			related = true
			if cmp < 0 {
				before = append(before, found{st, o, v.optionalOn(o, parts, read)})
			} else {
				later = true
			}
		}
		if !related {
			other = append(other, st)
		}
	}
	slices.SortStableFunc(before, func(a, b found) int {
		_, cmp, _, _ := a.occ.order(b.occ)
		return cmp
	})
	for i := len(before) - 1; i >= 0; i-- {
		out = append(out, before[i].st)
		if !before[i].optional {
			return out, !v.full && !w.filledIn(w.fieldSites(loc, s.u().path))
		}
	}
	if len(out) > 0 {
		return out, false
	}
	if later && len(other) == 0 && !w.filledIn(w.fieldSites(loc, s.u().path)) {
		fw.out.none = true // 0, as it was allocated
		return nil, true
	}
	return other, false
}

// here is the occurrence of a place that the value is read at: in the function that the question was about, or in one on
// the way there.
func (fw *following) here(s *site) occurrence {
	f := s.fn()
	for i := 0; i <= len(fw.at.chain); i++ {
		if g, _ := fw.at.level(i); g == f {
			return occurrence{s, fw.at.chain[i:]}
		}
	}
	if occ := fw.v.occurrences(s); len(occ) > 0 {
		for _, o := range occ {
			if o.root() == fw.at.root() {
				return o
			}
		}
		return occ[0]
	}
	return occurrence{at: s}
}

// optionalOn tells whether an occurrence may be passed by on the way to a later place: somewhere in the calls that lead
// to it, from where the two ways part.
func (v *programView) optionalOn(o occurrence, parts, later *site) bool {
	for i := 0; i <= len(o.chain); i++ {
		f, s := o.level(i)
		if s == parts {
			return v.w.optional(f, s.e.Pos, later.e.Pos)
		}
		if v.w.optional(f, s.e.Pos, f.d.End) {
			return true
		}
	}
	return false
}

// filledIn tells whether a variable or member is handed to somebody by its address, who may give it a value.
func (w *proofLayer) filledIn(mentions []*site) bool {
	return slices.ContainsFunc(mentions, func(m *site) bool {
		return m.up != nil && m.up.e.Kind == cparse.Addr && m.up.up != nil && m.up.up.e.Kind == cparse.Call
	})
}

// elementIndex gives the constant index of an array element that a store fills.
func elementIndex(at *site) string {
	if at.e.Kind == cparse.Assign && at.kid(0).e.Kind == cparse.Index {
		if c := constant(at.kid(0).kid(1).e); c != "" {
			return "[" + c + "]"
		}
	}
	return ""
}

func (fw *following) call(s *site, suffix string) {
	w := fw.v.w
	if x := w.expandedValue(s); x != nil {
		fw.value(x, suffix)
		return
	}
	name := calledName(s)
	if i, ok := kernelapi.Identity[name]; ok && i >= 0 {
		fw.value(s.kid(i+1), suffix)
		return
	}
	text := name + "("
	for i := 2; i < len(s.kids); i++ { // the first is the device
		text += w.spelled(s.kid(i)) + ","
	}
	fw.add("call "+text, suffix)
	for _, g := range w.driverCallees(s) {
		fw.calls[g] = s
		for _, r := range w.returns(g) {
			if r.e.Kind != cparse.Const && !(r.e.Kind == cparse.Opaque && len(r.kids) == 0) {
				fw.value(r, suffix)
			}
		}
	}
}

// entered says through which calls the functions of an occurrence were entered.
func (o occurrence) entered() map[*fn]*site {
	calls := map[*fn]*site{}
	f := o.at.fn()
	for _, c := range o.chain {
		calls[f] = c
		f = c.fn()
	}
	return calls
}
