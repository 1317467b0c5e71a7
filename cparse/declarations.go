package cparse

import (
	"strconv"
	"strings"
)

// specs are declaration specifiers: everything of a declaration before its declarators.
type specs struct {
	static, inline, extern, typedef bool
	any                             bool // a specifier other than an annotation was seen
	base                            string
	body                            *Struct // the struct that is defined here
}

// skipAnnotation passes an annotation word with its arguments.
func (p *parser) skipAnnotation(i, end int) int {
	if p.kind(i+1) == '(' && i+1 < end {
		return min(p.close(i+1, end)+1, end)
	}
	return i + 1
}

// skipAttribute passes __attribute__((...)) and asm("...").
func (p *parser) skipAttribute(i, end int) int {
	for i++; i < end && p.kind(i) == tQual; i++ {
	}
	if i < end && p.kind(i) == '(' {
		return min(p.close(i, end)+1, end)
	}
	return i
}

func startsType(k tk) bool { return k >= tStruct && k <= tEnum || k >= tQual && k <= tTypeof }

// specs reads declaration specifiers in toks[i:end].
func (p *parser) specs(i, end int) (sp specs, next int) {
	for i < end {
		switch k := p.kind(i); k {
		case tStatic:
			sp.static = true
		case tInline:
			sp.inline = true
		case tExtern:
			sp.extern = true
			if p.kind(i+1) == tStr {
				i++
			}
		case tTypedef:
			sp.typedef = true
		case tQual:
		case tAttribute:
			i = p.skipAttribute(i, end)
			continue
		case tPrim:
			if sp.base != "" {
				sp.base += " "
			}
			sp.base += p.str(i)
		case tTypeof:
			if sp.base != "" {
				return sp, i
			}
			sp.base = "typeof"
			i = p.skipAttribute(i, end)
			sp.any = true
			continue
		case tStruct, tUnion, tEnum:
			if sp.base != "" {
				return sp, i
			}
			i = p.tagged(i, end, &sp)
			sp.any = true
			continue
		case tIdent:
			s := p.str(i)
			if arg, ok := annotations[s]; ok {
				i++
				if arg && p.kind(i) == '(' && i < end {
					i = min(p.close(i, end)+1, end)
				}
				continue
			}
			if sp.base != "" {
				return sp, i
			}
			n := p.kind(i + 1)
			if n == '(' && !sp.typedef && !p.pointerDeclarator(i+1, end) {
				if after := p.close(i+1, end) + 1; strings.HasPrefix(s, "__") && after < end && (p.kind(after) == tIdent || startsType(p.kind(after))) && p.sameLine(i, after) {
					i = after
					continue
				}
				return sp, i
			}
			n2 := p.kind(i + 2)
			if i+1 < end && looksAnnotation(s) && (startsType(n) || n == tStatic || n == tInline || n == tIdent && i+2 < end && (n2 == tIdent || n2 == '*')) {
				i++
				continue
			}
			sp.base = s
		default:
			return sp, i
		}
		sp.any = true
		i++
	}
	return sp, i
}

// pointerDeclarator says whether the parentheses at i are those of (*name)(...) or (*name)[...] behind a type.
func (p *parser) pointerDeclarator(i, end int) bool {
	cl := p.close(i, end)
	if cl+1 >= end || p.kind(cl+1) != '(' && p.kind(cl+1) != '[' {
		return false
	}
	for i++; i < cl; i++ {
		switch p.kind(i) {
		case '*':
			return p.kind(i+1) != '(' || p.kind(cl-1) == ')'
		case tIdent:
			if isAnnotation(p.str(i)) {
				continue
			}
		}
		return false
	}
	return false
}

// sameLine says that no newline stands between tokens a and b.
func (p *parser) sameLine(a, b int) bool {
	if b >= len(p.toks) {
		return false
	}
	return strings.IndexByte(p.text[p.toks[a].end:p.toks[b].start], '\n') < 0
}

// tagged reads struct, union or enum at i.
func (p *parser) tagged(i, end int, sp *specs) int {
	kw := i
	word := p.str(i)
	i++
	for i < end {
		if p.kind(i) == tAttribute {
			i = p.skipAttribute(i, end)
		} else if arg, ok := annotations[p.str(i)]; ok && p.kind(i) == tIdent {
			i++
			if arg && p.kind(i) == '(' {
				i = min(p.close(i, end)+1, end)
			}
		} else {
			break
		}
	}
	tag := ""
	if i < end && p.kind(i) == tIdent {
		tag = p.str(i)
		i++
		if i < end && p.kind(i) == '(' {
			if n := p.close(i, end) + 1; n < end && (p.kind(n) == '{' || p.kind(n) == tIdent) {
				i = n // struct NAME(x) {
			}
		}
	}
	if tag == "" {
		tag = "@" + strconv.Itoa(int(p.toks[kw].start))
		if p.fixed {
			tag = "@" + strconv.Itoa(int(p.fixPos)) + "." + tag[1:]
		}
	}
	sp.base = word + " " + tag
	if i < end && p.kind(kw) == tEnum && p.kind(i) == ':' {
		for i < end && p.kind(i) != '{' && p.kind(i) != ';' {
			i++
		}
	}
	if i < end && p.kind(i) == '{' {
		cl := p.close(i, end)
		if p.kind(kw) != tEnum {
			sp.body = &Struct{Tag: tag, Union: p.kind(kw) == tUnion, Pos: p.pos(kw)}
			p.fields(i+1, cl, sp.body)
		}
		i = min(cl+1, end)
	}
	return i
}

// declr is one declarator.
type declr struct {
	name    int // token of the name, -1 in an abstract one
	ptr     int
	array   bool
	fnptr   bool
	isFunc  bool // name(params)
	params  int  // token of the '(' of the parameters
	nparams int  // token of its ')'
}

func (d *declr) typ(base string) Type {
	return Type{Base: base, Ptr: uint8(min(d.ptr, 255)), Array: d.array, Func: d.fnptr}
}

// declarator reads one declarator in toks[i:end], abstract or not, with the annotations behind it.
func (p *parser) declarator(i, end int) (d declr, next int) {
	d.name = -1
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return d, end
	}
pointers:
	for i < end {
		switch p.kind(i) {
		case '*', '^':
			d.ptr++
			i++
		case tQual, tInline, tPrim:
			i++
		case tAttribute:
			i = p.skipAttribute(i, end)
		case tIdent:
			s, n := p.str(i), p.kind(i+1)
			if arg, ok := annotations[s]; ok {
				i++
				if arg && i < end && p.kind(i) == '(' {
					i = min(p.close(i, end)+1, end)
				}
				continue
			}
			if i+1 < end && (n == '*' || n == tIdent && looksAnnotation(s) && !looksAnnotation(p.str(i+1))) {
				i++
				continue
			}
			break pointers
		default:
			break pointers
		}
	}
	inner := false
	if i < end && p.kind(i) == '(' {
		cl := p.close(i, end)
		if p.innerDeclarator(i+1, cl) {
			in, _ := p.declarator(i+1, cl)
			i = min(cl+1, end)
			inner = true
			d.name, d.array = in.name, in.array
			call := i < end && p.kind(i) == '('
			switch {
			case in.isFunc && call: // int (*f(int))(int): a function that returns a function pointer
				d.isFunc, d.params, d.nparams = true, in.params, in.nparams
				i = min(p.close(i, end)+1, end)
			case call && (in.ptr > 0 || in.fnptr):
				d.fnptr = true
				i = min(p.close(i, end)+1, end)
			case in.isFunc:
				d.isFunc, d.params, d.nparams = true, in.params, in.nparams
				d.ptr += in.ptr
			default:
				d.ptr += in.ptr
				d.fnptr = in.fnptr
			}
		}
	} else if i < end && p.kind(i) == tIdent {
		d.name = i
		i++
	}
	for i < end {
		switch p.kind(i) {
		case '[':
			d.array = true
			i = min(p.close(i, end)+1, end)
		case '(':
			cl := p.close(i, end)
			if d.fnptr || d.isFunc && !p.afterMacroName(d, i) {
				return d, i
			}
			if inner && d.name < 0 || d.name < 0 && !inner {
				d.fnptr = true // abstract function type
			} else {
				d.isFunc, d.params, d.nparams = true, i, cl
			}
			i = min(cl+1, end)
		case tAttribute, tAsm:
			i = p.skipAttribute(i, end)
		case tIdent:
			if d.name < 0 {
				return d, i
			}
			if d.isFunc && i+1 < end && p.kind(i+1) != '(' && !isAnnotation(p.str(i)) {
				return d, i // K&R parameters, or a missing semicolon
			}
			i = p.skipAnnotation(i, end)
		case tInline, tQual:
			i++
		default:
			return d, i
		}
	}
	return d, i
}

func isAnnotation(s string) bool {
	_, ok := annotations[s]
	return ok || looksAnnotation(s)
}

// afterMacroName says whether the parentheses at i follow a name made by a macro: static int NAME(x)(int a).
func (p *parser) afterMacroName(d declr, i int) bool { return i == d.nparams+1 && i > 0 && d.name >= 0 }

// innerDeclarator says whether the parentheses around toks[i:end] hold a declarator rather than parameters.
func (p *parser) innerDeclarator(i, end int) bool {
	for i < end {
		switch p.kind(i) {
		case '*', '^', '(':
			return true
		case tAttribute:
			i = p.skipAttribute(i, end)
			continue
		case tIdent:
			if _, ok := annotations[p.str(i)]; ok {
				i++
				continue
			}
			n := p.kind(i + 1)
			// (__iomem_like *p), (CALLBACK *f), (name), (name[3]), (name(int))
			if i+1 == end {
				return !p.isType(p.str(i)) || p.kind(end+1) == '('
			}
			if n == '[' || n == '(' {
				return true
			}
			return n == '*' && looksAnnotation(p.str(i)) && !p.isType(p.str(i))
		}
		return false
	}
	return false
}

// typeOf reduces the abstract type toks[a:b].
func (p *parser) typeOf(a, b int) Type {
	sp, i := p.specs(a, b)
	p.keep(sp.body)
	d, _ := p.declarator(i, b)
	return d.typ(sp.base)
}

// keep records the definition of a struct.
func (p *parser) keep(s *Struct) {
	if s != nil {
		p.f.Structs = append(p.f.Structs, *s)
	}
}

// params reads the parameters between the parentheses a and b.
func (p *parser) params(a, b int) []Param {
	var out []Param
	for i := a + 1; i < b; {
		e := p.comma(i, b)
		sp, n := p.specs(i, e)
		p.keep(sp.body)
		d, _ := p.declarator(n, e)
		t := d.typ(sp.base)
		if d.isFunc {
			t.Func = true
		}
		switch {
		case sp.base == "" && d.name < 0:
		case sp.base == "void" && t.Ptr == 0 && d.name < 0 && !t.Func:
		case sp.base != "" && d.name < 0 && !sp.any:
		default:
			pa := Param{Type: t, Pos: p.pos(i)}
			if d.name >= 0 {
				pa.Name, pa.Pos = p.str(d.name), p.pos(d.name)
			}
			out = append(out, pa)
		}
		i = e + 1
	}
	return out
}

// comma returns the next top-level comma in toks[i:end], or end.
func (p *parser) comma(i, end int) int {
	for i < end {
		switch p.kind(i) {
		case ',':
			return i
		case '(', '[', '{':
			i = p.close(i, end)
		}
		i++
	}
	return end
}

// semicolon returns the next top-level ';' in toks[i:end], or end.
func (p *parser) semicolon(i, end int) int {
	for i < end {
		switch p.kind(i) {
		case ';':
			return i
		case '(', '[', '{':
			i = p.close(i, end)
		}
		i++
	}
	return end
}

// fields reads the members of a struct into s.
func (p *parser) fields(i, end int, s *Struct) {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.problem(i, i+1, "nested too deep")
		return
	}
	for i < end {
		if p.kind(i) == ';' {
			i++
			continue
		}
		// not irqreturn_t (*isr)(int, void *): a typedef before a function pointer's declarator
		if p.kind(i) == tIdent && p.kind(i+1) == '(' && p.kind(i+2) != '*' {
			if _, known := annotations[p.str(i)]; !known && !p.pointerDeclarator(i+1, end) {
				i = p.fieldMacro(i, end, s)
				continue
			}
		}
		sp, n := p.specs(i, end)
		named := false
		for n < end && p.kind(n) != ';' {
			d, m := p.declarator(n, end)
			if m < end && p.kind(m) == ':' {
				for m < end && p.kind(m) != ',' && p.kind(m) != ';' {
					if p.kind(m) == '(' {
						m = p.close(m, end)
					}
					m++
				}
			}
			if d.name >= 0 {
				named = true
				t := d.typ(sp.base)
				t.Func = t.Func || d.isFunc
				s.Fields = append(s.Fields, Field{Name: p.str(d.name), Type: t, Pos: p.pos(d.name)})
			}
			if m < end && p.kind(m) == ',' {
				n = m + 1
				continue
			}
			n = m
			if n < end && p.kind(n) != ';' {
				n = p.semicolon(n, end)
			}
		}
		if sp.body != nil {
			if !named && strings.HasPrefix(sp.body.Tag, "@") {
				s.Fields = append(s.Fields, sp.body.Fields...)
			} else {
				p.keep(sp.body)
			}
		}
		i = max(n, i) + 1
	}
}

// fieldMacros are the macros that declare members: which argument holds the members or the name.
var fieldMacros = map[string]struct {
	members int // index of the first argument that is a member list, -1 when there is none
	typ     int // index of the argument with the type, -1 when the macro implies it
	name    int
	implied string
}{
	"struct_group":              {1, -1, -1, ""},
	"struct_group_attr":         {2, -1, -1, ""},
	"struct_group_tagged":       {2, -1, -1, ""},
	"__struct_group":            {3, -1, -1, ""},
	"TRAILING_OVERLAP":          {3, 0, 1, ""},
	"DECLARE_FLEX_ARRAY":        {-1, 0, 1, ""},
	"__DECLARE_FLEX_ARRAY":      {-1, 0, 1, ""},
	"DECLARE_BITMAP":            {-1, -1, 0, "unsigned long"},
	"DECLARE_KFIFO":             {-1, 1, 0, ""},
	"DECLARE_KFIFO_PTR":         {-1, 1, 0, ""},
	"DECLARE_HASHTABLE":         {-1, -1, 0, "struct hlist_head"},
	"DEFINE_DMA_UNMAP_ADDR":     {-1, -1, 0, "dma_addr_t"},
	"DEFINE_DMA_UNMAP_LEN":      {-1, -1, 0, "u32"},
	"DECLARE_CRYPTO_WAIT":       {-1, -1, 0, "struct crypto_wait"},
	"ANDROID_VENDOR_DATA_ARRAY": {-1, -1, -1, ""},
}

// fieldMacro reads a member made by a macro.
func (p *parser) fieldMacro(i, end int, s *Struct) int {
	cl := p.close(i+1, end)
	m, ok := fieldMacros[p.str(i)]
	if !ok {
		return min(cl+1, end)
	}
	var t Type
	t.Base = m.implied
	at := i + 2
	for n := 0; at < cl; n++ {
		e := p.comma(at, cl)
		if n == m.members {
			p.fields(at, cl, s)
			break
		}
		if n == m.typ {
			t = p.typeOf(at, e)
		}
		at = e + 1
	}
	if m.name >= 0 {
		at = i + 2
		for n := 0; n < m.name && at < cl; n++ {
			at = p.comma(at, cl) + 1
		}
		if p.kind(at) == tIdent {
			t.Array = strings.Contains(p.str(i), "ARRAY") || p.str(i) == "DECLARE_BITMAP"
			s.Fields = append(s.Fields, Field{Name: p.str(at), Type: t, Pos: p.pos(at)})
		}
	}
	return min(cl+1, end)
}
