// Package kernelcheck holds the whole analysis to real kernels: all findings against a list kept in testdata/golden,
// one file alone against the whole tree, one run against the next, and every step of every path against the lines that
// it names. It has tests only; without a kernel tree they are skipped.
package kernelcheck
