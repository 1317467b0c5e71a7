package lsp

import (
	"reflect"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
)

// source is what diagnostics say they come from.
const source = "pcmlint"

// group sorts a report by file.
func group(r *finding.Report) map[string]*result {
	out := map[string]*result{}
	of := func(file string) *result {
		if out[file] == nil {
			out[file] = &result{}
		}
		return out[file]
	}
	for _, f := range r.Active() {
		res := of(f.File)
		res.findings = append(res.findings, f)
	}
	for _, t := range r.Tables {
		res := of(t.File)
		res.tables = append(res.tables, t)
	}
	return out
}

// publish keeps what is known about a file and shows it. at is the text that was judged when the file is open.
func (sp *space) publish(file string, res *result, at *text, read func(string) *text) {
	for _, f := range res.findings {
		res.shown = append(res.shown, sp.diagnostic(f, read))
	}
	sp.mu.Lock()
	was := sp.known[file]
	sp.known[file] = res
	sp.mu.Unlock()
	if at == nil {
		switch {
		case was == nil && len(res.shown) == 0:
			return
		case was != nil && len(was.shown) == 0 && len(res.shown) == 0:
			return
		case was != nil && reflect.DeepEqual(was.shown, res.shown):
			return
		}
	}
	sp.show(file, res.shown, at)
}

// drop forgets a file.
func (sp *space) drop(file string) {
	sp.mu.Lock()
	was := sp.known[file]
	delete(sp.known, file)
	sp.mu.Unlock()
	if was != nil && len(was.shown) > 0 {
		sp.show(file, nil, nil)
	}
}

// show sends diagnostics. Those of an open document go with its version, and not at all when it has a newer text.
func (sp *space) show(file string, list []protocol.Diagnostic, at *text) {
	p := protocol.PublishDiagnosticsParams{URI: sp.uri(file), Diagnostics: list}
	if list == nil {
		p.Diagnostics = []protocol.Diagnostic{}
	}
	if at != nil {
		sp.s.mu.Lock()
		d := sp.s.docs[sp.path(file)]
		stale := d == nil || d.text != at
		if !stale && sp.s.client.TextDocument.PublishDiagnostics.VersionSupport {
			p.Version.Set(d.version)
		}
		sp.s.mu.Unlock()
		if stale {
			return
		}
	}
	sp.s.notify(protocol.MethodTextDocumentPublishDiagnostics, p)
}

// diagnostic is a finding as the client can show it.
func (sp *space) diagnostic(f finding.Finding, read func(string) *text) protocol.Diagnostic {
	can := sp.s.client.TextDocument.PublishDiagnostics
	d := protocol.Diagnostic{
		Range:    read(f.File).span(f.Place, sp.s.enc),
		Severity: protocol.DiagnosticSeverityError, // every finding blocks
		Code:     protocol.String(f.Rule),
		Source:   protocol.NewOptional(source),
		Message:  protocol.String(message(f)),
	}
	if can.CodeDescriptionSupport {
		d.CodeDescription = protocol.CodeDescription{Href: sp.s.pages.of(f.Rule)}
	}
	if can.DataSupport {
		d.Data = raw(f.Fingerprint)
	}
	if f.Rule == contract.HandRolledSync && sp.s.client.supports(protocol.DiagnosticTagDeprecated) {
		d.Tags = protocol.NewDiagnosticTags(protocol.DiagnosticTagDeprecated)
	}
	if can.RelatedInformation {
		for _, steps := range [][]finding.Step{f.Path, f.Related} {
			for _, st := range steps {
				d.RelatedInformation = append(d.RelatedInformation, protocol.DiagnosticRelatedInformation{
					Location: protocol.Location{URI: sp.uri(st.File), Range: read(st.File).span(st.Place, sp.s.enc)},
					Message:  st.Function + ": " + st.Note,
				})
			}
		}
	}
	return d
}

// message is the sentence of a finding with what to do about it.
func message(f finding.Finding) string {
	if f.Advice == "" {
		return f.Message
	}
	return f.Message + "\nhelp: " + f.Advice
}

// refreshLenses asks the client to ask for the lenses again.
func (sp *space) refreshLenses() {
	if sp.s.client.Workspace.CodeLens.RefreshSupport {
		go func() {
			_, _ = sp.s.conn.Call(sp.s.ctx, protocol.MethodWorkspaceCodeLensRefresh, nil, nil) // one that cannot just has old lenses
		}()
	}
}
