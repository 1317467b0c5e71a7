package cparse

import (
	"bytes"
	"iter"
	"strings"
)

// Macros is what is known of the preprocessor's macros while the files of one compilation are read in their order: what the
// kernel's version gives, and what a driver defines by that. Everything else, CONFIG_X above all, stays unknown.
type Macros struct {
	known    map[string]macro
	unsure   int // how many of the includes that are being read stand in text that only may be compiled
	laddered int // how many in text that is compiled because of the version
}

// macro is what is known of one name.
type macro struct {
	state  macroState
	call   bool // has parameters
	params []string
	body   string
	ladder bool // the version decided whether, or what, it is
}

type macroState uint8

const (
	undefined macroState = iota
	defined
	perhapsDefined // only a configuration could tell
)

// NewMacros starts from macros that are known, each as behind #define: "A 1", "B(x) ((x) + 1)". What these decide is
// decided, also through macros that the text defines by them; what the text's other macros decide is not.
func NewMacros(defines ...string) *Macros {
	m := &Macros{known: make(map[string]macro, len(defines))}
	for _, d := range defines {
		name, x := splitDefine([]byte(d))
		x.ladder = true
		m.known[name] = x
	}
	return m
}

// Settle is a text with the conditionals decided that known macros decide: what is not compiled is blank, and so are the
// directives that are of no more use, while every offset and line stays what it was. Where nothing is decided it is the
// text itself. included is told each #include that is, or may be, compiled, before what follows it is looked at: Settle
// of the file that it means, with the same Macros, learns what that defines.
func (m *Macros) Settle(src []byte, included func(Include)) []byte {
	s := &settler{m: m, src: src, out: src, included: included, unsure: m.unsure > 0, laddered: m.laddered > 0}
	for d := range directives(src) {
		s.take(d)
	}
	for len(s.arms) > 0 { // an #endif is missing
		s.close(directiveLine{start: len(src), end: len(src)})
	}
	return s.out
}

// settler walks over the directives of one text.
type settler struct {
	m                *Macros
	src, out         []byte
	included         func(Include)
	unsure, laddered bool  // see Macros, of the text as a whole
	arms             []arm // open conditionals, outermost first, each at the arm that the walk is in
	before           directiveLine
}

// arm is one arm of a conditional and what is known of the arms before it.
type arm struct {
	around       condValue // whether the conditional as a whole is compiled
	aroundLadder bool      // the version decided that

	live   condValue // whether it is compiled
	ladder bool      // the version decided that
	taken  bool      // this arm, or one before it, is compiled unless one before that is: the rest is not
	kept   bool      // its directives stay in the text
	from   int       // where its text begins
	opener string    // the name in #ifndef NAME, of the first arm
}

// directiveLine is one directive with its continuations.
type directiveLine struct {
	start, end int
	word       string
	at         int // of the word
}

func (d directiveLine) rest(src []byte) []byte { return src[d.at+len(d.word) : d.end] }

func (s *settler) take(d directiveLine) {
	switch d.word {
	case "if", "ifdef", "ifndef":
		s.open(d)
	case "elif", "elifdef", "elifndef", "else":
		if len(s.arms) > 0 {
			s.next(d)
		}
	case "endif":
		if len(s.arms) > 0 {
			s.close(d)
		}
	case "define":
		s.define(d)
	case "undef":
		s.undefine(firstIdent(d.rest(s.src)))
	case "include":
		s.include(d)
	}
	s.before = d
}

// state tells whether the text at hand is compiled, and whether that is because of the version.
func (s *settler) state() (live condValue, ladder bool) {
	if n := len(s.arms); n > 0 {
		a := &s.arms[n-1]
		return both(a.around, a.live), a.aroundLadder || a.ladder
	}
	live = condTrue
	if s.unsure {
		live = condUnknown
	}
	return live, s.laddered
}

// both is whether text is compiled that two conditions stand around.
func both(a, b condValue) condValue {
	switch {
	case a == condFalse || b == condFalse:
		return condFalse
	case a == condUnknown || b == condUnknown:
		return condUnknown
	}
	return condTrue
}

// decide is what the condition of a directive comes to, where it is the version that decides it.
func (s *settler) decide(d directiveLine) condValue {
	var v value
	switch d.word {
	case "else":
		return condTrue
	case "if", "elif":
		v = s.m.evaluate(d.rest(s.src))
	case "ifdef", "elifdef":
		v = s.m.isDefined(firstIdent(d.rest(s.src)))
	default:
		v = s.m.isDefined(firstIdent(d.rest(s.src))).not()
	}
	switch {
	case !v.known || !v.ladder:
		return condUnknown
	case v.n == 0:
		return condFalse
	}
	return condTrue
}

func (s *settler) open(d directiveLine) {
	a := arm{from: d.end}
	a.around, a.aroundLadder = s.state()
	if a.around != condFalse {
		a.live = s.decide(d)
		a.ladder = a.live != condUnknown
		a.taken = a.live == condTrue
		a.kept = !a.ladder
		if a.ladder {
			s.blank(d.start, d.end)
		}
		if a.kept && d.word == "ifndef" {
			a.opener = firstIdent(d.rest(s.src))
		}
	}
	s.arms = append(s.arms, a)
}

func (s *settler) next(d directiveLine) {
	a := &s.arms[len(s.arms)-1]
	if a.around == condFalse {
		return
	}
	s.leave(d)
	live := condFalse
	if !a.taken {
		live = s.decide(d)
	}
	a.ladder = live != condUnknown
	switch live {
	case condFalse:
		s.blank(d.start, d.end)
	case condTrue:
		a.taken = true
		if !a.kept {
			s.blank(d.start, d.end)
			break
		}
		if d.word != "else" {
			s.reword(d, "else")
		}
		live, a.ladder = condUnknown, false // compiled unless an undecided arm before it is
	case condUnknown:
		if !a.kept {
			s.reword(d, strings.TrimPrefix(d.word, "el"))
		}
		a.kept = true
	}
	a.live, a.from, a.opener = live, d.end, ""
}

func (s *settler) close(d directiveLine) {
	a := s.arms[len(s.arms)-1]
	if a.around != condFalse {
		s.leave(d)
		if !a.kept {
			s.blank(d.start, d.end)
		}
	}
	s.arms = s.arms[:len(s.arms)-1]
}

// leave ends the innermost arm, before the directive d.
func (s *settler) leave(d directiveLine) {
	if a := s.arms[len(s.arms)-1]; a.live == condFalse {
		s.blank(a.from, d.start)
	}
}

func (s *settler) define(d directiveLine) {
	name, x := splitDefine(d.rest(s.src))
	if name == "" {
		return
	}
	// #ifndef X, #define X: what guards a header, or gives a default, and is no condition for the rest.
	if n := len(s.arms); n > 0 && s.arms[n-1].opener == name && s.before.word == "ifndef" && s.m.known[name].state != perhapsDefined {
		s.arms[n-1].live = condTrue
	}
	live, ladder := s.state()
	s.m.set(name, x, live, ladder)
}

func (s *settler) undefine(name string) {
	if name != "" {
		live, ladder := s.state()
		s.m.set(name, macro{state: undefined}, live, ladder)
	}
}

// set notes that a text defines a name, or undefines it, as far as that text is compiled.
func (m *Macros) set(name string, x macro, live condValue, ladder bool) {
	old, has := m.known[name]
	switch live {
	case condTrue:
		x.ladder = ladder || old.ladder
		m.known[name] = x
	case condUnknown:
		m.known[name] = macro{state: perhapsDefined}
	case condFalse:
		if !has && x.state == undefined {
			return
		}
		old.ladder = true // the other versions have it
		m.known[name] = old
	}
}

func (s *settler) include(d directiveLine) {
	live, ladder := s.state()
	if live == condFalse || s.included == nil {
		return
	}
	in, ok := parseInclude(s.src, directive{start: uint32(d.at + len(d.word)), end: uint32(d.end)})
	if !ok {
		return
	}
	unsure, laddered := s.m.unsure, s.m.laddered
	if live == condUnknown {
		s.m.unsure++
	}
	if ladder {
		s.m.laddered++
	}
	s.included(in)
	s.m.unsure, s.m.laddered = unsure, laddered
}

// blank makes a part of the text white space.
func (s *settler) blank(from, to int) {
	s.own()
	for i := from; i < to; i++ {
		if c := s.out[i]; c != '\n' && c != '\r' {
			s.out[i] = ' '
		}
	}
}

// reword replaces the word of a directive by one that is no longer; #else has no condition.
func (s *settler) reword(d directiveLine, word string) {
	s.own()
	end := d.at + len(d.word)
	if word == "else" {
		end = d.end
	}
	s.blank(d.at, end)
	copy(s.out[d.at:], word)
}

// own makes the text one that may be written to.
func (s *settler) own() {
	if len(s.src) > 0 && &s.out[0] == &s.src[0] {
		s.out = bytes.Clone(s.src)
	}
}

// splitDefine splits NAME body, or NAME(a, b) body.
func splitDefine(text []byte) (name string, x macro) {
	text = plain(text)
	n := identLen(text)
	name, text = string(text[:n]), text[n:]
	x.state = defined
	if len(text) > 0 && text[0] == '(' {
		list, body, ok := bytes.Cut(text[1:], []byte(")"))
		if !ok {
			return "", macro{}
		}
		x.call, text = true, body
		for p := range bytes.SplitSeq(list, []byte(",")) {
			x.params = append(x.params, string(bytes.TrimSpace(p)))
		}
	}
	x.body = string(bytes.TrimSpace(text))
	return name, x
}

// firstIdent is the identifier that a directive is about.
func firstIdent(text []byte) string {
	text = plain(text)
	return string(text[:identLen(text)])
}

func identLen(text []byte) int {
	n := 0
	for n < len(text) && class[text[n]]&cIdent != 0 {
		n++
	}
	return n
}

// plain is the text of a directive on one line, without comments and the blanks around it.
func plain(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 && bytes.IndexByte(text, '/') < 0 {
		return bytes.TrimSpace(text)
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		switch {
		case text[i] == '\\' && lineBreak(text[i+1:]) > 0:
			out = append(out, ' ')
			i += 1 + lineBreak(text[i+1:])
		case text[i] == '/' && i+1 < len(text) && text[i+1] == '*':
			out = append(out, ' ')
			i = commentEnd(text, i)
		case text[i] == '/' && i+1 < len(text) && text[i+1] == '/':
			return bytes.TrimSpace(out)
		default:
			out = append(out, text[i])
			i++
		}
	}
	return bytes.TrimSpace(out)
}

// lineBreak is the length of the line break that a text begins with, 0 for none.
func lineBreak(text []byte) int {
	switch {
	case len(text) > 0 && text[0] == '\n':
		return 1
	case len(text) > 1 && text[0] == '\r' && text[1] == '\n':
		return 2
	}
	return 0
}

// commentEnd is the offset behind the block comment at text[i].
func commentEnd(text []byte, i int) int {
	n := bytes.Index(text[min(i+2, len(text)):], []byte("*/"))
	if n < 0 {
		return len(text)
	}
	return i + 2 + n + 2
}

// directives yields the preprocessor's lines of a text.
func directives(src []byte) iter.Seq[directiveLine] {
	return func(yield func(directiveLine) bool) {
		for i := 0; i < len(src); {
			start := skipBlanks(src, i)
			if start >= len(src) || src[start] != '#' {
				i = joinedEnd(src, i) + 1
				continue
			}
			d := directiveLine{start: start, end: joinedEnd(src, start), at: skipBlanks(src, start+1)}
			d.at = min(d.at, d.end)
			d.word = string(src[d.at : d.at+identLen(src[d.at:d.end])])
			if !yield(d) {
				return
			}
			i = d.end + 1
		}
	}
}

// skipBlanks skips what may stand in front of a directive: blanks, joined lines and comments.
func skipBlanks(src []byte, i int) int {
	for i < len(src) {
		switch c := src[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v':
			i++
		case c == '\\' && lineBreak(src[i+1:]) > 0:
			i += 1 + lineBreak(src[i+1:])
		case c == '/' && i+1 < len(src) && src[i+1] == '*':
			i = commentEnd(src, i)
		default:
			return i
		}
	}
	return i
}

// joinedEnd is where the line at i ends: joined lines, and those that a comment spans, are one.
func joinedEnd(src []byte, i int) int {
	quote := byte(0)
	for i < len(src) {
		switch c := src[i]; {
		case c == '\n':
			return i
		case c == '\\':
			i += 1 + max(1, lineBreak(src[min(i+1, len(src)):]))
			continue
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '/' && i+1 < len(src) && src[i+1] == '*':
			i = commentEnd(src, i)
			continue
		case c == '/' && i+1 < len(src) && src[i+1] == '/':
			n := bytes.IndexByte(src[i:], '\n')
			for n > 0 && (src[i+n-1] == '\\' || n > 1 && src[i+n-1] == '\r' && src[i+n-2] == '\\') {
				more := bytes.IndexByte(src[i+n+1:], '\n')
				if more < 0 {
					return len(src)
				}
				n += 1 + more
			}
			if n < 0 {
				return len(src)
			}
			return i + n
		}
		i++
	}
	return len(src)
}
