package link

import (
	"slices"
	"sort"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
	"github.com/pcmlint/pcmlint/analyzers/internal/knowledge"
)

// Step is one step of a path.
type Step struct {
	Pos      ir.Pos
	Function string
	Note     string
}

// context is one function that runs asynchronously and leads to PeriodElapsed.
type context struct {
	kind    string
	entry   string // key
	name    string
	env     env
	recv    int     // of a PeriodElapsed that is handed over itself: the node of the stream that it is bound to
	at      *call   // the registration
	chain   []*call // the calls that lead to the helper in which that stands, innermost first, when they are told apart
	regPos  ir.Pos
	fn      *fn    // the function that registers
	irq     string // the number, as in ir.Arg.Const
	objs    []*obj // what the registration names: the work, the group, the pool
	path    []Step
	elapsed ir.Pos
	pkg     string // of the elapsed call
	streams map[*Table]bool

	handedTo string // the package of the function that keeps or starts the entry, when the value flow follows it there
	spawned  bool   // and it starts it

	ids     []ident // what the context signals when it ends
	locks   []held
	writes  []ident
	takes   []ident // channels that it receives from
	gives   []ident // those of them from which it receives, or may do so, when its last period has ended
	leaves  []ident // those on which it returns when it has received
	polls   []ident // flags and contexts that a loop asks whether to go on
	blocks  []ident // channels that it receives from or sends on whatever happens
	visited map[*fn]bool
	bound   map[funcVal]bool // values of PeriodElapsed that it calls
	done    []ir.Pos         // where it signals its end
	sites   []ir.Pos         // where it calls PeriodElapsed
	loops   bool             // it does something in a loop
}

// findContexts looks at every place where something is started.
func (p *program) findContexts() {
	for _, f := range p.order {
		if f.pkg.Std || p.isLib(f.pkg.Path) && !(f.pkg == p.root && p.hasTables(f.pkg.Path)) {
			continue
		}
		for _, c := range f.calls {
			for _, s := range p.starts(f, c) {
				p.startsAt(f, s)
			}
		}
	}
	p.dropPlayed()
	p.settleHanded()
	p.callbacks()
	p.findQueues()
	p.servedBy()
	sort.SliceStable(p.contexts, func(i, j int) bool {
		a, b := p.contexts[i], p.contexts[j]
		if a.regPos != b.regPos {
			return less(a.regPos, b.regPos)
		}
		return a.entry < b.entry
	})
}

// addContext keeps a context if it leads to PeriodElapsed.
func (p *program) addContext(x *context, f *fn) {
	if !p.leads(x.entry) {
		return
	}
	x.regPos = p.registeredAt(x)
	w := newWalker(p, x)
	first := Step{Pos: x.at.Pos, Function: x.fn.Name, Note: registered(x)}
	var path []Step
	for _, c := range slices.Backward(x.chain) {
		path = append(path, Step{c.Pos, c.fn.Name, "calls " + c.Name})
	}
	if f == nil && !p.elapsed[x.entry] {
		return
	}
	if p.elapsed[x.entry] {
		// PeriodElapsed itself is handed over.
		x.name = shortKey(x.entry)
		first.Note = "hands over " + x.name + " itself"
		if x.at.Mode == ir.Go {
			first.Note = registered(x)
		}
		w.hitHandedOver(append(path, first))
	} else {
		x.name = f.Name
		w.walk(f, x.env, append(path, first))
		w.finish()
	}
	if len(x.path) == 0 {
		return
	}
	for _, old := range p.contexts {
		if old.regPos == x.regPos && old.entry == x.entry && old.kind == x.kind && old.recv == x.recv && slices.Equal(old.chain, x.chain) {
			for t := range x.streams {
				old.streams[t] = true
			}
			return
		}
	}
	p.contexts = append(p.contexts, x)
}

// registeredAt is where a context is registered: in a helper of another package, where the judged one calls that.
func (p *program) registeredAt(x *context) ir.Pos {
	if x.fn.pkg != p.root {
		for _, c := range x.chain {
			if c.fn.pkg == p.root {
				return c.Pos
			}
		}
	}
	return x.at.Pos
}

// registered says in words how a context starts.
func registered(x *context) string {
	if x.at.Name == "" && x.at.Mode != ir.Go {
		return "stored, to be called later"
	}
	switch x.kind {
	case knowledge.IRQ:
		return "registered as IRQ handler by " + x.at.Name
	case knowledge.ThreadedIRQ:
		return "registered as threaded IRQ handler by " + x.at.Name
	case knowledge.Goroutine:
		if x.at.Mode == ir.Go {
			return "started as a goroutine"
		}
		return "handed to " + x.at.Name + ", which runs it in a goroutine"
	case knowledge.Timer:
		return "handed to " + x.at.Name + ", which runs it when a timer fires"
	case knowledge.Work:
		return "handed to " + x.at.Name + ", which runs it later"
	}
	return "handed to " + x.at.Name + ", which calls it later"
}

// findQueues adds to a context what its work is queued on: waiting for the queue waits for the work.
func (p *program) findQueues() {
	for _, x := range p.contexts {
		if x.at.Pkg == "" || x.at.Pkg == x.fn.pkg.Path {
			continue
		}
		var works, queues []*obj
		for _, o := range x.objs {
			if pathOf(o.typ) == x.at.Pkg && !o.any {
				works = append(works, o)
			}
		}
		for _, f := range p.order {
			for _, c := range f.calls {
				if c.Pkg == x.at.Pkg && len(works) > 0 {
					queues = append(queues, p.takesOne(f, c, works)...)
				}
			}
		}
		x.objs = append(x.objs, queues...)
	}
}

// takesOne returns the other objects of its package that a call names beside one of the works.
func (p *program) takesOne(f *fn, c *call, works []*obj) []*obj {
	nodes := []int{p.global(f.off, c.Recv)}
	for _, a := range c.Args {
		nodes = append(nodes, p.global(f.off, a.Node))
	}
	found := false
	var others []*obj
	for _, n := range nodes {
		objs := p.objsOf(n)
		if overlap(objs, works) {
			found = true
			continue
		}
		for _, o := range objs {
			if pathOf(o.typ) == c.Pkg && o.stream == nil && !p.opsType[o.typ] {
				others = append(others, o)
			}
		}
	}
	if !found {
		return nil
	}
	return others
}
