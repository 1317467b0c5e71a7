package kernelcheck

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
)

// kernel is one unpacked kernel tree. What it is asked for is worked out once.
type kernel struct {
	dir     string
	series  string // "6.12"
	version string // "6.12.117"

	once   sync.Once
	report *finding.Report
	err    error

	mu    sync.Mutex
	lines map[string][]string
}

// kernels are the trees to test on: $PCMLINT_KERNEL and those in the user's cache folder, one of each series.
var kernels = sync.OnceValue(func() []*kernel {
	var dirs []string
	if dir := os.Getenv("PCMLINT_KERNEL"); dir != "" {
		dirs = append(dirs, dir)
	}
	if cache, err := os.UserCacheDir(); err == nil {
		for _, series := range []string{"6.12", "6.1"} {
			dirs = append(dirs, filepath.Join(cache, "pcmlint", "linux-source-"+series))
		}
	}
	var found []*kernel
	for _, dir := range dirs {
		k := &kernel{dir: dir, lines: map[string][]string{}}
		if k.readVersion() && !slices.ContainsFunc(found, func(f *kernel) bool { return f.series == k.series }) {
			found = append(found, k)
		}
	}
	return found
})

// readVersion takes the version from the tree's Makefile. It is false where there is no kernel.
func (k *kernel) readVersion() bool {
	text, err := os.ReadFile(filepath.Join(k.dir, "Makefile"))
	m := regexp.MustCompile(`(?m)^VERSION = (\d+)\nPATCHLEVEL = (\d+)\nSUBLEVEL = (\d+)$`).FindSubmatch(text)
	if err != nil || m == nil {
		return false
	}
	k.series = fmt.Sprintf("%s.%s", m[1], m[2])
	k.version = fmt.Sprintf("%s.%s", k.series, m[3])
	return true
}

// tree returns the kernel of a series; the test is skipped without one.
func tree(t testing.TB, series string) *kernel {
	t.Helper()
	if testing.Short() {
		t.Skip("takes minutes")
	}
	for _, k := range kernels() {
		if k.series == series {
			return k
		}
	}
	t.Skipf("no kernel tree of Linux %s: set PCMLINT_KERNEL, or unpack one at pcmlint/linux-source-%s in the user's cache folder", series, series)
	return nil
}

// cacheDir is the fact cache of these tests: empty when they start, and nobody else's.
var cacheDir string

func TestMain(m *testing.M) {
	var err error
	if cacheDir, err = os.MkdirTemp("", "pcmlint-kernelcheck-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(cacheDir)
	os.Exit(code)
}

// run analyses paths that are relative to the tree.
func (k *kernel) run(t testing.TB, paths ...string) *finding.Report {
	t.Helper()
	full := []string{k.dir}
	if len(paths) > 0 {
		full = nil
	}
	for _, p := range paths {
		full = append(full, filepath.Join(k.dir, p))
	}
	r, err := check.Run(t.Context(), full, check.Options{CacheDir: cacheDir})
	if err != nil {
		t.Fatalf("analysing %s: %v", full, err)
	}
	for _, e := range r.Errors {
		t.Errorf("analysing %s: %s: %s", full, e.File, e.Message)
	}
	r.Sort()
	return r
}

// whole is the report on the whole tree; all tests share it.
func (k *kernel) whole(t testing.TB) *finding.Report {
	t.Helper()
	k.once.Do(func() {
		k.report, k.err = check.Run(t.Context(), []string{k.dir}, check.Options{CacheDir: cacheDir})
		if k.err == nil {
			k.report.Sort()
		}
	})
	if k.err != nil {
		t.Fatalf("analysing %s: %v", k.dir, k.err)
	}
	return k.report
}

// audit is the report on all tables of the tree.
func (k *kernel) audit(t testing.TB) *finding.Report {
	t.Helper()
	r, err := check.Run(t.Context(), []string{k.dir}, check.Options{CacheDir: cacheDir, Audit: true})
	if err != nil {
		t.Fatalf("auditing %s: %v", k.dir, err)
	}
	return r
}

// source returns the lines of a file of the tree; the first one is line 0.
func (k *kernel) source(t testing.TB, file string) []string {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	if lines, ok := k.lines[file]; ok {
		return lines
	}
	text, err := os.ReadFile(filepath.Join(k.dir, filepath.FromSlash(file)))
	if err != nil {
		t.Errorf("a path names a file that cannot be read: %v", err)
	}
	lines := strings.Split(string(bytes.TrimSuffix(text, []byte("\n"))), "\n")
	k.lines[file] = lines
	return lines
}
