package suppress_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/suppress"
)

func one(t *testing.T, name, text string) suppress.Directive {
	t.Helper()
	ds := suppress.Parse(name, []byte(text))
	if len(ds) != 1 {
		t.Fatalf("%q: %d directives", text, len(ds))
	}
	return ds[0]
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		line, column int
		first, last  int
		next         int
		rules        string
		reason       string
	}{
		{"x.c", "/* pcmlint:ignore PCM001 -- why */\nx", 1, 4, 1, 1, 2, "PCM001", "why"},
		{"x.c", "a; // pcmlint:ignore PCM002,PCM001 -- a -- b\nx", 1, 7, 1, 1, 2, "PCM001 PCM002", "a -- b"},
		{"x.c", "/*\n * some words\n *  pcmlint:ignore PCM003 -- one\n *  two\n */\nx", 3, 5, 1, 5, 6, "PCM003", "one two"},
		{"x.c", "/* pcmlint:ignore PCM001 -- why */\n/* more */\n// more\n\nx", 1, 4, 1, 1, 4, "PCM001", "why"},
		{"x.c", "// pcmlint:ignore PCM001 \\\n -- why\nx", 1, 4, 1, 2, 3, "PCM001", "why"},
		{"x.c", "char *s = \"/*\"; /* pcmlint:ignore PCM001 -- why */", 1, 20, 1, 1, 2, "PCM001", "why"},
		{"x.c", "c = '\"'; /* pcmlint:ignore */", 1, 13, 1, 1, 2, "", ""},
		{"x.go", "s := `\n/*`\n//pcmlint:ignore PCM001 -- why\nx", 3, 3, 3, 3, 4, "PCM001", "why"},
		{"x.go", "// Ops does.\n//\n//pcmlint:ignore PCM001 -- why\r\nvar x", 3, 3, 3, 3, 4, "PCM001", "why"},
	} {
		d := one(t, c.name, c.text)
		if d.Line != c.line || d.Column != c.column || d.First != c.first || d.Last != c.last || d.Next != c.next ||
			strings.Join(d.Rules, " ") != c.rules || d.Reason != c.reason {
			t.Errorf("%q: %+v", c.text, d)
		}
	}
	for _, text := range []string{
		"\"/* pcmlint:ignore PCM001 -- no */\"", "/* see pcmlint:ignore PCM001 -- no */", "pcmlint:ignore PCM001 -- no",
	} {
		if ds := suppress.Parse("x.c", []byte(text)); len(ds) != 0 {
			t.Errorf("%q: %+v", text, ds)
		}
	}
}

// TestJudge: a directive speaks for its own line first, so that one behind a call does not silence the next call.
func TestJudge(t *testing.T) {
	ds := suppress.Parse("x.c", []byte("a; // pcmlint:ignore PCM003 -- why\nb;\n"))
	marks := []suppress.Mark{{Rule: "PCM003", Line: 1}, {Rule: "PCM003", Line: 2}, {Rule: "PCM001", Line: 1}}
	by, problems := suppress.Judge(ds, marks)
	if by[0] == nil || by[1] != nil || by[2] != nil || len(problems) != 0 {
		t.Errorf("%v %v", by, problems)
	}
	if by, _ := suppress.Judge(ds, marks[1:]); by[0] == nil {
		t.Error("the line below is not silenced")
	}
	if _, problems := suppress.Judge(ds, nil); len(problems) != 1 || problems[0].Rule != suppress.Unused {
		t.Errorf("%v", problems)
	}
}

// FuzzParse: places are within the text, and what is judged adds up.
func FuzzParse(f *testing.F) {
	f.Add("/* pcmlint:ignore PCM001 -- why */\nx\n", true)
	f.Add("// pcmlint:ignore PCM001,PCM002 \\\r\n -- why\n`pcmlint:ignore`\n'\\", false)
	f.Add("/*\n * pcmlint:ignore\n * pcmlint:ignore PCM003 -- a\n *\n", false)
	f.Fuzz(func(t *testing.T, text string, golang bool) {
		name := "x.c"
		if golang {
			name = "x.go"
		}
		ds := suppress.Parse(name, []byte(text))
		lines := strings.Split(text, "\n")
		var marks []suppress.Mark
		for _, d := range ds {
			if d.Line < 1 || d.Line > len(lines) || d.First > d.Line || d.Last < d.Line || d.Next <= d.Last ||
				!strings.HasPrefix(lines[d.Line-1][d.Column-1:], cmp.Or(d.Miss, suppress.Word)) {
				t.Fatalf("%q: %+v", text, d)
			}
			marks = append(marks, suppress.Mark{Rule: "PCM001", Line: d.Next})
		}
		if by, _ := suppress.Judge(ds, marks); len(by) != len(marks) {
			t.Error("marks are lost")
		}
	})
}

// TestNearMisses: a comment that was meant for a directive is told once, and prose about the tool is left alone.
func TestNearMisses(t *testing.T) {
	for text, says := range map[string]string{
		"// pcmlint: ignore PCM001 -- why not":                          "`pcmlint: ignore` is not `pcmlint:ignore`",
		"/* pcmlint:disable PCM001 -- why not */":                       "`pcmlint:disable` is not",
		"/* pcmlint-ignore PCM001 */":                                   "`pcmlint-ignore` is not",
		"// pcmlint ignore PCM001":                                      "`pcmlint ignore` is not",
		"// PCMLINT:IGNORE PCM001 -- why not":                           "`PCMLINT:IGNORE` is not",
		"// nopcmlint:skip":                                             "`nopcmlint:skip` is not",
		"// pcmlint:ignore-next-line PCM001":                            "`pcmlint:ignore-next-line` is not",
		"// pcmlint:ignore(PCM001) why not":                             "`pcmlint:ignore` is not followed by a blank",
		"// pcmlint:ignored PCM001 -- why not":                          "`pcmlint:ignored` is not",
		"// pcmlint:igonre PCM001 -- why not":                           "`pcmlint:igonre` is not",
		"// pcmlint:allow PCM001 -- why not":                            "`pcmlint:allow` is not",
		"// pcmlint::ignore PCM001 -- why not":                          "`pcmlint::ignore` is not",
		"// pcmlint.ignore PCM001 -- why not":                           "`pcmlint.ignore` is not",
		"// pcm-lint:ignore PCM001 -- why not":                          "`pcm-lint:ignore` is not",
		"// @pcmlint:ignore PCM001 -- why not":                          "`@pcmlint:ignore` is not",
		"// pcmlint PCM001 -- why not":                                  "`pcmlint PCM001` is not",
		"// pcmlint:PCM001":                                             "`pcmlint:PCM001` is not",
		"// nolint:gosec,pcmlint // why not":                            "`nolint:gosec,pcmlint` is not",
		"/* NOLINT(pcmlint) */":                                         "`NOLINT(pcmlint` is not",
		"// pcmlint:ignore: PCM001 -- why not":                          "is not followed by a blank",
		"// pcmlint:ignore PCM001: why not":                             "has no two dashes",
		"// pcmlint:ignore because of it":                               "has no two dashes",
		"// pcmlint: PCM001 is found here since 6.1":                    "",
		"// pcmlint says PCM001 here":                                   "",
		"// nolint: the line of pcmlint":                                "",
		"// pcmlint:ignore PCM001 - why not":                            "has no two dashes",
		"// pcmlint:ignore PCM001, PCM002 because of it":                "has no two dashes",
		"// pcmlint:ignore PCM001 \u2014 why not":                       "has no two dashes",
		"// pcmlint:ignore PCM001 -- x":                                 "says anything",
		"// pcmlint:ignore PCM001 -- ...":                               "says anything",
		"// pcmlint:ignore PCM001 -- \u200b\u200b\u200b\u200b":          "nobody sees",
		"// pcmlint:ignore PCM001 -- \u3164\u3164\u3164":                "nobody sees",
		"// pcmlint:ignore PCM001 -- safe\u202e because of it":          "nobody sees",
		"// pcmlint ignores this file in older versions":                "",
		"// pcmlint skip list of the build":                             "",
		"// found by pcmlint: ignore the first":                         "",
		"// pcmlint:ignore PCM001 -- the line is masked before":         "",
		"/* pcmlint:ignore PCM001 -- \u97f3\u304c\u6b62\u307e\u308b */": "",
	} {
		_, problems := suppress.Judge(suppress.Parse("x.c", []byte(text+"\nx;\n")), []suppress.Mark{{Rule: "PCM001", Line: 2}})
		switch {
		case says == "" && len(problems) > 0:
			t.Errorf("%q: %v", text, problems)
		case says != "" && (len(problems) != 1 || !strings.Contains(problems[0].Message, says)):
			t.Errorf("%q: %v", text, problems)
		}
	}
}
