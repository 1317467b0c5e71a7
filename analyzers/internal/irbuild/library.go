package irbuild

import (
	"go/types"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// Library tells whether the package is a PCM library by its shape: it declares an ops type with at least HwFree,
// Trigger and Pointer, and a PeriodElapsed function or method, by these names in any capitalisation.
func Library(pkg *types.Package) *ir.Library {
	if pkg == nil || knowledge.Std(pkg.Path()) {
		return nil
	}
	lib := &ir.Library{Path: pkg.Path()}
	scope := pkg.Scope()
	subs := map[string]bool{}
	for _, name := range scope.Names() {
		switch o := scope.Lookup(name).(type) {
		case *types.Func:
			if isElapsed(o) {
				lib.Elapsed = append(lib.Elapsed, FuncKey(o))
				if sig := o.Type().(*types.Signature); sig.Params().Len() > 0 {
					subs[namedKey(sig.Params().At(0).Type())] = true
				}
			}
		case *types.TypeName:
			libraryType(lib, o, subs)
		}
	}
	if len(lib.Elapsed) == 0 {
		elapsedElsewhere(lib, pkg, subs)
	}
	if len(lib.Elapsed) == 0 || len(lib.OpsStructs)+len(lib.OpsIfaces) == 0 {
		return nil
	}
	delete(subs, "")
	for s := range subs {
		lib.Substreams = append(lib.Substreams, s)
	}
	sort.Strings(lib.Substreams)
	return lib
}

// elapsedElsewhere finds the PeriodElapsed of the streams that the ops take, when these are another package's.
func elapsedElsewhere(lib *ir.Library, pkg *types.Package, subs map[string]bool) {
	for _, key := range append(lib.OpsStructs[:len(lib.OpsStructs):len(lib.OpsStructs)], lib.OpsIfaces...) {
		o, _ := pkg.Scope().Lookup(strings.TrimPrefix(key, pkg.Path()+".")).(*types.TypeName)
		if o == nil {
			continue
		}
		for _, stream := range streamsOf(o.Type().Underlying()) {
			other := stream.Obj().Pkg()
			if other == nil || other == pkg || knowledge.Std(other.Path()) || slices.Contains(lib.Parts, other.Path()) {
				continue
			}
			before := len(lib.Elapsed)
			for m := range stream.Methods() {
				if isElapsed(m) {
					lib.Elapsed = append(lib.Elapsed, FuncKey(m))
				}
			}
			for _, name := range other.Scope().Names() {
				if fn, ok := other.Scope().Lookup(name).(*types.Func); ok && isElapsed(fn) {
					lib.Elapsed = append(lib.Elapsed, FuncKey(fn))
				}
			}
			if len(lib.Elapsed) > before {
				lib.Parts = append(lib.Parts, other.Path())
				subs[namedKey(stream)] = true
			}
		}
	}
}

// streamsOf returns the named types that HwFree, Trigger and Pointer of an ops type take.
func streamsOf(ops types.Type) []*types.Named {
	var out []*types.Named
	take := func(name string, t types.Type) {
		sig, ok := t.Underlying().(*types.Signature)
		if !ok || !isOp[strings.ToLower(name)] {
			return
		}
		for v := range sig.Params().Variables() {
			if n := named(v.Type()); n != nil {
				out = append(out, n)
			}
		}
	}
	switch u := ops.(type) {
	case *types.Struct:
		for f := range u.Fields() {
			take(f.Name(), f.Type())
		}
	case *types.Interface:
		for m := range u.Methods() {
			take(m.Name(), m.Type())
		}
	}
	return out
}

// isOp are the ops that every ops type has.
var isOp = map[string]bool{"hwfree": true, "trigger": true, "pointer": true}

// libraryType looks at one type that a package declares.
func libraryType(lib *ir.Library, o *types.TypeName, subs map[string]bool) {
	if o.IsAlias() {
		return
	}
	n, ok := o.Type().(*types.Named)
	if !ok {
		return
	}
	key := Key(o)
	members := map[string]bool{}
	switch u := n.Underlying().(type) {
	case *types.Struct:
		callbacks(o.Pkg(), u, members, 0)
		if isOps(members) {
			lib.OpsStructs = append(lib.OpsStructs, key)
		}
	case *types.Interface:
		for m := range u.Methods() {
			members[strings.ToLower(m.Name())] = true
			lib.Asked = append(lib.Asked, strings.ToLower(m.Name()))
			if isElapsed(m) {
				lib.Elapsed = append(lib.Elapsed, FuncKey(m))
				subs[key] = true
			}
		}
		switch {
		case isOps(members):
			lib.OpsIfaces = append(lib.OpsIfaces, key)
		case members["syncstop"] && u.NumMethods() == 1:
			lib.Optional, lib.SyncName, lib.SyncShape = key, u.Method(0).Name(), shape(u.Method(0))
		}
	}
	for m := range n.Methods() {
		if isElapsed(m) {
			lib.Elapsed = append(lib.Elapsed, FuncKey(m))
			subs[key] = true
		}
	}
}

// callbacks collects the names of the function-typed fields, those of embedded structs too. Who embeds the ops of another
// package is a driver, though.
func callbacks(pkg *types.Package, s *types.Struct, into map[string]bool, depth int) {
	for f := range s.Fields() {
		switch u := f.Type().Underlying().(type) {
		case *types.Signature:
			into[strings.ToLower(f.Name())] = true
		case *types.Struct:
			if !f.Embedded() || depth >= 4 {
				continue
			}
			inner := map[string]bool{}
			callbacks(pkg, u, inner, depth+1)
			if n := named(f.Type()); isOps(inner) && n != nil && n.Obj().Pkg() != pkg {
				continue
			}
			maps.Copy(into, inner)
		}
	}
}

func isOps(members map[string]bool) bool {
	return members["hwfree"] && members["trigger"] && members["pointer"]
}

func isSyncStop(fn *types.Func) bool { return strings.EqualFold(fn.Name(), "SyncStop") }

// shape spells a signature so that those of a generic interface and of an implementation can be compared: the types of
// the parameters, an arrow, the types of the results, and "?" for what a type parameter stands for.
func shape(fn *types.Func) []string {
	sig := fn.Signature()
	var out []string
	for v := range sig.Params().Variables() {
		out = append(out, typeShape(v.Type()))
	}
	out = append(out, "->")
	for v := range sig.Results().Variables() {
		out = append(out, typeShape(v.Type()))
	}
	return out
}

func typeShape(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return "?"
	case *types.Pointer:
		return "*" + typeShape(t.Elem())
	case *types.Named:
		return Key(t.Origin().Obj())
	case *types.Basic:
		return t.Name()
	}
	return "?"
}

func isElapsed(fn *types.Func) bool { return strings.EqualFold(fn.Name(), "PeriodElapsed") }

// namedKey is the key of the named type behind a pointer.
func namedKey(t types.Type) string {
	if n := named(t); n != nil {
		return Key(n.Origin().Obj())
	}
	return ""
}

// named is the named type behind a pointer, nil for none.
func named(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}
