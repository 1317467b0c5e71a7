package lsp_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"

	"github.com/pcmlint/pcmlint/internal/lsp"
)

// FuzzProtocol plays any sequence of messages, one a line of the input. DIR stands for the URI of a folder with a driver
// in two files. A line "!rm NAME" removes a file there, "!write NAME" makes it hold half a driver, and "!raw ..." goes to
// the server without a header. The server must not crash or hang, must answer each request once, and never with an
// internal error.
func FuzzProtocol(f *testing.F) {
	const (
		hello = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"rootUri":"DIR","capabilities":` + `{"window":{"workDoneProgress":true},"workspace":{"workspaceEdit":{"documentChanges":true}},"textDocument":{"publishDiagnostics":{"relatedInformation":true},"codeAction":{"codeActionLiteralSupport":{}}}}}}` + "\n" +
			`{"jsonrpc":"2.0","method":"initialized","params":{}}` + "\n"
		open = `{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"DIR/a.c","languageId":"c","version":1,"text":"#include \"b.c\"\nstatic const struct snd_pcm_ops o = { .open = f };\nstatic void g(void) { snd_pcm_set_ops(p, 0, &o); }\n"}}}` + "\n"
		ask  = `{"jsonrpc":"2.0","id":"h","method":"textDocument/hover","params":{"textDocument":{"uri":"DIR/a.c"},"position":{"line":1,"character":33}}}` + "\n" +
			`{"jsonrpc":"2.0","id":3,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"DIR/a.c"},"range":{"start":{"line":0,"character":0},"end":{"line":99,"character":0}},"context":{"diagnostics":[]}}}` + "\n" +
			`{"jsonrpc":"2.0","id":4,"method":"textDocument/codeLens","params":{"textDocument":{"uri":"DIR/a.c"}}}` + "\n" +
			`{"jsonrpc":"2.0","id":5,"method":"textDocument/definition","params":{"textDocument":{"uri":"DIR/a.c"},"position":{"line":9,"character":9}}}` + "\n" +
			`{"jsonrpc":"2.0","id":6,"method":"textDocument/references","params":{"textDocument":{"uri":"DIR/b.c"},"position":{"line":4294967295,"character":4294967295}}}` + "\n" +
			`{"jsonrpc":"2.0","id":7,"method":"textDocument/documentLink","params":{"textDocument":{"uri":"DIR/a.c"}}}` + "\n"
		edit = `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"DIR/a.c","version":2},"contentChanges":[{"range":{"start":{"line":1,"character":2},"end":{"line":7,"character":900}},"text":"𝄞\r\rint x"},{"text":""}]}}` + "\n"
	)
	f.Add(hello + open + ask + edit + ask)
	f.Add(hello + open + "!rm b.c\n" + edit + ask + `{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"DIR/b.c","type":3},null,{"uri":"","type":9}]}}` + "\n" + ask)
	f.Add(open + ask + hello + hello + `{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"DIR/a.c"}}}` + "\n" + edit)
	f.Add(hello + open + `{"jsonrpc":"2.0","id":9,"method":"shutdown"}` + "\n" + ask + edit)
	f.Add(hello + "{\n[]\n[{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\"}]\nnull\n\"x\"\n{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"shutdown\"}\n" + open)
	f.Add(hello + open + "!raw Content-Length: 99999999999\r\n\r\n\n" + ask)
	f.Add(hello + open + "!raw Content-Length: 12\r\nContent-Type: x\r\n\r\n{}\n" + ask)
	f.Add(hello + open + ask + `{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"h"}}` + "\n" + `{"jsonrpc":"2.0","method":"exit"}` + "\n" + ask)
	f.Add(hello + "!write b.c\n" + strings.ReplaceAll(open, "a.c", "b.c") + `{"jsonrpc":"2.0","id":-1,"method":"workspace/executeCommand","params":{"command":"pcmlint.show","arguments":["DIR/b.c",-1]}}` + "\n" +
		`{"jsonrpc":"2.0","method":"workspace/didChangeWorkspaceFolders","params":{"event":{"added":[{"uri":"DIR","name":""}],"removed":[{"uri":"DIR"}]}}}` + "\n" +
		`{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"pcmlint":{"jobs":-7,"cacheDir":"DIR"}}}}` + "\n" + strings.ReplaceAll(ask, "a.c", "b.c"))
	f.Fuzz(func(t *testing.T, script string) {
		dir := t.TempDir()
		write := func(name string) {
			text := "static irqreturn_t h(int irq, void *c)\n{\n\tsnd_pcm_period_elapsed(c);\n\treturn 0;\n}\nstatic int f(void *p) { return request_irq(1, h, 0, \"\", p); }\n"
			_ = os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
		}
		write("b.c")
		fromClient, toServer := io.Pipe()
		fromServer, toClient := io.Pipe()
		done := make(chan error, 1)
		go func() {
			done <- lsp.Serve(ctx, fromClient, toClient, lsp.Options{Settings: lsp.Settings{NoCache: true, NoConfig: true}, Patience: patience / 2})
			toClient.Close()
			fromClient.Close() // what is still written goes nowhere
		}()
		answers := make(chan map[any]int, 1)
		go func() { answers <- collect(t, fromServer) }()
		hung := time.AfterFunc(patience, func() {
			stacks := make([]byte, 1<<20)
			panic("the server hangs:\n" + string(stacks[:runtime.Stack(stacks, true)]))
		})
		defer hung.Stop()
		asked := map[any]int{}
		doubtful := false // something was sent that may be a request or not: a decoder of JSON takes "ID" for "id"
		send := func(line string) {
			if id, ok := request(line); ok {
				asked[id]++
			} else if strings.Contains(strings.ToLower(line), `"id"`) {
				doubtful = true
			}
			fmt.Fprintf(toServer, "Content-Length: %d\r\n\r\n%s", len(line), line)
		}
		whole := true // nothing disturbs the framing, and nobody says good-bye
		for line := range strings.Lines(script) {
			line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "DIR", uri(dir))
			name, special := strings.CutPrefix(line, "!")
			switch verb, rest, _ := strings.Cut(name, " "); {
			case special && verb == "rm":
				_ = os.Remove(filepath.Join(dir, filepath.Base(rest)))
			case special && verb == "write":
				if base := filepath.Base(rest); filepath.Ext(base) == ".c" {
					write(base)
				}
			case special && verb == "raw":
				whole = false
				fmt.Fprint(toServer, rest+"\r\n")
			case outside(line):
				// Files of this machine are nobody's business here.
			default:
				whole = whole && !strings.Contains(strings.ToLower(line), "exit")
				send(line)
			}
		}
		if whole {
			send(`{"jsonrpc":"2.0","id":"the last","method":"shutdown"}`)
			send(`{"jsonrpc":"2.0","method":"exit"}`)
		}
		toServer.Close()
		<-done
		got := <-answers
		for id, n := range asked {
			if whole && (got[id] < n || got[id] > n && !doubtful) {
				t.Errorf("%d answers to %d requests with the id %v", got[id], n, id)
			}
		}
	})
}

// outside tells messages that name files beyond the folder of the test.
func outside(line string) bool {
	return strings.Contains(line, "file:") && strings.Count(line, "file:") != strings.Count(line, "file:///tmp/") ||
		strings.Contains(line, "..") || strings.Contains(line, `\u`) || strings.Contains(line, "rootPath") || strings.Contains(line, "processId")
}

// request gives the id of a message that wants an answer, without doubt.
func request(line string) (id any, ok bool) {
	var m map[string]json.RawMessage
	if json.Unmarshal([]byte(line), &m) != nil || string(m["jsonrpc"]) != `"2.0"` {
		return nil, false
	}
	for key := range m {
		switch key {
		case "jsonrpc", "id", "method", "params":
		default:
			return nil, false
		}
	}
	var method *string
	if json.Unmarshal(m["method"], &method) != nil || method == nil {
		return nil, false
	}
	id = idOf(m["id"])
	return id, id != nil
}

// idOf is an id as a value that can be compared: a string or an integer, nil for anything else.
func idOf(raw json.RawMessage) any {
	var text *string
	if json.Unmarshal(raw, &text) == nil && text != nil {
		return *text
	}
	var n *int64
	if json.Unmarshal(raw, &n) == nil && n != nil {
		return *n
	}
	return nil
}

// collect counts the answers by id, and complains about internal errors.
func collect(t *testing.T, r io.Reader) map[any]int {
	out := map[any]int{}
	in := bufio.NewReader(r)
	for {
		var m struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
			Params json.RawMessage `json:"params"`
			Error  *jsonrpc2.Error `json:"error"`
		}
		data, err := readFrame(in)
		if err != nil || json.Unmarshal(data, &m) != nil {
			return out
		}
		if strings.Contains(string(m.Params), "internal error") || m.Error != nil && m.Error.Code == jsonrpc2.InternalError {
			t.Errorf("the server says %s %v", m.Params, m.Error)
		}
		if m.Method == "" {
			out[idOf(m.ID)]++
		}
	}
}
