package fix

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/program"
)

// text is the text of one file with its lines.
type text struct {
	src   []byte
	lines []cparse.Pos
	crlf  bool
	step  string // what a level is indented by: a tab, or so many blanks
}

func newText(src []byte) *text {
	t := &text{src: src, lines: []cparse.Pos{0}, crlf: bytes.Contains(src, []byte("\r\n"))}
	for i, c := range src {
		if c == '\n' {
			t.lines = append(t.lines, cparse.Pos(i+1))
		}
	}
	t.step = step(src)
	return t
}

// step finds what most levels of a text are indented by: what a line has more of than the one before that opens a block.
func step(src []byte) string {
	counts := map[string]int{}
	best, above, opens := "\t", "", false
	for line := range bytes.Lines(src) {
		code := bytes.TrimSpace(line)
		if len(code) == 0 {
			continue
		}
		indent := string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
		if more, ok := strings.CutPrefix(indent, above); opens && ok && more != "" && strings.Trim(more, more[:1]) == "" {
			if counts[more]++; counts[more] > counts[best] {
				best = more
			}
		}
		above, opens = indent, code[len(code)-1] == '{'
	}
	return best
}

// own gives new text, with its tabs, the indentation of the file, and its line ends.
func (t *text) own(s string) string {
	if t.step != "\t" {
		var out strings.Builder
		for line := range strings.Lines(s) {
			code := strings.TrimLeft(line, "\t")
			out.WriteString(strings.Repeat(t.step, len(line)-len(code)) + code)
		}
		s = out.String()
	}
	return t.lineEnds(s)
}

// blanks is white space of a width.
func (t *text) blanks(n int) string {
	if t.step != "\t" {
		return strings.Repeat(" ", n)
	}
	return strings.Repeat("\t", n/tabWidth) + strings.Repeat(" ", n%tabWidth)
}

func (x *Fixer) text(file string) *text {
	if t, ok := x.texts[file]; ok {
		return t
	}
	x.texts[file] = nil
	if src, err := x.source(file); err == nil {
		x.texts[file] = newText(src)
	}
	return x.texts[file]
}

// position gives line and column, both from 1.
func (t *text) position(p cparse.Pos) (line, col int) {
	n := sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > p })
	return n, int(p-t.lines[n-1]) + 1
}

// offset is the inverse of position; ok is false for a place that is not there.
func (t *text) offset(line, col int) (cparse.Pos, bool) {
	if line < 1 || line > len(t.lines) || col < 1 {
		return 0, false
	}
	p := t.lines[line-1] + cparse.Pos(col-1)
	end := cparse.Pos(len(t.src))
	if line < len(t.lines) {
		end = t.lines[line] - 1
	}
	return p, p <= end
}

// lineStart is the first byte of the line of p, lineEnd that of the next one.
func (t *text) lineStart(p cparse.Pos) cparse.Pos {
	n, _ := t.position(p)
	return t.lines[n-1]
}

func (t *text) lineEnd(p cparse.Pos) cparse.Pos {
	if i := bytes.IndexByte(t.src[p:], '\n'); i >= 0 {
		return p + cparse.Pos(i) + 1
	}
	return cparse.Pos(len(t.src))
}

// indent is the white space that the line of p begins with; ok tells that nothing else stands before p.
func (t *text) indent(p cparse.Pos) (space string, ok bool) {
	s := string(t.src[t.lineStart(p):p])
	space = s[:len(s)-len(strings.TrimLeft(s, " \t"))]
	return space, space == s
}

func (t *text) cut(a, b cparse.Pos) string {
	if a > b || int(b) > len(t.src) {
		return ""
	}
	return string(t.src[a:b])
}

// lineEnds gives new text the line ends of the file.
func (t *text) lineEnds(s string) string {
	if !t.crlf {
		return s
	}
	return strings.ReplaceAll(s, "\n", "\r\n")
}

// outline is one function as its statements stand in the text.
type outline struct {
	*text
	stmts []*cparse.Block
	body  cparse.Pos
}

func (x *Fixer) outline(f program.Func) *outline {
	if o, ok := x.outlines[f]; ok {
		return o
	}
	x.outlines[f] = nil
	if t := x.text(f.File); t != nil {
		if stmts, body := cparse.Outline(t.src, &cparse.Func{Pos: f.Pos, End: f.End}); body > 0 {
			x.outlines[f] = &outline{t, stmts, body}
		}
	}
	return x.outlines[f]
}

// place is one statement among its neighbours.
type place struct {
	list   []*cparse.Block
	i      int
	braced bool
	up     *place
	parent *cparse.Block // what encloses the list; nil for the function
}

func (p *place) block() *cparse.Block { return p.list[p.i] }

// find gives the innermost statement that holds a position, in its head rather than in its body.
func (o *outline) find(at cparse.Pos) *place {
	return findIn(o.stmts, true, nil, nil, at)
}

func findIn(list []*cparse.Block, braced bool, up *place, parent *cparse.Block, at cparse.Pos) *place {
	for i, b := range list {
		if !b.Span().Contains(at) {
			continue
		}
		p := &place{list, i, braced, up, parent}
		if b.Head.Contains(at) {
			return p
		}
		if q := findIn(b.Body, b.Braced, p, b, at); q != nil {
			return q
		}
		if q := findIn(b.Else, len(b.Else) != 1, p, b, at); q != nil {
			return q
		}
		return p
	}
	return nil
}

// leaves tells whether a list of statements always leaves the function or the block.
func leaves(list []*cparse.Block) bool {
	if len(list) == 0 {
		return false
	}
	switch last := list[len(list)-1]; last.Kind {
	case cparse.BlockReturn, cparse.BlockJump:
		return true
	case cparse.BlockCompound:
		return leaves(last.Body)
	case cparse.BlockIf:
		return leaves(last.Body) && leaves(last.Else)
	}
	return false
}

// next is the statement behind p in the same list.
func (p *place) next() *place {
	if p.i+1 >= len(p.list) {
		return nil
	}
	q := *p
	q.i++
	return &q
}

// inLoop tells whether a loop encloses p within the function.
func (p *place) inLoop() bool {
	for ; p != nil; p = p.up {
		if p.parent != nil && p.parent.Kind == cparse.BlockLoop {
			return true
		}
	}
	return false
}

// below tells whether a statement is one of the list of p or of a list around it, behind p.
func (p *place) below(at cparse.Pos) *place {
	for q := p; q != nil; q = q.up {
		for i := q.i + 1; i < len(q.list); i++ {
			if q.list[i].Kind == cparse.BlockPlain && q.list[i].Span().Contains(at) {
				r := *q
				r.i = i
				return &r
			}
		}
	}
	return nil
}

// onlyComment tells whether the rest of a line holds nothing, or a comment that ends on it.
func onlyComment(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "/*") && strings.Index(rest, "*/") == len(rest)-2
}

const tabWidth = 8

// lineBehind gives where a line can be put behind a statement, and its indentation.
func (o *outline) lineBehind(p *place) (at cparse.Pos, indent string, err error) {
	b := p.block()
	if !p.braced {
		return 0, "", uncertain("the statement governed by an if has no braces")
	}
	indent, ok := o.indent(b.Start)
	if o.step == "\t" {
		indent = strings.ReplaceAll(indent, strings.Repeat(" ", tabWidth), "\t") // as the kernel's style has it
	}
	if !ok {
		return 0, "", uncertain("the statement shares its line with another")
	}
	at = o.lineEnd(b.End)
	if !onlyComment(o.cut(b.End, at)) {
		return 0, "", uncertain("the statement shares its line with another")
	}
	return at, indent, nil
}

// exclusive tells whether two places are in different arms of one if.
func (o *outline) exclusive(a, b cparse.Pos) bool {
	var in func(list []*cparse.Block) bool
	has := func(list []*cparse.Block, at cparse.Pos) bool {
		return slices.ContainsFunc(list, func(b *cparse.Block) bool { return b.Span().Contains(at) })
	}
	in = func(list []*cparse.Block) bool {
		for _, x := range list {
			if !x.Span().Contains(a) || !x.Span().Contains(b) {
				continue
			}
			if has(x.Body, a) && has(x.Else, b) || has(x.Else, a) && has(x.Body, b) {
				return true
			}
			return in(x.Body) || in(x.Else)
		}
		return false
	}
	return in(o.stmts)
}
