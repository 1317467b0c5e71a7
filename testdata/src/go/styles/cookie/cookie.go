// Package cookie has handlers that get their device as a cookie; the second chip waits, the first does not.
package cookie

import "example.com/gosound/snd"

type a struct{ s *snd.Substream }
type b struct{ s *snd.Substream }

func isr(irq int, dev any) snd.IRQReturn {
	snd.PeriodElapsed(dev.(*snd.Substream))
	return snd.IRQHandled
}

func trigger(*snd.Substream, snd.TriggerCmd) error { return nil }
func pointer(*snd.Substream) uint64                { return 0 }
func free(*snd.Substream) error                    { return nil }

var opsA = &snd.PCMOps{Trigger: trigger, Pointer: pointer, HwFree: free, Open: func(s *snd.Substream) error { // want `PCM001:`
	return snd.RequestIRQ(3, isr, "a", s)
}}
var opsB = &snd.PCMOps{Trigger: trigger, Pointer: pointer, HwFree: free, SyncStop: func(s *snd.Substream) error { snd.SynchronizeIRQ(4); return nil }}

func openB(s *snd.Substream) error {
	return snd.RequestIRQ(4, isr, "b", s)
}

func New(p *snd.PCM) {
	opsB.Open = openB
	p.SetOps(snd.Playback, opsA)
	p.SetOps(snd.Capture, opsB)
}
