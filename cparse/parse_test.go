package cparse

import (
	"strings"
	"testing"
)

// body wraps statements into a function.
func body(stmts string) string { return "void f(void)\n{\n" + stmts + "\n}\n" }

// TestParse shows for each construct the facts that come of it, in the notation of dump_test.go.
func TestParse(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"call through members", body("x->ops->fn(a);"), "\tx->ops->fn(a)"},
		{"call through a pointer", body("(*p->fn)(a);"), "\t*p->fn(a)"},
		{"assignment", body("chip->card->sync_irq = chip->irq;"), "\t(chip->card->sync_irq = chip->irq)"},
		{"operators", body("a += b | c << 2; d++; --e;"), "\t(a += `|`(b, `<<`(c)))\n\t(d ++)\n\t(e --)"},
		{"postfix below prefix", body("x = !(a)++;"), "\t(x = `!`((a ++)))"},
		{"conditions", body("if (a) b(); else if (c()) d(); else e(); while (f) g(); do h(); while (i); switch (j) { case 1: k(); }"),
			"\tif a\n\t@1 b()\n\t@1 if c()\n\t@2 d()\n\t@2 e()\n\tif f\n\t@1 g()\n\t@1 h()\n\tif i\n\tif j\n\t@1 k()"},
		{"for", body("for (int i = a(); i < b(); i++) c(i);"), "\tvar i int = a()\n\tif `<`(i, b())\n\t@1 (i ++)\n\t@1 c(i)"},
		{"ternary and elvis", body("h = a ? f1 : f2; g = a ?: b;"), "\t(h = (a ? f1 : f2))\n\t(g = (a ? a : b))"},
		{"casts", body("a = (u32)(b); c = (struct s *)d; e = (u8 __iomem *)f + 1; g = (h)(i); j = (k(l)) & m(n);"),
			"\t(a = <u32>b)\n\t(c = <struct s*>d)\n\t(e = `+`(<u8*>f))\n\t(g = h(i))\n\t(j = `&`(k(l), m(n)))"},
		{"function pointer cast", body("p->elapsed = (void (*)(void *))snd_elapsed;"), "\t(p->elapsed = <void()>snd_elapsed)"},
		{"types as arguments", body("a = container_of(p, struct x, m); b = kzalloc(sizeof(struct y), G); c = va_arg(ap, char *); d = from_timer(d, t, tm); e = sizeof(*p);"),
			"\t(a = container_of(p, <struct x>, m))\n\t(b = kzalloc(`sizeof`(<struct y>), G))\n\t(c = va_arg(ap, <char*>))\n\t(d = from_timer(d, t, tm))\n\t(e = `sizeof`(*p))"},
		{"loop macros", body("list_for_each_entry(a, &l, n)\n\tb(a);\nfor_each_x(c, d) {\n\te(c);\n}"), "\tlist_for_each_entry(a, &l, n)\n\t@1 b(a)\n\tfor_each_x(c, d)\n\t@1 e(c)"},
		{"guards", body("guard(mutex)(&m); scoped_guard(spinlock, &l) { a(); } scoped_guard(irq) b();"), "\tguard(mutex)(&m)\n\tscoped_guard(spinlock, &l)\n\ta()\n\tscoped_guard(irq)\n\tb()"},
		{"missing semicolons", body("TRACE(a)\nb();\nDEBUG\nc = d();"), "\tTRACE(a)\n\tb()\n\tDEBUG\n\t(c = d())"},
		{"statement expressions", body("a = ({ int t = b(); c(t); t; });"), "\tvar t int = b()\n\t(a = ({c(t); t}))"},
		{"statements as arguments", body("M(a, return b(c)); N(d = 1; e());"), "\tM(a, b(c))\n\tN(({(d = 1); e()}))"},
		{"odd arguments", body("M(a, , <); N(.x = y); O({ .x = y });"), "\tM(a, #, #)\n\tN(.x=y)\n\tO({.x=y})"},
		{"strings", body("p(\"a\" PRIu64 \"b\" S, c);"), "\tp(#, c)"},
		{"compound literal", body("*p = (struct s){ .a = b, .c.d = e };"), "\t(*p = <struct s>{.a=b, .c={.d=e}})"},
		{"labels", body("again: int x = a(); if (x) goto again; goto *tab[1]; out: return;"), "\tvar x int = a()\n\tif x\n\t*tab[1]"},
		{"case ranges", body("switch (a) { case 1 ... 4: b(); break; default: c(); }"), "\tif a\n\t@1 b()\n\t@1 c()"},
		{"asm", body("asm volatile(\"nop\" : \"=r\"(x) : : \"memory\"); a();"), "\ta()"},
		{"generic and builtins", body("a = _Generic(b, int: c, default: d)(e); f = __builtin_expect(g(), 0);"),
			"\t(a = _Generic(b, c, d)(e))\n\t(f = __builtin_expect(g(), 0))"},
		{"locals", body("struct s *p __free(kfree) = k(), **q; u8 b[4] = { 1 }; int (*fn)(int) = h; foo_t *t; static DECLARE_WORK(w, wf);"),
			"\tvar p struct s* = k()\n\tvar q struct s**\n\tvar b u8[] = {1}\n\tvar fn int() = h\n\tvar t foo_t*\n\tDECLARE_WORK(w, wf)"},
		{"static local table", body("static const struct ops __maybe_unused o = { .open = a, b, [X] = c };"), "\tvar static o struct ops = {.open=a, b, []=c}"},
		{"macros with their own commas", body("static struct ops o = { A B(c) .open = d, E .close = f };"), "\tvar static o struct ops = {A, B(c), .open=d, E, .close=f}"},
		{"dead code", body("#if 0\na();\n#else\nb();\n#endif\n#if 1\nc();\n#else\nd();\n#endif"), "\tb()\n\tc()"},
		{"conditional statements", body("a();\n#ifdef X\nb();\n#else\nc();\n#endif\nd();"), "\ta()\n\tifdef b()\n\tifdef c()\n\td()"},
		{"conditional halves", body("#ifdef X\nif (a) {\n#else\nif (b) {\n#endif\nc();\n}\nd();"), "\tifdef if a\n\tifdef if b\n\t@1 c()\n\td()"},
		{"conditional head", body("#ifdef X\nif (a)\n#endif\nb();"), "\tifdef if a\n\tb()"},
		{"conditional argument", body("a(b,\n#ifdef X\nc\n#else\nd\n#endif\n);"), "\tifdef a(b, c)\n\tifdef a(b, d)"},
		{"conditional expression", body("if (a\n#ifdef X\n&& b()\n#endif\n)\nc();"), "\tifdef if `&&`(a, b())\n\tif a\n\t@1 c()"},
		{"conditional elif", body("#if A\na(\n#elif B\nb(\n#else\nc(\n#endif\nd);"), "\tifdef a(d)\n\tifdef b(d)\n\tifdef c(d)"},
		{"nothing but noise", body(";;{}(void)0;"), "\t<void>0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := "func f() void\n" + c.want + "\n"
			if got := dump(Parse("t.c", []byte(c.src)).Read()); got != want {
				t.Errorf("%s\ngives\n%s\nwant\n%s", c.src, got, want)
			}
		})
	}
}

// TestItems is TestParse for what stands outside functions.
func TestItems(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"includes", "#include <a/b.h>\n#include \"c.h\"\n#if 0\n#include <d.h>\n#endif", "include system a/b.h\ninclude c.h"},
		{"macros", "#define A 1 /* x */\n#define B(x, ...) f(x, \\\n\t##__VA_ARGS__)\n# define C(y...) y", "define A 1\ndefine B(x,...) f(x,  \t##__VA_ARGS__)\ndefine C(y...) y"},
		{"prototypes", "static irqreturn_t a(int, void *);\nextern struct s __must_check *b(void);\nint __init c(int d(int)) __releases(x);", "proto static a irqreturn_t\nproto b struct s*\nproto c int"},
		{"variables", "static struct s a, *b[3];\nextern int c;\nvoid (*d)(int);\nint e = 1;", "var static a struct s\nvar static b struct s*[]\nvar extern c int\nvar d void()\nvar e int = 1"},
		{"ops table", "static const struct snd_pcm_ops ops = {\n\t.open = o,\n#ifdef X\n\t.ack = a,\n#else\n\t.sync_stop = s,\n#endif\n};", "var static ops struct snd_pcm_ops = {.open=o, ?.ack=a, ?.sync_stop=s}"},
		{"table by macro", "struct ops a = OPS(x, y);\nstruct ops b[] = { OPS(x) OPS(y) { .z = w } };", "var a struct ops = OPS(x, y)\nvar b struct ops[] = {OPS(x), OPS(y), {.z=w}}"},
		{"table of numbers", "static const struct reg_default r[] = {" + strings.Repeat("\n\t{ REG_A, 0x12 },", 20) + "\n};", "var static r struct reg_default[]"},
		{"struct", "struct s {\n\tint a:3, b;\n\tvoid (*cb)(int);\n\tstruct t *next, arr[2];\n\tunion { u8 c; struct { u16 d; }; };\n\tstruct_group(g, int e; char h[2];);\n\tDECLARE_FLEX_ARRAY(u32, tail);\n} __packed;",
			"struct s {a int; b int; cb void(); next struct t*; arr struct t[]; c u8; d u16; e int; h char[]; tail u32[]}"},
		{"anonymous struct", "struct s { struct { int a; } b; };", "struct s {b struct @11}\nstruct @11 {a int}"},
		{"struct with a variable", "static struct s { int a; } v[2], *w;", "struct s {a int}\nvar static v struct s[]\nvar static w struct s*"},
		{"typedefs", "typedef struct { int a; } s_t;\ntypedef int (*fn_t)(void);\ntypedef unsigned long long u;", "struct @8 {a int}\ntypedef s_t struct @8\ntypedef fn_t int()\ntypedef u unsigned long long"},
		{"typedef names before function pointers", "typedef irqreturn_t (*handler_t)(int, void *);\ntypedef u32 (cb_t)(u32);\nstruct s { snd_t (*a)(int); u32 __iomem *(*b)(void); };\nu8 (*c)(int) = d;\nirqreturn_t (*e[2])(int);\nvoid g(ret_t (*h)(int)) { u32 (*i)(u32 a) = j; k = (u16 (*)(int))l; ((m_t (*)[2])n)[o][1] = q(r); }",
			"struct s {a snd_t(); b u32*()}\ntypedef handler_t irqreturn_t()\ntypedef cb_t u32()\nvar c u8() = d\nvar e irqreturn_t()[]\nfunc g(h ret_t()) void\n\tvar i u32() = j\n\t(k = <u16()>l)\n\t(<m_t*[]>n[o][1] = q(r))"},
		{"top-level macros", "EXPORT_SYMBOL(a)\nmodule_init(b);\nstatic DECLARE_WORK(w, fn);\nMODULE_LICENSE(\"GPL\");", "top EXPORT_SYMBOL(a)\ntop module_init(b)\ntop static DECLARE_WORK(w, fn)\ntop MODULE_LICENSE(#)"},
		{"macro with a body", "SYSCALL_DEFINE1(a, int, x)\n{\n\tb(x);\n}", "top SYSCALL_DEFINE1(a, <int>, x)\nfunc SYSCALL_DEFINE1() \n\tb(x)"},
		{"function", "static inline __printf(1, 2) struct s __iomem *f(int irq, void *d, int cb(int), void (*p)(void), ...)\n{\n}", "func static inline f(irq int, d void*, cb int(), p void()) struct s*"},
		{"old-style parameters", "int f(a, b) int a; char *b; { return a; }", "func f(a int, b char*) int\n\treturn a"},
		{"conditional header", "#ifdef X\nint f(int a)\n#else\nint f(long a)\n#endif\n{\n\tg();\n}", "func f(a int) int\n\tg()\nfunc f(a long) int\n\tg()"},
		{"include guard", "#ifndef A_H\n#define A_H\nint a;\n#ifdef B\nint b;\n#endif\n#endif\n", "define A_H \nvar a int\nvar ifdef b int"},
		{"comments", "/* pcmlint: ignore=PCM001 */ int a; // pcmlint: x\n/* plain */", "var a int\ncomment pcmlint: ignore=PCM001\ncomment pcmlint: x"},
		{"broken function", "void f(void) { a( ; }\nvoid g(void)\n{\n\tb();\n}\n", "func f() void errors=1\nfunc g() void\n\tb()\nproblem f: statement not understood"},
		{"unclosed function", "void f(void)\n{\n\tif (x) {\n\ta();\n}\n\nvoid g(void)\n{\n\tb();\n}\n", "func f() void errors=1\n\tif x\n\t@1 a()\nfunc g() void\n\tb()\nproblem f: statement not understood"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := dump(Parse("t.c", []byte(c.src)).Read()); got != c.want+"\n" {
				t.Errorf("%s\ngives\n%s\nwant\n%s", c.src, got, c.want)
			}
		})
	}
}

// TestSpans checks that positions are those of the source, whatever was rewritten before parsing.
func TestSpans(t *testing.T) {
	src := body("\tx = /* c */ (u32 __iomem *)ioremap(a, sizeof(struct s))->b [ 2 ];\r\n\tp(\"é\" \\\n \"x\", (q)->r = ({ g(1); }));")
	want := map[string]bool{"x = /* c */ (u32 __iomem *)ioremap(a, sizeof(struct s))->b [ 2 ]": true, "(u32 __iomem *)ioremap(a, sizeof(struct s))->b [ 2 ]": true,
		"ioremap(a, sizeof(struct s))->b [ 2 ]": true, "ioremap(a, sizeof(struct s))->b": true, "ioremap(a, sizeof(struct s))": true,
		"p(\"é\" \\\n \"x\", (q)->r = ({ g(1); }))": true, "(q)->r = ({ g(1); })": true, "(q)->r": true, "({ g(1); })": true, "g(1)": true}
	var walk func(x *Expr)
	walk = func(x *Expr) {
		delete(want, src[x.Pos:x.End])
		for _, a := range x.Args {
			walk(a)
		}
	}
	for _, s := range Parse("t.c", []byte(src)).Read().Funcs[0].Stmts {
		walk(s.X)
	}
	for s := range want {
		t.Errorf("no expression spans %q", s)
	}
}

func TestFragments(t *testing.T) {
	for _, c := range []struct {
		kind       FragmentKind
		text, want string
	}{
		{FragmentItems, "static void a_work(struct work_struct *w) { elapsed(w); } int b;", "var b int\nfunc static a_work(w struct work_struct*) void\n\telapsed(w)"},
		{FragmentStmts, "int i = a(); if (i) b(i);", "func () \n\tvar i int = a()\n\tif i\n\t@1 b(i)"},
		{FragmentStmts, "do { a(); } while (0)", "func () \n\t@1 a()"},
		{FragmentExpr, "(a->b)(c)", "func () \n\ta->b(c)"},
		{FragmentExpr, "({ a(); b; })", "func () \n\t({a(); b})"},
		{FragmentInit, "{ .open = a, .close = b }", "func () \n\t{.open=a, .close=b}"},
		{FragmentInit, "OPS(a)", "func () \n\tOPS(a)"},
		{FragmentExpr, "", "func () "},
	} {
		f := ParseFragment(c.kind, c.text, 10, 20)
		if got := dump(f.Read()); got != c.want+"\n" {
			t.Errorf("%q gives\n%s\nwant\n%s", c.text, got, c.want)
		}
		for _, fn := range f.Funcs {
			for _, s := range fn.Stmts {
				if s.X.Pos != 10 || s.X.End != 20 {
					t.Errorf("%q: position %d-%d, want 10-20", c.text, s.X.Pos, s.X.End)
				}
			}
		}
	}
}

func TestExpand(t *testing.T) {
	for _, c := range []struct{ define, args, want string }{
		{"M(a, b) a = b + a", "x, f(y, z)", "x = f(y, z) + x"},
		{"M(n) static int n##_open(void) { return n##_id; }", "foo", "static int foo_open(void) { return foo_id; }"},
		{"M(n) do_##n##_it(#n)", "a b", `do_a b_it("a b")`},
		{"M(f, ...) p(f, ##__VA_ARGS__)", "x", "p(x)"},
		{"M(f, ...) p(f, ##__VA_ARGS__)", "x, y, z", "p(x, y, z)"},
		{"M(f, a...) p(f, ## a)", "x, y", "p(x, y)"},
		{"M(...) g(__VA_ARGS__)", "1, 2", "g(1, 2)"},
		{"M x + 1", "", "x + 1"},
		{"M(s) #s", `"q"`, `"\"q\""`},
	} {
		f := Parse("m.c", []byte("#define "+c.define+"\n"))
		if got := f.Macros[0].Expand(SplitArgs(c.args)); got != c.want {
			t.Errorf("%s with (%s) gives %q, want %q", c.define, c.args, got, c.want)
		}
	}
}

func TestSplitArgs(t *testing.T) {
	if got := strings.Join(SplitArgs(`a, f(b,c), "x,y", { d, e }, `), "|"); got != `a|f(b,c)|"x,y"|{ d, e }|` {
		t.Error(got)
	}
}

func TestScan(t *testing.T) {
	src := "#include <a.h>\n#define M(x) helper(x)\n#if 0\nint dead_name;\n#endif\nstruct tag { int a; };\nstatic int s(void) { return M(1); }\nint __init pub(struct other *o)\n{ \"in_string\"; /* in_comment */ }\nEXPORT_SYMBOL_GPL(pub);\nint proto(void);\n"
	s := Scan([]byte(src))
	for name, want := range map[string]bool{"helper": true, "M": true, "dead_name": false, "in_string": false, "in_comment": false, "pub": true} {
		if s.Mentions(HashName(name)) != want {
			t.Errorf("Mentions(%s) = %v", name, !want)
		}
	}
	for name, want := range map[string]bool{"pub": true, "s": false, "proto": false, "M": false} {
		if s.DefinesFunc(HashName(name)) != want {
			t.Errorf("DefinesFunc(%s) = %v", name, !want)
		}
	}
	if !s.DefinesTag(HashName("tag")) || s.DefinesTag(HashName("other")) || !s.DefinesMacro(HashName("M")) {
		t.Error("tags or macros")
	}
	if len(s.Exports) != 1 || s.Exports[0] != "pub" || len(s.Includes) != 1 || s.Includes[0].Path != "a.h" {
		t.Errorf("exports %v, includes %v", s.Exports, s.Includes)
	}
}
