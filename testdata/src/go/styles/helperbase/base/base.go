// Package base has what all drivers embed: ops that do nothing but a SyncStop that joins.
package base

import (
	"sync"

	pcm "example.com/gosound/optpcm"
)

type Joiner struct{ wg sync.WaitGroup }

func (j *Joiner) Go(f func())                { j.wg.Add(1); go func() { f(); j.wg.Done() }() }
func (j *Joiner) SyncStop(*pcm.Stream) error { j.wg.Wait(); return nil }

type Nop struct{}

func (Nop) Open(*pcm.Stream) error          { return nil }
func (Nop) Trigger(*pcm.Stream, bool) error { return nil }
func (Nop) Pointer(*pcm.Stream) int         { return 0 }
func (Nop) HwFree(*pcm.Stream) error        { return nil }
func (Nop) SyncStop(*pcm.Stream) error      { return nil }
