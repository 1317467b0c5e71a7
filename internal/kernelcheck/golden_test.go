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

// TestGolden compares all findings on a kernel with the list in testdata/golden, so that every change of behaviour on
// real drivers shows in the diff of a commit. The list holds for one version; on another one of the same series
// (Debian moves on to the next point release) the difference is logged and nothing fails.
func TestGolden(t *testing.T) {
	for _, series := range []string{"6.12", "6.1"} {
		t.Run(series, func(t *testing.T) {
			k := tree(t, series)
			file := filepath.Join("..", "..", "testdata", "golden", "linux-"+series+".txt")
			got := golden(k.whole(t).Active())
			if *update {
				if err := writeGolden(file, k.version, got); err != nil {
					t.Fatal(err)
				}
				return
			}
			version, want, err := readGolden(file)
			if err != nil {
				t.Fatalf("%v: 'make golden' writes it", err)
			}
			diff := compare(want, got)
			switch {
			case diff == "":
				t.Logf("%d findings on Linux %s, as listed for %s", len(got), k.version, version)
			case version != k.version:
				t.Logf("%s is for Linux %s, this is %s; not held against it:\n%s", file, version, k.version, diff)
			default:
				t.Errorf("findings on Linux %s differ from %s; where that is meant, 'make golden' writes it anew:\n%s", k.version, file, diff)
			}
		})
	}
}

// golden spells findings as they stand in the list.
func golden(findings []finding.Finding) []string {
	var lines []string
	for _, f := range findings {
		lines = append(lines, fmt.Sprintf("%s:%d %s %s", f.File, f.Line, f.Rule, f.Subject))
	}
	slices.Sort(lines)
	return lines
}

const goldenHeader = "# All findings on Linux "

func writeGolden(file, version string, lines []string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	text := goldenHeader + version + ", written by 'make golden'.\n" + strings.Join(lines, "\n") + "\n"
	return os.WriteFile(file, []byte(text), 0o666)
}

func readGolden(file string) (version string, lines []string, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", nil, err
	}
	head, body, _ := strings.Cut(strings.TrimSuffix(string(text), "\n"), "\n")
	version, _, ok := strings.Cut(strings.TrimPrefix(head, goldenHeader), ",")
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
