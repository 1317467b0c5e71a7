package cparse

import "bytes"

// A Word is an identifier in code that can be compiled, or a string in which the assembler or the linker is told of one.
type Word struct {
	Name string
	Pos  Pos
}

// linked are the words in front of strings that name symbols: asm("call x"), __attribute__((alias("x"))).
var linked = map[string]bool{"asm": true, "__asm__": true, "__asm": true, "alias": true, "__alias__": true, "__alias": true, "weakref": true}

// Live lists where the wanted words stand in a text: in comments, plain strings, directives and under #if 0 they do not
// count. It knows tokens only, so that it sees those in code that nobody understood.
func Live(src []byte, wanted func(word string) bool) []Word {
	l := &lexer{src: blankMark(src), onDir: func(directive) {}, onGuard: func(directive) {}, onNote: func(uint32, uint32) {}}
	l.run()
	var out []Word
	symbols, depth := 0, 0 // the parentheses that symbols may stand in
	for i, t := range l.toks {
		text := l.src[t.start:t.end]
		switch {
		case t.kind == '(':
			depth++
		case t.kind == ')':
			if depth--; depth < symbols {
				symbols = 0
			}
		case t.kind == ';' || t.kind == '{' || t.kind == '}':
			symbols, depth = 0, 0
		case t.kind == tStr && symbols > 0:
			for _, w := range bytes.FieldsFunc(text, func(r rune) bool { return r >= 128 || class[byte(r)]&cIdent == 0 }) {
				if wanted(string(w)) {
					out = append(out, Word{string(w), Pos(t.start)})
				}
			}
		case class[l.src[t.start]]&cIdent != 0 && t.kind != tNum:
			if linked[string(text)] {
				if symbols = depth + 1; i+1 < len(l.toks) && l.toks[i+1].kind != '(' {
					depth, symbols = 0, 1 // asm volatile (...)
				}
			} else if wanted(string(text)) {
				out = append(out, Word{string(text), Pos(t.start)})
			}
		}
	}
	return out
}
