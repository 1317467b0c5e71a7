package ktree

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// A driver for several kernels compares LINUX_VERSION_CODE, or macros that its headers define by that. For the target
// these comparisons are decided before the text is parsed: what another kernel compiles is not there.

// settling remembers what the target leaves of the texts of one Tree.
type settling struct {
	ladders sync.Map // file -> bool, see asksAround
	units   sync.Map // .c file -> func() map[string][]byte, see settleUnit
	guesses sync.Map // file -> Target, see guess
	within  onceMap[string, [][]byte]
}

// Compiled is the text of a file as the target's compiler sees it: what is compiled for other versions of the kernel is
// blank. The caller must not change it.
func (t *Tree) Compiled(p string) ([]byte, error) {
	text, err := t.Source(p)
	if err != nil {
		return nil, err
	}
	if is := t.compiled(p); is != nil {
		return is, nil
	}
	return text, nil
}

// compiled is what the target leaves of a file, nil where nothing in it asks for the version: what it is behind all that
// stands before it in the .c files that include it, where these agree, else what it is by itself.
func (t *Tree) compiled(p string) []byte {
	if texts := t.settledWithin(p); len(texts) > 0 {
		agree := !slices.ContainsFunc(texts, func(x []byte) bool { return !bytes.Equal(x, texts[0]) })
		if agree {
			return texts[0]
		}
	}
	if !t.asksAround(p) {
		return nil
	}
	return t.settleUnit(p)[p]
}

// settledWithin gives what the .c files that include a file, and ask for the version, make of it. In a kernel there are too
// many drivers for the few that do.
func (t *Tree) settledWithin(p string) [][]byte {
	if t.b.kernel {
		return nil
	}
	return t.settling.within.get(func() map[string][][]byte {
		all := map[string][][]byte{}
		for _, c := range t.With(HasSound) {
			if !t.asksAround(c) {
				continue
			}
			for q, text := range t.settleUnit(c) {
				if q != c && text != nil {
					all[q] = append(all[q], text)
				}
			}
		}
		return all
	})[p]
}

// asksAround tells whether a file, or what it includes, asks for the kernel's version.
func (t *Tree) asksAround(p string) bool {
	if v, ok := t.settling.ladders.Load(p); ok {
		return v.(bool)
	}
	asks := slices.ContainsFunc(t.driverClosure(p), t.asksVersion)
	t.settling.ladders.Store(p, asks)
	return asks
}

func (t *Tree) asksVersion(p string) bool {
	s, err := t.Summary(p)
	return err == nil && slices.ContainsFunc(versionHashes(), s.Mentions)
}

var versionHashes = sync.OnceValue(func() []uint32 {
	var list []uint32
	for _, w := range kernelapi.VersionWords {
		list = append(list, cparse.HashName(w))
	}
	return list
})

// driverClosure lists some files and all that they include and that is no part of the kernel's own headers, each once.
func (t *Tree) driverClosure(files ...string) []string {
	const most = 500 // for each
	var list []string
	seen := map[string]bool{}
	add := func(p string) {
		if !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	for _, p := range files {
		add(p)
		for _, forced := range t.Forced(p) {
			add(forced)
		}
	}
	for i, end := 0, len(list)+most*len(files); i < len(list) && len(list) < end; i++ {
		s, err := t.Summary(list[i])
		if err != nil {
			continue
		}
		for _, inc := range s.Includes {
			if q, ok := t.ownHeader(list[i], inc); ok {
				add(q)
			}
		}
	}
	return list
}

// ownHeader finds what an #include means, unless that is one of the kernel's own headers: these say what the version is,
// and do not ask.
func (t *Tree) ownHeader(from string, inc cparse.Include) (string, bool) {
	if t.b.kernel && inc.System {
		return "", false
	}
	p, ok := t.Include(from, inc)
	return p, ok && !(t.b.kernel && (strings.HasPrefix(p, "include/") || strings.HasPrefix(p, "arch/")))
}

// settleUnit gives what the target leaves of a file and of those that it includes, each read once.
func (t *Tree) settleUnit(p string) map[string][]byte {
	v, ok := t.settling.units.Load(p)
	if !ok {
		v, _ = t.settling.units.LoadOrStore(p, sync.OnceValue(func() map[string][]byte {
			texts := map[string][]byte{}
			m := t.macros()
			for _, h := range t.Forced(p) {
				t.settleInto(texts, h, m)
			}
			t.settleInto(texts, p, m)
			return texts
		}))
	}
	return v.(func() map[string][]byte)()
}

func (t *Tree) macros() *cparse.Macros {
	return cparse.NewMacros(kernelapi.VersionMacros(t.target().Version)...)
}

// settleInto settles a file and what it includes, in the order in which the compiler reads them.
func (t *Tree) settleInto(texts map[string][]byte, p string, m *cparse.Macros) {
	if _, read := texts[p]; read {
		return
	}
	texts[p] = nil
	src, err := t.Source(p)
	if err != nil {
		return
	}
	texts[p] = m.Settle(src, func(inc cparse.Include) {
		if q, ok := t.ownHeader(p, inc); ok {
			t.settleInto(texts, q, m)
		}
	})
}
