// Package link puts ir.Packages together and finds what breaks the PCM contract: which functions run asynchronously,
// which of them call PeriodElapsed, which ops tables that ties, and what waits for them. It knows no syntax.
package link

import (
	"go/token"
	"sort"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// program is the linked whole.
type program struct {
	root *ir.Package // the package that is being judged
	own  func(token.Pos) bool
	pkgs []*ir.Package
	offs map[*ir.Package]int

	funcs    map[string]*fn
	order    []*fn
	types    map[string]*ir.Type
	ifaces   map[string]bool
	libs     map[string]*ir.Library
	libParts map[string]bool // other packages of these
	elapsed  map[string]bool
	subs     map[string]bool // substream types
	opsType  map[string]bool // struct types of ops

	elems    []element
	funcVals map[funcVal]elem
	objs     map[string]*obj
	pts      []set
	succ     [][]int
	edges    map[[2]int]bool
	work     []int
	queued   map[int]bool
	merged   map[int]int
	keyNodes map[string]int
	cons     []*cons
	uses     map[int][]*cons // complex constraints by the nodes that they read
	defs     map[int][]*cons // constraints by the node that they define
	dyn      map[int][]*call
	returns  map[int][]*ret
	foreign  map[int]bool // nodes that calls write
	known    map[*cons]bool
	wired    map[wireKey]bool
	effects  map[effectKey]effect

	tables    []*Table
	contexts  []*context
	unstarted []unstarted
	byKey     map[string]*Table
	indexes   map[int]*index
	leading   map[string]bool
	flow      int
	gaveUp    bool // too large: nothing is judged
	syncCache map[*Table][]wait
	args      map[int][]passed // see argsFor
	pkgCalls  map[string]map[string]bool
	callers   map[string][]*call
	joins     map[*call]bool
	touching  map[string]bool
	callable  map[string]bool // see called
	nums      *numbers
	sink      *sinks
	namings   []*naming
}

type funcVal struct {
	fn    string
	recv  int
	mexpr bool
	via   *call
}

// fn is a function in the program.
type fn struct {
	*ir.Func
	pkg   *ir.Package
	off   int
	calls []*call

	inOrder []step // see steps
}

// newProgram links packages. root is the one that is judged.
func newProgram(root *ir.Package, pkgs []*ir.Package) *program {
	p := &program{
		root: root, offs: map[*ir.Package]int{}, funcs: map[string]*fn{}, types: map[string]*ir.Type{}, ifaces: map[string]bool{},
		libs: map[string]*ir.Library{}, libParts: map[string]bool{}, elapsed: map[string]bool{}, subs: map[string]bool{}, opsType: map[string]bool{},
		funcVals: map[funcVal]elem{}, objs: map[string]*obj{}, edges: map[[2]int]bool{}, queued: map[int]bool{}, merged: map[int]int{},
		keyNodes: map[string]int{}, uses: map[int][]*cons{}, defs: map[int][]*cons{}, dyn: map[int][]*call{}, returns: map[int][]*ret{},
		foreign: map[int]bool{}, known: map[*cons]bool{}, wired: map[wireKey]bool{}, effects: map[effectKey]effect{},
		byKey: map[string]*Table{},
	}
	p.elems = append(p.elems, element{}) // zero is none
	p.pkgs = append(p.pkgs, pkgs...)
	sort.SliceStable(p.pkgs, func(i, j int) bool { return p.pkgs[i].Path < p.pkgs[j].Path })
	n := 1
	for _, pkg := range p.pkgs {
		p.offs[pkg] = n
		n += int(pkg.Nodes) + 1
	}
	p.pts, p.succ = make([]set, n), make([][]int, n)
	p.mergeGlobals()
	for _, pkg := range p.pkgs {
		p.libraries(pkg)
	}
	for _, pkg := range p.pkgs {
		p.addPackage(pkg)
	}
	for _, pkg := range p.pkgs {
		p.addCons(pkg)
	}
	p.wireStatic()
	return p
}

// mergeGlobals makes one node of all nodes of a package-level variable.
func (p *program) mergeGlobals() {
	first := map[string]int{}
	for _, pkg := range p.pkgs {
		for _, g := range pkg.Named {
			n := p.offs[pkg] + int(g.Node)
			if m, ok := first[g.Key]; ok && m != n {
				p.merged[n] = m
			} else {
				first[g.Key] = n
			}
		}
	}
}

func (p *program) libraries(pkg *ir.Package) {
	for _, l := range pkg.Libraries {
		if p.libs[l.Path] != nil {
			continue
		}
		p.libs[l.Path] = l
		for _, path := range l.Parts {
			p.libParts[path] = true
		}
		for _, k := range l.Elapsed {
			p.elapsed[k] = true
		}
		for _, k := range l.Substreams {
			p.subs[k] = true
		}
		for _, k := range l.OpsStructs {
			p.opsType[k] = true
		}
	}
}

func (p *program) addPackage(pkg *ir.Package) {
	for i := range pkg.Types {
		t := &pkg.Types[i]
		if old := p.types[t.Key]; old == nil || strings.HasPrefix(t.Key, pkg.Path+".") {
			p.types[t.Key] = t
		}
		if len(t.Methods) == 0 {
			p.ifaces[t.Key] = true
		}
	}
	for i := range pkg.Funcs {
		f := &fn{Func: &pkg.Funcs[i], pkg: pkg, off: p.offs[pkg]}
		if p.funcs[f.Key] != nil {
			continue
		}
		p.funcs[f.Key] = f
		p.order = append(p.order, f)
		for j := range f.Calls {
			f.calls = append(f.calls, &call{Call: &f.Calls[j], fn: f, index: j})
		}
	}
}

// addCons enters a package's constraints.
func (p *program) addCons(pkg *ir.Package) {
	off := p.offs[pkg]
	for i := range pkg.Cons {
		c := &cons{Cons: &pkg.Cons[i], pkg: pkg}
		c.dst, c.src = p.global(off, c.Dst), p.global(off, c.Src)
		p.cons = append(p.cons, c)
		switch c.Kind {
		case ir.Copy:
			p.edge(c.src, c.dst)
			p.defs[c.dst] = append(p.defs[c.dst], c)
		case ir.Hold:
			p.addTo(c.dst, p.value(c.Val, off, pkg, c.Func))
			p.defs[c.dst] = append(p.defs[c.dst], c)
		case ir.Load, ir.Sub:
			p.uses[c.src] = append(p.uses[c.src], c)
			p.defs[c.dst] = append(p.defs[c.dst], c)
		case ir.Store:
			p.uses[c.dst] = append(p.uses[c.dst], c)
			if c.Struct != "" {
				p.edge(c.src, p.allNode(c))
			}
		case ir.CopyStruct:
			p.uses[c.src] = append(p.uses[c.src], c)
			p.uses[c.dst] = append(p.uses[c.dst], c)
		case ir.Cell:
			o := p.object(c.Val, pkg, c.Func)
			p.addTo(c.dst, o.id)
			p.edge(c.src, p.fieldNode(o, "*"))
			p.edge(p.fieldNode(o, "*"), c.src)
		}
	}
}

// value returns the element of a value.
func (p *program) value(v ir.Value, off int, pkg *ir.Package, alloc string) elem {
	if v.Func == "" {
		return p.object(v, pkg, alloc).id
	}
	k := funcVal{fn: v.Func, recv: p.global(off, v.Recv), mexpr: v.MethodExpr}
	return p.funcElem(k, v.Pos)
}

// funcElem returns the element of a function value.
func (p *program) funcElem(k funcVal, pos ir.Pos) elem {
	e, ok := p.funcVals[k]
	if !ok {
		e = elem(len(p.elems))
		p.elems = append(p.elems, element{fn: k.fn, recv: k.recv, mexpr: k.mexpr, via: k.via, pos: pos})
		p.funcVals[k] = e
	}
	return e
}

// wireStatic wires calls whose callee is known and indexes the others.
func (p *program) wireStatic() {
	for _, f := range p.order {
		for _, c := range f.calls {
			switch {
			case c.Iface != "":
				n := p.global(f.off, c.Recv)
				p.dyn[n] = append(p.dyn[n], c)
				p.freshResults(c)
				if n != 0 {
					p.push(n)
				}
			case c.Static != "":
				p.wire(c, target{fn: c.Static, recv: p.global(f.off, c.Recv)})
			case c.Dyn != 0:
				n := p.global(f.off, c.Dyn)
				p.dyn[n] = append(p.dyn[n], c)
				p.push(n)
			}
		}
	}
}

// isLib tells whether the package is a PCM library.
func (p *program) isLib(path string) bool { return p.libs[path] != nil || p.libParts[path] }

// opaque tells whether the callee is a PCM library's inside, which drivers see only through its contract.
func (p *program) opaque(callee, caller *fn) bool {
	return p.isLib(callee.pkg.Path) && callee.pkg != caller.pkg || p.elapsed[callee.Key]
}
