package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// position is a place in the file, 1-based.
type position struct{ line, column int }

// positions say where each setting stands, by its path: "exclude[1]", "rules.PCM003.off", "registers[0].kind".
type positions map[string]position

// locate walks over the text, which is known to be good TOML. The decoder does not tell places of values that it takes.
func locate(text []byte) positions {
	l := &locator{at: positions{}, tables: map[string]int{}, lines: newLines(text)}
	l.p.Reset(text)
	prefix := ""
	for l.p.NextExpression() {
		e := l.p.Expression()
		switch e.Kind {
		case unstable.Table:
			prefix = l.key(e.Key())
			l.note(prefix, e.Child())
		case unstable.ArrayTable:
			name := l.key(e.Key())
			prefix = fmt.Sprintf("%s[%d]", name, l.tables[name])
			l.tables[name]++
			l.note(prefix, e.Child())
		case unstable.KeyValue:
			l.keyValue(prefix, e)
		}
	}
	return l.at
}

type locator struct {
	p      unstable.Parser
	at     positions
	tables map[string]int // how many tables of an array there were
	lines  lines
}

// lines holds where each line of a text begins. (The parser's own Shape counts lines from the beginning each time, which
// is quadratic over a whole file.)
type lines []int

func newLines(text []byte) lines {
	l := lines{0}
	for i, c := range text {
		if c == '\n' {
			l = append(l, i+1)
		}
	}
	return l
}

// position is the place of a byte of the text.
func (l lines) position(offset int) position {
	i, found := slices.BinarySearch(l, offset)
	if !found {
		i--
	}
	return position{i + 1, offset - l[i] + 1}
}

func (l *locator) key(it unstable.Iterator) string {
	var parts []string
	for it.Next() {
		parts = append(parts, string(it.Node().Data))
	}
	return strings.Join(parts, ".")
}

func (l *locator) note(path string, n *unstable.Node) {
	if _, known := l.at[path]; known || n == nil || n.Raw.Length == 0 {
		return
	}
	l.at[path] = l.lines.position(int(n.Raw.Offset))
}

func (l *locator) keyValue(prefix string, e *unstable.Node) {
	path := prefix
	for it := e.Key(); it.Next(); {
		if path != "" {
			path += "."
		}
		path += string(it.Node().Data)
		l.note(path, it.Node())
	}
	l.value(path, e.Value())
}

func (l *locator) value(path string, v *unstable.Node) {
	it := v.Children()
	switch v.Kind {
	case unstable.InlineTable:
		for it.Next() {
			l.keyValue(path, it.Node())
		}
	case unstable.Array:
		for i := 0; it.Next(); i++ {
			element := fmt.Sprintf("%s[%d]", path, i)
			l.note(element, it.Node())
			l.value(element, it.Node())
		}
	}
}

// of is where a setting stands, or the nearest that it is part of.
func (a positions) of(path string) position {
	for {
		if p, ok := a[path]; ok {
			return p
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			return position{1, 1}
		}
		path = path[:i]
	}
}
