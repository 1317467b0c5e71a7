package program

import (
	"maps"
	"slices"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// A World is all that has been asked of one tree so far, layer by layer: each has what it remembers, and the layers below
// it. It is not safe for concurrent use; several Worlds may share a tree.
type World struct {
	remedyLayer
	// Everything asks for the tables of modules too that no call of snd_pcm_period_elapsed() is linked with.
	Everything bool
}

// New prepares to judge the tables of the selected modules, nil for all; g may be shared by several Worlds.
func New(t *ktree.Tree, g *modules.Graph, sel *modules.Selection) *World {
	points := newPointsToLayer(newSymbolLayer(t, g))
	tables := tableLayer{controlLayer{points, map[*fn]outlined{}}, map[string][]*Table{}, map[*Table]map[string][]*site{}}
	contexts := contextLayer{tables, map[string][]use{}, map[string]*budget{}, map[*Table][]string{}}
	proofs := proofLayer{waitLayer{contexts}, map[*Context]*handler{}, map[int]*programView{}}
	w := &World{remedyLayer: newRemedyLayer(verdictLayer{proofs, map[string]*Unread{}})}
	if sel != nil {
		w.scope = sel.Leaves
	}
	return w
}

// StopWhen has the World ask now and then whether the analysis is to be given up.
func (w *World) StopWhen(done func() bool) { w.stop = done }

// Analyze finds the tables of the modules that can be linked with the selected ones, in the files that judge wants, with
// their contexts and waits. What it says of a table does not depend on what else is selected.
// The result is nil when the World was told to stop.
func (w *World) Analyze(judge func(file string) bool) *Result {
	res := &Result{}
	if w.scope.Empty() {
		return res
	}
	es := w.findElapsed(w.scope)
	res.Verdicts = w.judgeTables(judge, es)
	if w.stopped() {
		return nil
	}
	for _, e := range es {
		if e.orphan() {
			res.Orphans = append(res.Orphans, Orphan{e.at.pos(), functionName(e.at), w.graph.ModuleName(e.at.u().path)})
		}
	}
	res.Files, res.Needs = w.lookedAt()
	w.placeAll(res)
	res.release()
	return res
}

// judgeTables judges the tables in the files that judge wants, as far as the World is not told to stop.
func (w *World) judgeTables(judge func(file string) bool, es []*elapsed) []*Verdict {
	var out []*Verdict
	irqs := w.syncIRQs()
	triggers, orders := newTriggerWaits(&w.verdictLayer), newOrders(&w.verdictLayer)
	remedies := newRemedies(&w.remedyLayer)
	for _, p := range w.graph.TableFiles(w.Everything) {
		if !judge(p) || !w.graph.ProgramsOf(p).Meets(w.scope) {
			continue
		}
		for _, t := range w.tablesIn(p) {
			if w.stopped() {
				return nil
			}
			if w.forwarded(t) != nil {
				continue
			}
			v := w.judge(t, es, irqs)
			w.doubt(v)
			v.Programs = v.programs(len(w.graph.Leaves))
			triggers.add(v)
			orders.add(v)
			remedies.add(v)
			out = append(out, v)
		}
	}
	return out
}

// lookedAt tells what was understood of the files that were looked at, and what the tree was asked.
func (w *World) lookedAt() (map[string]FileInfo, Needs) {
	files := map[string]FileInfo{}
	for p, u := range w.units {
		if u != nil {
			files[p] = u.info()
		}
	}
	return files, Needs{Files: slices.Sorted(maps.Keys(w.seen)), Exports: w.exports}
}
