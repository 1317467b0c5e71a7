package fix

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/program"
)

// keep makes a driver keep the number of an IRQ: with a new member of its struct, and the line that sets it.
func (x *Fixer) keep(st *program.Store) ([]change, error) {
	member, err := x.newMember(st)
	if err != nil {
		return nil, err
	}
	set, err := x.setNumber(st)
	if err != nil {
		return nil, err
	}
	return append(member, set), nil
}

// setNumber writes the line that keeps the number behind the request, or in front of it where the number is lost there.
func (x *Fixer) setNumber(st *program.Store) (change, error) {
	o := x.outline(st.In)
	if o == nil {
		return change{}, errUnreadable
	}
	p := o.find(st.Call.Start)
	if p == nil || p.inLoop() {
		return change{}, uncertain("%s() requests IRQs in a loop", st.In.Name)
	}
	line := st.Base + "->" + st.Member + " = " + st.Number + ";\n"
	if done, err := o.succeeded(st.Request); err == nil && !st.Lost {
		at, indent, err := o.lineBehind(done)
		return change{st.In.File, at, at, indent + line}, err
	}
	start, indent, err := o.lineBefore(p)
	return change{st.In.File, start, start, indent + line + "\n"}, err
}

// lineBefore finds where a line goes that is to stand in front of a statement.
func (o *outline) lineBefore(p *place) (at cparse.Pos, indent string, err error) {
	b := p.block()
	switch {
	case !p.braced:
		return 0, "", uncertain("the statement governed by an if has no braces")
	case declaresAny.MatchString(o.cut(b.Start, b.End)):
		return 0, "", uncertain("the request is in a declaration")
	}
	indent, ok := o.indent(b.Start)
	if !ok {
		return 0, "", uncertain("the statement shares its line with another one")
	}
	return o.lineStart(b.Start), indent, nil
}

var (
	closesStruct = regexp.MustCompile(`^\s*\}\s*;`)
	memberLine   = regexp.MustCompile(`^(\s+)((?:[\w]+\s+)*\w+)(\s+)(\**)(\w+)(?:\[.*\]|\s*:\s*\d+)?;`)
	flexible     = regexp.MustCompile(`\[\s*0?\s*\]\s*;`)
	described    = regexp.MustCompile(`^(\s*\*\s*)@\w+:(\s*)`)
)

// newMember writes the member behind the last one of the struct, and says what it is where a comment says so of the others.
func (x *Fixer) newMember(st *program.Store) ([]change, error) {
	t := x.text(st.Struct.File)
	if t == nil {
		return nil, errUnreadable
	}
	odd := uncertain("the definition of struct %s was not understood", st.Tag)
	open := strings.IndexByte(t.cut(st.Struct.Start, cparse.Pos(len(t.src))), '{')
	if open < 0 {
		return nil, odd
	}
	first := st.Struct.Start + cparse.Pos(open)
	end := t.closing(first)
	if end == 0 {
		return nil, odd
	}
	at := t.lineStart(end)
	last := strings.TrimRight(t.cut(first, at), " \t\r\n")
	if !closesStruct.MatchString(t.cut(at, t.lineEnd(end))) || strings.HasSuffix(last, "{") {
		return nil, odd
	}
	lines := strings.Split(last, "\n")
	model := memberLine.FindStringSubmatch(lines[len(lines)-1])
	if flexible.MatchString(lines[len(lines)-1]) {
		return nil, uncertain("struct %s ends with an array of no fixed length", st.Tag)
	}
	line := "\tint " + st.Member + ";\n"
	if model != nil && (len(model[3]) > 1 || strings.Contains(model[3], "\t")) { // in columns
		line = model[1] + "int"
		line += pad(line, model[1]+model[2], model[3], true) + st.Member + ";\n"
	}
	out := []change{{st.Struct.File, at, at, line}}
	if c, ok := t.describe(st); ok {
		out = append(out, c)
	}
	return out, nil
}

// closing finds the brace that closes the one at a place, 0 where there is none.
func (t *text) closing(open cparse.Pos) cparse.Pos {
	depth := 0
	for i := int(open); i < len(t.src); i++ {
		switch rest := t.src[i:]; {
		case bytes.HasPrefix(rest, []byte("/*")), bytes.HasPrefix(rest, []byte("//")):
			end := "*/"
			if rest[1] == '/' {
				end = "\n"
			}
			n := bytes.Index(rest[2:], []byte(end))
			if n < 0 {
				return 0
			}
			i += n + 1 + len(end)
		case rest[0] == '{':
			depth++
		case rest[0] == '}':
			if depth--; depth == 0 {
				return cparse.Pos(i)
			}
		}
	}
	return 0
}

// describe adds the new member to the kernel-doc comment above a struct, if there is one that describes members.
func (t *text) describe(st *program.Store) (change, bool) {
	n, _ := t.position(st.Struct.Start)
	top := t.commentAbove(n)
	if !strings.HasPrefix(strings.TrimSpace(t.cut(t.lines[top-1], t.lines[n-1])), "/**") {
		return change{}, false
	}
	at, text := 0, ""
	for i := top; i < n; i++ {
		line := strings.TrimRight(t.cut(t.lines[i-1], t.lineEnd(t.lines[i-1])), "\r\n")
		switch m := described.FindStringSubmatch(line); {
		case m != nil:
			at, text = i+1, m[1]+"@"+st.Member+":"+m[2]+"number of the interrupt\n"
		case at == i && strings.Trim(line, " \t*/") != "": // a description goes on
			at = i + 1
		}
	}
	if at == 0 {
		return change{}, false
	}
	return change{st.Struct.File, t.lines[at-1], t.lines[at-1], text}, true
}
