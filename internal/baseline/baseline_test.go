package baseline_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/baseline"
	"github.com/pcmlint/pcmlint/internal/finding"
)

func report(subjects ...string) *finding.Report {
	r := &finding.Report{Root: "."}
	for i, s := range subjects {
		r.Findings = append(r.Findings, finding.Finding{Rule: "PCM001", Subject: s, Place: finding.Place{File: "sound/x.c", Line: i + 1}})
	}
	r.Judged = func(rule, file string) bool { return strings.HasPrefix(file, "sound/") }
	r.SetFingerprints()
	return r
}

func write(t *testing.T, r *finding.Report) *baseline.Baseline {
	t.Helper()
	b, err := baseline.Parse("b", baseline.Format((&baseline.Baseline{}).Update(r)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestMergeOfTwo: the lines of two files in any order are a baseline that knows what both know.
func TestMergeOfTwo(t *testing.T) {
	one := baseline.Format((&baseline.Baseline{}).Update(report("b", "a", "c")))
	two := baseline.Format((&baseline.Baseline{}).Update(report("b", "d")))
	lines := strings.Split(strings.TrimSpace(one+two), "\n")
	slices.Reverse(lines)
	b, err := baseline.Parse("merged", strings.Join(lines, "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := report("a", "b", "c", "d", "e")
	if gone := b.Apply(r); len(gone) != 0 {
		t.Errorf("gone: %v", gone)
	}
	if active := r.Active(); len(active) != 1 || active[0].Subject != "e" {
		t.Errorf("active: %v", active)
	}
}

// TestCommentWins: what a comment in the source suppresses needs no entry.
func TestCommentWins(t *testing.T) {
	b := write(t, report("a"))
	r := report("a")
	r.Findings[0].Suppressed = &finding.Suppression{Reason: "polled"}
	if gone := b.Apply(r); len(gone) != 1 {
		t.Errorf("gone: %v", gone)
	}
	if r.Findings[0].Suppressed.Baseline {
		t.Error("the reason of the comment is lost")
	}
	if left := b.Update(r); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// TestUnlooked: entries of files that a run did not look at stay as they are.
func TestUnlooked(t *testing.T) {
	b := write(t, report("a"))
	r := report()
	r.Judged = func(string, string) bool { return false }
	if gone := b.Apply(r); len(gone) != 0 {
		t.Errorf("gone: %v", gone)
	}
	if left := b.Update(r); len(left) != 1 || left[0].Subject != "a" {
		t.Errorf("left: %v", left)
	}
}

func TestParseSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"\n{\"schema\": 1}\n":                                        "b:2: this is no baseline entry",
		"x.c PCM001 ops 0123456789abcdef012\n":                       "b:1: this is no baseline entry",
		"x.c PCM001 \"ops 0123456789abcdef0123\n":                    "b:1: this is no baseline entry",
		"# c\nx.c PCM001 ops 0123456789abcdef0123\n>>>>>>> theirs\n": "b:3: an unresolved merge conflict",
	} {
		if _, err := baseline.Parse("b", text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// FuzzParse: what is read is written and read again as the same, whatever names files and tables have.
func FuzzParse(f *testing.F) {
	f.Add("# c\nsound/x.c PCM001 ops 0123456789abcdef0123\n", "a b", "=======")
	f.Add("\"a b\" PCM001 \"\\xff\" 0123456789abcdef0123", "\"", "")
	f.Add("<<<<<<< HEAD\n", "#", "\u00a0x\u2028")
	f.Fuzz(func(t *testing.T, text, file, subject string) {
		b, err := baseline.Parse("b", text)
		if err != nil {
			b = &baseline.Baseline{}
		}
		entries := append(b.Entries, baseline.Entry{File: file, Rule: "PCM001", Subject: subject, Fingerprint: "fedcba98765432100123"})
		once := baseline.Format(entries)
		again, err := baseline.Parse("b", once)
		if err != nil {
			t.Fatalf("%v:\n%s", err, once)
		}
		if twice := baseline.Format(again.Entries); twice != once {
			t.Errorf("%q became %q", once, twice)
		}
		found := false
		for _, e := range again.Entries {
			found = found || e.File == file && e.Subject == subject
		}
		if !found && !strings.Contains(text, "fedcba98765432100123") {
			t.Errorf("%q %q is lost in %q", file, subject, once)
		}
	})
}
