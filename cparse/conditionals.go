package cparse

import "slices"

// maxReadings bounds how often an item with conditionals that cut through its statements is parsed.
const maxReadings = 4

// group is one #if ... #endif.
type group struct {
	open, close int   // token indices of the directives; close is len(toks) when #endif is missing
	elses       []int // #elif and #else
	hasElse     bool
	guard       bool // the include guard of a header: no conditional at all
	cutting     bool // an arm is not a whole number of statements, declarations or elements
	arms        int  // number of arms, an absent #else of a cutting group counted
	stride      int  // for a cutting group: reading k takes arm (k / stride) % arms
}

// conditionals is what the preprocessor conditionals of a token stream amount to.
type conditionals struct {
	toks     []tok
	groups   []group
	at       map[int]int // token index of a ppIf -> group
	readings int
}

func isPP(k tk) bool { return k >= ppIf }

// findConditionals pairs the directives and decides which conditionals cut through something. guard says that the
// first one looks like an include guard.
func findConditionals(src []byte, toks []tok, guard bool) *conditionals {
	c := &conditionals{toks: toks, readings: 1}
	var open []int
	for i := range toks {
		switch toks[i].kind {
		case ppIf:
			if c.at == nil {
				c.at = make(map[int]int)
			}
			c.at[i] = len(c.groups)
			open = append(open, len(c.groups))
			c.groups = append(c.groups, group{open: i, close: len(toks)})
		case ppElse:
			if len(open) > 0 {
				g := &c.groups[open[len(open)-1]]
				g.elses = append(g.elses, i)
				g.hasElse = g.hasElse || isPlainElse(src[toks[i].start:toks[i].end])
			}
		case ppEndif:
			if len(open) > 0 {
				c.groups[open[len(open)-1]].close = i
				open = open[:len(open)-1]
			}
		}
	}
	if len(c.groups) == 0 {
		return c
	}
	if g := &c.groups[0]; guard && g.open == 0 && g.close >= len(toks)-1 && len(g.elses) == 0 {
		g.guard = true
	}
	c.classify()
	c.spread()
	return c
}

func isPlainElse(b []byte) bool {
	for i := 1; i < len(b); i++ {
		if class[b[i]]&cSpace == 0 && b[i] != '\\' {
			return len(b) >= i+4 && string(b[i:i+4]) == "else"
		}
	}
	return false
}

// boundary classes: what a token ends.
const (
	endsNothing = iota
	endsStmt    // ; } :
	endsElem    // ,
	endsAny     // { or the start of the file
)

func boundary(k tk) int {
	switch k {
	case ';', '}', ':':
		return endsStmt
	case ',':
		return endsElem
	case '{', tEOF:
		return endsAny
	}
	return endsNothing
}

// bracket is an open bracket with those around it; nil is none. Stacks share what is the same in them, so that keeping
// one for each of many nested #if costs nothing.
type bracket struct {
	kind  tk
	up    *bracket
	depth int // brackets around it, itself counted
}

func (b *bracket) len() int {
	if b == nil {
		return 0
	}
	return b.depth
}

// classify walks the stream once with a bracket stack and marks the cutting groups.
func (c *conditionals) classify() {
	type frame struct {
		g        int
		before   *bracket // open at #if
		afterOne *bracket // open behind the first arm
		arm      int
		armStart int
		class    int // of the token before #if
		inParen  bool
	}
	var stack *bracket
	var frames []frame
	var whole []int // frames in which no bracket from before their #if was closed yet: each has at most as many as the next
	prev := -1      // last token that is no directive
	closeArm := func(f *frame, at int) {
		g := &c.groups[f.g]
		if stack.len() != f.before.len() || lower(stack, f.before) {
			g.cutting = true
		}
		if last := at - 1; last >= f.armStart && prev >= f.armStart {
			cl := boundary(c.toks[prev].kind)
			if cl == endsNothing && c.toks[prev].kind == ')' && f.before == nil && c.macroTail(g) {
				cl = endsStmt
			}
			if f.inParen || cl == endsNothing || cl == endsAny || f.class == endsNothing || f.class != endsAny && cl != f.class {
				g.cutting = true
			}
		}
		if f.arm == 0 {
			f.afterOne = stack
		}
		f.arm++
		f.armStart = at + 1
		stack = f.before
	}
	for i := range c.toks {
		switch k := c.toks[i].kind; k {
		case '(', '[', '{':
			stack = &bracket{k, stack, stack.len() + 1}
			prev = i
		case ')', ']', '}':
			if stack != nil {
				stack = stack.up
			}
			for n := len(whole); n > 0 && stack.len() < frames[whole[n-1]].before.len(); n-- {
				if g := &c.groups[frames[whole[n-1]].g]; !g.guard {
					g.cutting = true
				}
				whole = whole[:n-1]
			}
			prev = i
		case ppIf:
			f := frame{g: c.at[i], before: stack, armStart: i + 1, class: endsAny}
			if prev >= 0 {
				f.class = boundary(c.toks[prev].kind)
				if f.class == endsNothing && c.toks[prev].kind == ')' && stack == nil && c.macroTail(&c.groups[f.g]) {
					f.class = endsStmt
				}
			}
			f.inParen = stack != nil && stack.kind != '{'
			whole = append(whole, len(frames))
			frames = append(frames, f)
		case ppElse:
			if len(frames) > 0 {
				closeArm(&frames[len(frames)-1], i)
			}
		case ppEndif:
			if n := len(frames); n > 0 {
				f := &frames[n-1]
				closeArm(f, i)
				if g := &c.groups[f.g]; g.guard {
					g.cutting = false
				} else if g.cutting {
					stack = f.afterOne
				}
				frames = frames[:n-1]
				if m := len(whole); m > 0 && whole[m-1] == n-1 {
					whole = whole[:m-1]
				}
			}
		default:
			prev = i
		}
	}
}

// lower says whether the brackets of before were closed and others opened in their place.
func lower(stack, before *bracket) bool {
	for stack.len() > before.len() {
		stack = stack.up
	}
	for before.len() > stack.len() {
		before = before.up
	}
	for ; stack != before; stack, before = stack.up, before.up {
		if stack.kind != before.kind {
			return true
		}
	}
	return false
}

// macroTail says that a ')' beside the group ends an invocation like EXPORT_SYMBOL(x) without a semicolon: what
// follows the group begins something new.
func (c *conditionals) macroTail(g *group) bool {
	for i := g.close + 1; i < len(c.toks); i++ {
		switch k := c.toks[i].kind; {
		case isPP(k):
			continue
		case k == tIdent, k >= tStruct && k <= tTypeof, k == '}':
			return true
		default:
			return false
		}
	}
	return true
}

// spread assigns to every cutting group the readings in which each of its arms is seen.
func (c *conditionals) spread() {
	var open []int
	for i := range c.groups {
		g := &c.groups[i]
		g.arms = 1 + len(g.elses)
		if !g.hasElse {
			g.arms++
		}
		for len(open) > 0 && c.groups[open[len(open)-1]].close < g.open {
			open = open[:len(open)-1]
		}
		g.stride = 1
		if n := len(open); n > 0 {
			p := &c.groups[open[n-1]]
			g.stride = p.stride
			if p.cutting {
				g.stride *= p.arms
			}
		}
		if g.cutting {
			c.readings = min(max(c.readings, g.stride*g.arms), maxReadings)
		}
		g.stride = min(g.stride, 1<<16)
		open = append(open, i)
	}
}

// reading returns the tokens of reading k: no directives, one arm of each cutting group and all arms of the others. They
// lie in buf, where there is room, or where they were lexed to.
func (c *conditionals) reading(k int, buf []tok) []tok {
	if len(c.groups) == 0 {
		return c.toks
	}
	type level struct {
		g    *group
		arm  int
		dead bool
	}
	out := slices.Grow(buf[:0], len(c.toks))
	var levels []level
	var depth uint8
	dead := false
	choose := func(l *level) {
		dead = l.dead || l.g.cutting && l.arm != (k/l.g.stride)%l.g.arms
	}
	for i := range c.toks {
		t := c.toks[i]
		switch t.kind {
		case ppIf:
			levels = append(levels, level{g: &c.groups[c.at[i]], dead: dead})
			l := &levels[len(levels)-1]
			if !l.g.guard && depth < 255 {
				depth++
			}
			choose(l)
		case ppElse:
			if len(levels) > 0 {
				l := &levels[len(levels)-1]
				l.arm++
				choose(l)
			}
		case ppEndif:
			if n := len(levels); n > 0 {
				l := &levels[n-1]
				dead = l.dead
				if !l.g.guard && depth > 0 {
					depth--
				}
				levels = levels[:n-1]
			}
		default:
			if !dead {
				t.ifd = depth
				out = append(out, t)
			}
		}
	}
	return out
}
