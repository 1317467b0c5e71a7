package cparse

import "bytes"

// MacroWords lists, for every #define of a file, the hashes (HashName) of the identifiers in its body: a cheap look at
// what macros speak of, without parsing the file. Conditionals are not looked at.
func MacroWords(src []byte) []MacroUse {
	var out []MacroUse
	for i := 0; i < len(src); {
		j := bytes.Index(src[i:], []byte("define"))
		if j < 0 {
			break
		}
		at := i + j
		i = at + len("define")
		if !startsDirective(src, at) || i >= len(src) || src[i] != ' ' && src[i] != '\t' {
			continue
		}
		end := lineEnd(src, i)
		if m, ok := macroUse(src[i:end]); ok {
			out = append(out, m)
		}
		i = end
	}
	return out
}

// MacroUse is one #define with what its body mentions.
type MacroUse struct {
	Name  string
	Call  bool     // function-like
	Words []uint32 // HashName of the identifiers of the body, in order
}

// startsDirective tells whether only '#' and blanks stand before a place on its line.
func startsDirective(src []byte, at int) bool {
	hash := false
	for at--; at >= 0 && src[at] != '\n'; at-- {
		switch src[at] {
		case ' ', '\t':
		case '#':
			hash = true
		default:
			return false
		}
	}
	return hash
}

// lineEnd finds the end of a logical line: continuations belong to it.
func lineEnd(src []byte, i int) int {
	for i < len(src) {
		j := bytes.IndexByte(src[i:], '\n')
		if j < 0 {
			return len(src)
		}
		i += j
		k := i - 1
		if k >= 0 && src[k] == '\r' {
			k--
		}
		if k < 0 || src[k] != '\\' {
			return i
		}
		i++
	}
	return i
}

func macroUse(text []byte) (MacroUse, bool) {
	text = bytes.TrimLeft(text, " \t")
	n := 0
	for n < len(text) && isIdentByte(text[n]) {
		n++
	}
	if n == 0 {
		return MacroUse{}, false
	}
	body := text[n:]
	m := MacroUse{Name: string(text[:n]), Call: len(body) > 0 && body[0] == '('}
	if m.Call {
		if shut := bytes.IndexByte(body, ')'); shut >= 0 {
			body = body[shut+1:]
		}
	}
	for i := 0; i < len(body); {
		if !isIdentByte(body[i]) {
			i++
			continue
		}
		j := i
		for j < len(body) && isIdentByte(body[j]) {
			j++
		}
		if body[i] > '9' {
			m.Words = append(m.Words, HashName(string(body[i:j])))
		}
		i = j
	}
	return m, true
}

func isIdentByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
