package ktree

import (
	"fmt"

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
// one that is known from elsewhere; else the newest.
func (t *Tree) Target(file string) Target { return t.target() }

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
	target := NewTarget(v, "the tree's Makefile says")
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
