package gitdiff

import (
	"bufio"
	"strings"
	"testing"
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
	c := &Change{Old: map[string][]byte{}, Renamed: map[string]string{}}
	blobs, err := c.parse([]byte(raw), everything)
	if err != nil {
		t.Fatal(err)
	}
	var read []string
	for _, b := range blobs {
		read = append(read, b.file)
	}
	if got := strings.Join(read, " "); got != "changed.c deleted.c before.c" {
		t.Errorf("blobs of %s", got)
	}
	for _, name := range []string{"added.c", "after.c", "copy.c", "was-link.c", "submodule"} {
		if text, ok := c.Old[name]; !ok || text != nil {
			t.Errorf("%s was there", name)
		}
	}
	if c.Renamed["before.c"] != "after.c" || len(c.Renamed) != 1 {
		t.Errorf("renamed: %v", c.Renamed)
	}
}

// TestReadBlobs: empty files are files, and what is missing is said by name.
func TestReadBlobs(t *testing.T) {
	blobs := []blob{{"a.c", "1"}, {"b.c", "2"}}
	into := map[string][]byte{}
	if err := readBlobs(bufio.NewReader(strings.NewReader("1 blob 0\n\n2 blob 3\nx\ny\n")), blobs, into); err != nil {
		t.Fatal(err)
	}
	if into["a.c"] == nil || string(into["b.c"]) != "x\ny" {
		t.Errorf("%q", into)
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
		c := &Change{Old: map[string][]byte{}, Renamed: map[string]string{}}
		if _, err := c.parse(raw, everything); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}
