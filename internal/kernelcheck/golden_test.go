package kernelcheck

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
)

var update = flag.Bool("update", false, "write the golden lists anew")

// TestGolden compares all findings on a kernel and how all tables stand with the lists in testdata/golden, so that every
// change of behaviour on real drivers shows in the diff of a commit. The lists hold for one version; on another one of the
// same series (Debian moves on to the next point release) the difference is logged and nothing fails.
func TestGolden(t *testing.T) {
	for _, series := range []string{"6.12", "6.1"} {
		t.Run(series, func(t *testing.T) {
			k := tree(t, series)
			k.hold(t, "linux-"+series+".txt", "findings", golden(k.whole(t).Active()))
			k.hold(t, "linux-"+series+"-tables.txt", "tables", goldenTables(k.audit(t).Tables))
		})
	}
}

// hold compares a list with what was written down.
func (k *kernel) hold(t *testing.T, name, what string, got []string) {
	t.Helper()
	file := filepath.Join("..", "..", "testdata", "golden", name)
	if *update {
		if err := writeGolden(file, what, k.version, got); err != nil {
			t.Fatal(err)
		}
		return
	}
	version, want, err := readGolden(file, what)
	if err != nil {
		t.Fatalf("%v: 'make golden' writes it", err)
	}
	diff := compare(want, got)
	switch {
	case diff == "":
		t.Logf("%d %s on Linux %s, as listed for %s", len(got), what, k.version, version)
	case version != k.version:
		t.Logf("%s is for Linux %s, this is %s; not held against it:\n%s", file, version, k.version, diff)
	default:
		t.Errorf("%s on Linux %s differ from %s; where that is meant, 'make golden' writes it anew:\n%s", what, k.version, file, diff)
	}
}

// golden spells findings as they stand in the list, with the functions of their paths.
func golden(findings []finding.Finding) []string {
	var lines []string
	for _, f := range findings {
		lines = append(lines, fmt.Sprintf("%s:%d %s %s: %s", f.File, f.Line, f.Rule, f.Subject, pathText(f.Path)))
	}
	slices.Sort(lines)
	return lines
}

// pathText spells a path: its functions, each with the lines that the path goes through.
func pathText(path []finding.Step) string {
	var out []string
	for i, s := range path {
		if i > 0 && path[i-1].Function == s.Function && path[i-1].File == s.File {
			out[len(out)-1] += fmt.Sprintf(",%d", s.Line)
			continue
		}
		out = append(out, fmt.Sprintf("%s:%d", s.Function, s.Line))
	}
	return strings.Join(out, " > ")
}

// goldenTables spells tables as they stand in the list: the status, what waits and how sure that is, and the contexts.
func goldenTables(tables []finding.Table) []string {
	var lines []string
	for _, x := range tables {
		line := fmt.Sprintf("%s:%d %s %s", x.File, x.Line, x.Name, x.Status)
		if x.Sync != nil {
			line += " " + x.Sync.By + " " + x.Sync.Proof
		}
		var contexts []string
		for _, c := range x.Contexts {
			contexts = append(contexts, string(c.Kind)+" "+c.Entry)
		}
		if len(contexts) > 0 {
			line += ": " + strings.Join(contexts, ", ")
		}
		if x.Reason != "" {
			line += " (" + x.Reason + ")"
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

// goldenHeader begins a list; what it lists is "findings" or "tables".
func goldenHeader(what string) string { return "# All " + what + " on Linux " }

func writeGolden(file, what, version string, lines []string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	text := goldenHeader(what) + version + ", written by 'make golden'.\n" + strings.Join(lines, "\n") + "\n"
	return os.WriteFile(file, []byte(text), 0o666)
}

func readGolden(file, what string) (version string, lines []string, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", nil, err
	}
	head, body, _ := strings.Cut(strings.TrimSuffix(string(text), "\n"), "\n")
	version, _, ok := strings.Cut(strings.TrimPrefix(head, goldenHeader(what)), ",")
	if !ok {
		return "", nil, fmt.Errorf("%s: the first line %q names no version", file, head)
	}
	return version, strings.Split(body, "\n"), nil
}

// compare lists what is in one list only: '-' for want, '+' for got. Both are sorted.
func compare(want, got []string) string {
	var diff strings.Builder
	for len(want)+len(got) > 0 {
		switch {
		case len(got) == 0 || len(want) > 0 && want[0] < got[0]:
			fmt.Fprintf(&diff, "- %s\n", want[0])
			want = want[1:]
		case len(want) == 0 || got[0] < want[0]:
			fmt.Fprintf(&diff, "+ %s\n", got[0])
			got = got[1:]
		default:
			want, got = want[1:], got[1:]
		}
	}
	return diff.String()
}

func TestCompare(t *testing.T) {
	got := compare([]string{"a", "b", "d", "d"}, []string{"b", "c", "d", "e"})
	if want := "- a\n+ c\n- d\n+ e\n"; got != want {
		t.Errorf("compare = %q, want %q", got, want)
	}
}
