package fix

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/project"
	"github.com/pcmlint/pcmlint/internal/whole"
)

// A Plan is the repairs of a report put together: what becomes of which file.
type Plan struct {
	Files []*File // by name
	// Repaired are the findings whose repairs are in the plan, Left those without one.
	Repaired, Left []finding.Finding
}

// File is one file before and after the repairs.
type File struct {
	Name          string
	Before, After []byte
	edits         []udiff.Edit
}

// NewPlan puts the repairs of findings together. Repairs that several findings share count once; one that overlaps an
// earlier one is left for the next run.
func NewPlan(findings []finding.Finding, source Source) (*Plan, error) {
	p, err := assemble(findings, source)
	if err != nil {
		return nil, err
	}
	for _, f := range p.Files {
		if f.spoilt() {
			return NewPlan(without(findings, f.Name), source)
		}
	}
	return p, nil
}

// assemble is NewPlan without a look at what comes out.
func assemble(findings []finding.Finding, source Source) (*Plan, error) {
	p := &Plan{}
	files := map[string]*File{}
	for _, f := range findings {
		if f.Fix == nil || len(f.Fix.Edits) == 0 {
			p.Left = append(p.Left, f)
			continue
		}
		fresh := map[*File][]udiff.Edit{}
		fits := true
		for _, e := range f.Fix.Edits {
			file := files[e.File]
			if file == nil {
				src, err := source(e.File)
				if err != nil {
					return nil, fmt.Errorf("cannot read %s to repair it: %w", e.File, err)
				}
				file = &File{Name: e.File, Before: src}
				files[e.File] = file
			}
			u, err := file.edit(e)
			if err != nil {
				return nil, err
			}
			if slices.Contains(file.edits, u) {
				continue
			}
			if slices.ContainsFunc(file.edits, func(old udiff.Edit) bool { return clash(old, u) }) {
				fits = false
			}
			fresh[file] = append(fresh[file], u)
		}
		if !fits {
			p.Left = append(p.Left, f)
			continue
		}
		for file, es := range fresh {
			file.edits = append(file.edits, es...)
		}
		p.Repaired = append(p.Repaired, f)
	}
	for _, f := range files {
		if len(f.edits) == 0 {
			continue
		}
		udiff.SortEdits(f.edits)
		after, err := udiff.ApplyBytes(f.Before, f.edits)
		if err != nil {
			return nil, fmt.Errorf("the repairs of %s do not fit together: %w", f.Name, err)
		}
		if f.After = gofmt(f.Name, f.Before, after); !bytes.Equal(f.After, after) {
			f.edits = udiff.Bytes(f.Before, f.After)
		}
		p.Files = append(p.Files, f)
	}
	slices.SortFunc(p.Files, func(a, b *File) int { return strings.Compare(a.Name, b.Name) })
	return p, nil
}

// understood takes away the repairs after which a file would not be understood as well as before, in place: of all
// together, and where the text is not well understood anyway, of each by itself.
func understood(fs []finding.Finding, source Source) {
	p, err := assemble(fs, source)
	if err != nil {
		return // who applies the repairs will say so
	}
	for _, f := range p.Files {
		broken, worse := f.understood()
		if !broken {
			continue
		}
		if worse {
			copy(fs, without(fs, f.Name))
		}
		for i := range fs {
			if one, err := assemble(fs[i:i+1], source); err == nil && slices.ContainsFunc(one.Files, (*File).spoilt) {
				copy(fs[i:i+1], without(fs[i:i+1], f.Name))
			}
		}
	}
}

// understood tells whether something in what the repairs change of a C file is not understood behind them, and whether
// that is more than before.
func (f *File) understood() (broken, worse bool) {
	if ext := filepath.Ext(f.Name); ext != ".c" && ext != ".h" {
		return false, false
	}
	before, after := cparse.Lost(f.Before, f.After)
	return after > 0, after > before
}

// spoilt tells whether less of a file is understood behind the repairs.
func (f *File) spoilt() bool {
	_, worse := f.understood()
	return worse
}

// without takes away the repairs that touch a file which would not be understood after them.
func without(findings []finding.Finding, file string) []finding.Finding {
	out := slices.Clone(findings)
	for i := range out {
		if f := out[i].Fix; f != nil && slices.ContainsFunc(f.Edits, func(e finding.Edit) bool { return e.File == file }) {
			out[i].Fix, out[i].NoFix = nil, "the text of "+file+" is not understood well enough"
		}
	}
	return out
}

// edit turns lines and columns into offsets.
func (f *File) edit(e finding.Edit) (udiff.Edit, error) {
	t := newText(f.Before)
	start, ok1 := t.offset(e.StartLine, e.StartColumn)
	end, ok2 := t.offset(e.EndLine, e.EndColumn)
	if !ok1 || !ok2 || start > end {
		return udiff.Edit{}, fmt.Errorf("the repair of %s does not fit its text: the file has changed since it was read, run again", f.Name)
	}
	u := udiff.Edit{Start: int(start), End: int(end), New: e.NewText}
	if rest, ok := strings.CutPrefix(u.New, "\n"); ok && u.Start == u.End && u.Start < len(f.Before) && f.Before[u.Start] == '\n' {
		// New lines behind a line are new lines before the next one: the line itself is no part of the diff.
		u = udiff.Edit{Start: u.Start + 1, End: u.Start + 1, New: rest + "\n"}
	}
	return u, nil
}

// clash tells whether two edits touch the same text, or insert at the same place. An insertion beside what is replaced
// is in nobody's way.
func clash(a, b udiff.Edit) bool {
	switch aIn, bIn := a.Start == a.End, b.Start == b.End; {
	case aIn && bIn:
		return a.Start == b.Start
	case aIn:
		return b.Start < a.Start && a.Start < b.End
	case bIn:
		return a.Start < b.Start && b.Start < a.End
	}
	return a.Start < b.End && b.Start < a.End
}

// Diff is the plan as a unified diff, with the a/ and b/ that git and patch -p1 take off.
func (p *Plan) Diff() (string, error) {
	var out strings.Builder
	for _, f := range p.Files {
		d, err := f.Diff()
		if err != nil {
			return "", err
		}
		out.WriteString(d)
	}
	return out.String(), nil
}

// Diff is the change of one file as a unified diff.
func (f *File) Diff() (string, error) {
	d, err := udiff.ToUnified(diffName("a/"+f.Name), diffName("b/"+f.Name), string(f.Before), f.edits, udiff.DefaultContextLines)
	if err != nil {
		return "", fmt.Errorf("cannot show the repair of %s: %w", f.Name, err)
	}
	return counted(d), nil
}

var hunkHead = regexp.MustCompile(`(?m)^@@ -(\d+)(?:,(\d+))? \+\d+((?:,(\d+))?) @@$`)

// counted gives each hunk the line that it has in the new text: udiff counts the lines between two edits that share a
// hunk for the old text only, so that the hunks behind it are off.
func counted(diff string) string {
	shift := 0
	return hunkHead.ReplaceAllStringFunc(diff, func(head string) string {
		m := hunkHead.FindStringSubmatch(head)
		from, _ := strconv.Atoi(m[1])
		if m[2] == "0" || m[4] == "0" {
			return head // of an empty file
		}
		out := fmt.Sprintf("+%d%s @@", from+shift, m[3])
		shift += lineCount(m[4]) - lineCount(m[2])
		return head[:strings.IndexByte(head, '+')] + out
	})
}

// lineCount is the number of lines that the head of a hunk tells: one where it tells none.
func lineCount(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return 1
}

// Write puts the repaired files into the tree: each in one step, with the mode that it has, and none that is not the
// text any more that was analysed.
func (p *Plan) Write(root string) error {
	var errs []error
	for _, f := range p.Files {
		if err := f.write(root); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (f *File) write(root string) error {
	path, err := filepath.EvalSymlinks(filepath.Join(root, filepath.FromSlash(f.Name))) // a link stays one
	if err != nil {
		return fmt.Errorf("cannot repair %s: %w", f.Name, err)
	}
	if root, err = filepath.EvalSymlinks(root); err != nil || !project.Inside(project.Of(root), path) {
		return fmt.Errorf("%s is left alone: a symbolic link leads out of %s", f.Name, root)
	}
	now, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("cannot repair %s: %w", f.Name, err)
	}
	if !bytes.Equal(now, f.Before) {
		return fmt.Errorf("%s has changed since it was read and is left alone: run again", f.Name)
	}
	if err := whole.Write(path, f.After, 0o644); err != nil {
		return fmt.Errorf("cannot write the repaired %s: %w", f.Name, err)
	}
	return nil
}
