package suppress

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/pcmlint/pcmlint/rules/doc"
)

// named finds texts that may have directives, or what is meant for one.
var named = regexp.MustCompile(`(?i)pcmlint`)

// near is how a comment begins that was meant for a directive; the next character must end the word.
var near = regexp.MustCompile(`(?i)^(?:no)?pcmlint(\s*[:_-]\s*|\s+)(?:ignore|disable|suppress|nolint|skip|off)(?:-(?:next-)?line|-file)?`)

var mentionsRule = regexp.MustCompile(`(?i)\bPCM\d+`)

// nearMiss gives the beginning of a comment's line that was meant for a directive and is none, "" for any other. Prose that
// begins with the tool's name is none: without a colon a rule must be named.
func nearMiss(body string) string {
	m := near.FindStringSubmatchIndex(body)
	if m == nil {
		return ""
	}
	head, rest := body[:m[1]], body[m[1]:]
	if rest != "" && !strings.ContainsAny(rest[:1], " \t,:(=[") {
		return ""
	}
	if !strings.Contains(body[m[2]:m[3]], ":") && !mentionsRule.MatchString(rest) {
		return ""
	}
	return head
}

// rulesAndReason takes the text after Word apart. Words behind the rules that no two dashes part from them are no rules.
func rulesAndReason(text string) (rules []string, reason string, undashed bool) {
	names, reason, dashed := strings.Cut(text, "--")
	rules = strings.FieldsFunc(names, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	if !dashed {
		if n := slices.IndexFunc(rules, func(w string) bool { return !looksLikeRule(w) }); n > 0 {
			rules, undashed = rules[:n], true
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
