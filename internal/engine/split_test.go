package engine

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestSplit: what an argument names decides which analysis looks at it, and from which folder Go packages are loaded.
func TestSplit(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":        "module example.com/top\n",
		"both/a.c":      "",
		"both/a.go":     "package both\n",
		"c/b.c":         "",
		"gone/d.go":     "package gone\n",
		"inner/go.mod":  "module example.com/inner\n",
		"inner/x/x.go":  "package x\n",
		"inner/x/x2.go": "package x\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	inner, err := workingDir()
	if err != nil {
		t.Fatal(err)
	}
	inner = filepath.Join(inner, "inner")
	for _, c := range []struct {
		args  []string
		paths []string
		loads []load
	}{
		{[]string{"c"}, []string{"c"}, nil},
		{[]string{"c/b.c", "missing.c"}, []string{"c/b.c", "missing.c"}, nil},
		{[]string{"both"}, []string{"both"}, []load{{patterns: []string{"./both/..."}, beside: true}}},
		{[]string{"gone"}, nil, []load{{patterns: []string{"./gone/..."}}}},
		{[]string{"both", "./both/..."}, []string{"both"}, []load{{patterns: []string{"./both/..."}}}},
		{[]string{"gone/d.go", "gone/d.go"}, nil, []load{{patterns: []string{"./gone"}}}},
		{[]string{"inner/x/x.go"}, nil, []load{{dir: inner, patterns: []string{"./x"}}}},
		{[]string{"example.com/driver"}, nil, []load{{patterns: []string{"example.com/driver"}}}},
	} {
		paths, loads, err := split(c.args)
		same := slices.EqualFunc(loads, c.loads, func(a, b load) bool {
			return a.dir == b.dir && a.beside == b.beside && slices.Equal(a.patterns, b.patterns)
		})
		if err != nil || !slices.Equal(paths, c.paths) || !same {
			t.Errorf("%v: paths %q, loads %+v, %v; want %q, %+v", c.args, paths, loads, err, c.paths, c.loads)
		}
	}
	if _, _, err := split([]string{"./missing/..."}); err == nil {
		t.Error("a pattern below a folder that is not there is no error")
	}
}
