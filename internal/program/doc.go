// Package program links what single files say (cparse.File) into what drivers do: symbols across modules, function
// pointers through structs, arguments and macros, the asynchronous contexts that reach snd_pcm_period_elapsed(), the PCM
// ops tables that those substreams were opened through, and the waits that the ops reach.
//
// It works on demand: starting at the calls of snd_pcm_period_elapsed() and at the ops tables it asks only for the
// files that mention the names it has come to. It knows the PCM vocabulary (package kernelapi) and no rule; it sees no
// syntax tree.
package program
