package ktree

import (
	"path"
	"slices"
	"strings"
)

const (
	maxProduct = 256  // so many words at most come from one word with several references in it
	maxWord    = 4096 // a longer one is no file name; it would only grow
)

// slot is all words that any assignment gives a name.
func (k *kbuild) slot(slot string) []string {
	if k.active[slot] || k.depth >= kbuildDepth {
		return nil
	}
	k.active[slot] = true
	k.depth++
	defer func() { k.depth--; delete(k.active, slot) }()
	var list []string
	for _, a := range k.vars[slot] {
		list = append(list, k.words(a.value)...)
	}
	return list
}

// words splits a value into words and replaces the references in them.
func (k *kbuild) words(value string) []string {
	var list []string
	for w := range fields(value) {
		if k.budget <= 0 {
			return list
		}
		got := k.word(w, false)
		k.budget -= 1 + len(got)
		list = append(list, got...)
	}
	return list
}

// fields yields the blank-separated words of s; blanks inside a reference do not separate.
func fields(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i := 0; i < len(s); i++ {
			switch s[i] {
			case ' ', '\t', '\n':
				if start >= 0 && !yield(s[start:i]) {
					return
				}
				start = -1
			case '$':
				if start < 0 {
					start = i
				}
				i = skipRef(s, i) - 1
			default:
				if start < 0 {
					start = i
				}
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// word replaces the references in one word. A word that is one reference may become any number of words; one with
// text around references becomes each combination. In a name, what cannot be known stays as the mark unknown.
func (k *kbuild) word(w string, inName bool) []string {
	if !strings.Contains(w, "$") {
		return []string{w}
	}
	if skipRef(w, 0) == len(w) && w[0] == '$' {
		return k.reference(w, inName)
	}
	out := []string{""}
	for i := 0; i < len(w); {
		end := i
		var alt []string
		if w[i] == '$' {
			end = skipRef(w, i)
			alt = k.reference(w[i:end], inName)
			if len(alt) == 0 {
				alt = []string{""}
			}
		} else {
			for end < len(w) && w[end] != '$' {
				end++
			}
			alt = []string{w[i:end]}
		}
		if len(out)*len(alt) > maxProduct {
			alt = alt[:1]
		}
		next := make([]string, 0, len(out)*len(alt))
		for _, head := range out {
			for _, tail := range alt {
				if len(head)+len(tail) <= maxWord {
					next = append(next, head+tail)
				}
			}
		}
		out = next
		i = end
	}
	return out
}

// names replaces the references in the name of an assignment.
func (k *kbuild) names(name string) []string {
	var list []string
	for w := range fields(name) {
		list = append(list, k.word(w, true)...)
	}
	return list
}

// reference is the words that $(...), ${...} or $x stands for.
func (k *kbuild) reference(ref string, inName bool) []string {
	if k.depth >= kbuildDepth || k.budget <= 0 {
		return nil
	}
	k.depth++
	defer func() { k.depth-- }()
	body := strings.TrimPrefix(ref, "$")
	if body == "$" {
		return []string{"$"}
	}
	if len(body) >= 2 && (body[0] == '(' || body[0] == '{') {
		body = body[1:]
		if last := body[len(body)-1]; last == ')' || last == '}' {
			body = body[:len(body)-1]
		}
	}
	mystery := []string(nil)
	if inName {
		mystery = []string{string(unknown)}
	}
	if name, rest, ok := cutCall(body); ok {
		if inName && !known(name) {
			return mystery
		}
		if got := k.call(name, splitArgs(rest)); len(got) > 0 || !inName {
			return got
		}
		return mystery
	}
	if name, from, to, ok := cutSubstitution(body); ok {
		from, to = strings.Join(k.words(from), " "), strings.Join(k.words(to), " ")
		if !strings.Contains(from, "%") {
			from, to = "%"+from, "%"+to
		}
		got := k.reference("$("+name+")", inName)
		if inName && slices.Contains(got, string(unknown)) {
			return mystery
		}
		return patsubst(from, to, got)
	}
	var list []string
	for _, name := range k.names(body) {
		if strings.HasPrefix(name, "CONFIG_") {
			list = append(list, mystery...)
			continue
		}
		if at, ok := k.place(name); ok {
			list = append(list, string(fromRoot)+at)
			continue
		}
		slot, _ := slotOf(name)
		if _, has := k.vars[slot]; !has {
			list = append(list, mystery...)
			continue
		}
		list = append(list, k.slot(slot)...)
	}
	return list
}

// place tells which folder a variable that Kbuild sets stands for.
func (k *kbuild) place(name string) (string, bool) {
	switch name {
	case "src", "obj", "CURDIR":
		return k.dir, true
	case "srctree", "objtree", "srcroot", "abs_srctree", "abs_objtree", "TOPDIR":
		return ".", true
	case "KBUILD_EXTMOD", "M":
		return k.around.above(k.dir), true
	case "PWD":
		if _, own := k.vars[name]; !own {
			return k.dir, true
		}
	}
	return "", false
}

func cutCall(body string) (name, rest string, ok bool) {
	at := strings.IndexAny(body, " \t")
	if at <= 0 || strings.ContainsAny(body[:at], "$:=%/.") {
		return "", "", false
	}
	return body[:at], strings.TrimLeft(body[at:], " \t"), true
}

// known tells whether a function makes a name that can be read from its arguments.
func known(name string) bool {
	switch name {
	case "strip", "basename", "notdir", "addprefix", "addsuffix", "firstword", "lastword", "word":
		return true
	}
	return false
}

// cutSubstitution splits NAME:from=to.
func cutSubstitution(body string) (name, from, to string, ok bool) {
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case '$':
			i = skipRef(body, i) - 1
		case ':':
			from, to, ok = strings.Cut(body[i+1:], "=")
			return body[:i], strings.TrimSpace(from), strings.TrimSpace(to), ok && i > 0
		}
	}
	return "", "", "", false
}

// splitArgs splits the arguments of a function at the commas outside references.
func splitArgs(s string) []string {
	var args []string
	start, depth := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '$':
			i = skipRef(s, i) - 1
		case '(', '{':
			depth++
		case ')', '}':
			depth--
		case ',':
			if depth <= 0 {
				args = append(args, s[start:i])
				start = i + 1
			}
		}
	}
	return append(args, s[start:])
}

// call is what a function gives, as far as words to link or to search in can come from it. Of a condition, all arms.
func (k *kbuild) call(name string, args []string) []string {
	arg := func(i int) []string {
		if i < len(args) {
			return k.words(args[i])
		}
		return nil
	}
	text := func(i int) string { s := strings.Join(arg(i), " "); return s[:min(len(s), maxWord)] }
	each := func(list []string, f func(string) string) []string {
		out := make([]string, len(list))
		for i, w := range list {
			out[i] = f(w)
		}
		return out
	}
	switch name {
	case "addprefix":
		return product(arg(0), arg(1), func(p, w string) string { return p + w })
	case "addsuffix":
		return product(arg(0), arg(1), func(s, w string) string { return w + s })
	case "subst":
		from, to := text(0), text(1)
		return each(arg(2), func(w string) string {
			if from == "" || len(w)+strings.Count(w, from)*len(to) > maxWord {
				return w
			}
			return strings.ReplaceAll(w, from, to)
		})
	case "patsubst":
		return patsubst(text(0), text(1), arg(2))
	case "strip", "sort":
		return arg(0)
	case "filter", "filter-out", "word":
		return arg(1)
	case "wordlist":
		return arg(2)
	case "firstword", "lastword", "abspath", "realpath":
		return arg(0)
	case "notdir":
		return each(arg(0), path.Base)
	case "dir":
		return each(arg(0), func(w string) string { return path.Dir(w) + "/" })
	case "basename":
		return each(arg(0), func(w string) string { return strings.TrimSuffix(w, path.Ext(w)) })
	case "if":
		return append(arg(1), arg(2)...)
	case "or", "and":
		var list []string
		for i := range args {
			list = append(list, arg(i)...)
		}
		return list
	case "foreach":
		return k.foreach(args)
	case "wildcard":
		return k.wildcard(arg(0))
	case "shell":
		return k.shell(k.words(strings.Join(args, ",")))
	}
	return nil // call, eval, ...
}

// shell is what two commands print that many a Makefile lists its sources by: ls PATTERN..., find FOLDER... -name PATTERN.
// Nothing is run: any other command is one whose output is not known.
func (k *kbuild) shell(command []string) []string {
	if len(command) == 0 {
		return nil
	}
	var places, names []string
	for i := 1; i < len(command); i++ {
		switch w := strings.Trim(command[i], `'"`); {
		case command[0] == "ls" && (w == "-1" || w == "-d"):
		case command[0] == "find" && (w == "-name" || w == "-type" || w == "-maxdepth") && i+1 < len(command):
			i++
			if w == "-name" {
				names = append(names, strings.Trim(command[i], `'"`))
			}
		case w == "" || w[0] == '-' || strings.ContainsAny(w, "|;&<>`$"):
			return nil
		default:
			places = append(places, w)
		}
	}
	switch {
	case command[0] == "ls":
		return k.wildcard(places)
	case command[0] != "find" || len(names) != 1:
		return nil
	}
	var patterns []string
	for _, dir := range places {
		for range findDepth {
			dir = strings.TrimSuffix(dir, "/")
			patterns = append(patterns, dir+"/"+names[0])
			dir += "/*"
		}
	}
	return k.wildcard(patterns)
}

// findDepth is how many folders deep a find is followed.
const findDepth = 3

// wildcard gives the files of patterns, spelled as the patterns are: make substitutes in the names afterwards.
func (k *kbuild) wildcard(patterns []string) []string {
	var out []string
	for _, w := range patterns {
		at, ok := k.rooted(w)
		if !ok {
			if at = path.Join(k.dir, w); strings.HasPrefix(w, "/") || !local(at) {
				continue
			}
		}
		as, from := plainFolders(w), len(plainFolders(at))
		for _, p := range k.around.match(at) {
			out = append(out, as+p[min(from, len(p)):])
		}
	}
	return out
}

// plainFolders gives the folders that a pattern begins with, up to the first wildcard, with the last slash.
func plainFolders(pattern string) string {
	if i := strings.IndexAny(pattern, `*?[\`); i >= 0 {
		pattern = pattern[:i]
	}
	return pattern[:strings.LastIndexByte(pattern, '/')+1]
}

// foreach sets the variable to one word after the other and gives what the body becomes.
func (k *kbuild) foreach(args []string) []string {
	if len(args) < 3 {
		return nil
	}
	name := strings.TrimSpace(args[0])
	slot, _ := slotOf(name)
	body := strings.Join(args[2:], ",")
	list := k.words(args[1])
	before, had := k.vars[slot]
	var out []string
	for _, w := range list {
		if k.budget <= 0 {
			break
		}
		k.vars[slot] = []assign{{value: w}}
		out = append(out, k.words(body)...)
	}
	if had {
		k.vars[slot] = before
	} else {
		delete(k.vars, slot)
	}
	return out
}

func product(a, b []string, f func(a, b string) string) []string {
	var out []string
	for _, x := range a {
		for _, y := range b {
			if len(out) >= kbuildBudget {
				return out
			}
			if len(x)+len(y) <= maxWord {
				out = append(out, f(x, y))
			}
		}
	}
	return out
}

// patsubst replaces words of the form from, with % for any text.
func patsubst(from, to string, words []string) []string {
	if len(to) > maxWord {
		return nil
	}
	pre, post, ok := strings.Cut(from, "%")
	out := make([]string, 0, len(words))
	for _, w := range words {
		if !ok && w == from {
			w = to
		} else if ok && len(w) >= len(pre)+len(post) && len(w)+len(to) <= maxWord && strings.HasPrefix(w, pre) && strings.HasSuffix(w, post) {
			w = strings.Replace(to, "%", w[len(pre):len(w)-len(post)], 1)
		}
		out = append(out, w)
	}
	return out
}
