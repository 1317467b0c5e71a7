package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pcmlint/pcmlint/internal/git"
)

// tameCommands makes help and completion, which come with the library, complain of words that they do not know.
func tameCommands(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Run = nil
			cmd.RunE = func(_ *cobra.Command, args []string) error { return help(root, args) }
		case "completion":
			cmd.Args = cobra.ArbitraryArgs
			cmd.RunE = func(cmd *cobra.Command, args []string) error {
				if len(args) > 0 {
					return usagef("no completion for %s: there is one for bash, fish, powershell and zsh", args[0])
				}
				return cmd.Help()
			}
		}
	}
}

// help shows the page of a command.
func help(root *cobra.Command, args []string) error {
	cmd, rest, err := root.Find(args)
	if err != nil || len(rest) > 0 {
		hint := ""
		if s := root.SuggestionsFor(args[0]); len(s) > 0 {
			hint = fmt.Sprintf("; is '%s' meant?", s[0])
		}
		return usagef("no command %q%s", strings.Join(args, " "), hint)
	}
	cmd.InitDefaultHelpFlag()
	return cmd.Help()
}

// plainFlagError says what is wrong with the value of a flag without the words of Go's own library.
func plainFlagError(err error) error {
	var value *pflag.InvalidValueError
	if !errors.As(err, &value) {
		return err
	}
	var number *strconv.NumError
	if errors.As(err, &number) {
		return fmt.Errorf("--%s %s: give a whole number", value.GetFlag().Name, value.GetValue())
	}
	return fmt.Errorf("--%s %s: %w", value.GetFlag().Name, value.GetValue(), value.Unwrap())
}

// completeRefs lists what git knows by name where the command stands.
func completeRefs(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	repo, err := git.Open(context.Background(), ".")
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	out, err := repo.Run("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return strings.Fields(string(out)), cobra.ShellCompDirectiveNoFileComp
}
