package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Doubt is something that the run says nothing about: a table that could not be judged, a file that was not looked at. It
// must not pass for clean.
type Doubt struct {
	Place   // without a line for a file
	Subject string
	Message string
}

// Doubts lists what the run could not judge, tables before files.
func (r *Report) Doubts() []Doubt {
	var out []Doubt
	for _, t := range r.Unknown {
		d := Doubt{Place: Place{File: t.File, Line: t.Line, Column: t.Column}, Subject: t.Name,
			Message: fmt.Sprintf("`%s` could not be judged: %s", t.Name, t.Reason)}
		if t.Name == NoTable {
			d.Message = t.Reason
		}
		out = append(out, d)
	}
	for _, s := range r.Skipped {
		out = append(out, Doubt{Place: Place{File: s.File}, Subject: s.File, Message: fmt.Sprintf("%s was not looked at: %s", s.File, s.Message)})
	}
	return out
}

// Fingerprint identifies a doubt from run to run, whatever its line and its reason are.
func (d Doubt) Fingerprint() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "doubt\x00%s\x00%s", d.File, d.Subject))
	return hex.EncodeToString(sum[:10])
}
