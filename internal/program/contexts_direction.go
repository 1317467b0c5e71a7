package program

import (
	"slices"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// attachedTo gives the directions, "0" for playback and "1" for capture, that a table is attached for by constants:
// snd_pcm_set_ops(pcm, CONST, &ops). Nil when that cannot be told.
func (w *contextLayer) attachedTo(t *Table) []string {
	if dirs, ok := w.attached[t]; ok {
		return dirs
	}
	w.attached[t] = nil
	if t.v == nil || t.In != "" || t.copied {
		return nil
	}
	var dirs []string
	for _, s := range w.mentionsOf(t) {
		if s.up != nil && s.up.e.Kind == cparse.Addr {
			s = s.up
		}
		if s.up == nil || s.up.e.Kind != cparse.Call {
			return nil
		}
		r, ok := kernelapi.SetOps[spelledCallee(s.up)]
		if !ok || int(s.arg) != r.Ops+1 {
			return nil
		}
		dir := constant(s.up.kid(r.Direction + 1).e)
		if dir == "" {
			return nil
		}
		if !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	w.attached[t] = dirs
	return dirs
}

// canBe tells whether a substream of a direction can have been opened through a table; any direction is empty.
func (w *contextLayer) canBe(t *Table, dir string) bool {
	dirs := w.attachedTo(t)
	return dir == "" || dirs == nil || slices.Contains(dirs, dir)
}

// indexedStream tells whether an expression is pcm->streams[CONST].substream, and of which direction.
func (w *contextLayer) indexedStream(s *site, calls map[*fn]*site) (string, bool) {
	if s.e.Name != kernelapi.StreamsSubstream {
		return "", false
	}
	p := w.partOf(s.kid(0), calls, 0)
	return p.index, p.sd != nil && p.sd.tag == kernelapi.Streams.Struct && p.name == kernelapi.Streams.Field
}

// testedDirection gives the direction that the stream of a substream must have where a place is reached, by the tests
// around it: if (substream->stream == SNDRV_PCM_STREAM_PLAYBACK). Empty when nothing tests it.
func (w *contextLayer) testedDirection(at, substream *site) string {
	if at.fn() == nil || substream.e.Kind != cparse.Ident {
		return ""
	}
	for _, g := range w.guardsOf(at) {
		if dir := directionTest(g.cond, substream.e.Name); dir != "" {
			if g.holds {
				return dir
			}
			return map[string]string{"0": "1", "1": "0"}[dir]
		}
	}
	return ""
}

// directionTest gives the direction for which a condition about the stream of a variable holds.
func directionTest(c *site, name string) string {
	switch {
	case isDirectionOf(c, name):
		return "1"
	case c.e.Kind != cparse.Opaque:
	case c.e.Name == "!" && len(c.kids) == 1 && isDirectionOf(c.kid(0), name):
		return "0"
	case len(c.kids) == 2 && (c.e.Name == "==" || c.e.Name == "!="):
		member, value := c.kid(0), c.kid(1)
		if !isDirectionOf(member, name) {
			member, value = value, member
		}
		dir := constant(value.e)
		if !isDirectionOf(member, name) || dir != "0" && dir != "1" {
			return ""
		}
		if c.e.Name == "!=" {
			return map[string]string{"0": "1", "1": "0"}[dir]
		}
		return dir
	}
	return ""
}

// isDirectionOf tells whether an expression is the direction of a substream: substream->stream.
func isDirectionOf(s *site, name string) bool {
	return s.e.Kind == cparse.Member && s.e.Name == kernelapi.StreamDirection && s.kid(0).e.Kind == cparse.Ident && s.kid(0).e.Name == name
}
