package fix

import (
	"bytes"
	"go/format"
	"path/filepath"
)

// gofmt lays a repaired Go file out as gofmt does, when it was laid out so before.
func gofmt(name string, before, after []byte) []byte {
	if filepath.Ext(name) != ".go" {
		return after
	}
	if was, err := format.Source(before); err != nil || !bytes.Equal(was, before) {
		return after
	}
	if out, err := format.Source(after); err == nil {
		return out
	}
	return after
}
