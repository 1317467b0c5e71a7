package cparse

// maxDepth bounds every nesting that our own parsing follows.
const maxDepth = 200

// parser holds one reading of one file while it is cut into items, or the tokens of one item while that is read.
type parser struct {
	src    []byte
	text   string // src as a string: names are slices of it
	toks   []tok
	match  []int32 // for each bracket the token index of its partner, -1 without one
	f      *File
	from   *source
	types  map[string]bool // typedef names that this file defines
	depth  int
	fixed  bool // every position is fixPos/fixEnd (ParseFragment)
	fixPos Pos
	fixEnd Pos

	slab    []Expr
	ptrSlab []*Expr
	eng     *engine
	multi   bool                // the file has several readings
	ifdefs  bool                // some token lies in a conditional
	seen    map[uint32][]extent // items of earlier readings, by where they begin
}

func (p *parser) kind(i int) tk {
	if i < 0 || i >= len(p.toks) {
		return tEOF
	}
	return p.toks[i].kind
}

func (p *parser) str(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.text[p.toks[i].start:p.toks[i].end]
}

// pos is where token i starts, end where it ends.
func (p *parser) pos(i int) Pos {
	if p.fixed {
		return p.fixPos
	}
	if i >= len(p.toks) {
		return Pos(len(p.src))
	}
	return Pos(p.toks[i].start)
}

func (p *parser) endPos(i int) Pos {
	if p.fixed {
		return p.fixEnd
	}
	if i < 0 || i >= len(p.toks) {
		return Pos(len(p.src))
	}
	return Pos(p.toks[i].end)
}

// close returns the partner of the bracket at i, or limit when it has none before limit.
func (p *parser) close(i, limit int) int {
	if m := int(p.match[i]); m > i && m < limit {
		return m
	}
	return limit
}

func (p *parser) problem(a, b int, msg string) {
	p.f.Problems = append(p.f.Problems, Problem{Pos: p.pos(a), End: p.endPos(max(b-1, a)), Msg: msg})
}

func (p *parser) isType(s string) bool { return isTypeWord(s) || p.types[s] }
