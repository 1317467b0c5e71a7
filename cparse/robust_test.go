package cparse

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// TestDeepNesting gives the parser nesting that would overflow any recursion.
func TestDeepNesting(t *testing.T) {
	const n = 100_000
	rep := strings.Repeat
	for name, body := range map[string]string{
		"parentheses":        "x = " + rep("(", n) + "1" + rep(")", n) + ";",
		"open parentheses":   "x = " + rep("(", n),
		"calls":              rep("f(", n) + rep(")", n) + ";",
		"blocks":             rep("{", n) + rep("}", n),
		"open blocks":        rep("{", n),
		"if":                 rep("if (a) ", n) + "b();",
		"else if":            rep("if (a) b(); else ", n) + "c();",
		"else":               rep("else ", n) + ";",
		"assignments":        rep("a = ", n) + "b;",
		"plus":               "x = " + rep("a + (b) * ", n) + "c;",
		"ternary":            "x = " + rep("a ? b : ", n) + "c;",
		"ternary middle":     "x = " + rep("a ? ", n) + "b" + rep(" : c", n) + ";",
		"minus":              "x = " + rep("- ", n) + "c;",
		"deref":              rep("*", n) + "c = d(e);",
		"casts":              "x = " + rep("(u32)", n) + "c;",
		"index":              "x = a" + rep("[b", n) + rep("]", n) + ";",
		"plain plus":         "x = " + rep("a + ", n) + "c;",
		"plain members":      "x = a" + rep("->b", n) + ";",
		"plain call row":     "a" + rep("()", n) + ";",
		"members in a row":   "x = " + rep("a"+rep("->b", 1000)+" + ", 50) + "c;",
		"index row":          "x = (a)" + rep("[b]", n) + ";",
		"members":            "x = (a)" + rep("->b", n) + ";",
		"call row":           "x = (a)" + rep("(b)", n) + ";",
		"initializer":        "int x[] = " + rep("{", n) + "a" + rep("}", n) + ";",
		"designators":        "struct s x = { " + rep(".a", n) + " = b };",
		"statement exprs":    "x = " + rep("({ ", n) + "1;" + rep(" })", n) + ";",
		"structs":            rep("struct { ", n) + "int a;" + rep(" } b;", n),
		"declarators":        "int " + rep("(*", n) + "a" + rep(")(int)", n) + ";",
		"elvis":              "x = " + rep("(", 100) + "a" + rep(" ?: b)", 100) + ";",
		"comma":              rep("a(), ", n) + "b();",
		"case":               "switch (a) { " + rep("case 1: ", n) + "b(); }",
		"do":                 rep("do ", n) + "a();" + rep(" while (b);", n),
		"sizeof":             "x = " + rep("sizeof ", n) + "a;",
		"sizeof parentheses": "x = " + rep("sizeof(", n) + "a" + rep(")", n) + ";",
		"loops":              rep("for_each_x(a) ", n) + "b();",
		"broken":             rep("a b ) ", n),
		"conditionals":       rep("\n#ifdef A\n(", n/10) + rep("\n#endif\n", n/10),
		"braces in args":     rep("M({", n) + rep("})", n) + ";",
		"type arguments":     rep("f(struct a, ", n) + "b" + rep(")", n) + ";",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			begin := time.Now()
			src := []byte("int before(void) { return first(); }\nint f(void)\n{\n" + body + "\n}\nint after(void)\n{\n\treturn last();\n}\n")
			f := Parse("deep.c", src).Read()
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if len(f.Funcs) == 0 || f.Funcs[0].Name != "before" {
				t.Error("the function before it was lost")
			}
			for _, p := range f.Problems {
				if strings.HasPrefix(p.Msg, "internal error") {
					t.Error(p.Msg)
				}
			}
			k := newShelf()
			k.with(string(src))
			for _, p := range k.with(string(src)).Problems {
				if strings.HasPrefix(p.Msg, "internal error") {
					t.Error(p.Msg)
				}
			}
		})
	}
}

func TestLimits(t *testing.T) {
	f := Parse("big.c", make([]byte, maxFile+1)).Read()
	if len(f.Problems) != 1 || !strings.HasPrefix(f.Problems[0].Msg, "file too large") {
		t.Errorf("problems of a file that is too large: %v", f.Problems)
	}
	if f := Parse("nuls.c", append(append(make([]byte, 4096), "int a;"...), make([]byte, 4096)...)); len(f.Vars) != 1 {
		t.Errorf("a variable among NULs, which compilers skip: %s", dump(f))
	}
	if f := Parse("nul.c", []byte("int a\x00;\f\r\nint b;\r\n")).Read(); len(f.Vars) != 2 || len(f.Problems) != 0 {
		t.Errorf("stray NUL, form feed or CRLF: %s", dump(f))
	}
}

// TestConcurrent parses from many goroutines at once; run it with -race.
func TestConcurrent(t *testing.T) {
	src := driver(3)
	want := dump(Parse("x.c", src).Read())
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 5 {
				if dump(Parse("x.c", src).Read()) != want {
					t.Error("results differ between goroutines")
				}
			}
		}()
	}
	wg.Wait()
}

// TestReadAtOnce: whoever asks for a function first has it read, and the others see the whole.
func TestReadAtOnce(t *testing.T) {
	t.Parallel()
	want := dump(Parse("x.c", driver(3)).Read())
	f := Parse("x.c", driver(3))
	f.Use(newShelf())
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for i := range f.Funcs {
				fn := f.Funcs[i].Renamed("other")
				fn.Read()
				f.Funcs[i].Read()
				if len(fn.Stmts) == 0 || len(fn.Stmts) != len(f.Funcs[i].Stmts) {
					t.Errorf("%s was seen half read", f.Funcs[i].Name)
				}
			}
			for i := range f.Vars {
				f.Vars[i].Read()
				if f.Vars[i].Init == nil {
					t.Errorf("%s was seen half read", f.Vars[i].Name)
				}
			}
		})
	}
	group.Wait()
	if got := dump(f.Read()); got != want {
		t.Errorf("read at once:\n%s\nread in turn:\n%s", got, want)
	}
}

// TestHashAtValue: a value that begins with a '#' is no directive.
func TestHashAtValue(t *testing.T) {
	t.Parallel()
	if f := Parse("x.c", []byte("int a = #b;\nint c = 1;\n")).Read(); len(f.Vars) != 2 || f.Vars[0].Init == nil {
		t.Errorf("a stray '#': %s", dump(f))
	}
}

func TestPosition(t *testing.T) {
	f := Parse("p.c", []byte("int a;\r\n\tint b;\nint c;")).Read()
	for i, want := range [][2]int{{1, 5}, {2, 6}, {3, 5}} {
		if l, c := f.Position(f.Vars[i].Pos); l != want[0] || c != want[1] {
			t.Errorf("%s is at %d:%d, want %v", f.Vars[i].Name, l, c, want)
		}
	}
}
