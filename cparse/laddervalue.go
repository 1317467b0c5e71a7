package cparse

import (
	"strconv"
	"strings"
)

// value is what an expression behind #if comes to.
type value struct {
	known  bool
	ladder bool // the version is why
	n      int64
}

func number(n int64) value { return value{known: true, n: n} }

func truth(b bool, ladder bool) value {
	v := value{known: true, ladder: ladder}
	if b {
		v.n = 1
	}
	return v
}

func (v value) not() value {
	if !v.known {
		return v
	}
	return truth(v.n == 0, v.ladder)
}

func (v value) is(n bool) bool { return v.known && (v.n != 0) == n }

func (m *Macros) isDefined(name string) value {
	x, ok := m.known[name]
	if !ok || x.state == perhapsDefined {
		return value{}
	}
	return truth(x.state == defined, x.ladder)
}

const (
	maxExpansion = 2000 // so many tokens of macros are read for one condition at most
	maxNesting   = 40   // of parentheses and macros
)

// evaluate gives the value of a condition.
func (m *Macros) evaluate(text []byte) value {
	budget := maxExpansion
	e := &evaluator{m: m, text: string(plain(text)), budget: &budget}
	e.next()
	v := e.ternary()
	if e.tok != "" {
		return value{} // not understood
	}
	return v
}

// evaluator reads one condition, or the body of one macro.
type evaluator struct {
	m      *Macros
	text   string
	tok    string // the token at hand, "" at the end
	args   map[string]value
	depth  int
	budget *int
}

// next moves to the next token.
func (e *evaluator) next() {
	e.text = strings.TrimLeft(e.text, " \t\r\n\f\v")
	*e.budget--
	n := tokenLen(e.text)
	if *e.budget < 0 {
		e.text, n = "", 0
	}
	e.tok, e.text = e.text[:n], e.text[n:]
}

func tokenLen(s string) int {
	switch {
	case s == "":
		return 0
	case class[s[0]]&cIdent != 0:
		return identLen([]byte(s))
	case len(s) > 1 && strings.Contains(" && || == != <= >= << >> ", " "+s[:2]+" "):
		return 2
	case s[0] == '"' || s[0] == '\'':
		if n := strings.IndexByte(s[1:], s[0]); n >= 0 {
			return n + 2
		}
		return len(s)
	}
	return 1
}

func (e *evaluator) accept(tok string) bool {
	if e.tok != tok {
		return false
	}
	e.next()
	return true
}

// precedence of the binary operators.
var precedence = map[string]int{
	"||": 1, "&&": 2, "|": 3, "^": 4, "&": 5, "==": 6, "!=": 6, "<": 7, ">": 7, "<=": 7, ">=": 7,
	"<<": 8, ">>": 8, "+": 9, "-": 9, "*": 10, "/": 10, "%": 10,
}

func (e *evaluator) ternary() value {
	c := e.binary(1)
	if !e.accept("?") {
		return c
	}
	yes := e.nested((*evaluator).ternary)
	e.accept(":")
	no := e.nested((*evaluator).ternary)
	v := no
	switch {
	case !c.known:
		return value{}
	case c.n != 0:
		v = yes
	}
	v.ladder = v.ladder || c.ladder
	return v
}

func (e *evaluator) binary(least int) value {
	left := e.unary()
	for {
		op := e.tok
		p := precedence[op]
		if p < least || p == 0 {
			return left
		}
		e.next()
		left = apply(op, left, e.binary(p+1))
	}
}

func (e *evaluator) unary() value {
	switch {
	case e.accept("!"):
		return e.nested((*evaluator).unary).not()
	case e.accept("-"):
		return apply("-", number(0), e.nested((*evaluator).unary))
	case e.accept("+"):
		return e.nested((*evaluator).unary)
	case e.accept("~"):
		return apply("^", number(-1), e.nested((*evaluator).unary))
	case e.accept("("):
		v := e.nested((*evaluator).ternary)
		if !e.accept(")") {
			return e.lost()
		}
		return v
	case e.tok == "":
		return value{}
	case class[e.tok[0]]&cIdent == 0:
		return e.lost()
	case e.tok[0] >= '0' && e.tok[0] <= '9':
		v := constant(e.tok)
		e.next()
		return v
	}
	return e.name()
}

// nested goes one level deeper, not without end.
func (e *evaluator) nested(f func(*evaluator) value) value {
	if e.depth >= maxNesting {
		return e.lost()
	}
	e.depth++
	defer func() { e.depth-- }()
	return f(e)
}

// lost gives up on the whole text.
func (e *evaluator) lost() value {
	e.text, e.tok = "", ""
	*e.budget = 0
	return value{}
}

func constant(tok string) value {
	n, err := strconv.ParseInt(strings.TrimRight(tok, "uUlL"), 0, 64)
	if err != nil {
		return value{}
	}
	return number(n)
}

// name is the value of an identifier: of defined(X), an argument or a macro.
func (e *evaluator) name() value {
	name := e.tok
	e.next()
	if name == "defined" {
		paren := e.accept("(")
		v := e.m.isDefined(e.tok)
		e.next()
		if paren && !e.accept(")") {
			return e.lost()
		}
		return v
	}
	if v, ok := e.args[name]; ok {
		return v
	}
	x, ok := e.m.known[name]
	if !ok || x.state == perhapsDefined || x.call != (e.tok == "(") && x.state == defined {
		e.skipCall()
		return value{}
	}
	if x.state == undefined {
		e.skipCall()
		return value{known: true, ladder: x.ladder}
	}
	var args map[string]value
	if x.call {
		args = e.arguments(x.params)
	}
	if e.depth >= maxNesting {
		return e.lost()
	}
	inner := &evaluator{m: e.m, text: x.body, args: args, depth: e.depth + 1, budget: e.budget}
	inner.next()
	v := inner.ternary()
	if inner.tok != "" {
		return value{}
	}
	v.ladder = v.ladder || x.ladder
	return v
}

// arguments reads those of a macro that is called.
func (e *evaluator) arguments(params []string) map[string]value {
	args := map[string]value{}
	e.accept("(")
	for i := 0; e.tok != ")" && e.tok != ""; i++ {
		v := e.nested((*evaluator).ternary)
		if i < len(params) {
			args[params[i]] = v
		}
		if !e.accept(",") {
			break
		}
	}
	if !e.accept(")") {
		e.lost()
	}
	return args
}

// skipCall skips the arguments of something that is not known.
func (e *evaluator) skipCall() {
	if e.tok != "(" {
		return
	}
	for depth := 0; e.tok != ""; e.next() {
		switch e.tok {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				e.next()
				return
			}
		}
	}
}

// apply is the value of an operator on two others. One operand may decide a && or || alone.
func apply(op string, a, b value) value {
	both := a.ladder || b.ladder
	switch op {
	case "&&", "||":
		decides := op == "||"
		switch {
		case a.is(decides) && (a.ladder || !b.is(decides)):
			return truth(decides, a.ladder)
		case b.is(decides):
			return truth(decides, b.ladder)
		case a.known && b.known:
			return truth(!decides, both)
		}
		return value{}
	}
	if !a.known || !b.known {
		return value{}
	}
	switch op {
	case "==":
		return truth(a.n == b.n, both)
	case "!=":
		return truth(a.n != b.n, both)
	case "<":
		return truth(a.n < b.n, both)
	case ">":
		return truth(a.n > b.n, both)
	case "<=":
		return truth(a.n <= b.n, both)
	case ">=":
		return truth(a.n >= b.n, both)
	}
	v := value{known: true, ladder: both}
	switch op {
	case "|":
		v.n = a.n | b.n
	case "^":
		v.n = a.n ^ b.n
	case "&":
		v.n = a.n & b.n
	case "<<":
		v.n = a.n << uint64(b.n&63)
	case ">>":
		v.n = a.n >> uint64(b.n&63)
	case "+":
		v.n = a.n + b.n
	case "-":
		v.n = a.n - b.n
	case "*":
		v.n = a.n * b.n
	case "/", "%":
		if b.n == 0 {
			return value{}
		}
		if v.n = a.n / b.n; op == "%" {
			v.n = a.n - v.n*b.n
		}
	}
	return v
}
