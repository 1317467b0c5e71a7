package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/program"
)

// doubt makes the status of tables unknown whose driver includes a file that could not be read: what a handler in that
// file does is not known. So it is with a source that the build names and that is not there, where a table would have to
// be without any context else. Tables with findings keep these.
func doubt(tree *ktree.Tree, verdicts []*program.Verdict) []*program.Verdict {
	unread := map[string]string{}
	for _, p := range tree.Problems() {
		unread[p.Path] = p.Message
	}
	n := needs{tree: tree, unread: unread, seen: map[string]string{}}
	out := make([]*program.Verdict, len(verdicts))
	for i, v := range verdicts {
		out[i] = v
		if missing := missingSources(tree, v.Pos.File); missing != "" && (v.Status == program.NoAsync || v.Status == program.Unknown) {
			less := *v
			less.Status, less.Reason, less.Unread = program.Unknown, also(v.Why(), missing), nil
			out[i] = &less
			continue
		}
		if len(unread) == 0 && !tree.Strayed() || v.Status == program.Unsynced || v.Status == program.Unknown {
			continue
		}
		if file := n.ofDriver(v.Pos.File); file != "" {
			less := *v // what a session keeps stays as it is
			less.Status, less.Reason = program.Unknown, fmt.Sprintf("%s is not read: %s", file, unread[file])
			out[i] = &less
		}
	}
	return out
}

// needs finds files that could not be read among those that others include.
type needs struct {
	tree   *ktree.Tree
	unread map[string]string // path -> why
	seen   map[string]string // path -> the unread file that it needs, "" for none
}

// ofDriver is a file that the modules of a source file need and that could not be read, "" for none.
func (n needs) ofDriver(file string) string {
	if u := n.of(file); u != "" {
		return u
	}
	for _, m := range n.tree.Modules(file) {
		for _, f := range m.Files {
			if u := n.of(f); u != "" {
				return u
			}
		}
	}
	return ""
}

func (n needs) of(file string) string {
	if _, bad := n.unread[file]; bad {
		return file
	}
	if u, known := n.seen[file]; known {
		return u
	}
	n.seen[file] = "" // for headers that include each other
	s, err := n.tree.Summary(file)
	if err != nil {
		return ""
	}
	for _, inc := range s.Includes {
		if p, ok := n.tree.Include(file, inc); ok {
			if u := n.of(p); u != "" {
				n.seen[file] = u
				return u
			}
		} else if out := n.outside(file, inc); out != "" {
			n.seen[file] = out
			return out
		}
	}
	return ""
}

// outside is the file that an #include names outside of the tree, "" for none.
func (n needs) outside(file string, inc cparse.Include) string {
	if !n.tree.Strayed() {
		return ""
	}
	out := n.tree.Outside(file, inc)
	if out != "" {
		n.unread[out] = fmt.Sprintf("%s includes it, and it lies outside of the project", file)
	}
	return out
}

// missingSources says which sources of a file's modules the build names and are not there, "" for none.
func missingSources(tree *ktree.Tree, file string) string {
	var list []string
	for _, m := range tree.Modules(file) {
		list = append(list, m.Missing...)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0] + ", which the Makefile names, is not there"
	}
	return strings.Join(list, ", ") + ", which the Makefile names, are not there"
}

// also adds a reason to another one.
func also(reason, more string) string {
	if reason == "" || more == "" {
		return reason + more
	}
	return reason + "; " + more
}
