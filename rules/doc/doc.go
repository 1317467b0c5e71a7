// Package doc holds the pages of the rules. Each is kept once, as Markdown, and serves explain, SARIF help, editors
// and docs. The package knows no engine, so that everything can import it.
package doc

import (
	"embed"
	"strings"
	"sync"
)

// Doc is the page of one rule.
type Doc struct {
	ID    string // "PCM001"
	Name  string // "irq-without-sync-stop"
	Title string // what is wrong, in one sentence without a full stop
	Text  string // the whole page as Markdown, its heading included
}

//go:embed *.md
var pages embed.FS

// All returns the pages of all rules, sorted by id. The list is not to be changed.
var All = sync.OnceValue(readAll)

func readAll() []Doc {
	files, err := pages.ReadDir(".")
	if err != nil {
		panic(err) // the folder is part of the binary
	}
	docs := make([]Doc, 0, len(files))
	for _, f := range files {
		text, err := pages.ReadFile(f.Name())
		if err != nil {
			panic(err) // so is the file
		}
		docs = append(docs, parse(strings.TrimSuffix(f.Name(), ".md"), string(text)))
	}
	return docs
}

// Of returns the page of the rule with this id or name, in any capitalisation.
func Of(id string) (Doc, bool) {
	for _, d := range All() {
		if strings.EqualFold(d.ID, id) || strings.EqualFold(d.Name, id) {
			return d, true
		}
	}
	return Doc{}, false
}

// parse takes a page apart: "# ID: name", a blank line, the title on a line of its own, the rest.
func parse(id, text string) Doc {
	heading, rest, _ := strings.Cut(text, "\n")
	name := strings.TrimSpace(strings.TrimPrefix(heading, "# "+id+":"))
	title, _, _ := strings.Cut(strings.TrimLeft(rest, "\n"), "\n")
	return Doc{ID: id, Name: name, Title: strings.TrimSuffix(title, "."), Text: text}
}
