package finding

import "time"

// Stats counts what a run saw. Elapsed and what depends on the state of the cache stay out of the default json, so
// that two runs on the same tree give the same bytes.
type Stats struct {
	Drivers int
	Tables  TableCounts
	Rules   map[string]int // findings by rule id, suppressed ones left out

	FilesWalked    int            // seen in the tree
	FilesSearched  int            // looked through for the names that matter
	FilesRead      int            // opened
	FilesParsed    int            // parsed in this run
	FilesFromCache int            // taken from the cache instead
	FilesSkipped   map[string]int // by reason

	Functions           int
	FunctionsWithErrors int // functions with syntax errors that could not be repaired

	Elapsed time.Duration
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
