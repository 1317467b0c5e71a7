package doc

import (
	"strings"
	"testing"
)

func TestAll(t *testing.T) {
	names := map[string]string{
		"PCM001": "irq-without-sync-stop",
		"PCM002": "deferred-without-sync-stop",
		"PCM003": "hand-rolled-sync",
		"PCM900": "unused-suppression",
		"PCM901": "malformed-suppression",
	}
	sections := []string{"What it does", "Why is this bad", "Example", "Use instead", "References"}
	docs := All()
	if len(docs) != len(names) {
		t.Fatalf("%d pages, want %d", len(docs), len(names))
	}
	for _, d := range docs {
		if d.Name != names[d.ID] {
			t.Errorf("%s is called %q, want %q", d.ID, d.Name, names[d.ID])
		}
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
