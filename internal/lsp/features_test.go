package lsp_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/lsp"
)

// offset is where a position is in a text without wide characters.
func offset(text string, p protocol.Position) int {
	at := 0
	for range p.Line {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	return at + int(p.Character)
}

// actions asks for what can be done at a diagnostic.
func (c *client) actions(file string, d protocol.Diagnostic) []protocol.CodeAction {
	c.t.Helper()
	var out []protocol.CodeAction
	c.call("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": uri(file)}, "range": d.Range,
		"context": map[string]any{"diagnostics": []any{d}}}, &out)
	return out
}

// apply does what an edit says to one open file, as an editor does, and returns the new text.
func (c *client) apply(file, text string, e *protocol.WorkspaceEdit) string {
	c.t.Helper()
	change := only(c.t, e)
	if string(change.TextDocument.URI) != uri(file) {
		c.t.Fatalf("not an edit of %s: %+v", file, e)
	}
	if v := change.TextDocument.Version; v == nil || int(*v) != c.versions[file] {
		c.t.Errorf("the edit is for version %v, the document has %d", v, c.versions[file])
	}
	edits := make([]*protocol.TextEdit, len(change.Edits))
	for i, x := range change.Edits {
		edits[i] = x.(*protocol.TextEdit)
	}
	slices.SortFunc(edits, func(a, b *protocol.TextEdit) int { return offset(text, b.Range.Start) - offset(text, a.Range.Start) })
	for _, x := range edits {
		text = text[:offset(text, x.Range.Start)] + x.NewText + text[offset(text, x.Range.End):]
	}
	c.versions[file]++
	c.notify("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri(file), "version": c.versions[file]},
		"contentChanges": []any{map[string]any{"text": text}}})
	return text
}

// only is the change of one document that an edit is.
func only(t testing.TB, e *protocol.WorkspaceEdit) *protocol.TextDocumentEdit {
	t.Helper()
	if e == nil || len(e.DocumentChanges) != 1 {
		t.Fatalf("not an edit of one document: %+v", e)
	}
	return e.DocumentChanges[0].(*protocol.TextDocumentEdit)
}

func action(t *testing.T, list []protocol.CodeAction, has string) protocol.CodeAction {
	t.Helper()
	for _, a := range list {
		if strings.Contains(a.Title, has) {
			return a
		}
	}
	t.Fatalf("no action %q among %v", has, list)
	return protocol.CodeAction{}
}

// TestQuickFix: the repair makes the file clean.
func TestQuickFix(t *testing.T) {
	tree := miniature(t, "minitree")
	file := filepath.Join(tree, "sound/pci/egret.c")
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(file)
	d := c.untilRules(file, "PCM001")[0]
	a := action(t, c.actions(file, d), "card->sync_irq")
	if a.IsPreferred == nil || !*a.IsPreferred || a.Kind == nil || *a.Kind != protocol.CodeActionKindQuickFix {
		t.Errorf("not the preferred quick fix: %+v", a)
	}
	if text = c.apply(file, text, a.Edit); !strings.Contains(text, "card->sync_irq = ") {
		t.Error("the repair assigns no card->sync_irq")
	}
	c.untilRules(file)
	c.bye()
}

// TestIgnore: a directive with a reason goes above the line, indented as it is, and silences the finding.
func TestIgnore(t *testing.T) {
	tree := miniature(t, "minitree")
	file := filepath.Join(tree, "sound/usb/tern.c")
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(file)
	found := c.untilRules(file, "PCM003", "PCM002")
	text = c.apply(file, text, action(t, c.actions(file, found[0]), "ignore PCM003").Edit)
	if !strings.Contains(text, "\n\t\t/* pcmlint:ignore PCM003 -- ") {
		t.Errorf("no directive in the indentation of the call:\n%s", text)
	}
	c.untilRules(file, "PCM002")
	c.bye()
}

// TestIgnoreInMacro: in the middle of a macro the directive continues the macro.
func TestIgnoreInMacro(t *testing.T) {
	dir := miniature(t, "p14-table-macro")
	files, _ := filepath.Glob(filepath.Join(dir, "*.c"))
	c := start(t, lsp.Options{}, greeting(""))
	for _, file := range files {
		c.open(file)
	}
	for _, file := range files {
		text, _ := os.ReadFile(file)
		c.until("diagnostics", func() bool { return c.published[uri(file)].Version != nil })
		for _, d := range c.published[uri(file)].Diagnostics {
			lines := strings.Split(string(text), "\n")
			above := d.Range.Start.Line > 0 && strings.HasSuffix(lines[d.Range.Start.Line-1], `\`)
			e := action(t, c.actions(file, d), "ignore").Edit
			if got := strings.HasSuffix(only(t, e).Edits[0].(*protocol.TextEdit).NewText, "\\\n"); got != above {
				t.Errorf("%s:%d: continued: %v, want %v", file, d.Range.Start.Line+1, got, above)
			}
		}
	}
	c.bye()
}

// TestExplain: the page of the rule is shown in the editor, or as a message where that cannot be.
func TestExplain(t *testing.T) {
	tree := miniature(t, "minitree")
	file := filepath.Join(tree, "sound/pci/egret.c")
	c := start(t, lsp.Options{}, greeting(tree))
	c.open(file)
	d := c.untilRules(file, "PCM001")[0]
	a := action(t, c.actions(file, d), "explain PCM001")
	var text string
	c.call("workspace/executeCommand", a.Command, &text)
	if !strings.HasPrefix(text, "# PCM001") || len(c.shown) != 1 || !strings.Contains(c.shown[0], "/PCM001.md") {
		t.Errorf("shown: %q", c.shown)
	}
	c.bye()

	c = start(t, lsp.Options{}, `{"capabilities": {}}`)
	c.call("workspace/executeCommand", map[string]any{"command": "pcmlint.explain", "arguments": []any{"PCM001"}}, nil)
	c.until("the page", func() bool {
		return slices.ContainsFunc(c.messages, func(m string) bool { return strings.Contains(m, "# PCM001") })
	})
	c.bye()
}

// place finds the nth occurrence of a word, from 0.
func place(t *testing.T, text, word string, n int) map[string]any {
	t.Helper()
	at := 0
	for {
		i := strings.Index(text[at:], word)
		if i < 0 {
			t.Fatalf("no %q", word)
		}
		if at += i; n == 0 {
			return map[string]any{"position": pos(text, at+1)}
		}
		n--
		at += len(word)
	}
}

func (c *client) ask(method, file string, params map[string]any, result any) {
	c.t.Helper()
	params["textDocument"] = map[string]any{"uri": uri(file)}
	c.call(method, params, result)
}

// shown is the text of a hover.
func shown(h *protocol.Hover) string { return h.Contents.(*protocol.MarkupContent).Value }

// TestHover: a table, a handler, a call of snd_pcm_period_elapsed, a wait and what synchronises, each with what matters.
func TestHover(t *testing.T) {
	tree := miniature(t, "minitree")
	egret, tern := filepath.Join(tree, "sound/pci/egret.c"), filepath.Join(tree, "sound/usb/tern.c")
	heron := filepath.Join(tree, "sound/pci/heron/heron_main.c")
	c := start(t, lsp.Options{}, greeting(tree))
	for _, x := range []struct {
		file, word string
		n          int
		want       []string
	}{
		{egret, "egret_ops =", 0, []string{"**`egret_ops`** — unsynced: IRQ egret_interrupt", "registered at [egret.c:84]", "PCM001.md"}},
		{egret, "&egret_ops", 0, []string{"**`egret_ops`** — unsynced"}},
		{egret, "egret_interrupt(", 0, []string{"IRQ `egret_interrupt` reports periods of `egret_ops`", "which is unsynced", "1. [egret.c:84]"}},
		{egret, "snd_pcm_period_elapsed(", 0, []string{"IRQ `egret_interrupt` reports periods of `egret_ops`", "calls snd_pcm_period_elapsed()"}},
		{tern, "usb_kill_urb(", 0, []string{"`usb_kill_urb` waits for `tern_complete`", "reached from `.hw_free` of `tern_ops`", "PCM003.md"}},
		{heron, "sync_irq", 0, []string{"Makes the core wait for IRQ `heron_interrupt` of `heron_ops`"}},
		{egret, "snd_card_new(", 0, nil},
	} {
		text := c.open(x.file)
		if x.word == "&egret_ops" {
			x.word = "egret_ops);"
		}
		var got *protocol.Hover
		c.ask("textDocument/hover", x.file, place(t, text, x.word, x.n), &got)
		switch {
		case got == nil && x.want != nil:
			t.Errorf("%s in %s: nothing", x.word, filepath.Base(x.file))
		case got != nil && x.want == nil:
			t.Errorf("%s in %s: %s", x.word, filepath.Base(x.file), shown(got))
		case got != nil:
			for _, w := range x.want {
				if !strings.Contains(shown(got), w) {
					t.Errorf("%s in %s: no %q in\n%s", x.word, filepath.Base(x.file), w, shown(got))
				}
			}
		}
	}
	c.bye()
}

// TestHoverNeighbours: a wait in .trigger or .ack is told as one that never ends, at the call and at the table.
func TestHoverNeighbours(t *testing.T) {
	dir := miniature(t, "trigger-waits")
	file := filepath.Join(dir, "murrelet.c")
	c := start(t, lsp.Options{}, greeting(dir))
	text := c.open(file)
	for word, want := range map[string][]string{
		"wait_for_completion(": {"`wait_for_completion` waits for `murrelet_interrupt`", "reached from `.trigger` of `murrelet_ops`", "PCM004.md"},
		"disable_irq(chip":     {"`disable_irq` waits for `murrelet_interrupt`", "reached from `.ack` of `murrelet_ops`", "PCM004.md"},
		"murrelet_ops =": {"— synced", "`.trigger` reaches `wait_for_completion` at", "`.ack` reaches `disable_irq` at",
			"waits for `murrelet_interrupt` and never ends", "PCM004.md"},
	} {
		var got *protocol.Hover
		c.ask("textDocument/hover", file, place(t, text, word, 0), &got)
		if got == nil {
			t.Errorf("%s: nothing", word)
			continue
		}
		for _, w := range want {
			if !strings.Contains(shown(got), w) {
				t.Errorf("%s: no %q in\n%s", word, w, shown(got))
			}
		}
	}
	var lenses []protocol.CodeLens
	c.ask("textDocument/codeLens", file, map[string]any{}, &lenses)
	if len(lenses) != 1 || !strings.Contains(lenses[0].Command.Title, "synced by card->sync_irq") {
		t.Errorf("lenses: %+v", lenses)
	}
	c.bye()
}

// TestLenses: over each table how it stands; a click leads to what synchronises it, or to the handler.
func TestLenses(t *testing.T) {
	tree := miniature(t, "minitree")
	c := start(t, lsp.Options{}, greeting(tree))
	for file, want := range map[string]struct{ title, leads string }{
		"sound/pci/egret.c":           {"unsynced: IRQ egret_interrupt", "egret.c"},
		"sound/pci/crane.c":           {"synced by .sync_stop (crane.c:74), proved", "crane.c"},
		"sound/pci/heron/heron_pcm.c": {"synced by card->sync_irq (heron_main.c:", "heron_main.c"},
		"sound/pci/owl.c":             {"unknown: ", "owl.c"},
	} {
		file = filepath.Join(tree, file)
		c.open(file)
		var got []protocol.CodeLens
		c.ask("textDocument/codeLens", file, map[string]any{}, &got)
		if len(got) != 1 || !strings.HasPrefix(got[0].Command.Title, want.title) {
			t.Errorf("%s: %+v", filepath.Base(file), got)
			continue
		}
		c.call("workspace/executeCommand", got[0].Command, nil)
		if last := c.shown[len(c.shown)-1]; !strings.Contains(last, want.leads) {
			t.Errorf("%s: a click shows %s", filepath.Base(file), last)
		}
	}
	c.bye()
}

// TestGoTo: from a table to the functions that report its periods, and back.
func TestGoTo(t *testing.T) {
	tree := miniature(t, "minitree")
	main, table := filepath.Join(tree, "sound/pci/heron/heron_main.c"), filepath.Join(tree, "sound/pci/heron/heron_pcm.c")
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(table)
	var got []protocol.Location
	c.ask("textDocument/definition", table, place(t, text, "heron_ops =", 0), &got)
	handler, err := os.ReadFile(main)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || string(got[0].URI) != uri(main) || !strings.HasPrefix(string(handler)[offset(string(handler), got[0].Range.Start):], "heron_interrupt(") {
		t.Errorf("definition: %+v", got)
	}
	params := place(t, text, "heron_ops =", 0)
	params["context"] = map[string]any{"includeDeclaration": true}
	c.ask("textDocument/references", table, params, &got)
	if len(got) != 4 { // card->sync_irq, the registration, the handler, the call
		t.Errorf("references of the table: %+v", got)
	}
	c.open(main)
	params = place(t, string(handler), "heron_interrupt(", 0)
	params["context"] = map[string]any{"includeDeclaration": true}
	c.ask("textDocument/references", main, params, &got)
	if !slices.ContainsFunc(got, func(l protocol.Location) bool { return string(l.URI) == uri(table) }) {
		t.Errorf("references of the handler: %+v", got)
	}
	c.bye()
}

// TestDocumentLinks: the rules of a directive lead to their pages.
func TestDocumentLinks(t *testing.T) {
	tree := miniature(t, "minitree")
	file := filepath.Join(tree, "sound/pci/egret.c")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := start(t, lsp.Options{}, greeting(tree))
	text := "/* PCM001 */\n" + strings.Replace(string(data), "static const struct snd_pcm_ops", "/* pcmlint:ignore PCM001 -- it cannot */\nstatic const struct snd_pcm_ops", 1)
	c.open(file, text)
	c.untilRules(file)
	var got []protocol.DocumentLink
	c.ask("textDocument/documentLink", file, map[string]any{}, &got)
	if len(got) != 1 || !strings.HasSuffix(string(*got[0].Target), "/PCM001.md") || text[offset(text, got[0].Range.Start):offset(text, got[0].Range.End)] != "PCM001" {
		t.Errorf("%+v", got)
	}
	c.bye()
}

// TestGo: a package in Go is checked when a file of it is opened or saved.
func TestGo(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "driver.go")
	for name, text := range map[string]string{"go.mod": "module example.com/driver\n\ngo 1.25.0\n", "driver.go": goDriver} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := start(t, lsp.Options{}, greeting(dir))
	text := c.open(file)
	d := c.untilRules(file, "PCM001")[0]
	if len(d.RelatedInformation) == 0 || string(d.RelatedInformation[0].Location.URI) != uri(file) {
		t.Errorf("the way to the call: %+v", d.RelatedInformation)
	}
	var lenses []protocol.CodeLens
	c.ask("textDocument/codeLens", file, map[string]any{}, &lenses)
	if len(lenses) != 1 || !strings.HasPrefix(lenses[0].Command.Title, "unsynced: IRQ interrupt") {
		t.Errorf("lenses: %+v", lenses)
	}
	ignored := action(t, c.actions(file, d), "ignore PCM001")
	text = c.apply(file, text, ignored.Edit)
	if !strings.Contains(text, "\t//pcmlint:ignore PCM001 -- ") {
		t.Errorf("no directive:\n%s", text)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	c.notify("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": uri(file)}})
	c.untilRules(file)
	c.close(file)
	c.bye()
}

const goDriver = `package driver

type Substream struct{}

func (*Substream) PeriodElapsed() {}

type Ops struct {
	Trigger  func(*Substream, bool) error
	Pointer  func(*Substream) int
	HwFree   func(*Substream) error
	SyncStop func(*Substream) error
}

func New(*Ops) *Substream { return &Substream{} }

func RequestIRQ(int, func()) {}

var sub *Substream

func interrupt() { sub.PeriodElapsed() }

func Probe() {
	ops := &Ops{
		Trigger: func(*Substream, bool) error { return nil },
		Pointer: func(*Substream) int { return 0 },
		HwFree:  func(*Substream) error { return nil },
	}
	sub = New(ops)
	RequestIRQ(5, interrupt)
}
`
