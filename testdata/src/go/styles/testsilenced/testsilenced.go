// Package testsilenced has a driver that only its test registers; the comment that silences its finding is used there.
package testsilenced

import pcm "example.com/gosound/ifacepcm"

//pcmlint:ignore PCM002 -- the fake hardware of the tests plays one period at a time
type fake struct {
	pcm.Unimplemented
}

// Trigger plays.
func (f *fake) Trigger(s *pcm.Substream, _ bool) error { go pcm.PeriodElapsed(s); return nil }
