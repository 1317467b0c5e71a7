//go:build linux

package ktree

import (
	"errors"
	"io/fs"
	"syscall"
)

// readRegular reads a regular file of at most limit bytes into buf, which it grows as needed and returns cut to the
// file's length; a symbolic link is not followed. It goes to the system directly: an os.File costs more than reading a small file does.
func readRegular(path string, buf []byte, limit int64) ([]byte, error) {
	data, _, err := readStat(path, buf, limit)
	return data, err
}

// readStat is readRegular that also tells the identity of what it read, taken before the first byte was.
func readStat(path string, buf []byte, limit int64) ([]byte, stat, error) {
	// O_NONBLOCK: a FIFO that took the place of a file since its folder was read must not block.
	fd, err := retry(func() (int, error) {
		return syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC|syscall.O_NONBLOCK|syscall.O_NOFOLLOW, 0)
	})
	if errors.Is(err, syscall.ELOOP) {
		return buf[:0], stat{}, errLink
	}
	if err != nil {
		return buf[:0], stat{}, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	defer syscall.Close(fd)
	var st syscall.Stat_t
	if err := syscall.Fstat(fd, &st); err != nil {
		return buf[:0], stat{}, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	if st.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return buf[:0], stat{}, errNotRegular
	}
	s := statOf(&st)
	if s.size > limit {
		return buf[:0], s, errTooBig
	}
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
		got, err := retry(func() (int, error) { return syscall.Read(fd, buf[n:]) })
		if err != nil {
			return buf[:0], s, &fs.PathError{Op: "read", Path: path, Err: err}
		}
		n += got
		if got == 0 || int64(n) == s.size {
			return buf[:n], s, nil
		}
	}
}

// statFile is the identity of a regular file; symbolic links are not followed.
func statFile(path string) (stat, error) {
	var st syscall.Stat_t
	if err := syscall.Lstat(path, &st); err != nil {
		return stat{}, &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	switch st.Mode & syscall.S_IFMT {
	case syscall.S_IFREG:
	case syscall.S_IFLNK:
		return stat{}, errLink
	default:
		return stat{}, errNotRegular
	}
	return statOf(&st), nil
}

func retry(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, syscall.EINTR) {
			return n, err
		}
	}
}
func statOf(st *syscall.Stat_t) stat {
	return stat{
		size:  st.Size,
		mtime: st.Mtim.Nano(),
		ctime: st.Ctim.Nano(),
		inode: st.Ino,
	}
}
