package output

import (
	"strings"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// htmlRace is a race in two lanes. From and To are the rows between which the handler runs, To exclusive.
type htmlRace struct {
	Events   []htmlEvent
	From, To int
}

// htmlEvent is one event of a race.
type htmlEvent struct {
	Lane string // "before", "handler", "app" or "gap": what should reach from the application to the handler
	Text string
	Note string
	Bad  bool // here it goes wrong
	Row  int  // time
}

// words are the names that the parts of a PCM library have in a language.
type words struct{ trigger, hwFree, hwParams, closing, syncStop, elapsed, syncIRQ string }

var (
	wordsC = words{".trigger(STOP)", ".hw_free()", "hw_params", ".close()", ".sync_stop", "snd_pcm_period_elapsed()", "card->sync_irq"}
	wordsG = words{"Trigger(stop)", "HwFree()", "HwParams", "Close()", "SyncStop", "PeriodElapsed()", "the card's sync IRQ"}
)

// race tells how the handler of a finding and the application meet; nil for findings about something else.
func race(f *finding.Finding) *htmlRace {
	r := htmlRace{Events: events(f)}
	for i := range r.Events {
		e := &r.Events[i]
		e.Row = i + 2 // below the heads of the lanes
		if e.Lane == "handler" {
			if r.From == 0 {
				r.From = e.Row
			}
			r.To = e.Row + 1
		}
	}
	if len(r.Events) == 0 {
		return nil
	}
	return &r
}

// events lists what happens, in the order of time.
func events(f *finding.Finding) []htmlEvent {
	w := wordsC
	if strings.HasSuffix(f.File, ".go") {
		w = wordsG
	}
	switch f.Rule {
	case "PCM001", "PCM002":
		return freed(f, w)
	case "PCM003":
		return tooLate(f, w)
	}
	return nil
}

// freed is the race of a table that nothing waits for.
func freed(f *finding.Finding, w words) []htmlEvent {
	if len(f.Path) == 0 {
		return nil
	}
	entry := f.Path[0].Function
	missing := "no " + w.syncStop + ", and " + w.syncIRQ + " is not set"
	if !kernelapi.Kind(f.Context).SyncedByIRQ() {
		missing = "no " + w.syncStop + "; " + w.syncIRQ + " would cover interrupt handlers only"
	}
	events := []htmlEvent{{Lane: "before", Text: label(f.Path[0])}}
	for _, s := range between(f.Path) {
		if s.Setup {
			events = append(events, htmlEvent{Lane: "before", Text: label(s)})
		}
	}
	events = append(events,
		htmlEvent{Lane: "handler", Text: entry + "() begins", Note: "it has read the substream"},
		htmlEvent{Lane: "app", Text: w.trigger, Note: "the stream stops; atomic, so it cannot wait"},
		htmlEvent{Lane: "gap", Text: "nobody waits for " + entry + "()", Note: missing, Bad: true},
		htmlEvent{Lane: "app", Text: w.hwFree, Note: "the buffer is freed"},
		htmlEvent{Lane: "app", Text: w.closing, Note: "the substream's runtime is freed"},
	)
	for _, s := range between(f.Path) {
		if !s.Setup {
			events = append(events, htmlEvent{Lane: "handler", Text: label(s)})
		}
	}
	return append(events, htmlEvent{Lane: "handler", Text: w.elapsed, Note: "use after free", Bad: true})
}

// between are the steps of a path without its ends.
func between(path []finding.Step) []finding.Step {
	if len(path) < 3 {
		return nil
	}
	return path[1 : len(path)-1]
}

// tooLate is the race of a wait that stands in hw_free.
func tooLate(f *finding.Finding, w words) []htmlEvent {
	entry := "the handler"
	if len(f.Entries) > 0 {
		entry = f.Entries[0] + "()"
	}
	return []htmlEvent{
		{Lane: "handler", Text: entry + " begins", Note: "it has read the substream"},
		{Lane: "app", Text: w.trigger, Note: "the application stops the stream to set it up anew"},
		{Lane: "gap", Text: "nobody waits for " + entry, Note: "prepare and " + w.hwParams + " do not pass through " + w.hwFree, Bad: true},
		{Lane: "app", Text: "prepare, " + w.hwParams, Note: "the core may free the old buffer and take another"},
		{Lane: "handler", Text: w.elapsed, Note: "of a stream that is being set up", Bad: true},
		{Lane: "app", Text: w.hwFree},
		{Lane: "app", Text: f.Subject + "()", Note: "waits here, too late"},
	}
}
