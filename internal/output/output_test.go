package output

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/rules"
)

var update = flag.Bool("update", false, "write the golden files anew; look at them afterwards")

const (
	mainC = "sound/pci/x/x_main.c"
	pcmC  = "sound/pci/x/x_pcm.c"
)

func place(file string, line, column, endColumn int) finding.Place {
	return finding.Place{File: file, Line: line, Column: column, EndLine: line, EndColumn: endColumn}
}

// sample is a report with one of everything, on the driver under testdata/src.
func sample() *finding.Report {
	irq := []finding.Step{
		{Place: place(mainC, 22, 6, 17), Function: "snd_x_interrupt", Note: "registered as IRQ handler"},
		{Place: place(mainC, 16, 16, 28), Function: "snd_x_interrupt", Note: "calls snd_x_update"},
		{Place: place(mainC, 8, 100, 122), Function: "snd_x_update", Note: "calls snd_pcm_period_elapsed"},
	}
	r := &finding.Report{
		Root:          "linux",
		Race:          rules.Race,
		KernelVersion: "6.12.9",
		Findings: []finding.Finding{
			{
				Rule: "PCM001", Name: "irq-without-sync-stop", Place: place(pcmC, 3, 33, 51),
				Subject: "snd_x_playback_ops", Context: "irq", Entries: []string{"snd_x_interrupt"},
				Message: "the IRQ handler snd_x_interrupt reports periods of snd_x_playback_ops, and nothing waits for it after a stop",
				Advice:  "assign card->sync_irq after request_irq() (in snd_x_create), or add a .sync_stop that calls synchronize_irq()",
				Path:    irq,
				Fix: &finding.Fix{Summary: "name the IRQ to the core", Edits: []finding.Edit{
					{File: mainC, StartLine: 27, StartColumn: 1, EndLine: 27, EndColumn: 1, NewText: "\tcard->sync_irq = chip->irq;\n"},
				}},
			},
			{
				Rule: "PCM002", Name: "deferred-without-sync-stop", Place: place(pcmC, 7, 48, 65),
				Subject: "snd_x_capture_ops", Context: "work",
				Message: `the work "snd_x_work" <a&b> reports periods of snd_x_capture_ops, and the table has no .sync_stop`,
				Advice:  "add a .sync_stop that calls cancel_work_sync()",
				Path: []finding.Step{
					{Place: place("sound/pci/x/gone.c", 99, 2, 11), Function: "snd_x_work", Note: "registered as work"},
					{Place: place(mainC, 8, 100, 122), Function: "snd_x_update", Note: "calls snd_pcm_period_elapsed"},
				},
				Related: []finding.Step{{Place: place(pcmC, 11, 2, 18), Function: "snd_x_hw_free", Note: "waits here; move this wait to .sync_stop"}},
			},
			{
				Rule: "PCM003", Name: "hand-rolled-sync", Place: finding.Place{File: pcmC, Line: 11, Column: 2},
				Subject: "cancel_work_sync", Context: "work",
				Message: "snd_x_hw_free waits for the work snd_x_work by itself",
				Path:    []finding.Step{{Place: place(pcmC, 9, 12, 25), Function: "snd_x_hw_free", Note: "is .hw_free of snd_x_capture_ops"}},
				Suppressed: &finding.Suppression{
					Reason: "the firmware needs it", Place: place(pcmC, 10, 1, 2),
				},
			},
		},
		Tables: []finding.Table{
			{
				File: pcmC, Line: 3, Column: 33, Name: "snd_x_playback_ops", Kind: "snd_pcm_ops", Status: finding.Unsynced,
				Contexts: []finding.Context{{Kind: "irq", Entry: "snd_x_interrupt", Registered: irq[0].Place, Elapsed: irq[2].Place, Path: irq}},
			},
			{
				File: pcmC, Line: 7, Column: 48, Name: "snd_x_capture_ops", Kind: "snd_pcm_ops", Status: finding.Unknown,
				Reason: "elapsed is called in x_main.c, but who starts snd_x_update was not found",
			},
			{
				File: "sound/soc/y/y.c", Line: 1234, Column: 48, Name: "y_component", Kind: "snd_soc_component_driver", Status: finding.Synced,
				Sync: &finding.Sync{By: finding.BySyncStop, File: "sound/soc/y/y.c", Line: 1240},
				Contexts: []finding.Context{
					{Kind: "threaded-irq", Entry: "y_irq_thread", Registered: place("sound/soc/y/y.c", 900, 8, 9), Elapsed: place("sound/soc/y/y.c", 300, 3, 4)},
					{Kind: "delayed-work", Entry: "y_poll", Registered: place("sound/soc/y/y-poll.c", 90, 8, 9), Elapsed: place("sound/soc/y/y.c", 300, 3, 4)},
				},
			},
			{File: "sound/soc/y/y.c", Line: 1300, Column: 9, Name: "y_null_ops", Kind: "snd_pcm_ops", Status: finding.NoAsync},
		},
		Stats: finding.Stats{
			Drivers: 2, Tables: finding.TableCounts{Synced: 1, Unsynced: 1, NoAsync: 1, Unknown: 1},
			FilesWalked: 812, FilesSearched: 700, FilesRead: 40, FilesParsed: 6, FilesFromCache: 34,
			FilesSkipped: map[string]int{"too large": 1, "binary": 2},
			Functions:    1200, FunctionsWithErrors: 1, Elapsed: 1234567 * time.Microsecond,
		},
		Errors: []finding.FileError{{File: "sound/pci/locked", Message: "open sound/pci/locked: permission denied"}},
		Notes:  []string{"this kernel is older than 5.5 and knows no sync_stop"},
		ReadSource: func(file string) ([]byte, error) {
			return os.ReadFile(filepath.Join("testdata/src", file))
		},
	}
	r.Unknown = r.Tables[1:2]
	r.Skipped = []finding.FileError{{File: "sound/pci/x/gone.c", Message: "symlink"}}
	r.SetFingerprints()
	return r
}

func TestGolden(t *testing.T) {
	below := func(file string) string { return "linux/" + file }
	for _, c := range []struct {
		golden string
		write  Writer
		o      Options
	}{
		{"text", Text, Options{Path: below}},
		{"text-color", Text, Options{Color: true, Quiet: true}},
		{"text-verbose", Text, Options{Verbose: true, Quiet: true}},
		{"text-narrow", Text, Options{Width: 40, Quiet: true}},
		{"audit", AuditText, Options{Path: below}},
		{"audit-color", AuditText, Options{Color: true, Quiet: true}},
		{"json", JSON, Options{Path: below}},
		{"gcc", GCC, Options{Path: below}},
		{"github", GitHub, Options{Path: below}},
		{"gitlab", GitLab, Options{Path: below}},
		{"sarif", SARIF, Options{Path: below}},
	} {
		t.Run(c.golden, func(t *testing.T) {
			c.o.Version = "1.2.3"
			var got, again bytes.Buffer
			if err := c.write(&got, sample(), c.o); err != nil {
				t.Fatal(err)
			}
			if err := c.write(&again, sample(), c.o); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), again.Bytes()) {
				t.Error("two runs differ")
			}
			compare(t, filepath.Join("testdata", c.golden+".golden"), got.Bytes())
		})
	}
}

func compare(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("differs from %s (go test -update writes it anew):\n%s", file, firstDifference(string(got), string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			old := "(end)"
			if i < len(w) {
				old = w[i]
			}
			return "got  " + g[i] + "\nwant " + old
		}
	}
	return "got ends early"
}

// TestEmpty: a report without anything is still a whole document in every format.
func TestEmpty(t *testing.T) {
	want := map[string]string{
		"text": "no findings\n0 drivers, 0 ops tables: 0 synced, 0 unsynced, 0 no-async, 0 unknown\n0 files seen, 0 read, 0 parsed, 0 from the cache\n",
		"gcc":  "", "github": "", "gitlab": "[]\n",
	}
	for _, f := range Formats() {
		var b bytes.Buffer
		if err := f.Write(&b, &finding.Report{}, Options{Version: "1"}); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if w, ok := want[f.Name]; ok && b.String() != w {
			t.Errorf("%s: %q", f.Name, b.String())
		}
		if strings.Contains(b.String(), ": null") {
			t.Errorf("%s: a null where a list belongs:\n%s", f.Name, b.String())
		}
	}
}

func TestPathsFrom(t *testing.T) {
	for _, c := range []struct{ cwd, root, file, want string }{
		{"/home/a", "linux", "sound/x.c", "linux/sound/x.c"},
		{"/home/a/linux", ".", "sound/x.c", "sound/x.c"},
		{"/home/a/linux/sound/pci", "../..", "sound/pci/x.c", "x.c"},
		{"/home/a/linux/sound/pci", "../..", "sound/isa/x.c", "../isa/x.c"},
		{"/home/a", "/usr/src/linux", "sound/x.c", "/usr/src/linux/sound/x.c"},
		{"/home/a", "/home/a/linux", "sound/x.c", "linux/sound/x.c"},
		{"/home/a", "linux", "/tmp/x.c", "/tmp/x.c"},
	} {
		if got := PathsFrom(c.cwd, c.root)(c.file); got != c.want {
			t.Errorf("from %s, tree %s: %s is spelled %s, want %s", c.cwd, c.root, c.file, got, c.want)
		}
	}
}
