//go:build unix

package drivertest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A small faulty driver, to see whether the rest of a folder is still analysed beside something hostile.
const faulty = `static irqreturn_t x_interrupt(int irq, void *dev_id)
{
	struct x *chip = dev_id;

	snd_pcm_period_elapsed(chip->substream);
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

const faultyLine = 9 // of x_ops

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHostile throws at the command what a disk can hold. Nothing hangs or panics (Run sees to that), and nothing is
// lost silently: what was not read is an error that names it and exit status 2, or a skip that is counted.
func TestHostile(t *testing.T) {
	c := command(t)
	tests := []struct {
		name  string
		make  func(t *testing.T, dir string)
		arg   string // relative to dir; what the message must name
		exits []int
		skip  bool // exit status 0 or 1 must come with a counted skip
	}{
		{name: "missing path", make: func(*testing.T, string) {}, arg: "not-there.c", exits: []int{2}},
		{name: "missing folder", make: func(*testing.T, string) {}, arg: "not/there", exits: []int{2}},
		{name: "unreadable folder", arg: "closed", exits: []int{2}, make: func(t *testing.T, dir string) {
			if os.Geteuid() == 0 {
				t.Skip("root may read everything")
			}
			write(t, filepath.Join(dir, "closed/x.c"), []byte(faulty))
			if err := os.Chmod(filepath.Join(dir, "closed"), 0); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.Chmod(filepath.Join(dir, "closed"), 0o755) })
		}},
		{name: "unreadable file", arg: "closed.c", exits: []int{2}, make: func(t *testing.T, dir string) {
			if os.Geteuid() == 0 {
				t.Skip("root may read everything")
			}
			write(t, filepath.Join(dir, "closed.c"), []byte(faulty))
			if err := os.Chmod(filepath.Join(dir, "closed.c"), 0); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "binary file", arg: "firmware.c", exits: []int{0}, make: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "firmware.c"), bytes.Repeat([]byte("\x7fELF\x00snd_pcm_period_elapsed\x00\xff\xfe"), 1000))
		}},
		{name: "empty file", arg: "empty.c", exits: []int{0}, make: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "empty.c"), nil)
		}},
		{name: "empty folder", arg: "empty", exits: []int{2}, make: func(t *testing.T, dir string) {
			if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "deep nesting of parentheses", arg: "parens.c", exits: []int{0, 1, 2}, make: func(t *testing.T, dir string) {
			deep := strings.Repeat("(", 100_000) + "1" + strings.Repeat(")", 100_000)
			write(t, filepath.Join(dir, "parens.c"), []byte(faulty+"int x_deep(void)\n{\n\treturn "+deep+";\n}\n"))
		}},
		{name: "deep nesting of braces", arg: "braces.c", exits: []int{0, 1, 2}, make: func(t *testing.T, dir string) {
			deep := strings.Repeat("{", 100_000) + strings.Repeat("}", 100_000)
			write(t, filepath.Join(dir, "braces.c"), []byte(faulty+"int x_deep(void)\n"+deep+"\n"))
		}},
		{name: "braces that never close", arg: "open.c", exits: []int{0, 1, 2}, make: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "open.c"), []byte(faulty+"int x_deep(void)\n"+strings.Repeat("{ if (x) ", 100_000)))
		}},
		{name: "deep chain of calls", arg: "calls.c", exits: []int{0, 1, 2}, make: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "calls.c"), []byte(faulty+"int x_deep(void)\n{\n\treturn "+strings.Repeat("f(", 20_000)+strings.Repeat(")", 20_000)+";\n}\n"))
		}},
		{name: "symlink loop", arg: "loop", exits: []int{2}, make: func(t *testing.T, dir string) {
			if err := os.Mkdir(filepath.Join(dir, "loop"), 0o755); err != nil {
				t.Fatal(err)
			}
			for from, to := range map[string]string{"loop/again": "..", "loop/self.c": "self.c"} {
				if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
					t.Fatal(err)
				}
			}
		}},
		{name: "symlink to itself", arg: "self.c", exits: []int{2}, make: func(t *testing.T, dir string) {
			if err := os.Symlink("self.c", filepath.Join(dir, "self.c")); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "fifo in a folder", arg: "pipes", exits: []int{0, 2}, skip: true, make: func(t *testing.T, dir string) {
			if err := os.Mkdir(filepath.Join(dir, "pipes"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := syscall.Mkfifo(filepath.Join(dir, "pipes/x.c"), 0o644); err != nil {
				t.Skip(err)
			}
		}},
		{name: "fifo", arg: "fifo.c", exits: []int{0, 2}, skip: true, make: func(t *testing.T, dir string) {
			if err := syscall.Mkfifo(filepath.Join(dir, "fifo.c"), 0o644); err != nil {
				t.Skip(err)
			}
		}},
		{name: "100 MB file", arg: "big.c", exits: []int{2}, make: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "big.c"), []byte(faulty))
			if err := os.Truncate(filepath.Join(dir, "big.c"), 100<<20); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "100 MB file in a folder", arg: "big", exits: []int{2}, make: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "big/big.c"), []byte(faulty))
			if err := os.Truncate(filepath.Join(dir, "big/big.c"), 100<<20); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "path with strange characters", arg: "a b\n\x1b[31m.c", exits: []int{1}, make: func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "a b\n\x1b[31m.c"), []byte(faulty))
		}},
		{name: "unknown flag", arg: "--no-such-flag", exits: []int{2}, make: func(*testing.T, string) {}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			test.make(t, dir)
			res, err := c.Run(dir, "--format", "json", test.arg)
			if err != nil {
				t.Fatal(err)
			}
			ok := false
			for _, e := range test.exits {
				ok = ok || e == res.Exit
			}
			if !ok {
				t.Errorf("%s\nexpected one of %v\n%s", res, test.exits, clip(res.Stdout))
			}
			if res.Exit == 2 {
				if !bytes.Contains(res.Stderr, []byte(filepath.Base(test.arg))) && !bytes.Contains(res.Stdout, []byte(filepath.Base(test.arg))) {
					t.Errorf("%s\nno message names %s", res, test.arg)
				}
				return
			}
			report, err := ParseReport(res.Stdout)
			if err != nil {
				t.Fatalf("%v\n%s", err, res)
			}
			if test.skip && len(report.Findings) == 0 && len(report.Stats.FilesSkipped) == 0 {
				t.Errorf("%s\nneither a finding nor a counted skip:\n%s", res, clip(res.Stdout))
			}
			if res.Exit != min(1, len(report.Findings)) {
				t.Errorf("%s: %d findings", res, len(report.Findings))
			}
		})
	}
}

// TestStrangeText holds that the bytes around a driver do not change what is found in it.
func TestStrangeText(t *testing.T) {
	c := command(t)
	for name, text := range map[string]string{
		"plain":             faulty,
		"crlf":              strings.ReplaceAll(faulty, "\n", "\r\n"),
		"no last newline":   strings.TrimSuffix(faulty, "\n"),
		"latin-1 comment":   strings.Replace(faulty, "= dev_id;", "= dev_id; /* M\xfcller */", 1),
		"latin-1 string":    strings.Replace(faulty, `"x"`, "\"\xe9\xff\"", 1),
		"utf-8 comment":     strings.Replace(faulty, "= dev_id;", "= dev_id; /* Müller, 音 */", 1),
		"byte order mark":   "\xef\xbb\xbf" + faulty,
		"form feed":         strings.Replace(faulty, "\nstatic const", "\f\nstatic const", 1),
		"a line of 1 MB":    faulty + "// " + strings.Repeat("x", 1<<20) + "\n",
		"unclosed comment":  faulty + "/* to be continued",
		"unclosed string":   faulty + "char *s = \"to be continued\n",
		"unclosed #if":      faulty + "#if 1\nint y;\n",
		"stray #endif":      faulty + "#endif\n",
		"garbage behind":    faulty + "}}}) ;; ] @ $ ` struct struct {{{\n",
		"nul in a comment":  strings.Replace(faulty, "= dev_id;", "= dev_id; /* \x00 */", 1),
		"nuls in the code":  strings.ReplaceAll(faulty, "\t", "\t\x00"),
		"nul in a string":   strings.Replace(faulty, `"x"`, "\"x\x00\"", 1),
		"nuls behind":       faulty + strings.Repeat("\x00", 5000),
		"continuation last": faulty + "#define X \\",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "x.c"), []byte(text))
			res, err := c.Run(dir, "--format", "json", "x.c")
			if err != nil {
				t.Fatal(err)
			}
			report, err := ParseReport(res.Stdout)
			if err != nil {
				t.Fatalf("%v\n%s", err, res)
			}
			if len(report.Findings) != 1 || report.Findings[0].Rule != "PCM001" || report.Findings[0].Line != faultyLine || res.Exit != 1 {
				t.Errorf("%s\nexpected PCM001 on line %d, got %s", res, faultyLine, clip(res.Stdout))
			}
		})
	}
}

// TestNeighbours holds that a hostile file in a folder does not hide the driver beside it.
func TestNeighbours(t *testing.T) {
	c := command(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "d/x.c"), []byte(faulty))
	write(t, filepath.Join(dir, "d/empty.c"), nil)
	write(t, filepath.Join(dir, "d/firmware.c"), bytes.Repeat([]byte{0, 1, 2, 255}, 4096))
	if err := os.Symlink("..", filepath.Join(dir, "d/up")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "d/pipe.c"), 0o644); err != nil {
		t.Skip(err)
	}
	res, err := c.Run(dir, "--format", "json", "d")
	if err != nil {
		t.Fatal(err)
	}
	report, err := ParseReport(res.Stdout)
	if err != nil {
		t.Fatalf("%v\n%s", err, res)
	}
	if len(report.Findings) != 1 || filepath.Base(report.Findings[0].File) != "x.c" || report.Findings[0].Line != faultyLine {
		t.Errorf("%s\nexpected PCM001 at x.c:%d alone, got %s", res, faultyLine, clip(res.Stdout))
	}
}
