package cparse

import (
	"bytes"
	"strings"
)

// parseInclude reads the text behind #include.
func parseInclude(src []byte, d directive) (Include, bool) {
	i := skipBlank(src, int(d.start), int(d.end))
	if i >= int(d.end) || src[i] != '<' && src[i] != '"' {
		return Include{}, false
	}
	closing := src[i]
	if closing == '<' {
		closing = '>'
	}
	n := bytes.IndexByte(src[i+1:d.end], closing)
	if n < 0 {
		return Include{}, false
	}
	return Include{Path: string(src[i+1 : i+1+n]), System: closing == '>', Pos: Pos(i)}, true
}

// skipBlank passes white space, comments and continuations.
func skipBlank(src []byte, i, end int) int {
	for i < end {
		switch {
		case class[src[i]]&cSpace != 0 || src[i] == '\\':
			i++
		case src[i] == '/' && i+1 < end && src[i+1] == '*':
			i = min(skipBlockComment(src, i), end)
		default:
			return i
		}
	}
	return end
}

// parseDefine reads the text behind #define.
func parseDefine(src []byte, d directive) (Macro, bool) {
	i, end := skipBlank(src, int(d.start), int(d.end)), int(d.end)
	b := i
	for i < end && class[src[i]]&cIdent != 0 {
		i++
	}
	if i == b {
		return Macro{}, false
	}
	m := Macro{Name: string(src[b:i]), Pos: Pos(b)}
	if i < end && src[i] == '(' {
		if n := bytes.IndexByte(src[i:end], ')'); n >= 0 {
			m.FuncLike = true
			for _, p := range strings.Split(plainText(src[i+1:i+n]), ",") {
				if p = strings.Join(strings.Fields(p), ""); p != "" {
					m.Params = append(m.Params, p)
				}
			}
			i += n + 1
		}
	}
	m.Body = strings.TrimSpace(plainText(src[i:end]))
	return m, true
}

// plainText replaces comments and line continuations by blanks.
func plainText(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '/') < 0 {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b) && b[i+1] == '\n':
			out = append(out, ' ')
			i += 2
		case c == '\\' && i+2 < len(b) && b[i+1] == '\r' && b[i+2] == '\n':
			out = append(out, ' ')
			i += 3
		case c == '/' && i+1 < len(b) && b[i+1] == '*':
			out = append(out, ' ')
			i = skipBlockComment(b, i)
		case c == '/' && i+1 < len(b) && b[i+1] == '/':
			i = len(b)
		case c == '"' || c == '\'':
			e := skipQuoted(b, i)
			out = append(out, b[i:e]...)
			i = e
		default:
			out = append(out, c)
			i++
		}
	}
	return string(out)
}

// SplitArgs splits the text between the parentheses of a macro invocation at its top-level commas. Pieces are
// trimmed; an empty text gives one empty piece.
func SplitArgs(text string) []string {
	var out []string
	src := []byte(text)
	depth, b := 0, 0
	for i := 0; i < len(src); {
		switch src[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '"', '\'':
			i = skipQuoted(src, i)
			continue
		case '/':
			if i+1 < len(src) && src[i+1] == '*' {
				i = skipBlockComment(src, i)
				continue
			}
		case ',':
			if depth == 0 {
				out = append(out, strings.TrimSpace(text[b:i]))
				b = i + 1
			}
		}
		i++
	}
	return append(out, strings.TrimSpace(text[b:]))
}

// Expand substitutes args for the macro's parameters in its body, with #, ##, __VA_ARGS__ and named variadics as the
// preprocessor does. Missing arguments are empty; arguments themselves are not expanded first.
func (m *Macro) Expand(args []string) string {
	if !m.FuncLike {
		return expandBody(m.Body, nil)
	}
	bound := make(map[string]string, len(m.Params)+1)
	for i, p := range m.Params {
		if p == "..." || strings.HasSuffix(p, "...") {
			rest := ""
			if i < len(args) {
				rest = strings.Join(args[i:], ", ")
			}
			if name := strings.TrimSuffix(p, "..."); name != "" {
				bound[name] = rest
			} else {
				bound["__VA_ARGS__"] = rest
			}
			break
		}
		bound[p] = ""
		if i < len(args) {
			bound[p] = strings.TrimSpace(args[i])
		}
	}
	return expandBody(m.Body, bound)
}

// Pastes tells whether the macro joins tokens to new names. ", ##args" does not: it drops a comma before no arguments.
func (m *Macro) Pastes() bool {
	rest := "__VA_ARGS__"
	if n := len(m.Params); n > 0 && m.Params[n-1] != "..." {
		rest = strings.TrimSuffix(m.Params[n-1], "...")
	}
	for body := m.Body; ; {
		i := strings.Index(body, "##")
		if i < 0 {
			return false
		}
		before := strings.TrimRight(body[:i], " \t")
		body = strings.TrimLeft(body[i+2:], " \t")
		after, ok := strings.CutPrefix(body, rest)
		if !strings.HasSuffix(before, ",") || !ok || after != "" && class[after[0]]&cIdent != 0 {
			return true
		}
	}
}

// piece is one token of a macro body with the blank before it.
type piece struct {
	space bool
	text  string
}

func bodyPieces(body string) []piece {
	l := lexer{src: []byte(body)}
	l.onDir = func(directive) {}
	// A '#' that begins the body is no directive: lex from a line that has begun.
	l.src = append([]byte("; "), l.src...)
	l.run()
	var out []piece
	last := uint32(2)
	for _, t := range l.toks[1:] {
		out = append(out, piece{t.start > last, string(l.src[t.start:t.end])})
		last = t.end
	}
	return out
}

func expandBody(body string, bound map[string]string) string {
	ps := bodyPieces(body)
	var b strings.Builder
	glue, spaced := false, false // the piece before was ##, with a blank before it
	for i := 0; i < len(ps); i++ {
		p := ps[i]
		if p.text == "##" {
			glue, spaced = true, p.space
			continue
		}
		text := p.text
		val, isParam := bound[text]
		switch {
		case text == "#" && i+1 < len(ps) && bound != nil:
			if v, ok := bound[ps[i+1].text]; ok {
				text = stringify(v)
				i++
			}
		case isParam:
			text = val
		}
		if glue && isParam && text == "" && strings.HasSuffix(b.String(), ",") {
			// , ## __VA_ARGS__ with nothing to insert takes the comma away
			s := strings.TrimSuffix(b.String(), ",")
			b.Reset()
			b.WriteString(s)
		}
		if b.Len() > 0 && (!glue && p.space || glue && spaced && isParam && text != "" && strings.HasSuffix(b.String(), ",")) {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		glue = false
	}
	return b.String()
}

func stringify(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
