package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"testing"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

func idleServer() *server {
	return &server{ctx: context.Background(), log: log.New(io.Discard, "", 0), docs: map[string]*document{}, spaces: map[string]*space{},
		folders: map[string]bool{}, requests: map[jsonrpc2.ID]context.CancelFunc{}}
}

// TestIdleTrees: of trees in which nothing is open any more only those that were used last are kept.
func TestIdleTrees(t *testing.T) {
	s := idleServer()
	for i := range 5 {
		root := fmt.Sprintf("/tree%d", i)
		sp := s.newSpace(root, root)
		sp.used = time.Unix(int64(i), 0)
		sp.start(func(ctx context.Context) { <-ctx.Done() })
		s.spaces[root] = sp
	}
	busy := s.spaces["/tree0"]
	s.docs["/tree0/x.c"] = &document{path: "/tree0/x.c", space: busy}
	dropped := s.spaces["/tree1"]
	s.dropUnused(maxIdle)
	for root, want := range map[string]bool{"/tree0": true, "/tree1": false, "/tree2": false, "/tree3": true, "/tree4": true} {
		if got := s.spaces[root] != nil; got != want {
			t.Errorf("%s is kept: %v", root, got)
		}
	}
	<-dropped.over
	s.closeSpaces()
}

// TestOpenTexts: a document that is too much beside those that are open is not followed.
func TestOpenTexts(t *testing.T) {
	s := idleServer()
	s.docs["/x.c"] = &document{path: "/x.c", text: &text{data: make([]byte, maxOpen-10)}}
	for name, follows := range map[string]bool{"file:///a.c": true, "file:///b.c": false} {
		text := "int a;"
		if !follows {
			text = "int much_more_than_that;"
		}
		s.open(protocol.TextDocumentItem{URI: documentURI(name), Text: text})
		if got := s.document(pathOf(documentURI(name))) != nil; got != follows {
			t.Errorf("%s is followed: %v", name, got)
		}
	}
}

// TestManyRequests: more requests than can be answered are refused and not kept.
func TestManyRequests(t *testing.T) {
	s := idleServer()
	s.phase = initialized
	for i := range maxRequests {
		s.requests[jsonrpc2.NewNumberID(int64(i))] = func() {}
	}
	if _, err := s.requested(context.Background(), jsonrpc2.NewNumberID(-1), protocol.MethodTextDocumentHover, json.RawMessage("{}")); err == nil {
		t.Error("one more is taken")
	}
}
