package lsp_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/lsp"
)

// TestFraming: what is no message ends the connection, and the server says what is wrong with it, to the client too.
func TestFraming(t *testing.T) {
	for sent, says := range map[string]string{
		"garbage\r\n\r\n{}":                             `the line "garbage" of a header has no colon`,
		"Content-Type: x\r\n\r\n{}":                     "a header has no Content-Length",
		"Content-Length: ten\r\n\r\n{}":                 `Content-Length is "ten"`,
		"Content-Length: -1\r\n\r\n":                    `Content-Length is "-1"`,
		"Content-Length: 99999999999\r\n\r\n":           `Content-Length is "99999999999"`,
		"Content-Length: 12\r\n\r\n{}":                  "the connection ends in a message, after 2 of 12 bytes",
		"Content-Length: 2\r\n":                         "the connection ends in a header",
		"Content-Le":                                    "the connection ends in a header",
		"X: " + strings.Repeat("x", 1<<17) + "\r\n\r\n": "a header has no end",
		strings.Repeat("X: y\r\n", 1000):                "a header has no end",
		strings.Repeat("x", 100) + "\r\n\r\n":           `the line "` + strings.Repeat("x", 60) + `"... of a header`,
		"content-length:2\n\n{}":                        "", // a message that makes no sense is answered, and the next one read
		"":                                              "",
	} {
		var out bytes.Buffer
		in, write := io.Pipe()
		go func() {
			_, _ = io.WriteString(write, sent)
			write.Close()
		}()
		err := lsp.Serve(t.Context(), in, &out, lsp.Options{})
		if !errors.Is(err, lsp.ErrNoShutdown) {
			t.Errorf("%.40q: %v", sent, err)
			continue
		}
		if told := strings.Contains(err.Error(), "no message"); told != (says != "") || !strings.Contains(err.Error(), says) {
			t.Errorf("%.40q: %v, want %q", sent, err, says)
		}
		var told struct{ Error struct{ Message string } }
		if _, reply, _ := strings.Cut(out.String(), "\r\n\r\n"); says != "" && (json.Unmarshal([]byte(reply), &told) != nil || !strings.Contains(told.Error.Message, says)) {
			t.Errorf("%.40q was answered with %s", sent, out.String())
		}
	}
}
