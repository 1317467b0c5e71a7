package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
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
	f.color = "auto"
	format := "text"
	cmd := &cobra.Command{
		Use:   "explain [RULE | FILE:LINE | NAME [PATH]]",
		Short: "Show the page of a rule, or all that is known about a line or a name of a driver",
		Long: `explain shows the page of a rule, named by id or name: what it finds, why that is bad, what to write instead. Without a
rule it lists them all.

With FILE:LINE it tells everything that is known about the ops tables, handlers and calls on that line: the contexts and
their paths to snd_pcm_period_elapsed(), what synchronises them, the waits that callbacks reach, the findings. With the
name of an ops table or a handler it tells the same of the lines where these stand, below PATH or the working directory.`,
		Example: `  pcmlint explain
  pcmlint explain PCM001
  pcmlint explain deferred-without-sync-stop
  pcmlint explain sound/pci/rme32.c:1166
  pcmlint explain snd_rme32_interrupt sound/pci
  pcmlint explain --format json sound/pci/rme32.c:1166`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ids, cobra.ShellCompDirectiveDefault
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			e := explaining{app: a, cmd: cmd, f: &f, json: format == "json"}
			if format != "text" && format != "json" {
				return usagef("--format %s: choose text or json", format)
			}
			return e.run(args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&format, "format", "f", "text", "write `FORMAT`: text or json")
	addEngineFlags(flags, &f)
	return cmd
}

// explaining is one call of explain.
type explaining struct {
	*app
	cmd  *cobra.Command
	f    *runFlags
	json bool
}

func (e explaining) run(args []string) error {
	if len(args) == 0 {
		return e.listRules()
	}
	if len(args) > 2 {
		return usagef("explain takes one rule, place or name, not %d", len(args))
	}
	if file, line, ok := splitPlace(args[0]); ok && len(args) == 1 {
		return e.place(file, line)
	}
	if _, ok := doc.Of(args[0]); ok {
		if len(args) > 1 {
			return usagef("explain takes one rule or place, not %d", len(args))
		}
		return e.rule(args[0])
	}
	if err := noPlace(args[0]); err != nil {
		return err
	}
	if len(args) == 2 {
		return e.symbol(args[0], args[1])
	}
	if looksLikeRule.MatchString(args[0]) || !isName.MatchString(args[0]) {
		return e.rule(args[0])
	}
	return e.symbol(args[0], ".")
}

var (
	looksLikeRule = regexp.MustCompile(`(?i)^PCM\d*$|-`)
	isName        = regexp.MustCompile(`^[\pL_][\pL\pN_.\[\]>-]*$`)
)

// noPlace says what is wrong with an argument that was meant for a place.
func noPlace(arg string) error {
	name, rest, colon := strings.Cut(arg, ":")
	if info, err := os.Stat(name); err == nil && name != "" {
		switch {
		case info.IsDir() && colon:
			return usagef("%s is a folder: name a line of a file, as in 'pcmlint explain FILE.c:100'", name)
		case info.IsDir():
			return usagef("%s is no rule but a folder: name a line of a file, as in 'pcmlint explain FILE.c:100', or a table or handler in it, as in 'pcmlint explain NAME %s'", name, name)
		case rest != "":
			return usagef("%s: %q is no line: lines are numbers from 1 on", arg, rest)
		}
		return usagef("%s is no rule but a file: name a line of it, as in 'pcmlint explain %s:100'", arg, name)
	}
	return nil
}

// jsonRule is a rule with its page.
type jsonRule struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

func newJSONRule(d doc.Doc) jsonRule { return jsonRule{d.ID, d.Name, d.Title, d.Text} }

// write writes JSON as the reports have it.
func (e explaining) write(v any) error {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(v)
}

func (e explaining) listRules() error {
	if e.json {
		var list []jsonRule
		for _, d := range doc.All() {
			list = append(list, newJSONRule(d))
		}
		return e.write(list)
	}
	for _, d := range doc.All() {
		if _, err := fmt.Fprintf(e.stdout, "%s  %-28s %s\n", d.ID, d.Name, d.Title); err != nil {
			return err
		}
	}
	return nil
}

// rule shows the page of a rule.
func (e explaining) rule(rule string) error {
	d, ok := doc.Of(rule)
	if !ok {
		var known []string
		for _, d := range doc.All() {
			known = append(known, fmt.Sprintf("%s (%s)", d.ID, d.Name))
		}
		return usagef("no rule %q; there are %s", rule, strings.Join(known, ", "))
	}
	if e.json {
		return e.write(newJSONRule(d))
	}
	text := d.Text
	if e.colorful() {
		text = highlight(text)
	}
	_, err := fmt.Fprint(e.stdout, text)
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
