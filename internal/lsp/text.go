package lsp

import (
	"bytes"
	"errors"
	"sort"
	"unicode/utf8"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// encoding is the unit in which a client counts the characters of a line.
type encoding string

const (
	utf16 encoding = "utf-16"
	utf8s encoding = "utf-8"
)

// text is one state of a file with its lines. It never changes.
type text struct {
	data  []byte
	lines []int // where each line begins, as the protocol counts them: "\n", "\r\n" and "\r" end one
	plain bool  // no "\r" ends a line by itself: a compiler counts the same lines
}

func newText(data []byte) *text {
	t := &text{data: data, plain: true}
	t.lines = make([]int, 1, 1+bytes.Count(data, []byte{'\n'}))
	if bytes.IndexByte(data, '\r') < 0 {
		for i := 0; ; {
			n := bytes.IndexByte(data[i:], '\n')
			if n < 0 {
				return t
			}
			i += n + 1
			t.lines = append(t.lines, i)
		}
	}
	for i, c := range data {
		switch {
		case c == '\r' && (i+1 == len(data) || data[i+1] != '\n'):
			t.plain = false
			t.lines = append(t.lines, i+1)
		case c == '\n':
			t.lines = append(t.lines, i+1)
		}
	}
	return t
}

// line is the text of a line without its end. Beyond the last one it is empty.
func (t *text) line(n int) []byte {
	if n < 0 || n >= len(t.lines) {
		return nil
	}
	end := len(t.data)
	if n+1 < len(t.lines) {
		end = t.lines[n+1]
	}
	return bytes.TrimRight(t.data[t.lines[n]:end], "\r\n")
}

// offset finds the byte that a position means. As the protocol wants it, a character beyond the end of its line is that
// end; a line beyond the last one is the end of the text.
func (t *text) offset(p protocol.Position, enc encoding) int {
	if int(p.Line) >= len(t.lines) {
		return len(t.data)
	}
	line := t.line(int(p.Line))
	at, units := 0, uint32(0)
	if enc == utf8s {
		at = min(int(p.Character), len(line))
		for at > 0 && at < len(line) && !utf8.RuneStart(line[at]) {
			at-- // not into a character
		}
		return t.lines[p.Line] + at
	}
	for at < len(line) && units < p.Character {
		r, size := utf8.DecodeRune(line[at:])
		units += units16(r)
		if units > p.Character {
			break // the middle of a character is its beginning
		}
		at += size
	}
	return t.lines[p.Line] + at
}

// units16 is the length of a character in UTF-16. A byte that is no text shows as one replacement character.
func units16(r rune) uint32 {
	if r > 0xffff {
		return 2
	}
	return 1
}

// position is where a byte stands.
func (t *text) position(offset int, enc encoding) protocol.Position {
	offset = max(0, min(offset, len(t.data)))
	n := sort.SearchInts(t.lines, offset+1) - 1
	part := t.data[t.lines[n]:offset]
	if enc == utf8s {
		return protocol.Position{Line: uint32(n), Character: uint32(len(part))}
	}
	units := uint32(0)
	for len(part) > 0 {
		r, size := utf8.DecodeRune(part)
		units += units16(r)
		part = part[size:]
	}
	return protocol.Position{Line: uint32(n), Character: units}
}

// at finds the byte at a line and column as findings have them: from 1, columns in bytes, lines ended by "\n".
func (t *text) at(line, column int) int {
	line, column = max(line, 1), max(column, 1)
	start, end := 0, len(t.data)
	if t.plain {
		if line > len(t.lines) {
			return len(t.data)
		}
		start = t.lines[line-1]
		if line < len(t.lines) {
			end = t.lines[line] - 1
		}
	} else {
		for range line - 1 {
			n := bytes.IndexByte(t.data[start:], '\n')
			if n < 0 {
				return len(t.data)
			}
			start += n + 1
		}
		if n := bytes.IndexByte(t.data[start:], '\n'); n >= 0 {
			end = start + n
		}
	}
	return min(start+column-1, end)
}

// span is the range of a place. One whose end is not known has the word that begins there.
func (t *text) span(p finding.Place, enc encoding) protocol.Range {
	from := t.at(p.Line, p.Column)
	to := from
	if p.EndLine > 0 && p.EndColumn > 0 {
		to = max(from, t.at(p.EndLine, p.EndColumn))
	} else {
		for to < len(t.data) && isWord(t.data[to]) {
			to++
		}
	}
	return protocol.Range{Start: t.position(from, enc), End: t.position(to, enc)}
}

func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// errBackwards says that a range ends before it begins.
var errBackwards = errors.New("the range ends before it begins")

// change is one step of an edit: without a range, the text is all there is.
type change struct {
	Range *protocol.Range `json:"range"`
	Text  string          `json:"text"`
}

// edit gives the text after a change.
func (t *text) edit(c change, enc encoding) (*text, error) {
	if c.Range == nil {
		return newText([]byte(c.Text)), nil
	}
	from, to := t.offset(c.Range.Start, enc), t.offset(c.Range.End, enc)
	if to < from {
		return nil, errBackwards
	}
	data := make([]byte, 0, len(t.data)-(to-from)+len(c.Text))
	data = append(data, t.data[:from]...)
	data = append(data, c.Text...)
	return newText(append(data, t.data[to:]...)), nil
}
