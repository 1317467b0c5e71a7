package cparse

import "slices"

// matchBrackets pairs the brackets of toks. A brace at the beginning of a line that closes too little closes
// everything when strict pairing fails, so that one broken function does not swallow the next.
func matchBrackets(src []byte, toks []tok, buf []int32) []int32 {
	m := slices.Grow(buf[:0], len(toks))[:len(toks)]
	if !pairBrackets(src, toks, m, false) {
		pairBrackets(src, toks, m, true)
	}
	return m
}

func pairBrackets(src []byte, toks []tok, m []int32, repair bool) bool {
	var stack []int32
	clean := true
	for i := range toks {
		m[i] = -1
		switch k := toks[i].kind; k {
		case '(', '[', '{':
			stack = append(stack, int32(i))
		case ')', ']', '}':
			open := k - 1
			if k != ')' {
				open = k - 2
			}
			n := len(stack) - 1
			if k == '}' {
				for n >= 0 && toks[stack[n]].kind != '{' {
					n--
				}
				if s := toks[i].start; repair && (s == 0 || src[s-1] == '\n') {
					for o := n - 1; o >= 0; o-- {
						if toks[stack[o]].kind == '{' {
							n = o
						}
					}
				}
			} else if n >= 0 && toks[stack[n]].kind != open {
				n = -1
			}
			if n < 0 {
				clean = false
				continue
			}
			clean = clean && n == len(stack)-1
			m[stack[n]], m[i] = int32(i), stack[n]
			stack = stack[:n]
		}
	}
	return clean && len(stack) == 0
}

// items reads the file-level items toks[i:end].
func (p *parser) items(i, end int) {
	for i < end {
		if n := p.seenItem(i, end); n > i {
			i = n
			continue
		}
		n := max(p.item(i, end), i+1)
		p.depth = 0
		if p.seen != nil {
			p.seen[p.toks[i].start] = append(p.seen[p.toks[i].start], p.extent(i, n))
		}
		i = n
	}
}

// extent is what an item of an earlier reading consisted of.
type extent struct {
	n    int
	hash uint64
}

func (p *parser) extent(a, b int) extent {
	h := uint64(14695981039346656037)
	for i := a; i < b; i++ {
		h = (h ^ uint64(p.toks[i].start)) * 1099511628211
	}
	return extent{b - a, h}
}

// seenItem returns the end of the item at i if an earlier reading had the very same one, otherwise i.
func (p *parser) seenItem(i, end int) int {
	for _, x := range p.seen[p.toks[i].start] {
		if i+x.n <= end && p.extent(i, i+x.n) == x {
			return i + x.n
		}
	}
	return i
}

// itemEnd finds where the broken item at i ends, roughly: behind the first top-level ';', or behind a '}' that no
// declarator follows.
func (p *parser) itemEnd(i, end int) int {
	for n := i; n < end; n++ {
		switch p.kind(n) {
		case ';':
			return n + 1
		case '(', '[':
			n = p.close(n, end)
		case '{':
			n = p.close(n, end)
			if m := n + 1; m >= end || p.kind(m) != ';' && p.kind(m) != ',' && p.kind(m) != tIdent && p.kind(m) != '*' && p.kind(m) != tAttribute {
				return min(m, end)
			}
		}
	}
	return end
}

// item reads the item at i and returns the index behind it.
func (p *parser) item(i, end int) int {
	switch p.kind(i) {
	case ';', '}', ')', ']', ',':
		return i + 1
	case '{': // a file of initializer elements, included in the middle of a table
		return min(p.close(i, end)+1, end)
	case tAsm:
		return p.past(p.skipAttribute(i, end), end)
	case tExtern:
		if p.kind(i+1) == tStr && p.kind(i+2) == '{' {
			return i + 3
		}
	}
	sp, n := p.specs(i, end)
	if sp.base == "" {
		if p.kind(n) == tIdent && p.kind(n+1) == '(' && n+1 < end {
			return p.invocation(i, n, end, sp)
		}
		if p.kind(n) == tIdent && n < end {
			return n + 1
		}
		if n < end {
			p.problem(n, n+1, "declaration expected")
		}
		if p.kind(n) == '{' {
			return min(p.close(n, end)+1, end)
		}
		return max(n, i) + 1
	}
	p.keep(sp.body)
	if n < end && p.kind(n) == tIdent && p.kind(i) == tIdent && n == i+1 && isAllCaps(p.str(i)) && !p.sameLine(i, n) && p.kind(n+1) == '(' {
		return n // a macro alone on its line
	}
	for n < end && p.kind(n) != ';' {
		d, m := p.declarator(n, end)
		if d.name < 0 {
			p.problem(n, n+1, "declarator expected")
			return max(p.itemEnd(n, end), n+1)
		}
		if d.isFunc {
			if b := p.bodyStart(m, end, d); b >= 0 {
				return p.function(sp, d, b, end)
			}
		}
		e := p.fileVar(sp, d, m, end)
		if e < end && p.kind(e) == ',' {
			n = e + 1
			continue
		}
		if e < end && p.kind(e) != ';' {
			if k := p.kind(e); k != tIdent && !startsType(k) && k != tStatic && k != tExtern && k != tInline {
				p.problem(e, e+1, "';' expected")
				return max(p.itemEnd(e, end), e+1)
			}
			return e
		}
		n = e
	}
	return p.past(n, end)
}

// bodyStart returns the '{' of the function whose parameters end before m, K&R declarations passed over, or -1.
func (p *parser) bodyStart(m, end int, d declr) int {
	if m < end && p.kind(m) == '{' {
		return m
	}
	if m >= end || d.nparams == d.params+1 || p.kind(d.nparams-1) != tIdent || !startsType(p.kind(m)) && p.kind(m) != tIdent {
		return -1
	}
	for m < end && (startsType(p.kind(m)) || p.kind(m) == tIdent) {
		s := p.semicolon(m, end)
		if s >= end {
			return -1
		}
		m = s + 1
	}
	if m < end && p.kind(m) == '{' {
		return m
	}
	return -1
}

// function reads the function definition whose body begins at b.
func (p *parser) function(sp specs, d declr, b, end int) int {
	cl := p.close(b, end)
	fn := Func{Name: p.str(d.name), Static: sp.static, Inline: sp.inline, Ret: d.typ(sp.base), Pos: p.pos(d.name), End: p.endPos(min(cl, len(p.toks)-1))}
	fn.Params = p.params(d.params, d.nparams)
	if p.kind(b-1) == ';' {
		fn.Params = p.oldParams(d, b)
	}
	p.define(&fn, b, cl)
	return min(cl+1, end)
}

// oldParams reads K&R parameters: names between the parentheses, declarations before the body at b.
func (p *parser) oldParams(d declr, b int) []Param {
	var out []Param
	for i := d.params + 1; i < d.nparams; i++ {
		if p.kind(i) == tIdent {
			out = append(out, Param{Name: p.str(i), Type: Type{Base: "int"}, Pos: p.pos(i)})
		}
	}
	for i := d.nparams + 1; i < b; {
		e := p.semicolon(i, b)
		sp, n := p.specs(i, e)
		for n < e {
			pd, m := p.declarator(n, e)
			for j := range out {
				if pd.name >= 0 && out[j].Name == p.str(pd.name) {
					out[j].Type = pd.typ(sp.base)
				}
			}
			n = max(m, n) + 1
		}
		i = e + 1
	}
	return out
}

// define records fn, whose body is the braces b..cl.
func (p *parser) define(fn *Func, b, cl int) {
	fn.item = p.later(itemBody, b, cl+1)
	p.f.Funcs = append(p.f.Funcs, *fn)
}

// fileVar records what one declarator at file level declares and returns the index behind it.
func (p *parser) fileVar(sp specs, d declr, m, end int) int {
	if sp.typedef {
		p.addTypedef(d, sp)
		return m
	}
	if d.isFunc && p.kind(m) != '=' {
		p.f.Protos = append(p.f.Protos, Proto{Name: p.str(d.name), Ret: d.typ(sp.base), Static: sp.static, Pos: p.pos(d.name)})
		return m
	}
	v := Var{Name: p.str(d.name), Type: d.typ(sp.base), Static: sp.static, Extern: sp.extern, Ifdef: p.toks[d.name].ifd > 0,
		Pos: p.pos(d.name), End: p.endPos(m - 1)}
	if m < end && p.kind(m) == ':' {
		m = p.exprEnd(m+1, end)
	}
	if m < end && p.kind(m) == '=' {
		m = p.varInit(&v, m, end)
	}
	p.f.Vars = append(p.f.Vars, v)
	return m
}

// varInit passes the initializer behind the '=' at m. A large table of numbers is none.
func (p *parser) varInit(v *Var, m, end int) int {
	e := p.exprEnd(m+1, end)
	switch {
	case e <= m+1, p.kind(m+1) == '{' && p.plainTable(m+1, p.close(m+1, e)):
	default:
		v.item = p.later(itemInit, m+1, e)
	}
	v.End = p.endPos(e - 1)
	return e
}

// exprEnd finds the end of the expression at file scope that begins at i.
func (p *parser) exprEnd(i, end int) int {
	for n := i; n < end; n++ {
		switch p.kind(n) {
		case ';', '}', ',':
			return n
		case '(', '[', '{':
			if m := int(p.match[n]); m > n && m < end {
				n = m
			}
		case tIdent:
			if n > i {
				switch p.kind(n - 1) {
				case tIdent, tNum, ']':
					if !p.sameLine(n-1, n) {
						return n
					}
				}
			}
		}
	}
	return end
}

// bigTable is how many tokens a brace initializer may have before it is looked at for being a mere table of numbers.
const bigTable = 48

// plainTable says that the braces a..cl hold only constants: a register or gain table.
func (p *parser) plainTable(a, cl int) bool {
	if cl-a < bigTable {
		return false
	}
	for i := a; i < cl; i++ {
		if p.kind(i) == tIdent && !isAllCaps(p.str(i)) || p.kind(i) >= tIf {
			return false
		}
	}
	return true
}

// invocation reads a macro invocation NAME(...) at n where a declaration is expected; the item began at i.
func (p *parser) invocation(i, n, end int, sp specs) int {
	cl := p.close(n+1, end)
	after := min(cl+1, end)
	c := TopCall{Name: p.str(n), Static: sp.static, Pos: p.pos(n), End: p.endPos(min(cl, len(p.toks)-1))}
	for after < end && p.kind(after) == tIdent && p.kind(after+1) == '{' && isAnnotation(p.str(after)) {
		after++
	}
	fn := Func{Name: c.Name, Static: sp.static, Inline: sp.inline, Pos: c.Pos}
	d := declr{params: n + 1, nparams: cl}
	if b := p.bodyStart(after, end, d); b >= 0 && b == after {
		bc := p.close(b, end)
		p.invoke(c, n, cl)
		fn.End = p.endPos(min(bc, len(p.toks)-1))
		p.define(&fn, b, bc)
		return min(bc+1, end)
	}
	p.invoke(c, n, cl)
	if after < end && (p.kind(after) == '=' || p.kind(after) == '[') {
		v := Var{Name: c.Name, Type: Type{Base: c.Name}, Static: sp.static, Ifdef: p.toks[n].ifd > 0, Pos: c.Pos, End: c.End}
		for after < end && p.kind(after) == '[' {
			v.Type.Array = true
			after = min(p.close(after, end)+1, end)
		}
		if after < end && p.kind(after) == '=' {
			after = p.varInit(&v, after, end)
		}
		p.f.Vars = append(p.f.Vars, v)
	}
	return p.past(after, end)
}

// invoke records an invocation with the arguments between the parentheses behind n.
func (p *parser) invoke(c TopCall, n, cl int) {
	c.item = p.later(itemArgs, n+1, cl+1)
	p.f.TopCalls = append(p.f.TopCalls, c)
}

// past steps over the ';' at e if there is one.
func (p *parser) past(e, end int) int {
	if e < end && p.kind(e) == ';' {
		return e + 1
	}
	return e
}

func (p *parser) addTypedef(d declr, sp specs) {
	t := d.typ(sp.base)
	t.Func = t.Func || d.isFunc
	if p.types == nil {
		p.types = make(map[string]bool)
	}
	p.types[p.str(d.name)] = true
	p.f.Typedefs = append(p.f.Typedefs, Typedef{Name: p.str(d.name), Type: t, Pos: p.pos(d.name)})
}
