package fix

import (
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/program"
)

// extendSummary is what a repair says that makes a .sync_stop wait which is there already.
const extendSummary = "make .sync_stop wait: "

// planExtension plans what a table's own .sync_stop has to wait for beside what it does.
func (x *Fixer) planExtension(v *program.Verdict) (*stop, error) {
	s := &stop{v: v, extend: v.Remedy.Stop}
	for _, a := range v.Remedy.Awaits {
		if a.Endless != "" {
			return nil, uncertain("%s", a.Endless)
		}
	}
	if err := x.reachedWaits(s); err != nil {
		return nil, err
	}
	if len(s.tested) > 0 {
		return nil, uncertain("the callbacks of the table leave where %s is null, which .sync_stop may not do", s.tested[0])
	}
	own, err := x.params(v, &program.Access{Callback: program.Member{Func: s.extend}})
	if err != nil || !slices.Equal(own, s.params) {
		return nil, uncertain("the callbacks of the table spell their parameters differently")
	}
	_, err = x.extension(s)
	return s, err
}

// extension puts the waits of a table into its own .sync_stop: in front of all that it does, whatever way that takes.
func (x *Fixer) extension(s *stop) ([]change, error) {
	o := x.outline(s.extend)
	if o == nil {
		return nil, errUnreadable
	}
	first, decls := o.statements()
	if first == nil {
		return nil, uncertain("%s() is empty", s.extend.Name)
	}
	var missing []string
	for _, d := range s.decls {
		switch i := slices.IndexFunc(decls, func(e string) bool { return declared(e) == declared(d) }); {
		case i < 0:
			missing = append(missing, d)
		case decls[i] != d:
			return nil, uncertain("%s() has a variable of that name that is something else", s.extend.Name)
		}
	}
	if _, alone := o.indent(first.Start); !alone || first.Directive {
		return nil, uncertain("the statement shares its line with another")
	}
	at := o.lineStart(first.Start)
	top := at
	if len(decls) > 0 {
		top = o.lineEnd(o.stmts[len(decls)-1].End)
	}
	waits := body("", nil, nil, s.waits)
	if len(missing) == 0 {
		return []change{{s.extend.File, at, at, waits + "\n"}}, nil
	}
	declarations := "\t" + strings.Join(missing, "\n\t") + "\n"
	if top == at { // nothing stands between
		return []change{{s.extend.File, at, at, declarations + "\n" + waits + "\n"}}, nil
	}
	return []change{{s.extend.File, top, top, declarations}, {s.extend.File, at, at, waits + "\n"}}, nil
}

// statements gives the first statement of a function, and the declarations before it.
func (o *outline) statements() (first *cparse.Block, decls []string) {
	for _, b := range o.stmts {
		text := strings.Join(strings.Fields(o.cut(b.Start, b.End)), " ")
		if b.Kind != cparse.BlockPlain || !declaresAny.MatchString(text) || assigns.MatchString(text) {
			return b, decls
		}
		decls = append(decls, text)
	}
	return nil, decls
}
