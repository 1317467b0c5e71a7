package lsp

import (
	"slices"
	"strings"
)

// users is what is known of drivers that nobody has open and that use what is open: an edit of a library shows in them.
// What was wrong with them before is not shown: nobody asked for that.
type users struct {
	typed  bool              // the text under check is not what was opened
	before map[string]string // the findings of a file when what it uses was opened, by fingerprint
	shown  map[string]bool   // files whose findings an edit has changed
}

func (u *users) forget() {
	clear(u.before)
	clear(u.shown)
}

// learnUsers shows what a check found in drivers that use those that it was about, where that is not what was found
// before somebody typed.
func (t *tree) learnUsers(found map[string]*result, isUser func(string) bool, texts func(string) *text) {
	wanted := t.wanted()
	files := slices.Concat(sortedKeys(found), sortedKeys(t.users.before)) // what was found before may be gone
	slices.Sort(files)
	for _, file := range slices.Compact(files) {
		if !wanted[file] && isUser(file) {
			t.learnUser(file, found[file], texts)
		}
	}
}

func (t *tree) learnUser(file string, res *result, texts func(string) *text) {
	if res == nil {
		res = &result{}
	}
	now := res.identity()
	before, known := t.users.before[file]
	switch {
	case !known && !t.users.typed:
		t.users.before[file] = now
	case known && before == now:
		if t.users.shown[file] {
			delete(t.users.shown, file)
			t.drop(file)
		}
	default:
		t.users.shown[file] = true
		t.publish(file, res, nil, texts)
	}
}

// identity names the findings of a file.
func (r *result) identity() string {
	var names []string
	for _, f := range r.findings {
		names = append(names, f.Fingerprint)
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}
