package fix

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/program"
)

// ownWaits plans a .sync_stop that waits as the table's own .hw_free does, where that waits for all that the table has to
// wait for: with the statements by which .hw_free gets there.
func (x *Fixer) ownWaits(s *stop) bool {
	r := s.v.Remedy
	for _, a := range r.Awaits {
		if a.ByHand == nil || a.Restarts || a.Blocks != "" {
			return false
		}
	}
	if len(r.Waits) == 0 {
		return false
	}
	in := r.Waits[0].In
	var places []*place
	o := x.outline(in)
	for _, w := range r.Waits {
		if w.In != in || w.IRQ || o == nil {
			return false
		}
		p := o.find(w.Call.Start)
		if !ownStatement(p, w.Call.Start) {
			return false
		}
		places = append(places, p)
	}
	params, err := x.params(s.v, &program.Access{Callback: program.Member{Func: in}})
	if err != nil {
		return false
	}
	c := &slice{o: o, list: o.stmts}
	if !c.backward(places) {
		return false
	}
	s.params, s.decls, s.waits, s.copied = params, c.decls(), nil, c.text()
	return true
}

// ownStatement tells whether a call is a whole statement of its function's own block.
func ownStatement(p *place, call cparse.Pos) bool {
	return p != nil && p.up == nil && p.block().Kind == cparse.BlockPlain && p.block().Start == call
}

// slice is the statements of a function that some of them need.
type slice struct {
	o      *outline
	list   []*cparse.Block
	keep   map[int]bool
	needed map[string]bool
	others bool // other statements stand before the wanted ones
}

var (
	identifier  = regexp.MustCompile(`[A-Za-z_]\w*`)
	declares    = regexp.MustCompile(`^struct \w+ \*(\w+)\s*(?:;$|=[^=])`)
	declaresAny = regexp.MustCompile(`^(?:const |unsigned |signed |struct |enum )*\w+ [\s*]*\w+(?:\[.*\])?\s*(?:,.*)?(?:;$|=[^=])`)
	assigns     = regexp.MustCompile(`^(\w+)\s*=[^=]`)
	locks       = regexp.MustCompile(`\b\w*(?:lock|mutex|guard)\w*\s*\(`)
	effects     = regexp.MustCompile(`(?:[^=!<>]=[^=]|\+\+|--|alloc)`)
	givesBack   = regexp.MustCompile(`\b\w*(?:put|release|free|unlock|unref)\w*\s*\(([^;]*)\)`)
	says        = regexp.MustCompile(`^\w*(?:dev|pr|spcm|snd)_(?:v?dbg|debug|printdd?)\w*\(`)
)

// backward picks what the wanted statements need: the variables that they begin with, and the tests that leave the
// function before them. ok is false when something on the way is not understood.
func (c *slice) backward(wanted []*place) (ok bool) {
	c.keep, c.needed = map[int]bool{}, map[string]bool{}
	last := 0
	for _, p := range wanted {
		c.need(p.i)
		last = max(last, p.i)
	}
	for i := last - 1; i >= 0; i-- {
		if c.keep[i] {
			continue
		}
		if !c.step(i) {
			return false
		}
	}
	return !c.returned(last)
}

// returned tells whether what was looked up for the wanted statements is given back behind them.
func (c *slice) returned(last int) bool {
	for i := range c.list[:last] {
		m := assigns.FindStringSubmatch(c.cut(i))
		if m == nil || !c.keep[i] {
			continue
		}
		for j := last + 1; j < len(c.list); j++ {
			for _, call := range givesBack.FindAllStringSubmatch(c.cut(j), -1) {
				if word(call[1], m[1]) {
					return true
				}
			}
		}
	}
	return false
}

// need keeps a statement and what it names.
func (c *slice) need(i int) {
	c.keep[i] = true
	for _, name := range identifier.FindAllString(c.cut(i), -1) {
		c.needed[name] = true
	}
}

func (c *slice) cut(i int) string {
	return strings.Join(strings.Fields(c.o.cut(c.list[i].Start, c.list[i].End)), " ")
}

// step decides on one statement.
func (c *slice) step(i int) bool {
	b, text := c.list[i], c.cut(i)
	switch b.Kind {
	case cparse.BlockIf:
		head := c.o.cut(b.Head.Start, b.Head.End)
		if len(b.Else) == 0 && len(b.Body) == 1 && b.Body[0].Kind == cparse.BlockReturn && !effects.MatchString(head) {
			c.need(i)
			return true
		}
	case cparse.BlockPlain:
		if m := declares.FindStringSubmatch(text); m != nil {
			if c.needed[m[1]] && !strings.Contains(text, "alloc") {
				c.need(i)
			}
			return !c.needed[m[1]] || c.keep[i]
		}
		if m := assigns.FindStringSubmatch(text); m != nil && c.needed[m[1]] {
			if !c.pointer(m[1]) || strings.Contains(text, "alloc") {
				return false
			}
			c.need(i)
			return true
		}
		if declaresAny.MatchString(text) && !strings.Contains(text, "(") {
			return !c.names(text)
		}
		if says.MatchString(text) {
			return true
		}
	}
	// Another statement: it stays where it is, as long as it has no say in what is needed.
	c.others = true
	return b.Kind != cparse.BlockLabel && !strings.Contains(text, "return") && !strings.Contains(text, "goto ") &&
		!locks.MatchString(text) && !c.changes(text)
}

// names tells whether a declaration declares one of the needed variables.
func (c *slice) names(text string) bool {
	return slices.ContainsFunc(identifier.FindAllString(text, -1), func(n string) bool { return c.needed[n] && c.pointerOrUnknown(n) })
}

func (c *slice) pointerOrUnknown(name string) bool {
	return name != "struct" && name != "int" && name != "unsigned"
}

// changes tells whether a statement may give a needed variable another value.
func (c *slice) changes(text string) bool {
	for name := range c.needed {
		if regexp.MustCompile(`(?:^|[^>.\w])(?:&\s*` + name + `\b\s*(?:[,)]|$)|` + name + `\s*(?:[-+*/|&^]|<<|>>)?=[^=]|` + name + `\s*(?:\+\+|--))`).MatchString(text) {
			return true
		}
	}
	return false
}

// pointer tells whether the function declares a variable as a pointer to a struct.
func (c *slice) pointer(name string) bool {
	for i := range c.list {
		if m := declares.FindStringSubmatch(c.cut(i)); m != nil && m[1] == name {
			return true
		}
	}
	return false
}

// decls are the declarations that are kept.
func (c *slice) decls() []string {
	var out []string
	for i := range c.list {
		if c.keep[i] && declares.MatchString(c.cut(i)) {
			out = append(out, c.cut(i))
		}
	}
	return out
}

// text is the other statements that are kept, with the comments right above them and the blank lines between them.
func (c *slice) text() string {
	var b strings.Builder
	end := cparse.Pos(0)
	for i, s := range c.list {
		if !c.keep[i] || declares.MatchString(c.cut(i)) {
			continue
		}
		start := c.o.comment(c.o.lineStart(s.Start))
		if end > 0 && end != start {
			b.WriteString("\n")
		}
		end = c.o.lineEnd(s.End)
		b.WriteString(strings.ReplaceAll(c.o.cut(start, s.End), "\r\n", "\n") + "\n")
	}
	return b.String()
}

// comment gives the start of a comment of one line right above a line, or the line itself.
func (t *text) comment(line cparse.Pos) cparse.Pos {
	if line == 0 {
		return line
	}
	above := t.lineStart(line - 1)
	s := strings.TrimSpace(t.cut(above, line))
	if strings.HasPrefix(s, "/*") && strings.Index(s, "*/") == len(s)-2 || strings.HasPrefix(s, "//") {
		return above
	}
	return line
}
