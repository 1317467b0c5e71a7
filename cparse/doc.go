// Package cparse turns the text of one Linux kernel C file into a File: what that file says, without judging it.
//
// It is the only package that knows tree-sitter. It knows C, the kernel's dialect of it, and nothing of ALSA,
// interrupts or drivers; it opens no files and follows no #include.
package cparse
