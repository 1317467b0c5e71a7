package knowledge

import "strings"

// stdRoots are the first elements of the import paths of the standard library.
var stdRoots = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields(`archive bufio builtin bytes cmd cmp compress container context crypto database debug embed
		encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path plugin
		reflect regexp runtime simd slices sort strconv strings structs sync syscall testing text time unicode unique unsafe
		vendor weak C`) {
		m[s] = true
	}
	return m
}()

// Std tells whether the import path belongs to the standard library.
func Std(path string) bool {
	root, _, _ := strings.Cut(path, "/")
	root, _, _ = strings.Cut(root, " ")
	root = strings.TrimSuffix(root, "_test")
	return stdRoots[strings.TrimSuffix(root, ".test")]
}
