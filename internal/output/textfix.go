package output

import (
	"bytes"
	"strings"

	"github.com/fatih/color"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// fix writes a repair: its summary and the lines that it takes away and adds.
func (t *textWriter) fix(fix *finding.Fix) {
	if fix == nil {
		return
	}
	t.printf("%s: %s\n", t.c.help.Sprint("fix"), clean(fix.Summary))
	for _, e := range fix.Edits {
		first, old, repl, ok := t.src.changed(e)
		if !ok {
			continue
		}
		t.location(":::", finding.Place{File: e.File, Line: first})
		t.changed(first, '-', old, t.c.del)
		t.changed(first, '+', repl, t.c.add)
	}
}

// changed returns the lines that e takes away and adds, and the number of the first.
func (s *sources) changed(e finding.Edit) (first int, old, repl [][]byte, ok bool) {
	old, repl, ok = s.edited(e)
	first = e.StartLine
	for len(old) > 0 && len(repl) > 0 && bytes.Equal(old[0], repl[0]) {
		old, repl, first = old[1:], repl[1:], first+1
	}
	for len(old) > 0 && len(repl) > 0 && bytes.Equal(old[len(old)-1], repl[len(repl)-1]) {
		old, repl = old[:len(old)-1], repl[:len(repl)-1]
	}
	return first, old, repl, ok
}

// edited returns the lines that e touches, before and after it.
func (s *sources) edited(e finding.Edit) (old, repl [][]byte, ok bool) {
	for n := e.StartLine; n <= e.EndLine; n++ {
		line, ok := s.line(e.File, n)
		if !ok && n == e.StartLine {
			return nil, nil, false
		}
		old = append(old, line)
	}
	if len(old) == 0 {
		return nil, nil, false
	}
	head, tail := old[0], old[len(old)-1]
	text := string(head[:clamp(e.StartColumn-1, len(head))]) + e.NewText + string(tail[clamp(e.EndColumn-1, len(tail)):])
	return old, bytes.Split([]byte(text), []byte("\n")), true
}

func clamp(n, top int) int { return max(0, min(n, top)) }

func (t *textWriter) changed(n int, sign rune, lines [][]byte, paint *color.Color) {
	for i, line := range lines {
		text := strings.TrimRight(quote(line, 0, 1, t.o.Width).text, " ")
		t.printf("%s %s\n", t.c.frame.Sprintf("%*d", t.gutter, n+i), paint.Sprint(string(sign)+" "+text))
	}
}
