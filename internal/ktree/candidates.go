package ktree

// Candidates lists the .c files that Mentioning asks, sorted: those that have to do with sound and those that are
// linked with, or lie beside, a file with PCM ops or an elapsed call.
func (t *Tree) Candidates() []string { return t.candidates() }
