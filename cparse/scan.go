package cparse

import (
	"bytes"
	"slices"
	"strings"
)

// Summary is what a file mentions, gathered without parsing it: enough to decide whether it is worth parsing and
// which other files define what it uses. All hashes are those of [HashName]; the lists are sorted and unique.
type Summary struct {
	Idents   []uint32 // every identifier outside comments, strings and #if 0, those in #define bodies too, and IgnoreWord
	Includes []Include
	Exports  []string // arguments of EXPORT_SYMBOL and its kin, in source order
	Defines  []uint32 // names of macros
	Tags     []uint32 // tags of structs and unions that are defined here
	Funcs    []uint32 // names of functions that are defined here and not static, as far as can be told
}

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

// HashName is the hash by which a Summary knows a name: FNV-1a.
func HashName(s string) uint32 {
	h := uint32(hashSeed)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

func contains(list []uint32, h uint32) bool {
	_, ok := slices.BinarySearch(list, h)
	return ok
}

// Mentions says whether the identifier with hash h occurs.
func (s *Summary) Mentions(h uint32) bool { return contains(s.Idents, h) }

// DefinesMacro says whether the file defines a macro with that name.
func (s *Summary) DefinesMacro(h uint32) bool { return contains(s.Defines, h) }

// DefinesTag says whether the file defines a struct or union with that tag.
func (s *Summary) DefinesTag(h uint32) bool { return contains(s.Tags, h) }

// DefinesFunc says whether the file defines a function of that name that other files can call.
func (s *Summary) DefinesFunc(h uint32) bool { return contains(s.Funcs, h) }

// hashSet is an open-addressing set of hashes.
type hashSet struct {
	slots []uint32
	n     int
	zero  bool
}

func (s *hashSet) add(h uint32) {
	if h == 0 {
		s.zero = true
		return
	}
	mask := uint32(len(s.slots) - 1)
	for i := (h ^ h>>15) & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case h:
			return
		case 0:
			s.slots[i] = h
			if s.n++; s.n*2 > len(s.slots) {
				s.grow()
			}
			return
		}
	}
}

func (s *hashSet) grow() {
	old := s.slots
	s.slots, s.n = make([]uint32, len(old)*4), 0
	for _, h := range old {
		if h != 0 {
			s.add(h)
		}
	}
}

func (s *hashSet) sorted() []uint32 {
	out := make([]uint32, 0, s.n+1)
	if s.zero {
		out = append(out, 0)
	}
	for _, h := range s.slots {
		if h != 0 {
			out = append(out, h)
		}
	}
	slices.Sort(out)
	return out
}

var (
	hashStruct = HashName("struct")
	hashUnion  = HashName("union")
	hashStatic = HashName("static")
)

// scanner is the state of Scan.
type scanner struct {
	src    []byte
	sum    Summary
	idents hashSet
	conds  []condLevel
	dead   bool

	braces, parens int
	static         bool   // seen since the file-level declaration began
	fn             uint32 // hash of the last NAME( at file level
	closed         bool   // its parameters are complete
	tag            int    // 1 behind struct or union, 2 behind its tag
	tagHash        uint32
}

// IgnoreWord begins a comment that is meant for pcmlint. It counts as an identifier wherever it occurs in a file, so that
// such files are found without reading all of them again.
const IgnoreWord = "pcmlint:ignore"

// ownName is how a comment that is meant for pcmlint may spell it, one that is mistaken about the rest too.
var ownName = [][]byte{[]byte("pcmlint"), []byte("PCMLINT"), []byte("Pcmlint")}

// Scan summarizes a file by its tokens alone.
func Scan(src []byte) Summary {
	s := scanner{src: blankMark(src)}
	s.idents.slots = make([]uint32, 1024)
	s.run(0, len(src), false)
	if slices.ContainsFunc(ownName, func(w []byte) bool { return bytes.Contains(src, w) }) {
		s.idents.add(HashName(IgnoreWord))
	}
	s.sum.Idents = s.idents.sorted()
	for _, l := range []*[]uint32{&s.sum.Defines, &s.sum.Tags, &s.sum.Funcs} {
		slices.Sort(*l)
		*l = slices.Compact(*l)
	}
	return s.sum
}

// run scans src[i:n]; inside says that this is the body of a macro.
func (s *scanner) run(i, n int, inside bool) {
	src := s.src[:n]
	bol := !inside
	for i < n {
		c := src[i]
		cl := class[c]
		switch {
		case cl&cSpace != 0:
			bol = bol || c == '\n' && !inside
			i++
			continue
		case cl == cIdent:
			b := i
			h := uint32(hashSeed)
			for i < n && class[src[i]]&cIdent != 0 {
				h = (h ^ uint32(src[i])) * hashPrime
				i++
			}
			if !s.dead {
				s.idents.add(h)
				if !inside {
					s.ident(h, b, i)
				}
			}
			bol = false
			continue
		case cl&cDigit != 0:
			for i++; i < n && class[src[i]]&cIdent != 0; i++ {
			}
			bol = false
			continue
		}
		switch c {
		case '/':
			if i+1 < n && src[i+1] == '*' {
				i = min(skipBlockComment(src, i), n)
				continue
			}
			if i+1 < n && src[i+1] == '/' {
				i = skipLineComment(src, i)
				continue
			}
		case '"', '\'':
			i = skipQuoted(src, i)
			bol = false
			continue
		case '#':
			if bol {
				e := skipLine(src, i)
				s.directive(i, e)
				i = e
				continue
			}
		}
		if !inside && !s.dead {
			s.punct(c, i)
		}
		bol = false
		i++
	}
}

// ident handles the identifier src[b:e] outside macro bodies.
func (s *scanner) ident(h uint32, b, e int) {
	switch {
	case h == hashStruct || h == hashUnion:
		s.tag = 1
	case s.tag == 1:
		if _, known := annotations[string(s.src[b:e])]; !known {
			s.tag, s.tagHash = 2, h
		}
	}
	if s.braces > 0 || s.parens > 0 {
		return
	}
	if h == hashStatic {
		s.static = true
		return
	}
	i := e
	for i < len(s.src) && class[s.src[i]]&cSpace != 0 {
		i++
	}
	if i >= len(s.src) || s.src[i] != '(' {
		return
	}
	if name := s.src[b:e]; len(name) > 6 && name[0] == 'E' && bytes.HasPrefix(name, []byte("EXPORT_")) {
		end := i + 1
		for end < len(s.src) && s.src[end] != ')' && s.src[end] != ',' {
			end++
		}
		s.sum.Exports = append(s.sum.Exports, strings.TrimSpace(string(s.src[i+1:end])))
		return
	}
	if s.fn == 0 || !bytes.HasPrefix(s.src[b:e], []byte("__")) {
		s.fn, s.closed = h, false
	}
}

func (s *scanner) punct(c byte, at int) {
	switch c {
	case '(':
		s.parens++
	case ')':
		s.parens = max(s.parens-1, 0)
		s.closed = s.closed || s.parens == 0 && s.fn != 0
	case '{':
		if s.tag == 2 {
			s.sum.Tags = append(s.sum.Tags, s.tagHash)
		}
		if s.braces == 0 && s.closed && s.fn != 0 && !s.static {
			s.sum.Funcs = append(s.sum.Funcs, s.fn)
		}
		s.braces++
		s.reset()
	case '}':
		s.braces = max(s.braces-1, 0)
		if at == 0 || s.src[at-1] == '\n' {
			s.braces = 0
		}
		s.parens = 0
		s.reset()
	case ';', '=':
		if s.parens == 0 {
			s.reset()
		}
	}
	s.tag = 0
}

func (s *scanner) reset() { s.static, s.fn, s.closed = false, 0, false }

func (s *scanner) directive(b, e int) {
	src := s.src
	i := b + 1
	for i < e && (class[src[i]]&cSpace != 0 || src[i] == '\\') {
		i++
	}
	w := i
	for i < e && class[src[i]]&cIdent != 0 {
		i++
	}
	switch word := string(src[w:i]); word {
	case "if", "ifdef", "ifndef":
		v := condUnknown
		if word == "if" {
			v = constCond(src[i:e])
		}
		s.conds = append(s.conds, condLevel{outerDead: s.dead, constant: v != condUnknown, taken: v == condTrue})
		s.dead = s.dead || v == condFalse
		s.words(i, e)
	case "elif", "else", "elifdef", "elifndef":
		if len(s.conds) == 0 {
			return
		}
		top := &s.conds[len(s.conds)-1]
		v := condTrue
		if word == "elif" {
			v = constCond(src[i:e])
		}
		if !top.outerDead {
			s.dead = top.constant && top.taken || v == condFalse
			s.words(i, e)
		}
	case "endif":
		if n := len(s.conds); n > 0 {
			s.dead = s.conds[n-1].outerDead
			s.conds = s.conds[:n-1]
		}
	case "include", "include_next":
		if s.dead {
			return
		}
		if in, ok := parseInclude(src, directive{start: uint32(i), end: uint32(e)}); ok {
			s.sum.Includes = append(s.sum.Includes, in)
		}
	case "define":
		if s.dead {
			return
		}
		i = skipBlank(src, i, e)
		h := uint32(hashSeed)
		n := i
		for ; n < e && class[src[n]]&cIdent != 0; n++ {
			h = (h ^ uint32(src[n])) * hashPrime
		}
		if n > i {
			s.sum.Defines = append(s.sum.Defines, h)
		}
		s.words(i, e)
	}
}

// words adds the identifiers of a directive.
func (s *scanner) words(i, e int) {
	if !s.dead {
		s.run(i, e, true)
	}
}
