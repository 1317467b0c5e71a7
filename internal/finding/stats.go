package finding

import "time"

// Stats counts what a run saw. Findings are counted from the report itself. FilesSearched, FilesRead, the split into
// FilesParsed and FilesFromCache, and Elapsed may differ between two runs on the same tree and stay out of json; their
// sum FilesParsed+FilesFromCache and all others must not differ.
type Stats struct {
	Drivers int
	Tables  TableCounts
	Proofs  ProofCounts

	FilesWalked   int // seen in the tree
	FilesSearched int // looked through for the names that matter
	FilesRead     int // opened
	// What was analysed counts sources: which headers are looked at beside depends on what was asked for before.
	FilesParsed    int            // parsed in this run
	FilesFromCache int            // taken from the cache instead
	FilesSkipped   map[string]int // by reason

	Functions           int
	FunctionsWithErrors int // functions with syntax errors that could not be repaired

	Elapsed time.Duration
}

// ProofCounts counts the synced tables by how sure it is that every context is waited for. Those of drivers in Go are not
// judged so closely.
type ProofCounts struct {
	Proved, Trusted int
}

// Add counts one table.
func (c *ProofCounts) Add(proof string) {
	switch proof {
	case Proved:
		c.Proved++
	case Trusted:
		c.Trusted++
	}
}

// TableCounts counts ops tables by status.
type TableCounts struct {
	Synced, Unsynced, NoAsync, Unknown int
}

// Total is the number of tables.
func (c TableCounts) Total() int { return c.Synced + c.Unsynced + c.NoAsync + c.Unknown }

// Add counts one table by its status.
func (c *TableCounts) Add(status string) {
	switch status {
	case Synced:
		c.Synced++
	case Unsynced:
		c.Unsynced++
	case NoAsync:
		c.NoAsync++
	default:
		c.Unknown++
	}
}
