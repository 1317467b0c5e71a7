// Package compiler reads what build systems say about compilations: the arguments of one compiler call, as kbuild hands
// them to its checker (make C=1 CHECK=...), and compile_commands.json. It knows neither kernels nor PCM and runs nothing.
package compiler

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// marks begin arguments that only compilers get.
var marks = []string{"-D", "-U", "-I", "-W", "-isystem", "-idirafter", "-include", "-imacros", "-nostdinc", "-std="}

// withValue are options of compilers whose value may be the next argument.
var withValue = []string{"-D", "-U", "-I", "-isystem", "-idirafter", "-iquote", "-iprefix", "-iwithprefix", "-isysroot",
	"-include", "-imacros", "-x", "-o", "-MF", "-MT", "-MQ", "-Xpreprocessor", "-Xassembler", "-Xlinker", "-Xclang", "-arch",
	"-target", "-aux-info", "--param", "-L", "-l", "-T", "-u", "-z"}

// Split takes a command line apart that ends in the arguments of a compiler: own are those before them. ok is false
// when there are no such arguments.
func Split(args []string) (own, compile []string, ok bool) {
	i := slices.IndexFunc(args, func(a string) bool {
		return a == "--" || slices.ContainsFunc(marks, func(m string) bool { return strings.HasPrefix(a, m) })
	})
	if i < 0 || args[i] == "--" {
		return args, nil, false
	}
	return args[:i], args[i:], true
}

// Source finds the one C file that the arguments of a compiler name.
func Source(compile []string) (string, error) {
	var files, other []string
	for i := 0; i < len(compile); i++ {
		switch a := compile[i]; {
		case slices.Contains(withValue, a):
			i++
		case strings.HasPrefix(a, "-"):
		case filepath.Ext(a) == ".c":
			files = append(files, a)
		default:
			other = append(other, a)
		}
	}
	switch {
	case len(files) == 1:
		return files[0], nil
	case len(files) > 1:
		return "", fmt.Errorf("compiler arguments name %d C files (%s): one is checked at a time", len(files), strings.Join(files, ", "))
	case len(other) > 0:
		return "", fmt.Errorf("compiler arguments name no C file, but %s: only .c files are checked", strings.Join(other, ", "))
	}
	return "", fmt.Errorf("compiler arguments (%s ...) name no C file: give the .c file that is compiled so", compile[0])
}
