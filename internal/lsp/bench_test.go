package lsp_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pcmlint/pcmlint/internal/lsp"
	"github.com/pcmlint/pcmlint/internal/pace"
)

// asServer makes the test binary a server, so that benchmarks see a process of its own.
const asServer = "PCMLINT_TEST_AS_SERVER"

// profile names a file for a CPU profile of that process.
const profile = "PCMLINT_TEST_PROFILE"

func TestMain(m *testing.M) {
	if os.Getenv(asServer) != "" {
		pace.Set(pace.Server) // as the command does
		if name := os.Getenv(profile); name != "" {
			f, err := os.Create(name)
			if err == nil {
				err = pprof.StartCPUProfile(f)
			}
			if err != nil {
				panic(err)
			}
		}
		err := lsp.Serve(ctx, os.Stdin, os.Stdout, lsp.Options{Log: os.Stderr, Settings: lsp.Settings{CacheDir: os.Getenv(asServer)}})
		pprof.StopCPUProfile()
		if err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// kernel is the tree of Linux 6.12 that PCMLINT_KERNEL names.
func kernel(t testing.TB) string {
	t.Helper()
	tree := os.Getenv("PCMLINT_KERNEL")
	if _, err := os.Stat(filepath.Join(tree, "include/sound/pcm.h")); err != nil {
		t.Skip("no kernel tree: PCMLINT_KERNEL names none")
	}
	tree, err := filepath.EvalSymlinks(tree)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// spawn starts a server in a process of its own.
func spawn(t testing.TB) (*client, *exec.Cmd) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asServer+"="+cacheFolder(t))
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &client{t: t, done: make(chan error, 1), changed: make(chan struct{}), published: map[string]published{}, versions: map[string]int{}}
	c.serve(pipes{out, in, []io.Closer{in}})
	t.Cleanup(func() {
		if t.Failed() {
			_ = cmd.Process.Signal(syscall.SIGQUIT) // one that hangs says where
		}
		c.conn.Close()
		in.Close()
		_ = cmd.Wait()
	})
	return c, cmd
}

// cacheFolder is kept from run to run, as a user's is.
func cacheFolder(t testing.TB) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return t.TempDir()
	}
	return filepath.Join(dir, "pcmlint", "lsp-test")
}

// typing plays a typing session in a driver: characters that appear one by one in the middle of the file, corrections,
// lines that come and go. Each edit is made when the diagnostics of the one before are there.
type typing struct {
	*client
	file  string
	lines []string
	at    int // the line that is typed
	step  int
}

func newTyping(c *client, file string) *typing {
	text := c.open(file)
	ty := &typing{client: c, file: file, lines: strings.Split(text, "\n")}
	ty.at = len(ty.lines) / 2
	for !strings.HasPrefix(ty.lines[ty.at], "\t") || !strings.HasSuffix(ty.lines[ty.at], ";") {
		ty.at++ // a statement in a function
	}
	c.until("the diagnostics of the saved text", func() bool { return c.published[uri(file)].Version != nil })
	return ty
}

// what is typed, again and again.
const typed = "\tif (chip->running && !chip->stopped)\n\t\tsnd_pcm_period_elapsed(chip->substream);\n"

// edit makes the next edit and returns how long the diagnostics took.
func (ty *typing) edit() time.Duration {
	n := ty.step % (2 * len(typed))
	ty.step++
	line := ty.at + 1 + strings.Count(typed[:min(n, len(typed))], "\n")
	change := map[string]any{}
	position := func(line, character int) map[string]int { return map[string]int{"line": line, "character": character} }
	if n < len(typed) { // type a character
		column := n - strings.LastIndexByte(typed[:n], '\n') - 1
		change["range"] = map[string]any{"start": position(line, column), "end": position(line, column)}
		change["text"] = typed[n : n+1]
	} else { // delete from the front: the rest is half a statement
		change["text"] = ""
		end := position(ty.at+1, 1)
		if typed[n-len(typed)] == '\n' {
			end = position(ty.at+2, 0)
		}
		change["range"] = map[string]any{"start": position(ty.at+1, 0), "end": end}
	}
	ty.versions[ty.file]++
	version := ty.versions[ty.file]
	start := time.Now()
	ty.notify("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": uri(ty.file), "version": version}, "contentChanges": []any{change}})
	ty.until("diagnostics of version "+strconv.Itoa(version), func() bool {
		v := ty.published[uri(ty.file)].Version
		return v != nil && *v == version
	})
	return time.Since(start)
}

// BenchmarkTyping measures the time from an edit to its diagnostics, in drivers of Linux 6.12 with the whole tree as
// the workspace, and the memory of the server.
func BenchmarkTyping(b *testing.B) {
	tree := kernel(b)
	for _, file := range []string{
		"sound/pci/rme9652/hdspm.c",      // 6,900 lines, the largest
		"sound/pci/cmipci.c",             // 3,300
		"sound/pci/ad1889.c",             // 900
		"sound/sparc/amd7930.c",          // 1,100
		"sound/pci/lola/lola_pcm.c",      // one of several files
		"sound/pci/hda/hda_controller.c", // a library
	} {
		b.Run(strings.ReplaceAll(file, "/", "_"), func(b *testing.B) {
			c, cmd := spawn(b)
			c.call("initialize", rawMessage(greeting(tree)), nil)
			c.notify("initialized", struct{}{})
			ty := newTyping(c, filepath.Join(tree, file))
			ty.edit()
			var took []time.Duration
			before := cpu(b, cmd.Process.Pid)
			b.ResetTimer()
			early := 0 // memory after the first edits, to see whether it grows
			for b.Loop() {
				took = append(took, ty.edit())
				if len(took) == 100 {
					early = rss(b, cmd.Process.Pid)
				}
			}
			b.StopTimer()
			b.ReportMetric(ms(cpu(b, cmd.Process.Pid)-before)/float64(len(took)), "cpu-ms/edit")
			slices.Sort(took)
			b.ReportMetric(ms(took[len(took)/2]), "p50-ms")
			b.ReportMetric(ms(took[len(took)*95/100]), "p95-ms")
			b.ReportMetric(ms(took[len(took)-1]), "max-ms")
			b.ReportMetric(float64(early), "MiB-after-100")
			b.ReportMetric(float64(rss(b, cmd.Process.Pid)), "MiB")
		})
	}
}

// cpu is the time that a process has computed, which other work on the machine changes little.
func cpu(t testing.TB, pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Skip(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	ticks := 0
	for _, f := range fields[11:13] { // utime, stime
		n, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// rss is the memory that a process has, in MiB.
func rss(t testing.TB, pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				t.Fatal(err)
			}
			return n / 1024
		}
	}
	return 0
}
