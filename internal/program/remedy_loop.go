package program

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// A Loop is how a driver goes through the IRQs that it requests.
type Loop struct {
	Head string // "for (i = 0; i < ARRAY_SIZE(ports); i++)"
	Decl string // of the variable that counts: "int i"
}

var countingLoop = regexp.MustCompile(`^for \((\w+) = [^;]*; (\w+) <=? ([^;]*); (?:(\w+)\+\+|\+\+(\w+))\)$`)

// looped finds the loop in which a driver requests several IRQs, and how a callback of a table gets at all the numbers: to
// wait for each of them is more than is needed, and does no harm.
func (r *remedies) looped(v *Verdict, c *Context) (*Loop, *Access) {
	w := r.w
	if r.request(c) == nil {
		return nil, nil
	}
	call := w.siteOfCall(c)
	f := call.fn()
	stmts, _ := w.outline(f)
	b := innermostLoop(stmts, call.e.Pos)
	if b == nil {
		return nil, nil
	}
	l, index := w.countingLoop(f, b)
	if l == nil {
		return nil, nil
	}
	element := w.elementOf(c.object, index, b)
	if element == nil || f.u != v.u && !w.knownIn(v.u, l.Head, index) {
		return nil, nil
	}
	a, _ := w.accessWithin(v.Table, element, index)
	if a == nil || a.Pointer {
		return nil, nil
	}
	return l, a
}

func innermostLoop(list []*cparse.Block, at cparse.Pos) *cparse.Block {
	for _, b := range list {
		if !b.Span().Contains(at) {
			continue
		}
		for _, inner := range [][]*cparse.Block{b.Body, b.Else} {
			if x := innermostLoop(inner, at); x != nil {
				return x
			}
		}
		if b.Kind == cparse.BlockLoop && !b.Head.Contains(at) {
			return b
		}
	}
	return nil
}

// countingLoop reads a loop that counts a local variable, up to what means the same in any function of the file.
func (w *remedyLayer) countingLoop(f *fn, b *cparse.Block) (l *Loop, index string) {
	src := w.textOf(f)
	if len(b.Body) == 0 || int(b.Head.End) > len(src) {
		return nil, ""
	}
	head := strings.TrimSpace(string(src[b.Start:b.Head.End]))
	if !strings.HasSuffix(head, ")") || strings.Count(head, "(") > strings.Count(head, ")") {
		head += ")"
	}
	head = strings.Join(strings.Fields(head), " ")
	m := countingLoop.FindStringSubmatch(head)
	if m == nil || m[2] != m[1] || m[4]+m[5] != m[1] {
		return nil, ""
	}
	_, v, ok := f.local(m[1], b.Head.End)
	if !ok || v == nil || v.Type.Ptr > 0 || v.Type.Array {
		return nil, ""
	}
	for _, name := range names.FindAllString(head, -1) {
		if _, _, local := f.local(name, b.Head.End); local && name != m[1] {
			return nil, ""
		}
	}
	return &Loop{Head: head, Decl: v.Type.Base + " " + m[1]}, m[1]
}

var names = regexp.MustCompile(`[A-Za-z_]\w*`)

// knownIn tells whether the names of a loop's head mean the same in another file: its headers have them.
func (w *remedyLayer) knownIn(u *unit, head, index string) bool {
	headers := slices.DeleteFunc(slices.Clone(w.localClosure(u.path)), func(p string) bool { return !modules.IsHeader(p) })
	for _, name := range names.FindAllString(head, -1) {
		if name == "for" || name == index {
			continue
		}
		if !slices.ContainsFunc(headers, func(p string) bool { return w.mentions(p, name) }) {
			return false
		}
	}
	return true
}

// elementOf is the element of an array that is, or keeps, the number of an IRQ in a loop.
func (w *remedyLayer) elementOf(number *site, index string, loop *cparse.Block) *site {
	if indexedBy(number, index) {
		return number
	}
	for _, s := range w.rootsOf(number.fn()) {
		if s.root.depth == 0 && s.root.stmt != nil && s.e.Kind == cparse.Assign && s.e.Name == "=" && loop.Span().Contains(s.e.Pos) &&
			indexedBy(s.kid(0), index) && w.spelled(s.kid(1)) == w.spelled(number) {
			return s.kid(0)
		}
	}
	return nil
}

// indexedBy tells whether an expression goes through one element that a variable tells.
func indexedBy(s *site, index string) bool {
	n := 0
	for ; s != nil && (s.e.Kind == cparse.Member || s.e.Kind == cparse.Index); s = s.kid(0) {
		if s.e.Kind != cparse.Index {
			continue
		}
		if k := s.kid(1); k.e.Kind != cparse.Ident || k.e.Name != index {
			return false
		}
		n++
	}
	return n == 1 && s != nil && s.e.Kind == cparse.Ident
}
