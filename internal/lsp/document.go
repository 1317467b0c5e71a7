package lsp

import (
	"bytes"
	"fmt"
	"path/filepath"
	"time"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/ktree"
)

// document is a file that is open in the editor.
type document struct {
	uri     documentURI // as the client spells it
	path    string
	version int32
	text    *text

	space *space // that answers for it, nil when nothing does
	file  string // its name there
}

// language is what a file is written in, as far as it matters.
type language int

const (
	other language = iota
	langC
	langGo
)

func languageOf(path string) language {
	switch filepath.Ext(path) {
	case ".c", ".h", ".inc":
		return langC
	case ".go":
		return langGo
	}
	return other
}

// open starts to follow a document.
func (s *server) open(item protocol.TextDocumentItem) {
	path := pathOf(item.URI)
	if path == "" || languageOf(path) == other {
		return
	}
	if old := s.document(path); old != nil {
		s.close(path) // a client that opens twice means the newer text
	}
	d := &document{uri: item.URI, path: path, version: item.Version, text: newText([]byte(item.Text))}
	s.mu.Lock()
	room := maxOpen - len(d.text.data)
	for _, other := range s.docs {
		room -= len(other.text.data)
	}
	if room >= 0 {
		s.docs[path] = d
	}
	s.mu.Unlock()
	if room < 0 {
		s.complain("%s is not followed: the open documents hold more than %d MiB", item.URI, maxOpen>>20)
		return
	}
	s.attach(d)
}

// attach gives a document to what analyses it.
func (s *server) attach(d *document) {
	var sp *space
	var file string
	switch languageOf(d.path) {
	case langC:
		if !worthATree(d) {
			return
		}
		sp, file = s.treeOf(d.path)
	case langGo:
		sp, file = s.packageOf(d.path)
	}
	s.mu.Lock()
	d.space, d.file = sp, file
	text := d.text
	s.mu.Unlock()
	if sp != nil {
		sp.opened(file, text)
	}
}

// worthATree tells whether the tree of a document is to be read. Editors start a server for every C file; outside of a
// kernel tree one that has nothing to do with sound must not cost a walk through the folder that it happens to be in.
func worthATree(d *document) bool {
	if bytes.Contains(d.text.data, []byte("snd_")) {
		return true
	}
	_, kernel := ktree.Find(filepath.Dir(d.path))
	return kernel
}

// changed applies the steps of an edit.
func (s *server) changed(p didChangeParams) error {
	path := pathOf(p.TextDocument.URI)
	if path == "" || languageOf(path) == other {
		return nil
	}
	s.mu.Lock()
	d := s.docs[path]
	if d == nil {
		s.mu.Unlock()
		return fmt.Errorf("change of %s, which is not open: the change is ignored", p.TextDocument.URI)
	}
	if p.TextDocument.Version <= d.version {
		s.mu.Unlock()
		return fmt.Errorf("change of %s to version %d after version %d: the change is ignored", p.TextDocument.URI, p.TextDocument.Version, d.version)
	}
	t := d.text
	for i, c := range p.ContentChanges {
		next, err := t.edit(c, s.enc)
		if err != nil {
			s.mu.Unlock()
			return fmt.Errorf("change %d of %s: %w: the change is ignored", i+1, p.TextDocument.URI, err)
		}
		t = next
	}
	d.version, d.text = p.TextDocument.Version, t
	sp, file := d.space, d.file
	s.mu.Unlock()
	if sp == nil {
		s.attach(d) // it may have become a driver
		return nil
	}
	sp.edited(file, t)
	return nil
}

// saved says that the text on disk is that of the editor now.
func (s *server) saved(uri documentURI) {
	if d := s.document(pathOf(uri)); d != nil && d.space != nil {
		d.space.saved(d.file)
	}
}

// close stops to follow a document: what is on disk counts again.
func (s *server) close(path string) {
	s.mu.Lock()
	d := s.docs[path]
	delete(s.docs, path)
	if d != nil && d.space != nil {
		d.space.used = time.Now()
	}
	s.mu.Unlock()
	if d != nil && d.space != nil {
		d.space.closed(d.file)
		s.dropUnused(maxIdle)
	}
}

func (s *server) document(path string) *document {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.docs[path]
}

// state is a document at one moment.
type state struct {
	*document
	text    *text
	version int32
}

// at is the document of a request, nil for one that is not open or that nothing answers for.
func (s *server) at(uri documentURI) *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.docs[pathOf(uri)]
	if d == nil || d.space == nil {
		return nil
	}
	return &state{document: d, text: d.text, version: d.version}
}
