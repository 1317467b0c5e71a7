package cparse

import (
	"slices"
	"testing"
)

func TestLive(t *testing.T) {
	const text = `/* tell */
#define SAY tell
#if 0
int f(void) { return tell(); }
#endif
int g(void)
{
	char *s = "tell";
	asm volatile("call tell");
	((((tell()))));
	return untold(s);
}
void h(void) __attribute__((alias("tell")));
`
	var lines []int
	f := Parse("x.c", []byte(text))
	for _, w := range Live([]byte(text), func(word string) bool { return word == "tell" }) {
		line, _ := f.Position(w.Pos)
		lines = append(lines, line)
	}
	if want := []int{9, 10, 13}; !slices.Equal(lines, want) {
		t.Errorf("live in lines %v, want %v", lines, want)
	}
}
