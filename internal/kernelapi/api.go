package kernelapi

import (
	"maps"
	"slices"
	"sync"
)

// API is what one run knows of the kernel's interfaces: the rows of this package, and those that a configuration adds
// for a vendor's kernel. It never changes once made, so that runs with different ones can go on side by side.
type API struct {
	Registrars map[string]Registrar
	Waits      map[string]Waits
	Ops        map[string]OpsStruct
	StreamOps  map[string]bool
	// Initialises are the functions that make an object usable: which argument it is.
	Initialises map[string]int

	// Added are the tags of Ops that are not the kernel's own, sorted.
	Added []string
	// Key tells APIs apart that may lead to different findings; empty without additions.
	Key string

	tags      map[string]bool
	callbacks map[string]bool
}

// Addition is what a configuration knows beside the kernel's own interfaces. A row of a known name replaces it.
type Addition struct {
	Registrars  map[string]Registrar
	Waits       map[string]Waits
	Ops         map[string]OpsStruct
	Initialises map[string]int
	Key         string // tells additions apart
}

// Kernel is the API without additions.
var Kernel = sync.OnceValue(func() *API {
	return (&API{Registrars: Registrars, Waits: WaitingCalls, Ops: OpsStructs, StreamOps: StreamOps, Initialises: Initialises}).finish()
})

// With is the kernel's API and something more.
func With(more Addition) *API {
	a := &API{Registrars: union(Registrars, more.Registrars), Waits: union(WaitingCalls, more.Waits),
		Ops: union(OpsStructs, more.Ops), StreamOps: maps.Clone(StreamOps),
		Initialises: union(Initialises, more.Initialises), Key: more.Key}
	for tag := range more.Ops {
		a.StreamOps[tag] = true
	}
	a.Added = sortedKeys(more.Ops)
	return a.finish()
}

// finish derives what is asked often.
func (a *API) finish() *API {
	a.tags = map[string]bool{Substream: true, SyncIRQ.Struct: true}
	for k := range FieldRegistrars {
		a.tags[k.Struct] = true
	}
	for k := range CoreSubstream {
		a.tags[k.Struct] = true
	}
	for _, set := range []map[string]bool{a.StreamOps, LifecycleOps} {
		for k := range set {
			a.tags[k] = true
		}
	}
	a.callbacks = map[string]bool{}
	for k, o := range a.Ops {
		a.tags[k] = true
		for name := range o.Stream {
			a.callbacks[name] = true
		}
	}
	return a
}

// Tag tells whether the API speaks of a struct, so that it has one identity wherever it is seen.
func (a *API) Tag(tag string) bool { return a.tags[tag] }

// Callback tells whether an ops struct has a member of that name.
func (a *API) Callback(member string) bool { return a.callbacks[member] }

// Callbacks lists the members of ops structs, sorted.
func (a *API) Callbacks() []string { return sortedKeys(a.callbacks) }

// Calls tells whether a function is one of the rows about functions.
func (a *API) Calls(name string) bool {
	_, container := ContainerOf[name]
	_, registrar := a.Registrars[name]
	_, identity := Identity[name]
	_, waits := a.Waits[name]
	_, initialises := a.Initialises[name]
	return container || registrar || identity || waits || initialises
}

func union[V any](a, b map[string]V) map[string]V {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
