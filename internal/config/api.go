package config

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// kinds are the kinds of context that a configuration may name.
var kinds = func() map[string]kernelapi.Kind {
	m := map[string]kernelapi.Kind{}
	for _, k := range []kernelapi.Kind{kernelapi.IRQ, kernelapi.ThreadedIRQ, kernelapi.Work, kernelapi.DelayedWork, kernelapi.Tasklet,
		kernelapi.Timer, kernelapi.HRTimer, kernelapi.KThread, kernelapi.URB, kernelapi.DMA, kernelapi.FIQ, kernelapi.Callback} {
		m[string(k)] = k
	}
	return m
}()

// API is what is known of the kernel's interfaces with what the file adds; nil when it adds nothing.
func (c *Config) API() *kernelapi.API {
	if len(c.Registers)+len(c.Waits)+len(c.Ops)+len(c.Inits) == 0 {
		return nil
	}
	more := kernelapi.Addition{Registrars: map[string]kernelapi.Registrar{}, Waits: map[string]kernelapi.Waits{},
		Ops: map[string]kernelapi.OpsStruct{}, Initialises: map[string]int{}}
	for _, r := range c.Registers {
		more.Registrars[r.Function] = r.row(more.Registrars[r.Function])
	}
	for _, w := range c.Waits {
		more.Waits[w.Function] = w.row()
	}
	for _, o := range c.Ops {
		more.Ops[strings.TrimPrefix(o.Struct, "struct ")] = o.row()
	}
	for _, x := range c.Inits {
		more.Initialises[x.Function] = index(x.Argument)
	}
	key, err := json.Marshal([]any{c.Registers, c.Waits, c.Ops, c.Inits})
	if err != nil {
		panic(err) // nothing in it that JSON does not have
	}
	more.Key = string(key)
	return kernelapi.With(more)
}

// index turns a number that counts from 1 into one that counts from 0.
func index(n int) int {
	if n == 0 {
		return kernelapi.None
	}
	return n - 1
}

// row adds one handler to what is known of the function.
func (r Register) row(known kernelapi.Registrar) kernelapi.Registrar {
	if len(known.Handlers) == 0 {
		known = kernelapi.Registrar{Object: kernelapi.None, Data: kernelapi.None, DataParam: kernelapi.None}
	}
	known.Handlers = append(known.Handlers, kernelapi.Handler{Arg: index(r.Argument), Kind: kinds[r.Kind]})
	if r.Object != 0 {
		known.Object = index(r.Object)
	}
	if r.Data != 0 {
		known.Data, known.DataParam = index(r.Data), index(r.Parameter)
	}
	return known
}

func (w Wait) row() kernelapi.Waits {
	out := kernelapi.Waits{Object: index(w.Argument), Queue: w.Queue, IRQ: len(w.Kinds) > 0}
	for _, k := range w.Kinds {
		out.Kinds = append(out.Kinds, kinds[k])
		out.IRQ = out.IRQ && kinds[k].SyncedByIRQ()
	}
	return out
}

func (o Ops) row() kernelapi.OpsStruct {
	out := kernelapi.OpsStruct{Stream: map[string]bool{}, Substream: index(o.Substream)}
	names := o.Callbacks
	if len(names) == 0 {
		names = slices.Collect(maps.Keys(kernelapi.OpsStructs["snd_pcm_ops"].Stream))
	}
	for _, n := range names {
		out.Stream[n] = true
	}
	return out
}
