//go:build unix

package ktree_test

import "syscall"

func mkfifo(name string) error { return syscall.Mkfifo(name, 0o666) }
