package config

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// position is a place in the file, 1-based.
type position struct{ line, column int }

// positions say where each setting stands, by its path: "exclude[1]", "rules.PCM003.off", "registers[0].kind".
type positions map[string]position

// locate walks over the text, which is known to be good TOML. The decoder does not tell places of values that it takes.
func locate(text []byte) positions {
	l := &locator{at: positions{}, tables: map[string]int{}}
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
	start := l.p.Shape(n.Raw).Start
	l.at[path] = position{start.Line, start.Column}
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
