package suppress

import (
	"bytes"
	"path"
	"strings"
)

// Parse lists the directives in the text of a file, in order. The name tells the language: .go is Go, all else C.
func Parse(name string, text []byte) []Directive {
	if !named.Match(text) {
		return nil
	}
	s := &scanner{src: text, golang: path.Ext(name) == ".go", line: 1, kinds: []byte{0, 0}}
	s.run()
	for i := range s.out {
		s.out[i].Next = s.after(s.out[i].Last)
	}
	return s.out
}

// What a line holds.
const (
	hasComment = 1 << iota
	hasCode
)

// scanner finds comments.
type scanner struct {
	src    []byte
	golang bool
	at     int
	line   int    // of at
	bol    int    // where that line begins
	kinds  []byte // by line: what it holds
	out    []Directive
}

func (s *scanner) run() {
	for s.at < len(s.src) {
		c := s.src[s.at]
		switch {
		case c == '\n' || c == ' ' || c == '\t' || c == '\r':
			s.step()
		case s.starts("//"):
			s.comment(s.lineComment())
		case s.starts("/*"):
			s.comment(s.blockComment())
		case c == '"' || c == '\'':
			s.skip(s.quoted(c))
		case c == '`' && s.golang:
			s.skip(s.raw())
		default:
			s.kinds[s.line] |= hasCode
			s.step()
		}
	}
}

func (s *scanner) starts(word string) bool { return bytes.HasPrefix(s.src[s.at:], []byte(word)) }

// step goes on by one byte.
func (s *scanner) step() {
	if s.src[s.at] == '\n' {
		s.line++
		s.bol = s.at + 1
		s.kinds = append(s.kinds, 0)
	}
	s.at++
}

// skip goes over a literal.
func (s *scanner) skip(end int) {
	for s.at < end {
		s.kinds[s.line] |= hasCode
		s.step()
	}
}

// lineComment is where a // comment ends; in C a backslash takes it to the next line.
func (s *scanner) lineComment() int {
	i := s.at
	for {
		n := bytes.IndexByte(s.src[i:], '\n')
		if n < 0 {
			return len(s.src)
		}
		i += n
		if s.golang || !bytes.HasSuffix(bytes.TrimSuffix(s.src[:i], []byte("\r")), []byte(`\`)) {
			return i
		}
		i++
	}
}

func (s *scanner) blockComment() int {
	n := bytes.Index(s.src[s.at+2:], []byte("*/"))
	if n < 0 {
		return len(s.src)
	}
	return s.at + 2 + n + 2
}

// quoted is where a literal in quotes ends: at the end of the line when it is not closed.
func (s *scanner) quoted(quote byte) int {
	for i := s.at + 1; i < len(s.src); i++ {
		switch s.src[i] {
		case '\\':
			i++
		case quote:
			return i + 1
		case '\n':
			return i
		}
	}
	return len(s.src)
}

func (s *scanner) raw() int {
	n := bytes.IndexByte(s.src[s.at+1:], '`')
	if n < 0 {
		return len(s.src)
	}
	return s.at + 1 + n + 1
}

// comment looks for directives in a comment: at the beginning of it, or of one of its lines.
func (s *scanner) comment(end int) {
	first, had := s.line, len(s.out)
	text := ""         // of the directive at hand, after Word
	var cur *Directive // it
	finish := func() {
		if cur != nil {
			if cur.Miss == "" {
				cur.Rules, cur.Reason, cur.Undashed = rulesAndReason(text)
			}
			s.out = append(s.out, *cur)
		}
	}
	for s.at < end {
		s.kinds[s.line] |= hasComment
		stop := end
		if n := bytes.IndexByte(s.src[s.at:end], '\n'); n >= 0 {
			stop = s.at + n
		}
		line := string(s.src[s.at:stop])
		body := strings.TrimLeft(line, "/* \t")
		column := s.at - s.bol + 1 + len(line) - len(body)
		body = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(body, " \t\r"), "*/"), " \t\r*\\")
		if rest, ok := afterWord(body); ok {
			finish()
			cur = &Directive{Line: s.line, Column: column, EndColumn: column + len(Word), First: first}
			text = rest
		} else if near := nearMiss(body, s.golang); near != "" {
			finish()
			cur = &Directive{Line: s.line, Column: column, EndColumn: column + len(near), First: first, Miss: near}
		} else {
			text += " " + body
		}
		for s.at < stop {
			s.step()
		}
		if s.at < end {
			s.step() // the end of the line
		}
	}
	finish()
	for i := had; i < len(s.out); i++ {
		s.out[i].Last = s.line
	}
}

// afterWord gives what follows a directive's Word, which ends where a word ends.
func afterWord(body string) (string, bool) {
	rest, ok := strings.CutPrefix(body, Word)
	if !ok || rest != "" && !strings.ContainsAny(rest[:1], " \t,") && !strings.HasPrefix(rest, "--") {
		return "", false
	}
	return rest, true
}

// after is the first line after another that is no mere comment.
func (s *scanner) after(line int) int {
	for line++; line < len(s.kinds) && s.kinds[line] == hasComment; line++ {
	}
	return line
}
