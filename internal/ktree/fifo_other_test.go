//go:build !unix

package ktree_test

import "errors"

func mkfifo(string) error { return errors.ErrUnsupported }
