package suppress

import (
	"bytes"
	"path"
	"strings"
)

// Above gives the line that, put in front of a line of a file (1-based), silences what some rules find on it: with the
// indentation and the line end of its neighbours, and continued where it lands in a macro.
func Above(name string, text []byte, line int, rules []string, reason string) string {
	lines := bytes.Split(text, []byte("\n"))
	at := func(n int) []byte {
		if n < 1 || n > len(lines) {
			return nil
		}
		return bytes.TrimSuffix(lines[n-1], []byte("\r"))
	}
	own := at(line)
	indent := own[:len(own)-len(bytes.TrimLeft(own, " \t"))]
	comment := Word + " " + strings.Join(rules, ",") + " -- " + reason
	if path.Ext(name) == ".go" {
		comment = "//" + comment
	} else {
		comment = "/* " + comment + " */"
	}
	if bytes.HasSuffix(at(line-1), []byte(`\`)) {
		comment += ` \` // the finding is in a macro, which goes on
	}
	end := "\n"
	if bytes.Contains(text, []byte("\r\n")) {
		end = "\r\n"
	}
	return string(indent) + comment + end
}
