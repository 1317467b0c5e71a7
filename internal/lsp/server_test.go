package lsp_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/lsp"
)

// cut takes the first line that has a string out of a text, and gives that line with its end.
func cut(t *testing.T, text, has string) (without, line string) {
	t.Helper()
	i := strings.Index(text, has)
	if i < 0 {
		t.Fatalf("no %q in the text", has)
	}
	start := strings.LastIndexByte(text[:i], '\n') + 1
	end := i + strings.IndexByte(text[i:], '\n') + 1
	return text[:start] + text[end:], text[start:end]
}

// TestWhileTyping: removing the assignment in one file flags the table in another, which is not open, and bringing it
// back clears it.
func TestWhileTyping(t *testing.T) {
	tree := miniature(t, "minitree")
	main, table := filepath.Join(tree, "sound/pci/heron/heron_main.c"), filepath.Join(tree, "sound/pci/heron/heron_pcm.c")
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(main)
	c.untilRules(main)
	without, line := cut(t, text, "card->sync_irq = ")
	c.replace(main, text, line, "")
	d := c.untilRules(table, "PCM001")[0]
	if d.Source != protocol.NewOptional("pcmlint") || d.Severity != protocol.DiagnosticSeverityError || d.CodeDescription.Href == "" {
		t.Errorf("the diagnostic lacks something: %+v", d)
	}
	if page, err := os.ReadFile(path(string(d.CodeDescription.Href))); err != nil || !strings.Contains(string(page), "# PCM001") {
		t.Errorf("no page of the rule: %v", err)
	}
	var steps []string
	for _, r := range d.RelatedInformation {
		steps = append(steps, filepath.Base(string(r.Location.URI))+": "+r.Message)
	}
	if len(steps) < 2 || !strings.Contains(steps[0], "heron_main.c: heron_interrupt: registered as hard IRQ handler") {
		t.Errorf("the way to the call: %q", steps)
	}
	_, next := cut(t, text[strings.Index(text, line)+len(line):], "\n")
	c.replace(main, without, next, line+next)
	c.untilRules(table)
	c.close(main)
	c.bye()
}

// TestOthers: an edit of a driver shows in an open driver that it has no file in common with: here a library's table
// that it hands its handler to.
func TestOthers(t *testing.T) {
	tree := miniature(t, "minitree")
	lib, card := filepath.Join(tree, "sound/drivers/flock/flock_lib.c"), filepath.Join(tree, "sound/pci/ibis.c")
	table := filepath.Join(tree, "sound/drivers/flock/flock_pcm.c")
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(lib)
	_, line := cut(t, text, "sync_irq = ")
	c.replace(lib, text, line, "")
	c.untilRules(table, "PCM001")
	text = c.open(card)
	c.untilRules(card)
	text = c.replace(card, text, "snd_pcm_period_elapsed(", "nothing_at_all(")
	c.untilRules(table)
	c.replace(card, text, "nothing_at_all(", "snd_pcm_period_elapsed(")
	c.untilRules(table, "PCM001")
	c.close(lib) // what is on disk counts again
	c.open(table)
	c.untilRules(table)
	c.bye()
}

// kite is a card with a table of its own, whose IRQ the flock library requests.
const kite = `#include <sound/flock.h>
struct kite {
	struct snd_pcm_substream *playing;
	struct flock flock;
};
static irqreturn_t kite_interrupt(int irq, void *data)
{
	struct flock *flock = data;
	struct kite *chip = container_of(flock, struct kite, flock);

	snd_pcm_period_elapsed(chip->playing);
	return IRQ_HANDLED;
}
static int kite_open(struct snd_pcm_substream *substream)
{
	struct kite *chip = snd_pcm_substream_chip(substream);

	chip->playing = substream;
	return 0;
}
static int kite_trigger(struct snd_pcm_substream *substream, int cmd)
{
	return 0;
}
static const struct snd_pcm_ops kite_ops = {
	.open = kite_open,
	.trigger = kite_trigger,
};
static int kite_probe(struct snd_card *card, struct kite *chip, struct snd_pcm *pcm)
{
	snd_pcm_set_ops(pcm, SNDRV_PCM_STREAM_PLAYBACK, &kite_ops);
	return flock_create(card, &chip->flock, kite_interrupt);
}
`

// TestUsers: an edit of a library shows in a driver that uses it and that nobody has open, and goes when it is undone.
// What was wrong there before is not shown.
func TestUsers(t *testing.T) {
	tree := miniature(t, "minitree")
	lib := filepath.Join(tree, "sound/drivers/flock/flock_lib.c")
	fine, faulty := filepath.Join(tree, "sound/pci/kite.c"), filepath.Join(tree, "sound/pci/kestrel.c")
	alone := strings.ReplaceAll(kite, "kite_ops", "kestrel_ops")
	alone = strings.Replace(alone, "return flock_create(", "flock_create(card, &chip->flock, NULL);\n\tINIT_WORK(&card->work, kite_work);\n\treturn (", 1)
	alone = strings.Replace(alone, "static int kite_open", "static void kite_work(struct work_struct *work)\n{\n\tsnd_pcm_period_elapsed(kite->playing);\n}\nstatic int kite_open", 1)
	for file, text := range map[string]string{
		fine:   kite,
		faulty: alone,
		filepath.Join(tree, "sound/pci/Makefile"): "obj-m += kite.o kestrel.o\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(lib)
	c.until("what there is to say of the library", func() bool { return c.published[uri(lib)].count > 0 })
	_, line := cut(t, text, "card->sync_irq = ")
	without := c.replace(lib, text, line, "")
	c.untilRules(fine, "PCM001")
	at := strings.Index(text, line)
	if c.replace(lib, without, without[at-9:at], without[at-9:at]+line) != text {
		t.Fatal("the line did not come back")
	}
	c.untilRules(fine)
	if n := c.published[uri(faulty)].count; n > 0 {
		t.Errorf("what was wrong before was published %d times", n)
	}
	c.open(faulty)
	c.until("the faulty driver", func() bool { return len(c.published[uri(faulty)].Diagnostics) > 0 })
	c.bye()
}

// TestClose: what belongs to a driver of which nothing is open any more leaves the screen.
func TestClose(t *testing.T) {
	tree := miniature(t, "minitree")
	file := filepath.Join(tree, "sound/pci/egret.c")
	c := start(t, lsp.Options{}, greeting(tree))
	c.open(file)
	c.untilRules(file, "PCM001")
	c.close(file)
	c.untilRules(file)
	c.bye()
}

// TestBecomesDriver: a file outside of kernel trees is left alone until it has to do with sound.
func TestBecomesDriver(t *testing.T) {
	tree := miniature(t, "minitree")
	driver, err := os.ReadFile(filepath.Join(tree, "sound/pci/egret.c"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(filepath.Dir(tree), "alone", "egret.c")
	if err := os.Mkdir(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c := start(t, lsp.Options{}, greeting(""))
	text := c.open(file, "int main(void) { return 0; }\n")
	var hover *protocol.Hover
	c.ask("textDocument/hover", file, place(t, text, "main", 0), &hover)
	if len(c.progress) > 0 {
		t.Errorf("something was read for a program: %q", c.progress)
	}
	c.replace(file, text, text, string(driver))
	c.untilRules(file, "PCM001")
	c.bye()
}

// TestPositions: characters outside of ASCII move ranges as the protocol counts, in edits and in answers.
func TestPositions(t *testing.T) {
	for _, enc := range []string{"utf-16", "utf-8"} {
		t.Run(enc, func(t *testing.T) {
			tree := miniature(t, "minitree")
			file := filepath.Join(tree, "sound/pci/egret.c")
			g := greeting(tree)
			wide := 2 // of 𝄞
			if enc == "utf-8" {
				g = strings.Replace(g, `"capabilities": {`, `"capabilities": {"general": {"positionEncodings": ["utf-8", "utf-16"]},`, 1)
				wide = 4
			}
			c := connect(t, lsp.Options{})
			var result struct {
				Capabilities struct {
					PositionEncoding string `json:"positionEncoding"`
				} `json:"capabilities"`
			}
			c.call("initialize", json.RawMessage(g), &result)
			if result.Capabilities.PositionEncoding != enc {
				t.Fatalf("the server counts in %s", result.Capabilities.PositionEncoding)
			}
			c.notify("initialized", struct{}{})
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(string(data), "static const struct snd_pcm_ops egret_ops", "/* 𝄞 */ static const struct snd_pcm_ops egret_ops", 1)
			c.open(file, text)
			d := c.untilRules(file, "PCM001")[0]
			line := strings.Split(text, "\n")[d.Range.Start.Line]
			before := strings.Index(line, "egret_ops") - len("𝄞") + wide
			if int(d.Range.Start.Character) != before || int(d.Range.End.Character) != before+len("egret_ops") {
				t.Errorf("the table is at %d to %d, want %d", d.Range.Start.Character, d.Range.End.Character, before)
			}
			// An edit behind the wide character, in the client's units: the table gets a callback.
			c.versions[file]++
			c.notify("textDocument/didChange", map[string]any{
				"textDocument": map[string]any{"uri": uri(file), "version": c.versions[file]},
				"contentChanges": []any{map[string]any{"range": map[string]any{
					"start": map[string]any{"line": d.Range.Start.Line, "character": strings.Index(line, "{") - len("𝄞") + wide + 1},
					"end":   map[string]any{"line": d.Range.Start.Line, "character": strings.Index(line, "{") - len("𝄞") + wide + 1},
				}, "text": " .sync_stop = egret_sync_stop,"}}})
			c.untilRules(file)
			c.bye()
		})
	}
}

// TestWrongEdits: edits that make no sense are said and ignored; those that come after are not lost.
func TestWrongEdits(t *testing.T) {
	tree := miniature(t, "minitree")
	file := filepath.Join(tree, "sound/pci/egret.c")
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(file)
	c.untilRules(file, "PCM001")
	said := func(what string) {
		t.Helper()
		c.until(what, func() bool {
			return slices.ContainsFunc(c.messages, func(m string) bool { return strings.Contains(m, what) })
		})
	}
	edit := func(file string, version int, r string, text string) {
		c.notify("textDocument/didChange", json.RawMessage(fmt.Sprintf(
			`{"textDocument": {"uri": %q, "version": %d}, "contentChanges": [{"range": %s, "text": %q}]}`, uri(file), version, r, text)))
	}
	somewhere := `{"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}}`
	edit(file, 1, somewhere, "#error old\n")
	said("to version 1 after version 1")
	edit(file, 2, `{"start": {"line": 5, "character": 0}, "end": {"line": 1, "character": 0}}`, "")
	said("ends before it begins")
	edit(filepath.Join(tree, "sound/pci/crane.c"), 2, somewhere, "")
	said("which is not open")
	c.notify("textDocument/didChange", json.RawMessage(`{"textDocument": 7}`))
	said("textDocument/didChange: json")
	// Beyond the end is the end.
	edit(file, 3, `{"start": {"line": 100000, "character": 9}, "end": {"line": 200000, "character": 0}}`, "/* the end */\n")
	c.versions[file] = 3
	text += "/* the end */\n"
	c.replace(file, text, ".open = egret_open,", ".open = egret_open, .sync_stop = egret_sync_stop,")
	c.untilRules(file)
	c.bye()
}

// TestDisk: a file that changes on disk without being open counts as soon as the client says so.
func TestDisk(t *testing.T) {
	tree := miniature(t, "minitree")
	main, table := filepath.Join(tree, "sound/pci/heron/heron_main.c"), filepath.Join(tree, "sound/pci/heron/heron_pcm.c")
	c := start(t, lsp.Options{}, greeting(tree))
	c.open(table)
	c.untilRules(table)
	text, err := os.ReadFile(main)
	if err != nil {
		t.Fatal(err)
	}
	without, _ := cut(t, string(text), "card->sync_irq = ")
	for _, step := range []struct {
		text  string
		rules []string
	}{{without, []string{"PCM001"}}, {string(text), nil}} {
		if err := os.WriteFile(main, []byte(step.text), 0o644); err != nil {
			t.Fatal(err)
		}
		c.notify("workspace/didChangeWatchedFiles", json.RawMessage(`{"changes": [{"uri": "`+uri(main)+`", "type": 2}]}`))
		c.untilRules(table, step.rules...)
	}
	if err := os.Remove(main); err != nil {
		t.Fatal(err)
	}
	c.notify("workspace/didChangeWatchedFiles", json.RawMessage(`{"changes": [{"uri": "`+uri(main)+`", "type": 3}]}`))
	c.untilRules(table) // nothing is known of an IRQ any more
	c.bye()
}

// TestFolders: several folders, each a tree of its own, one of which comes later and goes again.
func TestFolders(t *testing.T) {
	one, two := miniature(t, "minitree"), miniature(t, "p01-files-faulty")
	c := start(t, lsp.Options{}, `{"processId": null, "capabilities": `+everything+`, "workspaceFolders": [{"uri": "`+uri(one)+`", "name": "one"}]}`)
	egret := filepath.Join(one, "sound/pci/egret.c")
	c.open(egret)
	c.untilRules(egret, "PCM001")
	c.notify("workspace/didChangeWorkspaceFolders", json.RawMessage(`{"event": {"added": [{"uri": "`+uri(two)+`", "name": "two"}], "removed": []}}`))
	files, _ := filepath.Glob(filepath.Join(two, "*.c"))
	for _, f := range files {
		c.open(f)
	}
	c.until("a finding in the second folder", func() bool {
		return slices.ContainsFunc(files, func(f string) bool { return len(c.published[uri(f)].Diagnostics) > 0 })
	})
	for _, f := range files {
		c.close(f)
	}
	c.notify("workspace/didChangeWorkspaceFolders", json.RawMessage(`{"event": {"removed": [{"uri": "`+uri(two)+`", "name": "two"}], "added": []}}`))
	c.close(egret)
	c.untilRules(egret)
	c.bye()
}

// TestSettings: what the client sets holds at once, pushed or pulled, and so does .pcmlint.toml.
func TestSettings(t *testing.T) {
	tree := miniature(t, "minitree")
	file := filepath.Join(tree, "sound/pci/egret.c")
	lenses := func(c *client) int {
		var out []protocol.CodeLens
		c.call("textDocument/codeLens", map[string]any{"textDocument": map[string]any{"uri": uri(file)}}, &out)
		return len(out)
	}
	c := start(t, lsp.Options{}, greeting(tree))
	c.open(file)
	c.untilRules(file, "PCM001")
	if n := lenses(c); n != 1 {
		t.Errorf("%d lenses", n)
	}
	c.notify("workspace/didChangeConfiguration", json.RawMessage(`{"settings": {"pcmlint": {"noLens": true}}}`))
	if n := lenses(c); n != 0 {
		t.Errorf("%d lenses in spite of noLens", n)
	}
	config := filepath.Join(tree, ".pcmlint.toml")
	if err := os.WriteFile(config, []byte("exclude = [\"sound/pci\"]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c.notify("workspace/didChangeWatchedFiles", json.RawMessage(`{"changes": [{"uri": "`+uri(config)+`", "type": 1}]}`))
	c.untilRules(file)
	c.bye()

	c = connect(t, lsp.Options{Settings: lsp.Settings{NoConfig: true}})
	c.settings = map[string]any{"noLens": true, "noConfig": true}
	pulls := strings.Replace(greeting(tree), `"workspace": {`, `"workspace": {"configuration": true,`, 1)
	c.call("initialize", json.RawMessage(pulls), nil)
	c.notify("initialized", struct{}{})
	c.open(file)
	c.untilRules(file, "PCM001")
	n := lenses(c)
	for try := 0; n != 0 && try < 100; try++ { // the settings that the server asked for may still be on their way
		time.Sleep(20 * time.Millisecond)
		n = lenses(c)
	}
	if n != 0 {
		t.Errorf("%d lenses in spite of noLens", n)
	}
	c.bye()
}

// TestProgress: the client sees that the tree is being read, and when that is over.
func TestProgress(t *testing.T) {
	tree := miniature(t, "minitree")
	c := start(t, lsp.Options{}, greeting(tree))
	for _, kind := range []string{"begin", "end"} {
		c.until("progress "+kind, func() bool {
			return slices.ContainsFunc(c.progress, func(p string) bool { return strings.Contains(p, `"kind":"`+kind+`"`) })
		})
	}
	c.bye()
}

// TestCancel: a request that waits for the client ends when it is cancelled.
func TestCancel(t *testing.T) {
	c := start(t, lsp.Options{}, greeting(""))
	c.mu.Lock()
	c.deaf = true
	c.mu.Unlock()
	answer := make(chan error, 1)
	go func() { // the first call was initialize: this one has the id 2
		_, err := c.conn.Call(ctx, "workspace/executeCommand", map[string]any{"command": "pcmlint.explain", "arguments": []any{"PCM001"}}, nil)
		answer <- err
	}()
	c.until("showDocument", func() bool { return len(c.shown) > 0 })
	c.notify("$/cancelRequest", json.RawMessage(`{"id": 2}`))
	var f *jsonrpc2.Error
	if err := <-answer; !errors.As(err, &f) || f.Code != -32800 {
		t.Errorf("a cancelled request was answered with %v", err)
	}
	c.bye()
}

// TestErrors: what a client does wrong is answered with the errors that the specifications name.
func TestErrors(t *testing.T) {
	c := connect(t, lsp.Options{})
	code := func(want jsonrpc2.Code, method string, params any) {
		t.Helper()
		var f *jsonrpc2.Error
		if err := c.try(method, params, nil); !errors.As(err, &f) || f.Code != want {
			t.Errorf("%s: %v, want error %d", method, err, want)
		}
	}
	code(-32002, "textDocument/hover", struct{}{})
	c.notify("textDocument/didOpen", struct{}{}) // to be dropped
	code(-32602, "initialize", json.RawMessage(`{"workspaceFolders": 7}`))
	c.call("initialize", json.RawMessage(greeting("")), nil)
	code(-32600, "initialize", json.RawMessage(greeting("")))
	code(-32601, "textDocument/rename", struct{}{})
	code(-32601, "$/magic", struct{}{})
	c.notify("$/magic", struct{}{})
	code(-32602, "textDocument/hover", json.RawMessage(`{"position": "here"}`))
	code(-32602, "workspace/executeCommand", json.RawMessage(`{"command": "rm"}`))
	code(-32602, "workspace/executeCommand", json.RawMessage(`{"command": "pcmlint.explain", "arguments": ["PCM999"]}`))
	c.call("textDocument/hover", json.RawMessage(`{"textDocument": {"uri": "file:///nowhere.c"}, "position": {"line": 0, "character": 0}}`), nil)
	c.call("shutdown", nil, nil)
	code(-32600, "textDocument/hover", struct{}{})
	c.notify("exit", nil)
	if err := c.ended(); err != nil {
		t.Errorf("the server ended with: %v", err)
	}
}

// TestBrokenMessages: what is no message is answered, and does not keep the server from the next one.
func TestBrokenMessages(t *testing.T) {
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	go func() {
		_ = lsp.Serve(ctx, fromClient, toClient, lsp.Options{})
		toClient.Close()
	}()
	answers := bufio.NewReader(fromServer)
	for _, x := range []struct{ sent, want string }{
		{`{"jsonrpc": "2.0", "id": 1`, `null -32700`},
		{`[]`, `null -32600`},
		{`{"id": 1, "method": "initialize"}`, `null -32600`},
		{`{"jsonrpc": "2.0", "id": {}, "method": "initialize"}`, `null -32600`},
		{`{"jsonrpc": "2.0", "id": -5, "method": "initialize", "params": ` + greeting("") + `}`, `-5 {"capabilities"`},
		{`{"jsonrpc": "2.0", "id": "x", "method": "shutdown"}`, `"x" null`},
	} {
		go fmt.Fprintf(toServer, "Content-Length: %d\r\n\r\n%s", len(x.sent), x.sent)
		got, err := readFrame(answers)
		if err != nil {
			t.Fatalf("%s: %v", x.sent, err)
		}
		var m struct {
			ID     json.RawMessage `json:"id"`
			Result json.RawMessage `json:"result"`
			Error  *struct {
				Code int `json:"code"`
			} `json:"error"`
		}
		if err := json.Unmarshal(got, &m); err != nil {
			t.Fatal(err)
		}
		said := fmt.Sprintf("%s %s", m.ID, m.Result)
		if m.Error != nil {
			said = fmt.Sprintf("%s %d", m.ID, m.Error.Code)
		}
		if !strings.HasPrefix(said, x.want) {
			t.Errorf("%s\nwas answered with %s\nwant %s", x.sent, got, x.want)
		}
	}
	fmt.Fprint(toServer, "Content-Size: nine\r\n\r\n")
	if got, err := readFrame(answers); err != nil || !strings.Contains(string(got), "a header has no Content-Length") {
		t.Errorf("a header without a length was answered with %s, %v", got, err)
	}
	if _, err := answers.ReadByte(); err != io.EOF {
		t.Errorf("after a header without a length: %v", err)
	}
}

// TestLeaving: the server ends when the client closes the connection, exits, or dies.
func TestLeaving(t *testing.T) {
	t.Run("end of input", func(t *testing.T) {
		c := start(t, lsp.Options{}, greeting(miniature(t, "minitree")))
		c.conn.Close()
		if err := c.ended(); !errors.Is(err, lsp.ErrNoShutdown) {
			t.Errorf("the server ended with %v", err)
		}
	})
	t.Run("exit", func(t *testing.T) {
		c := start(t, lsp.Options{}, greeting(""))
		c.notify("exit", nil)
		if err := c.ended(); !errors.Is(err, lsp.ErrNoShutdown) {
			t.Errorf("the server ended with %v", err)
		}
	})
	t.Run("the editor is gone", func(t *testing.T) {
		dead := exec.Command(os.Args[0], "-test.run=^$")
		if err := dead.Run(); err != nil {
			t.Skip(err)
		}
		g := strings.Replace(greeting(""), `"processId": null`, fmt.Sprintf(`"processId": %d`, dead.Process.Pid), 1)
		c := connect(t, lsp.Options{})
		_ = c.try("initialize", json.RawMessage(g), nil) // it may be gone before it answers
		if err := c.ended(); !errors.Is(err, lsp.ErrNoShutdown) {
			t.Errorf("the server ended with %v", err)
		}
	})
	t.Run("the editor is there", func(t *testing.T) {
		g := strings.Replace(greeting(""), `"processId": null`, fmt.Sprintf(`"processId": %d`, os.Getpid()), 1)
		c := start(t, lsp.Options{}, g)
		time.Sleep(10 * time.Millisecond) // the first look at the process is made at once
		c.bye()
	})
}

// TestLinks: a tree that the client knows by a symbolic link keeps the names that the client uses.
func TestLinks(t *testing.T) {
	tree := miniature(t, "minitree")
	link := filepath.Join(filepath.Dir(tree), "link")
	if err := os.Symlink(tree, link); err != nil {
		t.Skip(err)
	}
	main, table := filepath.Join(link, "sound/pci/heron/heron_main.c"), filepath.Join(link, "sound/pci/heron/heron_pcm.c")
	c := start(t, lsp.Options{}, greeting(link))
	text := c.open(main)
	c.untilRules(main)
	_, line := cut(t, text, "card->sync_irq = ")
	c.replace(main, text, line, "")
	c.untilRules(table, "PCM001")
	c.bye()
}

// path is the file of a URI of this test.
func path(uri string) string { return strings.TrimPrefix(uri, "file://") }
