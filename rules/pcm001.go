package rules

import (
	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/program"
)

// irqWithoutSyncStop is PCM001: see doc/PCM001.md.
var irqWithoutSyncStop = Rule{ID: contract.IRQWithoutSyncStop, race: freed, check: func(p *pass) {
	for _, v := range p.res.Verdicts {
		p.table(v, " and no card->sync_irq is set for it", func(first *program.Context) []*program.Context {
			return append([]*program.Context{first}, p.mine(v.Uncovered)...)
		})
	}
}}
