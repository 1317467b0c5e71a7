package output

import "github.com/pcmlint/pcmlint/internal/finding"

// htmlRace is a race in two lanes. From and To are the rows between which the handler runs, To exclusive.
type htmlRace struct {
	Events   []htmlEvent
	From, To int
}

// htmlEvent is one event of a race in its row.
type htmlEvent struct {
	finding.Event
	Row int
}

// picture lays out how the handler of a finding and the application meet; nil for findings about something else.
func (h htmlWriter) picture(f *finding.Finding) *htmlRace {
	if h.race == nil {
		return nil
	}
	r := &htmlRace{}
	for i, e := range h.race(f) {
		row := i + 2 // below the heads of the lanes
		if e.Lane == finding.LaneHandler {
			if r.From == 0 {
				r.From = row
			}
			r.To = row + 1
		}
		r.Events = append(r.Events, htmlEvent{e, row})
	}
	if len(r.Events) == 0 {
		return nil
	}
	return r
}
