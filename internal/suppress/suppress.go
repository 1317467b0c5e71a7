// Package suppress reads directives that silence findings in the source, and tells what is wrong with them:
//
//	/* pcmlint:ignore PCM001 -- the handler cannot run any more: x_stop() has masked it and polled the status */
//	//pcmlint:ignore PCM003 -- why
//
// It knows comments of C and Go and works on the text of one file; it opens none and knows no analysis.
package suppress

import (
	"fmt"
	"strings"

	"github.com/pcmlint/pcmlint/rules/doc"
)

// Word begins a directive.
const Word = "pcmlint:ignore"

// The rules about directives themselves.
const (
	Unused    = "PCM900"
	Malformed = "PCM901"
)

// Directive is one comment, or line of a comment, that begins with Word. Lines and columns are 1-based, columns count
// bytes.
type Directive struct {
	Line, Column, EndColumn int // of Word
	First, Last             int // lines of the comment
	Next                    int // the first line after it that is no comment
	Rules                   []string
	Reason                  string
	Undashed                bool   // words follow the rules without the two dashes that begin a reason
	Miss                    string // how a comment that only looks like a directive begins; nothing else is known of it then
}

// Mark is where something was found.
type Mark struct {
	Rule string
	Line int
}

// Problem is something wrong with a directive.
type Problem struct {
	Rule    string // Unused or Malformed
	At      Directive
	Subject string // the rule that the directive names, "" when it names none
	Message string
	Advice  string
}

// Judge matches the directives of one file with what was found in it. For every mark it gives the directive that
// silences it, nil for none, and it lists the problems of the directives in their order. A directive speaks for its own
// lines; when nothing that it names was found there, for the next line that is no comment. One with a problem of form
// silences nothing.
func Judge(directives []Directive, marks []Mark) ([]*Directive, []Problem) {
	by := make([]*Directive, len(marks))
	var problems []Problem
	for i := range directives {
		d := &directives[i]
		if p := d.malformed(); len(p) > 0 {
			problems = append(problems, p...)
			continue
		}
		for _, rule := range d.Rules {
			own := d.silence(rule, d.First, d.Last, marks, by)
			if !own && !d.silence(rule, d.Next, d.Next, marks, by) {
				problems = append(problems, Problem{Rule: Unused, At: *d, Subject: rule,
					Message: fmt.Sprintf("`%s %s` suppresses nothing: there is no such finding on this line or the one below", Word, rule),
					Advice:  "remove it, or move it to the line of the finding or the line above"})
			}
		}
	}
	return by, problems
}

// silence gives d all marks of a rule on some lines, and tells whether there are any.
func (d *Directive) silence(rule string, first, last int, marks []Mark, by []*Directive) bool {
	any := false
	for i, m := range marks {
		if m.Rule == rule && first <= m.Line && m.Line <= last && by[i] == nil {
			by[i] = d
			any = true
		}
	}
	return any
}

// malformed lists what is wrong with the form of a directive.
func (d *Directive) malformed() []Problem {
	var out []Problem
	complain := func(subject, message string) {
		out = append(out, Problem{Rule: Malformed, At: *d, Subject: subject, Message: message,
			Advice: "write the rules, two dashes and the reason: " + Word + " PCM001 -- why this is safe"})
	}
	if d.Miss == Word {
		complain("", fmt.Sprintf("`%s` is not followed by a blank and a rule, so it suppresses nothing", Word))
		return out
	}
	if d.Miss != "" {
		complain("", fmt.Sprintf("`%s` is not `%s`, so it suppresses nothing", d.Miss, Word))
		return out
	}
	if d.Undashed {
		rules := strings.Join(d.Rules, ",")
		complain(rules, fmt.Sprintf("`%s %s` has no two dashes before the reason, so it suppresses nothing", Word, rules))
		return out
	}
	if len(d.Rules) == 0 {
		complain("", fmt.Sprintf("`%s` names no rule", Word))
	}
	for _, r := range d.Rules {
		if known, ok := doc.Of(r); !ok || known.ID != r {
			complain(r, fmt.Sprintf("`%s %s` suppresses nothing: there is no rule %q%s", Word, r, r, meant(r)))
		} else if r == Unused || r == Malformed {
			complain(r, fmt.Sprintf("%s is about directives like this one and cannot be suppressed", r))
		}
	}
	if fault := ReasonFault(d.Reason); len(d.Rules) > 0 && fault != "" {
		complain(strings.Join(d.Rules, ","), fmt.Sprintf("`%s %s` %s, so it suppresses nothing", Word, strings.Join(d.Rules, ","), fault))
	}
	return out
}

// meant guesses at the rule that a wrong name stands for.
func meant(rule string) string {
	if known, ok := doc.Of(rule); ok {
		return "; " + known.ID + " is meant?"
	}
	var ids []string
	for _, d := range doc.All() {
		if d.ID != Unused && d.ID != Malformed {
			ids = append(ids, d.ID)
		}
	}
	return "; there are " + strings.Join(ids, ", ")
}
