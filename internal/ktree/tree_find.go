package ktree

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// Find walks up from path, a file or folder that exists, to the root of the kernel tree that holds it. When there is
// none, kernel is false and root is the folder that holds the modules which path is a part of (see outerRoot): the folder
// itself (for a file, its folder) when no Makefile says more. The root is absolute, symbolic links on the way to it
// resolved.
func Find(path string) (root string, kernel bool) {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = filepath.Clean(path)
	}
	dir := abs
	if !isDir(abs) {
		dir = filepath.Dir(abs)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	likely := ""
	for d := dir; ; d = filepath.Dir(d) {
		switch rootness(d) {
		case isRoot:
			return d, true
		case maybeRoot: // arch/um looks like a small tree of its own
			if likely == "" {
				likely = d
			}
		}
		if filepath.Dir(d) == d {
			break
		}
	}
	if likely != "" {
		return likely, true
	}
	if dir != abs && !isDir(abs) {
		return outerRoot(filepath.Join(dir, filepath.Base(abs))), false
	}
	return outerRoot(dir), false
}

func isDir(p string) bool {
	fi, err := os.Stat(p)
	return err == nil && fi.IsDir()
}

// What a folder is.
const (
	noRoot = iota
	maybeRoot
	isRoot
)

// rootness wants a build file and the PCM header that every driver includes, or enough of the other landmarks.
// A miniature tree has the first two only; a tree under "make headers_install" (/usr) has no build file.
func rootness(dir string) int {
	has := func(name string) bool {
		_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		return err == nil
	}
	build := has("Kbuild") || has("Makefile")
	if !build {
		return noRoot
	}
	version, whole := kernelVersion(newFence(dir))
	if whole || has("include/sound/pcm.h") {
		return isRoot
	}
	marks := 0
	for _, name := range []string{"include/linux", "sound/core", "scripts", "Kconfig", "arch", "drivers", "MAINTAINERS"} {
		if has(name) {
			marks++
		}
	}
	if marks >= 4 || marks >= 2 && version != "" {
		return maybeRoot
	}
	return noRoot
}

// KernelVersion is the version that the top Makefile states, like "6.12.41", or "" when it states none.
func (t *Tree) KernelVersion() string {
	version, _ := kernelVersion(t.b.fence)
	return version
}

// kernelVersion is the version that a folder's Makefile states, and whether it does so as that of a kernel does: in
// VERSION, PATCHLEVEL and SUBLEVEL.
func kernelVersion(f *fence) (version string, whole bool) {
	src, _, err := f.read("Makefile", nil, 1<<20)
	if err != nil {
		return "", false
	}
	if len(src) > 8192 {
		src = src[:8192]
	}
	value := map[string]string{}
	for line := range bytes.Lines(src) {
		name, val, ok := strings.Cut(string(line), "=")
		name = strings.TrimSpace(name)
		switch name {
		case "VERSION", "PATCHLEVEL", "SUBLEVEL", "EXTRAVERSION":
			if _, dup := value[name]; ok && !dup {
				value[name] = strings.TrimSpace(val)
			}
		}
	}
	if !isNumber(value["VERSION"]) || !isNumber(value["PATCHLEVEL"]) {
		return "", false
	}
	v := value["VERSION"] + "." + value["PATCHLEVEL"]
	if isNumber(value["SUBLEVEL"]) {
		v += "." + value["SUBLEVEL"]
	}
	if x := value["EXTRAVERSION"]; strings.HasPrefix(x, "-rc") && isNumber(x[3:]) {
		v += x
	}
	return v, isNumber(value["SUBLEVEL"])
}

func isNumber(s string) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
