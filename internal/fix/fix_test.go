package fix_test

import (
	"bytes"
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/check"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/fix"
)

const (
	src    = "../../testdata/src"
	golden = "../../testdata/golden/fix"
)

var update = flag.Bool("update", false, "write the expected repairs anew")

func run(t *testing.T, dir string) *finding.Report {
	t.Helper()
	r, err := check.Run(context.Background(), []string{dir}, check.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// audit is run with the tables of the drivers.
func audit(t *testing.T, dir string) *finding.Report {
	t.Helper()
	r, err := check.Run(context.Background(), []string{dir}, check.Options{NoCache: true, Audit: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func plan(t *testing.T, r *finding.Report) *fix.Plan {
	t.Helper()
	p, err := fix.NewPlan(r.Active(), r.ReadSource)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// copied gives a folder with the drivers of a case.
func copied(t *testing.T, name string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(src, name))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func cases(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(src)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "go" {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestGolden: the repairs of the drivers written for them, as diffs that were looked at.
func TestGolden(t *testing.T) {
	for _, name := range cases(t) {
		if !strings.HasPrefix(name, "fix-") {
			continue
		}
		r := run(t, filepath.Join(src, name))
		got, err := plan(t, r).Diff()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Active() {
			if f.Fix == nil {
				got += "no repair of " + f.Subject + ": " + f.NoFix + "\n"
			}
		}
		file := filepath.Join(golden, name+".diff")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("%v: 'go test ./internal/fix -update' writes it", err)
		}
		if got != string(want) {
			t.Errorf("%s: other repairs than in %s:\n%s", name, file, got)
		}
	}
}

// TestRepaired: after the repairs of any driver its text is understood as well as before, what was repaired is found no
// more, it is proved that every handler is waited for, and there is nothing left to repair.
func TestRepaired(t *testing.T) {
	repaired := 0
	for _, name := range cases(t) {
		dir := copied(t, name)
		first := run(t, dir)
		p := plan(t, first)
		repaired += len(p.Repaired)
		for _, f := range p.Files {
			if n, was := problems(f.After), problems(f.Before); n > was {
				t.Errorf("%s: %s has %d syntax errors after the repair, %d before:\n%s", name, f.Name, n, was, f.After)
			}
		}
		if err := p.Write(dir); err != nil {
			t.Fatal(err)
		}
		second := audit(t, dir)
		for _, f := range p.Repaired {
			if i := slices.IndexFunc(second.Tables, func(x finding.Table) bool { return x.File == f.File && x.Name == f.Subject }); i >= 0 {
				if x := second.Tables[i]; x.Sync != nil && x.Sync.Proof == finding.Trusted && !unproved[f.Subject] {
					t.Errorf("%s: %s is not proved to wait after its repair: %s", name, f.Subject, x.Sync.Reason)
				}
			}
		}
		for _, f := range second.Active() {
			if f.Fix != nil {
				t.Errorf("%s: %s %s can be repaired again: %s", name, f.Rule, f.Subject, f.Fix.Summary)
			}
		}
		for _, f := range p.Repaired {
			if slices.ContainsFunc(second.Active(), func(g finding.Finding) bool {
				return g.Rule == f.Rule && g.File == f.File && g.Subject == f.Subject
			}) && !slices.ContainsFunc(p.Left, func(g finding.Finding) bool {
				return g.Rule == f.Rule && g.File == f.File && g.Subject == f.Subject
			}) {
				diff, _ := p.Diff()
				t.Errorf("%s: %s %s is found again after its repair:\n%s", name, f.Rule, f.Subject, diff)
			}
		}
	}
	if repaired < 20 {
		t.Errorf("only %d repairs in all test drivers", repaired)
	}
}

// unproved are tables whose repair is right and beyond what the proof understands: a number stored on another way than the
// request, a timer that is set up by an initializer.
var unproved = map[string]bool{"godwit_ops": true, "stilt_ops": true}

func problems(text []byte) int {
	f := cparse.Parse("x.c", text)
	n := len(f.Problems)
	for i := range f.Funcs {
		n += f.Funcs[i].Errors
	}
	return n
}

// TestWrite: a repaired file keeps its mode and its line ends, and a link to it stays one; one that somebody has changed
// in the meantime is left alone.
func TestWrite(t *testing.T) {
	dir := copied(t, "fix-irq")
	file, kept := filepath.Join(dir, "avocet.c"), filepath.Join(dir, "kept")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	p := plan(t, run(t, dir))
	if err := os.Rename(file, kept); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("kept", file); err != nil {
		t.Skip(err)
	}
	changed := filepath.Join(dir, "dunlin.c")
	if err := os.WriteFile(changed, []byte("/* somebody else's */\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	err = p.Write(dir)
	if err == nil || !strings.Contains(err.Error(), "dunlin.c has changed") || strings.Contains(err.Error(), "avocet") {
		t.Errorf("writing over a changed file: %v", err)
	}
	if got, _ := os.ReadFile(changed); string(got) != "/* somebody else's */\n" {
		t.Errorf("the changed file was written: %s", got)
	}
	got, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(got, []byte("\tcard->sync_irq = chip->irq;\r\n")) || bytes.Count(got, []byte("\n")) != bytes.Count(got, []byte("\r\n")) {
		t.Errorf("line ends were not kept: %q", got)
	}
	if fi, err := os.Stat(kept); err != nil || fi.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", fi.Mode(), err)
	}
	if fi, err := os.Lstat(file); err != nil || fi.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", fi.Mode(), err)
	}
}

// TestOverlap: of two repairs of one place the first is made, and the other finding is left.
func TestOverlap(t *testing.T) {
	text := []byte("one\ntwo\nthree\n")
	edit := func(line int, text string) finding.Edit {
		return finding.Edit{File: "x.txt", StartLine: line, StartColumn: 1, EndLine: line + 1, EndColumn: 1, NewText: text}
	}
	repair := func(es ...finding.Edit) finding.Finding { return finding.Finding{Fix: &finding.Fix{Edits: es}} }
	p, err := fix.NewPlan([]finding.Finding{
		repair(edit(2, "2\n")), repair(edit(2, "2\n")), repair(edit(2, "zwei\n"), edit(1, "eins\n")), repair(edit(3, "3\n")),
	}, func(string) ([]byte, error) { return text, nil })
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Repaired) != 3 || len(p.Left) != 1 || string(p.Files[0].After) != "one\n2\n3\n" {
		t.Errorf("%d repaired, %d left: %q", len(p.Repaired), len(p.Left), p.Files[0].After)
	}
	if _, err := fix.NewPlan([]finding.Finding{repair(edit(9, "nine\n"))}, func(string) ([]byte, error) { return text, nil }); err == nil {
		t.Error("an edit of a line that is not there was taken")
	}
}

// TestBehindLine: lines that an edit adds behind a line leave that line out of the diff.
func TestBehindLine(t *testing.T) {
	e := finding.Edit{File: "x.txt", StartLine: 1, StartColumn: 4, EndLine: 1, EndColumn: 4, NewText: "\nnew"}
	p, err := fix.NewPlan([]finding.Finding{{Fix: &finding.Fix{Edits: []finding.Edit{e}}}},
		func(string) ([]byte, error) { return []byte("one\ntwo\n"), nil })
	if err != nil {
		t.Fatal(err)
	}
	diff, err := p.Diff()
	if err != nil || string(p.Files[0].After) != "one\nnew\ntwo\n" || strings.Contains(diff, "-one") {
		t.Errorf("%v: %q\n%s", err, p.Files[0].After, diff)
	}
}

// TestHunks: each hunk of a diff begins at the line of the new text that it says, however many edits share the one before.
func TestHunks(t *testing.T) {
	text := strings.Repeat("old\n", 40)
	insert := func(line int) finding.Edit {
		return finding.Edit{File: "x.txt", StartLine: line, StartColumn: 1, EndLine: line, EndColumn: 1, NewText: "new\nnew\n"}
	}
	p, err := fix.NewPlan([]finding.Finding{{Fix: &finding.Fix{Edits: []finding.Edit{insert(5), insert(8), insert(20), insert(30)}}}},
		func(string) ([]byte, error) { return []byte(text), nil })
	if err != nil {
		t.Fatal(err)
	}
	diff, err := p.Diff()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"@@ -2,9 +2,13 @@\n", "@@ -17,6 +21,8 @@\n", "@@ -27,6 +33,8 @@\n"} {
		if !strings.Contains(diff, want) {
			t.Errorf("no %q in the diff:\n%s", want, diff)
		}
	}
}

// TestHandRolledBody: what waits by hand is not among the handlers that a patch speaks of.
func TestHandRolledBody(t *testing.T) {
	dir := copied(t, "fix-hw_free")
	bodies := map[string]string{} // by file
	for _, p := range plan(t, run(t, dir)).Patches(dir) {
		bodies[p.Files[0].Name] = p.Body
		if strings.Contains(p.Body, "hw_free(), a") {
			t.Errorf("a callback is called a handler:\n%s", p.Body)
		}
	}
	for file, want := range map[string]string{
		"linnet.c":    "\n\nlinnet_hw_free() waits by hand with cancel_work_sync() in linnet_wait().\nThe core calls sync_stop",
		"brambling.c": "\n\nThe wait in hw_free is not needed any more then",
	} {
		if !strings.Contains(bodies[file], want) {
			t.Errorf("no %q in the body:\n%s", want, bodies[file])
		}
	}
}

// TestInitBody: the mail of a moved initialisation speaks of that, not of a stop.
func TestInitBody(t *testing.T) {
	dir := copied(t, "fix-init")
	ps := plan(t, run(t, dir)).Patches(dir)
	if len(ps) != 1 {
		t.Fatalf("%d patches, want one", len(ps))
	}
	if want := "whinchat: Initialise what the handler uses before requesting the IRQ"; ps[0].Subject != want {
		t.Errorf("subject %q, want %q", ps[0].Subject, want)
	}
	if body := ps[0].Body; !strings.HasPrefix(body, "request_irq() lets whinchat_interrupt() run") || strings.Contains(body, "trigger") || strings.Contains(body, "hw_free") {
		t.Errorf("the body is about something else:\n%s", body)
	}
}

// TestPatches: one patch for each driver, with the handler, a sign-off by the user only, and a diff.
func TestPatches(t *testing.T) {
	dir := copied(t, "fix-irq")
	p := plan(t, run(t, dir))
	ps := p.Patches(dir)
	if len(ps) != 3 {
		t.Fatalf("%d patches, want one for each of 3 drivers", len(ps))
	}
	mail, err := ps[0].Mail(fix.Author{Name: "A Maintainer", Email: "maintainer@example.org"}, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"From: A Maintainer <maintainer@example.org>\nSubject: [PATCH] avocet: Assign card->sync_irq\n\n",
		"\n\navocet_interrupt(), an interrupt handler, calls\nsnd_pcm_period_elapsed(). The core does not wait",
		"\n\nSigned-off-by: A Maintainer <maintainer@example.org>\n---\n avocet.c | 1 +\n 1 file changed, 1 insertion(+)\n",
		"\ndiff --git a/avocet.c b/avocet.c\n--- a/avocet.c\n+++ b/avocet.c\n@@",
		"+\tcard->sync_irq = chip->irq;\n",
	} {
		if !strings.Contains(mail, want) {
			t.Errorf("no %q in the patch:\n%s", want, mail)
		}
	}
	for line := range strings.Lines(mail[:strings.Index(mail, "---\n")]) {
		if len(line) > 76 {
			t.Errorf("too long a line in the message: %s", line)
		}
	}
	mail, err = ps[0].Mail(fix.Author{}, true)
	if err != nil || strings.Contains(mail, "Signed-off-by") || !strings.Contains(mail, "---\nNot signed off") {
		t.Errorf("a patch by nobody in particular: %v\n%s", err, mail)
	}
}

// TestSubject: a patch's subject begins as most of those of the driver's last changes do, or as its place in the tree
// says where there are none that tell.
func TestSubject(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip(err)
	}
	dir := copied(t, "fix-irq")
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q")
	commit := func(file, subject string) {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, file), append(text, "/* "+subject+" */\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
		git("add", file)
		git("commit", "-q", "-m", subject)
	}
	for _, s := range []string{"ALSA: waders: avocet: Add driver", "ALSA: avocet: Fix a leak", "treewide: Fix typos", "ALSA: avocet: Constify ops",
		"ALSA: Use managed buffers", "treewide: Replace the license boilerplate", "ALSA: Constify all ops", "ALSA: Spelling", "avocet driver"} {
		commit("avocet.c", s)
	}
	commit("dunlin.c", "Add a driver that nobody has heard of")
	commit("dunlin.c", "treewide: It compiles now")
	var got []string
	for _, p := range plan(t, run(t, dir)).Patches(dir) {
		got = append(got, p.Subject)
	}
	want := []string{"ALSA: avocet: Assign card->sync_irq", "dunlin: Assign card->sync_irq"}
	if len(got) < 2 || !slices.Equal(got[:2], want) {
		t.Errorf("subjects %q, want %q and more", got, want)
	}
}

// TestSeries: patches that one finding needs are numbered, and each begins as its subsystem has it where no log tells.
func TestSeries(t *testing.T) {
	edit := func(file, text string) finding.Edit {
		return finding.Edit{File: file, StartLine: 1, StartColumn: 1, EndLine: 1, EndColumn: 1, NewText: text}
	}
	repair := func(rule string, es ...finding.Edit) finding.Finding {
		return finding.Finding{Rule: rule, Fix: &finding.Fix{Edits: es}}
	}
	stop := "int x_sync_stop(void) { cancel_work_sync(&x->work); }\n"
	dice, motu := edit("sound/firewire/dice/dice-pcm.c", stop), edit("sound/firewire/motu/motu-pcm.c", stop)
	p, err := fix.NewPlan([]finding.Finding{
		repair("PCM003", dice, motu), repair("PCM002", dice), repair("PCM002", motu),
		repair("PCM002", edit("sound/soc/meson/axg-fifo.h", "int x_sync_stop(void);\n"), edit("sound/soc/meson/axg-fifo.c", stop)),
		repair("PCM001", edit("sound/pci/rme32.c", "static void f(void) { card->sync_irq = irq; }\n")),
		repair("PCM001", edit("sound/soc/intel/catpt/pcm.c", "static void f(void) { card->sync_irq = irq; }\n")),
	}, func(string) ([]byte, error) { return nil, nil })
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range p.Patches(t.TempDir()) {
		mail, err := q.Mail(fix.Author{}, false)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(mail, "\nSubject: ")
		subject, _, _ := strings.Cut(rest, "\n")
		got = append(got, subject)
		if stops := strings.Contains(mail, "cancel_work_sync(&x"); stops != strings.Contains(strings.Join(strings.Fields(q.Body), " "), "cancel_work_sync() takes the work item off its queue and waits for it if it runs.") {
			t.Errorf("the body does not say why the wait is enough:\n%s", q.Body)
		}
		if !strings.HasSuffix(q.Body, "\n\nFound by static analysis, compile-tested only.\n") {
			t.Errorf("the body does not say how it was found:\n%s", q.Body)
		}
	}
	want := []string{"[PATCH 1/2] ALSA: dice: Add sync_stop callback", "[PATCH 2/2] ALSA: firewire-motu: Add sync_stop callback",
		"[PATCH] ALSA: rme32: Assign card->sync_irq", "[PATCH] ASoC: Intel: catpt: Assign card->sync_irq", "[PATCH] ASoC: meson: axg-fifo: Add sync_stop callback"}
	if !slices.Equal(got, want) {
		t.Errorf("subjects\n%q, want\n%q", got, want)
	}
}

// FuzzMutated repairs drivers from which pieces are missing or twice there: it must end without a panic, and what was
// understood before the repair must be understood after it.
func FuzzMutated(f *testing.F) {
	var texts [][]byte
	for _, pattern := range []string{"/fix-*/*.c", "/p0*/*.c", "/asoc-*/*.c"} {
		names, _ := filepath.Glob(src + pattern)
		for _, n := range names {
			if text, err := os.ReadFile(n); err == nil {
				texts = append(texts, text)
			}
		}
	}
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 1))
		text := mutated(r, texts[r.IntN(len(texts))])
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.c"), text, 0o644); err != nil {
			t.Fatal(err)
		}
		report := run(t, dir)
		p := plan(t, report)
		for _, file := range p.Files {
			if n, was := problems(file.After), problems(file.Before); n > was {
				t.Errorf("%d syntax errors after the repair, %d before:\n%s", n, was, file.After)
			}
		}
		if len(p.Repaired) != offered(t, report) {
			t.Errorf("%d repairs in the report, %d are made", offered(t, report), len(p.Repaired))
		}
	})
}

// offered counts the repairs that a report offers to everybody, each by itself a good one.
func offered(t *testing.T, r *finding.Report) int {
	n := 0
	for _, f := range r.Active() {
		if f.Fix == nil {
			continue
		}
		n++
		p, err := fix.NewPlan([]finding.Finding{f}, r.ReadSource)
		if err != nil || len(p.Repaired) != 1 {
			t.Errorf("the report offers a repair of %s that is not made: %v", f.Subject, err)
		}
	}
	return n
}

// mutated drops, doubles and swaps a few lines of a text.
func mutated(r *rand.Rand, text []byte) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	for range 1 + r.IntN(4) {
		i, j := r.IntN(len(lines)), r.IntN(len(lines))
		switch r.IntN(4) {
		case 0:
			lines = slices.Delete(lines, i, i+1)
		case 1:
			lines = slices.Insert(lines, j, lines[i])
		case 2:
			lines[i], lines[j] = lines[j], lines[i]
		case 3:
			if n := len(lines[i]); n > 1 {
				lines[i] = lines[i][:r.IntN(n)]
			}
		}
		if len(lines) == 0 {
			break
		}
	}
	return bytes.Join(lines, nil)
}
