package ktree

import (
	"bytes"
	"strings"
)

// Flags say what a .c file contains, from a search of its bytes. Comments and strings count.
type Flags uint16

const (
	HasElapsed   Flags = 1 << iota // snd_pcm_period_elapsed
	HasOps                         // snd_pcm_ops
	HasComponent                   // snd_soc_component_driver
	HasSyncIRQ                     // sync_irq
	HasDmaengine                   // snd_dmaengine_pcm_trigger
	HasSound                       // speaks of ALSA: <sound/, struct snd_x or a call of snd_x()
	HasExport                      // EXPORT_SYMBOL
)

const (
	includesC Flags = 1 << (iota + 10) // has an #include of a .c file
	foreign                            // a Kbuild file that may name objects of another folder
	hashed                             // the content hash is known
	bare                               // a .c file without a brace that includes files of its driver: it holds no function, these may
	besides                            // no file of the walk
)

// publicFlags masks the flags that callers see.
const publicFlags = HasElapsed | HasOps | HasComponent | HasSyncIRQ | HasDmaengine | HasSound | HasExport

// The words that are looked for in a file that speaks of ALSA.
var soundWords = []struct {
	flag Flags
	word []byte
}{
	{HasElapsed, []byte("snd_pcm_period_elapsed")},
	{HasOps, []byte("snd_pcm_ops")},
	{HasComponent, []byte("snd_soc_component_driver")},
	{HasSyncIRQ, []byte("sync_irq")},
	{HasDmaengine, []byte("snd_dmaengine_pcm_trigger")},
}

var (
	wordSoundDir   = []byte("<sound/")
	wordStruct     = []byte("struct")
	arrow          = []byte("->")
	wordExport     = []byte("XPORT_SYMBOL") // without the E: X is rarer, so the search is several times as fast
	wordInclude    = []byte("include")
	wordDotO       = []byte(".o")
	wordsForeignMk = [][]byte{[]byte("addprefix"), []byte("foreach"), []byte("patsubst"), []byte("include"), []byte("wildcard"), []byte(".c=")}
)

// Included .c files are looked for in all of a file that speaks of ALSA and in the head of any other: a stub that only
// includes another driver's source is short.
const includeHead = 16 << 10

// found is what one search of a file's bytes tells.
type found struct {
	flags    Flags
	exports  []string // symbols of EXPORT_SYMBOL*
	includes []string // .c files of #include lines, as written
}

// searchC looks at the text of a .c file.
func searchC(src []byte) found {
	var f found
	head := src
	if indexSnd(src) >= 0 {
		for _, w := range soundWords {
			if bytes.Contains(src, w.word) {
				f.flags |= w.flag
			}
		}
		if f.flags != 0 || speaksOfALSA(src) {
			f.flags |= HasSound
		}
	}
	if f.flags == 0 {
		head = src[:min(len(src), includeHead)]
		if bytes.Contains(head, wordSoundDir) {
			f.flags |= HasSound
		}
	}
	f.exports = appendExports(nil, src)
	if len(f.exports) > 0 {
		f.flags |= HasExport
	}
	f.includes = appendIncludes(nil, head)
	if len(f.includes) > 0 {
		f.flags |= includesC
	}
	if bytes.IndexByte(src, '{') < 0 && len(ownIncludes(src)) > 0 {
		f.flags |= bare
	}
	return f
}

// speaksOfALSA tells whether a text has struct snd_x, or snd_x() that is not reached through a pointer: TCP keeps its send
// window in fields and variables of such names.
func speaksOfALSA(src []byte) bool {
	for from := 0; ; {
		at := indexSnd(src[from:])
		if at < 0 {
			return false
		}
		at += from
		end := at
		for end < len(src) && isWord(src[end]) {
			end++
		}
		from = end
		before := src[:at]
		if at > 0 && (isWord(src[at-1]) || src[at-1] == '.' || bytes.HasSuffix(before, arrow)) {
			continue
		}
		for end < len(src) && (src[end] == ' ' || src[end] == '\t') {
			end++
		}
		if end < len(src) && src[end] == '(' {
			return true
		}
		tag, ok := bytes.CutSuffix(bytes.TrimRight(before, " \t\n"), wordStruct)
		if ok && (len(tag) == 0 || !isWord(tag[len(tag)-1])) {
			return true
		}
	}
}

// appendExports lists the first argument of every EXPORT_SYMBOL*(...).
func appendExports(list []string, src []byte) []string {
	for {
		at := bytes.Index(src, wordExport)
		if at < 0 {
			return list
		}
		before := at > 0 && src[at-1] == 'E' && (at == 1 || !isWord(src[at-2]))
		src = src[at+len(wordExport):]
		if !before {
			continue
		}
		i := 0
		for i < len(src) && isWord(src[i]) {
			i++
		}
		for i < len(src) && (src[i] == ' ' || src[i] == '\t') {
			i++ // EXPORT_SYMBOL (x)
		}
		if i == len(src) || src[i] != '(' {
			continue
		}
		i++
		for i < len(src) && (src[i] == ' ' || src[i] == '\t' || src[i] == '\n') {
			i++
		}
		start := i
		for i < len(src) && isWord(src[i]) {
			i++
		}
		if i > start && i < len(src) && src[i] != '#' {
			list = append(list, string(src[start:i]))
		}
		src = src[i:]
	}
}

// appendIncludes lists the paths of the #include lines that name a .c file.
func appendIncludes(list []string, src []byte) []string {
	for {
		at := indexPair(src, '.', 'c')
		if at < 0 || at+2 >= len(src) {
			return list
		}
		if end := src[at+2]; end != '"' && end != '>' {
			src = src[at+2:]
			continue
		}
		line := src[bytes.LastIndexByte(src[:at], '\n')+1 : at+2]
		src = src[at+2:]
		line = bytes.TrimLeft(line, " \t")
		if len(line) == 0 || line[0] != '#' {
			continue
		}
		line = bytes.TrimLeft(line[1:], " \t")
		line, ok := bytes.CutPrefix(line, wordInclude)
		if !ok {
			continue
		}
		line = bytes.TrimLeft(line, " \t")
		if len(line) > 1 && (line[0] == '"' || line[0] == '<') && !bytes.ContainsAny(line[1:], `"<>`) {
			list = append(list, string(line[1:]))
		}
	}
}

// searchKbuild tells whether a Makefile may name objects outside its own folder.
func searchKbuild(src []byte) found {
	for _, w := range wordsForeignMk {
		if bytes.Contains(src, w) {
			return found{flags: foreign}
		}
	}
	for {
		at := bytes.Index(src, wordDotO)
		if at < 0 {
			return found{}
		}
		for i := at - 1; i >= 0 && src[i] > ' '; i-- {
			if src[i] == '/' {
				return found{flags: foreign}
			}
		}
		src = src[at+len(wordDotO):]
	}
}

func isWord(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// fillsStruct tells whether a text has a variable of a struct with a value, static const struct TAG x = {, or a function
// that works on one, and does not only declare such.
func fillsStruct(src, tag []byte) bool {
	for {
		at := bytes.Index(src, tag)
		if at < 0 {
			return false
		}
		src = src[at+len(tag):]
		for len(src) > 0 && isWord(src[0]) {
			src = src[1:]
		}
		next := bytes.TrimLeft(src, " \t\r\n")
		if len(next) > 0 && next[0] == '{' {
			continue // the struct itself
		}
		if end := bytes.IndexAny(next, ";={"); end >= 0 && next[end] != ';' {
			return true
		}
	}
}

// searchHeader looks at the text of a file that others include. Of one that only declares tables it does not say that it
// has any. The includes are those of other such files, <x.h> as "<x.h".
func searchHeader(src []byte) found {
	var f found
	if indexSnd(src) >= 0 {
		for _, w := range soundWords {
			if w.flag&(HasOps|HasComponent) != 0 && fillsStruct(src, w.word) || w.flag&(HasOps|HasComponent) == 0 && bytes.Contains(src, w.word) {
				f.flags |= w.flag
			}
		}
	}
	if f.flags != 0 || bytes.Contains(src, wordSoundDir) {
		f.flags |= HasSound
	}
	f.includes = ownIncludes(src)
	return f
}

// ownIncludes lists what a text includes and may be its driver's own.
func ownIncludes(src []byte) []string {
	var list []string
	for rest := src; ; {
		at := bytes.Index(rest, wordInclude)
		if at < 0 {
			return list
		}
		before := bytes.TrimLeft(rest[bytes.LastIndexByte(rest[:at], '\n')+1:at], " \t")
		rest = rest[at+len(wordInclude):]
		if len(before) == 0 || before[0] != '#' || len(bytes.TrimLeft(before[1:], " \t")) > 0 {
			continue
		}
		line, _, _ := bytes.Cut(rest, []byte{'\n'})
		line = bytes.TrimLeft(line, " \t")
		if end := bytes.IndexAny(line[min(1, len(line)):], "\">"); end > 0 {
			switch line[0] {
			case '"':
				list = appendOwn(list, string(line[1:end+1]))
			case '<':
				list = appendOwn(list, string(line[:end+1]))
			}
		}
	}
}

// appendOwn adds an #include unless it is of a .c file or of a header of the kernel's.
func appendOwn(list []string, name string) []string {
	for _, kernel := range []string{"<linux/", "<sound/", "<asm/", "<uapi/"} {
		if strings.HasPrefix(name, kernel) {
			return list
		}
	}
	if isC(name) {
		return list
	}
	return append(list, name)
}
