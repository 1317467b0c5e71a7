package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/output"
)

const rootLong = `pcmlint reads Linux kernel sources and finds ALSA PCM drivers in which an interrupt handler, a work, a timer, a URB
completion or other asynchronous code may still call snd_pcm_period_elapsed() while the stream is being freed,
because nothing waits for it: no .sync_stop callback and no card->sync_irq.

PATH is a kernel tree, a folder in one, a single driver file (its tree and the other files of its driver are found by
themselves), or the folder of a driver outside any tree.

Drivers written in Go are checked against the same rules: PATH is then a Go package pattern (./..., example.com/driver/...)
or a folder with Go files. pcmlint is a tool for go vet, too: go vet -vettool=$(which pcmlint) ./...

Exit status: 0 nothing found; 1 findings; 2 the analysis could not be done or is incomplete.`

const rootExample = `  pcmlint ~/linux                        check every PCM driver of a kernel tree
  pcmlint sound/pci/rme32.c              check one driver, with the same result as in the whole tree
  pcmlint --format json . > report.json  for programs
  pcmlint --format text --format sarif --output pcmlint.sarif sound/
                                         text on the terminal, SARIF into a file, from one run
  pcmlint ./...                          check drivers written in Go, tests too
  pcmlint ~/linux ./...                  both, in one report
  pcmlint audit sound/pci                list all ops tables and what synchronises them
  pcmlint explain PCM001                 what a rule means and how to mend what it finds`

// libraryFlag is the name of a flag that go vet has, too.
const libraryFlag = "pcm.library"

// runFlags are the flags of the commands that analyse.
type runFlags struct {
	sinks    sinks
	color    string
	cacheDir string
	noCache  bool
	jobs     int
	quiet    bool
	library  string
	baseline baselineFlags
	config   configFlags
	newFrom  string
	rev      string // the commit to analyse, as given
	commit   string // the same, resolved
	unknown  unknownFlag
	kernel   string // the version to judge for; see target

	rules     ruleFlags
	sourceURL string // where the report with pictures links lines to
}

func (a *app) rootCommand() *cobra.Command {
	var f runFlags
	root := &cobra.Command{
		Use:           "pcmlint [flags] PATH...",
		Short:         "Find PCM drivers that free a stream under their own interrupt handler",
		Long:          rootLong,
		Example:       rootExample,
		Version:       version(),
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.check(cmd, args, &f, false)
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{plainFlagError(err)} })
	root.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveDefault // paths
	}
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, "say more: suppressed findings, every error, stack of an internal error")
	a.addRunFlags(root, &f, false)
	root.AddCommand(a.auditCommand(), a.configCommand(), a.explainCommand(), a.fixCommand(), a.ignoreCommand(), a.lspCommand(), a.versionCommand(), a.manCommand())
	tameCommands(root)
	return root
}

func (a *app) auditCommand() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "audit [flags] PATH...",
		Short: "List all ops tables with their contexts and what synchronises them",
		Long: `audit lists every PCM ops table (struct snd_pcm_ops, struct snd_soc_component_driver, those of Go drivers) below PATH with its status:

  synced    something waits for every asynchronous context that reports its periods
  unsynced  nothing waits for at least one of them
  no-async  periods are reported synchronously, or not at all
  unknown   could not be judged; the reason is given

The exit status is that of a check: 1 when there are findings.`,
		Example: `  pcmlint audit ~/linux
  pcmlint audit --format json sound/soc | jq '.tables[] | select(.status == "unknown")'`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.check(cmd, args, &f, true)
		},
	}
	a.addRunFlags(cmd, &f, true)
	return cmd
}

func (a *app) addRunFlags(cmd *cobra.Command, f *runFlags, audit bool) {
	f.sinks.audit = audit
	names := formatNames(audit)
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.VarP((*formatFlag)(&f.sinks), "format", "f", "write `FORMAT`: "+strings.Join(names, ", ")+"; may be given several times")
	flags.VarP((*outputFlag)(&f.sinks), "output", "o", "write the format given before it into `FILE` (\"-\": standard output)")
	flags.StringVar(&f.color, "color", "auto", "colours: `WHEN` is auto, always or never; auto honours NO_COLOR")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no summary, no progress bar")
	flags.StringVar(&f.sourceURL, "source-url", "", "in html, lines lead to `URL`, in which {file} and {line} stand for them")
	addEngineFlags(flags, f)
	f.baseline.add(flags)
	addCommits(flags, f)
	f.unknown.add(flags)
	complete := func(flag string, words []string) {
		err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		if err != nil {
			panic(err) // no such flag
		}
	}
	complete("format", names)
	complete("color", []string{"auto", "always", "never"})
	for _, flag := range []string{"new-from", "rev"} {
		if err := cmd.RegisterFlagCompletionFunc(flag, completeRefs); err != nil {
			panic(err) // no such flag
		}
	}
}

// addEngineFlags adds the flags that say how to analyse.
func addEngineFlags(flags *pflag.FlagSet, f *runFlags) {
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "parse `N` files at the same time (default: one per CPU)")
	flags.StringVar(&f.cacheDir, "cache-dir", "", "keep facts about files in `DIR` (default: pcmlint in the user's cache folder)")
	flags.BoolVar(&f.noCache, "no-cache", false, "neither read nor write the cache")
	flags.StringVar(&f.kernel, "kernel", "", "judge C drivers for Linux `VERSION`, as in 6.1 (default: the tree's, the build's, the configuration's, else the newest)")
	flags.StringVar(&f.library, libraryFlag, "", "the Go package of `IMPORTPATH` is the PCM library (default: recognised by its shape)")
	f.rules.add(flags)
	f.config.add(flags)
}

// formatNames returns the formats that a check, or an audit, can be written in.
func formatNames(audit bool) []string {
	var names []string
	for _, f := range output.Formats() {
		if !audit || f.Audit != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

// validate reports flags that make no sense.
func (f *runFlags) validate() error {
	if !slices.Contains([]string{"auto", "always", "never"}, f.color) {
		return usagef("--color %s: choose auto, always or never", f.color)
	}
	if f.jobs < 0 {
		return usagef("--jobs %d: give a number of files to parse at the same time, or 0 for one per CPU", f.jobs)
	}
	if f.noCache && f.cacheDir != "" {
		return usageError{errors.New("--no-cache and --cache-dir contradict each other: give one of them")}
	}
	if _, err := f.target(); err != nil {
		return usagef("--kernel %v", err)
	}
	if err := f.rules.validate(); err != nil {
		return err
	}
	if err := validSourceURL(f.sourceURL); err != nil {
		return err
	}
	if err := f.validateCommits(); err != nil {
		return err
	}
	return f.sinks.validate()
}

// target is the kernel that the user names, zero for none.
func (f *runFlags) target() (ktree.Target, error) {
	return ktree.ParseTarget(f.kernel, "--kernel says so")
}

// errNoPath greets whoever calls the command without a path.
func errNoPath(cmd *cobra.Command) error {
	return usageError{fmt.Errorf("no path given: name a kernel tree, a folder or a driver, as in '%[1]s sound/pci', or Go packages, as in '%[1]s ./...'", cmd.CommandPath())}
}
