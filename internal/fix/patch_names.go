package fix

import (
	"fmt"
	"strings"
	"unicode"
)

// escapes are the short forms that git has for characters in names.
var escapes = map[byte]string{'\a': `\a`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\v': `\v`, '\f': `\f`, '\r': `\r`, '"': `\"`, '\\': `\\`}

// quoted spells a name as git does in a diff (quote_c_style in git's quote.c): in quotes and with escapes when it has
// characters that are none for a line of text.
func quoted(name string) string {
	var b strings.Builder
	plain := true
	for i := range len(name) {
		c := name[i]
		switch short, ok := escapes[c]; {
		case ok:
			b.WriteString(short)
			plain = false
		case c < ' ' || c >= 0x7f:
			fmt.Fprintf(&b, `\%03o`, c)
			plain = false
		default:
			b.WriteByte(c)
		}
	}
	if plain {
		return name
	}
	return `"` + b.String() + `"`
}

// diffName spells a name for the two lines above the hunks, where a tab says that a name with blanks ends.
func diffName(name string) string {
	q := quoted(name)
	if q == name && strings.Contains(name, " ") {
		return q + "\t"
	}
	return q
}

// oneLine makes text fit for the head of a mail.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "?"), func(r rune) bool {
		return r == ' ' || !unicode.IsPrint(r)
	}), " ")
}
