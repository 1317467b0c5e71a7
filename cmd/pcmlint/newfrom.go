package main

import (
	"errors"

	"github.com/spf13/pflag"
)

// addNewFrom adds the flag that leaves older findings out.
func addNewFrom(flags *pflag.FlagSet, f *runFlags) {
	flags.StringVar(&f.newFrom, "new-from", "", "only findings that were not there at the git commit `REV`; \"REV...\": where HEAD left REV")
}

// validateNewFrom reports flags that cannot go together.
func (f *runFlags) validateNewFrom() error {
	if f.newFrom != "" && f.baseline.write != "" {
		return usageError{errors.New("--new-from and --write-baseline contradict each other: a baseline lists old findings, too")}
	}
	return nil
}
