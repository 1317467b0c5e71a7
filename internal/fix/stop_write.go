package fix

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// changes gives what a .sync_stop needs in the text: the function before the first of the tables that share it, and a
// member in each of them.
func (x *Fixer) changes(s *stop, group []*stop) ([]change, error) {
	out := slices.Clone(s.more)
	if s.extend.Name != "" {
		cs, err := x.extension(s)
		return append(append(out, cs...), x.includes(s)...), err
	}
	value := s.ready
	if value == "" {
		value = s.name
		write := x.function
		if s.home.File != "" {
			write = x.exported
		}
		cs, err := write(group)
		if err != nil {
			return nil, err
		}
		out = append(out, cs...)
	}
	m, err := x.member(s.v, value)
	if err != nil {
		return nil, err
	}
	out = append(out, m)
	less, err := x.unwait(s.v)
	if err != nil {
		return nil, err
	}
	return append(append(out, less...), x.includes(s)...), nil
}

// unwait takes the waits out of .trigger, which must not make any, where the table gets a .sync_stop: in the place of each
// stands the call that stops the same thing without waiting.
func (x *Fixer) unwait(v *program.Verdict) ([]change, error) {
	var out []change
	for _, w := range v.Remedy.Trigger {
		t := x.text(w.Call.File)
		kin := kernelapi.WaitingCalls[w.Name].Kin
		end := w.Call.Start + cparse.Pos(len(w.Name))
		switch {
		case t == nil || t.cut(w.Call.Start, end) != w.Name:
			return nil, uncertain("%s() waits in .trigger with %s(), in a macro", w.In.Name, w.Name)
		case len(kin) == 0:
			return nil, uncertain("%s() waits in .trigger with %s(), and there is no call that stops the same thing without waiting", w.In.Name, w.Name)
		case !w.Alone:
			return nil, uncertain("%s() waits with %s(), in .trigger, too, where it must not", w.In.Name, w.Name)
		}
		out = append(out, change{w.Call.File, w.Call.Start, end, kin[0]})
	}
	return out, nil
}

const lineWidth = 80

// function writes the callback before the first table of a group.
func (x *Fixer) function(group []*stop) ([]change, error) {
	s := group[0]
	t := x.text(s.v.Pos.File)
	if t == nil {
		return nil, errUnreadable
	}
	at, from := s.start(), []cparse.Pos{}
	for _, o := range group {
		at = min(at, o.start())
		from = append(from, o.start(), o.memberPos())
	}
	item := t.itemStart(at)
	at = t.visible(item, from)
	text := t.guarded("static " + s.head(t) + s.text())
	if name := newNames(text, t.cut(0, at), t.cut(at, item)); name != "" {
		return nil, uncertain("the callback would stand in front of an #if, where %s is not known yet", name)
	}
	if s.behind > at { // it needs what is declared further down
		below := t.lineEnd(s.behind)
		if !strings.HasSuffix(strings.TrimSpace(t.cut(0, below)), ";") || len(t.arms(below)) > 0 || len(t.arms(at)) > 0 {
			return nil, uncertain("the callback needs what is declared behind the table")
		}
		proto := "static " + s.head(t) + ";\n\n"
		return []change{insertion(s.v.Pos.File, int(at), proto), insertion(s.v.Pos.File, int(below), "\n"+text)}, nil
	}
	if strings.HasSuffix(t.cut(0, at), "\n\n\n") { // two blank lines before the table: one of them goes behind
		at--
	} else {
		text += "\n"
	}
	return []change{{s.v.Pos.File, at, at, text}}, nil
}

// memberPos is where the table gets its new member.
func (s *stop) memberPos() cparse.Pos {
	if m, _ := neighbour(s.v.Remedy.Members); m != nil {
		return m.Elem.Start
	}
	return s.start()
}

// newNames gives a name that a text uses and that comes up only between the place where it is put and the one where it
// was to be.
func newNames(text, before, between string) string {
	for _, n := range identifier.FindAllString(text, -1) {
		if word(between, n) && !word(before, n) {
			return n
		}
	}
	return ""
}

// exported writes the callback behind the one that shows how, in the file of that one, with a declaration behind its
// declaration and an export behind its export.
func (x *Fixer) exported(group []*stop) ([]change, error) {
	s := group[0]
	t, h := x.text(s.home.File), x.text(s.proto.File)
	if t == nil || h == nil {
		return nil, errUnreadable
	}
	at := t.lineEnd(s.home.End)
	text := "\n" + s.head(t) + s.text()
	if next := t.cut(at, t.lineEnd(at)); strings.HasPrefix(next, "EXPORT_SYMBOL") && word(next, s.home.Name) {
		at = t.lineEnd(at)
		text += strings.ReplaceAll(strings.TrimRight(next, "\r\n"), s.home.Name, s.name) + "\n"
	}
	end := strings.IndexByte(h.cut(s.proto.Start, cparse.Pos(len(h.src))), ';')
	if end < 0 {
		return nil, uncertain("the declaration of %s() was not understood", s.home.Name)
	}
	below := h.lineEnd(s.proto.Start + cparse.Pos(end))
	return []change{{s.home.File, at, at, text}, {s.proto.File, below, below, s.head(h) + ";\n"}}, nil
}

// head is the callback's declaration as a file lays it out, without what makes it static.
func (s *stop) head(t *text) string {
	head, static := "int "+s.name+"(", 0
	if s.home.File == "" {
		static = len("static ")
	}
	line := head + strings.Join(s.params, ", ") + ")"
	if static+width(line) < lineWidth {
		return line
	}
	return head + strings.Join(s.params, ",\n"+t.blanks(static+width(head))) + ")"
}

// text is the callback's body.
func (s *stop) text() string {
	end := "\n\treturn 0;\n"
	if n := len(s.waits); n > 0 && strings.HasPrefix(s.waits[n-1], "return ") {
		end = ""
	}
	return "\n{\n" + body(s.copied, s.decls, s.tested, s.waits) + end + "}\n"
}

// body writes declarations, tests and waits, with lines of another function between them.
func body(copied string, decls, tested, waits []string) string {
	var b strings.Builder
	for _, d := range decls {
		b.WriteString("\t" + d + "\n")
	}
	if len(decls) > 0 {
		b.WriteString("\n")
	}
	for _, name := range tested {
		b.WriteString("\tif (!" + name + ")\n\t\treturn 0;\n\n")
	}
	b.WriteString(copied)
	for _, w := range waits {
		b.WriteString("\t" + w + "\n")
	}
	return b.String()
}

// start is where the item begins that holds the table.
func (s *stop) start() cparse.Pos {
	if s.v.Remedy.In.Name != "" {
		return s.v.Remedy.In.Pos
	}
	return s.v.Remedy.Var.Start
}

// width is the width of a line with its tabs.
func width(s string) int {
	n := 0
	for _, c := range s {
		if c == '\t' {
			n += tabWidth - n%tabWidth
		} else {
			n++
		}
	}
	return n
}

// itemStart is the first line of the item at file scope that holds p, with the comment that stands right above it.
func (t *text) itemStart(p cparse.Pos) cparse.Pos {
	n, _ := t.position(p)
	line := func(i int) string { return strings.TrimSpace(t.cut(t.lines[i-1], t.lineEnd(t.lines[i-1]))) }
	for n > 1 {
		s := line(n - 1)
		if s == "" || strings.HasPrefix(s, "#") || strings.HasSuffix(s, "}") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, "*/") ||
			strings.HasSuffix(s, ")") && !strings.Contains(s, " ") {
			break
		}
		n--
	}
	if open, ok := t.opensItem(n); ok {
		return t.itemStart(open)
	}
	return t.lines[t.commentAbove(n)-1]
}

// commentAbove is the first line of the comment that ends right above line n, or n where there is none.
func (t *text) commentAbove(n int) int {
	line := func(i int) string { return strings.TrimSpace(t.cut(t.lines[i-1], t.lineEnd(t.lines[i-1]))) }
	if n > 1 && strings.HasSuffix(line(n-1), "*/") && strings.HasPrefix(line(n-1), "/*") {
		n--
	} else if n > 1 && line(n-1) == "*/" {
		for n > 1 && !strings.HasPrefix(line(n-1), "/*") {
			n--
		}
		n--
	}
	return max(n, 1)
}

// opensItem gives the line of an #if that ends right above line n and holds the first words of the item that goes on there.
func (t *text) opensItem(n int) (cparse.Pos, bool) {
	if n < 3 || !strings.HasPrefix(strings.TrimSpace(t.cut(t.lines[n-2], t.lineEnd(t.lines[n-2]))), "#endif") {
		return 0, false
	}
	last := strings.TrimSpace(t.cut(t.lines[n-3], t.lineEnd(t.lines[n-3])))
	if last == "" || strings.ContainsAny(last[len(last)-1:], ";}/)") || strings.HasPrefix(last, "#") {
		return 0, false
	}
	arms := t.arms(t.lines[n-3])
	if len(arms) == 0 {
		return 0, false
	}
	return arms[len(arms)-1].start, true
}

// nameStops gives each .sync_stop that is to be written its name: that of the table's other callbacks, with the member
// that is new. Tables that share one get what their names have in common.
func (x *Fixer) nameStops(groups [][]*stop) {
	taken := map[string]bool{}
	for _, g := range groups {
		var names []string
		for _, s := range g {
			names = append(names, prefix(s.v))
		}
		name := names[0]
		for _, n := range names[1:] {
			name = common(name, n)
		}
		name = strings.TrimRight(name, "_") + "_" + kernelapi.SyncStop
		if name[0] == '_' {
			name = prefix(g[0].v) + "_" + kernelapi.SyncStop
		}
		t := x.text(g[0].file())
		for t != nil && (taken[g[0].file()+name] || word(string(t.src), name)) {
			own := prefix(g[0].v) + "_" + kernelapi.SyncStop
			if own == name {
				own = strings.ReplaceAll(g[0].v.Name, ".", "_") + "_" + kernelapi.SyncStop
			}
			if own == name || taken[g[0].file()+own] || word(string(t.src), own) {
				name = ""
				break
			}
			name = own
		}
		taken[g[0].file()+name] = true
		for _, s := range g {
			s.name = name
		}
	}
}

// prefix is what the names of a table's callbacks begin with: snd_x_playback of snd_x_playback_trigger.
func prefix(v *program.Verdict) string {
	for _, name := range []string{"trigger", "prepare", "pointer", "hw_free", "close", "open", "hw_params"} {
		for _, m := range v.Remedy.Members {
			if m.Name == name && m.Func.Name != "" {
				for _, end := range []string{"_" + name, "_" + strings.ReplaceAll(name, "_", "")} {
					if p, ok := strings.CutSuffix(m.Func.Name, end); ok && p != "" {
						return p
					}
				}
			}
		}
	}
	return strings.TrimSuffix(strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r == '>' || r == '[' || r == ']' {
			return '_'
		}
		return r
	}, v.Name), "_ops")
}

// common is what two names have in common, up to a whole word.
func common(a, b string) string {
	as, bs := strings.Split(a, "_"), strings.Split(b, "_")
	n := 0
	for n < len(as) && n < len(bs) && as[n] == bs[n] {
		n++
	}
	return strings.Join(as[:n], "_")
}

// member writes .sync_stop into a table, where the struct has it: behind .trigger, before .pointer.
func (x *Fixer) member(v *program.Verdict, value string) (change, error) {
	t := x.text(v.Pos.File)
	if t == nil {
		return change{}, errUnreadable
	}
	model, behind := neighbour(v.Remedy.Members)
	if model == nil {
		return change{}, uncertain("the table has no member to put .sync_stop beside")
	}
	start, end := t.lineStart(model.Elem.Start), t.lineEnd(model.Elem.Start)
	line := strings.TrimRight(t.cut(start, end), "\r\n")
	format := elemLine
	if v.Remedy.Assigned {
		format = assignLine
	}
	m := format.FindStringSubmatch(line)
	if m == nil {
		return change{}, uncertain("the table's members do not stand on lines of their own")
	}
	at := end
	if !behind || !strings.HasSuffix(strings.TrimSpace(m[7]), memberEnd(v.Remedy)) {
		at = start
	}
	return change{v.Pos.File, at, at, t.guarded(t.layout(v.Remedy, m, value) + "\n")}, nil
}

// neighbour picks the member that .sync_stop is put behind, or before.
func neighbour(ms []program.Member) (m *program.Member, behind bool) {
	find := func(name string) *program.Member {
		for i := range ms {
			if ms[i].Name == name && !ms[i].Ifdef {
				return &ms[i]
			}
		}
		return nil
	}
	if m := find("trigger"); m != nil {
		return m, true
	}
	if m := find("pointer"); m != nil {
		return m, false
	}
	for _, name := range []string{"prepare", "hw_free", "hw_params", "close", "open"} {
		if m := find(name); m != nil {
			return m, true
		}
	}
	return nil, false
}

// includes adds the header of a waiting function where the file shows no sign of it.
func (x *Fixer) includes(s *stop) []change {
	t := x.text(s.file())
	var out []change
	for _, w := range append(slices.Clone(s.waits), s.ready+"(") {
		if _, wait, ok := strings.Cut(w, "\n"); ok { // it is guarded
			w = strings.TrimSpace(wait)
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(w, "return "), "(")
		h := kernelapi.WaitingCalls[name].Header
		if h.Path == "" || t == nil {
			continue
		}
		known := strings.Contains(string(t.src), "<"+h.Path+">")
		for _, sign := range h.Signs {
			known = known || word(string(t.src), sign)
		}
		if c, ok := t.include(s.file(), h.Path); !known && ok && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// outOfTrigger is the repair of a table that takes a wait out of its .trigger.
func (x *Fixer) outOfTrigger(at finding.Place, res *program.Result, stops map[*program.Verdict]planned) (*finding.Fix, error) {
	for _, v := range res.Verdicts {
		if v.Remedy == nil || v.Status != program.Unsynced ||
			!slices.ContainsFunc(v.Remedy.Trigger, func(w program.TriggerWait) bool { return w.Call.File == at.File && x.startsAt(w.Call, at) }) {
			continue
		}
		p := stops[v]
		if p.err != nil {
			return nil, p.err
		}
		cs, err := x.changes(p.stop, p.group)
		if err != nil {
			return nil, err
		}
		return x.fix("move the wait from .trigger to .sync_stop", cs)
	}
	return nil, uncertain("whether a .sync_stop waits for the same thing has to be looked at")
}

// startsAt tells whether a position is that of a place.
func (x *Fixer) startsAt(p program.Pos, at finding.Place) bool {
	t := x.text(p.File)
	if t == nil {
		return false
	}
	line, col := t.position(p.Start)
	return line == at.Line && col == at.Column
}
