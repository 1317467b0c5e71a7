package rules

import "github.com/pcmlint/pcmlint/rules/doc"

// Doc is the page of one rule.
type Doc = doc.Doc

// Docs returns the pages of all rules, sorted by id.
func Docs() []Doc { return doc.All() }

// DocOf returns the page of the rule with this id or name, in any capitalisation.
func DocOf(id string) (Doc, bool) { return doc.Of(id) }
