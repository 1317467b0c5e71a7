package lsp_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/lsp"
)

// TestWhileTyping: removing the assignment in one file flags the table in another, which is not open, and bringing it
// back clears it.
func TestWhileTyping(t *testing.T) {
	tree := miniature(t, "minitree")
	heron, table := filepath.Join(tree, "sound/pci/heron/heron_main.c"), filepath.Join(tree, "sound/pci/heron/heron_pcm.c")
	c := start(t, lsp.Options{}, greeting(tree))
	text := c.open(heron)
	c.untilRules(heron)
	i := strings.Index(text, "card->sync_irq = ")
	line := text[strings.LastIndexByte(text[:i], '\n')+1 : i+strings.IndexByte(text[i:], '\n')+1]
	without := c.replace(heron, text, line, "")
	c.untilRules(table, "PCM001")
	c.replace(heron, without, without[i-len(line):i], without[i-len(line):i]+line)
	c.untilRules(table)
	c.bye()
}
