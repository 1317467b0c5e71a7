package lsp_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/lsp"
)

// patience is how long a client waits before it takes the server for hung.
const patience = time.Minute

// client is an editor: it keeps texts, sends edits and remembers what the server published.
type client struct {
	t    testing.TB
	conn jsonrpc2.Conn
	done chan error // what Serve returned

	mu        sync.Mutex
	changed   chan struct{} // closed at each message of the server
	published map[string]published
	progress  []string
	messages  []string
	shown     []string
	deaf      bool // does not answer
	settings  any  // what workspace/configuration is answered with
	versions  map[string]int
}

// published is what the server says of one file.
type published struct {
	Version     *int
	Diagnostics []protocol.Diagnostic
	count       int
}

// everything is what a client can do.
const everything = `{
	"window": {"workDoneProgress": true, "showDocument": {"support": true}},
	"workspace": {"workspaceEdit": {"documentChanges": true}},
	"textDocument": {
		"publishDiagnostics": {"relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true,
			"dataSupport": true, "tagSupport": {"valueSet": [1, 2]}},
		"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
		"hover": {"contentFormat": ["markdown"]}}}`

// start connects a client with a server and goes through the greeting.
func start(t testing.TB, o lsp.Options, params string) *client {
	t.Helper()
	c := connect(t, o)
	var result json.RawMessage
	c.call("initialize", json.RawMessage(params), &result)
	c.notify("initialized", struct{}{})
	return c
}

// greeting is the parameters of initialize for a client that can do everything, in a folder.
func greeting(folder string) string {
	if folder == "" {
		return `{"processId": null, "rootUri": null, "capabilities": ` + everything + `}`
	}
	return `{"processId": null, "rootUri": "` + uri(folder) + `", "capabilities": ` + everything + `}`
}

type pipes struct {
	io.Reader
	io.Writer
	closers []io.Closer
}

func (p pipes) Close() error {
	for _, c := range p.closers {
		c.Close()
	}
	return nil
}

func connect(t testing.TB, o lsp.Options) *client {
	t.Helper()
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	c := &client{t: t, done: make(chan error, 1), changed: make(chan struct{}), published: map[string]published{}, versions: map[string]int{}}
	if o.CacheDir == "" {
		o.CacheDir = t.TempDir()
	}
	go func() {
		err := lsp.Serve(context.Background(), fromClient, toClient, o)
		toClient.Close()
		c.done <- err
	}()
	c.serve(pipes{fromServer, toServer, []io.Closer{toServer, fromServer}})
	t.Cleanup(func() { c.conn.Close() })
	return c
}

// serve begins to listen to the server.
func (c *client) serve(p pipes) {
	c.conn = jsonrpc2.NewConn(jsonrpc2.NewHeaderStream(p), jsonrpc2.WithCodec(plain{}))
	c.conn.Go(context.Background(), c.Handle)
}

// plain encodes messages.
type plain struct{}

func (plain) Marshal(v any) ([]byte, error) { return protocol.Marshal(v) }

func (plain) Unmarshal(data []byte, v any) error { return protocol.Unmarshal(data, v) }

// Handle takes what the server sends, and answers unless it is deaf.
func (c *client) Handle(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	result, err := c.handle(req)
	c.mu.Lock()
	deaf := c.deaf
	c.mu.Unlock()
	if deaf && req.IsCall() {
		jsonrpc2.Async(ctx)
		select {
		case <-ctx.Done():
		case <-c.t.Context().Done():
		}
	}
	return result, err
}

func (c *client) handle(req *jsonrpc2.Request) (any, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	defer func() {
		close(c.changed)
		c.changed = make(chan struct{})
	}()
	params := "{}"
	if req.Params() != nil {
		params = string(req.Params())
	}
	switch req.Method() {
	case "textDocument/publishDiagnostics":
		var p protocol.PublishDiagnosticsParams
		if err := protocol.Unmarshal([]byte(params), &p); err != nil {
			return nil, err
		}
		now := published{Diagnostics: p.Diagnostics, count: c.published[string(p.URI)].count + 1}
		if v, ok := p.Version.Get(); ok {
			now.Version = new(int(v))
		}
		c.published[string(p.URI)] = now
	case "$/progress":
		c.progress = append(c.progress, params)
	case "window/logMessage", "window/showMessage":
		c.messages = append(c.messages, params)
	case "window/showDocument":
		c.shown = append(c.shown, params)
		return map[string]bool{"success": true}, nil
	case "workspace/configuration":
		return []any{c.settings}, nil
	}
	return nil, nil
}

func (c *client) call(method string, params, result any) {
	c.t.Helper()
	if err := c.try(method, params, result); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) try(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_, err := c.conn.Call(ctx, method, params, result)
	return err
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	if err := c.conn.Notify(context.Background(), method, params); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

// until waits for what the server says to satisfy a condition.
func (c *client) until(what string, ok func() bool) {
	c.t.Helper()
	timeout := time.After(patience)
	for {
		c.mu.Lock()
		if ok() {
			c.mu.Unlock()
			return
		}
		changed := c.changed
		c.mu.Unlock()
		select {
		case <-changed:
		case <-timeout:
			c.t.Fatalf("the server did not come to say: %s; it said %v", what, c.published)
		}
	}
}

// untilRules waits until a file has findings of exactly some rules, in order.
func (c *client) untilRules(file string, rules ...string) []protocol.Diagnostic {
	c.t.Helper()
	var out []protocol.Diagnostic
	c.until(filepath.Base(file)+" has "+strings.Join(rules, " "), func() bool {
		p, there := c.published[uri(file)]
		out = p.Diagnostics
		if !there && len(rules) > 0 || len(out) != len(rules) {
			return false
		}
		for i, d := range out {
			if d.Code != protocol.String(rules[i]) {
				return false
			}
		}
		return true
	})
	return out
}

// open opens a file with the text that it has on disk, or another.
func (c *client) open(file string, text ...string) string {
	c.t.Helper()
	if len(text) == 0 {
		data, err := os.ReadFile(file)
		if err != nil {
			c.t.Fatal(err)
		}
		text = []string{string(data)}
	}
	c.versions[file] = 1
	c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": uri(file), "languageId": strings.TrimPrefix(filepath.Ext(file), "."), "version": 1, "text": text[0]}})
	return text[0]
}

// replace edits the first occurrence of a string in a text that the client has, and returns the new text.
func (c *client) replace(file, text, old, new string) string {
	c.t.Helper()
	i := strings.Index(text, old)
	if i < 0 {
		c.t.Fatalf("%s does not have %q", file, old)
	}
	c.versions[file]++
	c.notify("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": uri(file), "version": c.versions[file]},
		"contentChanges": []any{map[string]any{
			"range": map[string]any{"start": pos(text, i), "end": pos(text, i+len(old))}, "text": new}}})
	return text[:i] + new + text[i+len(old):]
}

// pos is the position of a byte as the protocol counts by default.
func pos(text string, offset int) map[string]int {
	line := strings.Count(text[:offset], "\n")
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	units := 0
	for _, r := range text[start:offset] {
		if units++; r > 0xffff {
			units++
		}
	}
	return map[string]int{"line": line, "character": units}
}

func (c *client) close(file string) {
	c.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri(file)}})
}

// bye ends the connection as the protocol wants it.
func (c *client) bye() {
	c.t.Helper()
	c.call("shutdown", nil, nil)
	c.notify("exit", nil)
	if err := c.ended(); err != nil {
		c.t.Errorf("the server ended with: %v", err)
	}
}

func (c *client) ended() error {
	c.t.Helper()
	select {
	case err := <-c.done:
		return err
	case <-time.After(patience):
		c.t.Fatal("the server does not end")
		return nil
	}
}

func uri(path string) string {
	u := url.URL{Scheme: "file", Path: path}
	return u.String()
}

// miniature copies the kernel tree in miniature, or another folder of test drivers, to where it can be changed.
func miniature(t testing.TB, folder string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, filepath.Base(folder))
	if err := os.CopyFS(dir, os.DirFS("../../testdata/src/"+folder)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// ctx is that of all connections; they end when they are closed.
var ctx = context.Background()

func rawMessage(s string) json.RawMessage { return json.RawMessage(s) }

// readFrame reads one message as it came.
func readFrame(r *bufio.Reader) (json.RawMessage, error) {
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil {
		return nil, err
	}
	data := make([]byte, n)
	_, err = io.ReadFull(r, data)
	return data, err
}
