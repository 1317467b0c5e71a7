package kernelcheck

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// spelled is how many of a hundred paths must name the handler: where it is registered, or where it came to that
// registration from, by a parameter, a field or an array.
const spelled = 100

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
				}
				if f.Rule != "PCM001" && f.Rule != "PCM002" || len(f.Path) == 0 {
					continue // the paths of the others lead to a wait, or to the use of what is not initialised yet
				}
				registered++
				if k.namesHandler(t, f.Path) {
					named++
				} else {
					t.Logf("%s:%d %s: no step spells the handler %s", f.File, f.Line, f.Subject, f.Path[0].Function)
				}
				last := f.Path[len(f.Path)-1]
				if text := k.statement(t, last); !elapsed.MatchString(text) && !strings.HasSuffix(last.Note, "through a function pointer") {
					t.Errorf("%s:%d %s %s: the last step, %s:%d, calls no snd_pcm_period_elapsed():\n%s",
						f.File, f.Line, f.Rule, f.Subject, last.File, last.Line, text)
				}
			}
			t.Logf("%d of %d paths spell the handler", named, registered)
			if named*100 < registered*spelled {
				t.Errorf("only %d of %d paths spell the handler, want %d %%", named, registered, spelled)
			}
		})
	}
}

// namesHandler tells whether a path's registration spells the handler, or a step that says where it came from.
func (k *kernel) namesHandler(t testing.TB, path []finding.Step) bool {
	entry := path[0].Function
	return slices.ContainsFunc(path, func(s finding.Step) bool {
		about := s.Setup && strings.Contains(s.Note, " "+entry+"()") || strings.HasPrefix(s.Note, "registered ")
		return about && word(k.statement(t, s), entry)
	})
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
