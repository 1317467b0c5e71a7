package suppress

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/pcmlint/pcmlint/rules/doc"
)

// named finds texts that may have directives, or what is meant for one.
var named = regexp.MustCompile(`(?i)pcm[-_]?lint`)

// near are the ways in which a comment begins that was meant for a directive: the tool's name and a word for silence, or any
// word behind a colon, or a rule at once; or another tool's word and this one's name.
var near = []struct {
	begins *regexp.Regexp
	only   func(begins, rest string) bool // nil: any comment
}{
	{regexp.MustCompile(`(?i)^@?(?:no)?pcm[-_]?lint(?:\s*[:._/-]+\s*|\s+)(?:ignor(?:e[sd]?|ing)|disable[sd]?|suppress(?:ed)?|nolint|skip|off|allow(?:ed)?)(?:-(?:next-)?line|-file)?`), speaksOfRule},
	{regexp.MustCompile(`(?i)^@?(?:no)?pcm[-_]?lint:+[a-z][a-z-]*`), nil},
	{regexp.MustCompile(`(?i)^@?(?:no)?pcm[-_]?lint[\s:._/-]+PCM\d+`), func(_, rest string) bool { return strings.TrimSpace(rest) == "" || strings.Contains(rest, "--") }},
	{regexp.MustCompile(`(?i)^nolint\s*[:(]\s*(?:[\w-]+\s*,\s*)*pcm[-_]?lint\b`), nil},
}

// speaksOfRule: prose that begins with the tool's name is no directive, so without a colon a rule must be named.
func speaksOfRule(begins, rest string) bool {
	return strings.Contains(begins, ":") || mentionsRule.MatchString(rest)
}

var mentionsRule = regexp.MustCompile(`(?i)\bPCM\d+`)

// nearMiss gives the beginning of a comment's line that was meant for a directive and is none, "" for any other. In Go
// golangci-lint listens to nolint.
func nearMiss(body string, golang bool) string {
	for i, n := range near {
		at := n.begins.FindStringIndex(body)
		if at == nil || golang && i == len(near)-1 {
			continue
		}
		head, rest := body[:at[1]], body[at[1]:]
		if rest != "" && !strings.ContainsAny(rest[:1], " \t,:(=[)") {
			continue
		}
		if n.only == nil || n.only(head, rest) {
			return head
		}
	}
	return ""
}

// rulesAndReason takes the text after Word apart. Words behind the rules that no two dashes part from them are no rules.
func rulesAndReason(text string) (rules []string, reason string, undashed bool) {
	names, reason, dashed := strings.Cut(text, "--")
	rules = strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune(",:; \t", r) })
	if !dashed {
		n := slices.IndexFunc(rules, func(w string) bool { return !looksLikeRule(w) })
		if n >= 0 && len(rules) > 1 {
			rules, undashed = rules[:max(n, 1)], true
		}
	}
	slices.Sort(rules)
	return slices.Compact(rules), strings.Join(strings.Fields(reason), " "), undashed
}

// looksLikeRule tells the names of rules, misspelled ones too, from other words.
func looksLikeRule(word string) bool {
	_, known := doc.Of(word)
	return known || mentionsRule.FindString(word) == word
}

// A reason has at least so many letters.
const fewestLetters = 3

// ReasonFault tells why a text is no reason that a reader could judge, "" for one that is.
func ReasonFault(reason string) string {
	letters := 0
	for _, r := range reason {
		switch {
		case r != ' ' && !unicode.IsPrint(r), strings.ContainsRune(blankLetters, r):
			return "has characters in its reason that nobody sees"
		case unicode.IsLetter(r):
			letters++
		}
	}
	switch {
	case reason == "":
		return "gives no reason"
	case letters < fewestLetters:
		return "gives no reason that says anything"
	}
	return ""
}

// blankLetters are letters to Unicode and nothing to a reader: the Hangul fillers.
const blankLetters = "\u115f\u1160\u3164\uffa0"
