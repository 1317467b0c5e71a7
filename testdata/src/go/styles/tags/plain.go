//go:build !quirk

package tags

import pcm "example.com/gosound/structpcm"

func setup(*pcm.Ops) {}
