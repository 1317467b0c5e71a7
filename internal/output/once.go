package output

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// once keeps a report from growing with the square of a driver: where many tables are reached from the same many places,
// each place is told in full the first time, and referred to afterwards.
type once struct {
	told map[finding.Step]finding.Place // where the finding stands that told it
	list map[string]*finding.Table      // contexts -> the table that told them
}

func newOnce() *once {
	return &once{told: map[finding.Step]finding.Place{}, list: map[string]*finding.Table{}}
}

// So many places that were told before are still told again.
const fewTold = 8

// related parts what a finding has to tell from what was told; the last step stands for the latter, in words.
func (n *once) related(f *finding.Finding) []finding.Step {
	var known, fresh []finding.Step
	for _, s := range f.Related {
		if _, ok := n.told[s]; ok {
			known = append(known, s)
			continue
		}
		n.told[s] = f.Place
		fresh = append(fresh, s)
	}
	if len(known) <= fewTold {
		return f.Related
	}
	var names []string
	for _, s := range known {
		if len(names) < 3 && s.Function != "" {
			names = append(names, s.Function)
		}
	}
	at := finding.Place{File: n.told[known[0]].File, Line: n.told[known[0]].Line}
	return append(fresh, finding.Step{Place: at, Note: fmt.Sprintf("%d more places, which this finding tells: %s, ...", len(known), strings.Join(names, ", "))})
}

// contexts is the table that has the same contexts and told them, nil when t has to tell them itself.
func (n *once) contexts(t *finding.Table) *finding.Table {
	if len(t.Contexts) <= fewTold {
		return nil
	}
	keys := make([]string, len(t.Contexts))
	for i, c := range t.Contexts {
		keys[i] = fmt.Sprintf("%s %s %s:%d %s:%d", c.Kind, c.Entry, c.Registered.File, c.Registered.Line, c.Elapsed.File, c.Elapsed.Line)
	}
	slices.Sort(keys)
	key := strings.Join(keys, "\n")
	if other := n.list[key]; other != nil {
		return other
	}
	n.list[key] = t
	return nil
}
