package cparse

import "strings"

// annotations are words that say something to the compiler or to sparse and nothing to us. The value tells whether a
// parenthesized argument belongs to the word.
var annotations = map[string]bool{
	"__iomem": false, "__user": false, "__kernel": false, "__percpu": false, "__rcu": false, "__force": false,
	"__bitwise": false, "__nocast": false, "__private": false, "__safe": false, "__chk_user_ptr": false,
	"__init": false, "__exit": false, "__initdata": false, "__initconst": false, "__exitdata": false,
	"__devinit": false, "__devexit": false, "__devinitdata": false, "__devinitconst": false, "__meminit": false,
	"__memexit": false, "__ref": false, "__refdata": false, "__refconst": false, "__net_init": false,
	"__net_exit": false, "__cpuinit": false, "__init_or_module": false, "__initdata_or_module": false,
	"__maybe_unused": false, "__always_unused": false, "__unused": false, "__used": false, "__must_check": false,
	"__must_hold": true, "__weak": false, "__pure": false, "__cold": false, "__hot": false, "__deprecated": false,
	"__malloc": false, "__visible": false, "__naked": false, "__packed": false, "__randomize_layout": false,
	"__no_randomize_layout": false, "__designated_init": false, "__noreturn": false, "__attribute_const__": false,
	"__ro_after_init": false, "__read_mostly": false, "__cacheline_aligned": false,
	"____cacheline_aligned": false, "____cacheline_aligned_in_smp": false, "__cacheline_aligned_in_smp": false,
	"____cacheline_internodealigned_in_smp": false, "__page_aligned_data": false, "__page_aligned_bss": false,
	"__aligned_largest": false, "__noclone": false, "__flatten": false, "__latent_entropy": false,
	"__no_sanitize_address": false, "__no_kcsan": false, "__sched": false, "__lockfunc": false, "__kprobes": false,
	"__irq_entry": false, "__softirq_entry": false, "__nocfi": false, "__bpf_kfunc": false, "__mode": true,
	"noinline": false, "noinline_for_stack": false, "notrace": false, "asmlinkage": false, "noinstr": false,
	"nokprobe_inline": false, "__noinline": false, "fastcall": false, "__extension__": false, "__cdecl": false,
	"__no_stack_protector": false, "__stdcall": false, "FASTCALL": false, "__force_inline": false,
	"__gnu_inline": false, "__noendbr": false, "__no_profile": false, "__always_inline": false,
	"__free": true, "__cleanup": true, "__printf": true, "__scanf": true, "__acquires": true, "__releases": true,
	"__acquire_shared": true, "__cond_acquires": true, "__counted_by": true, "__counted_by_le": true,
	"__counted_by_be": true, "__aligned": true, "__section": true, "__alias": true, "__assume_aligned": true,
	"__alloc_size": true, "__realloc_size": true, "__pass_object_size": true, "__nonnull": true, "__target": true,
	"__no_sanitize": true, "__copy": true, "__compiletime_error": true, "__compiletime_warning": true,
	"__error": true, "__warning": true, "__nonstring": false, "__guarded_by": true, "__diag_ignore": true,
	"__format_arg": true, "__element_count": true, "__sized_by": true, "__context__": true, "__deprecated_msg": true,
	"alignas": true,
}

// isTypeWord says whether a name is a type by the conventions of C and of the kernel. Used only where the grammar
// is ambiguous: (name)(x), (name)-x.
func isTypeWord(s string) bool {
	if strings.HasSuffix(s, "_t") {
		return true
	}
	t := strings.TrimLeft(s, "_")
	t = strings.TrimPrefix(strings.TrimPrefix(t, "le"), "be")
	if len(t) > 1 && (t[0] == 'u' || t[0] == 's') {
		switch t[1:] {
		case "8", "16", "32", "64", "128":
			return true
		}
	}
	switch t {
	case "16", "32", "64": // __le16
		return s != t
	}
	switch s {
	case "uint", "ulong", "ushort", "uchar", "unchar", "u_char", "u_int", "u_long", "u_short", "__wsum", "__sum16", "__poll_t", "UINT", "ULONG", "BOOL", "BYTE", "WORD", "DWORD":
		return true
	}
	return false
}

// looksAnnotation is the general rule for words that no table knows: __word and ALL_CAPS words, where a declaration
// has no room for another name.
func looksAnnotation(s string) bool {
	if strings.HasPrefix(s, "__") {
		return !isTypeWord(s)
	}
	return isAllCaps(s)
}

func isAllCaps(s string) bool {
	letters := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= 0x80:
			return false
		case c >= 'A' && c <= 'Z':
			letters = true
		}
	}
	return letters
}

// loopMacro says whether an invocation at the start of a statement takes the next statement as its body, by name.
func loopMacro(s string) bool {
	return strings.Contains(s, "for_each") || strings.Contains(s, "foreach") || strings.Contains(s, "FOR_EACH") ||
		strings.Contains(s, "FOREACH") || strings.Contains(s, "ForEach") || scopeMacro(s) ||
		strings.HasPrefix(s, "for_") || strings.HasPrefix(s, "FOR_") || strings.Contains(s, "_for_")
}

// scopeMacro says whether the body of such a macro runs exactly once.
func scopeMacro(s string) bool {
	return s == "scoped_guard" || strings.HasPrefix(s, "scoped_") && !strings.Contains(s, "cond")
}
