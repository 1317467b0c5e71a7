//go:build unix

package ktree

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// distrusted tells why something of the cache is not believed, "" when it is: who can write there decides what pcmlint says
// about a driver.
func distrusted(fi fs.FileInfo) string {
	st, ok := fi.Sys().(*syscall.Stat_t)
	switch {
	case !ok:
		return ""
	case int(st.Uid) != os.Geteuid():
		return fmt.Sprintf("belongs to user %d, and this is user %d", st.Uid, os.Geteuid())
	case fi.Mode().Perm()&0o022 != 0:
		return "may be written by others (chmod -R go-w mends that, if nobody did)"
	}
	return ""
}
