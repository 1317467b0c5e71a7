package cparse

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// kernelTree returns the kernel sources to measure against; the test is skipped without them.
func kernelTree(tb testing.TB) string {
	tb.Helper()
	cache := os.Getenv("XDG_CACHE_HOME")
	if cache == "" {
		home, _ := os.UserHomeDir()
		cache = filepath.Join(home, ".cache")
	}
	for _, dir := range []string{os.Getenv("PCMLINT_KERNEL"), filepath.Join(cache, "pcmlint", "linux-source-6.12")} {
		if dir != "" {
			if _, err := os.Stat(filepath.Join(dir, "sound")); err == nil {
				return dir
			}
		}
	}
	tb.Skip("no kernel tree: set PCMLINT_KERNEL")
	return ""
}

type kernelFile struct {
	path string
	text []byte
}

func kernelFiles(tb testing.TB, sub string, exts ...string) (out []kernelFile) {
	tb.Helper()
	root := kernelTree(tb)
	err := filepath.WalkDir(filepath.Join(root, sub), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !d.Type().IsRegular() {
			return err
		}
		for _, e := range exts {
			if strings.HasSuffix(path, e) {
				text, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				rel, _ := filepath.Rel(root, path)
				out = append(out, kernelFile{rel, text})
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// TestKernelSound measures how much of sound/ is understood. The bar is one function in a thousand.
func TestKernelSound(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	sub := os.Getenv("PCMLINT_SUBDIR")
	if sub == "" {
		sub = "sound"
	}
	files := kernelFiles(t, sub, ".c", ".h")
	var funcs, broken, problems, calls, lost, size int
	var took time.Duration
	for _, s := range files {
		begin := time.Now()
		f := Parse(s.path, s.text).Read()
		took += time.Since(begin)
		size += len(s.text)
		for i := range f.Funcs {
			fn := &f.Funcs[i]
			funcs++
			if fn.Errors > 0 {
				broken++
			}
		}
		for _, p := range f.Problems {
			problems++
			line, col := f.Position(p.Pos)
			t.Logf("%s:%d:%d: %s (in %q)", s.path, line, col, p.Msg, p.Func)
		}
		c, l := crossCheck(t, s, f)
		calls, lost = calls+c, lost+l
	}
	t.Logf("%d files, %d functions, %d with errors, %d problems; %d call tokens, %d not recorded; %.1f MB in %v (%.1f MB/s)", len(files),
		funcs, broken, problems, calls, lost, float64(size)/1e6, took, float64(size)/1e6/took.Seconds())
	if broken*1000 > funcs {
		t.Errorf("%d of %d functions have errors, more than one in a thousand", broken, funcs)
	}
	if lost*1000 > calls {
		t.Errorf("%d of %d calls were not recorded", lost, calls)
	}
}

// crossCheck compares the name( tokens inside function bodies with the calls that were recorded.
func crossCheck(t *testing.T, s kernelFile, f *File) (total, lost int) {
	have := make(map[Pos]bool)
	var walk func(x *Expr)
	walk = func(x *Expr) {
		if x == nil {
			return
		}
		if x.Kind == Call {
			have[x.Pos] = true
		}
		for _, a := range x.Args {
			walk(a)
		}
	}
	for i := range f.Funcs {
		for _, st := range f.Funcs[i].Stmts {
			walk(st.X)
		}
		for _, v := range f.Funcs[i].Locals {
			walk(v.Init)
		}
	}
	l := lexer{src: s.text, onDir: func(directive) {}}
	l.run()
	at := 0
	text := string(s.text)
	for i := range f.Funcs {
		fn := &f.Funcs[i]
		for at < len(l.toks) && Pos(l.toks[at].start) < fn.Pos {
			at++
		}
		n := at
		for n < len(l.toks) && l.toks[n].kind != '{' {
			n++
		}
		inCase, attr := false, 0
		for ; n+1 < len(l.toks) && Pos(l.toks[n].end) < fn.End; n++ {
			k := l.toks[n].kind
			switch {
			case k == tCase:
				inCase = true
			case k == ':' || k == ';':
				inCase = false
			case k == tAsm || k == tAttribute || k == tTypeof:
				attr = 1
			}
			if attr > 0 {
				switch k {
				case '(':
					attr++
				case ')':
					if attr--; attr == 1 {
						attr = 0
					}
				}
				continue
			}
			if k != tIdent || l.toks[n+1].kind != '(' || inCase {
				continue
			}
			name := text[l.toks[n].start:l.toks[n].end]
			if _, ok := annotations[name]; ok || n > 0 && (l.toks[n-1].kind == '.' || l.toks[n-1].kind == tArrow) {
				continue
			}
			total++
			if !have[Pos(l.toks[n].start)] {
				lost++
				line, col := f.Position(Pos(l.toks[n].start))
				end := bytes.IndexByte(s.text[l.toks[n].start:], '\n')
				t.Logf("%s:%d:%d: not recorded: %s", s.path, line, col, s.text[l.toks[n].start:int(l.toks[n].start)+max(end, 0)])
			}
		}
	}
	return
}
