package kernelcheck

import (
	"bytes"
	"os"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/output"
)

// TestOneFile names every file with a table or a finding alone, as 'make C=1' does, and expects what the whole tree gives
// for the modules of that file, to the last byte of the json; what comes along of libraries is in the whole, too. Files
// with findings come first; when the time is up it says how far it came.
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
				all := k.run(t, file)
				got := only(all, siblings(tr, file))
				for _, f := range all.Findings {
					if !slices.ContainsFunc(whole.Findings, func(o finding.Finding) bool { return reflect.DeepEqual(f, o) }) {
						t.Errorf("%s alone gives a finding that the tree has not:\n%s", file, golden([]finding.Finding{f}))
					}
				}
				if a, b := asJSON(t, &finding.Report{Findings: got.Findings}), asJSON(t, want); !bytes.Equal(a, b) {
					t.Errorf("%s alone gives other findings than in the tree:\n%s", file, compare(golden(want.Findings), golden(got.Findings)))
				}
			}
		})
	}
	all := k.filesWithTables(t)
	n, end := 0, time.Now().Add(budget())
	for _, file := range all {
		if time.Now().After(end) {
			break
		}
		files <- file
		n++
	}
	close(files)
	wg.Wait()
	t.Logf("looked at %d of %d files with tables or findings", n, len(all))
}

// budget is the time for single files: enough for all of them where a kernel is asked for, as in .ci/run; a sample
// where one merely lies in the cache folder.
func budget() time.Duration {
	if os.Getenv("PCMLINT_KERNEL") != "" {
		return 4 * time.Minute
	}
	return 20 * time.Second
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

// filesWithTables lists the .c files with findings, and after them those that merely have tables.
func (k *kernel) filesWithTables(t testing.TB) []string {
	t.Helper()
	audit := k.audit(t)
	var files []string
	add := func(file string) {
		if strings.HasSuffix(file, ".c") && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	for _, f := range audit.Findings {
		add(f.File)
	}
	for _, table := range audit.Tables {
		add(table.File)
	}
	return files
}

// TestOneFolder does for each folder of such files what TestOneFile does for each file.
func TestOneFolder(t *testing.T) {
	k := tree(t, "6.12")
	whole := k.whole(t)
	var folders []string
	for _, file := range k.filesWithTables(t) {
		if dir := path.Dir(file); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	n, end := 0, time.Now().Add(budget())
	for _, dir := range folders {
		if time.Now().After(end) {
			break
		}
		n++
		got := k.run(t, dir)
		below := func(f finding.Finding) bool { return strings.HasPrefix(f.File, dir+"/") }
		same := func(f finding.Finding) func(finding.Finding) bool {
			return func(o finding.Finding) bool { return reflect.DeepEqual(f, o) }
		}
		for _, f := range whole.Findings {
			if below(f) && !slices.ContainsFunc(got.Findings, same(f)) {
				t.Errorf("%s alone lacks a finding of the tree:\n%s", dir, golden([]finding.Finding{f}))
			}
		}
		for _, f := range got.Findings {
			if !slices.ContainsFunc(whole.Findings, same(f)) {
				t.Errorf("%s alone gives a finding that the tree has not:\n%s", dir, golden([]finding.Finding{f}))
			}
		}
	}
	t.Logf("looked at %d of %d folders with tables or findings", n, len(folders))
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
