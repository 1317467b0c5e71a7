package cparse

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOutline: the statements of a function, each with what it governs.
func TestOutline(t *testing.T) {
	src := []byte(`#include "x.h"
static int f(struct x *p, int (*done)(void))
{
	int err = g(p); /* } */

	if (err < 0) {
		h("}");
		return err;
	} else if (likely(p))
		goto out;
	scoped_guard(mutex, &p->lock) {
		p->n++;
	}
	for_each_x(p, y) {
#ifdef CONFIG_X
		do {
			y->a = 1;
		} while (y->b);
#endif
	}
	switch (err) {
	case 1:
		break;
	}
out:
	return 0;
}
`)
	f := Parse("x.c", src).Read()
	stmts, body := Outline(src, &f.Funcs[0])
	if src[body] != '{' {
		t.Fatalf("the body begins with %q", src[body])
	}
	var b strings.Builder
	var show func(list []*Block, depth int)
	show = func(list []*Block, depth int) {
		for _, s := range list {
			first, _, _ := strings.Cut(string(src[s.Start:s.End]), "\n")
			fmt.Fprintf(&b, "%s%d %s", strings.Repeat("  ", depth), s.Kind, first)
			if s.Head.End > s.Head.Start {
				fmt.Fprintf(&b, " [%s]", src[s.Head.Start:s.Head.End])
			}
			if s.Directive {
				b.WriteString(" #")
			}
			b.WriteByte('\n')
			show(s.Body, depth+1)
			if len(s.Else) > 0 {
				fmt.Fprintf(&b, "%selse\n", strings.Repeat("  ", depth))
				show(s.Else, depth+1)
			}
		}
	}
	show(stmts, 0)
	want := `0 int err = g(p);
2 if (err < 0) { [err < 0]
  0 h("}");
  5 return err;
else
  2 if (likely(p)) [likely(p)]
    6 goto out;
1 scoped_guard(mutex, &p->lock) { [mutex, &p->lock]
  0 p->n++;
3 for_each_x(p, y) { [p, y] #
  3 do { [y->b]
    0 y->a = 1;
4 switch (err) { [err]
  7 case 1:
  6 break;
7 out:
5 return 0;
`
	if got := b.String(); got != want {
		t.Errorf("outline:\n%s\nwant:\n%s", got, want)
	}
}

// TestOutlineOfAnything: statements lie in their function, in order and within what encloses them, however the text is cut.
func TestOutlineOfAnything(t *testing.T) {
	files, err := filepath.Glob("../testdata/src/*/*.c")
	if err != nil || len(files) == 0 {
		t.Fatalf("no drivers: %v", err)
	}
	for i, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, end := range []int{len(src), len(src) * (i%7 + 1) / 8} {
			text := src[:end]
			f := Parse(name, text).Read()
			for n := range f.Funcs {
				fn := &f.Funcs[n]
				stmts, body := Outline(text, fn)
				if body > 0 {
					inOrder(t, name, stmts, Span{body, fn.End})
				}
			}
		}
	}
}

func inOrder(t *testing.T, name string, list []*Block, in Span) {
	t.Helper()
	at := in.Start
	for _, b := range list {
		if b.Start < at || b.End > in.End || b.End <= b.Start {
			t.Errorf("%s: a statement at %d-%d, expected between %d and %d", name, b.Start, b.End, at, in.End)
			return
		}
		at = b.End
		inOrder(t, name, b.Body, b.Span())
		inOrder(t, name, b.Else, b.Span())
	}
}
