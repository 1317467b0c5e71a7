// Package finding holds what rules report and what writers, editors and repairs read: one model for all of them.
package finding

import (
	"fmt"

	"github.com/pcmlint/pcmlint/internal/contract"
)

// Place is a stretch of source text. Lines and columns are 1-based, columns count bytes, the end is exclusive.
// File is relative to the root of the tree and uses '/'. A zero EndLine or EndColumn means that the end is not known.
type Place struct {
	File                             string
	Line, Column, EndLine, EndColumn int
}

// Step is one step of a path through the driver. Writers print it as "Function: Note".
type Step struct {
	Place
	Function string // the function that the step is about: the one registered, else the one it stands in
	Note     string // what happens here: "registered as IRQ handler", "calls snd_x_update", ...
	Setup    bool   // it happens before the handler can run: a pointer to a function is kept here or handed on
}

// Label says what a step is about and what happens there.
func (s Step) Label() string {
	switch {
	case s.Function == "":
		return s.Note
	case s.Note == "":
		return s.Function
	}
	return s.Function + ": " + s.Note
}

// Edit replaces a stretch of one file by NewText. Start and end being equal makes it an insertion.
type Edit struct {
	File                                       string
	StartLine, StartColumn, EndLine, EndColumn int
	NewText                                    string
}

// Fix is a repair that is certain enough to be applied.
type Fix struct {
	Summary string
	Edits   []Edit
}

// Suppression tells where and why a finding was silenced: by a comment in the source, or by a line of a baseline.
type Suppression struct {
	Baseline bool
	Reason   string
	Place    Place
}

// Finding is one broken rule at one place.
type Finding struct {
	Rule string // "PCM001"
	Name string // "irq-without-sync-stop"
	Place
	Subject     string   // the table's name as spelled at its definition; for PCM003 the waiting call
	Context     string   // kind of the async context: "irq", "work", ...
	Entries     []string // names of all functions in which the contexts of this finding start; not printed
	Driver      string   // the module that its file is linked into, a folder's or a file's name where no build says; for grouping
	Message     string
	Advice      string // what to write instead, in words
	Path        []Step // from the registration to the elapsed call
	Related     []Step // other places worth a look
	Fingerprint string // see SetFingerprints
	Suppressed  *Suppression
	Fix         *Fix
	NoFix       string // why a repair is not certain; empty when there is one, or none was looked for
}

// By values of Sync.
const (
	BySyncStop = contract.BySyncStop
	BySyncIRQ  = contract.BySyncIRQ
	ByHand     = contract.ByHand
)

// Proofs says, a line each, what is known about how a table's contexts are waited for.
func (t *Table) Proofs(at func(Place) string) []string {
	var out []string
	if s := t.Sync; s != nil {
		for _, w := range s.Waits {
			out = append(out, fmt.Sprintf("proved: %s waits for %s() (%s)", w.Call, w.For, at(w.Place)))
		}
		if s.Reason != "" {
			out = append(out, "trusted: "+s.Reason)
		}
		for _, p := range s.Also {
			out = append(out, "card->sync_irq is stored at "+at(p)+", too")
		}
	}
	for _, n := range t.Notes {
		out = append(out, "note: "+n)
	}
	return out
}

// Sync is what makes the core wait for the handlers of a table.
type Sync struct {
	By   string // BySyncStop or BySyncIRQ
	File string
	Line int
	// Proof is Proved or Trusted, empty where something is not waited for or not judged so closely.
	Proof  string
	Waits  []SyncWait
	Reason string  // why only Trusted
	Also   []Place // other assignments of card->sync_irq that count
}

// How sure it is that a table's contexts are waited for.
const (
	Proved  = "proved"  // for each of them a wait was found that waits for it
	Trusted = "trusted" // it may be so, and nothing shows that it is not
)

// SyncWait is a call, or an assignment of card->sync_irq, that makes the core wait for a context.
type SyncWait struct {
	Place
	Call string // as spelled
	For  string // the context's function
}

// Context is one asynchronous way to snd_pcm_period_elapsed for a table.
type Context struct {
	Kind       string // "irq", "threaded-irq", "work", ... (see the rules)
	Entry      string // the function that something else than a PCM op starts
	EntryAt    Place  // its name at its definition; no line when that is not known
	Registered Place  // where the entry is handed over
	Elapsed    Place  // the elapsed call
	Path       []Step
	Waited     bool // it is known that something waits for it
}

// Wait is a call reached from a table's callback that waits for something to end.
type Wait struct {
	Place
	Call     string   // the waiting function
	Callback string   // the table's member that it was reached from
	For      []string // the contexts' functions that it waits for
}

// Statuses of a Table.
const (
	Synced   = contract.Synced
	Unsynced = contract.Unsynced
	NoAsync  = contract.NoAsync
	Unknown  = contract.Unknown // Reason says why
)

// NoTable is the name of what stands for the ops table of a driver in which none was found.
const NoTable = "no table"

// Table is one ops table and what is known about it.
type Table struct {
	File         string
	Line, Column int
	Name         string
	Kind         string // "snd_pcm_ops" or "snd_soc_component_driver"
	Status       string
	Sync         *Sync
	Contexts     []Context
	Waits        []Wait   // for editors; not printed
	Reason       string   // why the status is Unknown
	Notes        []string // what a reader ought to look at, though it is no finding
}

// FileError is a file or folder that could not be analysed. A report with one is incomplete.
type FileError struct {
	File, Message string
}

// Lanes of an Event.
const (
	LaneBefore  = "before"  // what made the meeting possible
	LaneHandler = "handler" // what the handler does
	LaneApp     = "app"     // what the application and the core do
	LaneGap     = "gap"     // what should reach from the application to the handler
)

// Event is one event of a race between a handler and the application.
type Event struct {
	Lane string
	Text string
	Note string
	Bad  bool // here it goes wrong
}

// Report is the result of one run.
type Report struct {
	Root          string // of the tree, as given by the user
	KernelVersion string // "6.12.9", empty when unknown
	Findings      []Finding
	Tables        []Table // filled for an audit
	Stats         Stats
	Unknown       []Table     // tables that could not be judged, in every run
	Skipped       []FileError // files that were not looked at, with the reason
	Errors        []FileError
	Notes         []string // what the reader should know but what is no error

	// Judged tells whether the run would have found what a rule finds in a file, which need not exist any more. Nil when
	// nothing is known about that.
	Judged func(rule, file string) bool

	// Race tells how the handler of a finding and the application meet, in the order of time. Nil when no rule can tell.
	Race func(*Finding) []Event

	// ReadSource returns the text of a file named by a Place. Nil when no source is at hand.
	ReadSource func(file string) ([]byte, error)
}
