package fix

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// A move takes the line of an initialisation in front of the statement that lets the handler run.
type move struct {
	o            *outline
	file         string
	stmt, anchor *place
	err          error // why it cannot be
}

// moves says for each initialisation that comes too late, by its place, where it would have to be: in front of the first of all
// requests whose handlers need it.
func (x *Fixer) moves(res *program.Result) map[program.Pos]move {
	out := map[program.Pos]move{}
	for _, v := range res.Verdicts {
		for _, r := range v.Early {
			for i := range r.Objects {
				m := x.move(r, &r.Objects[i])
				at := r.Objects[i].Init
				if old, ok := out[at]; !ok || old.err == nil && (m.err != nil || m.anchor.block().Start < old.anchor.block().Start) {
					out[at] = m
				}
			}
		}
	}
	return out
}

// initFirst makes everything usable that the handler of a request needs before the handler can run.
func (x *Fixer) initFirst(at finding.Place, res *program.Result, moves map[program.Pos]move) (*finding.Fix, error) {
	anchors := map[*cparse.Block]move{}
	var names []string
	for _, v := range res.Verdicts {
		for _, r := range v.Early {
			if placeOf(r.Pos) != at {
				continue
			}
			for _, obj := range r.Objects {
				m := moves[obj.Init]
				if m.err != nil {
					return nil, m.err
				}
				anchors[m.anchor.block()] = m
				if !slices.Contains(names, obj.Expr) {
					names = append(names, obj.Expr)
				}
			}
		}
	}
	var changes []change
	for b, m := range anchors {
		changes = append(changes, m.inFront(linesFor(b, moves))...)
	}
	return x.fix("initialise "+strings.Join(names, ", ")+" before the handler can run", changes)
}

// linesFor lists the statements that are moved in front of another one, in order.
func linesFor(anchor *cparse.Block, moves map[program.Pos]move) []*cparse.Block {
	var out []*cparse.Block
	for _, m := range moves {
		if m.err == nil && m.anchor.block() == anchor {
			out = append(out, m.stmt.block())
		}
	}
	slices.SortFunc(out, func(a, b *cparse.Block) int { return int(a.Start) - int(b.Start) })
	return out
}

// move finds the statements, and looks at what stands between them.
func (x *Fixer) move(r *program.EarlyRequest, obj *program.EarlyObject) move {
	from, call := r.Pos, r.Call
	if obj.Enabled.File != "" {
		from, call = obj.Enabled, kernelapi.EnableIRQ
	}
	fail := func(format string, args ...any) move { return move{err: uncertain(format, args...)} }
	lacks, unfinished := kernelapi.Unfinished[obj.InitCall]
	switch o := x.outline(obj.InitIn); {
	case obj.Fixed != "":
		return fail("%s", obj.Fixed)
	case unfinished:
		return fail("%s", lacks)
	case o == nil || from.File != obj.InitIn.File:
		return move{err: errUnreadable}
	default:
		stmt := o.find(obj.Init.Start)
		if !plainInit(o, stmt, obj) {
			return fail("the initialisation of %s is more than a line of its own that needs nothing else", obj.Expr)
		}
		anchor := o.find(from.Start)
		for anchor != nil && &anchor.list[0] != &stmt.list[0] {
			anchor = anchor.up
		}
		if anchor == nil || anchor.i >= stmt.i {
			return fail("%s is initialised in another block than %s() is called in", obj.Expr, call)
		}
		m := move{o: o, file: obj.InitIn.File, stmt: stmt, anchor: anchor}
		if _, alone := o.indent(anchor.block().Start); !alone || declaresAny.MatchString(m.cut(anchor.block())) {
			return fail("%s() is called in a declaration, or shares its line with another statement", call)
		}
		if why := m.between(obj); why != "" {
			return fail("between %s() and the initialisation %s", call, why)
		}
		return m
	}
}

func (m *move) cut(b *cparse.Block) string { return m.o.cut(b.Start, b.End) }

// plainArgument is one of an initialisation that is the same everywhere in a function: a name, a number, a variable cast.
var plainArgument = regexp.MustCompile(`^(?:\(unsigned long\) ?)?\w+$`)

// plainInit tells whether an initialisation is a line of its own, nothing but the call, with arguments that need nothing.
func plainInit(o *outline, p *place, obj *program.EarlyObject) bool {
	if p == nil || p.block().Kind != cparse.BlockPlain || p.block().Start != obj.Init.Start || p.block().Directive || !p.braced {
		return false
	}
	if _, ok := kernelapi.Initialises[obj.InitCall]; !ok {
		return false // a vendor's own may do more
	}
	b := p.block()
	_, alone := o.indent(b.Start)
	text := strings.Join(strings.Fields(o.cut(b.Start, b.End)), " ")
	args, ok := strings.CutPrefix(strings.TrimSuffix(text, ");"), obj.InitCall+"(")
	if !alone || !ok || !onlyComment(o.cut(b.End, o.lineEnd(b.End))) || strings.ContainsAny(args, "=+*?{}") {
		return false
	}
	for i, arg := range strings.Split(args, ",") {
		if arg = strings.TrimSpace(arg); i > 0 && !plainArgument.MatchString(arg) || i == 0 && strings.Contains(arg, "(") {
			return false
		}
	}
	return true
}

var directiveLine = regexp.MustCompile(`(?m)^[ \t]*#`)

// between says what between the two depends on the order, or can; empty when nothing does.
func (m *move) between(obj *program.EarlyObject) string {
	o, first, last := m.o, m.anchor.block(), m.stmt.block()
	text := o.cut(first.Start, last.Start)
	switch {
	case directiveLine.MatchString(o.cut(o.lineStart(first.Start), o.lineEnd(last.End))):
		return "there is an #if"
	case m.stmt.inLoop():
		return "a loop comes round"
	case m.jumps(text):
		return "something jumps"
	}
	names := identifier.FindAllString(o.cut(last.Start, last.End), -1)
	for _, name := range names[1:] {
		if changes(text, name) {
			return name + " can change"
		}
	}
	object := identifier.FindAllString(obj.Expr, -1)
	if name := object[len(object)-1]; usesMember(text, name) || len(object) == 1 && word(text, name) {
		return "there is something that uses it"
	}
	return ""
}

// jumps tells whether a jump comes in behind the beginning of a text of the function, or goes back from it.
func (m *move) jumps(text string) bool {
	first, last := m.anchor.block(), m.stmt.block()
	jumps := false
	for _, b := range labels(m.o.stmts, nil) {
		name := strings.TrimSpace(strings.TrimSuffix(m.cut(b), ":"))
		switch {
		case first.Start < b.Start && b.Start < last.Start:
			jumps = jumps || identifier.FindString(name) == name || slices.Contains(m.stmt.list, b)
		case b.Start < first.Start:
			jumps = jumps || regexp.MustCompile(`\bgoto\s+`+regexp.QuoteMeta(name)+`\b`).MatchString(text)
		}
	}
	return jumps
}

// labels lists the labels in some statements, those of a switch too.
func labels(list []*cparse.Block, out []*cparse.Block) []*cparse.Block {
	for _, b := range list {
		if b.Kind == cparse.BlockLabel {
			out = append(out, b)
		}
		out = labels(b.Else, labels(b.Body, out))
	}
	return out
}

// changes tells whether a text can give a variable or a member of that name another value.
func changes(text, name string) bool {
	n := regexp.QuoteMeta(name)
	return regexp.MustCompile(`\b`+n+`\b\s*(?:[-+*/|&^%]?=(?:[^=]|$)|\+\+|--)|(?:\+\+|--)\s*`+n+`\b|\*\s*`+n+`\s*\)?\s*=[^=]`).MatchString(text) ||
		regexp.MustCompile(`(?:^|[^&])&\s*`+n+`\s*(?:[^-.\[\w\s]|$)`).MatchString(text) ||
		regexp.MustCompile(`\b\w*for_each\w*\s*\([^;{]*\b`+n+`\b\s*[,)]`).MatchString(text)
}

// usesMember tells whether a member of that name is in a text.
func usesMember(text, name string) bool {
	return regexp.MustCompile(`(?:->|\.)\s*` + regexp.QuoteMeta(name) + `\b`).MatchString(text)
}

// inFront moves lines of the block in front of the anchor and of the comment above it. A comment that is about nothing else
// goes with them, and so does the blank line that they would leave behind.
func (m *move) inFront(lines []*cparse.Block) []change {
	o := m.o
	var (
		out   []change
		moved strings.Builder
	)
	for i := 0; i < len(lines); {
		start, end := o.lineStart(lines[i].Start), o.lineEnd(lines[i].End)
		for i++; i < len(lines) && o.lineStart(lines[i].Start) == end; i++ {
			end = o.lineEnd(lines[i].End)
		}
		if last := blankLine(o.text, end) || strings.TrimSpace(o.cut(end, o.lineEnd(end))) == "}"; last {
			n, _ := o.position(start)
			start = o.lines[o.commentAbove(n)-1]
		}
		moved.WriteString(strings.ReplaceAll(o.cut(start, end), "\r\n", "\n"))
		if blankLine(o.text, end) && blankAbove(o.text, start) {
			end = o.lineEnd(end)
		}
		out = append(out, change{m.file, start, end, ""})
	}
	n, _ := o.position(m.anchor.block().Start)
	at := o.lines[o.commentAbove(n)-1]
	return append(out, insertion(m.file, int(at), moved.String()))
}

// early says in a sentence what a handler finds uninitialised.
func early(f finding.Finding) string {
	return strings.ReplaceAll(fmt.Sprintf("%s.", f.Message), "`", "")
}
