// Package walked starts functions of the standard library as goroutines, which call the function that they are given.
package walked

import (
	"io/fs"
	"path/filepath"

	pcm "example.com/gosound/namepcm"
)

type drv struct{} // want `PCM002: drv has no SyncStop: \(\*drv\).Trigger.func1, a goroutine`

func (*drv) Pointer(*pcm.Stream) int  { return 0 }
func (*drv) HwFree(*pcm.Stream) error { return nil }

func (*drv) Trigger(s *pcm.Stream, start bool) error {
	if start {
		go filepath.WalkDir(".", func(string, fs.DirEntry, error) error {
			s.PeriodElapsed()
			return nil
		})
	}
	return nil
}

// New makes it.
func New() { pcm.NewCard().Add(&drv{}) }
