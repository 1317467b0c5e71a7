package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/lsp"
	"github.com/pcmlint/pcmlint/internal/output"
)

// Exit statuses. An incomplete run never passes a gate.
const (
	exitClean    = 0
	exitFindings = 1
	exitAbrupt   = 1   // of the language server, as its protocol has it: the client left without a word
	exitFailed   = 2   // bad usage, unreadable path, internal error, incomplete analysis
	exitSignal   = 128 // plus the number of the signal
)

// app is one run of the command.
type app struct {
	stdout, stderr *os.File
	engine         func(context.Context, []string, engine.Options) (*finding.Report, error)
	verbose        bool
	source         string // the file of a call by kbuild, else empty
}

// Errors that say how to leave rather than what to print.
var errFindings = errors.New("there are findings")

// interrupted is the error of a run that a signal ended.
type interrupted struct{ signal os.Signal }

func (e interrupted) Error() string { return "stopped by signal: " + e.signal.String() }

// usageError is a mistake on the command line.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// panicked is a panic that was caught: a bug of pcmlint.
type panicked struct {
	value any
	stack []byte
}

func (e panicked) Error() string { return fmt.Sprintf("internal error: %v", e.value) }

// catch turns a panic of the calling function into an error. It is to be deferred.
func catch(err *error) {
	if v := recover(); v != nil {
		*err = panicked{v, debug.Stack()}
	}
}

// run executes the command line args and returns the exit status.
func (a *app) run(args []string) int { return a.status(a.execute(args)) }

// goFlags lets the flag of the Go analyzers be spelled with one dash, as go vet has it.
func goFlags(args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		if a == "--" {
			break
		}
		if a == "-"+libraryFlag || strings.HasPrefix(a, "-"+libraryFlag+"=") {
			out[i] = "-" + a
		}
	}
	return out
}

func (a *app) execute(args []string) (err error) {
	defer catch(&err)
	if args, err = a.compilerCall(args); err != nil {
		return err
	}
	root := a.rootCommand()
	root.SetArgs(goFlags(args))
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	return root.Execute()
}

// status prints what there is to say about err and returns the exit status that it stands for.
func (a *app) status(err error) int {
	var (
		bug   panicked
		usage usageError
		sig   interrupted
	)
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.Is(err, lsp.ErrNoShutdown):
		a.complain("%v", err)
		return exitAbrupt
	case errors.As(err, &sig):
		a.complain("%v", sig)
		if n, ok := sig.signal.(syscall.Signal); ok {
			return exitSignal + int(n)
		}
		return exitFailed
	case errors.As(err, &bug):
		a.complain("%v (please report this with the driver and the output of --verbose)", bug)
		if a.verbose {
			fmt.Fprintf(a.stderr, "%s", bug.stack)
		}
		return exitFailed
	case errors.As(err, &usage):
		a.complain("%v\nTry 'pcmlint --help'.", err)
		return exitFailed
	}
	a.complain("%v", err)
	return exitFailed
}

// complain says something on standard error. Names in it may come from a stranger's tree.
func (a *app) complain(format string, args ...any) {
	fmt.Fprintf(a.stderr, "pcmlint: %s\n", output.Clean(fmt.Sprintf(format, args...)))
}

// patience is how long the engine may take to come back after a signal before the command leaves without it.
const patience = time.Second

// analyse runs the engine, leaves it soon after a signal, and turns a panic of it into an error.
func (a *app) analyse(paths []string, o engine.Options) (*finding.Report, error) {
	type result struct {
		report *finding.Report
		err    error
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()

	done := make(chan result, 1)
	go func() {
		var r result
		defer func() { done <- r }()
		defer catch(&r.err)
		r.report, r.err = a.engine(ctx, paths, o)
	}()
	select {
	case r := <-done:
		return r.report, r.err
	case s := <-signals:
		signal.Stop(signals) // a second one ends the process at once
		cancel()
		select {
		case <-done:
		case <-time.After(patience):
		}
		return nil, interrupted{s}
	}
}
