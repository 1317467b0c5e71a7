package check

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"os"
	"slices"
	"sync"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/program"
)

// results keeps what was found out about one chunk of drivers from run to run: under a key made of the text of all that
// is linked with them, beside a list of the other files and symbols that the answer depended on.
type results struct {
	tree *ktree.Tree
	key  ktree.Digest
}

// kept is a result with the state of what it depended on.
type kept struct {
	Result *program.Result
	Hashes []ktree.Digest // of Result.Needs.Files
}

// load gives the result of an earlier run, nil if there is none that still holds.
func (r *results) load() *program.Result {
	data, ok := r.tree.LoadResult(r.key)
	if !ok {
		return nil
	}
	var k kept
	if gob.NewDecoder(bytes.NewReader(data)).Decode(&k) != nil || k.Result == nil || len(k.Hashes) != len(k.Result.Needs.Files) {
		return nil
	}
	for i, f := range k.Result.Needs.Files {
		if r.tree.Hash(f) != k.Hashes[i] {
			return nil
		}
	}
	for symbol, where := range k.Result.Needs.Exports {
		if !slices.Equal(r.tree.Exporters(symbol), where) {
			return nil
		}
	}
	return k.Result
}

func (r *results) store(res *program.Result) {
	k := kept{Result: res}
	for _, f := range res.Needs.Files {
		k.Hashes = append(k.Hashes, r.tree.Hash(f))
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(k) == nil {
		r.tree.StoreResult(r.key, b.Bytes())
	}
}

// build identifies the program that is running: another one may find other things in the same text.
var build = sync.OnceValue(func() string {
	name, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	fi, err := os.Stat(name)
	if err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%s %d %d", name, fi.Size(), fi.ModTime().UnixNano())
})
