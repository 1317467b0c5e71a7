package rules

import (
	"github.com/pcmlint/pcmlint/internal/contract"
)

// irqWithoutSyncStop is PCM001: see doc/PCM001.md.
var irqWithoutSyncStop = Rule{ID: contract.IRQWithoutSyncStop, race: freed, check: func(p *pass) {
	for _, v := range p.res.Verdicts {
		p.table(v)
	}
}}
