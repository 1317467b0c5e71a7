package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/fatih/color"
	"github.com/spf13/cobra"

	"github.com/pcmlint/pcmlint/rules/doc"
)

func (a *app) explainCommand() *cobra.Command {
	var ids []string
	for _, d := range doc.All() {
		ids = append(ids, d.ID+"\t"+d.Title)
	}
	var f runFlags
	cmd := &cobra.Command{
		Use:   "explain [RULE | FILE:LINE]",
		Short: "Show the page of a rule, or all that is known about a line of a driver",
		Long: `explain shows the page of a rule, named by id or name: what it finds, why that is bad, what to write instead. Without a
rule it lists them all.

With FILE:LINE it tells everything that is known about the ops tables, handlers and calls on that line: the contexts and
their paths to snd_pcm_period_elapsed(), what synchronises them, the waits that callbacks reach, the findings.`,
		Example: `  pcmlint explain
  pcmlint explain PCM001
  pcmlint explain deferred-without-sync-stop
  pcmlint explain sound/pci/rme32.c:1000`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ids, cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules()
			}
			if len(args) > 1 {
				return usagef("explain takes one rule or place, not %d", len(args))
			}
			if file, line, ok := splitPlace(args[0]); ok {
				return a.explainPlace(cmd, file, line, &f)
			}
			return a.explain(args[0])
		},
	}
	cmd.Flags().SortFlags = false
	addEngineFlags(cmd.Flags(), &f)
	return cmd
}

func (a *app) listRules() error {
	for _, d := range doc.All() {
		if _, err := fmt.Fprintf(a.stdout, "%s  %-28s %s\n", d.ID, d.Name, d.Title); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) explain(rule string) error {
	d, ok := doc.Of(rule)
	if _, err := os.Stat(strings.TrimRight(rule, ":")); !ok && err == nil {
		return usagef("%s is no rule but a file: name a line of it, as in 'pcmlint explain %s:100'", rule, strings.TrimRight(rule, ":"))
	}
	if !ok {
		var known []string
		for _, d := range doc.All() {
			known = append(known, fmt.Sprintf("%s (%s)", d.ID, d.Name))
		}
		return usagef("no rule %q; there are %s", rule, strings.Join(known, ", "))
	}
	text := d.Text
	if a.colorful() {
		text = highlight(text)
	}
	_, err := fmt.Fprint(a.stdout, text)
	return err
}

// highlight makes headings of a page stand out and code look like code; everything else is readable as it is.
func highlight(page string) string {
	heading, code := color.New(color.Bold, color.FgGreen), color.New(color.FgCyan)
	heading.EnableColor()
	code.EnableColor()
	var b strings.Builder
	inCode := false
	for line := range strings.Lines(page) {
		text := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(text, "```"):
			inCode = !inCode
			continue
		case inCode:
			text = code.Sprint(text)
		case strings.HasPrefix(text, "#"):
			text = heading.Sprint(strings.TrimLeft(text, "# "))
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}
