package rules

import (
	"github.com/pcmlint/pcmlint/internal/contract"
)

// deferredWithoutSyncStop is PCM002: see doc/PCM002.md.
var deferredWithoutSyncStop = Rule{ID: contract.DeferredWithoutSyncStop, race: freed, check: func(p *pass) {
	for _, v := range p.res.Verdicts {
		p.table(v)
	}
}}
