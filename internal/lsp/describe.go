package lsp

import (
	"fmt"
	"path"
	"strings"

	"github.com/pcmlint/pcmlint/internal/contract"
	"github.com/pcmlint/pcmlint/internal/finding"
)

// kind names the kind of a context for people.
func kind(name string) string { return contract.Kind(name).Label() }

// status says in a few words how a table stands.
func status(t *finding.Table, uncovered []finding.Finding) string {
	switch t.Status {
	case finding.Synced:
		return "synced by " + syncedBy(t)
	case finding.NoAsync:
		return "no asynchronous context"
	case finding.Unknown:
		return "unknown: " + t.Reason
	}
	var parts []string
	for _, f := range uncovered {
		if len(f.Entries) > 0 {
			parts = append(parts, kind(f.Context)+" "+strings.Join(f.Entries, ", "))
		}
	}
	if len(parts) == 0 { // its finding is suppressed
		for _, c := range t.Contexts {
			parts = append(parts, kind(c.Kind)+" "+c.Entry)
			break
		}
	}
	return "unsynced: " + strings.Join(parts, "; ")
}

// waitsInTrigger says in a few words what a table's callbacks wait for where they must not.
func waitsInTrigger(t *finding.Table) string {
	text := ""
	for _, w := range t.Waits {
		if contract.RuleForWait(w.Callback) == contract.WaitInTrigger {
			text += fmt.Sprintf("; .%s waits for %s", w.Callback, strings.Join(w.For, ", "))
		}
	}
	return text
}

// syncedBy names what makes the core wait and where it is.
func syncedBy(t *finding.Table) string {
	if t.Sync == nil {
		return "the core"
	}
	by := "." + t.Sync.By
	switch {
	case isGo(t.File) && t.Sync.By == finding.BySyncStop:
		by = "SyncStop"
	case isGo(t.File):
		by = "SyncIRQ"
	case t.Sync.By == finding.BySyncIRQ:
		by = "card->sync_irq"
	}
	by = fmt.Sprintf("%s (%s:%d)", by, path.Base(t.Sync.File), t.Sync.Line)
	if t.Sync.Proof != "" {
		by += ", " + t.Sync.Proof
	}
	return by
}

// ruleOf is the rule that a table can break by a context.
func ruleOf(c *finding.Context) string { return contract.RuleFor(contract.Kind(c.Kind)) }

// uncovered lists the findings at a table.
func (sp *space) uncovered(t *finding.Table) []finding.Finding {
	var out []finding.Finding
	if res := sp.results()[t.File]; res != nil {
		for _, f := range res.findings {
			if f.Line == t.Line && f.Column == t.Column {
				out = append(out, f)
			}
		}
	}
	return out
}
