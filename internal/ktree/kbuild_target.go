package ktree

import (
	"fmt"
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/kversion"
)

// A Target is the kernel that drivers are judged for.
type Target struct {
	Version  kversion.Version
	Why      string // what names it, for people; empty when nothing does and it is the newest
	SyncStop bool   // its core calls .sync_stop and waits for card->sync_irq
}

// NewTarget is a kernel of a version, with what such a kernel has.
func NewTarget(v kversion.Version, why string) Target {
	return Target{Version: v, Why: why, SyncStop: v.Compare(kernelapi.SyncStopSince) >= 0}
}

// ParseTarget is the kernel of a version as people write it; the zero Target for "".
func ParseTarget(version, why string) (Target, error) {
	if version == "" {
		return Target{}, nil
	}
	v, err := kversion.Parse(version)
	if err != nil {
		return Target{}, err
	}
	return NewTarget(v, why), nil
}

// pcmHeader declares struct snd_pcm_ops.
const pcmHeader = "include/sound/pcm.h"

// Target is the kernel that a file's driver is judged for: the one that was asked for; else that of the tree; else the
// one that is known from elsewhere; else one that has what the driver uses; else the newest.
func (t *Tree) Target(file string) Target {
	target := t.target()
	if target.Why != "" || t.b.kernel {
		return target
	}
	if v, ok := t.settling.guesses.Load(file); ok {
		return v.(Target)
	}
	if old, ok := t.guess(file); ok {
		target = old
	}
	t.settling.guesses.Store(file, target)
	return target
}

// guess tells the newest kernel that a driver can be built for from names in it that are gone since. A driver that asks
// for the version, or that has what took their place, is built for others, too.
func (t *Tree) guess(file string) (Target, bool) {
	var target Target
	found := false
	var sources []string
	for _, m := range t.Modules(file) {
		sources = append(sources, m.Files...)
	}
	files := t.driverClosure(sources...)
	slices.Sort(files)
	speaks := func(name string) string { return t.speaker(files, name) }
	if slices.ContainsFunc(files, t.asksVersion) || speaks(kernelapi.SyncStop) != "" || speaks(kernelapi.SyncIRQ.Field) != "" {
		return Target{}, false
	}
	for _, gone := range kernelapi.GoneNames {
		in := speaks(gone.Name)
		if in == "" || gone.Instead != "" && speaks(gone.Instead) != "" || t.defines(files, gone.Name) {
			continue
		}
		if v := gone.Since.Before(); !found || v.Compare(target.Version) < 0 {
			target, found = NewTarget(v, fmt.Sprintf("%s uses %s, which is gone since %s", in, gone.Name, gone.Since)), true
		}
	}
	return target, found
}

// speaker is the first of some files that mentions a name.
func (t *Tree) speaker(files []string, name string) string {
	for _, f := range files {
		if t.Mentions(f, name) {
			return f
		}
	}
	return ""
}

// defines tells whether any of some files defines a name, as a macro or a function.
func (t *Tree) defines(files []string, name string) bool {
	h := cparse.HashName(name)
	return slices.ContainsFunc(files, func(f string) bool {
		s, err := t.Summary(f)
		return err == nil && (slices.Contains(s.Defines, h) || slices.Contains(s.Funcs, h))
	})
}

// TargetKey tells apart what decides about targets beside the texts of the drivers.
func (t *Tree) TargetKey() string { return fmt.Sprintf("%+v", t.target()) }

func (t *Tree) findTarget() Target {
	if o := t.b.opt.Target; o != (Target{}) {
		return o
	}
	if !t.b.kernel {
		if o := t.b.opt.Fallback; o != (Target{}) {
			return o
		}
		return NewTarget(kversion.Newest, "")
	}
	return t.ownTarget()
}

// ownTarget is the kernel that the tree is. Vendors take .sync_stop back into older ones, so the header counts, where
// there is one.
func (t *Tree) ownTarget() Target {
	v, err := kversion.Parse(t.KernelVersion())
	target := NewTarget(v, "the tree's Makefile says so")
	header := t.Exists(pcmHeader)
	has := header && t.Mentions(pcmHeader, kernelapi.SyncStop)
	switch {
	case err != nil && header && !has:
		return Target{Version: kernelapi.SyncStopSince.Before(), Why: pcmHeader + " has no sync_stop"}
	case err != nil:
		return NewTarget(kversion.Newest, "")
	case header:
		target.SyncStop = has
	}
	return target
}
