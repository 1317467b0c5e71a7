package output

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// tabWidth is what the kernel's coding style says a tab is.
const tabWidth = 8

// sources hands out lines of source files and reads each file once.
type sources struct {
	read  func(file string) ([]byte, error)
	files map[string][][]byte
}

func newSources(read func(string) ([]byte, error)) *sources {
	if read == nil {
		read = func(string) ([]byte, error) { return nil, errors.New("no source at hand") }
	}
	return &sources{read: read, files: make(map[string][][]byte)}
}

// line returns line n (1-based) of file without its end, and false when there is none.
func (s *sources) line(file string, n int) ([]byte, bool) {
	lines, ok := s.files[file]
	if !ok {
		if text, err := s.read(file); err == nil {
			lines = bytes.Split(text, []byte("\n"))
		}
		s.files[file] = lines
	}
	if n < 1 || n > len(lines) {
		return nil, false
	}
	return bytes.TrimSuffix(lines[n-1], []byte("\r")), true
}

// excerpt is one source line made ready for a terminal, with a stretch of it to mark.
type excerpt struct {
	text     string
	from, to int // columns of text that the mark covers, 0-based, to exclusive
}

// cell is what one source character becomes on the screen.
type cell struct {
	text       string
	off, width int // byte offset in the line; columns taken
}

// quote makes line fit into width columns around the bytes [start,end) of it (0-based). Tabs become blanks, bytes
// that are no printable text become U+FFFD, so neither can shift the mark or talk to the terminal.
func quote(line []byte, start, end, width int) excerpt {
	line, start, end = aroundMark(line, start, end, width)
	cells := cellsOf(bytes.TrimRight(line, " \t\r"))
	from, to, total := mark(cells, start, end)
	if total <= width {
		return excerpt{join(cells), from, to}
	}
	return window(cells, excerpt{from: from, to: to}, total, width)
}

// aroundMark cuts a very long line down to what can stand in sight of the bytes [start,end): quoting costs what is shown, not
// what the line holds, which all findings of a line would pay again.
func aroundMark(line []byte, start, end, width int) (cut []byte, from, to int) {
	reach := 16 * max(width, 1) // bytes on either side; a character and its accents take some
	left, right := start-reach, start+2*reach
	if right < len(line) {
		line = line[:right]
	}
	if left <= 0 {
		return line, start, max(min(end, len(line)), start)
	}
	left = min(left, len(line))
	for left < min(start, len(line)) && !utf8.RuneStart(line[left]) {
		left++
	}
	return line[left:], start - left, max(min(end, len(line)), start) - left
}

// mark finds the columns that show the bytes [start,end) and the width of the whole line.
func mark(cells []cell, start, end int) (from, to, total int) {
	from = -1
	for _, c := range cells {
		if from < 0 && c.off+1 > start {
			from = total
		}
		if c.off < end {
			to = total + c.width
		}
		total += c.width
	}
	if from < 0 {
		from = total
	}
	if to <= from {
		to = from + 1
	}
	return from, to, total
}

// window cuts a line of total columns, too many, so that the mark or at least its beginning stays in sight.
func window(cells []cell, e excerpt, total, width int) excerpt {
	const dots = "…"
	left := 0 // first column shown
	if e.to > width-1 {
		left = max(0, min(e.from-width/4, total-width+1))
	}
	var text strings.Builder
	shift, used := left, 0
	if left > 0 {
		text.WriteString(dots)
		shift, used = left-1, 1
	}
	col := 0
	for _, c := range cells {
		if col >= left {
			// Something is to be padded where a wide character was cut in half.
			pad := max(col-shift-used, 0)
			if used+pad+total-col > width && used+pad+c.width > width-1 { // the rest does not fit
				text.WriteString(dots)
				used++
				break
			}
			text.WriteString(strings.Repeat(" ", pad))
			text.WriteString(c.text)
			used += pad + c.width
		}
		col += c.width
	}
	from := min(max(e.from-shift, 0), used)
	return excerpt{text.String(), from, max(min(e.to-shift, used), from+1)}
}

func join(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(c.text)
	}
	return b.String()
}

// cellsOf splits a line into what the reader sees as characters.
func cellsOf(line []byte) []cell {
	var cells []cell
	col := 0
	add := func(text string, off, width int) {
		cells = append(cells, cell{text, off, width})
		col += width
	}
	for off := 0; off < len(line); {
		switch c := line[off]; {
		case c == '\t':
			for n := tabWidth - col%tabWidth; n > 0; n-- {
				add(" ", off, 1)
			}
			off++
		case c >= ' ' && c < 0x7f && (off+1 == len(line) || line[off+1] < utf8.RuneSelf): // no accent follows
			add(string(rune(c)), off, 1)
			off++
		default:
			r, size := utf8.DecodeRune(line[off:])
			if r == utf8.RuneError && size <= 1 || !unicode.IsPrint(r) {
				add("\uFFFD", off, 1)
				off += size
				continue
			}
			cluster, _, width, _ := uniseg.FirstGraphemeCluster(line[off:], -1)
			if !utf8.Valid(cluster) || !printable(string(cluster)) {
				cluster, width = line[off:off+size], uniseg.StringWidth(string(r))
			}
			add(string(cluster), off, max(width, 1))
			off += len(cluster)
		}
	}
	return cells
}

func printable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

// Clean makes text safe to print on a terminal: what nobody sees, or what talks to the terminal, is shown as U+FFFD. Lines
// stay lines.
func Clean(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = clean(l)
	}
	return strings.Join(lines, "\n")
}

// clean makes a message or a path safe to print on one line of a terminal.
func clean(s string) string {
	if printable(s) && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case !unicode.IsPrint(r):
			return '\uFFFD'
		}
		return r
	}, s)
}

// shown replaces what a reader would not see, or would see other characters by: control characters, marks that turn the
// direction of text, characters without width. Lines and tabs stay.
func shown(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return '\uFFFD'
		}
		return r
	}, text)
}
