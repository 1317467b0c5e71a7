package cparse

import (
	"strconv"
	"strings"
)

// anonymous is the tag of a struct without one.
func (b *builder) anonymous(n *node) string {
	tag := strconv.Itoa(int(b.src(n.start)))
	if b.p.fixed {
		return "@" + strconv.Itoa(int(b.p.fixPos)) + "." + tag
	}
	return "@" + tag
}

// structure names the struct or union at node i and records it when it is defined there.
func (b *builder) structure(i uint32) string {
	s, word := b.structAt(i)
	if s.Fields != nil || b.child(i, nFields) != 0 {
		b.p.f.Structs = append(b.p.f.Structs, s)
	}
	return word + " " + s.Tag
}

// structAt reads the struct or union at node i.
func (b *builder) structAt(i uint32) (Struct, string) {
	n := &b.nodes[i]
	word := "struct"
	if b.byteAt(i) == 'u' {
		word = "union"
	}
	s := Struct{Tag: b.anonymous(n), Union: word == "union", Pos: b.pos(b.src(n.start))}
	if c := b.child(i, nTypeName); c != 0 {
		s.Tag = b.text(&b.nodes[c])
	}
	if list := b.child(i, nFields); list != 0 && b.deep < maxDepth {
		b.deep++
		for c := list + 1; c < b.nodes[list].skip; c = b.nodes[c].skip {
			if b.kind(c) == nField {
				b.field(c, &s)
			}
		}
		b.deep--
	}
	return s, word
}

// field adds the members that a field declaration declares. Those of an unnamed struct are the outer one's own.
func (b *builder) field(i uint32, s *Struct) {
	var base string
	var body *Struct
	named := false
	for c := i + 1; c < b.nodes[i].skip; c = b.nodes[c].skip {
		switch b.kind(c) {
		case nStructSpec:
			in, word := b.structAt(c)
			base = word + " " + in.Tag
			if b.child(c, nFields) != 0 {
				body = &in
			}
		case nTypeName:
			base = b.typeBase(c)
		case nLeaf, nPointerDecl, nArrayDecl, nParenDecl, nFuncDecl:
			if d := b.declarator(c); d.name != "" {
				named = true
				t := d.typ(base)
				t.Func = t.Func || d.isFunc
				s.Fields = append(s.Fields, Field{Name: d.name, Type: t, Pos: b.pos(d.at)})
			}
		}
	}
	if body == nil {
		return
	}
	if !named && strings.HasPrefix(body.Tag, "@") {
		s.Fields = append(s.Fields, body.Fields...)
	} else {
		b.p.f.Structs = append(b.p.f.Structs, *body)
	}
}
