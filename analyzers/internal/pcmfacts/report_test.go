package pcmfacts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestURL holds the addresses that diagnostics carry against the pages that there are.
func TestURL(t *testing.T) {
	for _, rule := range Rules {
		_, page, ok := strings.Cut(URL(rule), "/blob/main/")
		if _, err := os.Stat(filepath.Join("../../..", filepath.FromSlash(page))); err != nil || !ok {
			t.Errorf("%s leads nowhere: %v", URL(rule), err)
		}
	}
}
