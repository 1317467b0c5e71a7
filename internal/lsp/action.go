package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/suppress"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// Commands that a client may have the server execute.
const (
	commandExplain = "pcmlint.explain" // the page of a rule: [id]
	commandShow    = "pcmlint.show"    // a line of a file: [uri, line from 0]
)

// codeActions offers what can be done about the findings in a range.
func (s *server) codeActions(ctx context.Context, p protocol.CodeActionParams) ([]protocol.CommandOrCodeAction, error) {
	out := []protocol.CommandOrCodeAction{}
	at := s.at(p.TextDocument.URI)
	if at == nil || !wantsQuickFix(p.Context.Only) {
		return out, nil
	}
	if err := at.space.wait(ctx); err != nil {
		return nil, err
	}
	res := at.space.results()[at.file]
	if res == nil {
		return out, nil
	}
	from, to := at.text.offset(p.Range.Start, s.enc), at.text.offset(p.Range.End, s.enc)
	for i, f := range res.findings {
		begin, end := at.text.at(f.Line, 1), at.text.at(max(f.EndLine, f.Line), 1<<30)
		if to < begin || from > end || i >= len(res.shown) {
			continue
		}
		out = append(out, s.actionsFor(at, f, res.shown[i])...)
	}
	return out, nil
}

// wantsQuickFix tells whether a client that asks for some kinds only gets quick fixes.
func wantsQuickFix(only []protocol.CodeActionKind) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(k protocol.CodeActionKind) bool {
		return k == "" || k == protocol.CodeActionKindQuickFix || strings.HasPrefix(string(protocol.CodeActionKindQuickFix), string(k)+".")
	})
}

func (s *server) actionsFor(at *state, f finding.Finding, d protocol.Diagnostic) []protocol.CommandOrCodeAction {
	about := []protocol.Diagnostic{d}
	explain := protocol.Command{Title: "Explain " + f.Rule, Command: commandExplain, Arguments: []protocol.LSPAny{raw(f.Rule)}}
	kind := protocol.CodeActionKindQuickFix
	if len(s.client.TextDocument.CodeAction.CodeActionLiteralSupport) == 0 {
		return []protocol.CommandOrCodeAction{&explain} // a client of the time before edits came with actions
	}
	var out []protocol.CommandOrCodeAction
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		out = append(out, &protocol.CodeAction{Title: "pcmlint: " + f.Fix.Summary, Kind: &kind, Diagnostics: about, IsPreferred: new(true),
			Edit: s.workspaceEdit(at.space, f.Fix.Edits)})
	}
	if edit, ok := ignore(at.text, f); ok {
		out = append(out, &protocol.CodeAction{Title: fmt.Sprintf("pcmlint: ignore %s here, with a reason", f.Rule), Kind: &kind, Diagnostics: about,
			Edit: s.workspaceEdit(at.space, []finding.Edit{edit})})
	}
	return append(out, &protocol.CodeAction{Title: "pcmlint: explain " + f.Rule, Kind: &kind, Diagnostics: about, Command: explain})
}

// ignore is the edit that puts a directive on a line of its own above a finding. Findings about directives themselves
// are not to be ignored.
func ignore(t *text, f finding.Finding) (finding.Edit, bool) {
	if strings.HasPrefix(f.Rule, "PCM9") {
		return finding.Edit{}, false
	}
	return finding.Edit{File: f.File, StartLine: f.Line, StartColumn: 1, EndLine: f.Line, EndColumn: 1,
		NewText: suppress.Above(f.File, t.data, f.Line, []string{f.Rule}, "say here why nothing can go wrong")}, true
}

// workspaceEdit turns edits into what the client can apply: for the version of each open document that they were made for.
func (s *server) workspaceEdit(sp *space, edits []finding.Edit) *protocol.WorkspaceEdit {
	byFile := map[string][]protocol.TextEdit{}
	read := s.reader(sp)
	for _, e := range edits {
		t := read(e.File)
		byFile[e.File] = append(byFile[e.File], protocol.TextEdit{
			Range: protocol.Range{
				Start: t.position(t.at(e.StartLine, e.StartColumn), s.enc),
				End:   t.position(t.at(e.EndLine, e.EndColumn), s.enc),
			},
			NewText: e.NewText,
		})
	}
	out := &protocol.WorkspaceEdit{}
	for _, file := range sortedKeys(byFile) {
		id := sp.uri(file)
		if !s.client.Workspace.WorkspaceEdit.DocumentChanges {
			if out.Changes == nil {
				out.Changes = map[documentURI][]protocol.TextEdit{}
			}
			out.Changes[id] = byFile[file]
			continue
		}
		change := &protocol.TextDocumentEdit{}
		change.TextDocument.URI = id
		if d := s.at(id); d != nil {
			change.TextDocument.Version = new(d.version)
		}
		for _, e := range byFile[file] {
			change.Edits = append(change.Edits, &e)
		}
		out.DocumentChanges = append(out.DocumentChanges, change)
	}
	return out
}

// textOf is the newest text of a file.
func (s *server) textOf(path string) *text {
	s.mu.Lock()
	d := s.docs[path]
	s.mu.Unlock()
	if d != nil {
		return s.at(d.uri).text
	}
	data, err := os.ReadFile(path)
	if err != nil {
		data = nil // it vanished since
	}
	return newText(data)
}

// execute does what a command of an action or a lens stands for.
func (s *server) execute(ctx context.Context, p struct {
	Command   string            `json:"command"`
	Arguments []json.RawMessage `json:"arguments"`
}) (any, error) {
	var first string
	if len(p.Arguments) > 0 {
		if err := json.Unmarshal(p.Arguments[0], &first); err != nil {
			return nil, failure(jsonrpc2.InvalidParams, p.Command+" takes a string first")
		}
	}
	switch p.Command {
	case commandExplain:
		d, ok := doc.Of(first)
		if !ok {
			return nil, failure(jsonrpc2.InvalidParams, fmt.Sprintf("no rule %q", first))
		}
		if !s.showDocument(ctx, s.pages.of(d.ID), 0) {
			s.notify(protocol.MethodWindowShowMessage, protocol.ShowMessageParams{Type: protocol.MessageTypeInfo, Message: d.Text})
		}
		return d.Text, nil
	case commandShow:
		var line uint32
		if len(p.Arguments) > 1 {
			if err := json.Unmarshal(p.Arguments[1], &line); err != nil {
				return nil, failure(jsonrpc2.InvalidParams, p.Command+" takes the number of a line second")
			}
		}
		if pathOf(documentURI(first)) == "" {
			return nil, failure(jsonrpc2.InvalidParams, p.Command+" takes the URI of a file first")
		}
		return s.showDocument(ctx, documentURI(first), line), nil
	}
	return nil, failure(jsonrpc2.InvalidParams, "no command "+p.Command)
}

// showDocument asks the client to open a file, and tells whether it did.
func (s *server) showDocument(ctx context.Context, id documentURI, line uint32) bool {
	if !s.client.Window.ShowDocument.Support {
		return false
	}
	at := protocol.Position{Line: line}
	params := protocol.ShowDocumentParams{URI: id, TakeFocus: new(true), Selection: &protocol.Range{Start: at, End: at}}
	var result protocol.ShowDocumentResult
	_, err := s.conn.Call(ctx, protocol.MethodWindowShowDocument, params, &result)
	return err == nil && result.Success
}
