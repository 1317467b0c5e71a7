package cparse

/*
#cgo CFLAGS: -O2
#include <stdint.h>
#include <stdbool.h>
#include <stdlib.h>

// What we need of tree-sitter's C interface. The functions are linked in by github.com/smacker/go-tree-sitter; that they
// are weak here leaves them to the final link, which still complains of any other missing name. One call from Go parses a
// text, flattens the tree into an array and frees the tree again.
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

typedef struct { uint32_t start, end, skip; uint16_t sym, deep; } cparse_node;
typedef struct { void *parser; cparse_node *nodes; size_t len, cap; } cparse_engine;

enum { CPARSE_MAXDEPTH = 2000 };

static bool cparse_open(cparse_engine *e) {
	e->parser = ts_parser_new();
	if (!e->parser) return false;
	ts_parser_set_timeout_micros(e->parser, 5000000);
	return ts_parser_set_language(e->parser, tree_sitter_c());
}

static void cparse_close(cparse_engine *e) {
	if (e->parser) ts_parser_delete(e->parser);
	free(e->nodes);
	e->parser = 0; e->nodes = 0; e->len = e->cap = 0;
}

// cparse_run returns 0 for a clean tree, 1 for one with errors (not flattened), 2 when there is no tree.
static int cparse_run(cparse_engine *e, const char *text, uint32_t len) {
	e->len = 0;
	void *tree = ts_parser_parse_string(e->parser, 0, text, len);
	if (!tree) { ts_parser_reset(e->parser); return 2; }
	TSNode root = ts_tree_root_node(tree);
	if (ts_node_has_error(root)) { ts_tree_delete(tree); return 1; }
	TSTreeCursor c = ts_tree_cursor_new(root);
	uint32_t stack[CPARSE_MAXDEPTH];
	int depth = 0, rc = 0;
	size_t n = 0;
	for (;;) {
		if (n == e->cap) {
			size_t cap = e->cap ? e->cap * 2 : 1024;
			cparse_node *p = realloc(e->nodes, cap * sizeof *p);
			if (!p) { rc = 2; break; }
			e->nodes = p; e->cap = cap;
		}
		TSNode nd = ts_tree_cursor_current_node(&c);
		cparse_node *f = &e->nodes[n];
		f->start = ts_node_start_byte(nd);
		f->end = ts_node_end_byte(nd);
		f->sym = ts_node_symbol(nd);
		f->deep = 0;
		if (depth < CPARSE_MAXDEPTH) {
			if (ts_tree_cursor_goto_first_child(&c)) { stack[depth++] = n++; continue; }
		} else {
			f->deep = ts_node_child_count(nd) > 0;
		}
		f->skip = ++n;
		bool done = false;
		while (!ts_tree_cursor_goto_next_sibling(&c)) {
			if (depth == 0 || !ts_tree_cursor_goto_parent(&c)) { done = true; break; }
			e->nodes[stack[--depth]].skip = n;
		}
		if (done) break;
	}
	ts_tree_cursor_delete(&c);
	ts_tree_delete(tree);
	e->len = rc ? 0 : n;
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

// flat is one node of a flattened tree. Its children begin right behind it; skip is the index behind its last one.
type flat struct {
	start, end, skip uint32
	sym, deep        uint16 // deep: has children that were cut off
}

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
func (e *engine) run(text []byte) ([]flat, runResult) {
	if len(text) == 0 {
		return nil, runFailed
	}
	rc := C.cparse_run(e.c, (*C.char)(unsafe.Pointer(&text[0])), C.uint32_t(len(text)))
	if rc != 0 {
		return nil, runResult(rc)
	}
	return unsafe.Slice((*flat)(unsafe.Pointer(e.c.nodes)), int(e.c.len)), runClean
}

// nodeKind is what a grammar symbol means to us.
type nodeKind uint8

const (
	nOther nodeKind = iota
	nIdent
	nNumber
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
	nReturn
)

var nodeNames = map[string]nodeKind{
	"identifier": nIdent, "number_literal": nNumber, "parenthesized_expression": nParen, "call_expression": nCall,
	"field_expression": nMember, "subscript_expression": nIndex, "unary_expression": nUnary,
	"pointer_expression": nPointer, "update_expression": nUpdate, "binary_expression": nBinary,
	"assignment_expression": nAssign, "conditional_expression": nCond, "cast_expression": nCast,
	"comma_expression": nComma, "return_statement": nReturn,
}

// nodeKinds maps the grammar's symbols to node kinds. A name may stand for several symbols.
var nodeKinds = func() []nodeKind {
	lang := C.tree_sitter_c()
	t := make([]nodeKind, int(C.ts_language_symbol_count(lang)))
	for i := range t {
		t[i] = nodeNames[C.GoString(C.ts_language_symbol_name(lang, C.uint16_t(i)))]
	}
	return t
}()
