package fix

import (
	"regexp"
	"strings"
)

// failure tells whether a condition holds whenever a call has failed, which gives something other than 0 then, below 0:
// where it does not hold, the call has succeeded. is tells whether text is the call, or a variable with its result.
func failure(cond string, is func(string) bool) bool {
	cond = bare(cond)
	if terms := splitTop(cond, "||"); len(terms) > 1 {
		for _, t := range terms {
			if failure(t, is) {
				return true
			}
		}
		return false
	}
	if terms := splitTop(cond, "&&"); len(terms) > 1 {
		for _, t := range terms {
			if !failure(t, is) {
				return false
			}
		}
		return true
	}
	if m := belowZero.FindStringSubmatch(cond); m != nil {
		return result(m[1], is)
	}
	if m := zeroAbove.FindStringSubmatch(cond); m != nil {
		return result(m[1], is)
	}
	return result(cond, is)
}

// asked is a condition without the tests in front of a call that decide whether it is made at all: if they do not hold, nothing
// has failed.
func asked(cond, call string) string {
	if len(splitTop(bare(cond), "||")) > 1 {
		return cond
	}
	terms := splitTop(bare(cond), "&&")
	for i, t := range terms {
		if word(t, call) {
			return strings.Join(terms[i:], "&&")
		}
	}
	return cond
}

var (
	belowZero = regexp.MustCompile(`(?s)^(.*\S)\s*(?:<|!=)\s*0$`)
	zeroAbove = regexp.MustCompile(`(?s)^0\s*(?:>|!=)\s*(\S.*)$`)
	setTo     = regexp.MustCompile(`(?s)^\w+\s*=\s*([^=].*)$`)
	hint      = regexp.MustCompile(`(?s)^(?:un)?likely\s*(\(.*\))$`)
)

// result tells whether text is what the call gives: itself, a variable that is set to it, or one that has it.
func result(text string, is func(string) bool) bool {
	text = bare(text)
	if m := setTo.FindStringSubmatch(text); m != nil {
		text = bare(m[1])
	}
	return is(text)
}

// bare takes parentheses and what tells the compiler how likely it is off a whole expression.
func bare(text string) string {
	for {
		text = strings.TrimSpace(text)
		if m := hint.FindStringSubmatch(text); m != nil && closes(m[1]) == len(m[1]) {
			text = m[1]
		}
		if !strings.HasPrefix(text, "(") || closes(text) != len(text) {
			return text
		}
		text = text[1 : len(text)-1]
	}
}

// closes gives the place behind the parenthesis that closes the first one, 0 for none.
func closes(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// splitTop splits text at an operator outside parentheses.
func splitTop(text, op string) []string {
	var out []string
	depth, start := 0, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '(':
			depth++
		case text[i] == ')':
			depth--
		case depth == 0 && strings.HasPrefix(text[i:], op):
			out = append(out, text[start:i])
			i += len(op) - 1
			start = i + 1
		}
	}
	return append(out, text[start:])
}

// isCall tells for text whether it is one call of a function and nothing else.
func isCall(name string) func(string) bool {
	return func(text string) bool {
		rest, ok := strings.CutPrefix(text, name)
		rest = strings.TrimSpace(rest)
		return ok && strings.HasPrefix(rest, "(") && closes(rest) == len(rest)
	}
}

// isName tells for text whether it is a variable.
func isName(name string) func(string) bool { return func(text string) bool { return text == name } }
