package cparse

import (
	"fmt"
	"strings"
)

// show renders an expression on one line, fully parenthesized by kind.
func show(x *Expr) string {
	if x == nil {
		return "nil"
	}
	args := make([]string, len(x.Args))
	for i, a := range x.Args {
		args[i] = show(a)
	}
	list := strings.Join(args, ", ")
	switch x.Kind {
	case Const:
		if x.Name == "" {
			return "#"
		}
		return x.Name
	case Ident:
		return x.Name
	case Member:
		if x.Arrow {
			return list + "->" + x.Name
		}
		return list + "." + x.Name
	case Index:
		return args[0] + "[" + args[1] + "]"
	case Call:
		return args[0] + "(" + strings.Join(args[1:], ", ") + ")"
	case Addr:
		return "&" + list
	case Deref:
		return "*" + list
	case Cast:
		return "<" + showType(*x.Type) + ">" + list
	case Cond:
		return "(" + args[0] + " ? " + args[1] + " : " + args[2] + ")"
	case Assign:
		if len(args) == 1 {
			return "(" + args[0] + " " + x.Name + ")"
		}
		return "(" + args[0] + " " + x.Name + " " + args[1] + ")"
	case Comma:
		return "(" + list + ")"
	case InitList:
		t := ""
		if x.Type != nil {
			t = "<" + showType(*x.Type) + ">"
		}
		return t + "{" + list + "}"
	case InitElem:
		d := ""
		if x.Ifdef {
			d = "?"
		}
		switch {
		case x.Name != "":
			return d + "." + x.Name + "=" + list
		case x.Desig:
			return d + "[]=" + list
		}
		return d + list
	case TypeArg:
		return "<" + showType(*x.Type) + ">"
	case StmtExprKind:
		return "({" + strings.Join(args, "; ") + "})"
	}
	return "`" + x.Name + "`(" + list + ")"
}

func showType(t Type) string {
	s := t.Base + strings.Repeat("*", int(t.Ptr))
	if t.Func {
		s += "()"
	}
	if t.Array {
		s += "[]"
	}
	return s
}

func flags(on ...any) (s string) {
	for i := 0; i < len(on); i += 2 {
		if on[i].(bool) {
			s += on[i+1].(string) + " "
		}
	}
	return
}

func showVar(v *Var) string {
	s := "var " + flags(v.Static, "static", v.Extern, "extern", v.Ifdef, "ifdef") + v.Name + " " + showType(v.Type)
	if v.Cond > 0 {
		s += fmt.Sprintf(" @%d", v.Cond)
	}
	if v.Init != nil {
		s += " = " + show(v.Init)
	}
	return s
}

// dump renders everything in a file, one fact a line, function bodies indented.
func dump(f *File) string {
	var b strings.Builder
	p := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	for _, x := range f.Includes {
		p("include %s%s", flags(x.System, "system"), x.Path)
	}
	for _, x := range f.Macros {
		par := ""
		if x.FuncLike {
			par = "(" + strings.Join(x.Params, ",") + ")"
		}
		p("define %s%s %s", x.Name, par, x.Body)
	}
	for _, x := range f.Structs {
		var fs []string
		for _, fl := range x.Fields {
			fs = append(fs, fl.Name+" "+showType(fl.Type))
		}
		p("struct %s%s {%s}", flags(x.Union, "union"), x.Tag, strings.Join(fs, "; "))
	}
	for _, x := range f.Typedefs {
		p("typedef %s %s", x.Name, showType(x.Type))
	}
	for _, x := range f.Protos {
		p("proto %s%s %s", flags(x.Static, "static"), x.Name, showType(x.Ret))
	}
	for i := range f.Vars {
		p("%s", showVar(&f.Vars[i]))
	}
	for _, x := range f.TopCalls {
		var as []string
		for _, a := range x.Args {
			as = append(as, show(a))
		}
		p("top %s%s(%s)", flags(x.Static, "static"), x.Name, strings.Join(as, ", "))
	}
	for i := range f.Funcs {
		dumpFunc(p, &f.Funcs[i])
	}
	for _, x := range f.Comments {
		p("comment %s", x.Text)
	}
	for _, x := range f.Problems {
		p("problem %s: %s", x.Func, x.Msg)
	}
	return b.String()
}

func dumpFunc(p func(string, ...any), fn *Func) {
	var ps []string
	for _, x := range fn.Params {
		ps = append(ps, strings.TrimSpace(x.Name+" "+showType(x.Type)))
	}
	errs := ""
	if fn.Errors > 0 {
		errs = fmt.Sprintf(" errors=%d", fn.Errors)
	}
	p("func %s%s(%s) %s%s", flags(fn.Static, "static", fn.Inline, "inline"), fn.Name, strings.Join(ps, ", "), showType(fn.Ret), errs)
	for i := range fn.Locals {
		p("\t%s", showVar(&fn.Locals[i]))
	}
	for _, s := range fn.Stmts {
		mark := ""
		if s.Cond > 0 {
			mark = fmt.Sprintf("@%d ", s.Cond)
		}
		p("\t%s%s%s%s", mark, flags(s.Ifdef, "ifdef"), [...]string{"", "return ", "if "}[s.Kind], show(s.X))
	}
}
