package gitdiff

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strings"
)

// maxBlob is the size from which on a file is no source.
const maxBlob = 16 << 20

// read gets the texts of blobs in one go.
func (r *repo) read(blobs []blob, c *Change) error {
	if len(blobs) == 0 {
		return nil
	}
	var ask bytes.Buffer
	for _, b := range blobs {
		ask.WriteString(b.id + "\n")
	}
	cmd := r.Command("cat-file", "--batch")
	cmd.Stdin = &ask
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	err = readBlobs(bufio.NewReaderSize(out, 1<<16), blobs, c)
	if err != nil {
		io.Copy(io.Discard, out)
	}
	if werr := cmd.Wait(); werr != nil && err == nil {
		err = fmt.Errorf("git: %s", strings.TrimSpace(stderr.String()))
	}
	return err
}

// readBlobs reads what git cat-file --batch answers.
func readBlobs(in *bufio.Reader, blobs []blob, c *Change) error {
	for _, b := range blobs {
		head, err := in.ReadString('\n')
		if err != nil {
			return fmt.Errorf("git stopped before %s: %w", b.file, err)
		}
		var id, kind string
		var size int64
		if n, err := fmt.Sscanf(head, "%s %s %d", &id, &kind, &size); n != 3 || err != nil || size < 0 {
			return fmt.Errorf("%s is not in this clone (%s): fetch the commit whole, without a filter", b.file, strings.TrimSpace(head))
		}
		if size > maxBlob {
			if _, err := io.CopyN(io.Discard, in, size+1); err != nil {
				return err
			}
			c.Old[b.file] = nil
			c.TooBig = append(c.TooBig, b.file)
			continue
		}
		text := make([]byte, size+1)
		if _, err := io.ReadFull(in, text); err != nil {
			return fmt.Errorf("git stopped within %s: %w", b.file, err)
		}
		c.Old[b.file] = text[:size:size]
	}
	return nil
}

// same tells whether a file on disk has the text of a blob. Git itself would convert the file first, by programs that
// attributes and a configuration name; one that differs by that only counts as changed, which costs time and nothing else.
func (r *repo) same(file, id string) bool {
	text, ok := r.onDisk(file)
	return ok && blobID(text, len(id)) == id
}

// blobID is git's name for a text, by the length that the repository's names have.
func blobID(text []byte, length int) string {
	var h hash.Hash = sha1.New()
	if length == 2*sha256.Size {
		h = sha256.New()
	}
	fmt.Fprintf(h, "blob %d\x00", len(text))
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}
