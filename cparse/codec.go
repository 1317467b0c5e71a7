package cparse

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync"
)

// FormatVersion is the version of what a [Keeper] is given. It changes whenever the layout of that or the meaning of a
// File does: what another version kept must be parsed anew.
const FormatVersion = 4

// maxDecodeDepth bounds the nesting of expressions that DecodeFile follows.
const maxDecodeDepth = 20000

type encoder struct {
	b       []byte
	strs    map[string]int
	list    []string
	text    int // bytes in list
	last    Pos
	exprs   int
	argptrs int
}

var encoders = sync.Pool{New: func() any { return &encoder{strs: make(map[string]int, 256)} }}

// give puts the encoder back for the next file, without the strings of this one.
func (e *encoder) give() {
	clear(e.strs)
	clear(e.list)
	*e = encoder{b: e.b[:0], strs: e.strs, list: e.list[:0]}
	encoders.Put(e)
}

// encode is the compact form of what an item says, places counted from where it begins.
func (s *said) encode(start Pos) (b []byte, placed bool) {
	e := encoders.Get().(*encoder)
	defer e.give()
	e.last = start
	e.n(s.fn.Errors)
	encodeList(e, s.fn.Locals, e.variable)
	encodeList(e, s.fn.Stmts, e.stmt)
	e.byte(bits(s.init != nil))
	if s.init != nil {
		e.expr(s.init)
	}
	e.exprList(s.args)
	encodeList(e, s.inside.Structs, e.structure)
	encodeList(e, s.inside.Typedefs, e.typedef)
	encodeList(e, s.inside.Problems, e.problem)
	for _, x := range e.list {
		placed = placed || strings.Contains(x, "@")
	}
	return e.record(nil), placed
}

// decode reads what encode wrote of an item that begins at start now. It is nil for anything else.
func decode(data []byte, start Pos) *said {
	d := &decoder{b: data, last: start}
	if !d.head() {
		return nil
	}
	s := &said{}
	s.fn.Errors = d.n()
	s.fn.Locals = decodeList(d, 8, d.variable)
	s.fn.Stmts = decodeList(d, 6, d.stmt)
	if d.byte() == 1 {
		s.init = d.expr()
	}
	s.args = d.list()
	s.inside.Structs = decodeList(d, 4, d.structure)
	s.inside.Typedefs = decodeList(d, 5, d.typedef)
	s.inside.Problems = decodeList(d, 4, d.problem)
	if d.bad || d.left() != 0 {
		return nil
	}
	return s
}

// record appends what was written, behind what it takes to read it: how much there is of each, and all strings.
func (e *encoder) record(b []byte) []byte {
	b = slices.Grow(b, len(e.b)+e.text+2*len(e.list)+64)
	b = binary.AppendUvarint(b, uint64(e.exprs))
	b = binary.AppendUvarint(b, uint64(e.argptrs))
	b = binary.AppendUvarint(b, uint64(len(e.list)))
	for _, s := range e.list {
		b = binary.AppendUvarint(b, uint64(len(s)))
	}
	b = binary.AppendUvarint(b, uint64(e.text))
	for _, s := range e.list {
		b = append(b, s...)
	}
	return append(b, e.b...)
}

func (e *encoder) n(v int)     { e.b = binary.AppendUvarint(e.b, uint64(v)) }
func (e *encoder) byte(v byte) { e.b = append(e.b, v) }
func (e *encoder) str(s string) {
	i, ok := e.strs[s]
	if !ok {
		i = len(e.list)
		e.strs[s] = i
		e.list = append(e.list, s)
		e.text += len(s)
	}
	e.n(i)
}

// pos writes a position as the distance from the one before.
func (e *encoder) pos(p Pos) {
	e.b = binary.AppendVarint(e.b, int64(p)-int64(e.last))
	e.last = p
}

// span writes two positions.
func (e *encoder) span(p, end Pos) {
	e.pos(p)
	e.b = binary.AppendVarint(e.b, int64(end)-int64(p))
}

func bits(v ...bool) (b byte) {
	for i, on := range v {
		if on {
			b |= 1 << i
		}
	}
	return
}

func (e *encoder) typ(t *Type) {
	e.str(t.Base)
	e.byte(t.Ptr)
	e.byte(bits(t.Array, t.Func))
}

func encodeList[T any](e *encoder, list []T, one func(*T)) {
	e.n(len(list))
	for i := range list {
		one(&list[i])
	}
}

func (e *encoder) structure(x *Struct) {
	e.str(x.Tag)
	e.byte(bits(x.Union))
	e.pos(x.Pos)
	encodeList(e, x.Fields, func(x *Field) { e.str(x.Name); e.typ(&x.Type); e.pos(x.Pos) })
}

func (e *encoder) typedef(x *Typedef) { e.str(x.Name); e.typ(&x.Type); e.pos(x.Pos) }

func (e *encoder) problem(x *Problem) { e.span(x.Pos, x.End); e.str(x.Func); e.str(x.Msg) }

func (e *encoder) exprList(list []*Expr) {
	encodeList(e, list, func(x **Expr) { e.argptrs++; e.expr(*x) })
}

func (e *encoder) stmt(x *Stmt) {
	e.byte(byte(x.Kind)<<1 | bits(x.Ifdef))
	e.byte(x.Cond)
	e.expr(x.X)
}

func (e *encoder) variable(x *Var) {
	e.str(x.Name)
	e.byte(bits(x.Static, x.Extern, x.Ifdef, x.Init != nil))
	e.byte(x.Cond)
	e.typ(&x.Type)
	e.span(x.Pos, x.End)
	if x.Init != nil {
		e.expr(x.Init)
	}
}

func (e *encoder) expr(x *Expr) {
	e.exprs++
	if x == nil {
		x = &Expr{}
	}
	elvis := x.Kind == Cond && len(x.Args) == 3 && x.Args[0] == x.Args[1]
	e.byte(byte(x.Kind) | bits(false, false, false, false, false, x.Arrow, x.Desig, x.Ifdef))
	e.n(len(x.Args)<<3 | int(bits(elvis, x.Name != "", x.Type != nil)))
	e.span(x.Pos, x.End)
	if x.Name != "" {
		e.str(x.Name)
	}
	if x.Type != nil {
		e.typ(x.Type)
	}
	e.argptrs += len(x.Args)
	for i, a := range x.Args {
		if !elvis || i != 1 {
			e.expr(a)
		}
	}
}

// decoder reads what encoder wrote. The first fault sticks: from then on every read gives zero.
type decoder struct {
	b     []byte
	i     int // what has been read of b
	strs  []string
	last  Pos
	bad   bool
	exprs []Expr
	args  []*Expr
	types []Type
	depth int
}

// head reads what record writes before the rest.
func (d *decoder) head() bool {
	exprs, args := d.n(), d.n()
	if exprs > d.left()/4+1 || args > 2*exprs+d.left()+1 {
		return false
	}
	d.strings()
	if d.bad || exprs > d.left() {
		return false
	}
	d.exprs = make([]Expr, exprs)
	d.args = make([]*Expr, args)
	return true
}

func (d *decoder) left() int { return len(d.b) - d.i }

func (d *decoder) fail() {
	d.bad = true
	d.b, d.i = nil, 0
}

func (d *decoder) u() uint64 {
	if d.i < len(d.b) && d.b[d.i] < 0x80 {
		d.i++
		return uint64(d.b[d.i-1])
	}
	return d.long()
}

// long reads a number of more than one byte.
func (d *decoder) long() uint64 {
	if d.i+1 < len(d.b) && d.b[d.i+1] < 0x80 {
		d.i += 2
		return uint64(d.b[d.i-2]&0x7f) | uint64(d.b[d.i-1])<<7
	}
	v, n := binary.Uvarint(d.b[d.i:])
	if n <= 0 {
		d.fail()
		return 0
	}
	d.i += n
	return v
}

// n reads a number that fits an int of 32 bits.
func (d *decoder) n() int {
	v := d.u()
	if v > 1<<31-1 {
		d.fail()
		return 0
	}
	return int(v)
}

// count reads the length of a list whose elements take at least size bytes each.
func (d *decoder) count(size int) int {
	n := d.n()
	if n > d.left()/size {
		d.fail()
		return 0
	}
	return n
}

func (d *decoder) byte() byte {
	if d.i >= len(d.b) {
		d.fail()
		return 0
	}
	d.i++
	return d.b[d.i-1]
}

func (d *decoder) strings() {
	n := d.count(1)
	lens := make([]int, n)
	total := 0
	for i := range lens {
		lens[i] = d.n()
		total += lens[i]
	}
	if t := d.n(); d.bad || t != total || total > d.left() {
		d.fail()
		return
	}
	blob := string(d.b[d.i : d.i+total])
	d.i += total
	d.strs = make([]string, n)
	for i, l := range lens {
		d.strs[i], blob = blob[:l], blob[l:]
	}
}

func (d *decoder) str() string {
	i := d.n()
	if i >= len(d.strs) {
		d.fail()
		return ""
	}
	return d.strs[i]
}

func (d *decoder) signed() int64 {
	v := d.u()
	return int64(v>>1) ^ -int64(v&1)
}

func (d *decoder) pos() Pos {
	d.last = Pos(int64(d.last) + d.signed())
	return d.last
}

func (d *decoder) span() (Pos, Pos) {
	p := d.pos()
	return p, Pos(int64(p) + d.signed())
}

func (d *decoder) typ() (t Type) {
	t.Base = d.str()
	t.Ptr = d.byte()
	b := d.byte()
	t.Array, t.Func = b&1 != 0, b&2 != 0
	return
}

func decodeList[T any](d *decoder, size int, one func(*T)) []T {
	n := d.count(size)
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		if one(&out[i]); d.bad {
			return nil
		}
	}
	return out
}

func (d *decoder) structure(x *Struct) {
	x.Tag = d.str()
	x.Union = d.byte()&1 != 0
	x.Pos = d.pos()
	x.Fields = decodeList(d, 5, func(x *Field) { x.Name = d.str(); x.Type = d.typ(); x.Pos = d.pos() })
}

func (d *decoder) typedef(x *Typedef) { x.Name = d.str(); x.Type = d.typ(); x.Pos = d.pos() }

func (d *decoder) problem(x *Problem) { x.Pos, x.End = d.span(); x.Func = d.str(); x.Msg = d.str() }

// list reads a list of expressions.
func (d *decoder) list() []*Expr {
	list := d.takeArgs(d.count(4))
	for i := range list {
		list[i] = d.expr()
	}
	return list
}

func (d *decoder) stmt(x *Stmt) {
	b := d.byte()
	x.Kind, x.Ifdef = StmtKind(b>>1), b&1 != 0
	x.Cond = d.byte()
	x.X = d.expr()
}

func (d *decoder) variable(x *Var) {
	x.Name = d.str()
	b := d.byte()
	x.Static, x.Extern, x.Ifdef = b&1 != 0, b&2 != 0, b&4 != 0
	x.Cond = d.byte()
	x.Type = d.typ()
	x.Pos, x.End = d.span()
	if b&8 != 0 {
		x.Init = d.expr()
	}
}

// takeArgs cuts n argument slots from the slab.
func (d *decoder) takeArgs(n int) []*Expr {
	if n == 0 {
		return nil
	}
	if n > len(d.args) {
		d.fail()
		return nil
	}
	a := d.args[:n:n]
	d.args = d.args[n:]
	return a
}

func (d *decoder) expr() *Expr {
	if len(d.exprs) == 0 || d.depth > maxDecodeDepth {
		d.fail()
		return &Expr{}
	}
	d.depth++
	x := &d.exprs[0]
	d.exprs = d.exprs[1:]
	b := d.byte()
	x.Kind = ExprKind(b & 31)
	if x.Kind > StmtExprKind {
		d.fail()
	}
	x.Arrow, x.Desig, x.Ifdef = b&32 != 0, b&64 != 0, b&128 != 0
	n := d.n()
	x.Pos, x.End = d.span()
	if n&2 != 0 {
		x.Name = d.str()
	}
	if n&4 != 0 {
		if len(d.types) == 0 {
			d.types = make([]Type, 32)
		}
		x.Type = &d.types[0]
		d.types = d.types[1:]
		*x.Type = d.typ()
	}
	x.Args = d.takeArgs(n >> 3)
	for i := range x.Args {
		if n&1 != 0 && i == 1 {
			x.Args[1] = x.Args[0]
			continue
		}
		x.Args[i] = d.expr()
	}
	d.depth--
	return x
}
