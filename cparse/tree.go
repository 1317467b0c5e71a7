package cparse

/*
#cgo CFLAGS: -O2
#include <stdint.h>
#include <stdbool.h>
#include <stdlib.h>

// What we need of tree-sitter's C interface. The functions are linked in by github.com/smacker/go-tree-sitter; that they
// are weak here lets the linker resolve them where that package is, and still complain of any other missing name. One
// call from Go parses a text, flattens the tree into an array and frees the tree again.
#ifdef __APPLE__
#define LINKED __attribute__((weak_import))
#else
#define LINKED __attribute__((weak))
#endif
typedef struct { uint32_t context[4]; const void *id; const void *tree; } TSNode;
typedef struct { const void *tree; const void *id; uint32_t context[3]; } TSTreeCursor;
LINKED void *ts_parser_new(void);
LINKED void ts_parser_delete(void *);
LINKED bool ts_parser_set_language(void *, const void *);
LINKED void ts_parser_set_timeout_micros(void *, uint64_t);
LINKED void ts_parser_reset(void *);
LINKED void *ts_parser_parse_string(void *, const void *, const char *, uint32_t);
LINKED void ts_tree_delete(void *);
LINKED TSNode ts_tree_root_node(const void *);
LINKED bool ts_node_is_missing(TSNode);
LINKED bool ts_node_has_error(TSNode);
LINKED TSTreeCursor ts_tree_cursor_new(TSNode);
LINKED void ts_tree_cursor_delete(TSTreeCursor *);
LINKED bool ts_tree_cursor_goto_first_child(TSTreeCursor *);
LINKED bool ts_tree_cursor_goto_next_sibling(TSTreeCursor *);
LINKED bool ts_tree_cursor_goto_parent(TSTreeCursor *);
LINKED TSNode ts_tree_cursor_current_node(const TSTreeCursor *);
LINKED uint16_t ts_node_symbol(TSNode);
LINKED uint32_t ts_node_start_byte(TSNode);
LINKED uint32_t ts_node_end_byte(TSNode);
LINKED uint32_t ts_node_child_count(TSNode);
LINKED uint32_t ts_language_symbol_count(const void *);
LINKED const char *ts_language_symbol_name(const void *, uint16_t);
LINKED const void *tree_sitter_c(void);

typedef struct { uint32_t start, end, skip; uint16_t sym, flags; } cparse_node;
// A gap says that bytes of the text behind the one at an offset of what tree-sitter got were left out.
typedef struct { uint32_t at, bytes; } cparse_gap;
typedef struct {
	void *parser;
	cparse_node *nodes;
	size_t len, cap;
	char *text;
	size_t room;
	cparse_gap *gaps;
	size_t gapped, gaproom;
} cparse_engine;

enum { CPARSE_MAXDEPTH = 2000, CPARSE_CUT = 1, CPARSE_BROKEN = 2 };

static bool cparse_open(cparse_engine *e) {
	e->parser = ts_parser_new();
	if (!e->parser) return false;
	ts_parser_set_timeout_micros(e->parser, 5000000);
	return ts_parser_set_language(e->parser, tree_sitter_c());
}

static void cparse_close(cparse_engine *e) {
	if (e->parser) ts_parser_delete(e->parser);
	free(e->nodes);
	free(e->text);
	free(e->gaps);
}

// cparse_squeeze copies a text with each run of blanks, and each of the digits that stand for a constant, as one byte: what
// tree-sitter's lexer costs goes by bytes. It gives the length, or 0 without memory.
static uint32_t cparse_squeeze(cparse_engine *e, const char *text, uint32_t len) {
	if (e->room < len) {
		free(e->text);
		e->text = malloc(len);
		e->room = e->text ? len : 0;
		if (!e->text) return 0;
	}
	e->gapped = 0;
	uint32_t n = 0;
	for (uint32_t i = 0; i < len; ) {
		char c = text[i];
		e->text[n++] = c;
		uint32_t from = ++i;
		if (c != ' ' && c != '1') continue;
		while (i < len && text[i] == c) i++;
		if (i == from) continue;
		if (e->gapped == e->gaproom) {
			size_t room = e->gaproom ? e->gaproom * 2 : 1024;
			cparse_gap *g = realloc(e->gaps, room * sizeof *g);
			if (!g) return 0;
			e->gaps = g; e->gaproom = room;
		}
		e->gaps[e->gapped++] = (cparse_gap){n - 1, i - from};
	}
	return n;
}

// cparse_places gives each node of the tree, whose leaves follow each other, the place in the text before it was squeezed.
static void cparse_places(cparse_engine *e) {
	size_t g = 0;
	uint32_t left = 0;
	for (size_t i = 0; i < e->len; i++) {
		cparse_node *n = &e->nodes[i];
		while (g < e->gapped && e->gaps[g].at < n->start) left += e->gaps[g++].bytes;
		n->start += left;
		if (n->skip > i + 1) continue;
		while (g < e->gapped && e->gaps[g].at < n->end) left += e->gaps[g++].bytes;
		n->end += left;
	}
	for (size_t i = 0; i < e->len; i++) // a node ends where its last leaf does
		e->nodes[i].end = e->nodes[e->nodes[i].skip - 1].end;
}

// cparse_run returns 0 for a clean tree, 1 for one with errors, 2 when there is none.
static int cparse_run(cparse_engine *e, const char *text, uint32_t len) {
	e->len = 0;
	len = cparse_squeeze(e, text, len);
	void *tree = len ? ts_parser_parse_string(e->parser, 0, e->text, len) : 0;
	if (!tree) { ts_parser_reset(e->parser); return 2; }
	TSNode root = ts_tree_root_node(tree);
	bool broken = ts_node_has_error(root);
	TSTreeCursor c = ts_tree_cursor_new(root);
	struct { size_t node; uint32_t left; } stack[CPARSE_MAXDEPTH + 1]; // the nodes above, and how many children they have left
	int depth = 0, rc = broken;
	size_t n = 0;
	for (;;) {
		if (n == e->cap) {
			size_t cap = e->cap ? e->cap * 2 : 1024;
			cparse_node *p = realloc(e->nodes, cap * sizeof *p);
			if (!p) { rc = 2; break; }
			e->nodes = p; e->cap = cap;
		}
		TSNode nd = ts_tree_cursor_current_node(&c);
		cparse_node *f = &e->nodes[n++];
		f->start = ts_node_start_byte(nd);
		f->end = ts_node_end_byte(nd);
		f->sym = ts_node_symbol(nd);
		f->flags = 0;
		if (broken && (f->sym == 65535 || ts_node_is_missing(nd))) f->flags = CPARSE_BROKEN;
		uint32_t children = ts_node_child_count(nd);
		if (children > 0 && depth < CPARSE_MAXDEPTH) {
			if (!ts_tree_cursor_goto_first_child(&c)) { rc = 2; break; }
			stack[++depth].node = n - 1;
			stack[depth].left = children - 1;
			continue;
		}
		if (children > 0) f->flags |= CPARSE_CUT;
		f->skip = n;
		while (depth > 0 && stack[depth].left == 0) { // as cheap as it gets: asking for a sibling that is not there is not
			ts_tree_cursor_goto_parent(&c);
			e->nodes[stack[depth--].node].skip = n;
		}
		if (depth == 0) break;
		stack[depth].left--;
		if (!ts_tree_cursor_goto_next_sibling(&c)) { rc = 2; break; }
	}
	ts_tree_cursor_delete(&c);
	ts_tree_delete(tree);
	e->len = rc == 2 ? 0 : n;
	cparse_places(e);
	return rc;
}
*/
import "C"

import (
	"runtime"
	"sync"
	"unsafe"

	_ "github.com/smacker/go-tree-sitter"   // links the tree-sitter runtime
	_ "github.com/smacker/go-tree-sitter/c" // links the grammar
)

// node is one node of a flattened tree. Its children begin right behind it; skip is the index behind its last one.
type node struct {
	start, end, skip uint32
	sym              uint16
	flags            nodeFlags
}

type nodeFlags uint16

const (
	nodeCut    nodeFlags = 1 << iota // has children that were cut off
	nodeBroken                       // is an error, or something missing
)

// engine is a tree-sitter parser with its output buffer. One goroutine uses it at a time.
type engine struct {
	c *C.cparse_engine
	scratch
}

// scratch is memory for tokens that one file after the other uses.
type scratch struct {
	lexed, read []tok
	match       []int32
}

// maxScratch is how many tokens' room is kept; hardly any file of the kernel has more.
const maxScratch = 1 << 16

// give puts the engine back for the next file.
func (e *engine) give() {
	if cap(e.lexed) > maxScratch {
		e.scratch = scratch{}
	}
	engines.Put(e)
}

var engines = sync.Pool{New: func() any {
	e := &engine{c: (*C.cparse_engine)(C.calloc(1, C.sizeof_cparse_engine))}
	if !C.cparse_open(e.c) {
		panic("cparse: this tree-sitter runtime does not accept the C grammar")
	}
	runtime.AddCleanup(e, func(c *C.cparse_engine) {
		C.cparse_close(c)
		C.free(unsafe.Pointer(c))
	}, e.c)
	return e
}}

type runResult int

const (
	runClean runResult = iota
	runErrors
	runFailed
)

// run parses text. The nodes are valid until the next run.
func (e *engine) run(text []byte) ([]node, runResult) {
	if len(text) == 0 {
		return nil, runFailed
	}
	rc := C.cparse_run(e.c, (*C.char)(unsafe.Pointer(&text[0])), C.uint32_t(len(text)))
	if rc == C.int(runFailed) {
		return nil, runFailed
	}
	return unsafe.Slice((*node)(unsafe.Pointer(e.c.nodes)), int(e.c.len)), runResult(rc)
}

// nodeKind is what a grammar symbol means to us.
type nodeKind uint8

const (
	nOther nodeKind = iota
	nLeaf
	nParen
	nCall
	nMember
	nIndex
	nUnary
	nPointer
	nUpdate
	nBinary
	nAssign
	nCond
	nCast
	nComma
	nSizeof
	nCompound
	nList
	nPair
	nFieldDesig
	nIndexDesig
	nTypeDesc
	nBlock
	nExprStmt
	nDeclaration
	nTypedef
	nIf
	nElse
	nWhile
	nDo
	nFor
	nSwitch
	nReturn
	nLabeled
	nJump
	nStorage
	nTypeName
	nStructSpec
	nInitDecl
	nPointerDecl
	nArrayDecl
	nFuncDecl
	nParenDecl
	nFields
	nField
	nBits
	nParams
	nParam
	nFuncDef
)

var nodeNames = map[string]nodeKind{
	"identifier": nLeaf, "number_literal": nLeaf, "null": nLeaf, "true": nLeaf, "false": nLeaf, "field_identifier": nLeaf,
	"parenthesized_expression": nParen, "call_expression": nCall, "field_expression": nMember,
	"subscript_expression": nIndex, "unary_expression": nUnary, "pointer_expression": nPointer,
	"update_expression": nUpdate, "binary_expression": nBinary, "assignment_expression": nAssign,
	"conditional_expression": nCond, "cast_expression": nCast, "comma_expression": nComma, "sizeof_expression": nSizeof,
	"compound_literal_expression": nCompound, "initializer_list": nList, "initializer_pair": nPair,
	"field_designator": nFieldDesig, "subscript_designator": nIndexDesig, "subscript_range_designator": nIndexDesig,
	"type_descriptor": nTypeDesc, "compound_statement": nBlock, "expression_statement": nExprStmt,
	"declaration": nDeclaration, "type_definition": nTypedef, "if_statement": nIf, "else_clause": nElse,
	"while_statement": nWhile, "do_statement": nDo, "for_statement": nFor, "switch_statement": nSwitch,
	"return_statement": nReturn, "labeled_statement": nLabeled, "goto_statement": nJump, "break_statement": nJump,
	"continue_statement": nJump, "storage_class_specifier": nStorage, "type_identifier": nTypeName,
	"primitive_type": nTypeName, "sized_type_specifier": nTypeName, "struct_specifier": nStructSpec,
	"union_specifier": nStructSpec, "init_declarator": nInitDecl,
	"pointer_declarator": nPointerDecl, "abstract_pointer_declarator": nPointerDecl,
	"array_declarator": nArrayDecl, "abstract_array_declarator": nArrayDecl,
	"function_declarator": nFuncDecl, "abstract_function_declarator": nFuncDecl,
	"parenthesized_declarator": nParenDecl, "abstract_parenthesized_declarator": nParenDecl,
	"field_declaration_list": nFields, "field_declaration": nField, "bitfield_clause": nBits,
	"parameter_list": nParams, "parameter_declaration": nParam, "function_definition": nFuncDef,
}

// nodeKinds maps the grammar's symbols to node kinds. A name may stand for several symbols. The last one is that of an
// error.
var nodeKinds = func() []nodeKind {
	lang := C.tree_sitter_c()
	t := make([]nodeKind, 1<<16)
	for i := range int(C.ts_language_symbol_count(lang)) {
		t[i] = nodeNames[C.GoString(C.ts_language_symbol_name(lang, C.uint16_t(i)))]
	}
	return t
}()
