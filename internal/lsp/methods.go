package lsp

import (
	"context"
	"encoding/json"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// requests are the methods that are answered.
var requests = map[string]func(*server, context.Context, json.RawMessage) (any, error){
	protocol.MethodTextDocumentHover:        request((*server).hover),
	protocol.MethodTextDocumentCodeAction:   request((*server).codeActions),
	protocol.MethodTextDocumentCodeLens:     request((*server).codeLenses),
	protocol.MethodTextDocumentDefinition:   request((*server).definition),
	protocol.MethodTextDocumentReferences:   request((*server).references),
	protocol.MethodTextDocumentDocumentLink: request((*server).documentLinks),
	protocol.MethodWorkspaceExecuteCommand:  request((*server).execute),
}

// request adapts a method: what cannot be read is answered with InvalidParams.
func request[P, R any](do func(*server, context.Context, P) (R, error)) func(*server, context.Context, json.RawMessage) (any, error) {
	return func(s *server, ctx context.Context, raw json.RawMessage) (any, error) {
		var p P
		if err := decode(raw, &p); err != nil {
			return nil, failure(jsonrpc2.InvalidParams, err.Error())
		}
		return do(s, ctx, p)
	}
}

// notifications are the messages that are listened to.
var notifications = map[string]func(*server, json.RawMessage) error{
	protocol.MethodInitialized: func(s *server, _ json.RawMessage) error { s.register(); return nil },
	protocol.MethodTextDocumentDidOpen: notification(func(s *server, p protocol.DidOpenTextDocumentParams) error {
		s.open(p.TextDocument)
		return nil
	}),
	protocol.MethodTextDocumentDidChange: notification((*server).changed),
	protocol.MethodTextDocumentDidSave: notification(func(s *server, p protocol.DidSaveTextDocumentParams) error {
		s.saved(p.TextDocument.URI)
		return nil
	}),
	protocol.MethodTextDocumentDidClose: notification(func(s *server, p protocol.DidCloseTextDocumentParams) error {
		s.close(pathOf(p.TextDocument.URI))
		return nil
	}),
	protocol.MethodWorkspaceDidChangeConfiguration:    notification((*server).configured),
	protocol.MethodWorkspaceDidChangeWatchedFiles:     notification((*server).filesChanged),
	protocol.MethodWorkspaceDidChangeWorkspaceFolders: notification((*server).foldersChanged),
	protocol.MethodWindowWorkDoneProgressCancel: notification(func(s *server, p protocol.WorkDoneProgressCancelParams) error {
		if token, ok := p.Token.(protocol.String); ok {
			s.stopProgress(string(token))
		}
		return nil
	}),
	protocol.MethodCancelRequest: notification(func(s *server, p struct {
		ID json.RawMessage `json:"id"`
	}) error {
		var n int64
		var text string
		switch {
		case json.Unmarshal(p.ID, &n) == nil:
			s.cancel(jsonrpc2.NewNumberID(n))
		case json.Unmarshal(p.ID, &text) == nil:
			s.cancel(jsonrpc2.NewStringID(text))
		}
		return nil
	}),
}

func notification[P any](do func(*server, P) error) func(*server, json.RawMessage) error {
	return func(s *server, raw json.RawMessage) error {
		var p P
		if err := decode(raw, &p); err != nil {
			return err
		}
		return do(s, p)
	}
}

func decode(raw json.RawMessage, p any) error {
	if len(raw) == 0 {
		return nil
	}
	return protocol.Unmarshal(raw, p)
}
