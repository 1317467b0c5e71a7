package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/pcmlint/pcmlint/internal/engine"
	"github.com/pcmlint/pcmlint/internal/finding"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"pcmlint": main,
		// The same command with an engine that does what the variable ENGINE says.
		"pcmlint-with": func() {
			a := app{stdout: os.Stdout, stderr: os.Stderr, engine: fakeEngine}
			os.Exit(a.run(os.Args[1:]))
		},
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			examples, err := filepath.Abs("../../examples")
			if err != nil {
				return err
			}
			e.Vars = append(e.Vars, "EXAMPLES="+examples)
			// Scripts have a home of their own; what the go command keeps there stays shared.
			out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
			dirs := strings.Fields(string(out))
			if err != nil || len(dirs) != 2 {
				return nil // no go command: scripts that want it skip
			}
			e.Vars = append(e.Vars, "GOCACHE="+dirs[0], "GOMODCACHE="+dirs[1], "GOPROXY=off", "GOFLAGS=", "GOWORK=off")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
		},
	})
}

// status runs a command and checks its exit status: status 2 pcmlint --bad-flag.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

func fakeEngine(ctx context.Context, paths []string, o engine.Options) (*finding.Report, error) {
	r := &finding.Report{Root: paths[0], ReadSource: func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(paths[0], file)) }}
	r.Stats.Drivers = 1
	switch os.Getenv("ENGINE") {
	case "findings":
		r.Findings = []finding.Finding{{
			Rule: "PCM001", Name: "irq-without-sync-stop", Message: "nothing waits for x_irq", Subject: "x_ops",
			Place: finding.Place{File: "x.c", Line: 2, Column: 20, EndLine: 2, EndColumn: 25},
		}}
		if o.Audit {
			r.Tables = []finding.Table{{File: "x.c", Line: 2, Column: 20, Name: "x_ops", Kind: "snd_pcm_ops", Status: finding.Unsynced}}
		}
	case "suppressed":
		r.Findings = []finding.Finding{{
			Rule: "PCM001", Message: "nothing waits for x_irq", Place: finding.Place{File: "x.c", Line: 2, Column: 20},
			Suppressed: &finding.Suppression{Reason: "polled", Place: finding.Place{File: "x.c", Line: 1}},
		}}
	case "incomplete":
		for range 12 {
			r.Errors = append(r.Errors, finding.FileError{File: "sub", Message: "permission denied"})
		}
	case "warning":
		o.Warn("the cache cannot be written")
	case "error":
		return nil, errors.New("the tree holds no sources")
	case "panic":
		panic("index out of range")
	case "slow":
		for i := 0; ctx.Err() == nil; i++ {
			o.Progress("parsing", i, 1000)
			time.Sleep(10 * time.Millisecond)
		}
		return nil, ctx.Err()
	case "deaf":
		time.Sleep(time.Minute)
	}
	r.SetFingerprints()
	return r, nil
}
