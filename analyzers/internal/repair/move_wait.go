package repair

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/pcmlint/pcmlint/analyzers/internal/ir"
)

// move takes a waiting statement out of HwFree, with what tells the handler to stop right before it, and adds both to
// SyncStop.
func (r *repair) move(wait ir.Pos) bool {
	if r.free.made != nil {
		return false
	}
	m := &moving{repair: r, list: r.free.body.List, take: map[int]bool{}, copied: map[int]bool{}}
	start, end := wait.Range()
	for i, s := range m.list {
		if s.Pos() <= start && end <= s.End() {
			m.first, m.last = i, i
			return m.collect() && m.apply()
		}
	}
	return false
}

// moving is a set of HwFree's statements on their way to SyncStop.
type moving struct {
	*repair
	list        []ast.Stmt
	first, last int
	take        map[int]bool // leave HwFree
	copied      map[int]bool // stand in both
}

// collect decides what moves.
func (m *moving) collect() bool {
	switch m.list[m.last].(type) {
	case *ast.ExprStmt, *ast.SelectStmt, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.AssignStmt, *ast.ReturnStmt, *ast.DeferStmt:
	default:
		return false
	}
	if s, ok := m.list[m.last].(*ast.IfStmt); ok && !m.onlyWaits(s) {
		return false
	}
	// What tells the handler to stop, or takes a lock, right before the wait.
	for m.first > 0 && m.stops(m.list[m.first-1]) {
		m.first--
	}
	// Uses of what the wait gives, and unlocking, right after it.
	for m.last+1 < len(m.list) && (m.uses(m.list[m.last+1], m.list[m.first:m.last+1]) || isCall(m.list[m.last+1], "Unlock", "RUnlock")) {
		m.last++
	}
	for i := m.first; i <= m.last; i++ {
		m.take[i] = true
		if _, ok := m.list[i].(*ast.DeferStmt); ok && i != m.last || isCall(m.list[i], "Lock", "RLock") && i+1 < len(m.list) && deferred(m.list[i+1]) {
			m.copied[i] = true // what follows in HwFree may need the lock too
		}
	}
	m.needed()
	return true
}

// needed adds the statements that define what the moved ones use, and guards of those definitions.
func (m *moving) needed() {
	for i := m.first - 1; i >= 0; i-- {
		for j := range m.list {
			if (m.take[j] || m.copied[j]) && m.uses(m.list[j], m.list[i:i+1]) {
				m.take[i], m.copied[i] = true, true
			}
		}
	}
	for i := range m.first {
		if g, ok := m.list[i].(*ast.IfStmt); ok && !m.take[i] && g.Else == nil && len(g.Body.List) == 1 {
			if _, ret := g.Body.List[0].(*ast.ReturnStmt); ret && m.usesCopied(i) {
				m.take[i], m.copied[i] = true, true
			}
		}
	}
	// A definition that only served the wait goes with it.
	for i := m.first - 1; i >= 0; i-- {
		if !m.copied[i] {
			continue
		}
		alone := true
		for j := range m.list {
			if j != i && (!m.take[j] || m.copied[j]) && m.uses(m.list[j], m.list[i:i+1]) {
				alone = false
			}
		}
		if _, def := m.list[i].(*ast.AssignStmt); def && alone {
			m.copied[i] = false
		}
	}
}

// usesCopied tells whether a statement uses what copied statements define.
func (m *moving) usesCopied(i int) bool {
	for j := range i {
		if m.copied[j] && m.uses(m.list[i], m.list[j:j+1]) {
			return true
		}
	}
	return false
}

// uses tells whether a statement uses a variable that one of others defines.
func (m *moving) uses(s ast.Stmt, others []ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := m.pass.TypesInfo.Uses[id].(*types.Var); ok && !v.IsField() {
				for _, o := range others {
					found = found || o != s && o.Pos() <= v.Pos() && v.Pos() < o.End()
				}
			}
		}
		return !found
	})
	return found
}

// onlyWaits tells whether an if statement does nothing but wait and leave.
func (m *moving) onlyWaits(s *ast.IfStmt) bool {
	for _, b := range s.Body.List {
		switch b := b.(type) {
		case *ast.ExprStmt, *ast.ReturnStmt, *ast.SelectStmt, *ast.ForStmt, *ast.RangeStmt:
		case *ast.IfStmt:
			if !m.onlyWaits(b) {
				return false
			}
		default:
			return false
		}
	}
	return s.Else == nil
}

// stops tells statements that tell a handler to stop, or that take a lock.
func (m *moving) stops(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.SendStmt:
		return true
	case *ast.DeferStmt:
		return deferred(s)
	case *ast.AssignStmt:
		if len(s.Rhs) != 1 || s.Tok != token.ASSIGN {
			return false
		}
		id, ok := s.Rhs[0].(*ast.Ident)
		return ok && (id.Name == "true" || id.Name == "false")
	case *ast.IfStmt:
		for _, b := range s.Body.List {
			if !m.stops(b) {
				return false
			}
		}
		return s.Else == nil
	}
	if isCall(s, "Stop", "Cancel", "Lock", "RLock", "Unlock", "RUnlock", "Store") {
		return true
	}
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := x.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "close" {
		return true
	}
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		_, v := m.pass.TypesInfo.Uses[f].(*types.Var)
		return v && len(call.Args) == 0
	case *ast.SelectorExpr:
		_, v := m.pass.TypesInfo.Uses[f.Sel].(*types.Var)
		return v && len(call.Args) == 0
	}
	return false
}

// deferred tells `defer x.Unlock()`.
func deferred(s ast.Stmt) bool {
	d, ok := s.(*ast.DeferStmt)
	if !ok {
		return false
	}
	sel, ok := d.Call.Fun.(*ast.SelectorExpr)
	return ok && strings.HasSuffix(sel.Sel.Name, "Unlock")
}

// isCall tells statements that call a method of one of the names.
func isCall(s ast.Stmt, names ...string) bool {
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := x.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	for _, n := range names {
		if sel.Sel.Name == n {
			return true
		}
	}
	return false
}

// apply writes the edits of HwFree and the statements of SyncStop.
func (m *moving) apply() bool {
	for i, s := range m.list {
		if !m.take[i] {
			continue
		}
		start, text := s.Pos(), m.dedent(m.text(s.Pos(), s.End()), s.Pos())
		if d, ok := s.(*ast.DeferStmt); ok && i == m.last {
			text = m.text(d.Call.Pos(), d.Call.End())
		}
		ret, returns := s.(*ast.ReturnStmt)
		if m.copied[i] {
			m.wait(text)
			continue
		}
		if returns {
			m.wait(text)
			m.edit(ret.Pos(), ret.End(), "return nil")
			continue
		}
		if c := m.above(s); c != nil {
			start, text = c.Pos(), m.dedent(m.text(c.Pos(), c.End()), c.Pos())+"\n"+text
		}
		if c := m.behind(s); c != nil {
			text += " " + m.text(c.Pos(), c.End())
		}
		m.wait(text)
		from, to := m.lines(start, s.End())
		m.edit(from, to, "")
	}
	m.names = true
	return true
}

// dedent takes the indentation of a statement's place from its lines.
func (r *repair) dedent(text string, at token.Pos) string {
	return strings.ReplaceAll(text, "\n"+r.indent(at), "\n")
}

// above returns the comment that stands on the lines right above a statement, nil for none.
func (r *repair) above(s ast.Stmt) *ast.CommentGroup {
	tf := r.pass.Fset.File(s.Pos())
	for _, c := range r.file(s.Pos()).Comments {
		if tf.Line(c.End()) == tf.Line(s.Pos())-1 && strings.TrimSpace(r.text(tf.LineStart(tf.Line(c.Pos())), c.Pos())) == "" {
			return c
		}
	}
	return nil
}

// behind returns the comment behind a statement on its last line, nil for none.
func (r *repair) behind(s ast.Stmt) *ast.CommentGroup {
	tf := r.pass.Fset.File(s.Pos())
	for _, c := range r.file(s.Pos()).Comments {
		if c.Pos() >= s.End() && tf.Line(c.Pos()) == tf.Line(s.End()) && strings.TrimSpace(r.text(s.End(), c.Pos())) == "" {
			return c
		}
	}
	return nil
}

// lines widens a stretch to its lines, when it stands alone on them, and to the empty line behind it at the start of a
// body.
func (r *repair) lines(start, end token.Pos) (token.Pos, token.Pos) {
	tf := r.pass.Fset.File(start)
	src, err := r.pass.ReadFile(tf.Name())
	if err != nil {
		return start, end
	}
	from, to := tf.Offset(start), tf.Offset(end)
	for from > 0 && (src[from-1] == '\t' || src[from-1] == ' ') {
		from--
	}
	if to < len(src) && src[to] == ';' {
		to++
		for to < len(src) && src[to] == ' ' {
			to++
		}
		return start, tf.Pos(to)
	}
	rest := bytes.IndexByte(src[to:], '\n')
	if rest < 0 || from > 0 && src[from-1] != '\n' {
		return start, end
	}
	if tail := bytes.TrimSpace(src[to : to+rest]); len(tail) > 0 && !bytes.HasPrefix(tail, []byte("//")) {
		return start, end
	}
	to += rest + 1
	if bytes.HasSuffix(src[:from], []byte("{\n")) && bytes.HasPrefix(src[to:], []byte("\n")) {
		to++
	}
	return tf.Pos(from), tf.Pos(to)
}
