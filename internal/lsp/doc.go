// Package lsp is pcmlint in an editor: a server of the Language Server Protocol that analyses drivers while they are
// being typed.
//
// It knows the protocol, the documents that are open and where their text ends up on the screen. What a driver does
// and what is wrong with it comes from package check, and for Go from package engine; nothing here looks into C.
//
// A message that changes something is handled before the next one is read; what it changes in the analysis is done by a
// goroutine for each tree of sources (see tree). Requests run beside each other and wait until the analysis has caught
// up with the text that they are about.
//
// Types and JSON-RPC are those of go.lsp.dev, which are generated from the protocol's own description (3.18). What they are
// too strict or too strange for stays here: the capabilities of a client (initializeParams), and frames that are no
// message, which are answered and skipped (stream).
package lsp
