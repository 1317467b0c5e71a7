// Package sndopsmap has tables for several models in a map, one of them without SyncStop.
package sndopsmap

import (
	"example.com/gosound/snd"
	"sync"
)

type chip struct {
	ss *snd.Substream
	wg sync.WaitGroup
}

var theChip chip

func open(s *snd.Substream) error { theChip.ss = s; return nil }
func free(s *snd.Substream) error { return nil }
func ptr(s *snd.Substream) uint64 { return 0 }
func trig(s *snd.Substream, _ snd.TriggerCmd) error {
	theChip.wg.Add(1)
	go func() { defer theChip.wg.Done(); snd.PeriodElapsed(theChip.ss) }()
	return nil
}
func syn(s *snd.Substream) error { theChip.wg.Wait(); return nil }

var models = map[string]*snd.PCMOps{
	"a": {Open: open, HwFree: free, Pointer: ptr, Trigger: trig, SyncStop: syn},
	"b": {Open: open, HwFree: free, Pointer: ptr, Trigger: trig}, // want `PCM002: `
}

func Probe(card *snd.Card, model string) {
	p, _ := snd.NewPCM(card, "x", 1, 0)
	p.SetOps(snd.Playback, models[model])
}
