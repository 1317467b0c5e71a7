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

// A Gone name is one that kernels lack from a version on.
type Gone struct {
	Name    string
	Since   kversion.Version
	Instead string // what took its place; empty for nothing of one name
}

// GoneNames are names that drivers used before 5.5 and that went before it: who uses them is not built for a later kernel.
// Each with where it went: include/sound/typedefs.h, the handler's third argument (2.6.19, include/linux/interrupt.h), SA_*
// (2.6.24) and IRQF_DISABLED (4.1) there, timers without timer_setup() (4.15, include/linux/timer.h), include/sound/core.h.
var GoneNames = []Gone{
	{"snd_pcm_ops_t", kversion.Version{Major: 2, Minor: 6, Patch: 16}, ""},
	{"snd_pcm_substream_t", kversion.Version{Major: 2, Minor: 6, Patch: 16}, ""},
	{"pt_regs", kversion.Version{Major: 2, Minor: 6, Patch: 19}, ""},
	{"SA_SHIRQ", kversion.Version{Major: 2, Minor: 6, Patch: 24}, "IRQF_SHARED"},
	{"SA_INTERRUPT", kversion.Version{Major: 2, Minor: 6, Patch: 24}, "IRQF_DISABLED"},
	{"snd_card_create", kversion.Version{Major: 4, Minor: 1}, "snd_card_new"},
	{"IRQF_DISABLED", kversion.Version{Major: 4, Minor: 1}, ""},
	{"setup_timer", kversion.Version{Major: 4, Minor: 15}, "timer_setup"},
	{"init_timer", kversion.Version{Major: 4, Minor: 15}, "timer_setup"},
}
