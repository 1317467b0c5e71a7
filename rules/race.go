package rules

import (
	"strings"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
)

// Race tells how the handler of a finding and the application meet, in the order of time: the picture that its rule draws.
// Nothing for findings about something else.
func Race(f *finding.Finding) []finding.Event {
	for _, r := range All() {
		if r.ID == f.Rule {
			w := contract.C
			if strings.HasSuffix(f.File, ".go") {
				w = contract.Go
			}
			return r.race(f, w)
		}
	}
	return nil
}

// freed is the race of a table that nothing waits for.
func freed(f *finding.Finding, w contract.Words) []finding.Event {
	if len(f.Path) == 0 {
		return nil
	}
	entry := f.Path[0].Function
	missing := "no " + w.SyncStop + ", and " + w.SyncIRQ + " is not set"
	if !contract.Kind(f.Context).SyncedByIRQ() {
		missing = "no " + w.SyncStop + "; " + w.SyncIRQ + " would cover interrupt handlers only"
	}
	events := []finding.Event{{Lane: finding.LaneBefore, Text: f.Path[0].Label()}}
	for _, s := range between(f.Path) {
		if s.Setup {
			events = append(events, finding.Event{Lane: finding.LaneBefore, Text: s.Label()})
		}
	}
	events = append(events,
		finding.Event{Lane: finding.LaneHandler, Text: entry + "() begins", Note: "it has read the substream"},
		finding.Event{Lane: finding.LaneApp, Text: w.Trigger, Note: "the stream stops; atomic, so it cannot wait"},
		finding.Event{Lane: finding.LaneGap, Text: "nobody waits for " + entry + "()", Note: missing, Bad: true},
		finding.Event{Lane: finding.LaneApp, Text: w.HWFree, Note: "the buffer is freed"},
		finding.Event{Lane: finding.LaneApp, Text: w.Close, Note: "the substream's runtime is freed"},
	)
	for _, s := range between(f.Path) {
		if !s.Setup {
			events = append(events, finding.Event{Lane: finding.LaneHandler, Text: s.Label()})
		}
	}
	return append(events, finding.Event{Lane: finding.LaneHandler, Text: w.Elapsed, Note: "use after free", Bad: true})
}

// between are the steps of a path without its ends.
func between(path []finding.Step) []finding.Step {
	if len(path) < 3 {
		return nil
	}
	return path[1 : len(path)-1]
}

// tooLate is the race of a wait that stands in hw_free.
func tooLate(f *finding.Finding, w contract.Words) []finding.Event {
	entry := "the handler"
	if len(f.Entries) > 0 {
		entry = f.Entries[0] + "()"
	}
	return []finding.Event{
		{Lane: finding.LaneHandler, Text: entry + " begins", Note: "it has read the substream"},
		{Lane: finding.LaneApp, Text: w.Trigger, Note: "the application stops the stream to set it up anew"},
		{Lane: finding.LaneGap, Text: "nobody waits for " + entry, Note: "prepare and " + w.HWParams + " do not pass through " + w.HWFree, Bad: true},
		{Lane: finding.LaneApp, Text: "prepare, " + w.HWParams, Note: "the core may free the old buffer and take another"},
		{Lane: finding.LaneHandler, Text: w.Elapsed, Note: "of a stream that is being set up", Bad: true},
		{Lane: finding.LaneApp, Text: w.HWFree},
		{Lane: finding.LaneApp, Text: f.Subject + "()", Note: "waits here, too late"},
	}
}
