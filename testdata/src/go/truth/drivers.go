package main

import (
	"example.com/gosound/drivers/ackirq"
	"example.com/gosound/drivers/array"
	"example.com/gosound/drivers/callback"
	"example.com/gosound/drivers/cancelloop"
	"example.com/gosound/drivers/conditional"
	"example.com/gosound/drivers/condwait"
	"example.com/gosound/drivers/constructor"
	"example.com/gosound/drivers/contextafter"
	"example.com/gosound/drivers/crossclock"
	"example.com/gosound/drivers/crossclocksync"
	"example.com/gosound/drivers/crossplayer"
	"example.com/gosound/drivers/crossplayersync"
	"example.com/gosound/drivers/crossregister"
	"example.com/gosound/drivers/donechannel"
	"example.com/gosound/drivers/donehwfree"
	"example.com/gosound/drivers/errgrouphwfree"
	"example.com/gosound/drivers/errgroupsync"
	"example.com/gosound/drivers/facaded"
	"example.com/gosound/drivers/facadevar"
	"example.com/gosound/drivers/filled"
	"example.com/gosound/drivers/flagloop"
	"example.com/gosound/drivers/funcfieldirq"
	"example.com/gosound/drivers/funcfieldnamed"
	"example.com/gosound/drivers/generics"
	"example.com/gosound/drivers/genericssync"
	"example.com/gosound/drivers/genericwait"
	"example.com/gosound/drivers/given"
	"example.com/gosound/drivers/grouphwfree"
	"example.com/gosound/drivers/grouphwfreeother"
	"example.com/gosound/drivers/groupother"
	"example.com/gosound/drivers/groupsync"
	"example.com/gosound/drivers/handshake"
	"example.com/gosound/drivers/hidingstop"
	"example.com/gosound/drivers/hwfreebuffers"
	"example.com/gosound/drivers/iface"
	"example.com/gosound/drivers/ifacelog"
	"example.com/gosound/drivers/ifacenoop"
	"example.com/gosound/drivers/ifacesync"
	"example.com/gosound/drivers/ifacevalue"
	"example.com/gosound/drivers/irqfreed"
	"example.com/gosound/drivers/irqhwfree"
	"example.com/gosound/drivers/irqloop"
	"example.com/gosound/drivers/irqminus"
	"example.com/gosound/drivers/irqnamed"
	"example.com/gosound/drivers/irqother"
	"example.com/gosound/drivers/irqplain"
	"example.com/gosound/drivers/irqsetter"
	"example.com/gosound/drivers/irqsync"
	"example.com/gosound/drivers/irqthreaded"
	"example.com/gosound/drivers/irqwork"
	"example.com/gosound/drivers/latestop"
	"example.com/gosound/drivers/listener"
	"example.com/gosound/drivers/misleading"
	"example.com/gosound/drivers/mutexsync"
	"example.com/gosound/drivers/nilgiven"
	"example.com/gosound/drivers/nilled"
	"example.com/gosound/drivers/nilthenset"
	"example.com/gosound/drivers/nostreamstop"
	"example.com/gosound/drivers/once"
	"example.com/gosound/drivers/optembedded"
	"example.com/gosound/drivers/optplain"
	"example.com/gosound/drivers/optsync"
	"example.com/gosound/drivers/polling"
	"example.com/gosound/drivers/pool"
	"example.com/gosound/drivers/poolrelease"
	"example.com/gosound/drivers/poolsync"
	"example.com/gosound/drivers/prepared"
	"example.com/gosound/drivers/promoted"
	"example.com/gosound/drivers/request"
	"example.com/gosound/drivers/semaphore"
	"example.com/gosound/drivers/shared"
	"example.com/gosound/drivers/startflag"
	"example.com/gosound/drivers/supervisor"
	"example.com/gosound/drivers/synchronous"
	"example.com/gosound/drivers/tamago"
	"example.com/gosound/drivers/template"
	"example.com/gosound/drivers/tickerloop"
	"example.com/gosound/drivers/timeoutsync"
	"example.com/gosound/drivers/timerstop"
	"example.com/gosound/drivers/tinygo"
	"example.com/gosound/drivers/twocontexts"
	"example.com/gosound/drivers/twoloops"
	"example.com/gosound/drivers/twotables"
	"example.com/gosound/drivers/usbkill"
	"example.com/gosound/drivers/waitfield"
	"example.com/gosound/drivers/workhwfree"
	"example.com/gosound/drivers/workother"
	"example.com/gosound/drivers/worksync"
	"example.com/gosound/engine"
	"example.com/gosound/genericpcm"
	ifacepcm "example.com/gosound/ifacepcm"
	"example.com/gosound/optpcm"
	structpcm "example.com/gosound/structpcm"
)

// drivers makes a card with the streams of each driver.
var drivers = map[string]func() []*engine.Stream{
	"ackirq":          func() []*engine.Stream { c := structpcm.NewCard(); ackirq.New(c); return c.Streams() },
	"array":           func() []*engine.Stream { c := structpcm.NewCard(); array.New(c); return c.Streams() },
	"callback":        func() []*engine.Stream { c := structpcm.NewCard(); callback.New(c); return c.Streams() },
	"conditional":     func() []*engine.Stream { c := structpcm.NewCard(); conditional.New(c, true); return c.Streams() },
	"condwait":        func() []*engine.Stream { c := structpcm.NewCard(); condwait.New(c); return c.Streams() },
	"constructor":     func() []*engine.Stream { c := structpcm.NewCard(); constructor.New(c); return c.Streams() },
	"contextafter":    func() []*engine.Stream { c := structpcm.NewCard(); contextafter.New(c); return c.Streams() },
	"crossclock":      func() []*engine.Stream { c := structpcm.NewCard(); crossclock.New(c); return c.Streams() },
	"crossclocksync":  func() []*engine.Stream { c := structpcm.NewCard(); crossclocksync.New(c); return c.Streams() },
	"crossplayer":     func() []*engine.Stream { c := structpcm.NewCard(); crossplayer.New(c); return c.Streams() },
	"crossplayersync": func() []*engine.Stream { c := structpcm.NewCard(); crossplayersync.New(c); return c.Streams() },
	"crossregister":   func() []*engine.Stream { c := structpcm.NewCard(); crossregister.New(c); return c.Streams() },
	"donechannel":     func() []*engine.Stream { c := structpcm.NewCard(); donechannel.New(c); return c.Streams() },
	"donehwfree":      func() []*engine.Stream { c := structpcm.NewCard(); donehwfree.New(c); return c.Streams() },
	"errgrouphwfree":  func() []*engine.Stream { c := structpcm.NewCard(); errgrouphwfree.New(c); return c.Streams() },
	"errgroupsync":    func() []*engine.Stream { c := structpcm.NewCard(); errgroupsync.New(c); return c.Streams() },
	"facaded":         func() []*engine.Stream { c := structpcm.NewCard(); facaded.New(c); return c.Streams() },
	"facadevar":       func() []*engine.Stream { c := structpcm.NewCard(); facadevar.New(c); return c.Streams() },
	"filled":          func() []*engine.Stream { c := structpcm.NewCard(); filled.New(c); return c.Streams() },
	"funcfieldirq":    func() []*engine.Stream { c := structpcm.NewCard(); funcfieldirq.New(c, 12); return c.Streams() },
	"funcfieldnamed":  func() []*engine.Stream { c := structpcm.NewCard(); funcfieldnamed.New(c, 12); return c.Streams() },
	"generics":        func() []*engine.Stream { c := genericpcm.NewCard(); generics.New(c); return c.Streams() },
	"genericssync":    func() []*engine.Stream { c := genericpcm.NewCard(); genericssync.New(c); return c.Streams() },
	"genericwait":     func() []*engine.Stream { c := structpcm.NewCard(); genericwait.New(c); return c.Streams() },
	"given": func() []*engine.Stream {
		c := structpcm.NewCard()
		chip := &given.Chip{}
		given.New(c, chip, chip.Wait)
		return c.Streams()
	},
	"grouphwfree":      func() []*engine.Stream { c := structpcm.NewCard(); grouphwfree.New(c); return c.Streams() },
	"grouphwfreeother": func() []*engine.Stream { c := structpcm.NewCard(); grouphwfreeother.New(c); return c.Streams() },
	"groupother":       func() []*engine.Stream { c := structpcm.NewCard(); groupother.New(c); return c.Streams() },
	"groupsync":        func() []*engine.Stream { c := structpcm.NewCard(); groupsync.New(c); return c.Streams() },
	"handshake":        func() []*engine.Stream { c := structpcm.NewCard(); handshake.New(c); return c.Streams() },
	"hwfreebuffers":    func() []*engine.Stream { c := structpcm.NewCard(); hwfreebuffers.New(c); return c.Streams() },
	"iface":            func() []*engine.Stream { c := structpcm.NewCard(); iface.New(c); return c.Streams() },
	"ifacelog":         func() []*engine.Stream { c := ifacepcm.NewCard(); ifacelog.New(c); return c.Streams() },
	"ifacenoop":        func() []*engine.Stream { c := ifacepcm.NewCard(); ifacenoop.New(c); return c.Streams() },
	"ifacesync":        func() []*engine.Stream { c := ifacepcm.NewCard(); ifacesync.New(c); return c.Streams() },
	"ifacevalue":       func() []*engine.Stream { c := ifacepcm.NewCard(); ifacevalue.New(c); return c.Streams() },
	"irqhwfree":        func() []*engine.Stream { c := structpcm.NewCard(); irqhwfree.New(c); return c.Streams() },
	"irqloop":          func() []*engine.Stream { c := structpcm.NewCard(); irqloop.New(c); return c.Streams() },
	"irqminus":         func() []*engine.Stream { c := structpcm.NewCard(); irqminus.New(c); return c.Streams() },
	"irqnamed":         func() []*engine.Stream { c := structpcm.NewCard(); irqnamed.New(c); return c.Streams() },
	"irqother":         func() []*engine.Stream { c := structpcm.NewCard(); irqother.New(c); return c.Streams() },
	"irqplain":         func() []*engine.Stream { c := structpcm.NewCard(); irqplain.New(c); return c.Streams() },
	"irqsetter":        func() []*engine.Stream { c := structpcm.NewCard(); irqsetter.New(c); return c.Streams() },
	"irqsync":          func() []*engine.Stream { c := structpcm.NewCard(); irqsync.New(c); return c.Streams() },
	"irqthreaded":      func() []*engine.Stream { c := structpcm.NewCard(); irqthreaded.New(c); return c.Streams() },
	"irqwork":          func() []*engine.Stream { c := structpcm.NewCard(); irqwork.New(c); return c.Streams() },
	"latestop":         func() []*engine.Stream { c := optpcm.NewCard(); latestop.New(c); return c.Streams() },
	"flagloop":         func() []*engine.Stream { c := optpcm.NewCard(); flagloop.New(c); return c.Streams() },
	"cancelloop":       func() []*engine.Stream { c := optpcm.NewCard(); cancelloop.New(c); return c.Streams() },
	"startflag":        func() []*engine.Stream { c := optpcm.NewCard(); startflag.New(c); return c.Streams() },
	"irqfreed":         func() []*engine.Stream { c := optpcm.NewCard(); irqfreed.New(c); return c.Streams() },
	"listener":         func() []*engine.Stream { c := structpcm.NewCard(); listener.New(c); return c.Streams() },
	"misleading":       func() []*engine.Stream { c := structpcm.NewCard(); misleading.New(c); return c.Streams() },
	"mutexsync":        func() []*engine.Stream { c := structpcm.NewCard(); mutexsync.New(c); return c.Streams() },
	"nilgiven":         func() []*engine.Stream { c := structpcm.NewCard(); nilgiven.New(c); return c.Streams() },
	"nilled":           func() []*engine.Stream { c := structpcm.NewCard(); nilled.New(c); return c.Streams() },
	"nilthenset":       func() []*engine.Stream { c := structpcm.NewCard(); nilthenset.New(c); return c.Streams() },
	"nostreamstop":     func() []*engine.Stream { c := optpcm.NewCard(); nostreamstop.New(c); return c.Streams() },
	"once":             func() []*engine.Stream { c := structpcm.NewCard(); once.New(c); return c.Streams() },
	"optembedded":      func() []*engine.Stream { c := optpcm.NewCard(); optembedded.New(c); return c.Streams() },
	"optplain":         func() []*engine.Stream { c := optpcm.NewCard(); optplain.New(c); return c.Streams() },
	"optsync":          func() []*engine.Stream { c := optpcm.NewCard(); optsync.New(c); return c.Streams() },
	"polling":          func() []*engine.Stream { c := structpcm.NewCard(); polling.New(c); return c.Streams() },
	"pool":             func() []*engine.Stream { c := structpcm.NewCard(); pool.New(c); return c.Streams() },
	"poolsync":         func() []*engine.Stream { c := structpcm.NewCard(); poolsync.New(c); return c.Streams() },
	"prepared":         func() []*engine.Stream { c := structpcm.NewCard(); prepared.New(c); return c.Streams() },
	"hidingstop":       func() []*engine.Stream { c := optpcm.NewCard(); hidingstop.New(c); return c.Streams() },
	"poolrelease":      func() []*engine.Stream { c := optpcm.NewCard(); poolrelease.New(c); return c.Streams() },
	"promoted":         func() []*engine.Stream { c := ifacepcm.NewCard(); promoted.New(c); return c.Streams() },
	"request":          func() []*engine.Stream { c := structpcm.NewCard(); request.New(c); return c.Streams() },
	"semaphore":        func() []*engine.Stream { c := structpcm.NewCard(); semaphore.New(c); return c.Streams() },
	"shared":           func() []*engine.Stream { c := structpcm.NewCard(); shared.New(c); return c.Streams() },
	"supervisor":       func() []*engine.Stream { c := structpcm.NewCard(); supervisor.New(c); return c.Streams() },
	"synchronous":      func() []*engine.Stream { c := structpcm.NewCard(); synchronous.New(c); return c.Streams() },
	"tamago":           func() []*engine.Stream { c := structpcm.NewCard(); tamago.New(c); return c.Streams() },
	"template":         func() []*engine.Stream { c := structpcm.NewCard(); template.New(c); return c.Streams() },
	"tickerloop":       func() []*engine.Stream { c := structpcm.NewCard(); tickerloop.New(c); return c.Streams() },
	"timeoutsync":      func() []*engine.Stream { c := structpcm.NewCard(); timeoutsync.New(c); return c.Streams() },
	"timerstop":        func() []*engine.Stream { c := structpcm.NewCard(); timerstop.New(c); return c.Streams() },
	"tinygo":           func() []*engine.Stream { c := structpcm.NewCard(); tinygo.New(c); return c.Streams() },
	"twocontexts":      func() []*engine.Stream { c := structpcm.NewCard(); twocontexts.New(c); return c.Streams() },
	"twoloops":         func() []*engine.Stream { c := structpcm.NewCard(); twoloops.New(c); return c.Streams() },
	"twotables":        func() []*engine.Stream { c := structpcm.NewCard(); twotables.New(c); return c.Streams() },
	"usbkill":          func() []*engine.Stream { c := structpcm.NewCard(); usbkill.New(c); return c.Streams() },
	"waitfield":        func() []*engine.Stream { c := structpcm.NewCard(); waitfield.New(c); return c.Streams() },
	"workhwfree":       func() []*engine.Stream { c := structpcm.NewCard(); workhwfree.New(c); return c.Streams() },
	"workother":        func() []*engine.Stream { c := structpcm.NewCard(); workother.New(c); return c.Streams() },
	"worksync":         func() []*engine.Stream { c := structpcm.NewCard(); worksync.New(c); return c.Streams() },
}
