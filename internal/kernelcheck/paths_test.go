package kernelcheck

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// spelled is how many of a hundred registrations must name the handler. In the others it comes from a parameter, a
// field or an array. Measured: 91 on 6.12 and on 6.1.
const spelled = 85

// TestPaths reads the lines that the steps of all paths name, and expects to find there what the steps say.
func TestPaths(t *testing.T) {
	for _, series := range []string{"6.12", "6.1"} {
		t.Run(series, func(t *testing.T) {
			k := tree(t, series)
			var registered, named int
			for _, f := range k.whole(t).Findings {
				if len(f.Path) == 0 {
					t.Errorf("%s:%d %s %s has no path", f.File, f.Line, f.Rule, f.Subject)
				}
				for i, s := range slices.Concat(f.Path, f.Related) {
					text := k.statement(t, s)
					complain := func(what string) {
						t.Errorf("%s:%d %s %s: step %d, %q of %s at %s:%d: %s:\n%s",
							f.File, f.Line, f.Rule, f.Subject, i+1, s.Note, s.Function, s.File, s.Line, what, text)
					}
					if strings.TrimSpace(text) == "" {
						complain("there is no such line")
						continue
					}
					if callee := calledBy(s.Note); callee != "" && !word(text, callee) {
						complain("the call is not there")
					}
					if strings.HasPrefix(s.Note, "registered ") {
						registered++
						if word(text, s.Function) {
							named++
						} else {
							t.Logf("%s:%d registers %s by another name:\n%s", s.File, s.Line, s.Function, text)
						}
					}
				}
				if f.Rule == "PCM003" || len(f.Path) == 0 {
					continue
				}
				last := f.Path[len(f.Path)-1]
				if text := k.statement(t, last); !elapsed.MatchString(text) && !strings.HasSuffix(last.Note, "through a function pointer") {
					t.Errorf("%s:%d %s %s: the last step, %s:%d, calls no snd_pcm_period_elapsed():\n%s",
						f.File, f.Line, f.Rule, f.Subject, last.File, last.Line, text)
				}
			}
			t.Logf("%d of %d registrations spell the handler", named, registered)
			if named*100 < registered*spelled {
				t.Errorf("only %d of %d registrations spell the handler, want %d %%", named, registered, spelled)
			}
		})
	}
}

var elapsed = regexp.MustCompile(`\bsnd_pcm_period_elapsed(_under_stream_lock)?\b`)

// statement is the text of the lines that a step names.
func (k *kernel) statement(t testing.TB, s finding.Step) string {
	lines := k.source(t, s.File)
	if s.Line < 1 || s.Line > len(lines) {
		return ""
	}
	return strings.Join(lines[s.Line-1:max(s.Line, min(s.EndLine, len(lines)))], "\n")
}

// calledBy is the function that a step says is called by its name.
func calledBy(note string) string {
	m := regexp.MustCompile(`^calls (\w+)\(\)$`).FindStringSubmatch(note)
	if m == nil {
		return ""
	}
	return m[1]
}

func word(text, name string) bool {
	return regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\b`).MatchString(text)
}
