package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// configFlags say which configuration is in force.
type configFlags struct {
	name string
	none bool
	file *config.Config // nil: none
}

func (c *configFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&c.name, "config", "", "read the configuration `FILE` (default: "+config.Name+" found upwards from PATH)")
	flags.BoolVar(&c.none, "no-config", false, "use no configuration file")
}

// find reads the configuration that is in force for the paths.
func (c *configFlags) find(paths []string, commit string) error {
	name := c.name
	var err error
	switch {
	case c.none && name != "":
		return usageError{errors.New("--no-config and --config contradict each other: give one of them")}
	case c.none:
		return nil
	case name == "" && commit != "":
		c.file, err = configAt(paths[0], commit)
		return err
	case name == "":
		if name, err = findConfig(paths); name == "" || err != nil {
			return err
		}
	}
	c.file, err = config.Load(spell(name))
	return err
}

// findConfig looks for the one file that all paths lead to. Names of Go packages lead where the command stands.
func findConfig(paths []string) (string, error) {
	found, by := "", ""
	for i, p := range paths {
		start := p
		if engine.GoPattern(p) {
			start, _, _ = strings.Cut(p, "...")
			if _, err := os.Stat(start); err != nil {
				start = "."
			}
		}
		name, err := config.Find(start)
		if err != nil {
			return "", err
		}
		if i > 0 && name != found {
			return "", usagef("%s and %s have different configurations (%s): name one with --config, or check them one after the other",
				by, p, strings.TrimPrefix(strings.Join([]string{found, name}, " "), " "))
		}
		found, by = name, p
	}
	return found, nil
}

// configure reads the configuration for the paths and takes from it what no flag says.
func (f *runFlags) configure(paths []string) error {
	if err := f.config.find(paths, f.commit); err != nil {
		return err
	}
	c := f.config.file
	if c == nil {
		return nil
	}
	if c.Format != "" {
		if names := formatNames(false); !slices.Contains(names, c.Format) {
			return fmt.Errorf("%s:%d: format = %q: choose one of %s", c.File(), c.Line("format"), c.Format, strings.Join(names, ", "))
		}
		if len(f.sinks.list) == 0 && slices.Contains(formatNames(f.sinks.audit), c.Format) {
			f.sinks.list = []sink{{c.Format, "-"}}
			f.sinks.from = c
		}
	}
	f.unknown.take(c)
	if f.baseline.read == "" && !f.baseline.given() {
		f.baseline.read = c.BaselinePath()
		f.baseline.from = c
	}
	return nil
}

func (a *app) configCommand() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "config [flags] [PATH...]",
		Short: "Show the settings in force for a path, and where each comes from",
		Long: "config shows the settings in force for PATH, by default the working directory, and where each comes from: a flag, the\n" +
			"file " + config.Name + " that is found upwards from PATH as far as the root of the kernel or git tree, or pcmlint itself.\n" +
			"docs/config.md describes the file. A mistake in it is an error (exit status 2).",
		Example: "  pcmlint config\n  pcmlint config ~/linux/sound/pci",
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"."}
			}
			for _, p := range args {
				if err := readable(cmd, p, false); err != nil {
					return err
				}
			}
			if err := f.configure(args); err != nil {
				return err
			}
			return a.showConfig(&f)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.config.add(flags)
	flags.VarP((*formatFlag)(&f.sinks), "format", "f", "as for a check")
	flags.StringVar(&f.kernel, "kernel", "", "as for a check")
	f.unknown.add(flags)
	f.baseline.flags = flags
	flags.StringVar(&f.baseline.read, "baseline", "", "as for a check")
	return cmd
}

// showConfig prints one line a setting: name, value, origin.
func (a *app) showConfig(f *runFlags) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	c := f.config.file
	file := "none"
	if c != nil {
		file = spell(c.File())
	} else {
		c = &config.Config{}
	}
	line := func(name, value, key string, given bool) {
		from := "default"
		switch {
		case given:
			from = "flag"
		case c.Line(key) > 0:
			from = fmt.Sprintf("%s:%d", spell(c.File()), c.Line(key))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", name, value, from)
	}
	line("configuration", file, "", f.config.name != "" || f.config.none)
	format := f.sinks.all()[0].format
	line("format", format, "format", len(f.sinks.list) > 0 && f.sinks.from == nil)
	known := "none"
	if f.baseline.read != "" {
		known = spell(f.baseline.read)
	}
	version := c.Kernel
	if f.kernel != "" {
		version = f.kernel
	}
	if version == "" {
		version = "the tree's, else the newest"
	}
	line("kernel", version, "kernel", f.kernel != "")
	line("baseline", known, "baseline", f.baseline.given())
	line("fail-on-unknown", fmt.Sprint(f.unknown.fail), "fail-on-unknown", f.unknown.given())
	if len(c.Exclude) == 0 {
		line("exclude", "nothing", "", false)
	}
	for i, p := range c.Exclude {
		line("exclude", p, fmt.Sprintf("exclude[%d]", i), false)
	}
	for _, d := range doc.All() {
		state := "on"
		if why := c.Off()[d.ID]; why != "" {
			state = "off: " + why
		}
		line(d.ID, state, "rules."+d.ID, false)
	}
	for i, r := range c.Registers {
		line("registers", fmt.Sprintf("%s, argument %d: %s", r.Function, r.Argument, r.Kind), fmt.Sprintf("registers[%d]", i), false)
	}
	for i, x := range c.Waits {
		kinds := "any"
		if len(x.Kinds) > 0 {
			kinds = strings.Join(x.Kinds, " ")
		}
		line("waits", fmt.Sprintf("%s, argument %d: %s", x.Function, x.Argument, kinds), fmt.Sprintf("waits[%d]", i), false)
	}
	for i, x := range c.Inits {
		line("initialises", fmt.Sprintf("%s, argument %d", x.Function, x.Argument), fmt.Sprintf("initialises[%d]", i), false)
	}
	for i, o := range c.Ops {
		line("ops", fmt.Sprintf("struct %s, substream in parameter %d", strings.TrimPrefix(o.Struct, "struct "), o.Substream), fmt.Sprintf("ops[%d]", i), false)
	}
	return w.Flush()
}

// spell shortens the name of a file that lies below the working directory.
func spell(name string) string {
	cwd, err := os.Getwd()
	if err != nil {
		return name
	}
	if real, err := filepath.EvalSymlinks(cwd); err == nil {
		cwd = real
	}
	if rel, err := filepath.Rel(cwd, name); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return name
}
