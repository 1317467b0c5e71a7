package main

import (
	"github.com/spf13/pflag"

	"github.com/pcmlint/pcmlint/internal/config"
)

// unknownFlag says whether what could not be judged blocks.
type unknownFlag struct {
	fail  bool
	flags *pflag.FlagSet
}

const failOnUnknown = "fail-on-unknown"

func (u *unknownFlag) add(flags *pflag.FlagSet) {
	u.flags = flags
	flags.BoolVar(&u.fail, failOnUnknown, false, "exit status 1 for tables that could not be judged and files that were not looked at, too")
}

// given tells whether the flag was on the command line; the configuration has no say then.
func (u *unknownFlag) given() bool { return u.flags != nil && u.flags.Changed(failOnUnknown) }

// take asks the configuration where no flag says anything.
func (u *unknownFlag) take(c *config.Config) {
	if !u.given() {
		u.fail = c.FailOnUnknown
	}
}
