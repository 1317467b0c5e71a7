package rules

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

// Doc is the page of one rule. It is kept once, in doc/, and serves explain, SARIF help, editors and docs.
type Doc struct {
	ID    string // "PCM001"
	Name  string // "irq-without-sync-stop"
	Title string // what is wrong, in one sentence without a full stop
	Text  string // the whole page as Markdown, its heading included
}

//go:embed doc/*.md
var docFiles embed.FS

// Docs returns the pages of all rules, sorted by id.
func Docs() []Doc {
	names, err := fs.Glob(docFiles, "doc/*.md")
	if err != nil {
		panic(err) // only a bad pattern can be the reason
	}
	docs := make([]Doc, 0, len(names))
	for _, name := range names {
		text, err := docFiles.ReadFile(name)
		if err != nil {
			panic(err) // embedded files can be read
		}
		docs = append(docs, parseDoc(strings.TrimSuffix(path.Base(name), ".md"), string(text)))
	}
	return docs
}

// DocOf returns the page of the rule with this id or name, in any capitalisation.
func DocOf(id string) (Doc, bool) {
	for _, d := range Docs() {
		if strings.EqualFold(d.ID, id) || strings.EqualFold(d.Name, id) {
			return d, true
		}
	}
	return Doc{}, false
}

// parseDoc takes a page apart: "# ID: name", a blank line, the title on a line of its own, the rest.
func parseDoc(id, text string) Doc {
	heading, rest, _ := strings.Cut(text, "\n")
	name := strings.TrimSpace(strings.TrimPrefix(heading, "# "+id+":"))
	title, _, _ := strings.Cut(strings.TrimLeft(rest, "\n"), "\n")
	return Doc{ID: id, Name: name, Title: strings.TrimSuffix(title, "."), Text: text}
}
