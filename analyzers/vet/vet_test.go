package vet_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/analyzers/vet"
)

const module = "../../testdata/src/go"

// tool builds the smallest vet tool.
func tool(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "vettool")
	if out, err := exec.Command("go", "build", "-o", bin, "../internal/vettool").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// goVet runs go vet with the tool and returns its output and exit status.
func goVet(t *testing.T, dir string, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command("go", append([]string{"vet"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func TestVet(t *testing.T) {
	bin := tool(t)
	tests := []struct {
		name string
		args []string
		exit int
		want string
	}{
		{"finding", []string{"./drivers/irqplain"}, 1, "irqplain.go:20:2: PCM001: ops has no SyncStop"},
		{"across packages", []string{"./drivers/crossplayer"}, 1, "PCM002: ops has no SyncStop: (*Player).loop, a goroutine"},
		{"wait in another package", []string{"./drivers/crossclock"}, 1, "PCM003: receiving here"},
		{"clean", []string{"./drivers/irqnamed", "./drivers/crossplayersync"}, 0, ""},
		{"json", []string{"-json", "./drivers/irqplain"}, 0, `"category": "PCM001"`},
		{"one rule", []string{"-deferredsyncstop", "./drivers/irqplain"}, 0, ""},
		{"library", []string{"-pcm.library=example.com/gosound/structpcm", "./drivers/irqplain"}, 1, "PCM001"},
		{"another library", []string{"-pcm.library=example.com/gosound/optpcm", "./drivers/irqplain"}, 0, ""},
		{"no library", []string{"-pcm.library=example.com/gosound/irq", "./irq"}, 1, "declares no PCM library"},
		{"no PCM", []string{"./work", "./engine"}, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, exit := goVet(t, module, append([]string{"-vettool=" + bin}, tt.args...)...)
			if exit != tt.exit || !strings.Contains(out, tt.want) || tt.want == "" && strings.TrimSpace(out) != "" {
				t.Errorf("exit status %d, want %d; want %q in:\n%s", exit, tt.exit, tt.want, out)
			}
		})
	}
}

// TestVetBroken gives go vet packages that cannot be analysed.
func TestVetBroken(t *testing.T) {
	bin := tool(t)
	dir := t.TempDir()
	write(t, dir, "go.mod", "module example.com/broken\n\ngo 1.25.0\n")
	write(t, dir, "types/a.go", "package types\n\ntype Ops struct{ HwFree, Trigger, Pointer func() }\n\nfunc PeriodElapsed() { undefined() }\n")
	write(t, dir, "syntax/a.go", "package syntax\n\nfunc PeriodElapsed( {\n")
	write(t, dir, "missing/a.go", "package missing\n\nimport _ \"example.com/nowhere/pcm\"\n")
	for _, name := range []string{"types", "syntax", "missing"} {
		out, exit := goVet(t, dir, "-vettool="+bin, "./"+name)
		if exit != 1 || !strings.Contains(out, "a.go:") || strings.Contains(out, "panic") {
			t.Errorf("%s: exit status %d:\n%s", name, exit, out)
		}
	}
}

// TestCgo analyses a driver that uses cgo.
func TestCgo(t *testing.T) {
	if out, err := exec.Command("go", "env", "CGO_ENABLED").Output(); err != nil || strings.TrimSpace(string(out)) != "1" {
		t.Skip("no cgo")
	}
	bin := tool(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(module)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "drivers/irqplain/irqplain.go")
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cgo := strings.Replace(string(src), "import (", "// static int irq(void) { return 11; }\nimport \"C\"\n\nimport (", 1)
	cgo = strings.Replace(cgo, "RequestIRQ(11,", "RequestIRQ(int(C.irq()),", 1)
	write(t, dir, "drivers/irqplain/irqplain.go", cgo)
	out, exit := goVet(t, dir, "-vettool="+bin, "./drivers/irqplain")
	if exit != 1 || !strings.Contains(out, "irqplain.go:23:2: PCM001") {
		t.Errorf("exit status %d:\n%s", exit, out)
	}
}

// TestVetFix applies repairs by the tool itself.
func TestVetFix(t *testing.T) {
	bin := tool(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(module)); err != nil {
		t.Fatal(err)
	}
	// go fix runs a vet tool with -fix; go vet passes the flag on since Go 1.26.
	out, exit := goVet(t, dir, "-vettool="+bin, "-fix", "./drivers/irqplain", "./drivers/shared")
	if strings.Contains(out, "flag provided but not defined") {
		t.Skip("this go vet knows no -fix")
	}
	if exit != 0 {
		t.Fatalf("exit status %d:\n%s", exit, out)
	}
	if out, exit := goVet(t, dir, "-vettool="+bin, "./drivers/irqplain", "./drivers/shared"); exit != 0 {
		t.Errorf("not clean after -fix: %d\n%s", exit, out)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestCalled(t *testing.T) {
	for _, tt := range []struct {
		args string
		want bool
	}{
		{"-V=full", true}, {"-flags", true}, {"-json /tmp/vet.cfg", true}, {"/tmp/b001/vet.cfg", true},
		{"", false}, {"./...", false}, {"--version", false}, {"check linux", false},
	} {
		if got := vet.Called(strings.Fields(tt.args)); got != tt.want {
			t.Errorf("Called(%q) = %v", tt.args, got)
		}
	}
}
