package lsp

import (
	"os"
	"path/filepath"
	"sync"

	"github.com/pcmlint/pcmlint/rules/doc"
)

// homepage is where the pages are when they cannot be written to disk.
const homepage = "https://github.com/pcmlint/pcmlint/blob/main/rules/doc/"

// pages puts the pages of the rules where an editor can open them.
type pages struct {
	dir  string // below which; empty: the user's folder for temporary files
	once sync.Once
	made string // folder with the pages, "" when it could not be made
}

// of is where the page of a rule is.
func (p *pages) of(rule string) documentURI {
	p.once.Do(p.write)
	if p.made == "" {
		return documentURI(homepage + rule + ".md")
	}
	return uriOf(filepath.Join(p.made, rule+".md"))
}

func (p *pages) write() {
	dir, err := os.MkdirTemp(p.dir, "pcmlint-pages-")
	if err != nil {
		return
	}
	for _, d := range doc.All() {
		if os.WriteFile(filepath.Join(dir, d.ID+".md"), []byte(d.Text), 0o444) != nil {
			os.RemoveAll(dir)
			return
		}
	}
	p.made = dir
}

// remove takes the pages away again.
func (p *pages) remove() {
	p.once.Do(func() {})
	if p.made != "" {
		os.RemoveAll(p.made)
	}
}
