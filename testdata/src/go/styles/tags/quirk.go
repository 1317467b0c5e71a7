//go:build quirk

package tags

import pcm "example.com/gosound/structpcm"

func setup(o *pcm.Ops) { o.SyncStop = func(*pcm.Substream) error { select {} } }
