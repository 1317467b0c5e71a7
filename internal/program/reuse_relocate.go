package program

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
)

// moved says where the places of a file that a result can name are in a newer text of it.
type moved struct {
	file  *cparse.File // the newer text's
	spans []movedSpan
}

type movedSpan struct {
	start, end cparse.Pos
	move       cparse.Move
}

func (m *moved) add(start, end cparse.Pos, move cparse.Move) {
	m.spans = append(m.spans, movedSpan{start, end, move})
}

func (m *moved) sort() {
	slices.SortStableFunc(m.spans, func(a, b movedSpan) int { return cmp.Compare(a.start, b.start) })
}

// to is where a place is now; not ok when that is not known.
func (m *moved) to(p cparse.Pos) (now cparse.Pos, ok bool) {
	i, exact := slices.BinarySearchFunc(m.spans, p, func(s movedSpan, p cparse.Pos) int { return cmp.Compare(s.start, p) })
	if !exact {
		i--
	}
	if i < 0 || p > m.spans[i].end {
		return 0, false
	}
	return m.spans[i].move.To(p), true
}

// mover copies a result with its places moved.
type mover struct {
	w      *World
	tree   *ktree.Tree
	files  map[string]*moved
	copies map[any]reflect.Value // of what pointers in the result point to
	file   string                // that bare positions are in
	lost   bool                  // some place could not be told
}

// result is the moved copy, nil when some place could not be told.
func (m *mover) result(res *Result) *Result {
	m.copies = map[any]reflect.Value{}
	out := *res
	out.Verdicts = m.value(reflect.ValueOf(res.Verdicts)).Interface().([]*Verdict)
	out.Orphans = m.value(reflect.ValueOf(res.Orphans)).Interface().([]Orphan)
	if m.lost {
		return nil
	}
	out.Files = maps.Clone(res.Files)
	for p, f := range m.files {
		info := out.Files[p]
		info.Functions = len(f.file.Funcs)
		out.Files[p] = info
	}
	return &out
}

var (
	posType  = reflect.TypeFor[Pos]()
	funcType = reflect.TypeFor[Func]()
	bareType = reflect.TypeFor[cparse.Pos]()
)

// value copies anything that a result is made of.
func (m *mover) value(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		return m.pointer(v)
	case reflect.Slice:
		if e := v.Type().Elem(); v.IsNil() || e != bareType && e.Kind() != reflect.Struct && e.Kind() != reflect.Pointer {
			return v // of no places
		}
		out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			out.Index(i).Set(m.value(v.Index(i)))
		}
		return out
	case reflect.Struct:
		return m.structure(v)
	}
	if v.Type() == bareType && v.Uint() != 0 {
		m.lost = m.lost || m.file == ""
		return reflect.ValueOf(m.to(m.file, cparse.Pos(v.Uint())))
	}
	return v
}

// to is where a place in a file is now.
func (m *mover) to(file string, p cparse.Pos) cparse.Pos {
	f := m.files[file]
	if f == nil {
		return p
	}
	now, ok := f.to(p)
	m.lost = m.lost || !ok
	return now
}

// pos moves a place with its line and column.
func (m *mover) pos(p Pos) Pos {
	f := m.files[p.File]
	if f == nil {
		return p
	}
	p.Start, p.End = m.to(p.File, p.Start), m.to(p.File, p.End)
	if p.Line > 0 {
		p.Line, p.Column = f.file.Position(p.Start)
		p.EndLine, p.EndCol = f.file.Position(p.End)
	}
	return p
}

func (m *mover) pointer(v reflect.Value) reflect.Value {
	if v.IsNil() {
		return v
	}
	key := v.Interface()
	if c, ok := m.copies[key]; ok {
		return c
	}
	c := reflect.New(v.Type().Elem())
	m.copies[key] = c
	c.Elem().Set(m.value(v.Elem()))
	return c
}

func (m *mover) structure(v reflect.Value) reflect.Value {
	switch v.Type() {
	case posType:
		return reflect.ValueOf(m.pos(v.Interface().(Pos)))
	case funcType:
		f := v.Interface().(Func)
		f.Pos, f.End = m.to(f.File, f.Pos), m.to(f.File, f.End)
		return reflect.ValueOf(f)
	}
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	was := m.file
	if in := v.FieldByName("In"); in.IsValid() && in.Type() == funcType {
		m.file = in.Interface().(Func).File
	}
	for i := range v.NumField() {
		if f := out.Field(i); f.CanSet() {
			f.Set(m.value(v.Field(i)))
		}
	}
	m.file = was
	return out
}
