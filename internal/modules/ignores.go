package modules

import "github.com/pcmlint/pcmlint/cparse"

// WithIgnores lists the files with a comment for pcmlint, as far as they belong to drivers: sources that PCM drivers are
// linked with, and headers of theirs. Sorted within each kind.
func (g *Graph) WithIgnores() []string { return g.Mentioning(cparse.IgnoreWord) }
