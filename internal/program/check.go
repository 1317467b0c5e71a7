package program

import "slices"

// Analyze finds the tables of the modules that can be linked with the selected ones, in the files that judge wants, with
// their contexts and waits. What it says of a table does not depend on what else is selected.
// The result is nil when the World was told to Stop.
func (w *World) Analyze(judge func(file string) bool) *Result {
	res := &Result{}
	leaves := w.scope
	if leaves.Empty() {
		return res
	}
	es := w.findElapsed(leaves)
	irqs := w.syncIRQs()
	remedies := newRemedies(w)
	triggers, orders := newTriggerWaits(w), newOrders(w)
	for _, p := range w.graph.TableFiles(w.Everything) {
		if !judge(p) || !w.graph.programsOf(p).Meets(leaves) {
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
			v.Programs = v.programs(len(w.graph.leaves))
			triggers.add(v)
			orders.add(v)
			remedies.add(v)
			res.Verdicts = append(res.Verdicts, v)
		}
	}
	if w.stopped() {
		return nil
	}
	for _, e := range es {
		if e.orphan() {
			res.Orphans = append(res.Orphans, Orphan{e.at.pos(), functionName(e.at), w.graph.ModuleName(e.at.u().path)})
		}
	}
	res.Files = map[string]FileInfo{}
	for p, u := range w.units {
		if u == nil {
			continue
		}
		res.Files[p] = fileInfo(u.file)
	}
	for p := range w.seen {
		res.Needs.Files = append(res.Needs.Files, p)
	}
	slices.Sort(res.Needs.Files)
	res.Needs.Exports = w.exports
	w.placeAll(res)
	res.release()
	return res
}
