package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/rules/doc"
)

const homepage = "https://github.com/pcmlint/pcmlint"

// SARIF writes a SARIF 2.1.0 log: rules with their pages, the path of each finding as a code flow, repairs as fixes.
// Suppressed findings stay in it, marked so.
func SARIF(w io.Writer, r *finding.Report, o Options) error {
	s := sarifWriter{o: o, src: newSources(r.ReadSource)}
	log := sarif.NewReport()
	log.AddRun(s.run(r))
	slim, err := withoutDefaults(log)
	if err != nil {
		return fmt.Errorf("writing SARIF: %w", err)
	}
	return encode(w, slim)
}

// withoutDefaults turns the log into plain JSON values and drops what the library spells out although it says nothing:
// indexes and offsets of -1, and empty lists. The validator warns of the former, and they are two thirds of the bytes.
func withoutDefaults(log *sarif.Report) (any, error) {
	text, err := json.Marshal(log)
	if err != nil {
		return nil, err
	}
	var v any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	prune(v)
	return v, nil
}

// keepEmpty are lists that mean something when they are empty: no result, not suppressed.
var keepEmpty = map[string]bool{"results": true, "suppressions": true}

func prune(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			prune(e)
		}
	case map[string]any:
		for key, e := range v {
			list, isList := e.([]any)
			if e == json.Number("-1") || isList && len(list) == 0 && !keepEmpty[key] {
				delete(v, key)
				continue
			}
			prune(e)
		}
	}
}

type sarifWriter struct {
	o   Options
	src *sources
}

func (s sarifWriter) run(r *finding.Report) *sarif.Run {
	run := sarif.NewRunWithInformationURI("pcmlint", homepage)
	run.Tool.Driver.WithVersion(s.o.Version).WithSemanticVersion(strings.TrimPrefix(s.o.Version, "v"))
	run.WithColumnKind("utf16CodeUnits")
	for _, d := range doc.All() {
		describeRule(run.AddRule(d.ID), d)
	}
	run.AddInvocation(s.invocation(r))
	run.WithResults([]*sarif.Result{})
	for i := range r.Findings {
		run.AddResult(s.result(run, &r.Findings[i]))
	}
	s.doubts(run, r.Doubts())
	return run
}

// notJudged is the rule of what says nothing: viewers and services show results only by rules.
const notJudged = "unknown"

// doubts adds what could not be judged, as results of the lowest level.
func (s sarifWriter) doubts(run *sarif.Run, doubts []finding.Doubt) {
	if len(doubts) == 0 {
		return
	}
	text := func(s string) *sarif.MultiformatMessageString { return sarif.NewMultiformatMessageString().WithText(s) }
	run.AddRule(notJudged).WithName("NotJudged").
		WithShortDescription(text("A table that could not be judged, or a file that was not looked at.")).
		WithFullDescription(text("What the analysis did not understand is said, and not passed as clean: the message has the reason.")).
		WithHelp(text("'pcmlint audit' lists every ops table with how it stands and why. Name the folder of the whole driver, so that all of its " +
			"code is at hand. --fail-on-unknown makes what was not judged fail the gate.")).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel("note"))
	for _, d := range doubts {
		res := sarif.NewRuleResult(notJudged).
			WithLevel("note").
			WithMessage(sarif.NewTextMessage(d.Message)).
			WithLocations([]*sarif.Location{s.location(d.Place)}).
			WithPartialFingerprints(map[string]string{"pcmlint/v1": d.Fingerprint(), "primaryLocationLineHash": d.Fingerprint()})
		if i := run.GetRuleIndex(notJudged); i >= 0 {
			res.WithRuleIndex(i)
		}
		run.AddResult(res)
	}
}

func describeRule(rule *sarif.ReportingDescriptor, d doc.Doc) {
	text := func(s string) *sarif.MultiformatMessageString { return sarif.NewMultiformatMessageString().WithText(s) }
	rule.WithName(pascalCase(d.Name)).
		WithShortDescription(text(d.Title + ".")).
		WithFullDescription(text(section(d.Text, "What it does"))).
		WithHelp(text(d.Text).WithMarkdown(d.Text)).
		WithHelpURI(homepage + "/blob/main/rules/doc/" + d.ID + ".md").
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel("error")).
		WithProperties(sarif.NewPropertyBag().
			WithTags([]string{"correctness", "concurrency", "use-after-free"}).
			Add("precision", "high").
			Add("problem.severity", "error"))
}

// pascalCase turns "irq-without-sync-stop" into "IrqWithoutSyncStop", the form that viewers expect of a rule's name.
func pascalCase(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// section returns the text below a heading of a rule's page.
func section(page, heading string) string {
	_, rest, _ := strings.Cut(page, "\n## "+heading+"\n")
	text, _, _ := strings.Cut(rest, "\n## ")
	return strings.TrimSpace(text)
}

// invocation says whether the run is complete, and what was not analysed.
func (s sarifWriter) invocation(r *finding.Report) *sarif.Invocation {
	inv := sarif.NewInvocation().WithExecutionSuccessful(!r.Incomplete())
	for _, e := range r.Errors {
		n := sarif.NewNotification().WithLevel("error").WithMessage(sarif.NewTextMessage(e.Message))
		if e.File != "" {
			n.AddLocation(s.location(finding.Place{File: e.File}))
		}
		inv.AddToolExecutionNotification(n)
	}
	for _, text := range r.Notes {
		inv.AddToolExecutionNotification(sarif.NewNotification().WithLevel("note").WithMessage(sarif.NewTextMessage(text)))
	}
	return inv
}

func (s sarifWriter) result(run *sarif.Run, f *finding.Finding) *sarif.Result {
	res := sarif.NewRuleResult(f.Rule).
		WithLevel("error").
		WithMessage(sarif.NewTextMessage(sentence(f.Message, f.Advice))).
		WithLocations([]*sarif.Location{s.location(f.Place)}).
		WithPartialFingerprints(map[string]string{
			"pcmlint/v1":              f.Fingerprint,
			"primaryLocationLineHash": f.Fingerprint,
		})
	if i := run.GetRuleIndex(f.Rule); i >= 0 {
		res.WithRuleIndex(i)
	}
	if len(f.Path) > 0 {
		res.AddCodeFlow(s.codeFlow(f.Path))
	}
	for i, step := range f.Related {
		res.AddRelatedLocation(s.location(step.Place).WithID(i + 1).WithMessage(sarif.NewTextMessage(step.Label())))
	}
	if sup := f.Suppressed; sup != nil {
		kind := "inSource"
		if sup.Baseline {
			kind = "external"
		}
		res.AddSuppression(sarif.NewSuppression().WithKind(kind).WithStatus("accepted").
			WithJustification(sup.Reason).WithLocation(s.location(sup.Place)))
	}
	if f.Fix != nil && len(f.Fix.Edits) > 0 {
		res.AddFixe(s.fix(f.Fix))
	}
	return res
}

// sentence joins message and advice; viewers show the first sentence where there is little room.
func sentence(message, advice string) string {
	if !strings.HasSuffix(message, ".") {
		message += "."
	}
	if advice == "" {
		return message
	}
	return message + "\n" + advice
}

func (s sarifWriter) codeFlow(path []finding.Step) *sarif.CodeFlow {
	flow := sarif.NewThreadFlow()
	for _, step := range path {
		loc := s.location(step.Place).WithMessage(sarif.NewTextMessage(step.Label()))
		if step.Function != "" {
			loc.AddLogicalLocation(sarif.NewLogicalLocation().WithName(step.Function).WithKind("function"))
		}
		flow.AddLocation(sarif.NewThreadFlowLocation().WithLocation(loc))
	}
	return sarif.NewCodeFlow().AddThreadFlow(flow)
}

// fix turns the edits into one change per file, in the order in which the files first appear.
func (s sarifWriter) fix(fix *finding.Fix) *sarif.Fix {
	out := sarif.NewFix().WithDescription(sarif.NewTextMessage(fix.Summary))
	changes := make(map[string]*sarif.ArtifactChange)
	for _, e := range fix.Edits {
		change := changes[e.File]
		if change == nil {
			change = sarif.NewArtifactChange().WithArtifactLocation(s.artifact(e.File))
			changes[e.File] = change
			out.AddArtifactChange(change)
		}
		gone := sarif.NewRegion().WithStartLine(e.StartLine).WithStartColumn(s.column(e.File, e.StartLine, e.StartColumn)).
			WithEndLine(e.EndLine).WithEndColumn(s.column(e.File, e.EndLine, e.EndColumn))
		change.AddReplacement(sarif.NewReplacement().WithDeletedRegion(gone).
			WithInsertedContent(sarif.NewArtifactContent().WithText(e.NewText)))
	}
	return out
}

func (s sarifWriter) location(p finding.Place) *sarif.Location {
	phys := sarif.NewPhysicalLocation().WithArtifactLocation(s.artifact(p.File))
	if p.Line > 0 {
		phys.WithRegion(s.region(p))
	}
	return sarif.NewLocation().WithPhysicalLocation(phys)
}

func (s sarifWriter) region(p finding.Place) *sarif.Region {
	region := sarif.NewRegion().WithStartLine(p.Line)
	if p.Column == 0 {
		return region
	}
	region.WithStartColumn(s.column(p.File, p.Line, p.Column))
	if p.EndLine > p.Line || p.EndLine == p.Line && p.EndColumn > p.Column {
		region.WithEndLine(p.EndLine).WithEndColumn(s.column(p.File, p.EndLine, p.EndColumn))
	}
	return region
}

// artifact names a file by a relative URI where the reader can reach it so, else by its place in the tree.
func (s sarifWriter) artifact(file string) *sarif.ArtifactLocation {
	path := s.o.path(file)
	if filepath.IsAbs(path) || strings.HasPrefix(path, "../") {
		path = file
	}
	return sarif.NewArtifactLocation().WithURI((&url.URL{Path: strings.ToValidUTF8(path, "\uFFFD")}).String())
}

// column turns a column in bytes into one in UTF-16 code units, as SARIF counts.
func (s sarifWriter) column(file string, line, column int) int {
	text, ok := s.src.line(file, line)
	if !ok || column < 1 {
		return max(column, 1)
	}
	n := 1
	for off := 0; off < column-1; {
		if off >= len(text) {
			return n + column - 1 - off
		}
		r, size := utf8.DecodeRune(text[off:])
		off += size
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
