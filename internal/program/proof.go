package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// proofLayer is what has been found out of what runs before and behind the calls of snd_pcm_period_elapsed().
type proofLayer struct {
	waitLayer
	handlers map[*Context]*handler
	views    map[int]*programView // by leaf
}

// A Proof says how sure it is that a table's contexts are waited for.
type Proof string

// Proved: for each context a wait was found that waits for it. Trusted: it may be so, and nothing shows that it is not.
const (
	Proved  Proof = "proved"
	Trusted Proof = "trusted"
)

// A ProvedWait is what waits for a context: a call that a .sync_stop reaches, or the assignment of card->sync_irq.
type ProvedWait struct {
	Pos
	Call string // as spelled
	For  string // the entry of the context
}

// A Deed is what a .sync_stop that waits for no one does instead.
type Deed struct {
	Pos
	Function string         // that it is in
	Does     kernelapi.Deed // 0: it waits for something else
	Call     string
}

// A Judgement is what is known about one table's contexts and what waits for them.
type Judgement struct {
	Proof  Proof
	Reason string // why only contract.Trusted
	Waits  []ProvedWait
	Also   []Pos    // other assignments of card->sync_irq that count for some program
	Notes  []string // what a reader ought to look at, though it is no finding
	// Deeds are what the .sync_stop does instead of waiting, for a table with contexts that it does not wait for.
	Deeds []Deed
	// Program is the module whose card->sync_irq does not cover the table, where others that use it do.
	Program string
	// Stored says what is stored in card->sync_irq instead of the context's number; empty when nothing is.
	Stored string
	// StoredAt is where, and Taken tells that it is the number of another IRQ.
	StoredAt Pos
	Taken    bool
	// Callback is the name of the .sync_stop, empty where it is none of a function.
	Callback string
	// Lacks are the callbacks that have to wait themselves, for a core that knows no .sync_stop, and do not.
	Lacks []string

	again []*Context      // whose requests no assignment of card->sync_irq goes with
	with  map[string]bool // entries of the contexts whose requests one goes with
}

// places calls a function for every place that a judgement names.
func (j *Judgement) places(do func(*Pos)) {
	if j == nil {
		return
	}
	do(&j.StoredAt)
	for i := range j.Waits {
		do(&j.Waits[i].Pos)
	}
	for i := range j.Also {
		do(&j.Also[i])
	}
	for i := range j.Deeds {
		do(&j.Deeds[i].Pos)
	}
}

// judgeStop judges for each context whether the table's .sync_stop waits for it.
func (w *proofLayer) judgeStop(v *Verdict) []contract.Cover {
	j := &Judgement{Proof: Proved}
	v.Sync = j
	var out []contract.Cover
	s := w.walkStop(v.Table, v.Contexts)
	j.Callback = s.callback
	for _, c := range v.Contexts {
		a, why, by := s.waitsFor(c, 0)
		out = append(out, a)
		switch a {
		case contract.Proved:
			x := ProvedWait{Pos: by.pos(), Call: w.spelled(by), For: c.Entry}
			if !slices.Contains(j.Waits, x) {
				j.Waits = append(j.Waits, x)
			}
		case contract.Trusted:
			j.trust(why)
		default:
			j.Deeds = s.deeds
		}
	}
	j.Notes = s.notes
	return out
}

// trust lowers the proof of a table and keeps the first reason.
func (j *Judgement) trust(why string) {
	if j.Proof != Trusted {
		j.Proof, j.Reason = Trusted, why
	}
}

// waitsFor judges whether what a .sync_stop does, or the handler of a work that it waits for, waits for a context: by
// which call, or else why that cannot be told. The strongest evidence counts.
func (s *stopWalk) waitsFor(c *Context, depth int) (contract.Cover, string, *site) {
	why := ""
	doubt := func(text string) {
		if why == "" {
			why = text
		}
	}
	var some []*stopWait // that wait for it, where a function pointer leads to them
	for _, x := range s.waits {
		switch a, text := s.matches(x, c, depth); {
		case a == contract.Proved && len(x.choices) == 0:
			return contract.Proved, "", x.site
		case a == contract.Proved:
			some = append(some, x)
		case a == contract.Trusted:
			doubt(text)
		}
	}
	if len(some) > 0 {
		if s.whicheverRuns(some) {
			return contract.Proved, "", some[0].site
		}
		doubt("only some of the functions that a pointer may lead to wait for " + c.Entry + "()")
	}
	h := s.w.handlerOf(c)
	for _, x := range s.shakes {
		switch a, text := s.handshake(x, h); a {
		case contract.Proved:
			return contract.Proved, "", x.shown()
		case contract.Trusted:
			doubt(text)
		}
	}
	if s.doubt != "" {
		doubt(s.doubt)
	}
	if why != "" {
		return contract.Trusted, why, nil
	}
	return contract.NotWaited, "", nil
}

// whicheverRuns tells whether waits that are reached through function pointers are reached whichever function runs.
func (s *stopWalk) whicheverRuns(waits []*stopWait) bool {
	for _, k := range waits[0].choices {
		for _, g := range s.callees(k.call) {
			if !slices.ContainsFunc(waits, func(x *stopWait) bool {
				return slices.Contains(x.choices, choice{k.call, g})
			}) {
				return false
			}
		}
	}
	return true
}

// matches tells whether a waiting call waits for a context.
func (s *stopWalk) matches(x *stopWait, c *Context, depth int) (contract.Cover, string) {
	w := s.w
	call := w.spelled(x.site)
	if x.k.IRQ {
		if !c.Kind.SyncedByIRQ() || x.name == "synchronize_hardirq" && c.Kind == kernelapi.ThreadedIRQ || x.name == "disable_hardirq" && c.Kind == kernelapi.ThreadedIRQ {
			return contract.NotWaited, ""
		}
		return s.sameNumber(x, c, call)
	}
	if covers(x.k, c.Kind) {
		switch a := s.sameObject(x, c); a {
		case contract.Proved:
			return contract.Proved, ""
		case contract.Trusted:
			if !s.belongsToAnother(x, c) {
				return contract.Trusted, "whether " + call + " waits for " + c.Entry + "() was not understood"
			}
		}
	}
	return s.throughWork(x, c, depth, call)
}

// sameObject compares what a call waits for with what runs a context.
func (s *stopWalk) sameObject(x *stopWait, c *Context) contract.Cover {
	w := s.w
	if c.Kind == kernelapi.DMA {
		return s.sameChannel(x, c)
	}
	mine := w.waitedFor(&Wait{site: x.site, calls: x.calls}, x.k)
	theirs := w.objectKeys(c.object, c.entered())
	switch {
	case len(mine) == 0 || len(theirs) == 0:
		return contract.Trusted
	case x.k.Queue:
		return s.onQueue(mine, theirs)
	case overlap(mine, theirs) && !w.differentElements(x.site.kid(x.k.Object+1), c.object):
		return contract.Proved
	case overlap(mine, theirs):
		return contract.NotWaited
	}
	return contract.Trusted
}

// onQueue tells whether an item is put on a queue: on that one, or visibly on another one while other items are on it.
func (s *stopWalk) onQueue(queue, item map[string]bool) contract.Cover {
	w := s.w
	here, others, elsewhere := false, false, true
	for _, name := range sortedNames(kernelapi.Enqueue) {
		roles := kernelapi.Enqueue[name]
		for _, call := range w.callsOfName(name, s.from) {
			if call.kid(roles.Item+1) == nil {
				continue
			}
			on, what := w.queueKeys(call, roles.Queue, nil), w.objectKeys(call.kid(roles.Item+1), nil)
			same, mine := overlaps(queue, on), overlaps(item, what)
			here = here || same && mine
			others = others || same && len(what) > 0 && !mine
			elsewhere = elsewhere && (!mine || len(on) > 0)
		}
	}
	switch {
	case here:
		return contract.Proved
	case others && elsewhere:
		return contract.NotWaited
	}
	return contract.Trusted
}

// differentElements tells whether two expressions name different elements of one array by constants: two numbers, or two
// names.
func (w *proofLayer) differentElements(a, b *site) bool {
	x, y := w.elementOf(a), w.elementOf(b)
	return x != "" && y != "" && x != y && isNumber(x) == isNumber(y)
}

func (w *proofLayer) elementOf(s *site) string {
	for s != nil {
		switch s.e.Kind {
		case cparse.Addr, cparse.Cast, cparse.Deref:
			s = s.kid(0)
		case cparse.Member:
			if s.e.Arrow {
				return ""
			}
			s = s.kid(0)
		case cparse.Index:
			i := s.kid(1)
			if n := constant(i.e); n != "" || i.e.Kind != cparse.Ident || i.fn() == nil {
				return n
			}
			if _, _, local := i.fn().local(i.e.Name, i.e.Pos); local || w.lookupVar(i.u(), i.e.Name) != nil {
				return ""
			}
			return i.e.Name
		default:
			return ""
		}
	}
	return ""
}

// sameChannel compares a DMA channel that is waited for with the one that a context's descriptor was prepared for.
func (s *stopWalk) sameChannel(x *stopWait, c *Context) contract.Cover {
	w := s.w
	helper := kernelapi.IsFramework(c.Registered.File) || c.Entry == kernelapi.DMAEngineTrigger
	if x.name == kernelapi.DMAEngineSyncStop || kernelapi.IsFramework(x.site.u().path) {
		if helper {
			return contract.Proved
		}
		return contract.NotWaited
	}
	if helper || c.object == nil {
		return contract.Trusted
	}
	channel := w.channel(c.object)
	if channel == nil {
		return contract.Trusted
	}
	mine, theirs := w.objectKeys(x.site.kid(x.k.Object+1), x.calls), w.objectKeys(channel, entered(channel, c.stack))
	switch {
	case len(mine) == 0 || len(theirs) == 0 || !overlap(mine, theirs):
		return contract.Trusted
	case w.differentElements(x.site.kid(x.k.Object+1), channel):
		return contract.NotWaited
	}
	return contract.Proved
}

// belongsToAnother tells whether what a call waits for visibly runs another handler than the context's.
func (s *stopWalk) belongsToAnother(x *stopWait, c *Context) bool {
	handlers := s.handlersOf(x)
	return len(handlers) > 0 && !slices.Contains(handlers, c.entry)
}

// throughWork judges a wait for a work or another deferred handler that may itself wait for the context.
func (s *stopWalk) throughWork(x *stopWait, c *Context, depth int, call string) (contract.Cover, string) {
	if depth > maxThrough || x.k.Queue {
		return contract.NotWaited, ""
	}
	handlers := s.handlersOf(x)
	if len(handlers) == 0 {
		if covers(x.k, c.Kind) {
			return contract.Trusted, "what " + call + " waits for has no handler at hand"
		}
		if slices.Contains(x.k.Kinds, kernelapi.Work) {
			return contract.Trusted, "the work that " + call + " waits for has no handler at hand"
		}
		return contract.NotWaited, ""
	}
	result, why := contract.NotWaited, ""
	for _, f := range handlers {
		if f == c.entry {
			continue
		}
		inner := s.of(f)
		switch a, text, _ := inner.waitsFor(c, depth+1); a {
		case contract.Proved:
			return contract.Proved, ""
		case contract.Trusted:
			result, why = contract.Trusted, text
		}
	}
	return result, why
}

// maxThrough bounds how many works wait for one another.
const maxThrough = 3

// entered says through which calls the functions around a context's object were entered.
func (c *Context) entered() map[*fn]*site {
	if c.object == nil {
		return callsOf(c.stack)
	}
	return entered(c.object, c.stack)
}
