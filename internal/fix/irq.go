package fix

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/program"
)

// assignment is a line that names the IRQ, or none, to the card.
type assignment struct {
	change
	card string // how it spells the card
}

// irq gives a table whose IRQ handlers nothing waits for the assignments of card->sync_irq that make the core wait.
func (x *Fixer) irq(v *program.Verdict) ([]change, error) {
	if v.ASoC() {
		return nil, uncertain("a component driver has no card of its own")
	}
	if v.Stop != program.Absent || v.Sync != nil && v.Sync.StoredAt.File != "" {
		return nil, uncertain("what the core waits for instead of the IRQ has to be decided by hand")
	}
	for _, a := range v.Remedy.Awaits {
		if a.Kind.SyncedByIRQ() && a.Endless != "" {
			return nil, uncertain("%s", a.Endless)
		}
	}
	if err := x.oneNumber(v); err != nil {
		return nil, err
	}
	var changes []change
	for _, q := range v.Remedy.Requests {
		as, err := x.assign(q)
		if err != nil {
			return nil, err
		}
		for _, a := range as {
			changes = append(changes, a.change)
		}
	}
	if len(changes) == 0 {
		return nil, uncertain("the IRQ is not requested by a call that is known")
	}
	return changes, nil
}

// oneNumber says whether card->sync_irq, which is one number, can stand for all IRQs of a table.
func (x *Fixer) oneNumber(v *program.Verdict) error {
	if len(v.Remedy.Requests) == 0 {
		return uncertain("the IRQ is not requested by a call that is known")
	}
	all := slices.Concat(v.Remedy.Requests, v.Remedy.Beside)
	for i, q := range all {
		o := x.outline(q.In)
		if o == nil {
			return errUnreadable
		}
		if p := o.find(q.Call.Start); p == nil || p.inLoop() {
			return uncertain("%s() requests IRQs in a loop", q.In.Name)
		}
		for _, r := range all[:i] {
			switch {
			case r.In == q.In && !o.exclusive(r.Call.Start, q.Call.Start):
				return uncertain("%s() requests several IRQs", q.In.Name)
			case r.In.File == q.In.File && lastName(kept(r)) != lastName(kept(q)):
				return uncertain("%s() and %s() request several IRQs", r.In.Name, q.In.Name)
			}
		}
	}
	return nil
}

// kept is what holds the number of a requested IRQ in the end.
func kept(q *program.Request) string {
	for _, k := range q.Keeps {
		if !k.Link {
			return k.Text
		}
	}
	return q.Number
}

// lastName is the member or variable that an expression names.
func lastName(text string) string { return text[strings.LastIndexAny(text, ".>")+1:] }

// assign gives the lines that one request needs: behind it, and where its IRQ is freed for a while.
func (x *Fixer) assign(q *program.Request) ([]assignment, error) {
	first, err := x.afterRequest(q)
	if err != nil {
		return nil, err
	}
	out := []assignment{first}
	for _, f := range q.Frees {
		if a, ok := x.afterFree(f, first.card); ok {
			out = append(out, a)
		}
	}
	return out, nil
}

// afterRequest finds the place behind a request that has succeeded, and behind the copy that the driver keeps.
func (x *Fixer) afterRequest(q *program.Request) (assignment, error) {
	o := x.outline(q.In)
	if o == nil {
		return assignment{}, errUnreadable
	}
	done, err := o.succeeded(q)
	if err != nil {
		return assignment{}, err
	}
	var linked, called *program.Keep
	before := ""
	for i := range q.Keeps {
		k := &q.Keeps[i]
		switch {
		case k.Link:
			if linked == nil {
				linked = k
			}
		case k.Via.File != "":
			if called == nil && k.Via.Start > done.block().Start {
				called = k
			}
		case k.Stmt.Start < done.block().Start:
			before = k.Text
		default:
			if p := done.below(k.Stmt.Start); p != nil && len(q.Cards) > 0 {
				return x.line(q.In, p, k.Cards, k.Text)
			}
		}
	}
	if called != nil && len(called.Cards) > 0 && !q.Own && before == "" {
		return x.behindKeep(called)
	}
	if len(q.Cards) == 0 {
		if linked != nil {
			return x.behindKeep(linked)
		}
		return assignment{}, uncertain("%s() has no card at hand", q.In.Name)
	}
	number := q.Number
	if before != "" {
		number = before
	}
	return x.line(q.In, done, q.Cards, number)
}

// behindKeep puts the assignment behind a statement of another function.
func (x *Fixer) behindKeep(k *program.Keep) (assignment, error) {
	o := x.outline(k.In)
	if o == nil {
		return assignment{}, errUnreadable
	}
	p := o.find(k.Stmt.Start)
	if p == nil || p.block().Kind != cparse.BlockPlain {
		return assignment{}, uncertain("the copy of the number in %s() is part of another statement", k.In.Name)
	}
	return x.line(k.In, p, k.Cards, k.Text)
}

// line assigns a number to the card behind a statement.
func (x *Fixer) line(in program.Func, p *place, cards []program.Reach, number string) (assignment, error) {
	o := x.outline(in)
	at, indent, err := o.lineBehind(p)
	if err != nil {
		return assignment{}, err
	}
	card, ok := choose(cards, p.block().End, base(number), "")
	if !ok {
		return assignment{}, uncertain("%s() has no card at hand", in.Name)
	}
	return assignment{change: change{in.File, at, at, o.guarded(fmt.Sprintf("%s%s->sync_irq = %s;\n", indent, card, number))}, card: card}, nil
}

// afterFree says that there is no IRQ where it is freed for a while: behind the statement in which the driver forgets its
// number, if it does.
func (x *Fixer) afterFree(f program.Free, card string) (assignment, bool) {
	o := x.outline(f.In)
	if o == nil {
		return assignment{}, false
	}
	p := o.find(f.Call.Start)
	if p == nil || p.block().Kind != cparse.BlockPlain {
		return assignment{}, false
	}
	n := p
	if f.Reset.File != "" {
		n = p.next()
	}
	if n == nil || n.block().Kind != cparse.BlockPlain || f.Reset.File != "" && !n.block().Span().Contains(f.Reset.Start) {
		return assignment{}, false
	}
	at, indent, err := o.lineBehind(n)
	if err != nil {
		return assignment{}, false
	}
	text, ok := choose(f.Cards, n.block().End, base(o.cut(n.block().Start, n.block().End)), card)
	if !ok {
		return assignment{}, false
	}
	return assignment{change: change{f.In.File, at, at, o.guarded(fmt.Sprintf("%s%s->sync_irq = -1;\n", indent, text))}, card: text}, true
}

// choose picks the expression for the card: as spelled elsewhere in the driver, a variable, what begins with the same
// variable as the number, the shortest.
func choose(cards []program.Reach, at cparse.Pos, same, elsewhere string) (string, bool) {
	rank := func(r program.Reach) int {
		switch {
		case r.Text == elsewhere:
			return 0
		case r.Text == r.Base:
			return 1
		case r.Base == same:
			return 2
		}
		return 3
	}
	var usable []program.Reach
	for _, r := range cards {
		if r.From <= at {
			usable = append(usable, r)
		}
	}
	if len(usable) == 0 {
		return "", false
	}
	slices.SortStableFunc(usable, func(a, b program.Reach) int { return rank(a) - rank(b) })
	return usable[0].Text, true
}

var firstName = regexp.MustCompile(`^\w+`)

// base is the variable that an expression begins with.
func base(text string) string { return firstName.FindString(text) }

var assigned = regexp.MustCompile(`^(?:\w+\s+)?(\w+)\s*=[^=]`)

// succeeded finds the statement behind which a request is known to have succeeded.
func (o *outline) succeeded(q *program.Request) (*place, error) {
	p := o.find(q.Call.Start)
	if p == nil {
		return nil, uncertain("the request in %s() is part of a macro", q.In.Name)
	}
	b := p.block()
	text := o.cut(b.Start, b.End)
	switch b.Kind {
	case cparse.BlockIf:
		name := base(o.cut(q.Call.Start, b.Head.End))
		if !failure(asked(o.cut(b.Head.Start, b.Head.End), name), isCall(name)) {
			return nil, uncertain("what %s() tests the request for was not understood", q.In.Name)
		}
		if !leaves(b.Body) || len(b.Else) > 0 {
			return nil, uncertain("%s() goes on when the request fails", q.In.Name)
		}
		return p, nil
	case cparse.BlockPlain:
		m := assigned.FindStringSubmatch(text)
		if m == nil {
			if b.Start == q.Call.Start {
				return p, nil // nobody looks at the result
			}
			return nil, uncertain("the request in %s() is part of an expression", q.In.Name)
		}
		for n := p.next(); n != nil; n = n.next() {
			c := n.block()
			if c.Kind != cparse.BlockIf {
				if c.Kind != cparse.BlockPlain || word(o.cut(c.Start, c.End), m[1]) {
					break
				}
				continue
			}
			if !failure(o.cut(c.Head.Start, c.Head.End), isName(m[1])) || !leaves(c.Body) || len(c.Else) > 0 {
				break
			}
			return n, nil
		}
		return nil, uncertain("what %s() does when the request fails was not understood", q.In.Name)
	}
	return nil, uncertain("%s() returns the result of the request", q.In.Name)
}

// word tells whether text mentions a name.
func word(text, name string) bool {
	for from := 0; name != ""; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			break
		}
		start, end := from+i, from+i+len(name)
		if (start == 0 || !inName(text[start-1])) && (end == len(text) || !inName(text[end])) {
			return true
		}
		from = start + 1
	}
	return false
}

// inName tells whether a byte can be part of a name.
func inName(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
