package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
)

// assigned gathers callbacks that are assigned one by one.
func (f *tableFinder) assigned() {
	var names []string
	for n := range f.u.byMember {
		names = append(names, n)
	}
	slices.Sort(names)
	type found struct {
		s, val, at *site
		tag        string
	}
	var all []found
	for _, n := range names {
		if !f.w.api().Callback(n) {
			continue
		}
		for _, s := range f.w.stored(f.u, n) {
			val, at := written(s)
			if val == nil || s.fn() == nil {
				continue
			}
			bt := f.w.typeOf(s.kid(0))
			if bt.sd == nil || f.givenTable(s.kid(0)) {
				continue
			}
			if _, ok := f.w.api().Ops[bt.sd.tag]; ok {
				all = append(all, found{s, val, at, bt.sd.tag})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b found) int { return int(a.s.e.Pos) - int(b.s.e.Pos) })
	for _, x := range all {
		t := f.runTime(x.s.kid(0), x.tag)
		t.add(x.s.e.Name, x.val, x.at, x.at.root.cond || x.at.root.ifdef)
	}
}

// runTime gives the table that an expression names: a static one that is patched, or one that is filled at run time.
func (f *tableFinder) runTime(base *site, tag string) *Table {
	name := base
	for name.e.Kind == cparse.Addr || name.e.Kind == cparse.Deref || name.e.Kind == cparse.Cast {
		name = name.kid(0)
	}
	g := base.fn()
	key := exprText(name.e)
	if name.e.Kind == cparse.Ident {
		_, v, isLocal := g.local(name.e.Name, name.e.Pos)
		switch {
		case !isLocal:
			if gv := f.w.lookupVar(f.u, name.e.Name); gv != nil {
				if t := f.byVar[gv.d]; t != nil {
					return t
				}
			}
		case v != nil && f.byVar[v] != nil:
			return f.byVar[v]
		default:
			if d := f.pointee(g, name.e.Name); d != nil {
				if d.e.Kind == cparse.Ident {
					if gv := f.w.lookupVar(f.u, d.e.Name); gv != nil && f.byVar[gv.d] != nil {
						return f.byVar[gv.d]
					}
				}
				key = exprText(d.e)
				name = d
			} else {
				key = g.name() + ": " + key
			}
		}
	}
	if t := f.byText[key]; t != nil {
		return t
	}
	t := &Table{Kind: "assigned", Tag: tag, u: f.u, members: map[string][]member{}}
	t.Name = f.w.spelled(name)
	if name.e.Kind == cparse.Member && name.e.Pos != base.e.Pos {
		t.Name = name.e.Name // reached through a pointer: the member that it points to
	}
	t.Pos = base.pos()
	if g != nil {
		t.In = g.name()
	}
	f.byText[key] = t
	f.out = append(f.out, t)
	return t
}

// pointee finds what a local pointer is set to point to: pd = &sdev->plat_drv.
func (f *tableFinder) pointee(g *fn, name string) *site {
	for _, d := range f.w.localDefs(g, name) {
		if d.e.Kind == cparse.Addr {
			return d.kid(0)
		}
	}
	return nil
}
