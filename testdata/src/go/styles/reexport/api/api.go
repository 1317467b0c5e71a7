// Package api re-exports a library, as types, variables and functions.
package api

import "example.com/gosound/styles/reexport/core"

type (
	Ops           = core.Ops
	Stream        = core.Stream
	SyncStopper   = core.SyncStopper
	Engine[T any] = core.Engine[T]
)

var New = core.New

func Elapsed(s *Stream) { s.Period_Elapsed(); s.PeriodElapsed() }
