package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/pcmlint/pcmlint/rules/doc"
)

// ruleFlags choose rules for one run.
type ruleFlags struct {
	only, disable []string
}

func (r *ruleFlags) add(flags *pflag.FlagSet) {
	flags.StringSliceVar(&r.only, "only", nil, "report what `RULE` finds and nothing else; several with commas, or given again")
	flags.StringSliceVar(&r.disable, "disable", nil, "do not report what `RULE` finds; several with commas, or given again")
}

// validate makes ids of the names, and reports those that no rule has.
func (r *ruleFlags) validate() error {
	if len(r.only) > 0 && len(r.disable) > 0 {
		return usagef("--only and --disable contradict each other: give one of them")
	}
	for flag, names := range map[string][]string{"only": r.only, "disable": r.disable} {
		for i, name := range names {
			d, ok := doc.Of(name)
			if !ok {
				return usagef("--%s %s: there is no such rule; there are %s", flag, name, strings.Join(ruleIDs(), ", "))
			}
			names[i] = d.ID
		}
	}
	return nil
}

func ruleIDs() []string {
	var ids []string
	for _, d := range doc.All() {
		ids = append(ids, d.ID)
	}
	return ids
}

// off adds the rules that the flags turn off to those that are off already.
func (r *ruleFlags) off(already map[string]string) map[string]string {
	out := maps.Clone(already)
	if out == nil {
		out = map[string]string{}
	}
	for _, id := range ruleIDs() {
		if slices.Contains(r.disable, id) || len(r.only) > 0 && !slices.Contains(r.only, id) {
			out[id] = "the command line says so"
		}
	}
	return out
}
