package program

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// Macros that expand to macros are followed so far; beyond easyDepth only so many in a file, and one that comes back in
// its own expansion only so often, since each may stand for several.
const (
	maxMacroDepth = 32
	easyDepth     = 6
	maxDeepMacros = 2000
	maxOwnReturns = 4
)

// expandedFrom names the macros that a text was expanded from, innermost first.
type expandedFrom struct {
	macro string
	up    *expandedFrom
}

// deeper tells whether a call of a macro in the text of a root is still to be expanded.
func (r *root) deeper(macro string) bool {
	if r.depth < easyDepth {
		return true
	}
	n := 0
	for in := r.in; in != nil; in = in.up {
		if in.macro == macro {
			n++
		}
	}
	return r.depth < maxMacroDepth && r.u.deepMacros < maxDeepMacros && n < maxOwnReturns
}

// noteMacro remembers a call of one of the driver's own macros. It is expanded when something is asked that the macro's
// body speaks of; at once where its body pastes names together.
func (w *symbolLayer) noteMacro(s *site) {
	callee := s.e.Args[0]
	if callee.Kind != cparse.Ident || !s.root.deeper(callee.Name) {
		return
	}
	m := w.ownMacro(s.root.u, callee.Name)
	if m == nil || !m.FuncLike {
		return
	}
	if w.makesNames(s.root.u, m) {
		w.expand(s, m)
		return
	}
	s.root.u.macroCalls[callee.Name] = append(s.root.u.macroCalls[callee.Name], s)
}

// A macroIn is a macro as a file sees it.
type macroIn struct {
	u *unit
	m *cparse.Macro
}

// makesNames tells whether what a macro's calls mention depends on their arguments' text, in the macro's own body or in
// those of the driver's macros that it hands them to.
func (w *symbolLayer) makesNames(u *unit, m *cparse.Macro) bool {
	is, ok := w.nameMacros[macroIn{u, m}]
	if ok {
		return is
	}
	is = m.Pastes() || namesMember(m)
	if !is && len(m.Params) > 0 {
		for x := range w.spokenBy(u, m.Name) {
			if y := w.ownMacro(u, x); y != nil && y.FuncLike && (y.Pastes() || namesMember(y)) {
				is = true
				break
			}
		}
	}
	w.nameMacros[macroIn{u, m}] = is
	return is
}

// namesMember tells whether a macro takes the name of a struct's member as an argument: (x)->param.
func namesMember(m *cparse.Macro) bool {
	for _, p := range m.Params {
		for rest := m.Body; ; {
			i := strings.Index(rest, p)
			if i < 0 {
				break
			}
			before := strings.TrimRight(rest[:i], " ")
			end := i + len(p)
			whole := (end == len(rest) || !isIdent(rest[end])) && (i == 0 || !isIdent(rest[i-1]))
			if whole && (strings.HasSuffix(before, "->") || strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "..")) {
				return true
			}
			rest = rest[end:]
		}
	}
	return false
}

// expanded gives the expressions that a call of an own macro stands for, nil for any other call.
func (w *symbolLayer) expanded(s *site) []*site {
	callee := s.e.Args[0]
	if s.exp != nil || callee.Kind != cparse.Ident {
		return s.expansion()
	}
	u := s.root.u
	if len(u.macroCalls[callee.Name]) == 0 {
		return nil
	}
	w.expand(s, w.ownMacro(u, callee.Name))
	return s.expansion()
}

// expandedValue is the expression that is the value of a call of an own macro, nil for any other call.
func (w *symbolLayer) expandedValue(s *site) *site {
	x := w.expanded(s)
	if len(x) == 0 {
		return nil
	}
	return x[len(x)-1]
}

// about expands the macro calls of a unit whose macros speak of a name, so that the unit's indexes are complete for it.
func (w *symbolLayer) about(u *unit, name string) {
	w.expandCalls(u, name, func(*site) bool { return true })
}

// expandCalls expands those of a unit's macro calls that are wanted and whose macros speak of a name.
func (w *symbolLayer) expandCalls(u *unit, name string, wanted func(*site) bool) {
	if len(u.macroCalls) == 0 {
		return
	}
	for again := true; again; {
		again = false
		for m, calls := range u.macroCalls {
			if !slices.ContainsFunc(calls, wanted) || !w.speaksOf(u, m, name) {
				continue
			}
			u.macroCalls[m] = slices.DeleteFunc(slices.Clone(calls), wanted)
			mac := w.ownMacro(u, m)
			for _, s := range calls {
				if s.exp == nil && wanted(s) {
					w.expand(s, mac)
				}
			}
			again = true
		}
	}
}

// expand adds what a call of one of the driver's own macros expands to.
func (w *symbolLayer) expand(s *site, m *cparse.Macro) {
	u := s.root.u
	s.exp = &[]*site{}
	depth := s.root.depth
	if depth >= easyDepth {
		u.deepMacros++
	}
	var args []string
	if depth == 0 {
		args = w.argText(u, s.e.Pos, s.e.End)
	} else {
		for _, a := range s.e.Args[1:] {
			args = append(args, exprText(a))
		}
	}
	text := m.Expand(args)
	at, end := s.e.Pos, s.e.End
	if g := s.root.fn; g != nil {
		f := cparse.ParseFragment(cparse.FragmentStmts, text, at, end)
		if f != nil && len(f.Funcs) > 0 {
			*s.exp = append(*s.exp, w.addBody(u, g, &f.Funcs[0], s, depth+1)...)
		}
		return
	}
	f := cparse.ParseFragment(cparse.FragmentInit, text, at, end)
	if f != nil && len(f.Funcs) > 0 && len(f.Funcs[0].Stmts) > 0 && f.Funcs[0].Stmts[0].X != nil {
		r := *s.root
		r.depth++
		r.in = &expandedFrom{m.Name, s.root.in}
		x := &site{e: f.Funcs[0].Stmts[0].X, up: s.up, arg: s.arg, root: &r}
		w.addSite(x)
		*s.exp = []*site{x}
	}
}

// speaksOf tells whether a macro's body mentions a name, itself or through another macro of the driver.
func (w *symbolLayer) speaksOf(u *unit, macro, name string) bool { return w.spokenBy(u, macro)[name] }

// spokenBy gives all that a macro's body mentions, itself or through others.
func (w *symbolLayer) spokenBy(u *unit, macro string) map[string]bool {
	words, ok := u.spoken[macro]
	if !ok {
		words = map[string]bool{}
		w.addWords(u, macro, words)
		u.spoken[macro] = words
	}
	return words
}

// addWords collects the identifiers of a macro's body and of the bodies of the driver's macros that it mentions.
func (w *symbolLayer) addWords(u *unit, macro string, words map[string]bool) {
	m := w.ownMacro(u, macro)
	if m == nil {
		return
	}
	for x := range wordsOf(m.Body) {
		if !words[x] {
			words[x] = true
			w.addWords(u, x, words)
		}
	}
}

func wordsOf(text string) map[string]bool {
	out := map[string]bool{}
	for i := 0; i < len(text); {
		if !isIdent(text[i]) {
			i++
			continue
		}
		j := i
		for j < len(text) && isIdent(text[j]) {
			j++
		}
		out[text[i:j]] = true
		i = j
	}
	return out
}

// ownMacro finds a macro that belongs to the driver: defined in the file itself or in a header of its own, not one of
// the kernel's general ones, which kernelapi knows where they matter.
func (w *symbolLayer) ownMacro(u *unit, name string) *cparse.Macro {
	if m, ok := u.macros[name]; ok {
		return m
	}
	if m, ok := u.own[name]; ok {
		return m
	}
	h := cparse.HashName(name)
	if !w.graph.HeaderHasMacro(h) && w.graph.IsRelevant(u.path) && !w.graph.IsPart(u.path) || w.api().Calls(name) {
		return nil
	}
	u.own[name] = nil // a macro that needs itself
	for _, path := range w.definesFor(u.path) {
		s, err := w.summary(path)
		if err != nil || !s.DefinesMacro(h) {
			continue
		}
		if x := w.unit(path); x != nil && x.macros[name] != nil {
			u.own[name] = x.macros[name]
			if !slices.Contains(u.macrosFrom, path) {
				u.macrosFrom = append(u.macrosFrom, path)
			}
			return x.macros[name]
		}
	}
	return nil
}

// definesFor lists the files whose macros a file may use: those that it includes and, for a source that others include,
// these.
func (w *symbolLayer) definesFor(file string) []string {
	if w.graph.IsPart(file) {
		return w.group(file)[1:]
	}
	return w.localClosure(file)
}

// pastedName gives a function whose name is made by a macro, FN(open)(...) { }, the name that it has; one whose head is a
// macro, HANDLER(x_interrupt) { }, the parameters as well.
func (w *symbolLayer) pastedName(u *unit, d *cparse.Func) *cparse.Func {
	m := w.ownMacro(u, d.Name)
	if m == nil || !m.FuncLike {
		return d
	}
	src := w.source(u)
	if int(d.Pos) >= len(src) || int(d.End) > len(src) || d.Pos > d.End {
		return d
	}
	text := string(src[d.Pos:d.End])
	open, shut := strings.IndexByte(text, '('), strings.IndexByte(text, ')')
	if open < 0 || shut < open {
		return d
	}
	head := strings.TrimSpace(m.Expand(cparse.SplitArgs(text[open+1 : shut])))
	if isName(head) {
		return d.Renamed(head)
	}
	f := cparse.ParseFragment(cparse.FragmentItems, head+" { }", d.Pos, d.End)
	if f == nil || len(f.Funcs) != 1 || f.Funcs[0].Name == "" {
		return d
	}
	named := d.Renamed(f.Funcs[0].Name)
	named.Static, named.Ret, named.Params = f.Funcs[0].Static, f.Funcs[0].Ret, f.Funcs[0].Params
	return named
}

// argText gives the source text of a call's arguments.
func (w *symbolLayer) argText(u *unit, pos, end cparse.Pos) []string {
	src := w.source(u)
	if int(end) > len(src) || pos >= end {
		return nil
	}
	text := string(src[pos:end])
	open := -1
	for i := range text {
		if text[i] == '(' {
			open = i
			break
		}
	}
	if open < 0 || text[len(text)-1] != ')' {
		return nil
	}
	return cparse.SplitArgs(text[open+1 : len(text)-1])
}

// exprText spells an expression of an expansion again, well enough to be an argument of a further macro.
func exprText(e *cparse.Expr) string {
	arg := func(i int) string { return exprText(e.Args[i]) }
	switch e.Kind {
	case cparse.Ident, cparse.Const:
		return e.Name
	case cparse.Member:
		if e.Arrow {
			return "(" + arg(0) + ")->" + e.Name
		}
		return "(" + arg(0) + ")." + e.Name
	case cparse.Index:
		return "(" + arg(0) + ")[" + arg(1) + "]"
	case cparse.Addr:
		return "&(" + arg(0) + ")"
	case cparse.Deref:
		return "*(" + arg(0) + ")"
	case cparse.Cast:
		return arg(0)
	case cparse.TypeArg:
		return e.Type.Base
	case cparse.Call:
		t := arg(0) + "("
		for i := 1; i < len(e.Args); i++ {
			if i > 1 {
				t += ", "
			}
			t += arg(i)
		}
		return t + ")"
	}
	return "0"
}
