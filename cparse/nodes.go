package cparse

// Pos is a byte offset into the file that was parsed. Line and column come from [File.Position].
type Pos uint32

// File is what one C source or header file says. It is a plain value: no syntax tree, no C memory, safe to share
// between goroutines once built.
//
// Everything is recorded once for every reading of the file: both arms of #ifdef count, #if 0 does not.
type File struct {
	Path     string // as given to Parse; not interpreted
	Size     uint32 // bytes
	Lines    []Pos  // offset of the first byte of each line
	Includes []Include
	Macros   []Macro
	Structs  []Struct
	Typedefs []Typedef
	Funcs    []Func  // definitions only
	Protos   []Proto // declarations of functions without a body
	Vars     []Var   // file-scope variables, initialized or not, extern too
	TopCalls []TopCall
	Comments []Comment // only those that contain "pcmlint:"
	Problems []Problem // what could not be understood, with its place
	from     *source
}

// Include is one #include line outside #if 0.
type Include struct {
	Path   string
	System bool // <...> rather than "..."
	Pos    Pos
}

// Macro is one #define. The body is source text with line continuations and comments replaced by blanks.
type Macro struct {
	Name     string
	FuncLike bool     // #define NAME(...)
	Params   []string // "..." or "args..." as the last one when variadic
	Body     string
	Pos      Pos // of the name
}

// Type is a C type reduced to what linking needs.
type Type struct {
	// Base is "struct tag", "union tag", "enum tag", a typedef's name, or an arithmetic type ("int", "void", ...).
	// Qualifiers and annotations are gone. A struct without a tag has the tag "@N", N the byte offset of its
	// "struct" keyword in this file.
	Base  string
	Ptr   uint8 // how many '*'
	Array bool  // one or more '[]'
	Func  bool  // a function pointer (or, for a parameter, a function); Base and Ptr are then its result's
}

// Struct is the definition of a struct or union. Fields of unnamed members (struct { ... };) are listed as the outer
// struct's own; struct_group(NAME, ...) likewise.
type Struct struct {
	Tag    string // without the keyword; "@N" when it has none
	Union  bool
	Fields []Field // in order of declaration
	Pos    Pos
}

// Field is one member of a struct or union.
type Field struct {
	Name string
	Type Type
	Pos  Pos
}

// Typedef gives a type a name. For a typedef of a function pointer Type.Func is set.
type Typedef struct {
	Name string
	Type Type
	Pos  Pos
}

// Proto is a function declaration without a body.
type Proto struct {
	Name   string
	Ret    Type
	Static bool
	Pos    Pos
}

// Param is one parameter of a function definition. Name is empty when it has none.
type Param struct {
	Name string
	Type Type
	Pos  Pos
}

// Var is a variable: at file scope in File.Vars, inside a function in Func.Locals.
type Var struct {
	Name   string
	Type   Type
	Static bool
	Extern bool
	Ifdef  bool  // inside a conditional (#if...) that lies inside the function, or, at file scope, inside the file
	Cond   uint8 // for a local: see Stmt.Cond
	Init   *Expr // nil without an initializer; at file scope filled in by Read
	Pos    Pos   // of the name
	End    Pos   // behind the declarator with its initializer
	item   *item // Init, until it is read
}

// Func is a function definition with the expressions of its body in source order. Locals, Stmts and Errors are filled in
// by Read.
type Func struct {
	Name   string
	Static bool
	Inline bool
	Ret    Type
	Params []Param
	Locals []Var // of all blocks, in source order; two blocks may declare the same name
	Stmts  []Stmt
	Pos    Pos // of the name
	End    Pos // behind the closing brace
	Errors int // statements of the body that were not understood
	item   *item
	of     *Func // of a copy: the definition in the File
}

// StmtKind tells what role a Stmt's expression has.
type StmtKind uint8

const (
	StmtExpr   StmtKind = iota // expression statement, or one half of a for(;;)
	StmtReturn                 // return X
	StmtCond                   // condition of if, while, do, for, switch
)

// Stmt is one full expression of a function body. Bare constants and declarations without an initializer are left
// out; a local with an initializer is a Var, not a Stmt.
type Stmt struct {
	Kind  StmtKind
	Cond  uint8 // how many if/else/switch/loop/?: bodies enclose it (saturating); 0 means it runs whenever the function does
	Ifdef bool  // inside a #if/#ifdef arm that lies inside the function
	X     *Expr
}

// ExprKind is the kind of an Expr and decides which of its fields are used.
type ExprKind uint8

const (
	// Opaque is an expression whose value is of no interest (arithmetic, comparison, logic, !x, sizeof); Args are
	// those operands that contain a call, an assignment, an identifier or a member access. For &&, ||, !, comparisons,
	// + and - alike. Name is the operator ("+", "&&", "==", "!", "sizeof", ...).
	Opaque       ExprKind = iota
	Const                 // number, character, string, NULL, true, false. Name is the text of a number or NULL ("NULL", "-1", "0"), empty for strings
	Ident                 // Name
	Member                // Args[0].Name or Args[0]->Name (Arrow)
	Index                 // Args[0][Args[1]]
	Call                  // Args[0](Args[1:]...); statement-like macros too: for_each_x(a, b), scoped_guard(spinlock, &l)
	Addr                  // &Args[0]
	Deref                 // *Args[0]
	Cast                  // (Type)Args[0]
	Cond                  // Args[0] ? Args[1] : Args[2]; a ?: b has Args[1] == Args[0]
	Assign                // Args[0] Name Args[1], Name being "=", "+=", "++", ...
	Comma                 // Args..., the value is the last
	InitList              // { Args... }, each an InitElem; Type is set for a compound literal (Type){...}
	InitElem              // Args[0] is the value; Name the field for .Name = value; Index designators set Desig with Name empty. Nested designators .a.b = v become nested InitLists
	TypeArg               // Type, where an expression is expected: container_of(p, struct x, m), sizeof(struct x)
	StmtExprKind          // ({ ... }); Args are the full expressions inside in order, the value is the last
)

// Expr is an expression reduced to what linking needs. Parentheses are gone.
type Expr struct {
	Kind  ExprKind
	Arrow bool   // Member: -> rather than .
	Desig bool   // InitElem: has a designator
	Ifdef bool   // InitElem: inside a #if/#ifdef arm that lies inside the initializer
	Pos   Pos    // first byte
	End   Pos    // behind the last byte
	Name  string // see the kinds
	Type  *Type  // Cast, TypeArg, compound InitList; nil otherwise
	Args  []*Expr
}

// TopCall is a macro invocation where a declaration is expected: EXPORT_SYMBOL(x); module_init(x);
// DECLARE_WORK(name, fn); DEFINE_MY_HANDLERS(a, b) with or without a semicolon.
// An invocation followed by a body (SYSCALL-like DEFINE_X(a) { ... }) is a Func named like the macro and listed here too.
type TopCall struct {
	Name   string
	Args   []*Expr // filled in by Read
	Static bool    // preceded by the keyword static
	Pos    Pos
	End    Pos // behind the closing parenthesis
	item   *item
}

// Comment is a comment that speaks to pcmlint.
type Comment struct {
	Text string // without the comment marks, trimmed
	Pos  Pos
	End  Pos
}

// Problem is a place that could not be parsed.
type Problem struct {
	Pos, End Pos
	Func     string // the enclosing function, if any
	Msg      string
}
