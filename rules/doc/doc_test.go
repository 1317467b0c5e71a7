package doc

import (
	"regexp"
	"strings"
	"testing"
)

func TestAll(t *testing.T) {
	sections := []string{"What it does", "Why is this bad", "Example", "Use instead", "References"}
	name := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	taken := map[string]bool{}
	for _, d := range All() {
		if !name.MatchString(d.Name) || taken[d.Name] {
			t.Errorf("%s is called %q", d.ID, d.Name)
		}
		taken[d.Name] = true
		if d.Title == "" || strings.HasPrefix(d.Title, "#") {
			t.Errorf("%s has the title %q", d.ID, d.Title)
		}
		at := 0
		for _, s := range sections {
			i := strings.Index(d.Text[at:], "\n## "+s+"\n")
			if i < 0 {
				t.Fatalf("%s: no section %q, or it stands in another order", d.ID, s)
			}
			at += i + 1
		}
	}
}

func TestOf(t *testing.T) {
	for _, id := range []string{"PCM002", "pcm002", "deferred-without-sync-stop"} {
		if d, ok := Of(id); !ok || d.ID != "PCM002" {
			t.Errorf("%q: %v %v", id, d.ID, ok)
		}
	}
	if _, ok := Of("PCM999"); ok {
		t.Error("PCM999 has a page")
	}
}
