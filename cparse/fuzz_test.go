package cparse

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

// seeds are small sources that between them reach every corner of the parser.
var seeds = []string{
	"", "int a;", "int f(void) { return g(1); }",
	"static const struct ops t = { .a = f, [1] = { b }, .c.d = e, };",
	"#if 0\nint x;\n#else\nint y;\n#endif\n",
	"int f(void)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t\tc();\n\t}\n}\n",
	"#define M(a, b...) f(a, ##b) \\\n\tg\nM(1, 2)\n",
	"int f(void) { x = ({ int y = 1; y; }) + sizeof(struct s) ? (u32)z : *p++; !q--; }",
	"struct s { struct { int a:3; }; union { int b; } u; int (*f)(int); };",
	"int f(a) int a; { list_for_each(a, b) c(a); scoped_guard(x, &y) { z(); } guard(m)(&l); }",
	"((((((((((", "}}}}}}", "int f( { [ ) }", "\"abc", "/* abc", "'", "#", "#if", "\\", "a = ;", "int f(void) { a ? : b, ; }",
	"int f(void) { M({ .a = 1 }, x; y, return z, , <, int) ; }", "\xff\xfe\x00int \x00 a;\r\n\f", "x(a\n#ifdef B\n,b\n#endif\n);",
}

// checkPositions fails when anything in f lies outside a file of n bytes.
func checkPositions(t *testing.T, f *File, n int) {
	t.Helper()
	var walk func(v reflect.Value)
	posType := reflect.TypeOf(Pos(0))
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			pos, end := v.FieldByName("Pos"), v.FieldByName("End")
			if pos.IsValid() && end.IsValid() && pos.Uint() > end.Uint() {
				t.Fatalf("%s ends at %d before it begins at %d", v.Type(), end.Uint(), pos.Uint())
			}
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Uint32:
			if v.Type() == posType && v.Uint() > uint64(n) {
				t.Fatalf("position %d in a file of %d bytes", v.Uint(), n)
			}
		}
	}
	walk(reflect.ValueOf(f))
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Add(driver(1))
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse("x.c", src).Read()
		checkPositions(t, file, len(src))
		for _, p := range file.Problems {
			if bytes.HasPrefix([]byte(p.Msg), []byte("internal error")) {
				t.Fatal(p.Msg)
			}
		}
		line, col := 1, 0
		for p := range len(src) {
			l, c := file.Position(Pos(p))
			if l < line || l == line && c <= col || c < 1 {
				t.Fatalf("position %d:%d follows %d:%d", l, c, line, col)
			}
			line, col = l, c
		}
		remembers(t, string(src))
		for kind := FragmentItems; kind <= FragmentInit; kind++ {
			frag := ParseFragment(kind, string(src), 3, 7)
			if kind != FragmentItems && len(frag.Funcs) != 1 {
				t.Fatalf("fragment kind %d gives %d functions", kind, len(frag.Funcs))
			}
			for _, p := range frag.Problems {
				if bytes.HasPrefix([]byte(p.Msg), []byte("internal error")) {
					t.Fatal(p.Msg)
				}
			}
		}
	})
}

// FuzzCut holds a file that is only cut to its text: every item lies in it, where it says, and is read from its own text
// as it was cut.
func FuzzCut(f *testing.F) {
	for _, s := range append(seeds, string(driver(1))) {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse("x.c", src)
		checkPositions(t, file, len(src))
		e := engines.Get().(*engine)
		defer e.give()
		for _, it := range file.later() {
			for x := it; x != nil; x = x.more {
				if x.start >= x.end || int(x.end) > len(src) {
					t.Fatalf("an item from %d to %d of %d bytes", x.start, x.end, len(src))
				}
				toks := x.tokens(e)
				if len(toks) == 0 || toks[0].start != x.start || toks[len(toks)-1].end != x.end {
					t.Fatalf("the item %q is not read as it was cut", x.content())
				}
				if open := toks[0].kind; x.kind == itemBody && open != '{' || x.kind == itemArgs && open != '(' {
					t.Fatalf("an item of kind %d begins with %q", x.kind, x.content()[:1])
				}
			}
		}
	})
}

// FuzzNormalise holds the text that tree-sitter gets to the source: as long, every word where the source has it, unless
// it stands for something else there, and no bracket that the source does not have at that place.
func FuzzNormalise(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
		f.Add([]byte("int f(void)\n{\n" + s + "\n}\n"))
	}
	f.Add(driver(1))
	f.Fuzz(func(t *testing.T, src []byte) {
		file := Parse("x.c", src)
		for i := range file.Funcs {
			if it := file.Funcs[i].item; it != nil {
				checkNormal(t, it)
			}
		}
	})
}

func checkNormal(t *testing.T, it *item) {
	e := engines.Get().(*engine)
	defer e.give()
	p := it.parser(e)
	if len(p.toks) == 0 {
		return
	}
	n := p.normalBody(0, p.lastBrace())
	n.asides()
	for _, s := range n.segs {
		if int(s.out+s.n) > len(n.out) || int(s.src+s.n) > len(p.src) {
			t.Fatalf("a stretch of %d bytes from %d on of %d, from %d on of %d", s.n, s.out, len(n.out), s.src, len(p.src))
		}
		is, was := n.out[s.out:s.out+s.n], p.src[s.src:s.src+s.n]
		for i, c := range is {
			if bytes.IndexByte([]byte("{}[]"), c) >= 0 && was[i] != c {
				t.Fatalf("%q at %d stands for %q", c, i, was[i:])
			}
		}
		for _, k := range p.toks {
			if k.start < s.src || k.end > s.src+s.n || class[p.src[k.start]]&cIdent == 0 {
				continue
			}
			word, old := is[k.start-s.src:k.end-s.src], p.src[k.start:k.end]
			for _, x := range bytes.FieldsFunc(word, func(r rune) bool { return r >= 128 || class[byte(r)]&cIdent == 0 }) {
				if !bytes.Equal(word, old) && !standIn(string(x)) {
					t.Fatalf("%q at %d stands for %q", word, k.start, old)
				}
			}
		}
	}
}

// standIn says whether a word is one that is written for others, or the part of it over one of them: while(1) over A    ().
func standIn(word string) bool {
	switch word {
	case "sizeof", "int", "signed":
		return true
	}
	return strings.Contains("while if", word) || strings.Trim(word, "x") == "" || strings.Trim(word, "1") == ""
}

func FuzzScan(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		sum := Scan(src)
		for _, list := range [][]uint32{sum.Idents, sum.Defines, sum.Tags, sum.Funcs} {
			for i := 1; i < len(list); i++ {
				if list[i-1] >= list[i] {
					t.Fatal("not sorted or not unique")
				}
			}
		}
		for _, in := range sum.Includes {
			if int(in.Pos) > len(src) {
				t.Fatal("include outside the file")
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range append(seeds, string(driver(1))) {
		k := newShelf()
		k.with(s)
		for _, data := range k.items {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if s := decode(data, 100); s != nil {
			if again, _ := s.encode(100); decode(again, 100) == nil {
				t.Fatal("what was read cannot be written and read")
			}
		}
	})
}
