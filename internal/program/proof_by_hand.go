package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A core from before .sync_stop waits for nobody (see kernelapi.SyncStopSince): a stream that was stopped goes on to
// hw_free, to prepare or to hw_params, and each of these that gives the buffer away, or has it filled anew, has to wait
// by itself.

// judgeByHand judges for each context whether all callbacks that have to wait for it do.
func (w *proofLayer) judgeByHand(v *Verdict) []contract.Cover {
	j := &Judgement{Proof: Proved}
	v.Sync = j
	out := make([]contract.Cover, len(v.Contexts))
	for i := range out {
		out[i] = contract.Proved
	}
	for _, name := range w.callbacksToWait(v) {
		s := w.walkCallback(v.Table, v.Contexts, name)
		lacks := false
		for i, c := range v.Contexts {
			cover, why, by := s.waitsByHand(c)
			out[i] = min(out[i], cover)
			lacks = lacks || cover == contract.NotWaited
			if cover == contract.Trusted {
				j.trust(why)
			}
			if by != nil {
				x := ProvedWait{Pos: by.pos(), Call: w.spelled(by), For: c.Entry}
				if !slices.Contains(j.Waits, x) {
					j.Waits = append(j.Waits, x)
				}
				if v.SyncBy == "" {
					v.SyncBy, v.SyncPos = contract.ByHand, x.Pos
				}
			}
		}
		if lacks {
			j.Lacks = append(j.Lacks, name)
		}
	}
	return out
}

// callbacksToWait lists the callbacks of a table that have to wait: .hw_params does where it can free or replace the
// buffer.
func (w *proofLayer) callbacksToWait(v *Verdict) []string {
	names := []string{kernelapi.HWFree, kernelapi.Prepare}
	s := w.walkCallback(v.Table, v.Contexts, kernelapi.HWParams)
	for f := range s.fns {
		if slices.ContainsFunc(w.callsIn(f), func(call *site) bool { return kernelapi.ReplacesBuffer[calledName(call)] }) {
			return append(names, kernelapi.HWParams)
		}
	}
	return names
}

// waitsByHand judges whether a callback waits for a context. A callback has its own work to do: what in it was not
// understood is no sign of a wait, nor is a lock.
func (s *stopWalk) waitsByHand(c *Context) (contract.Cover, string, *site) {
	best, why, by := contract.NotWaited, "", (*site)(nil)
	for _, x := range s.waits {
		if cover, text := s.matches(x, c, 0); cover > best {
			best, why, by = cover, text, x.site
		}
	}
	if best == contract.Proved {
		return best, "", by
	}
	h := s.w.handlerOf(c)
	for _, x := range s.shakes {
		if cover, _ := s.handshake(x, h); cover == contract.Proved {
			return contract.Proved, "", x.shown()
		}
	}
	return best, why, by
}
