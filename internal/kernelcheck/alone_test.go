package kernelcheck

import (
	"bytes"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/output"
)

// TestOneFile names every file with a table or a finding alone, as an editor and 'make C=1' do, and expects what the
// whole tree gives for the modules of that file, to the last byte of the json.
func TestOneFile(t *testing.T) {
	k := tree(t, "6.12")
	whole := k.whole(t)
	root, isKernel := ktree.Find(k.dir)
	tr, err := ktree.Open(t.Context(), root, isKernel, ktree.Options{CacheDir: cacheDir})
	if err != nil {
		t.Fatal(err)
	}
	defer tr.Close()

	files := make(chan string)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for file := range files {
				want := only(whole, siblings(tr, file))
				got := k.run(t, file)
				got.Root = whole.Root
				if a, b := asJSON(t, &finding.Report{Findings: got.Findings}), asJSON(t, want); !bytes.Equal(a, b) {
					t.Errorf("%s alone gives other findings than in the tree:\n%s", file, compare(golden(want.Findings), golden(got.Findings)))
				}
			}
		})
	}
	n := 0
	for _, file := range k.filesWithTables(t) {
		files <- file
		n++
	}
	close(files)
	wg.Wait()
	t.Logf("%d files alone gave what the tree gives", n)
}

// siblings are the files that are linked into the modules of a file.
func siblings(tr *ktree.Tree, file string) []string {
	files := []string{file}
	for _, m := range tr.Modules(file) {
		files = append(files, m.Files...)
	}
	return files
}

func only(r *finding.Report, files []string) *finding.Report {
	out := &finding.Report{}
	for _, f := range r.Findings {
		if slices.Contains(files, f.File) {
			out.Findings = append(out.Findings, f)
		}
	}
	return out
}

// filesWithTables lists the .c files of an audit of the whole tree, and those with findings.
func (k *kernel) filesWithTables(t testing.TB) []string {
	t.Helper()
	audit, err := check.Run(t.Context(), []string{k.dir}, check.Options{CacheDir: cacheDir, Audit: true})
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, table := range audit.Tables {
		files = append(files, table.File)
	}
	for _, f := range audit.Findings {
		files = append(files, f.File)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return f[len(f)-2:] != ".c" })
	slices.Sort(files)
	return slices.Compact(files)
}

// TestTwoRuns expects the same bytes from two runs, one of which has an empty cache and one processor.
func TestTwoRuns(t *testing.T) {
	k := tree(t, "6.12")
	cold, err := check.Run(t.Context(), []string{k.dir}, check.Options{CacheDir: t.TempDir(), Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(asJSON(t, k.whole(t)), asJSON(t, cold)) {
		t.Errorf("two runs differ:\n%s", compare(golden(k.whole(t).Findings), golden(cold.Findings)))
	}
}

func asJSON(t testing.TB, r *finding.Report) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := output.JSON(&text, r, output.Options{}); err != nil {
		t.Error(err)
	}
	return text.Bytes()
}
