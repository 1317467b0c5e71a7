// Package ir holds what one Go package says, reduced to what the PCM rules need: functions with their calls, the flow
// of functions and objects through variables and fields, channel operations, and the types with their methods.
//
// It is written by irbuild, carried between packages as an analysis fact, and read by link. It knows no syntax tree and
// no type checker, and it must stay encodable by encoding/gob.
package ir

import (
	"fmt"
	"go/token"
)

// Version changes when facts of an older build cannot be read any more.
const Version = 5

// Pos is a stretch of source text. Lines and columns are 1-based, columns count bytes.
type Pos struct {
	File                       string
	Line, Col, EndLine, EndCol int

	start, end token.Pos // only in the process that built the package; not encoded
}

// NewPos returns a Pos that remembers the token positions that it was made of.
func NewPos(file string, line, col, endLine, endCol int, start, end token.Pos) Pos {
	return Pos{file, line, col, endLine, endCol, start, end}
}

// Range returns the token positions, which are invalid for packages read from facts.
func (p Pos) Range() (start, end token.Pos) { return p.start, p.end }

// IsValid tells whether the position is known.
func (p Pos) IsValid() bool { return p.Line > 0 }

// Node is a place that can hold functions and objects: a variable, a parameter, the value of an expression. Zero is
// the node of everything that holds nothing of interest. Nodes count from 1 in each package.
type Node int32

// Value is something that a node can hold: a function or an object.
type Value struct {
	// Func is the key of a function or method, "" for objects.
	Func string
	// Recv holds the receiver bound by a method value.
	Recv Node
	// MethodExpr is set for T.Method, whose first argument is the receiver.
	MethodExpr bool

	// Obj identifies an object by the place that makes it: a literal, a variable, make, new.
	Obj string
	// Type is the key of the object's named type, without pointers.
	Type string
	// Name is the variable that holds the literal, or its type as written.
	Name string
	// Held is set when Name is a variable.
	Held bool
	// Assertion is set for the typed nil of `var _ Ops = (*T)(nil)`.
	Assertion bool
	// Buffered is set for channels that are made with a buffer of a constant size.
	Buffered bool
	Pos      Pos
}

// ConsKind is the kind of a constraint.
type ConsKind uint8

// The kinds of constraints.
const (
	Copy       ConsKind = iota // Dst holds all that Src holds
	Hold                       // Dst holds Val
	Load                       // Dst holds Src.Field
	Store                      // Dst.Field holds Src
	Sub                        // Dst holds the objects that are part Field of the objects in Src
	CopyStruct                 // the objects in Dst get the fields of the objects in Src
	Cell                       // Dst holds Val, a pointer to the variable Src
)

// Cons is one constraint of the value flow.
type Cons struct {
	Kind     ConsKind
	Dst, Src Node
	// Field is a field's name, "[]" for elements, "<-" for what a channel carries, "*" for what a pointer points to.
	Field string
	// Struct is the key of the type that declares the field.
	Struct string
	Val    Value
	Func   string // the function that the constraint stands in, "" at package level
	Cond   bool   // executed under a condition
	Nil    bool   // the stored value is nil
	Const  string // the stored value if it is a constant or a plain variable, as in Arg.Const
	Pos    Pos
}

// Mode tells how a call runs.
type Mode uint8

// The modes of a call.
const (
	Sync Mode = iota
	Defer
	Go
)

// Call is one call expression.
type Call struct {
	Pos  Pos
	Mode Mode
	// Static is the key of the callee if it is known, Iface the method's name if the callee is a method of an
	// interface, Dyn the called value otherwise.
	Static string
	Iface  string
	Dyn    Node
	// Name, Pkg and PkgName describe a named callee as the source names it.
	Name, Pkg, PkgName string
	Std                bool // the callee is of the standard library
	Recv               Node
	RecvType           string // key of the receiver's static type
	Args               []Arg
	Results            []Node
	Fresh              []Value // objects that stand for results of unknown callees, parallel to Results
	Cond, Loop         bool
	LoopCond           bool // stands in the condition of a loop
	Defers             bool // runs when the function ends
	Order
}

// Arg is one argument of a call.
type Arg struct {
	Node    Node
	Const   string   // the value of a constant, or the key of the variable or field that is read
	Func    bool     // the parameter is of a function type
	Methods []string // the methods of the parameter's type when it is an interface
	Type    string   // the key of the parameter's named type
	Spread  bool     // args...
	Nil     bool
	Value   bool // the argument is no pointer and no interface: methods on pointers do not come with it
	Number  bool // the argument is an integer
}

// PrimKind is the kind of a channel operation.
type PrimKind uint8

// The channel operations.
const (
	Recv PrimKind = iota
	Send
	Close
)

// Prim is a channel operation.
type Prim struct {
	Kind    PrimKind
	Node    Node
	Pos     Pos
	Loop    bool // repeated
	Defer   bool // runs when the function ends
	Default bool // in a select that does not wait
	Cond    bool
	Any     bool // one of several ready channels of a select
	Returns bool // the function returns when it is done
	Order
}

// Order says when a call or a channel operation comes to run, compared with others of its function.
type Order struct {
	Seq   int32 // in the order of evaluation
	Block int32 // the conditional block that it stands in, 0 for none: see Func.Blocks
}

// Func is a function, a method or a function literal.
type Func struct {
	Key     string
	Name    string // as people call it: "(*card).interrupt", "probe.func1"
	Short   string // the name alone; "" for literals
	Pos     Pos    // the name
	Recv    Node
	Params  []Node
	Types   []string // the keys of the parameters' named types
	Numbers []string // the keys of the parameters that are integers or point to one, "" for the others
	Results []Node
	Calls   []Call
	Prims   []Prim
	// Blocks holds, for each conditional block, the one around it. They count from 1.
	Blocks []int32
	// Returns holds the return statements behind the first call that starts something.
	Returns []Order
	// Variadic is set when the last parameter collects the rest.
	Variadic bool
	Parent   string // of a literal: the function that it stands in
	Exported bool
	Extern   bool // declared without a body
}

// Method returns the method of a name.
func (t *Type) Method(name string) (Method, bool) {
	for _, m := range t.Methods {
		if m.Name == name {
			return m, true
		}
	}
	return Method{}, false
}

// Method says what x.Name() runs.
type Method struct {
	Name string
	Func string
	// Path leads from the object to the receiver through embedded fields.
	Path []Step
	// Iface is set when the last step is an embedded interface: the method is the one of whatever it holds.
	Iface bool
	// Own is set when the type declares the method itself.
	Own bool
	// Ptr is set when only pointers to the type have the method.
	Ptr bool
	// Shape is the signature, as of SyncStop: see Library.SyncShape.
	Shape []string
}

// Step is one embedded field on the way to a promoted method.
type Step struct {
	Field, Struct string
	Ptr           bool // a pointer or an interface, which is loaded
}

// Type is a named type.
type Type struct {
	Key, Name string
	Pos       Pos
	Methods   []Method // sorted by name
	Embeds    []string
	Exported  bool
	// Missing tells an optional interface's method that the type lacks; used for fixes.
	RecvName, RecvType string
}

// Library is what makes a package a PCM library.
type Library struct {
	Path string
	// Parts are other packages of the library: those of the streams, when only the ops are declared in Path.
	Parts []string
	// OpsStructs and OpsIfaces are keys of the ops types.
	OpsStructs, OpsIfaces []string
	// Elapsed are the keys of the PeriodElapsed functions and methods.
	Elapsed []string
	// Substreams are the keys of the types that Elapsed takes.
	Substreams []string
	// Asked are the names, in lower case, of the methods that its interfaces ask for.
	Asked []string
	// Optional is the key of the interface that asks for SyncStop beside the ops interface. A type that has a method
	// SyncStop of another spelling or signature does not implement it.
	Optional string
	// SyncName and SyncShape are the spelling and the signature of the method in Optional: the types of parameters and
	// results, with "?" for type parameters.
	SyncName  string
	SyncShape []string
}

// Number is one way in which a variable or a result gets its number: both are spelled as in Arg.Const, a result as
// ResultKey does.
type Number struct{ Dst, Src string }

// ResultKey is what stands for the number that a function has as its result i.
func ResultKey(fn string, i int) string { return fmt.Sprintf("() %d of %s", i, fn) }

// PointeeKey is what stands for the number that a function puts where its parameter i points to.
func PointeeKey(fn string, i int) string { return fmt.Sprintf("* %d of %s", i, fn) }

// Package is one package.
type Package struct {
	Version    int
	Path, Name string
	Imports    []string // import paths outside the standard library
	Std        bool
	Nodes      Node
	Named      []Global // package-level variables, also those of other packages
	Funcs      []Func
	Cons       []Cons
	Numbers    []Number
	Types      []Type
	// Library is set when the package is a PCM library; Libraries are those that it reaches through imports.
	Library   *Library
	Libraries []*Library
	// Exported holds nodes of results of exported functions and exported variables.
	Exported []Node
}

// Global is a package-level variable.
type Global struct {
	Key  string
	Node Node
}
