package cparse

import "bytes"

// tk is the kind of a token. Single-character punctuation is its own ASCII code; the rest starts at 128.
type tk uint8

const (
	tEOF   tk = 0
	tIdent tk = 128 + iota
	tNum
	tStr
	tChar
	tArrow    // ->
	tIncDec   // ++ --
	tAssign   // = is '='; this is += -= ... <<=
	tAndAnd   // &&
	tBinary   // || == != <= >= << >> and other two-character binary operators
	tEllipsis // ...
	tHashHash // ##
	tIf
	tElse
	tFor
	tWhile
	tDo
	tSwitch
	tCase
	tDefault
	tReturn
	tGoto
	tBreak
	tContinue
	tStruct
	tUnion
	tEnum
	tTypedef
	tStatic
	tExtern
	tInline
	tQual // const volatile restrict register auto ...
	tPrim // void int long ...
	tTypeof
	tSizeof
	tAsm
	tAttribute
	tGeneric
	ppIf    // #if #ifdef #ifndef, except constant ones
	ppElse  // #else #elif
	ppEndif // #endif
)

// tok is one token. ifd counts the conditionals around it (include guards excepted), saturating.
type tok struct {
	start, end uint32
	kind       tk
	ifd        uint8
}

const (
	cSpace = 1 << iota
	cIdent // may continue an identifier
	cDigit
)

var class = func() (t [256]uint8) {
	for _, c := range " \t\v\f\r\n\x00" {
		t[c] = cSpace
	}
	for c := 0; c < 256; c++ {
		switch {
		case c >= '0' && c <= '9':
			t[c] = cIdent | cDigit
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c == '$', c >= 0x80:
			t[c] = cIdent
		}
	}
	return
}()

var keywords = map[string]tk{
	"if": tIf, "else": tElse, "for": tFor, "while": tWhile, "do": tDo, "switch": tSwitch, "case": tCase,
	"default": tDefault, "return": tReturn, "goto": tGoto, "break": tBreak, "continue": tContinue,
	"struct": tStruct, "union": tUnion, "enum": tEnum, "typedef": tTypedef, "static": tStatic, "extern": tExtern,
	"inline": tInline, "__inline": tInline, "__inline__": tInline, "__always_inline": tInline,
	"const": tQual, "volatile": tQual, "restrict": tQual, "register": tQual, "auto": tQual, "__const": tQual,
	"__const__": tQual, "__volatile__": tQual, "__volatile": tQual, "__restrict": tQual, "__restrict__": tQual,
	"_Atomic": tQual, "_Noreturn": tQual, "_Thread_local": tQual, "__thread": tQual, "__signed__": tPrim,
	"void": tPrim, "char": tPrim, "short": tPrim, "int": tPrim, "long": tPrim, "float": tPrim, "double": tPrim,
	"signed": tPrim, "unsigned": tPrim, "_Bool": tPrim, "bool": tPrim, "__int128": tPrim,
	"typeof": tTypeof, "__typeof__": tTypeof, "__typeof": tTypeof, "typeof_unqual": tTypeof,
	"sizeof": tSizeof, "_Alignof": tSizeof, "__alignof__": tSizeof, "__alignof": tSizeof,
	"asm": tAsm, "__asm__": tAsm, "__asm": tAsm, "__attribute__": tAttribute, "__attribute": tAttribute,
	"_Alignas": tAttribute, "_Generic": tGeneric,
}

// kwFirst tells for (first byte, length) whether a keyword can be there, so that most identifiers skip the map.
var kwFirst = func() (t [128]uint32) {
	for k := range keywords {
		t[k[0]] |= 1 << len(k)
	}
	return
}()

func identKind(b []byte) tk {
	if len(b) < 14 && b[0] < 0x80 && kwFirst[b[0]]&(1<<len(b)) != 0 {
		if k, ok := keywords[string(b)]; ok {
			return k
		}
	}
	return tIdent
}

// directive is one preprocessor line that the lexer hands on as a whole.
type directive struct {
	name       string
	start, end uint32 // of the text behind the name, up to the end of the (continued) line
}

// condLevel is one open conditional of the lexer's own.
type condLevel struct {
	outerDead bool
	constant  bool // #if 0 or #if 1: its directives are not handed on
	taken     bool // of a constant one: an arm that is alive for certain was seen
	opened    bool // a ppIf was emitted for it
}

// lexer splits a file into tokens. Comments, white space and dead (#if 0) text produce none.
type lexer struct {
	src     []byte
	toks    []tok
	dead    bool
	conds   []condLevel
	onDir   func(d directive)       // #define, #include
	onNote  func(start, end uint32) // a comment
	onGuard func(d directive)       // the first conditional, for include guards
}

// skipLine returns the end of the logical line that begins at i: continuations are part of it, and so are comments
// that span lines.
func skipLine(src []byte, i int) int {
	for i < len(src) {
		switch src[i] {
		case '\n':
			return i
		case '\\':
			i++
			if i < len(src) && src[i] == '\r' {
				i++
			}
			if i < len(src) {
				i++
			}
			continue
		case '/':
			if i+1 < len(src) && src[i+1] == '*' {
				i = skipBlockComment(src, i)
				continue
			}
			if i+1 < len(src) && src[i+1] == '/' {
				return skipLineComment(src, i)
			}
		case '"', '\'':
			i = skipQuoted(src, i)
			continue
		}
		i++
	}
	return len(src)
}

func skipBlockComment(src []byte, i int) int {
	n := bytes.Index(src[min(i+2, len(src)):], starSlash)
	if n < 0 {
		return len(src)
	}
	return i + 2 + n + 2
}

var starSlash = []byte("*/")

func skipLineComment(src []byte, i int) int {
	for i < len(src) {
		n := bytes.IndexByte(src[i:], '\n')
		if n < 0 {
			return len(src)
		}
		i += n
		j := i
		if j > 0 && src[j-1] == '\r' {
			j--
		}
		if j == 0 || src[j-1] != '\\' {
			return i
		}
		i++
	}
	return len(src)
}

// skipQuoted returns the end of the string or character constant that begins at i. One that is not closed ends with its line.
func skipQuoted(src []byte, i int) int {
	q := src[i]
	for i++; i < len(src); i++ {
		switch src[i] {
		case q:
			return i + 1
		case '\\':
			i++
			if i < len(src) && src[i] == '\r' && i+1 < len(src) && src[i+1] == '\n' {
				i++
			}
		case '\n':
			return i
		}
	}
	return len(src)
}

func (l *lexer) emit(k tk, s, e int) {
	if !l.dead {
		l.toks = append(l.toks, tok{start: uint32(s), end: uint32(e), kind: k})
	}
}

func (l *lexer) run() { l.runFrom(0) }

// runFrom splits what stands behind a place where no comment, string or dead text is open: the beginning of the file, or
// of a token, which is no directive even if it is a '#'.
func (l *lexer) runFrom(i int) {
	src, n := l.src, len(l.src)
	bol := i == 0 // only white space since the line began
	for i < n {
		c := src[i]
		cl := class[c]
		if cl&cSpace != 0 {
			if c == '\n' {
				bol = true
			}
			i++
			continue
		}
		if cl&cIdent != 0 {
			s := i
			i++
			if cl&cDigit != 0 {
				i = skipNumber(src, i)
				l.emit(tNum, s, i)
			} else {
				for i < n && class[src[i]]&cIdent != 0 {
					i++
				}
				if i < n && (src[i] == '"' || src[i] == '\'') && i-s <= 2 && isStringPrefix(src[s:i]) {
					k := tStr
					if src[i] == '\'' {
						k = tChar
					}
					i = skipQuoted(src, i)
					l.emit(k, s, i)
				} else if !l.dead {
					l.toks = append(l.toks, tok{start: uint32(s), end: uint32(i), kind: identKind(src[s:i])})
				}
			}
			bol = false
			continue
		}
		switch c {
		case '/':
			if i+1 < n && src[i+1] == '*' {
				e := skipBlockComment(src, i)
				l.note(i, e)
				i = e
				continue
			}
			if i+1 < n && src[i+1] == '/' {
				e := skipLineComment(src, i)
				l.note(i, e)
				i = e
				continue
			}
		case '"':
			e := skipQuoted(src, i)
			l.emit(tStr, i, e)
			i, bol = e, false
			continue
		case '\'':
			e := skipQuoted(src, i)
			l.emit(tChar, i, e)
			i, bol = e, false
			continue
		case '\\':
			i++
			continue
		case '#':
			if bol {
				e := skipLine(src, i)
				l.directive(i, e)
				i = e
				continue
			}
		case '.':
			if i+1 < n && class[src[i+1]]&cDigit != 0 {
				s := i
				i = skipNumber(src, i+1)
				l.emit(tNum, s, i)
				bol = false
				continue
			}
		}
		k, w := punct(src, i)
		l.emit(k, i, i+w)
		i += w
		bol = false
	}
}

func isStringPrefix(b []byte) bool {
	switch string(b) {
	case "L", "u", "U", "u8":
		return true
	}
	return false
}

func skipNumber(src []byte, i int) int {
	for i < len(src) && (class[src[i]]&cIdent != 0 || src[i] == '.' ||
		(src[i] == '+' || src[i] == '-') && (src[i-1]|0x20 == 'e' || src[i-1]|0x20 == 'p') && !isHex(src, i)) {
		if src[i] == '.' && i+1 < len(src) && src[i+1] == '.' {
			break // 1...3 in a case range
		}
		i++
	}
	return i
}

// isHex says whether the number that ends at i is hexadecimal, where e is a digit.
func isHex(src []byte, i int) bool {
	j := i
	for j > 0 && class[src[j-1]]&cIdent != 0 {
		j--
	}
	return j+1 < i && src[j] == '0' && src[j+1]|0x20 == 'x' && src[i-1]|0x20 != 'p'
}

// punct returns kind and width of the punctuation at i.
func punct(src []byte, i int) (tk, int) {
	c := src[i]
	var d, e byte
	if i+1 < len(src) {
		d = src[i+1]
	}
	if i+2 < len(src) {
		e = src[i+2]
	}
	switch c {
	case '-':
		if d == '>' {
			return tArrow, 2
		}
		fallthrough
	case '+':
		if d == c {
			return tIncDec, 2
		}
		if d == '=' {
			return tAssign, 2
		}
	case '&':
		if d == '&' {
			return tAndAnd, 2
		}
		if d == '=' {
			return tAssign, 2
		}
	case '|':
		if d == '|' {
			return tBinary, 2
		}
		if d == '=' {
			return tAssign, 2
		}
	case '<', '>':
		if d == c {
			if e == '=' {
				return tAssign, 3
			}
			return tBinary, 2
		}
		if d == '=' {
			return tBinary, 2
		}
	case '=', '!':
		if d == '=' {
			return tBinary, 2
		}
	case '*', '/', '%', '^':
		if d == '=' {
			return tAssign, 2
		}
	case '.':
		if d == '.' && e == '.' {
			return tEllipsis, 3
		}
	case '#':
		if d == '#' {
			return tHashHash, 2
		}
	}
	return tk(c), 1
}

func (l *lexer) note(s, e int) {
	if !l.dead && l.onNote != nil {
		l.onNote(uint32(s), uint32(e))
	}
}

// directive handles the preprocessor line src[s:e].
func (l *lexer) directive(s, e int) {
	src := l.src
	i := s + 1
	for i < e && (class[src[i]]&cSpace != 0 || src[i] == '\\') {
		i++
	}
	b := i
	for i < e && class[src[i]]&cIdent != 0 {
		i++
	}
	d := directive{start: uint32(i), end: uint32(e)}
	switch string(src[b:i]) {
	case "if":
		l.openCond(d, s, e, constCond(src[i:e]))
	case "ifdef", "ifndef":
		d.name = string(src[b:i])
		l.openCond(d, s, e, condUnknown)
	case "elif", "elifdef", "elifndef":
		l.elseCond(s, e, constCond(src[i:e]))
	case "else":
		l.elseCond(s, e, condTrue)
	case "endif":
		if len(l.conds) == 0 {
			return
		}
		top := l.conds[len(l.conds)-1]
		l.conds = l.conds[:len(l.conds)-1]
		l.dead = top.outerDead
		if top.opened {
			l.emit(ppEndif, s, e)
		}
	case "define":
		d.name = "define"
		if !l.dead {
			l.onDir(d)
		}
	case "include", "include_next", "import":
		d.name = "include"
		if !l.dead {
			l.onDir(d)
		}
	}
}

type condValue uint8

const (
	condUnknown condValue = iota
	condFalse
	condTrue
)

// constCond recognizes the conditions that are constant by convention: #if 0 and #if 1.
func constCond(b []byte) condValue {
	if n := bytes.Index(b, []byte("/*")); n >= 0 {
		b = b[:n]
	}
	if n := bytes.Index(b, []byte("//")); n >= 0 {
		b = b[:n]
	}
	b = bytes.TrimSpace(b)
	for len(b) > 2 && b[0] == '(' && b[len(b)-1] == ')' {
		b = bytes.TrimSpace(b[1 : len(b)-1])
	}
	switch string(b) {
	case "0":
		return condFalse
	case "1":
		return condTrue
	}
	if len(b) > 1 && b[0] == '0' && class[b[1]]&cIdent == 0 && bytes.HasPrefix(bytes.TrimSpace(b[1:]), []byte("&&")) {
		return condFalse
	}
	return condUnknown
}

func (l *lexer) openCond(d directive, s, e int, v condValue) {
	lv := condLevel{outerDead: l.dead, constant: v != condUnknown, taken: v == condTrue}
	if v == condUnknown && !l.dead {
		if l.onGuard != nil {
			l.onGuard(d)
		}
		l.emit(ppIf, s, e)
		lv.opened = true
	}
	l.conds = append(l.conds, lv)
	l.dead = l.dead || v == condFalse
}

func (l *lexer) elseCond(s, e int, v condValue) {
	if len(l.conds) == 0 {
		return
	}
	top := &l.conds[len(l.conds)-1]
	if top.outerDead {
		return
	}
	if top.constant && !top.opened {
		// Behind #if 0 an #else is plain text and an #elif begins a conditional; behind #if 1 everything is dead.
		switch {
		case top.taken || v == condFalse:
			l.dead = true
		case v == condTrue:
			l.dead, top.taken = false, true
		default:
			l.dead, top.opened = false, true
			l.emit(ppIf, s, e)
		}
		return
	}
	l.dead = false
	l.emit(ppElse, s, e)
	l.dead = v == condFalse
}
