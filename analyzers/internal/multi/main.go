// Command multi is a checker of its own with the PCM analyzers in it, as docs/go.md shows it.
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/pcmlint/pcmlint/analyzers"
)

func main() { multichecker.Main(analyzers.All...) }
