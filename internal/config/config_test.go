package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/config"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

const full = `
exclude = ["sound/core/oss", "drivers/**/old*"]
format = "gcc"
baseline = "known"

[rules.PCM003]
off = "no sync_stop there"

[[registers]]
function = "acme_request"
argument = 2
kind = "irq"

[[registers]]
function = "acme_request"
argument = 3
kind = "threaded-irq"

[[waits]]
function = "acme_wait"
argument = 1
kinds = ["work", "delayed-work"]
queue = true

[[initialises]]
function = "acme_lock_init"
argument = 2

[[ops]]
struct = "struct acme_ops"
substream = 2
callbacks = ["start", "hw_free", "sync_stop"]
`

func parse(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := config.Parse("/tree/.pcmlint.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestRows: what is written becomes rows beside those of the kernel, counted from 0.
func TestRows(t *testing.T) {
	api := parse(t, full).API()
	r := api.Registrars["acme_request"]
	if len(r.Handlers) != 2 || r.Handlers[0] != (kernelapi.Handler{Arg: 1, Kind: kernelapi.IRQ}) ||
		r.Handlers[1] != (kernelapi.Handler{Arg: 2, Kind: kernelapi.ThreadedIRQ}) || r.Object != kernelapi.None || r.Data != kernelapi.None {
		t.Errorf("acme_request: %+v", r)
	}
	if w := api.Waits["acme_wait"]; w.Object != 0 || !w.Queue || w.IRQ || len(w.Kinds) != 2 {
		t.Errorf("acme_wait: %+v", w)
	}
	if n, ok := api.Initialises["acme_lock_init"]; !ok || n != 1 {
		t.Errorf("acme_lock_init: %d %t", n, ok)
	}
	if o := api.Ops["acme_ops"]; o.Substream != 1 || !o.Stream["start"] || len(o.Stream) != 3 {
		t.Errorf("acme_ops: %+v", o)
	}
	if _, ok := api.Registrars["request_irq"]; !ok || !api.Tag("acme_ops") || !api.Callback("start") {
		t.Error("rows are missing")
	}
	if _, ok := kernelapi.Registrars["acme_request"]; ok || kernelapi.Kernel().Tag("acme_ops") {
		t.Error("the rows of the kernel were changed")
	}
}

// TestKey: other rows, other key; the same rows, the same key, whatever else the file says.
func TestKey(t *testing.T) {
	key := parse(t, full).API().Key
	if again := parse(t, strings.Replace(full, `format = "gcc"`, "", 1)).API().Key; again != key {
		t.Error("the format is part of the key")
	}
	if other := parse(t, strings.Replace(full, "argument = 3", "argument = 4", 1)).API().Key; other == key {
		t.Error("two arguments have one key")
	}
	if parse(t, "exclude = [\"a\"]").API() != nil {
		t.Error("an API without additions")
	}
}

func TestExcludes(t *testing.T) {
	c := parse(t, full)
	for file, want := range map[string]bool{
		"sound/core/oss/pcm_oss.c": true, "sound/core/ossl.c": false, "drivers/old.c": true, "drivers/a/b/older/x.c": true,
		"drivers/a/b/cold.c": false, "sound/core/oss": true,
	} {
		if got := c.Excludes("/tree", file); got != want {
			t.Errorf("%s: %v", file, got)
		}
	}
	if !c.Excludes("/tree/sound", "core/oss/x.c") || c.Excludes("/other", "sound/core/oss/x.c") {
		t.Error("paths are not relative to the file's folder")
	}
}

// TestFind stops at the root of a tree and takes the nearest file.
func TestFind(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	touch := func(name string) string {
		name = filepath.Join(top, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	touch(".pcmlint.toml")
	touch("tree/Makefile")
	touch("tree/include/sound/pcm.h")
	driver := touch("tree/sound/pci/x.c")
	touch("repo/.git")
	touch("repo/a/x.c")
	for _, path := range []string{driver, filepath.Join(top, "repo/a")} {
		if name, err := config.Find(path); name != "" || err != nil {
			t.Errorf("%s: %q %v", path, name, err)
		}
	}
	near := touch("tree/sound/.pcmlint.toml")
	touch("tree/.pcmlint.toml")
	if name, err := config.Find(driver); name != near || err != nil {
		t.Errorf("%q %v, want %s", name, err, near)
	}
}

// FuzzParse: any text is taken or refused with a place, and what is taken can be used.
func FuzzParse(f *testing.F) {
	f.Add(full)
	f.Add("rules = { PCM003 = { off = 'x' } }\nregisters = [ { function = 'f', argument = 1, kind = 'work' } ]")
	f.Add("exclude = ['a[', '{', '**']\n[[ops]]\nstruct = ''\n")
	f.Add("\"exclude\" = \"\"\"\n\"\"\"\n[a.b]\n[[a.b.c]]\nd.e = 1979-05-27T07:32:00Z\n")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := config.Parse("f.toml", []byte(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "f.toml:") {
				t.Errorf("no place in %q", err)
			}
			return
		}
		c.API()
		c.Off()
		c.Excludes("/tree", "sound/pci/x.c")
		c.Line("exclude")
	})
}
