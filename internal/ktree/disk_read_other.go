//go:build !linux

package ktree

import (
	"io"
	"os"
)

// readRegular reads a regular file of at most limit bytes into buf, which it grows as needed and returns cut to the
// file's length; a symbolic link is not followed.
func readRegular(path string, buf []byte, limit int64) ([]byte, error) {
	data, _, err := readStat(path, buf, limit)
	return data, err
}

// readStat is readRegular that also tells the identity of what it read, taken before the first byte was.
func readStat(path string, buf []byte, limit int64) ([]byte, stat, error) {
	s, err := statFile(path)
	if err != nil {
		return buf[:0], s, err
	}
	if s.size > limit {
		return buf[:0], s, errTooBig
	}
	f, err := os.Open(path)
	if err != nil {
		return buf[:0], s, err
	}
	defer f.Close()
	if int64(cap(buf)) <= s.size {
		buf = make([]byte, roomFor(s.size, buf != nil))
	}
	buf = buf[:cap(buf)]
	n := 0
	for {
		if n == len(buf) { // the file grew while it was read
			if int64(n) > limit {
				return buf[:0], s, errTooBig
			}
			buf = append(buf, make([]byte, len(buf))...)
		}
		got, err := f.Read(buf[n:])
		n += got
		if err == io.EOF {
			return buf[:n], s, nil
		}
		if err != nil {
			return buf[:0], s, err
		}
	}
}

// statFile is the identity of a regular file; symbolic links are not followed. It does without inode and change time,
// which not every system has; the modification time stands in.
func statFile(path string) (stat, error) {
	fi, err := os.Lstat(path)
	if err != nil {
		return stat{}, err
	}
	if fi.Mode()&os.ModeSymlink != 0 {
		return stat{}, errLink
	}
	if !fi.Mode().IsRegular() {
		return stat{}, errNotRegular
	}
	mtime := fi.ModTime().UnixNano()
	return stat{size: fi.Size(), mtime: mtime, ctime: mtime}, nil
}
