// Command copylocks is a vet tool with the copylocks pass alone: what scripts/bench-go compares pcmlint with.
package main

import (
	"golang.org/x/tools/go/analysis/passes/copylock"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() { unitchecker.Main(copylock.Analyzer) }
