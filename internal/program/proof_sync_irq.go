package program

import (
	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/modules"
)

// syncIRQ is an assignment to card->sync_irq that names an IRQ.
type syncIRQ struct {
	at     *site
	leaves modules.Leaves
}

// syncIRQs lists the assignments of card->sync_irq other than -1.
func (w *proofLayer) syncIRQs() []syncIRQ {
	var out []syncIRQ
	for _, p := range w.searchFiles(kernelapi.SyncIRQ.Field) {
		u := w.unit(p)
		if u == nil {
			continue
		}
		for _, s := range w.stored(u, kernelapi.SyncIRQ.Field) {
			v, at := written(s)
			if v == nil || w.isNoIRQ(v) {
				continue
			}
			if t := w.typeOf(s.kid(0)); t.sd != nil && t.sd.tag != kernelapi.SyncIRQ.Struct {
				continue
			}
			out = append(out, syncIRQ{at, w.leavesAt(s)})
		}
	}
	return out
}

// isNoIRQ tells whether a value says that there is no IRQ to wait for: -1, or a macro of the driver that stands for it.
func (w *proofLayer) isNoIRQ(s *site) bool {
	for range maxMacroDepth {
		if s.e.Kind == cparse.Cast {
			s = s.kid(0)
			continue
		}
		if s.e.Kind != cparse.Ident {
			break
		}
		x := w.objectMacro(s.u(), s)
		if x == nil {
			return false
		}
		s = x
	}
	return s.e.Name == "-1"
}
