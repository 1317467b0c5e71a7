package fix

import (
	"regexp"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// elemLine is a line of an initializer with one designated element: indentation, '.', name, white space, =, white space,
// the value with its comma.
var elemLine = regexp.MustCompile(`^(\s*)(\.)(\w+)(\s*)(=)(\s*)(\S.*?)\s*$`)

// assignLine is the same for a member that is assigned.
var assignLine = regexp.MustCompile(`^(\s*)(\S+(?:->|\.))(\w+)(\s*)(=)(\s*)(\S.*?)\s*$`)

// layout writes .sync_stop = value, as the line of another member is laid out.
func (t *text) layout(r *program.Remedy, model []string, value string) string {
	indent, name, before, after := model[1]+model[2], model[3], model[4], model[6]
	line := indent + kernelapi.SyncStop
	line += pad(line, indent+name, before, t.aligned(r.Members)) + "="
	return line + pad(line, indent+name+before+"=", after, len(after) > 1 || strings.Contains(after, "\t")) + value + memberEnd(r)
}

// memberEnd is what ends the line of a member.
func memberEnd(r *program.Remedy) string {
	if r.Assigned {
		return ";"
	}
	return ","
}

// aligned tells whether the members of a table are laid out in columns: a single blank before the '=' is no column
// where the names differ in length.
func (t *text) aligned(ms []program.Member) bool {
	for _, m := range ms {
		line := strings.TrimRight(t.cut(t.lineStart(m.Elem.Start), t.lineEnd(m.Elem.Start)), "\r\n")
		if x := elemLine.FindStringSubmatch(line); x != nil && (len(x[4]) > 1 || strings.Contains(x[4], "\t")) {
			return true
		}
	}
	return false
}

// pad is the white space that brings line to the column that other has with its own.
func pad(line, other, blank string, column bool) string {
	if !column {
		return blank
	}
	want, have := width(other+blank), width(line)
	if have >= want {
		if strings.Contains(blank, "\t") {
			return "\t"
		}
		return " "
	}
	if !strings.Contains(blank, "\t") {
		return strings.Repeat(" ", want-have)
	}
	out := ""
	for width(line+out) < want {
		out += "\t"
	}
	return out
}

var includeLine = regexp.MustCompile(`(?m)^#include <([^>]+)>.*\n`)

// include adds a header among those of its folder, in the order of names where they are in order.
func (t *text) include(file, header string) (change, bool) {
	dir, _, _ := strings.Cut(header, "/")
	at := -1
	for _, m := range includeLine.FindAllSubmatchIndex(t.src, -1) {
		name := string(t.src[m[2]:m[3]])
		if !strings.HasPrefix(name, dir+"/") {
			continue
		}
		switch {
		case name < header:
			at = m[1]
		case at < 0:
			at = m[0]
		}
	}
	if at < 0 {
		return change{}, false
	}
	return insertion(file, at, "#include <"+header+">\n"), true
}
