// Package ktree is a kernel tree on disk: which files there are, which of them matter to a PCM analysis, what Kbuild
// links together, and what was already learned about them in earlier runs.
//
// A Tree answers questions about paths. It reads and parses files on demand and remembers what it found, in memory for
// the run and in the cache folder for the next one. It knows file names, Kbuild and a handful of words to search for;
// what a driver does with them is none of its business. Nothing here ever prints.
package ktree
