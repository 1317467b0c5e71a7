package fix

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// arm is one arm of an #if that encloses a place.
type arm struct {
	start cparse.Pos // of the line of the #if
	n     int        // which of its arms
}

var (
	directive = regexp.MustCompile(`^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b`)
	ladder    = regexp.MustCompile(`(?m)^[ \t]*#[ \t]*(?:el)?if\b.*\bLINUX_VERSION_CODE\b`)
)

// arms lists the arms that enclose a place, the outermost first.
func (t *text) arms(p cparse.Pos) []arm {
	var out []arm
	for i, start := range t.lines {
		if start > p {
			break
		}
		end := cparse.Pos(len(t.src))
		if i+1 < len(t.lines) {
			end = t.lines[i+1]
		}
		m := directive.FindSubmatch(t.src[start:end])
		switch {
		case m == nil:
		case string(m[1]) == "endif":
			out = out[:max(len(out)-1, 0)]
		case strings.HasPrefix(string(m[1]), "el"):
			if len(out) > 0 {
				out[len(out)-1].n++
			}
		default:
			out = append(out, arm{start: start})
		}
	}
	return slices.Clone(out)
}

// visible gives the place at or before at from which a definition is seen at all of some places: in front of the
// outermost #if that does not enclose them all in the same arm.
func (t *text) visible(at cparse.Pos, from []cparse.Pos) cparse.Pos {
	mine := t.arms(at)
	for _, p := range from {
		theirs := t.arms(p)
		for i := range mine {
			if i >= len(theirs) || theirs[i] != mine[i] {
				at, mine = mine[i].start, mine[:i]
				break
			}
		}
	}
	return at
}

// guarded puts lines under a condition that they are compiled for kernels with .sync_stop and card->sync_irq only, where
// the file has lines for one kernel or another already.
func (t *text) guarded(lines string) string {
	if !ladder.Match(t.src) {
		return lines
	}
	return "#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 5, 0)\n" + lines + "#endif\n"
}
