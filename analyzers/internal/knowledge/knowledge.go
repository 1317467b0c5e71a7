// Package knowledge says, in tables, what is known about Go functions by name: what registers an interrupt handler,
// what runs its argument later, what waits and for what. A new API is a new line here.
package knowledge

import "strings"

// Kinds of async contexts.
const (
	IRQ         = "irq"
	ThreadedIRQ = "threaded-irq"
	Goroutine   = "goroutine"
	Timer       = "timer"
	Work        = "work"
	Callback    = "callback"
)

// IsIRQ tells whether contexts of this kind are interrupt handlers.
func IsIRQ(kind string) bool { return kind == IRQ || kind == ThreadedIRQ }

// async lists functions outside the analysed code that run an argument asynchronously: the argument's index and the
// kind of context.
var async = map[string]struct {
	Arg  int
	Kind string
}{
	"time.AfterFunc":                                 {1, Timer},
	"context.AfterFunc":                              {1, Callback},
	"(*sync.WaitGroup).Go":                           {0, Goroutine},
	"runtime.SetFinalizer":                           {1, Callback},
	"runtime.AddCleanup":                             {1, Callback},
	"net/http/httptest.NewServer":                    {0, Callback},
	"net/http/httptest.NewUnstartedServer":           {0, Callback},
	"net/http/httptest.NewTLSServer":                 {0, Callback},
	"net/http.HandleFunc":                            {1, Callback},
	"net/http.Handle":                                {1, Callback},
	"net/http.Serve":                                 {1, Callback},
	"net/http.ListenAndServe":                        {1, Callback},
	"(*golang.org/x/sync/errgroup.Group).Go":         {0, Goroutine},
	"(*golang.org/x/sync/errgroup.Group).TryGo":      {0, Goroutine},
	"(*net/http.ServeMux).HandleFunc":                {1, Callback},
	"(*net/http.ServeMux).Handle":                    {1, Callback},
	"(*net/http.Server).RegisterOnShutdown":          {0, Callback},
	"(*testing.B).RunParallel":                       {0, Goroutine},
	"(*golang.org/x/sync/singleflight.Group).DoChan": {1, Goroutine},
	"expvar.Func":                                    {0, Callback},
	"net/rpc.Register":                               {0, Callback},
}

// Async tells whether the function runs argument arg asynchronously, and as what.
func Async(key string, arg int) (kind string, ok bool) {
	a, ok := async[key]
	if !ok || a.Arg != arg {
		return "", false
	}
	return a.Kind, true
}

// IsAsync tells whether the function is in the table of Async.
func IsAsync(key string) bool { _, ok := async[key]; return ok }

// passes lists functions that return a function which calls their first argument.
var passes = map[string]bool{"sync.OnceFunc": true, "sync.OnceValue": true, "sync.OnceValues": true, "iter.Pull": true, "iter.Pull2": true}

// Passes tells whether calling the result of the function calls its first argument.
func Passes(key string) bool { return passes[key] }

// derivesContext lists functions that make a context.Context of another one, and whether their second result cancels it.
var derivesContext = map[string]bool{
	"context.WithCancel":        true,
	"context.WithCancelCause":   true,
	"context.WithDeadline":      true,
	"context.WithDeadlineCause": true,
	"context.WithTimeout":       true,
	"context.WithTimeoutCause":  true,
	"context.WithValue":         false,
}

// DerivesContext tells whether the function makes a context of its first argument, and whether it returns a function
// that cancels it.
func DerivesContext(key string) (derives, cancels bool) {
	cancels, derives = derivesContext[key]
	return derives, cancels
}

// elements lists methods that put an argument into an element of a container: the argument's index and the field of
// the element in which it is found.
var elements = map[string]struct {
	Put           int
	Struct, Field string
}{
	"(*container/list.List).PushBack":     {0, "container/list.Element", "Value"},
	"(*container/list.List).PushFront":    {0, "container/list.Element", "Value"},
	"(*container/list.List).InsertBefore": {0, "container/list.Element", "Value"},
	"(*container/list.List).InsertAfter":  {0, "container/list.Element", "Value"},
}

// Element tells which argument a method puts into an element of its receiver, and the field of which type holds it there.
func Element(key string) (put int, typ, field string, ok bool) {
	e, ok := elements[key]
	return e.Put, e.Struct, e.Field, ok
}

// containers lists methods of the standard library's containers: the index of the argument that they put into the
// receiver, -1 for none, and whether their first result is what the receiver holds.
var containers = map[string]struct {
	Put int
	Get bool
}{
	"(*sync/atomic.Value).Store":            {0, false},
	"(*sync/atomic.Value).Load":             {-1, true},
	"(*sync/atomic.Value).Swap":             {0, true},
	"(*sync/atomic.Value).CompareAndSwap":   {1, false},
	"(*sync/atomic.Pointer).Store":          {0, false},
	"(*sync/atomic.Pointer).Load":           {-1, true},
	"(*sync/atomic.Pointer).Swap":           {0, true},
	"(*sync/atomic.Pointer).CompareAndSwap": {1, false},
	"(*sync.Map).Store":                     {1, false},
	"(*sync.Map).Load":                      {-1, true},
	"(*sync.Map).LoadOrStore":               {1, true},
	"(*sync.Map).LoadAndDelete":             {-1, true},
	"(*sync.Map).Swap":                      {1, true},
	"(*sync.Map).CompareAndSwap":            {2, false},
	"(*sync.Pool).Put":                      {0, false},
	"(*sync.Pool).Get":                      {-1, true},
}

// Contains tells which argument a method puts into its receiver, -1 for none, and whether it returns what is in there.
func Contains(key string) (put int, get bool) {
	c, ok := containers[key]
	if !ok {
		return -1, false
	}
	return c.Put, c.Get
}

// registering are parts of the names of functions that take a function to call it later.
var registering = []string{"register", "handle", "callback", "subscribe", "notify", "listen", "irq", "interrupt", "work", "queue", "tasklet",
	"timer", "after", "tick", "schedule", "submit", "spawn", "thread", "hook", "complet", "start", "new", "init", "set", "add"}

// Registers tells whether a function of this name, of whose body nothing is to be seen, takes a function to call it
// later. Others call it before they return.
func Registers(name string) bool {
	l := strings.ToLower(name)
	for _, r := range registering {
		if strings.Contains(l, r) {
			return true
		}
	}
	return false
}

// irqByPackage lists registering functions whose name alone says too little: package name and function name.
var irqByPackage = map[[2]string]bool{
	{"interrupt", "New"}:         true, // TinyGo
	{"arm", "ServiceInterrupts"}: true, // TamaGo
}

// Requests tells whether a function of this name, of a package of this name, registers an interrupt handler, and
// whether it takes a hard handler and a threaded one.
func Requests(pkgName, name string) (irq, threaded bool) {
	if irqByPackage[[2]string{pkgName, name}] {
		return true, false
	}
	l := strings.ReplaceAll(strings.ToLower(name), "_", "")
	if !strings.HasSuffix(l, "irq") || !strings.Contains(l, "request") {
		return false, false
	}
	switch strings.TrimPrefix(strings.TrimPrefix(l, "devm"), "pci") {
	case "requestirq", "requesthardirq", "requestanycontextirq", "requestsharedirq", "requestpercpuirq":
		return true, false
	case "requestthreadedirq":
		return true, true
	}
	return false, false
}

// namesIRQ lists the names of fields that hold the interrupt for whose handlers a core waits, and of functions that set them.
var namesIRQ = map[string]bool{"syncirq": true, "setsyncirq": true, "withsyncirq": true}

// NamesIRQ tells whether a field or a function of this name is one of those.
func NamesIRQ(name string) bool {
	return namesIRQ[strings.ReplaceAll(strings.ToLower(name), "_", "")]
}

// WaitKind says what a waiting function waits for.
type WaitKind int

// The kinds of waits.
const (
	NoWait     WaitKind = iota
	WaitIRQ             // handlers of an interrupt
	WaitObject          // what belongs to the receiver or an argument: a group, a work, a timer
	WaitLock            // whoever holds the receiver
)

// waits lists waiting methods of known packages.
var waits = map[string]WaitKind{
	"(*sync.WaitGroup).Wait":                          WaitObject,
	"(*sync.Cond).Wait":                               WaitObject,
	"(*golang.org/x/sync/errgroup.Group).Wait":        WaitObject,
	"(*os/exec.Cmd).Wait":                             WaitObject,
	"(*net/http.Server).Shutdown":                     WaitObject,
	"(*net/http/httptest.Server).Close":               WaitObject,
	"(*sync.Mutex).Lock":                              WaitLock,
	"(*sync.RWMutex).Lock":                            WaitLock,
	"(*sync.RWMutex).RLock":                           WaitLock,
	"(sync.Locker).Lock":                              WaitLock,
	"(*golang.org/x/sync/semaphore.Weighted).Acquire": WaitLock,
}

// waitNames lists names that mean a wait in any package.
var waitNames = map[string]WaitKind{
	"synchronizeirq":         WaitIRQ,
	"synchronizehardirq":     WaitIRQ,
	"syncirqhandlers":        WaitIRQ,
	"disableirq":             WaitIRQ,
	"disablehardirq":         WaitIRQ,
	"cancelworksync":         WaitObject,
	"canceldelayedworksync":  WaitObject,
	"cancelsync":             WaitObject,
	"disableworksync":        WaitObject,
	"flush":                  WaitObject,
	"flushwork":              WaitObject,
	"flushdelayedwork":       WaitObject,
	"flushworkqueue":         WaitObject,
	"flushqueue":             WaitObject,
	"drainworkqueue":         WaitObject,
	"taskletkill":            WaitObject,
	"taskletdisable":         WaitObject,
	"deltimersync":           WaitObject,
	"timerdeletesync":        WaitObject,
	"timershutdownsync":      WaitObject,
	"hrtimercancel":          WaitObject,
	"usbkillurb":             WaitObject,
	"usbpoisonurb":           WaitObject,
	"usbkillanchoredurbs":    WaitObject,
	"killurb":                WaitObject,
	"kthreadstop":            WaitObject,
	"kthreadcancelworksync":  WaitObject,
	"kthreadflushwork":       WaitObject,
	"dmaenginesynchronize":   WaitObject,
	"dmaengineterminatesync": WaitObject,
}

// FreesIRQ tells functions that take a handler of an interrupt away, and wait until it does not run any more.
func FreesIRQ(name string) bool {
	l := strings.ReplaceAll(strings.ToLower(name), "_", "")
	return l == "freeirq" || l == "devmfreeirq" || l == "pcifreeirq"
}

// Waits tells whether the function waits, by its key or by its name. std tells that it is of the standard library,
// where names such as Flush mean something else.
func Waits(key, name string, std bool) WaitKind {
	if k, ok := waits[key]; ok {
		return k
	}
	if std {
		return NoWait
	}
	l := strings.ReplaceAll(strings.ToLower(name), "_", "")
	if k, ok := waitNames[l]; ok {
		return k
	}
	if strings.HasPrefix(l, "flush") {
		return WaitObject
	}
	return NoWait
}

// SoundsLikeWait tells whether a function of this name, of whose body nothing is to be seen, may wait.
func SoundsLikeWait(name string) bool {
	l := strings.ToLower(name)
	if strings.HasSuffix(l, "async") || strings.HasSuffix(l, "nosync") {
		return false
	}
	for _, word := range []string{"wait", "join", "drain", "quiesce", "synchronize"} {
		if strings.Contains(l, word) {
			return true
		}
	}
	return strings.HasSuffix(l, "sync")
}

// ClockChannel tells the fields from whose channel one receives the time: nobody ends there.
func ClockChannel(field string) bool { return field == "time.Timer.C" || field == "time.Ticker.C" }

// BodyTells tells names that say so little that the function's body, when it is in sight, says more.
func BodyTells(name string) bool {
	l := strings.ReplaceAll(strings.ToLower(name), "_", "")
	_, listed := waitNames[l]
	return strings.HasPrefix(l, "flush") && (!listed || l == "flush")
}

// signals lists methods by which a function tells those who wait for the receiver that it has ended.
var signals = map[string]bool{
	"(*sync.WaitGroup).Done":                          true,
	"(*sync.Cond).Signal":                             true,
	"(*sync.Cond).Broadcast":                          true,
	"(*sync.Mutex).Unlock":                            true,
	"(*sync.RWMutex).Unlock":                          true,
	"(*sync.RWMutex).RUnlock":                         true,
	"(sync.Locker).Unlock":                            true,
	"(*golang.org/x/sync/semaphore.Weighted).Release": true,
}

// Signals tells whether the method wakes those who wait for its receiver.
func Signals(key string) bool { return signals[key] }

// Unlocks tells whether the method lets go a lock.
func Unlocks(key string) bool {
	return signals[key] && (strings.HasSuffix(key, "nlock") || strings.HasSuffix(key, ".Release"))
}

// Shared tells whether the method is about a lock that others can hold at the same time.
func Shared(key string) bool {
	return key == "(*sync.RWMutex).RLock" || key == "(*sync.RWMutex).RUnlock"
}

// AtomicWrites tells the writing methods and functions of sync/atomic.
func AtomicWrites(key string) bool {
	name, ok := atomicName(key)
	for _, m := range []string{"Store", "Add", "Swap", "CompareAndSwap", "And", "Or"} {
		if ok && strings.HasPrefix(name, m) {
			return true
		}
	}
	return false
}

// AtomicLoad tells the reading methods and functions of sync/atomic.
func AtomicLoad(key string) bool {
	name, ok := atomicName(key)
	return ok && strings.HasPrefix(name, "Load")
}

// atomicName returns the name of a function of sync/atomic, or of a method of one of its types.
func atomicName(key string) (string, bool) {
	if name, ok := strings.CutPrefix(key, "sync/atomic."); ok {
		return name, true
	}
	_, name, ok := strings.Cut(key, ").")
	return name, ok && strings.HasPrefix(key, "(*sync/atomic.")
}

// KindOf guesses the kind of context from the name of the function that takes the handler.
func KindOf(name string) string {
	l := strings.ToLower(name)
	switch {
	case strings.Contains(l, "work") || strings.Contains(l, "queue") || strings.Contains(l, "tasklet"):
		return Work
	case strings.Contains(l, "timer") || strings.Contains(l, "after") || strings.Contains(l, "tick"):
		return Timer
	}
	return Callback
}
