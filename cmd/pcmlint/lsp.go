package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/pcmlint/pcmlint/internal/lsp"
	"github.com/pcmlint/pcmlint/internal/pace"
)

const lspLong = `lsp is a language server: an editor starts it and speaks the Language Server Protocol with it over standard input and
output. It analyses drivers in C while they are being typed, and drivers in Go when they are saved.

docs/editors.md says how to set up Neovim, Emacs, VS Code, Helix and Kate.`

func (a *app) lspCommand() *cobra.Command {
	f := runFlags{color: "auto"}
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Speak with an editor: the language server",
		Long:  lspLong,
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := f.validate(); err != nil {
				return err
			}
			return a.serve(&f)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addEngineFlags(flags, &f)
	flags.Bool("stdio", true, "standard input and output, which is what there is")
	flags.Int("clientProcessId", 0, "what some clients add; the protocol says it, too")
	for _, name := range []string{"stdio", "clientProcessId"} {
		if err := flags.MarkHidden(name); err != nil {
			panic(err) // no such flag
		}
	}
	return cmd
}

// serve speaks with one client. The protocol owns standard output; what is for people goes to standard error.
func (a *app) serve(f *runFlags) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	pace.Set(pace.Server)
	return lsp.Serve(ctx, os.Stdin, a.stdout, lsp.Options{
		Settings: lsp.Settings{CacheDir: f.cacheDir, NoCache: f.noCache, Jobs: f.jobs, Library: f.library,
			Config: f.config.name, NoConfig: f.config.none, Kernel: f.kernel},
		Version: version(),
		Log:     a.stderr,
	})
}
