package fix

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/cparse"
	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/program"
)

// waitsForStops plans a .sync_stop that waits for what the table's own .trigger stops: with the same loops, tests and
// variables, and the call that waits in the place of the one that does not.
func (x *Fixer) waitsForStops(s *stop) bool {
	var calls []program.OwnWait
	paused := map[string]string{} // cookies, by channel
	for _, a := range s.v.Remedy.Awaits {
		if len(a.Stops) == 0 || a.Blocks != "" {
			return false
		}
		calls = append(calls, a.Stops...)
		for _, c := range a.Stops {
			if a.Paused {
				paused[c.Channel] = c.Cookie
			}
		}
	}
	if len(calls) == 0 {
		return false
	}
	in := calls[0].In
	o := x.outline(in)
	params, err := x.params(s.v, &program.Access{Callback: program.Member{Func: in}})
	if o == nil || err != nil {
		return false
	}
	var cases []*cparse.Block // statements of the switch, in order
	var around *place
	for _, c := range calls {
		p := o.find(c.Call.Start)
		for p != nil && p.up != nil && (p.parent == nil || p.parent.Kind != cparse.BlockSwitch) {
			p = p.up
		}
		if p == nil || p.up == nil || p.up.up != nil || c.In != in || around != nil && around.block() != p.up.block() {
			return false
		}
		around = p.up
		if !slices.Contains(cases, p.block()) {
			cases = append(cases, p.block())
		}
	}
	slices.SortFunc(cases, func(a, b *cparse.Block) int { return int(a.Start) - int(b.Start) })
	body := ""
	for _, b := range cases {
		text, ok := waiting(o, b)
		if ok {
			text, ok = unpaused(text, paused)
		}
		if !ok {
			return false
		}
		body += text
	}
	c := &slice{o: o, list: o.stmts}
	if !c.around(around.i, body) {
		return false
	}
	decls, copied := c.decls(), c.text()+body
	if len(paused) > 0 {
		if word(strings.ReplaceAll(copied, "&"+stateName, ""), stateName) || word(strings.Join(decls, ""), stateName) {
			return false // the name is taken
		}
		decls = append(decls, "struct "+kernelapi.DMAStateType+" "+stateName+";")
	}
	decls = append(decls, c.counters(body)...)
	for _, p := range x.paramList(in)[len(params):] { // .sync_stop does not have them
		if name := lastWord(p); word(copied, name) || word(strings.Join(decls, "\n"), name) {
			return false
		}
	}
	s.params, s.decls, s.waits, s.copied = params, decls, nil, copied
	return true
}

var called = regexp.MustCompile(`\b([A-Za-z_]\w*)\s*\(`)

// harmless are what a copied statement may call, beside what waits.
var harmless = map[string]bool{"for": true, "if": true, "while": true, "sizeof": true, "ARRAY_SIZE": true, "IS_ERR": true, "IS_ERR_OR_NULL": true}

// waiting gives a statement of a switch as one of the function, with the waiting calls; ok is false when it does anything
// else.
func waiting(o *outline, b *cparse.Block) (text string, ok bool) {
	start := o.lineStart(b.Start)
	text = strings.ReplaceAll(o.cut(start, o.lineEnd(b.End)), "\r\n", "\n")
	if b.Directive || word(text, "return") || word(text, "goto") || !onlyComment(o.cut(b.End, o.lineEnd(b.End))) {
		return "", false
	}
	for _, m := range called.FindAllStringSubmatch(text, -1) {
		if w, isStop := kernelapi.StopsOnly[m[1]]; isStop {
			text = strings.ReplaceAll(text, m[0], w.Wait+m[0][len(m[1]):])
		} else if !harmless[m[1]] {
			return "", false
		}
	}
	indent, alone := o.indent(b.Start)
	if !alone {
		return "", false
	}
	var out strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			line = "\t" + strings.TrimPrefix(line, indent)
		}
		out.WriteString(line)
	}
	return out.String(), true
}

// stateName is the variable for what is asked of a DMA channel and not looked at.
const stateName = "state"

var (
	waitLine = regexp.MustCompile(`^(\t+)(\w+)\((.*)\);$`)
	testLine = regexp.MustCompile(`^(\t+)if \((.*)\)$`)
)

// unpaused makes the waits of a text for DMA channels ones that are not made while a channel is paused, as the wait of the
// dmaengine helpers is. paused gives the cookies of the transfers, by channel.
func unpaused(text string, paused map[string]string) (string, bool) {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		m := waitLine.FindStringSubmatch(line)
		cookie, isPaused := "", false
		if m != nil {
			cookie, isPaused = paused[m[3]]
		}
		if !isPaused {
			out = append(out, line)
			continue
		}
		if cookie == "" {
			return "", false
		}
		test := kernelapi.DMAEngineStatus + "(" + m[3] + ", " + cookie + ", &" + stateName + ") != " + kernelapi.DMAStatePaused
		var above []string
		if len(out) > 0 {
			above = testLine.FindStringSubmatch(out[len(out)-1])
		}
		if above == nil || len(above[1])+1 != len(m[1]) || strings.Contains(above[2], "||") {
			out = append(out, m[1]+"if ("+test+")", "\t"+line)
			continue
		}
		out = append(out[:len(out)-1], above[1]+"if ("+above[2]+" &&", above[1]+"    "+test+")", line)
	}
	return strings.Join(out, "\n"), true
}

// around picks what a text needs of the statements before one of the function's own block.
func (c *slice) around(at int, text string) bool {
	c.keep, c.needed = map[int]bool{}, map[string]bool{}
	for _, name := range identifier.FindAllString(text, -1) {
		c.needed[name] = true
	}
	for i := at - 1; i >= 0; i-- {
		if _, ok := c.counterType(i, text); ok {
			continue
		}
		if !c.step(i) {
			return false
		}
	}
	return true
}

var counter = regexp.MustCompile(`\bfor \((\w+) = `)

// counters declares the variables that the loops of a text count with.
func (c *slice) counters(text string) []string {
	var out []string
	for _, m := range counter.FindAllStringSubmatch(text, -1) {
		for i := range c.list {
			if t, ok := c.counterType(i, text); ok && word(c.cut(i), m[1]) {
				if d := t + " " + m[1] + ";"; !slices.Contains(out, d) {
					out = append(out, d)
				}
			}
		}
	}
	return out
}

var numbers = regexp.MustCompile(`^((?:unsigned )?(?:int|long|char|short|size_t|u8|u16|u32|unsigned)) `)

// counterType gives the type of a statement that declares numbers, where the variables that it shares with a text are
// such as loops in it count with.
func (c *slice) counterType(i int, text string) (string, bool) {
	m := numbers.FindStringSubmatch(c.cut(i))
	if m == nil || c.list[i].Kind != cparse.BlockPlain || strings.Contains(c.cut(i), "(") || strings.Contains(c.cut(i), "*") {
		return "", false
	}
	counted := map[string]bool{}
	for _, x := range counter.FindAllStringSubmatch(text, -1) {
		counted[x[1]] = true
	}
	for _, name := range identifier.FindAllString(c.cut(i)[len(m[0]):], -1) {
		if word(text, name) && !counted[name] {
			return "", false
		}
	}
	return m[1], true
}
