package cparse

import (
	"bytes"
	"strings"
	"testing"
)

// at is the macros of a kernel's version.
func at(major, minor string) *Macros {
	return NewMacros("LINUX_VERSION_CODE (("+major+" << 16) + ("+minor+" << 8))", "KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + (c))")
}

// TestSettle: each text at 5.4 and at 6.1, as the lines that are left.
func TestSettle(t *testing.T) {
	for name, c := range map[string]struct{ text, old, new string }{
		"else": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 5, 0)\nnew\n#else\nold\n#endif\nrest",
			"old|rest", "new|rest"},
		"elif": {
			"#if LINUX_VERSION_CODE < KERNEL_VERSION(4,0,0)\nancient\n#elif KERNEL_VERSION(5,5,0) > LINUX_VERSION_CODE\nold\n#else\nnew\n#endif",
			"old", "new"},
		"no version": {
			"#ifdef CONFIG_PM\na\n#else\nb\n#endif",
			"#ifdef CONFIG_PM|a|#else|b|#endif", "#ifdef CONFIG_PM|a|#else|b|#endif"},
		"with a configuration": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0) && defined(CONFIG_PM)\nnew\n#else\nold\n#endif",
			"old", "#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0) && defined(CONFIG_PM)|new|#else|old|#endif"},
		"or a configuration": {
			"#if IS_ENABLED(CONFIG_X) || LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\nnew\n#endif",
			"#if IS_ENABLED(CONFIG_X) || LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)|new|#endif", "new"},
		"a configuration before": {
			"#ifdef CONFIG_X\nx\n#elif LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\nnew\n#elif defined(CONFIG_Y)\ny\n#else\nold\n#endif",
			"#ifdef CONFIG_X|x|#elif defined(CONFIG_Y)|y|#else|old|#endif", "#ifdef CONFIG_X|x|#else|new|#endif"},
		"a configuration behind": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\nnew\n#elif defined(CONFIG_Y)\ny\n#else\nold\n#endif",
			"#if   defined(CONFIG_Y)|y|#else|old|#endif", "new"},
		"not": {
			"#if !(LINUX_VERSION_CODE < KERNEL_VERSION(5,5,0))\nnew\n#endif",
			"", "new"},
		"defined": {
			"#if defined(LINUX_VERSION_CODE) && LINUX_VERSION_CODE >= 0x050500\nnew\n#endif\n#ifndef KERNEL_VERSION\nodd\n#endif",
			"", "new"},
		"two lines": {
			"#if LINUX_VERSION_CODE >= \\\n    KERNEL_VERSION(5,5,0) /* since\n then */\nnew\n#endif",
			"", "new"},
		"nested": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\n#ifdef CONFIG_X\nx\n#else\ny\n#endif\n#endif\nrest",
			"rest", "#ifdef CONFIG_X|x|#else|y|#endif|rest"},
		"comments and strings are no directives": {
			"/*\n#if LINUX_VERSION_CODE < KERNEL_VERSION(5,5,0)\n*/\na = \"\\\n#else\";\nb = '\"';\n",
			"/*|#if LINUX_VERSION_CODE < KERNEL_VERSION(5,5,0)|*/|a = \"\\|#else\";|b = '\"';", "/*|#if LINUX_VERSION_CODE < KERNEL_VERSION(5,5,0)|*/|a = \"\\|#else\";|b = '\"';"},
		"a macro of the driver": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\n#define HAVE_STOP\n#endif\n#ifdef HAVE_STOP\nnew\n#else\nold\n#endif",
			"old", "#define HAVE_STOP|new"},
		"a macro that is 0 or 1": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\n#define HAVE_STOP 1\n#else\n#define HAVE_STOP 0\n#endif\n#if HAVE_STOP\nnew\n#else\nold\n#endif",
			"#define HAVE_STOP 0|old", "#define HAVE_STOP 1|new"},
		"a macro with a default": {
			"#define HAVE_STOP 0\n#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\n#undef HAVE_STOP\n#define HAVE_STOP 1\n#endif\n#if HAVE_STOP\nnew\n#endif",
			"#define HAVE_STOP 0", "#define HAVE_STOP 0|#undef HAVE_STOP|#define HAVE_STOP 1|new"},
		"a macro that compares": {
			"#define SINCE(a, b) (LINUX_VERSION_CODE >= KERNEL_VERSION(a, b, 0))\n#if SINCE(5, 5)\nnew\n#else\nold\n#endif",
			"#define SINCE(a, b) (LINUX_VERSION_CODE >= KERNEL_VERSION(a, b, 0))|old", "#define SINCE(a, b) (LINUX_VERSION_CODE >= KERNEL_VERSION(a, b, 0))|new"},
		"a macro that the configuration decides, too": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\n#ifdef CONFIG_X\n#define STOP\n#endif\n#endif\n#ifdef STOP\nnew\n#endif",
			"", "#ifdef CONFIG_X|#define STOP|#endif|#ifdef STOP|new|#endif"},
		"a macro of no version": {
			"#define DEBUG 0\n#if DEBUG\na\n#endif",
			"#define DEBUG 0|#if DEBUG|a|#endif", "#define DEBUG 0|#if DEBUG|a|#endif"},
		"a header's guard": {
			"#ifndef H\n#define H\n#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\n#define STOP\n#endif\n#ifdef STOP\nnew\n#endif\n#endif",
			"#ifndef H|#define H|#endif", "#ifndef H|#define H|#define STOP|new|#endif"},
		"no end": {
			"a\n#if LINUX_VERSION_CODE < KERNEL_VERSION(5,5,0)\nold",
			"a|old", "a"},
		"half a statement": {
			"f(a,\n#if LINUX_VERSION_CODE < KERNEL_VERSION(5,5,0)\nold\n#else\nnew\n#endif\n);",
			"f(a,|old|);", "f(a,|new|);"},
		"what is no expression": {
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0) \"x\"\na\n#endif\n#if LINUX_VERSION_CODE / 0\nb\n#endif",
			"#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0) \"x\"|a|#endif|#if LINUX_VERSION_CODE / 0|b|#endif", "#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0) \"x\"|a|#endif|#if LINUX_VERSION_CODE / 0|b|#endif"},
	} {
		for _, v := range []struct{ minor, want string }{{"4", c.old}, {"50", c.new}} {
			got := at("5", v.minor).Settle([]byte(c.text), nil)
			if len(got) != len(c.text) || bytes.Count(got, []byte("\n")) != strings.Count(c.text, "\n") {
				t.Errorf("%s at 5.%s: lines moved: %q", name, v.minor, got)
			}
			var left []string
			for line := range strings.Lines(string(got)) {
				if line = strings.TrimSpace(line); line != "" {
					left = append(left, line)
				}
			}
			if is := strings.Join(left, "|"); is != v.want {
				t.Errorf("%s at 5.%s:\n%s\nwant\n%s", name, v.minor, is, v.want)
			}
		}
	}
}

// TestSettleUndecided: a text in which nothing is decided is handed back as it is.
func TestSettleUndecided(t *testing.T) {
	text := []byte("#ifdef CONFIG_X\nint a;\n#endif\n")
	if got := at("6", "1").Settle(text, nil); &got[0] != &text[0] {
		t.Error("it is a copy")
	}
}

// TestSettleIncludes: what a header defines by the version holds behind its #include, and not before.
func TestSettleIncludes(t *testing.T) {
	header := []byte("#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\n#define STOP\n#endif\n")
	text := []byte("#ifdef STOP\nbefore\n#endif\n#include \"compat.h\"\n#ifdef STOP\nnew\n#else\nold\n#endif\n")
	for minor, want := range map[string]string{"4": "old", "50": "new"} {
		m := at("5", minor)
		got := string(m.Settle(text, func(in Include) {
			if in.Path == "compat.h" {
				m.Settle(header, nil)
			}
		}))
		if !strings.Contains(got, want) || !strings.Contains(got, "before") || strings.Contains(got, "old") && strings.Contains(got, "new") {
			t.Errorf("5.%s: %q", minor, got)
		}
	}
	// Only perhaps included: what it defines is not known.
	m := at("5", "50")
	got := string(m.Settle(append([]byte("#ifdef CONFIG_X\n#include \"compat.h\"\n#endif\n"), text[bytes.LastIndex(text, []byte("#ifdef")):]...), func(Include) { m.Settle(header, nil) }))
	if !strings.Contains(got, "new") || !strings.Contains(got, "old") {
		t.Errorf("perhaps included: %q", got)
	}
}

// TestSettleCost: macros that double at each step, deep nesting and deep conditionals end.
func TestSettleCost(t *testing.T) {
	var b strings.Builder
	b.WriteString("#define A0 LINUX_VERSION_CODE\n")
	for i := 1; i < 40; i++ {
		n := string(rune('0' + i))
		b.WriteString("#define A" + n + " (A" + string(rune('0'+i-1)) + " + A" + string(rune('0'+i-1)) + ")\n")
	}
	b.WriteString("#if A" + string(rune('0'+9)) + "\na\n#endif\n")
	b.WriteString("#if " + strings.Repeat("(", 100_000) + "\n#endif\n#if " + strings.Repeat("!", 100_000) + "1\n#endif\n#if " + strings.Repeat("1?", 10_000) + "\n#endif\n")
	b.WriteString(strings.Repeat("#if LINUX_VERSION_CODE\n", 50_000) + strings.Repeat("#ifdef X\n", 50_000))
	b.WriteString("#define LOOP LOOP\n#if LOOP\n#endif\n")
	at("6", "1").Settle([]byte(b.String()), nil)
}

func FuzzSettle(f *testing.F) {
	f.Add([]byte("#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,5,0)\na\n#elif defined X\n#else\n#define Y(a) a\n#endif"))
	f.Add([]byte("/* */ # \\\n if 1 ? X : (2\n#include \"x\"\n#elifndef Y /*\n*/\n#endif"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got := at("6", "1").Settle(text, func(Include) {})
		if len(got) != len(text) || bytes.Count(got, []byte("\n")) != bytes.Count(text, []byte("\n")) {
			t.Errorf("lines moved: %q", got)
		}
		if again := at("6", "1").Settle(got, func(Include) {}); len(again) != len(got) {
			t.Error("not the same length again")
		}
	})
}
