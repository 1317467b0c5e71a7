package lsp

import (
	"context"
	"regexp"
	"slices"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/suppress"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// definition leads from an ops table to the functions that report its periods.
func (s *server) definition(ctx context.Context, p protocol.DefinitionParams) ([]protocol.Location, error) {
	return s.locations(ctx, p.TextDocumentPositionParams, func(x thing) []finding.Place {
		if x.role != isTable {
			return nil // where a function is defined others know better
		}
		var out []finding.Place
		for _, c := range x.table.Contexts {
			out = append(out, entryPlace(&c))
		}
		return out
	})
}

// references leads from an ops table to all that is tied to it, and from a handler to its tables.
func (s *server) references(ctx context.Context, p protocol.ReferenceParams) ([]protocol.Location, error) {
	return s.locations(ctx, p.TextDocumentPositionParams, func(x thing) []finding.Place {
		var out []finding.Place
		switch x.role {
		case isTable:
			if x.table.Sync != nil {
				out = append(out, finding.Place{File: x.table.Sync.File, Line: x.table.Sync.Line})
			}
			for _, c := range x.table.Contexts {
				out = append(out, c.Registered, entryPlace(&c), c.Elapsed)
			}
		default:
			out = append(out, tablePlace(x.table))
			if x.ctx != nil {
				out = append(out, places(x.ctx.Path)...)
			}
		}
		return out
	})
}

// entryPlace is where a context's function is defined, or else handed over.
func entryPlace(c *finding.Context) finding.Place {
	if c.EntryAt.Line > 0 {
		return c.EntryAt
	}
	return c.Registered
}

func (s *server) locations(ctx context.Context, p protocol.TextDocumentPositionParams, of func(thing) []finding.Place) ([]protocol.Location, error) {
	out := []protocol.Location{}
	at := s.at(p.TextDocument.URI)
	if at == nil {
		return out, nil
	}
	if err := at.space.wait(ctx); err != nil {
		return nil, err
	}
	read := s.reader(at.space)
	for _, x := range at.space.under(at.text, at.file, at.text.offset(p.Position, s.enc)) {
		for _, place := range of(x) {
			l := protocol.Location{URI: at.space.uri(place.File), Range: read(place.File).span(place, s.enc)}
			if place.Line > 0 && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out, nil
}

// codeLenses shows over each ops table how it stands.
func (s *server) codeLenses(ctx context.Context, p protocol.CodeLensParams) ([]protocol.CodeLens, error) {
	out := []protocol.CodeLens{}
	at := s.at(p.TextDocument.URI)
	s.mu.Lock()
	off := s.settings.NoLens
	s.mu.Unlock()
	if at == nil || off {
		return out, nil
	}
	if err := at.space.wait(ctx); err != nil {
		return nil, err
	}
	for _, x := range at.space.things(at.file) {
		if x.role != isTable {
			continue
		}
		out = append(out, protocol.CodeLens{
			Range: at.text.span(x.place, s.enc),
			Command: protocol.Command{
				Title:     status(x.table, at.space.uncovered(x.table)) + waitsInTrigger(x.table),
				Command:   commandShow,
				Arguments: s.target(at.space, x.table),
			},
		})
	}
	return out, nil
}

// target is the place that a lens leads to: what makes the core wait, or the first handler.
func (s *server) target(sp *space, t *finding.Table) []protocol.LSPAny {
	to := tablePlace(t)
	switch {
	case t.Sync != nil:
		to = finding.Place{File: t.Sync.File, Line: t.Sync.Line}
	case len(t.Contexts) > 0:
		to = entryPlace(&t.Contexts[0])
	}
	return []protocol.LSPAny{raw(sp.uri(to.File)), raw(to.Line - 1)}
}

// ruleID finds names of rules.
var ruleID = regexp.MustCompile(`\bPCM[0-9]{3}\b`)

// documentLinks leads from the rules that a directive names to their pages.
func (s *server) documentLinks(_ context.Context, p protocol.DocumentLinkParams) ([]protocol.DocumentLink, error) {
	out := []protocol.DocumentLink{}
	at := s.at(p.TextDocument.URI)
	if at == nil {
		return out, nil
	}
	for _, d := range suppress.Parse(at.file, at.text.data) {
		from := at.text.at(d.Line, d.EndColumn)
		to := at.text.at(d.Line, 1<<30)
		for _, m := range ruleID.FindAllIndex(at.text.data[from:to], -1) {
			id := string(at.text.data[from+m[0] : from+m[1]])
			page, ok := doc.Of(id)
			if !ok {
				continue
			}
			out = append(out, protocol.DocumentLink{
				Range:   protocol.Range{Start: at.text.position(from+m[0], s.enc), End: at.text.position(from+m[1], s.enc)},
				Target:  new(s.pages.of(page.ID)),
				Tooltip: new(page.Title),
			})
		}
	}
	return out, nil
}

// reader gives texts to whoever answers a request: the newest of open documents, else what is on disk.
func (s *server) reader(sp *space) func(string) *text {
	read := map[string]*text{}
	return func(file string) *text {
		if t := read[file]; t != nil {
			return t
		}
		read[file] = s.textOf(sp.path(file))
		return read[file]
	}
}
