package output

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/pcmlint/pcmlint/internal/finding"
)

func TestQuote(t *testing.T) {
	long := "\tif (a) " + strings.Repeat("x", 60) + " target(1); " + strings.Repeat("y", 60)
	at := strings.Index(long, "target")
	far := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		name       string
		line       string
		start, end int
		width      int
		text, mark string // mark: what the marked columns show
	}{
		{"tabs become blanks", "\ta =\tb;", 5, 6, 80, "        a =     b;", "b"},
		{"the tab itself is marked", "\tx", 0, 1, 80, "        x", "        "},
		{"wide characters", "/* 中断 */ f();", 13, 14, 80, "/* 中断 */ f();", "f"},
		{"combining characters", "e\u0301 = f();", 6, 7, 80, "e\u0301 = f();", "f"},
		{"bytes that are no text", "\xff\xfe f();", 3, 4, 80, "\uFFFD\uFFFD f();", "f"},
		{"escape sequences stay quiet", "\x1b[31m f", 6, 7, 80, "\uFFFD[31m f", "f"},
		{"right-to-left overrides stay quiet", "\u202e f", 4, 5, 80, "\uFFFD f", "f"},
		{"long behind", "f(); " + strings.Repeat("x", 90), 0, 1, 20, "f(); xxxxxxxxxxxxxx…", "f"},
		{"long on both sides", long, at, at + 6, 40, "…xxxxxxxxx target(1); yyyyyyyyyyyyyyyyy…", "target"},
		{"a megabyte on both sides", far + "é target(1); " + far, len(far) + 3, len(far) + 9, 40, "…xxxxxxxxé target(1); xxxxxxxxxxxxxxxxx…", "target"},
		{"a megabyte behind the end", far, len(far) + 9, len(far) + 12, 12, "…xxxxxxxxxxx", ""},
		{"behind the end", "abc", 9, 12, 80, "abc", ""},
		{"empty", "", 0, 1, 80, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := quote([]byte(c.line), c.start, c.end, c.width)
			if e.text != c.text {
				t.Errorf("text %q, want %q", e.text, c.text)
			}
			if got := columns(e.text, e.from, e.to); got != c.mark {
				t.Errorf("marked %q, want %q (columns %d-%d)", got, c.mark, e.from, e.to)
			}
		})
	}
}

// columns returns what a terminal shows in columns [from,to) of text.
func columns(text string, from, to int) string {
	var b strings.Builder
	col := 0
	for g := uniseg.NewGraphemes(text); g.Next(); col += g.Width() {
		if col >= from && col < to {
			b.WriteString(g.Str())
		}
	}
	return b.String()
}

func FuzzQuote(f *testing.F) {
	f.Add([]byte("\tif (x)\t中\xff"), 3, 5, 10)
	f.Add([]byte("e\u0301\u200d\U0001F1E9\U0001F1EA"), 0, 1, 3)
	f.Fuzz(func(t *testing.T, line []byte, start, end, width int) {
		if width < 8 || width > 1000 || start < 0 || end < start || end > 1<<20 {
			t.Skip()
		}
		e := quote(line, start, end, width)
		if !utf8.ValidString(e.text) || !printable(e.text) {
			t.Errorf("not fit to print: %q", e.text)
		}
		if e.from < 0 || e.to <= e.from {
			t.Errorf("mark %d-%d", e.from, e.to)
		}
		if w := uniseg.StringWidth(e.text); w > width {
			t.Errorf("%d columns wide, want at most %d: %q", w, width, e.text)
		}
		if e.to > width+1 { // one behind the end of the line
			t.Errorf("mark ends in column %d of %d", e.to, width)
		}
	})
}

// TestSpread: a stretch of several lines is quoted whole, a long one by its ends.
func TestSpread(t *testing.T) {
	source := "int f(void)\n{\n\treturn g(a,\n\t\t b);\n}\n\nint h(int a,\n  int b,\n  int c,\n  int d,\n  int e,\n  int f);\n"
	report := func(p finding.Place) string {
		f := finding.Finding{Rule: "PCM001", Place: p, Message: "m", Path: []finding.Step{{Place: p, Function: "f", Note: "calls g()"}}}
		r := &finding.Report{Findings: []finding.Finding{f}, ReadSource: func(string) ([]byte, error) { return []byte(source), nil }}
		var out strings.Builder
		if err := Text(&out, r, Options{Quiet: true}); err != nil {
			t.Fatal(err)
		}
		_, path, _ := strings.Cut(out.String(), ":::")
		return path
	}
	for _, c := range []struct {
		name  string
		place finding.Place
		want  string
	}{
		{"two lines", finding.Place{File: "x.c", Line: 3, Column: 9, EndLine: 4, EndColumn: 6},
			" x.c:3:9\n  3 |           return g(a,\n    |  ________________~\n  4 | |                  b);\n    | |___________________~ 1. f: calls g()\n\n"},
		{"six lines", finding.Place{File: "x.c", Line: 7, Column: 1, EndLine: 12, EndColumn: 9},
			" x.c:7:1\n  7 |   int h(int a,\n    |  _~\n    | | ...\n 12 | |   int f);\n    | |________~ 1. f: calls g()\n\n"},
		{"an end that is not there", finding.Place{File: "x.c", Line: 12, Column: 3, EndLine: 40, EndColumn: 2},
			" x.c:12:3\n 12 |   int f);\n    |   ~~~~~~~ 1. f: calls g()\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := report(c.place); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
