package drivertest

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/contract"
)

// TestOneFileOfACase holds for every case what TestOneFileOfATree holds for the tree: a file with an expected finding,
// named alone on the command line, gives the findings that the whole folder gives for its driver.
func TestOneFileOfACase(t *testing.T) {
	c := command(t)
	for _, name := range cases(t) {
		wants, err := ReadWants(filepath.Join(src, name))
		if err != nil {
			t.Fatal(err)
		}
		var files []string
		for _, w := range wants {
			if len(w.Rules) > 0 && filepath.Ext(w.File) == ".c" && !slices.Contains(files, w.File) {
				files = append(files, w.File)
			}
		}
		if slices.Contains([]string{"minitree", "oldtree", "bustree", "frametree"}, name) || len(files) == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, whole := mustRun(t, c, name, "--format", "json", name)
			for _, file := range files {
				_, alone := mustRun(t, c, name, "--format", "json", filepath.Join(name, file))
				var module []string
				for _, f := range ModuleFiles(filepath.Join(src, name, file)) {
					module = append(module, filepath.Base(f))
				}
				in := func(list []Finding) []string {
					var keys []string
					for _, f := range list {
						if slices.Contains(module, f.File) {
							key, _ := json.Marshal([]any{f.Rule, f.File, f.Line, f.Column, f.Message, f.Fingerprint})
							keys = append(keys, string(key))
						}
					}
					return keys
				}
				if a, w := in(alone.Findings), in(whole.Findings); !slices.Equal(a, w) {
					t.Errorf("%s alone:\n\t%s\nin its folder:\n\t%s", file, strings.Join(a, "\n\t"), strings.Join(w, "\n\t"))
				}
			}
		})
	}
}

// TestPartsOfATree: whichever folder or file of a kernel tree is named, what is found there is found for the tree, and the
// same of it; what comes along of a library is what the tree says of it.
func TestPartsOfATree(t *testing.T) {
	c := command(t)
	for _, name := range []string{"minitree", "frametree"} {
		whole := keys(t, c, name, name)
		err := filepath.WalkDir(filepath.Join(src, name), func(path string, d os.DirEntry, err error) error {
			if err != nil || !d.IsDir() && filepath.Ext(path) != ".c" {
				return err
			}
			rel, err := filepath.Rel(filepath.Join(src, name), path)
			if err != nil || rel == "." || rel == "include" || strings.HasPrefix(rel, "include/") || strings.HasPrefix(rel, "arch") {
				return err
			}
			t.Run(name+"/"+rel, func(t *testing.T) {
				t.Parallel()
				part := keys(t, c, name, filepath.Join(name, rel))
				for key, file := range whole {
					if _, ok := part[key]; !ok && (file == rel || strings.HasPrefix(file, rel+"/")) {
						t.Errorf("said for the tree and not for %s:\n\t%s", rel, key)
					}
				}
				for key := range part {
					if _, ok := whole[key]; !ok {
						t.Errorf("said for %s and not for the tree:\n\t%s", rel, key)
					}
				}
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestLibraryOfADriver: a driver that is named alone shows what is wrong with the table of its library, for all drivers
// that use this.
func TestLibraryOfADriver(t *testing.T) {
	c := command(t)
	for _, driver := range []string{"brook", "creek"} {
		found := slices.Collect(maps.Values(keys(t, c, "frametree", "frametree/sound/pci/"+driver+".c")))
		if want := []string{"sound/lib/rill.c", "sound/lib/rill.c"}; !slices.Equal(found, want) {
			t.Errorf("%s.c shows findings in %q, want %q", driver, found, want)
		}
	}
	if found := keys(t, c, "frametree", "frametree/sound/soc/reed"); len(found) > 0 {
		t.Errorf("reed is shown what belongs to others: %v", found)
	}
}

// keys runs the command on a path and gives all that is said of each finding, with its file.
func keys(t *testing.T, c *Command, name, arg string) map[string]string {
	t.Helper()
	_, r := mustRun(t, c, name, "--format", "json", arg)
	out := map[string]string{}
	for _, f := range r.Findings {
		key, err := json.Marshal([]any{f.Rule, f.File, f.Line, f.Column, f.Message, f.Fingerprint, f.Path})
		if err != nil {
			t.Fatal(err)
		}
		out[string(key)] = f.File
	}
	return out
}

// TestSharedWait: a wait that several tables reach is one finding, and it names all of them.
func TestSharedWait(t *testing.T) {
	c := command(t)
	_, r := mustRun(t, c, "hw_free-reached", "--format", "json", "hw_free-reached/two_tables.c")
	var waits []Finding
	for _, f := range r.Findings {
		if f.Rule == "PCM003" {
			waits = append(waits, f)
		}
	}
	if len(waits) != 1 {
		t.Fatalf("%d PCM003, want one for both tables", len(waits))
	}
	text, err := json.Marshal(waits[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"snipe_ops", "snipe_capture_ops"} {
		if !strings.Contains(string(text), table) {
			t.Errorf("the finding does not name %s: %s", table, text)
		}
	}
}

// TestRelatedWaits: a wait in prepare or hw_params is shown beside the finding of the table, because it is to be moved.
func TestRelatedWaits(t *testing.T) {
	c := command(t)
	const name = "waits-in-other-ops"
	for _, op := range []string{"prepare", "hw_params"} {
		file := "in_" + op + ".c"
		_, r := mustRun(t, c, name, "--format", "json", filepath.Join(name, file))
		if len(r.Findings) != 1 {
			t.Fatalf("%s: %d findings, want one", file, len(r.Findings))
		}
		shown := slices.ContainsFunc(r.Findings[0].Related, func(s Step) bool {
			return strings.Contains(sourceLine(filepath.Join(src, name, s.File), s.Line), "cancel_work_sync(")
		})
		if !shown {
			t.Errorf("%s: the wait in .%s is not among the related places: %+v", file, op, r.Findings[0].Related)
		}
	}
}

// TestFromAnywhere: where the command is started and how the path is spelled changes nothing in the findings, and files
// are relative to the tree.
func TestFromAnywhere(t *testing.T) {
	c := command(t)
	_, want := mustRun(t, c, "minitree", "--format", "json", "minitree")
	abs, err := filepath.Abs(filepath.Join(src, "minitree"))
	if err != nil {
		t.Fatal(err)
	}
	keys := func(list []Finding, under string) []string {
		var k []string
		for _, f := range list {
			if strings.HasPrefix(f.File, under) {
				b, _ := json.Marshal([]any{f.File, f.Line, f.Column, f.Rule, f.Fingerprint})
				k = append(k, string(b))
			}
		}
		return k
	}
	for _, test := range []struct{ dir, arg, under string }{
		{repo, "testdata/src/minitree", ""},
		{repo, "testdata/src/minitree/", ""},
		{repo, "./testdata/../testdata/src/minitree", ""},
		{src + "/minitree", ".", ""},
		{src + "/minitree", abs, ""},
		{src + "/minitree", "sound/pci", "sound/pci/"},
		{src + "/minitree/sound/pci", ".", "sound/pci/"},
		{src + "/minitree/sound", "pci/egret.c", "sound/pci/egret.c"},
		{"/", abs + "/sound/usb", "sound/usb/"},
	} {
		res, err := c.Run(test.dir, "--format", "json", test.arg)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseReport(res.Stdout)
		if err != nil {
			t.Fatalf("%v\n%s", err, res)
		}
		if a, b := keys(r.Findings, ""), keys(want.Findings, test.under); !slices.Equal(a, b) {
			t.Errorf("in %s, pcmlint %s:\n\t%s\nwant\n\t%s", test.dir, test.arg, strings.Join(a, "\n\t"), strings.Join(b, "\n\t"))
		}
	}
}

// TestEditIsSeen: facts kept from an earlier run never outlive the text that they were taken from.
func TestEditIsSeen(t *testing.T) {
	c := command(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "x.c")
	count := func() int {
		t.Helper()
		res, err := c.Run(dir, "--format", "json", ".")
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseReport(res.Stdout)
		if err != nil {
			t.Fatalf("%v\n%s", err, res)
		}
		return len(r.Findings)
	}
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	driver := `#include "x.h"
static irqreturn_t x_interrupt(int irq, void *dev_id)
{
	struct x *chip = dev_id;

	x_period(chip->substream);
	return IRQ_HANDLED;
}

static const struct snd_pcm_ops x_ops = {
	.trigger = x_trigger,
	.pointer = x_pointer,
};

int x_create(struct x *chip, struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &x_ops);
	return request_irq(chip->irq, x_interrupt, IRQF_SHARED, "x", chip);
}
`
	put("x.h", "static inline void x_period(struct snd_pcm_substream *s)\n{\n\tsnd_pcm_period_elapsed(s);\n}\n")
	put("x.c", driver)
	if n := count(); n != 1 {
		t.Fatalf("%d findings in the faulty driver, want 1", n)
	}

	// The same size, and as far as the file system tells, the same time.
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	put("x.c", strings.Replace(driver, "x_period(chip->", "x_nothng(chip->", 1))
	if err := os.Chtimes(file, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if n := count(); n != 0 {
		t.Errorf("%d findings after the call was taken out, want none", n)
	}

	put("x.c", driver)
	put("x.h", "static inline void x_period(struct snd_pcm_substream *s)\n{\n\tsnd_pcm_period_elapsed(s);\n}\n\n")
	if n := count(); n != 1 {
		t.Errorf("%d findings after the call was put back, want 1", n)
	}
	put("x.h", "static inline void x_period(struct snd_pcm_substream *s)\n{\n}\n")
	if n := count(); n != 0 {
		t.Errorf("%d findings after the function in the header was emptied, want none", n)
	}
	put("extra.c", strings.ReplaceAll(strings.ReplaceAll(driver, "x_", "y_"), "y_period", "snd_pcm_period_elapsed"))
	if n := count(); n != 1 {
		t.Errorf("%d findings after a faulty driver was added, want 1", n)
	}
	if err := os.Remove(filepath.Join(dir, "extra.c")); err != nil {
		t.Fatal(err)
	}
	if n := count(); n != 0 {
		t.Errorf("%d findings after it was removed, want none", n)
	}
}

// TestFingerprints: they are unique, and survive lines that are inserted above.
func TestFingerprints(t *testing.T) {
	c := command(t)
	dir := t.TempDir()
	text, err := os.ReadFile(filepath.Join(src, "hw_free-reached/two_tables.c"))
	if err != nil {
		t.Fatal(err)
	}
	prints := func(text string) []string {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "x.c"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		res, err := c.Run(dir, "--format", "json", "x.c")
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseReport(res.Stdout)
		if err != nil {
			t.Fatalf("%v\n%s", err, res)
		}
		var p []string
		for _, f := range r.Findings {
			p = append(p, f.Fingerprint)
		}
		slices.Sort(p)
		return p
	}
	before := prints(string(text))
	if len(before) != 3 || len(slices.Compact(slices.Clone(before))) != 3 {
		t.Fatalf("fingerprints %q, want three different ones", before)
	}
	after := prints("/* A line more. */\n" + strings.Replace(string(text), "static int snipe_trigger", "static int snipe_neighbour(void)\n{\n\treturn 0;\n}\n\nstatic int snipe_trigger", 1))
	if !slices.Equal(before, after) {
		t.Errorf("fingerprints %q became %q when lines were inserted", before, after)
	}
}

// TestPathNamesTheHandler: a registration that does not spell the handler, because it comes from a variable, a table or a
// parameter, is followed by the place that does.
func TestPathNamesTheHandler(t *testing.T) {
	c := command(t)
	for _, name := range cases(t) {
		if name == "p14-small-macros" {
			continue // a macro that is called without naming the handler
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, r := mustRun(t, c, name, "--format", "json", name)
			for _, f := range r.Findings {
				if !contract.AboutTable(f.Rule) {
					continue
				}
				entry, named := f.Path[0].Function, false
				for i, s := range f.Path {
					about := i == 0 || strings.HasPrefix(s.Note, "keeps a pointer to "+entry+"()") || strings.HasPrefix(s.Note, "hands "+entry+"() ")
					named = named || about && strings.Contains(quoted(t, filepath.Join(src, name, s.File), s.Line), entry)
				}
				if !named {
					t.Errorf("%s:%d %s: no step of the path spells the handler %s(): %+v", f.File, f.Line, f.Subject, entry, f.Path)
				}
			}
		})
	}
}

// quoted is a line of a file and the two behind it, over which a call may go on.
func quoted(t *testing.T, file string, line int) string {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	return strings.Join(lines[line-1:min(line+2, len(lines))], "\n")
}
