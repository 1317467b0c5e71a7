// Package facade re-exports a PCM library: it is the same library.
package facade

import pcm "example.com/gosound/structpcm"

type (
	// Ops is the library's.
	Ops = pcm.Ops
	// Substream is the library's.
	Substream = pcm.Substream
	// Card is the library's.
	Card = pcm.Card
	// Cmd is the library's.
	Cmd = pcm.Cmd
)

// Start is the library's.
const Start = pcm.Start

// PeriodElapsed passes on to the library's.
func PeriodElapsed(s *Substream) { pcm.PeriodElapsed(s) }

// Elapsed is the library's PeriodElapsed by another name.
var Elapsed = pcm.PeriodElapsed
