package kversion_test

import (
	"testing"

	"github.com/pcmlint/pcmlint/internal/kversion"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"6.1": "6.1", "v6.12.41": "6.12.41", "2.6.11": "2.6.11", "2.6.32.71": "2.6.32", "6.12-rc3": "6.12",
		"6.1.0-28-amd64": "6.1", "5.10.0+": "5.10",
	} {
		if v, err := kversion.Parse(in); err != nil || v.String() != want {
			t.Errorf("Parse(%q) = %v, %v, want %s", in, v, err, want)
		}
	}
	for _, in := range []string{"", "6", "six.one", "6.", "6.1.", "1.2.3.4.5", "-6.1", "6.99999", "newest"} {
		if v, err := kversion.Parse(in); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", in, v)
		}
	}
}

func TestOrder(t *testing.T) {
	order := []kversion.Version{{}, {2, 6, 11}, {4, 19, 0}, {4, 19, 312}, {5, 4, 0}, {5, 5, 0}, {6, 1, 0}, kversion.Newest}
	for i, v := range order {
		for j, w := range order {
			if got := v.Compare(w); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("%v.Compare(%v) = %d", v, w, got)
			}
		}
	}
	if v := order[4]; v.AtLeast(5, 5) || !v.AtLeast(5, 4) {
		t.Errorf("%v: AtLeast", v)
	}
	if got, want := (kversion.Version{4, 19, 312}).Code(), int64(4<<16+19<<8+255); got != want {
		t.Errorf("Code() = %d, want %d", got, want)
	}
}

func TestBefore(t *testing.T) {
	for in, want := range map[string]string{"5.5": "5.4", "2.6.19": "2.6.18", "4.15": "4.14"} {
		v, err := kversion.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Before(); got.String() != want || got.Compare(v) >= 0 {
			t.Errorf("%s.Before() = %v, want %s", in, got, want)
		}
	}
}
