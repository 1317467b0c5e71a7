package kernelapi

import (
	"fmt"

	"github.com/pcmlint/pcmlint/internal/kversion"
)

// VersionMacros are the macros that tell a driver which kernel it is compiled for, as behind #define: those of
// <linux/version.h> (the kernel's Makefile) and those of the backports project (backport-include/linux/kconfig.h and
// version.h).
func VersionMacros(v kversion.Version) []string {
	return []string{
		fmt.Sprintf("LINUX_VERSION_CODE %d", v.Code()),
		fmt.Sprintf("LINUX_VERSION_MAJOR %d", v.Major),
		fmt.Sprintf("LINUX_VERSION_PATCHLEVEL %d", v.Minor),
		fmt.Sprintf("LINUX_VERSION_SUBLEVEL %d", v.Patch),
		"KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))",
		"LINUX_VERSION_IS_GEQ(a, b, c) (LINUX_VERSION_CODE >= KERNEL_VERSION(a, b, c))",
		"LINUX_VERSION_IS_LESS(a, b, c) (LINUX_VERSION_CODE < KERNEL_VERSION(a, b, c))",
		"LINUX_VERSION_IN_RANGE(a, b, c, d, e, f) (LINUX_VERSION_CODE >= KERNEL_VERSION(a, b, c) && LINUX_VERSION_CODE < KERNEL_VERSION(d, e, f))",
	}
}

// VersionWords are the words without which no text asks for the kernel's version.
var VersionWords = []string{
	"LINUX_VERSION_CODE", "LINUX_VERSION_MAJOR", "LINUX_VERSION_IS_GEQ", "LINUX_VERSION_IS_LESS", "LINUX_VERSION_IN_RANGE",
}
