// Package cparse turns the text of one Linux kernel C file into a File: what that file says, without judging it.
//
// It is the only package that knows tree-sitter. It knows C, the kernel's dialect of it, and nothing of ALSA,
// interrupts or drivers; it opens no files and follows no #include.
//
// # What tree-sitter does and what is ours
//
// A file is read in three steps.
//
// Cut (lexer.go, conditionals.go, items.go, declarations.go): the tokens of each reading of the file, with both arms of
// an #ifdef, are cut into items: functions, variables, structs, typedefs, prototypes, macros, invocations at file scope.
// Of an item its head is read, and where its body, its initializer or its arguments are. Nothing else is looked at yet:
// of most items nobody ever asks what they say.
//
// Normalise (normal*.go): when somebody asks, the text of that item is written as plain C. Annotations are
// blanked, loop macros become loops, statement macros get their semicolon, types among arguments and statement
// expressions are set aside. Every token keeps its offset, so a place in the tree is a place in the file. This step
// decides what is a type, a cast or a declaration, which C cannot tell without its headers; it knows no grammar beyond.
//
// Parse (tree.go, read.go, builder.go, stmt.go, expr.go, structs.go): tree-sitter-c parses that text, and a walk over its tree gives
// statements, local variables and expressions. The smallest statement around what it does not understand is blanked, told
// as a problem with its place, and the rest is read again.
//
// What an item says is remembered by a hash of its tokens ([Keeper]), so that an edit costs the parse of one item.
package cparse
