// Command pcmlint finds ALSA PCM drivers whose interrupt handlers, works, timers and other asynchronous code may still
// call snd_pcm_period_elapsed() while the stream is being freed.
//
// This package is the command line: flags, subcommands, exit status. It wires the engine to the writers and decides
// nothing about drivers.
package main

import (
	"os"

	"github.com/pcmlint/pcmlint/analyzers/vet"
	"github.com/pcmlint/pcmlint/internal/engine"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "-V" {
		os.Args[1] = "--version" // go vet says -V=full
	}
	if vet.Called(os.Args[1:]) {
		vet.Main() // the tool of go vet -vettool
	}
	a := app{stdout: os.Stdout, stderr: os.Stderr, engine: engine.Run}
	os.Exit(a.run(os.Args[1:]))
}
