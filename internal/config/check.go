package config

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/suppress"
	"github.com/pcmlint/pcmlint/rules/doc"
)

// checker gathers what is wrong with the values of a file.
type checker struct {
	name string
	c    *Config
	errs []error
}

func (k *checker) wrong(path, format string, args ...any) {
	at := k.c.at.of(path)
	k.errs = append(k.errs, fmt.Errorf("%s:%d:%d: %s", k.name, at.line, at.column, fmt.Sprintf(format, args...)))
}

// check looks at the values.
func (c *Config) check(name string) error {
	k := &checker{name: name, c: c}
	for i, p := range c.Exclude {
		k.pattern(fmt.Sprintf("exclude[%d]", i), p)
	}
	for _, id := range slices.Sorted(maps.Keys(c.Rules)) {
		k.rule(id, c.Rules[id])
	}
	if _, err := ktree.ParseTarget(c.Kernel, ""); err != nil {
		k.wrong("kernel", "kernel = %v", err)
	}
	for i, r := range c.Registers {
		k.register(fmt.Sprintf("registers[%d]", i), r)
	}
	for i, w := range c.Waits {
		k.wait(fmt.Sprintf("waits[%d]", i), w)
	}
	for i, x := range c.Inits {
		k.init(fmt.Sprintf("initialises[%d]", i), x)
	}
	for i, o := range c.Ops {
		k.ops(fmt.Sprintf("ops[%d]", i), o)
	}
	return errors.Join(k.errs...)
}

func (k *checker) pattern(at, p string) {
	switch {
	case strings.Trim(p, "./") == "":
		k.wrong(at, "exclude = %q leaves out everything, or nothing: name a folder, a file or a pattern like drivers/staging/**", p)
	case strings.HasPrefix(p, "/") || strings.HasPrefix(p, "../") || strings.HasPrefix(p, "./"):
		k.wrong(at, "exclude = %q: paths are relative to the folder of this file, without ./ or ../", p)
	case !doublestar.ValidatePattern(p):
		k.wrong(at, "exclude = %q is no pattern: a bracket or brace is not closed", p)
	}
}

func (k *checker) rule(id string, r Rule) {
	at := "rules." + id
	known, ok := doc.Of(id)
	switch {
	case !ok || known.ID != id:
		var ids []string
		for _, d := range doc.All() {
			ids = append(ids, d.ID)
		}
		k.wrong(at, "there is no rule %q%s", id, meant(id, ids))
	case suppress.ReasonFault(strings.TrimSpace(r.Off)) != "":
		k.wrong(at, `rule %s: give the reason why it is off, as in off = "this kernel has no sync_stop"`, id)
	}
}

func (k *checker) register(at string, r Register) {
	k.function(at, r.Function)
	k.argument(at+".argument", "argument", r.Argument, true)
	k.argument(at+".object", "object", r.Object, false)
	k.argument(at+".data", "data", r.Data, false)
	k.argument(at+".parameter", "parameter", r.Parameter, false)
	if (r.Data == 0) != (r.Parameter == 0) {
		k.wrong(at+".data", "data is the argument that the handler gets, parameter its parameter that receives it: give both or none")
	}
	k.kind(at+".kind", r.Kind)
}

func (k *checker) wait(at string, w Wait) {
	k.function(at, w.Function)
	k.argument(at+".argument", "argument", w.Argument, true)
	for i, kind := range w.Kinds {
		k.kind(fmt.Sprintf("%s.kinds[%d]", at, i), kind)
	}
}

func (k *checker) init(at string, x Init) {
	k.function(at, x.Function)
	k.argument(at+".argument", "argument", x.Argument, true)
}

func (k *checker) ops(at string, o Ops) {
	k.identifier(at+".struct", "struct", strings.TrimPrefix(o.Struct, "struct "))
	k.argument(at+".substream", "substream", o.Substream, true)
	for i, name := range o.Callbacks {
		k.identifier(fmt.Sprintf("%s.callbacks[%d]", at, i), "callbacks", name)
	}
	if len(o.Callbacks) > 0 && !slices.Contains(o.Callbacks, "sync_stop") {
		k.wrong(at+".callbacks", "callbacks lacks sync_stop: without it no table of struct %s could ever be repaired", o.Struct)
	}
}

func (k *checker) function(at, name string) { k.identifier(at+".function", "function", name) }

func (k *checker) identifier(at, key, name string) {
	switch {
	case name == "":
		k.wrong(at, "%s is missing: give a name of C", key)
	case !isIdentifier(name):
		k.wrong(at, "%s = %q is no name of C", key, name)
	}
}

func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// maxArgs is more arguments than C compilers have to take.
const maxArgs = 127

func (k *checker) argument(at, key string, n int, must bool) {
	switch {
	case n == 0 && must && k.c.at[at] == (position{}):
		k.wrong(at, "%s is missing: arguments count from 1", key)
	case n < 0 || n > maxArgs || n == 0 && k.c.at[at] != (position{}):
		k.wrong(at, "%s = %d: arguments count from 1", key, n)
	}
}

func (k *checker) kind(at, kind string) {
	if _, ok := kinds[kind]; !ok {
		all := slices.Sorted(maps.Keys(kinds))
		if kind == "" {
			k.wrong(at, "kind is missing: choose one of %s", strings.Join(all, ", "))
			return
		}
		k.wrong(at, "kind = %q: choose one of %s", kind, strings.Join(all, ", "))
	}
}

// suggest names the key that an unknown one may stand for.
func suggest(key []string) string {
	t := reflect.TypeFor[Config]()
	for _, part := range key[:max(len(key)-1, 0)] {
		t = member(t, part)
		if t == nil {
			return ""
		}
	}
	if t.Kind() != reflect.Struct || len(key) == 0 {
		return ""
	}
	var known []string
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("toml"); tag != "" {
			known = append(known, tag)
		}
	}
	return meant(key[len(key)-1], known)
}

// member is the type of a table's member, elements of arrays and maps standing for these.
func member(t reflect.Type, name string) reflect.Type {
	if t.Kind() == reflect.Map {
		return t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("toml") == name {
			t = f.Type
			if t.Kind() == reflect.Slice {
				t = t.Elem()
			}
			return t
		}
	}
	return nil
}

// meant guesses which of the known words a wrong one stands for, or lists them.
func meant(word string, known []string) string {
	best, far := "", len(word)/2+1
	for _, k := range known {
		d := distance(strings.ToLower(word), strings.ToLower(k))
		if len(word) > 2 && strings.HasPrefix(k, word) {
			d = 1
		}
		if d < far {
			best, far = k, d
		}
	}
	if best != "" {
		return fmt.Sprintf("; is %q meant?", best)
	}
	return "; there are " + strings.Join(known, ", ")
}

// distance counts the letters to change, add or drop between two words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
