package program

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
)

// A guard is a condition that holds, or does not hold, wherever a place is reached.
type guard struct {
	cond  *site
	holds bool
}

// guardsOf lists what has to hold for an expression to be reached once its function is: the conditions of statements around it,
// those of statements before it that leave otherwise, and those in its own expression. Each is taken apart as far as its
// parts have to hold by themselves.
func (w *controlLayer) guardsOf(s *site) []guard {
	f := s.fn()
	if f == nil {
		return nil
	}
	var out []guard
	for x := s; x.up != nil; x = x.up {
		op := x.up.e.Name
		switch {
		case x.up.e.Kind == cparse.Opaque && (op == "&&" || op == "||"):
			for i := range int(x.arg) {
				out = parts(x.up.kid(i), op == "&&", out)
			}
		case x.up.e.Kind == cparse.Cond && x.arg > 0:
			out = parts(x.up.kid(0), x.arg == 1, out)
		}
	}
	at := s.e.Pos
	if s.root.call != nil {
		at = s.root.call.e.Pos
	}
	stmts, _ := w.outline(f)
	return w.guardsAround(f, stmts, at, out)
}

func (w *controlLayer) guardsAround(f *fn, list []*cparse.Block, at cparse.Pos, out []guard) []guard {
	for _, b := range list {
		switch {
		case b.End <= at && b.Kind == cparse.BlockIf:
			if body, other := leavesHere(b.Body), leavesHere(b.Else); body != other {
				out = w.addCondition(f, b, other, out)
			}
		case b.Span().Contains(at):
			if b.Head.Contains(at) {
				return out
			}
			inElse := within(b.Else, at)
			if b.Kind == cparse.BlockIf || b.Kind == cparse.BlockSwitch || b.Kind == cparse.BlockLoop && b.Head.End < at {
				out = w.addCondition(f, b, !inElse, out)
			}
			return w.guardsAround(f, b.Else, at, w.guardsAround(f, b.Body, at, out))
		}
	}
	return out
}

// leavesHere tells whether what follows a list of statements is not reached from it.
func leavesHere(list []*cparse.Block) bool {
	if len(list) == 0 {
		return false
	}
	switch last := list[len(list)-1]; last.Kind {
	case cparse.BlockReturn, cparse.BlockJump:
		return true
	case cparse.BlockCompound:
		return leavesHere(last.Body)
	}
	return false
}

func (w *controlLayer) addCondition(f *fn, b *cparse.Block, holds bool, out []guard) []guard {
	for _, s := range w.rootsOf(f) {
		if s.root.kind == cparse.StmtCond && s.root.stmt != nil && s.root.depth == 0 && b.Head.Contains(s.e.Pos) {
			return parts(s, holds, out)
		}
	}
	return out
}

// parts takes a condition apart.
func parts(s *site, holds bool, out []guard) []guard {
	if s.e.Kind == cparse.Call && (s.e.Args[0].Name == "likely" || s.e.Args[0].Name == "unlikely") && s.kid(1) != nil {
		return parts(s.kid(1), holds, out)
	}
	if s.e.Kind == cparse.Opaque && len(s.kids) > 0 {
		switch op := s.e.Name; {
		case op == "!":
			return parts(s.kid(0), !holds, out)
		case op == "&&" && holds, op == "||" && !holds:
			for i := range s.kids {
				out = parts(s.kid(i), holds, out)
			}
			return out
		}
	}
	return append(out, guard{s, holds})
}

// constants are the values of a function's parameters in one call of it, as far as they are the same in any.
type constants map[string]string

// passedConstants are the constants that a call hands to a function whose caller has some itself.
func (w *controlLayer) passedConstants(call *site, f *fn, env constants) constants {
	var out constants
	for i := range f.d.Params {
		arg := call.kid(i + 1)
		if arg == nil || f.d.Params[i].Name == "" || len(w.localDefs(f, f.d.Params[i].Name)) > 0 {
			continue
		}
		if v, ok := w.constant(arg, env); ok {
			if out == nil {
				out = constants{}
			}
			out[f.d.Params[i].Name] = v
		}
	}
	return out
}

// key is the same for the same constants.
func (c constants) key() string {
	var parts []string
	for name, v := range c {
		parts = append(parts, name+"="+v)
	}
	slices.Sort(parts)
	return strings.Join(parts, ",")
}

// constant gives the value of an expression that is always the same: a number, or the name of an enumerator or a macro.
func (w *controlLayer) constant(s *site, env constants) (string, bool) {
	switch s.e.Kind {
	case cparse.Const:
		return numeral(w.spelled(s))
	case cparse.Cast:
		return w.constant(s.kid(0), env)
	case cparse.Ident:
		if f := s.fn(); f != nil {
			if _, v, ok := f.local(s.e.Name, s.e.Pos); ok {
				value, known := env[s.e.Name]
				return value, known && v == nil
			}
		}
		if w.lookupVar(s.u(), s.e.Name) == nil && len(w.lookupFunc(s.u(), s.e.Name)) == 0 {
			return s.e.Name, true
		}
	}
	return "", false
}

// numeral gives the value of a constant as it stands in the text.
func numeral(text string) (string, bool) {
	switch text {
	case "false", "NULL":
		return "0", true
	case "true":
		return "1", true
	}
	n, err := strconv.ParseInt(strings.TrimRight(text, "uUlL"), 0, 64)
	return strconv.FormatInt(n, 10), err == nil
}

// compared gives the constant that a comparison compares an operand with. Plain constants are no operands of an expression,
// so that one of those has to be read from the text.
func (w *controlLayer) compared(s, operand *site, env constants) (string, bool) {
	for i := range s.kids {
		if k := s.kid(i); k != operand && len(s.kids) == 2 {
			return w.constant(k, env)
		}
	}
	left, right, ok := strings.Cut(w.spelled(s), s.e.Name)
	if !ok || len(s.kids) != 1 {
		return "", false
	}
	if operand.e.Pos == s.e.Pos {
		left = right
	}
	return numeral(strings.TrimSpace(left))
}

// A truth is what is known of a condition.
type truth int8

const (
	unknowable truth = iota
	isTrue
	isFalse
)

func truthOf(b bool) truth {
	if b {
		return isTrue
	}
	return isFalse
}

func (t truth) not() truth {
	switch t {
	case isTrue:
		return isFalse
	case isFalse:
		return isTrue
	}
	return t
}

// truth evaluates a condition where some parameters are constants.
func (w *controlLayer) truth(s *site, env constants) truth {
	if v, ok := w.constant(s, env); ok {
		if n, err := strconv.ParseInt(v, 10, 64); err == nil {
			return truthOf(n != 0)
		}
		return unknowable
	}
	if s.e.Kind != cparse.Opaque || len(s.kids) == 0 {
		return unknowable
	}
	switch op := s.e.Name; op {
	case "!":
		return w.truth(s.kid(0), env).not()
	case "&&", "||":
		decides := truthOf(op == "||")
		all := decides.not()
		for i := range s.kids {
			switch t := w.truth(s.kid(i), env); t {
			case decides:
				return t
			case unknowable:
				all = unknowable
			}
		}
		return all
	case "==", "!=":
		t := w.equal(s, env)
		if op == "!=" {
			t = t.not()
		}
		return t
	}
	return unknowable
}

// equal tells whether the operands of a comparison are. Two names of constants are taken for different ones; a number and a
// name may be the same.
func (w *controlLayer) equal(s *site, env constants) truth {
	x, ok := w.valueNow(s.kid(0), env)
	y, known := w.compared(s, s.kid(0), env)
	if len(s.kids) == 2 {
		y, known = w.valueNow(s.kid(1), env)
	}
	switch {
	case !ok || !known || isNumber(x) != isNumber(y) && x != y:
		return unknowable
	case x == y:
		return isTrue
	}
	return isFalse
}

func isNumber(s string) bool { return s != "" && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') }

// valueNow is constant, and for a member the constant that the same function has stored in it, or in one of its name, on
// every way before.
func (w *controlLayer) valueNow(s *site, env constants) (string, bool) {
	if s.e.Kind != cparse.Member || s.fn() == nil {
		return w.constant(s, env)
	}
	value, ok := "", false
	for _, m := range w.membersIn(s.fn(), s.e.Name) {
		if v, at := written(m); v != nil && m.e.Pos < s.e.Pos && !at.root.cond {
			value, ok = w.constant(v, env)
		}
	}
	return value, ok
}
