package output

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
)

func html(t *testing.T, r *finding.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r, Options{Version: "1.2.3", Path: func(f string) string { return "linux/" + f }}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHTML compares the page without its style and script, which are files of their own.
func TestHTML(t *testing.T) {
	page := html(t, sample())
	for _, tag := range []string{"style", "script"} {
		page = regexp.MustCompile(`(?s)<`+tag+`>.*?</`+tag+`>`).ReplaceAllString(page, "<"+tag+"></"+tag+">")
	}
	compare(t, filepath.Join("testdata", "html.golden"), []byte(page))
}

// TestHTMLNeedsNothingElse: the page may be opened far from any network, and no text of a driver becomes markup.
func TestHTMLNeedsNothingElse(t *testing.T) {
	r := sample()
	evil := `"><script src=//evil></script><img src=x onerror=alert(1)>`
	r.Root, r.Findings[0].Message, r.Tables[0].Name, r.Findings[0].Path[0].Function = evil, evil, evil, evil
	page := html(t, r)
	for _, bad := range []string{"http:", "https:", "url(", "@import", "<link", "<img", "<script src"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("%d scripts, want 1", n)
	}
	if !strings.Contains(page, "&lt;script src=//evil&gt;") {
		t.Error("the evil text is gone")
	}
}

// TestHTMLFoldsManyFindings: a page of a whole kernel begins as a list.
func TestHTMLFoldsManyFindings(t *testing.T) {
	if few := html(t, sample()); strings.Count(few, " open>") != 2 {
		t.Error("few findings are folded, or a suppressed one is not")
	}
	r := sample()
	r.Findings = slices.Repeat(r.Findings, 10)
	if many := html(t, r); strings.Contains(many, " open>") {
		t.Error("many findings are unfolded")
	}
}

// TestRace: what goes wrong comes after what makes it wrong.
func TestRace(t *testing.T) {
	tell := func(f finding.Finding) string {
		r := race(&f)
		if r == nil {
			return ""
		}
		var out []string
		for _, e := range r.Events {
			out = append(out, e.Lane+": "+e.Text)
		}
		return strings.Join(out, "\n")
	}
	findings := sample().Findings
	want := `before: snd_x_interrupt: registered as IRQ handler
handler: snd_x_interrupt() begins
app: .trigger(STOP)
gap: nobody waits for snd_x_interrupt()
app: .hw_free()
app: .close()
handler: snd_x_interrupt: calls snd_x_update
handler: snd_pcm_period_elapsed()`
	if got := tell(findings[0]); got != want {
		t.Errorf("PCM001:\n%s", got)
	}
	late := findings[2]
	late.Entries = []string{"snd_x_work"}
	want = `handler: snd_x_work() begins
app: .trigger(STOP)
gap: nobody waits for snd_x_work()
app: prepare, hw_params
handler: snd_pcm_period_elapsed()
app: .hw_free()
app: cancel_work_sync()`
	if got := tell(late); got != want {
		t.Errorf("PCM003:\n%s", got)
	}
	inGo := findings[0]
	inGo.File = "driver.go"
	if got := tell(inGo); strings.Contains(got, "hw_free") || !strings.Contains(got, "HwFree()") {
		t.Errorf("in Go:\n%s", got)
	}
	if got := tell(finding.Finding{Rule: "PCM900"}); got != "" {
		t.Errorf("a finding about a comment has a race:\n%s", got)
	}
}
