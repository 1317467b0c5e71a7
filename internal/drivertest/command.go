package drivertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Limit is how long one run over test drivers may take before it counts as a hang.
const Limit = 30 * time.Second

// Command is a pcmlint binary with a cache folder of its own, so that a run neither sees nor leaves anything in the
// user's.
type Command struct {
	Binary string
	Cache  string
}

// Build compiles cmd/pcmlint of the repository at root into dir.
func Build(root, dir string) (*Command, error) {
	bin := filepath.Join(dir, "pcmlint")
	cmd := exec.Command("go", "build", "-o", bin, "./cmd/pcmlint")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building cmd/pcmlint: %w\n%s", err, out)
	}
	return &Command{Binary: bin, Cache: filepath.Join(dir, "cache")}, nil
}

// Result is what one run left behind.
type Result struct {
	Args   []string
	Stdout []byte
	Stderr []byte
	Exit   int
}

func (r *Result) String() string {
	return fmt.Sprintf("pcmlint %s: exit status %d\n%s", strings.Join(r.Args, " "), r.Exit, clip(r.Stderr))
}

// clip keeps failure messages readable.
func clip(b []byte) []byte {
	if len(b) > 4000 {
		return append(b[:4000:4000], "\n..."...)
	}
	return b
}

// Run runs the command in dir. An error means that it could not be started, hung, was killed or panicked; any exit
// status is a Result.
func (c *Command) Run(dir string, args ...string) (*Result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), Limit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, c.Binary, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &stdout, &stderr
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+c.Cache)
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	r := &Result{Args: args, Stdout: stdout.Bytes(), Stderr: stderr.Bytes(), Exit: cmd.ProcessState.ExitCode()}
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("still running after %v: %s", Limit, r)
	case err != nil && !errors.As(err, &exit), r.Exit < 0:
		return nil, fmt.Errorf("%w: %s", err, r)
	}
	for _, sign := range []string{"panic: ", "\ngoroutine ", "fatal error: ", "SIGSEGV"} {
		if bytes.Contains(r.Stderr, []byte(sign)) {
			return nil, fmt.Errorf("crashed: %s", r)
		}
	}
	return r, nil
}
