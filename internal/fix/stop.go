package fix

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// stop is a .sync_stop callback for one table.
type stop struct {
	v      *program.Verdict
	params []string // as the other callbacks spell them
	decls  []string
	tested []string // variables without which there is nothing to wait for
	copied string   // lines of the table's own .hw_free, instead of waits
	waits  []string
	extend program.Func // the table's own .sync_stop, which is to wait for more
	more   []change     // what has to be there for the waits
	behind cparse.Pos   // where the last variable of the file that they need is declared
	ready  string       // a function of the kernel's that does it all, instead of one of the driver's
	name   string
	// home is the callback beside which the new one is written, where that is another file than the table's; proto is its
	// declaration for others.
	home  program.Func
	proto program.Pos
}

// file is the file that the callback is written into.
func (s *stop) file() string {
	if s.home.File != "" {
		return s.home.File
	}
	return s.v.Pos.File
}

// key is equal for tables that can share one function.
func (s *stop) key() string {
	return s.file() + "\n" + strings.Join(s.params, ", ") + "\n" + strings.Join(s.decls, "\n") + "\n" + strings.Join(s.tested, " ") + "\n" + s.copied + strings.Join(s.waits, "\n")
}

// planStop says how a .sync_stop of a table would wait for everything that has to be waited for.
func (x *Fixer) planStop(v *program.Verdict) (*stop, error) {
	r := v.Remedy
	if v.Stop == program.Present && r.Stop.Name != "" {
		return x.planExtension(v)
	}
	if v.Stop != program.Absent {
		return nil, uncertain("the table's own .sync_stop does not wait: what it is for has to be decided by hand")
	}
	if len(r.Members) == 0 || r.Var.File == "" {
		return nil, uncertain("the table is neither an initializer of its own nor filled by one function")
	}
	s := &stop{v: v}
	if onlyHelper(r) {
		if !x.has(kernelapi.DMAEngineSyncStop) {
			return nil, uncertain("this kernel has no %s()", kernelapi.DMAEngineSyncStop)
		}
		if !v.ASoC() {
			s.ready = kernelapi.DMAEngineSyncStop
			return s, nil
		}
		params, err := x.params(v, nil)
		if err != nil {
			return nil, err
		}
		s.params = params
		if cb := streamCallback(v); cb != nil && cb.Func.File != v.Pos.File { // a library's, that other modules use, too
			if cb.Proto.File == "" {
				return nil, uncertain("the table's callbacks are in another file, and no header declares them")
			}
			s.home, s.proto = cb.Func, cb.Proto
		}
		s.waits = []string{fmt.Sprintf("return %s(%s);", kernelapi.DMAEngineSyncStop, lastWord(params[len(params)-1]))}
		return s, nil
	}
	for _, a := range r.Awaits {
		if a.Endless != "" {
			return nil, uncertain("%s", a.Endless)
		}
	}
	if _, err := x.unwait(v); err != nil {
		return nil, err
	}
	err := x.reachedWaits(s)
	if err != nil && (x.ownWaits(s) || x.waitsForStops(s) || x.stopsLocked(s)) {
		err = nil
	}
	return s, err
}

// reachedWaits plans to wait for each context at what a callback of the table gets at.
func (x *Fixer) reachedWaits(s *stop) error {
	v := s.v
	var order []*program.Awaited // those that start others first
	var add func(a *program.Awaited)
	add = func(a *program.Awaited) {
		for _, b := range a.Starters {
			add(b)
		}
		order = append(order, a)
	}
	for _, a := range v.Remedy.Awaits {
		if s.extend.Name == "" || !a.Covered { // what it waits for already needs no wait
			add(a)
		}
	}
	slices.SortStableFunc(order, func(a, b *program.Awaited) int { return irqFirst(a) - irqFirst(b) })
	for _, a := range v.Remedy.Awaits {
		if a.Restarts {
			return uncertain("%s() starts itself again, but no start of a stream starts it: a wait that cancels it would end the stream at an xrun", a.Entry)
		}
	}
	var from *program.Access
	for _, a := range order {
		if err := x.safe(a); err != nil {
			return err
		}
		if from == nil {
			from = a.Object
		}
		w, err := x.waitFor(a, v)
		if err != nil {
			return err
		}
		if err := x.addWait(s, a, w); err != nil {
			return err
		}
	}
	if from == nil {
		return uncertain("nothing to wait for was found")
	}
	params, err := x.params(v, from)
	if err != nil {
		return err
	}
	for _, a := range order {
		other, err := x.params(v, a.Object)
		if err != nil || !slices.Equal(other, params) {
			return uncertain("the callbacks of the table spell their parameters differently")
		}
	}
	s.params = params
	if cb := from.Callback; cb.Func.File != v.Pos.File {
		if cb.Proto.File == "" {
			return uncertain("the table's callbacks are in another file, and no header declares them")
		}
		s.home, s.proto = cb.Func, cb.Proto
	}
	return nil
}

// stopsLocked plans a .sync_stop that stops and waits as another callback of the table does, under the same mutex.
func (x *Fixer) stopsLocked(s *stop) bool {
	l := s.v.Remedy.Locked
	if l == nil {
		return false
	}
	params, err := x.params(s.v, &program.Access{Callback: l.Callback})
	if err != nil {
		return false
	}
	s.params, s.decls, s.tested, s.copied = params, nil, nil, ""
	for _, b := range l.Bindings {
		s.declare(declaration(b))
		if b.Tested {
			s.tested = append(s.tested, lastWord(b.Decl))
		}
	}
	s.waits = []string{l.Lock + ";", l.Call + ";", l.Unlock + ";"}
	return true
}

// addWait adds a wait to a callback, with the variables and whatever else it needs.
func (x *Fixer) addWait(s *stop, a *program.Awaited, wait string) error {
	for _, b := range a.Object.Bindings {
		if !s.declare(declaration(b)) {
			return uncertain("two callbacks of the table use one name for different things")
		}
		if b.Tested {
			s.tested = appendNew(s.tested, lastWord(b.Decl))
		}
	}
	s.behind = max(s.behind, a.Object.Behind)
	switch {
	case a.Object.Guarded:
		wait = fmt.Sprintf("if (%s)\n\t\t%s", a.Object.Expr, wait)
	case a.Loop != nil:
		if !s.declare(a.Loop.Decl + ";") {
			return uncertain("what counts the IRQs has the name of something else")
		}
		wait = a.Loop.Head + "\n\t\t" + wait
	}
	s.waits = appendNew(s.waits, wait)
	for _, st := range a.Stores {
		cs, err := x.keep(st)
		if err != nil {
			return err
		}
		s.more = append(s.more, cs...)
	}
	return nil
}

// declare adds a declaration to a callback; false when something else has the name.
func (s *stop) declare(d string) bool {
	if slices.Contains(s.decls, d) {
		return true
	}
	if slices.ContainsFunc(s.decls, func(o string) bool { return declared(o) == declared(d) }) {
		return false
	}
	s.decls = append(s.decls, d)
	return true
}

func irqFirst(a *program.Awaited) int {
	if a.Kind.SyncedByIRQ() {
		return 0
	}
	return 1
}

// onlyHelper tells whether the DMA completions of the dmaengine helpers are all that a table has to wait for.
func onlyHelper(r *program.Remedy) bool {
	for _, a := range r.Awaits {
		if !a.Helper {
			return false
		}
	}
	return len(r.Awaits) > 0
}

// safe says why a context may not be waited for.
func (x *Fixer) safe(a *program.Awaited) error {
	switch {
	case a.Helper:
		return uncertain("the DMA of the dmaengine helpers is not all that the table has to wait for")
	case a.Object != nil && a.Object.Null && !a.Object.Guarded:
		return uncertain("%s may be null: the driver tests it", a.Object.Expr)
	case a.Object == nil:
		return uncertain("%s() cannot be waited for: %s", a.Entry, a.Why)
	case a.Blocks != "":
		return uncertain("%s", a.Blocks)
	case a.Paused:
		return uncertain(".trigger pauses the DMA of %s(), and one that is paused must not be waited for: %s() has to be asked first", a.Entry, kernelapi.DMAEngineStatus)
	}
	return nil
}

// waitFor spells the call that waits for a context.
func (x *Fixer) waitFor(a *program.Awaited, v *program.Verdict) (string, error) {
	if a.Kind.SyncedByIRQ() && a.Kind != kernelapi.FIQ {
		return fmt.Sprintf("synchronize_irq(%s);", a.Object.Expr), nil
	}
	object := a.Object.Expr
	if !a.Object.Pointer {
		object = "&" + object
	}
	for _, w := range kernelapi.WaitFor {
		if w.Kind != a.Kind || w.Type != "" && w.Type != a.Object.Type {
			continue
		}
		names := w.Own
		if !a.Own && !waitsItself(v, a, w.Own) {
			names = w.Shared
			if a.Again && len(w.Own) > 0 && !slices.Equal(w.Own, w.Shared) {
				return "", uncertain("%s() starts itself again: a wait for one of its runs is not enough, and one that cancels it may take runs from others", a.Entry)
			}
		}
		if len(names) == 0 {
			return "", uncertain("what %s() runs for belongs to several streams: a wait that stops it would stop the others", a.Entry)
		}
		if n, ok := x.usual(names, x.text(a.Object.Callback.Func.File)); ok {
			return fmt.Sprintf("%s(%s);", n, object), nil
		}
		return "", uncertain("this kernel has none of %s", strings.Join(names, " "))
	}
	return "", uncertain("there is no call that is known to wait for %s(), a %s", a.Entry, a.Kind)
}

// waitsItself tells whether the driver's .hw_free stops a context for good already, which it will know about.
func waitsItself(v *program.Verdict, a *program.Awaited, calls []string) bool {
	for _, x := range v.Waits {
		if x.Callback == kernelapi.HWFree && slices.Contains(calls, x.Call) &&
			slices.ContainsFunc(x.For, func(c *program.Context) bool { return c.Entry == a.Entry }) {
			return true
		}
	}
	return false
}

func declaration(b program.Binding) string { return fmt.Sprintf("%s = %s;", b.Decl, b.Value) }

// declared is the name that a declaration declares.
func declared(decl string) string {
	left, _, _ := strings.Cut(strings.TrimSuffix(decl, ";"), " = ")
	return lastWord(left)
}

func lastWord(s string) string {
	i := strings.LastIndexAny(s, " *\t")
	return s[i+1:]
}

// streamCallback gives a callback of a table that is a function of the driver's: .trigger, which stops what is waited for,
// else the last.
func streamCallback(v *program.Verdict) *program.Member {
	var last *program.Member
	for i := range v.Remedy.Members {
		m := &v.Remedy.Members[i]
		if m.Func.Name == "" || !kernelapi.OpsStructs[v.Tag].Stream[m.Name] {
			continue
		}
		if last = m; m.Name == "trigger" {
			return m
		}
	}
	return last
}

// params spells the parameters of a callback as another callback of the table does.
func (x *Fixer) params(v *program.Verdict, a *program.Access) ([]string, error) {
	want := kernelapi.OpsStructs[v.Tag].Substream + 1
	var f program.Func
	if a != nil {
		f = a.Callback.Func
	} else if m := streamCallback(v); m != nil {
		f = m.Func
	}
	if f.Name == "" && a == nil && v.ASoC() {
		return []string{"struct snd_soc_component *component", "struct snd_pcm_substream *substream"}, nil
	}
	if f.Name == "" || x.text(f.File) == nil {
		return nil, uncertain("the table's callbacks are not in its file")
	}
	ps := x.paramList(f)
	if len(ps) < want {
		return nil, uncertain("the parameters of %s() were not understood", f.Name)
	}
	return ps[:want], nil
}

// paramList spells the parameters of a function; none where they are not understood.
func (x *Fixer) paramList(f program.Func) []string {
	text := x.text(f.File).cut(f.Pos, f.End)
	open := strings.IndexByte(text, '(')
	shut := strings.IndexByte(text, ')')
	if open < 0 || shut < open {
		return nil
	}
	ps := cparse.SplitArgs(text[open+1 : shut])
	for i := range ps {
		ps[i] = strings.Join(strings.Fields(ps[i]), " ")
	}
	return ps
}
