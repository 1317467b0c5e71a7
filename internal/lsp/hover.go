package lsp

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"go.lsp.dev/protocol"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// hover tells what is known about the table, handler, call or wait at a position.
func (s *server) hover(ctx context.Context, p protocol.HoverParams) (*protocol.Hover, error) {
	at := s.at(p.TextDocument.URI)
	if at == nil {
		return nil, nil
	}
	if err := at.space.wait(ctx); err != nil {
		return nil, err
	}
	found := at.space.under(at.text, at.file, at.text.offset(p.Position, s.enc))
	if len(found) == 0 {
		return nil, nil
	}
	w := &page{sp: at.space}
	w.write(found)
	format := s.client.TextDocument.Hover.ContentFormat
	out := &protocol.MarkupContent{Kind: protocol.MarkupKindMarkdown, Value: w.String()}
	if len(format) > 0 && !slices.Contains(format, protocol.MarkupKindMarkdown) {
		out.Kind = protocol.MarkupKindPlainText
	}
	return &protocol.Hover{Contents: out}, nil
}

// page is the text of a hover.
type page struct {
	strings.Builder
	sp    *space
	rules []string
}

// write says what there is to say of some things, each table and context once.
func (w *page) write(things []thing) {
	said := map[string]bool{}
	once := func(key string) bool {
		first := !said[key]
		said[key] = true
		return first
	}
	for _, x := range things {
		table := fmt.Sprintf("%s:%d:%d", x.table.File, x.table.Line, x.table.Column)
		switch x.role {
		case isTable:
			if once("table " + table) {
				w.table(x.table)
			}
		case isSync:
			if once("sync " + table) {
				w.line("Makes the core wait for %s before the stream is prepared anew or freed.", w.contexts(x.table))
				w.line("")
			}
		case isWaiter:
			if once("wait " + table + x.wait.Callback) {
				w.wait(x)
			}
		case isEntry, isStep:
			if once("context " + table + x.ctx.Kind + x.ctx.Entry) {
				w.context(x)
			}
		}
	}
	w.pages()
}

func (w *page) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// table is the whole story of one table.
func (w *page) table(t *finding.Table) {
	found := w.sp.uncovered(t)
	w.line("**`%s`** — %s", t.Name, status(t, found))
	w.line("")
	for i := range t.Contexts {
		c := &t.Contexts[i]
		w.line("- %s `%s`: registered at %s, calls `snd_pcm_period_elapsed()` at %s", kind(c.Kind), c.Entry, w.link(c.Registered), w.link(c.Elapsed))
	}
	for _, p := range t.Proofs(w.link) {
		w.line("- %s", p)
	}
	for _, x := range t.Waits {
		if rule := contract.RuleForWait(x.Callback); rule == contract.WaitInTrigger {
			w.rule(rule)
			w.line("- `.%s` reaches `%s` at %s, which waits for `%s` and never ends", x.Callback, x.Call, w.link(x.Place), strings.Join(x.For, "`, `"))
		}
	}
	if len(t.Contexts) > 0 {
		w.line("")
	}
	for _, f := range found {
		w.rule(f.Rule)
		w.line("%s: %s", f.Rule, f.Message)
		if f.Advice != "" {
			w.line("")
			w.line("*%s*", f.Advice)
		}
		w.line("")
	}
}

// context tells what a handler, or a line on its way, is part of.
func (w *page) context(x thing) {
	w.line("%s `%s` reports periods of `%s` (%s), which is %s.", kind(x.ctx.Kind), x.ctx.Entry, x.table.Name,
		w.link(tablePlace(x.table)), status(x.table, w.sp.uncovered(x.table)))
	w.line("")
	for i, st := range x.ctx.Path {
		w.line("%d. %s `%s`: %s", i+1, w.link(st.Place), st.Function, st.Note)
	}
	w.line("")
	w.rule(ruleOf(x.ctx))
}

// wait tells what a waiting call waits for.
func (w *page) wait(x thing) {
	what := "waits, but for nothing that reports periods"
	if len(x.wait.For) > 0 {
		names := make([]string, len(x.wait.For))
		for i, n := range x.wait.For {
			names[i] = "`" + n + "`"
		}
		what = "waits for " + strings.Join(names, ", ")
	}
	w.line("`%s` %s. It is reached from `.%s` of `%s` (%s), which is %s.", x.wait.Call, what, x.wait.Callback, x.table.Name,
		w.link(tablePlace(x.table)), status(x.table, w.sp.uncovered(x.table)))
	w.line("")
	w.rule(contract.RuleForWait(x.wait.Callback))
}

// contexts names those of a table.
func (w *page) contexts(t *finding.Table) string {
	var names []string
	for _, c := range t.Contexts {
		if n := kind(c.Kind) + " `" + c.Entry + "`"; !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return "the handlers of `" + t.Name + "`"
	}
	return strings.Join(names, ", ") + " of `" + t.Name + "`"
}

// link is a place that one can follow.
func (w *page) link(p finding.Place) string {
	return fmt.Sprintf("[%s:%d](%s#L%d)", path.Base(p.File), p.Line, w.sp.uri(p.File), p.Line)
}

// rule notes a rule whose page is to be named.
func (w *page) rule(id string) {
	if !slices.Contains(w.rules, id) {
		w.rules = append(w.rules, id)
	}
}

func (w *page) pages() {
	for _, id := range w.rules {
		if d, ok := doc.Of(id); ok {
			w.line("[%s: %s](%s)", d.ID, d.Title, w.sp.s.pages.of(d.ID))
		}
	}
}
