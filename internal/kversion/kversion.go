// Package kversion is versions of the Linux kernel: how they are written and which is the older one. What a version has is
// none of its business.
package kversion

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// A Version is one of the kernel. The zero value is older than all.
type Version struct{ Major, Minor, Patch int }

// Newest stands for a kernel with all that there is: what a driver is written for that names none.
var Newest = Version{255, 255, 255}

// Parse reads 6.1, v6.12.41, 2.6.11, 6.12-rc3 or 6.1.0-28-amd64: what follows the numbers is of no account.
func Parse(s string) (Version, error) {
	numbers := strings.TrimPrefix(s, "v")
	if end := strings.IndexAny(numbers, "-+_"); end >= 0 {
		numbers = numbers[:end]
	}
	var v Version
	parts := strings.Split(numbers, ".")
	into := []*int{&v.Major, &v.Minor, &v.Patch}
	if len(parts) < 2 || len(parts) > 4 { // 2.6.32.71 was a stable kernel
		return Version{}, fmt.Errorf("%q is no version of the kernel: write it like 6.1 or 4.19.312", s)
	}
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 16)
		if err != nil {
			return Version{}, fmt.Errorf("%q is no version of the kernel: write it like 6.1 or 4.19.312", s)
		}
		if i < len(into) {
			*into[i] = int(n)
		}
	}
	return v, nil
}

// Compare is negative when v is older than w.
func (v Version) Compare(w Version) int {
	return cmp.Or(v.Major-w.Major, v.Minor-w.Minor, v.Patch-w.Patch)
}

// AtLeast tells whether v is as new as major.minor.
func (v Version) AtLeast(major, minor int) bool { return v.Compare(Version{major, minor, 0}) >= 0 }

// anyPatch is the patch level of a version of which no more is known than major and minor.
const anyPatch = 255

// Before is a version just older than v, for what is known to be older and no more.
func (v Version) Before() Version {
	switch {
	case v.Patch > 0:
		return Version{v.Major, v.Minor, v.Patch - 1}
	case v.Minor > 0:
		return Version{v.Major, v.Minor - 1, anyPatch}
	}
	return Version{v.Major - 1, 255, anyPatch}
}

// Code is LINUX_VERSION_CODE: a patch level beyond a byte counts as 255 (the kernel's Makefile, since 4.14.252 and 5.10).
func (v Version) Code() int64 {
	return int64(v.Major)<<16 + int64(v.Minor)<<8 + int64(min(v.Patch, 255))
}

// String is the version as people write it.
func (v Version) String() string {
	if v == Newest {
		return "newest"
	}
	s := fmt.Sprintf("%d.%d", v.Major, v.Minor)
	if v.Patch != 0 && v.Patch != anyPatch {
		s += "." + strconv.Itoa(v.Patch)
	}
	return s
}
