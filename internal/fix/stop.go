package fix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// stop is a .sync_stop callback for one table.
type stop struct {
	v      *program.Verdict
	params []string // as the other callbacks spell them
	decls  []string
	copied string // lines of the table's own .hw_free, instead of waits
	waits  []string
	ready  string // a function of the kernel's that does it all, instead of one of the driver's
	name   string
	// home is the callback beside which the new one is written, where that is another file than the table's; proto is its
	// declaration for others.
	home  program.Func
	proto program.Pos
}

// file is the file that the callback is written into.
func (s *stop) file() string {
	if s.home.File != "" {
		return s.home.File
	}
	return s.v.Pos.File
}

// key is equal for tables that can share one function.
func (s *stop) key() string {
	return s.file() + "\n" + strings.Join(s.params, ", ") + "\n" + strings.Join(s.decls, "\n") + "\n" + s.copied + strings.Join(s.waits, "\n")
}

// planStop says how a .sync_stop of a table would wait for everything that has to be waited for.
func (x *Fixer) planStop(v *program.Verdict) (*stop, error) {
	r := v.Remedy
	if len(r.Members) == 0 || r.Var.File == "" {
		return nil, uncertain("the table is neither an initializer of its own nor filled by one function")
	}
	s := &stop{v: v}
	if onlyHelper(r) {
		if !x.has(kernelapi.DMAEngineSyncStop) {
			return nil, uncertain("this kernel has no %s()", kernelapi.DMAEngineSyncStop)
		}
		if !v.ASoC() {
			s.ready = kernelapi.DMAEngineSyncStop
			return s, nil
		}
		params, err := x.params(v, nil)
		if err != nil {
			return nil, err
		}
		s.params = params
		s.waits = []string{fmt.Sprintf("return %s(%s);", kernelapi.DMAEngineSyncStop, lastWord(params[len(params)-1]))}
		return s, nil
	}
	err := x.reachedWaits(s)
	if err != nil && (x.ownWaits(s) || x.waitsForStops(s)) {
		err = nil
	}
	return s, err
}

// reachedWaits plans to wait for each context at what a callback of the table gets at.
func (x *Fixer) reachedWaits(s *stop) error {
	v := s.v
	var order []*program.Awaited // those that start others first
	var add func(a *program.Awaited)
	add = func(a *program.Awaited) {
		for _, b := range a.Starters {
			add(b)
		}
		order = append(order, a)
	}
	for _, a := range v.Remedy.Awaits {
		add(a)
	}
	slices.SortStableFunc(order, func(a, b *program.Awaited) int { return irqFirst(a) - irqFirst(b) })
	for _, a := range v.Remedy.Awaits {
		if a.Restarts {
			return uncertain("%s() starts itself again, but no start of a stream starts it: a wait that cancels it would end the stream at an xrun", a.Entry)
		}
	}
	var from *program.Access
	for _, a := range order {
		if err := x.safe(a); err != nil {
			return err
		}
		if from == nil {
			from = a.Object
		}
		w, err := x.waitFor(a, v)
		if err != nil {
			return err
		}
		for _, b := range a.Object.Bindings {
			d := declaration(b)
			if !slices.Contains(s.decls, d) {
				if slices.ContainsFunc(s.decls, func(o string) bool { return declared(o) == declared(d) }) {
					return uncertain("two callbacks of the table use one name for different things")
				}
				s.decls = append(s.decls, d)
			}
		}
		if !slices.Contains(s.waits, w) {
			s.waits = append(s.waits, w)
		}
	}
	if from == nil {
		return uncertain("nothing to wait for was found")
	}
	params, err := x.params(v, from)
	if err != nil {
		return err
	}
	for _, a := range order {
		other, err := x.params(v, a.Object)
		if err != nil || !slices.Equal(other, params) {
			return uncertain("the callbacks of the table spell their parameters differently")
		}
	}
	s.params = params
	if cb := from.Callback; cb.Func.File != v.Pos.File {
		if cb.Proto.File == "" {
			return uncertain("the table's callbacks are in another file, and no header declares them")
		}
		s.home, s.proto = cb.Func, cb.Proto
	}
	return nil
}

func irqFirst(a *program.Awaited) int {
	if a.Kind.SyncedByIRQ() {
		return 0
	}
	return 1
}

// onlyHelper tells whether the DMA completions of the dmaengine helpers are all that a table has to wait for.
func onlyHelper(r *program.Remedy) bool {
	for _, a := range r.Awaits {
		if !a.Helper {
			return false
		}
	}
	return len(r.Awaits) > 0
}

// safe says why a context may not be waited for.
func (x *Fixer) safe(a *program.Awaited) error {
	switch {
	case a.Helper:
		return uncertain("the DMA of the dmaengine helpers is not all that the table has to wait for")
	case a.Object != nil && a.Object.Null:
		return uncertain("%s may be null: the driver tests it", a.Object.Expr)
	case a.Object == nil:
		return uncertain("%s() cannot be waited for: %s", a.Entry, a.Why)
	case a.Blocks != "":
		return uncertain("%s() calls %s(), which takes a lock that the core holds around .sync_stop", a.Entry, a.Blocks)
	}
	return nil
}

// waitFor spells the call that waits for a context.
func (x *Fixer) waitFor(a *program.Awaited, v *program.Verdict) (string, error) {
	if a.Kind.SyncedByIRQ() && a.Kind != kernelapi.FIQ {
		return fmt.Sprintf("synchronize_irq(%s);", a.Object.Expr), nil
	}
	object := a.Object.Expr
	if !a.Object.Pointer {
		object = "&" + object
	}
	for _, w := range kernelapi.WaitFor {
		if w.Kind != a.Kind || w.Type != "" && w.Type != a.Object.Type {
			continue
		}
		name := w.Own
		if !a.Own && !waitsItself(v, a, w.Own) {
			name = w.Shared
		}
		if name == "" {
			return "", uncertain("what %s() runs for belongs to several streams: a wait that stops it would stop the others", a.Entry)
		}
		for _, n := range strings.Fields(name) {
			if x.has(n) {
				return fmt.Sprintf("%s(%s);", n, object), nil
			}
		}
		return "", uncertain("this kernel has none of %s", name)
	}
	return "", uncertain("there is no call that is known to wait for %s(), a %s", a.Entry, a.Kind)
}

// waitsItself tells whether the driver's .hw_free stops a context for good already, which it will know about.
func waitsItself(v *program.Verdict, a *program.Awaited, call string) bool {
	for _, x := range v.Waits {
		if x.Callback == kernelapi.HWFree && slices.Contains(strings.Fields(call), x.Call) &&
			slices.ContainsFunc(x.For, func(c *program.Context) bool { return c.Entry == a.Entry }) {
			return true
		}
	}
	return false
}

// has tells whether the kernel at hand has a function; one that is not in the tree is taken to be there.
func (x *Fixer) has(name string) bool {
	where, ok := kernelapi.Since[name]
	if !ok {
		return true
	}
	t := x.text(where)
	return t == nil || word(string(t.src), name)
}

func declaration(b program.Binding) string { return fmt.Sprintf("%s = %s;", b.Decl, b.Value) }

// declared is the name that a declaration declares.
func declared(decl string) string {
	left, _, _ := strings.Cut(decl, " = ")
	return lastWord(left)
}

func lastWord(s string) string {
	i := strings.LastIndexAny(s, " *\t")
	return s[i+1:]
}

// params spells the parameters of a callback as another callback of the table does.
func (x *Fixer) params(v *program.Verdict, a *program.Access) ([]string, error) {
	want := kernelapi.OpsStructs[v.Tag].Substream + 1
	var f program.Func
	if a != nil {
		f = a.Callback.Func
	} else {
		for _, m := range v.Remedy.Members {
			if m.Func.Name != "" && kernelapi.OpsStructs[v.Tag].Stream[m.Name] {
				f = m.Func
			}
		}
	}
	if f.Name == "" && a == nil && v.ASoC() {
		return []string{"struct snd_soc_component *component", "struct snd_pcm_substream *substream"}, nil
	}
	if f.Name == "" || x.text(f.File) == nil {
		return nil, uncertain("the table's callbacks are not in its file")
	}
	ps := x.paramList(f)
	if len(ps) < want {
		return nil, uncertain("the parameters of %s() were not understood", f.Name)
	}
	return ps[:want], nil
}

// paramList spells the parameters of a function; none where they are not understood.
func (x *Fixer) paramList(f program.Func) []string {
	text := x.text(f.File).cut(f.Pos, f.End)
	open := strings.IndexByte(text, '(')
	shut := strings.IndexByte(text, ')')
	if open < 0 || shut < open {
		return nil
	}
	ps := cparse.SplitArgs(text[open+1 : shut])
	for i := range ps {
		ps[i] = strings.Join(strings.Fields(ps[i]), " ")
	}
	return ps
}

// changes gives what a .sync_stop needs in the text: the function before the first of the tables that share it, and a
// member in each of them.
func (x *Fixer) changes(s *stop, group []*stop) ([]change, error) {
	var out []change
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
	return append(out, x.includes(s)...), nil
}

const lineWidth = 80

// function writes the callback before the first table of a group.
func (x *Fixer) function(group []*stop) ([]change, error) {
	s := group[0]
	t := x.text(s.v.Pos.File)
	if t == nil {
		return nil, errUnreadable
	}
	at := s.start()
	for _, o := range group[1:] {
		at = min(at, o.start())
	}
	at = t.itemStart(at)
	text := "static " + s.head() + s.text()
	if strings.HasSuffix(t.cut(0, at), "\n\n\n") { // two blank lines before the table: one of them goes behind
		at--
	} else {
		text += "\n"
	}
	return []change{{s.v.Pos.File, at, at, text}}, nil
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
	text := "\n" + s.head() + s.text()
	if next := t.cut(at, t.lineEnd(at)); strings.HasPrefix(next, "EXPORT_SYMBOL") && word(next, s.home.Name) {
		at = t.lineEnd(at)
		text += strings.ReplaceAll(strings.TrimRight(next, "\r\n"), s.home.Name, s.name) + "\n"
	}
	end := strings.IndexByte(h.cut(s.proto.Start, cparse.Pos(len(h.src))), ';')
	if end < 0 {
		return nil, uncertain("the declaration of %s() was not understood", s.home.Name)
	}
	below := h.lineEnd(s.proto.Start + cparse.Pos(end))
	return []change{{s.home.File, at, at, text}, {s.proto.File, below, below, s.head() + ";\n"}}, nil
}

// head is the callback's declaration, without what makes it static.
func (s *stop) head() string {
	head, static := "int "+s.name+"(", 0
	if s.home.File == "" {
		static = len("static ")
	}
	line := head + strings.Join(s.params, ", ") + ")"
	if static+width(line) < lineWidth {
		return line
	}
	return head + strings.Join(s.params, ",\n"+blanks(static+width(head))) + ")"
}

// text is the callback's body.
func (s *stop) text() string {
	var b strings.Builder
	b.WriteString("\n{\n")
	for _, d := range s.decls {
		b.WriteString("\t" + d + "\n")
	}
	if len(s.decls) > 0 {
		b.WriteString("\n")
	}
	returns := false
	b.WriteString(s.copied)
	for _, w := range s.waits {
		b.WriteString("\t" + w + "\n")
		returns = strings.HasPrefix(w, "return ")
	}
	if !returns {
		b.WriteString("\n\treturn 0;\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// start is where the item begins that holds the table.
func (s *stop) start() cparse.Pos {
	if s.v.Remedy.In.Name != "" {
		return s.v.Remedy.In.Pos
	}
	return s.v.Remedy.Var.Start
}

// blanks is white space of a width, as the kernel's style has it.
func blanks(n int) string { return strings.Repeat("\t", n/tabWidth) + strings.Repeat(" ", n%tabWidth) }

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
	if n > 1 && strings.HasSuffix(line(n-1), "*/") && strings.HasPrefix(line(n-1), "/*") {
		n--
	} else if n > 1 && line(n-1) == "*/" {
		for n > 1 && !strings.HasPrefix(line(n-1), "/*") {
			n--
		}
		n--
	}
	return t.lines[max(n, 1)-1]
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
	return change{v.Pos.File, at, at, t.layout(v.Remedy, m, value) + "\n"}, nil
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
		name, _, _ := strings.Cut(strings.TrimPrefix(w, "return "), "(")
		h, ok := kernelapi.HeaderOf[name]
		if !ok || t == nil {
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
