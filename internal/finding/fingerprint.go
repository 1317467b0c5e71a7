package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// SetFingerprints sorts the findings of r and gives each its fingerprint: a name that stays the same when lines move,
// when other functions and tables of the file are renamed, and when findings elsewhere come and go. It is made of the
// rule, the file, the subject and the functions in which the contexts start, so a further handler that nobody waits
// for makes a new finding of an old table. Findings alike in all of that (tables of one name local to several
// functions, say) are counted in the order of the file.
func (r *Report) SetFingerprints() {
	r.Sort()
	seen := make(map[string]int)
	for i := range r.Findings {
		f := &r.Findings[i]
		key := f.identity()
		seen[key]++
		if n := seen[key]; n > 1 {
			key += "\x00" + strconv.Itoa(n)
		}
		sum := sha256.Sum256([]byte(key))
		f.Fingerprint = hex.EncodeToString(sum[:10])
	}
}

// identity is what makes f this finding and no other, apart from its place in the file.
func (f *Finding) identity() string {
	entries := slices.Clone(f.Entries)
	if len(entries) == 0 && len(f.Path) > 0 {
		entries = append(entries, f.Path[0].Function)
	}
	slices.Sort(entries)
	entries = slices.Compact(entries)
	return strings.Join(append([]string{"v1", f.Rule, f.File, f.Subject}, entries...), "\x00")
}
