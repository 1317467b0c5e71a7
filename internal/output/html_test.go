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

// TestHTMLPlaces: each finding has a name of its own that stays, and leads to its row and back, and to its source.
func TestHTMLPlaces(t *testing.T) {
	r := sample()
	r.Findings = append(r.Findings, r.Findings[0])
	var b bytes.Buffer
	if err := HTML(&b, r, Options{SourceURL: "https://example.org/{file}#L{line}"}); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	id := "PCM001-" + r.Findings[0].Fingerprint
	for _, want := range []string{
		`id="` + id + `"`, `id="` + id + `-2"`, `<a href="#` + id + `">PCM001</a>`, `<a href="#table-1">`, `<tr id="table-1"`,
		`<a href="https://example.org/sound/pci/x/x_pcm.c#L3" rel="noopener noreferrer">`, `data-repair`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page, "tabindex") {
		t.Error("lines of code are stops of Tab")
	}
}

// TestCode: backticks become marks of code, and what stands in them no markup.
func TestCode(t *testing.T) {
	for text, want := range map[string]string{
		"`x_ops` has <none>":   "<code>x_ops</code> has &lt;none&gt;",
		"`<b>` and `y`":        "<code>&lt;b&gt;</code> and <code>y</code>",
		"one ` without an end": "one ` without an end",
	} {
		if got := string(code(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
