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
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: "Show the page of a rule: what it finds, why that is bad, what to write instead",
		Long:  "explain shows the page of a rule, named by id or name. Without a rule it lists them all.",
		Example: `  pcmlint explain
  pcmlint explain PCM001
  pcmlint explain deferred-without-sync-stop`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: cobra.FixedCompletions(ids, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return a.listRules()
			case 1:
				return a.explain(args[0])
			}
			return usagef("explain takes one rule, not %d", len(args))
		},
	}
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
	if !ok {
		var known []string
		for _, d := range doc.All() {
			known = append(known, fmt.Sprintf("%s (%s)", d.ID, d.Name))
		}
		return usagef("no rule %q; there are %s", rule, strings.Join(known, ", "))
	}
	text := d.Text
	if os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(a.stdout) {
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
