package gitdiff

import (
	"bufio"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/git"
)

func everything(string) bool { return true }

// TestParse reads what git diff --raw -z says of each kind of change.
func TestParse(t *testing.T) {
	const id, none = "879e6c58af325bba5ae6e171f90234a78a80e96b", "0000000000000000000000000000000000000000"
	raw := strings.Join([]string{
		":100644 100644 " + id + " " + none + " M", "changed.c",
		":000000 100644 " + none + " " + none + " A", "added.c",
		":100644 000000 " + id + " " + none + " D", "deleted.c",
		":100644 100644 " + id + " " + id + " R100", "before.c", "after.c",
		":100644 100644 " + id + " " + id + " C100", "origin.c", "copy.c",
		":120000 100644 " + id + " " + none + " T", "was-link.c",
		":160000 000000 " + id + " " + none + " D", "submodule",
		"",
	}, "\x00")
	entries, err := parse([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := &Change{Old: map[string][]byte{}}
	var read, moved []string
	for _, b := range c.take(&repo{Repo: &git.Repo{Top: t.TempDir()}}, entries, everything) {
		read = append(read, b.file)
	}
	for _, e := range entries {
		if e.moved != "" {
			moved = append(moved, e.path+" "+e.moved)
		}
	}
	if got := strings.Join(read, " "); got != "changed.c deleted.c before.c origin.c" {
		t.Errorf("blobs of %s", got)
	}
	for _, name := range []string{"added.c", "was-link.c", "submodule"} {
		if text, ok := c.Old[name]; !ok || text != nil {
			t.Errorf("%s was there", name)
		}
	}
	if got := strings.Join(moved, ", "); got != "before.c after.c, origin.c copy.c" {
		t.Errorf("moved: %v", got)
	}
}

// TestReadBlobs: empty files are files, and what is missing is said by name.
func TestReadBlobs(t *testing.T) {
	blobs := []blob{{"a.c", "1"}, {"b.c", "2"}}
	into := &Change{Old: map[string][]byte{}}
	if err := readBlobs(bufio.NewReader(strings.NewReader("1 blob 0\n\n2 blob 3\nx\ny\n")), blobs, into); err != nil {
		t.Fatal(err)
	}
	if into.Old["a.c"] == nil || string(into.Old["b.c"]) != "x\ny" {
		t.Errorf("%q", into.Old)
	}
	for _, answer := range []string{"1 missing\n", "", "1 blob 5\nx", "1 blob -5\n"} {
		if err := readBlobs(bufio.NewReader(strings.NewReader(answer)), blobs, into); err == nil || !strings.Contains(err.Error(), "a.c") {
			t.Errorf("%q: %v", answer, err)
		}
	}
}

// FuzzParse: git's answers are taken apart or refused.
func FuzzParse(f *testing.F) {
	f.Add([]byte(":100644 100644 1 2 R\x00a\x00b\x00"))
	f.Add([]byte(": : : : :\x00\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := parse(raw); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}

// TestBlobID: git's own names, of hash-object.
func TestBlobID(t *testing.T) {
	for text, want := range map[string]string{
		"":        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
		"hello\n": "ce013625030ba8dba906f756967f9e9ca394464a",
	} {
		if got := blobID([]byte(text), len(want)); got != want {
			t.Errorf("%q is %s", text, got)
		}
	}
	if got := blobID(nil, 64); got != "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813" {
		t.Errorf("in a SHA-256 repository: %s", got)
	}
}

// TestSimilarity: a moved file may have changed a little.
func TestSimilarity(t *testing.T) {
	for _, x := range []struct {
		a, b string
		want float64
	}{{"", "", 1}, {"a\nb\n", "a\nb\n", 1}, {"a\nb\n", "b\nc\n", 0.5}, {"a\na\n", "a\n", 2. / 3}, {"a\n", "b\n", 0}} {
		if got := similarity([]byte(x.a), []byte(x.b)); got != x.want {
			t.Errorf("%q, %q: %v", x.a, x.b, got)
		}
	}
}
