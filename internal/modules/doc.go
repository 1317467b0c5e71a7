// Package modules says which files of a tree are linked together, and which of them matter: to PCM at all, and to what was
// asked. A Graph of the modules is made from summaries of files, before any of them is parsed.
//
// It knows Kbuild's modules (package ktree), exported symbols, headers and their macros. It knows no function, type or
// value in a file, but for the names that a file declares of others: what modules do with each other is found out by package program.
package modules
