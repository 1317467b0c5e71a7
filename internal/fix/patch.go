package fix

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/finding"
	"github.com/pcmlint/pcmlint/internal/git"
	"github.com/pcmlint/pcmlint/internal/whole"
)

// A Patch is the repair of one driver, as a mail that git am takes.
type Patch struct {
	Subject string // without [PATCH]
	Body    string
	Files   []*File
	// Number of Series, from 1: patches that have a finding in common belong together. 0 for one that stands alone.
	Number, Series int
	findings       []finding.Finding
}

// Patches parts a plan by driver: files that one finding needs changed belong together.
func (p *Plan) Patches(tree string) []*Patch {
	group := map[string]string{} // file -> the first of its group
	var root func(f string) string
	root = func(f string) string {
		if g, ok := group[f]; ok && g != f {
			return root(g)
		}
		return f
	}
	for _, f := range needed(p.Repaired) {
		first := root(f.Fix.Edits[0].File)
		group[first] = first
		for _, e := range f.Fix.Edits[1:] {
			group[root(e.File)] = first
		}
	}
	byRoot := map[string]*Patch{}
	var out []*Patch
	for _, f := range p.Files {
		r := root(f.Name)
		if byRoot[r] == nil {
			byRoot[r] = &Patch{}
			out = append(out, byRoot[r])
		}
		byRoot[r].Files = append(byRoot[r].Files, f)
	}
	for _, f := range p.Repaired {
		r := root(f.Fix.Edits[0].File)
		if !slices.ContainsFunc(f.Fix.Edits, func(e finding.Edit) bool { return root(e.File) != r }) {
			byRoot[r].findings = append(byRoot[r].findings, f)
		}
	}
	number(out, p.Repaired, func(file string) *Patch { return byRoot[root(file)] })
	for _, q := range out {
		q.Subject = oneLine(q.prefix(tree) + q.summary())
		q.Body = q.body()
	}
	return out
}

// number counts the patches of each series: those that the repair of one finding consists of.
func number(all []*Patch, repaired []finding.Finding, of func(file string) *Patch) {
	series := map[*Patch][]*Patch{}
	for _, f := range repaired {
		var together []*Patch
		for _, e := range f.Fix.Edits {
			for _, q := range append([]*Patch{of(e.File)}, series[of(e.File)]...) {
				if q != nil && !slices.Contains(together, q) {
					together = append(together, q)
				}
			}
		}
		for _, q := range together {
			series[q] = together
		}
	}
	count := map[*Patch]int{} // by the first of a series
	for _, q := range all {
		if list := series[q]; len(list) > 1 {
			count[list[0]]++
			q.Number, q.Series = count[list[0]], len(list)
		}
	}
}

// needed leaves out the findings whose repairs consist of nothing but what others have repaired, however far apart.
func needed(fs []finding.Finding) []finding.Finding {
	uses := map[finding.Edit]int{}
	for _, f := range fs {
		for _, e := range f.Fix.Edits {
			uses[e]++
		}
	}
	bySize := make([]int, len(fs))
	for i := range fs {
		bySize[i] = i
	}
	slices.SortStableFunc(bySize, func(a, b int) int { return len(fs[b].Fix.Edits) - len(fs[a].Fix.Edits) })
	out := map[int]bool{}
	for _, i := range bySize {
		if slices.ContainsFunc(fs[i].Fix.Edits, func(e finding.Edit) bool { return uses[e] == 1 }) {
			out[i] = true
			continue
		}
		for _, e := range fs[i].Fix.Edits {
			uses[e]--
		}
	}
	var kept []finding.Finding
	for i, f := range fs {
		if out[i] {
			kept = append(kept, f)
		}
	}
	return kept
}

// summary is what the patch does, in the imperative.
func (q *Patch) summary() string {
	irq, stop := q.does()
	switch {
	case irq && stop:
		return "Wait for pending handlers before freeing a stream"
	case irq:
		return "Assign card->sync_irq"
	case stop:
		return "Add sync_stop callback"
	case q.extends():
		return "Wait for pending handlers in sync_stop"
	case q.inits():
		return "Initialise what the handler uses before requesting the IRQ"
	}
	return "Drop a wait that the core makes"
}

// does tells what the repairs of a patch consist of.
func (q *Patch) does() (irq, stop bool) {
	for _, f := range q.findings {
		for _, e := range f.Fix.Edits {
			irq = irq || strings.Contains(e.NewText, "->sync_irq =") || strings.Contains(e.NewText, ".sync_irq =")
			stop = stop || strings.Contains(e.NewText, "sync_stop")
		}
	}
	return irq, stop
}

var keptNumber = regexp.MustCompile(`(?m)^\s*\w+->(?:pcm_)?irq = [^;]+;$`)

// keeps tells whether a patch makes a driver keep the number of an IRQ.
func (q *Patch) keeps() bool {
	return slices.ContainsFunc(q.findings, func(f finding.Finding) bool {
		return slices.ContainsFunc(f.Fix.Edits, func(e finding.Edit) bool { return keptNumber.MatchString(e.NewText) })
	})
}

// extends tells whether a patch makes a .sync_stop wait that is there already.
func (q *Patch) extends() bool {
	return slices.ContainsFunc(q.findings, func(f finding.Finding) bool { return strings.HasPrefix(f.Fix.Summary, extendSummary) })
}

// inits tells whether a patch moves an initialisation in front of a request.
func (q *Patch) inits() bool {
	return slices.ContainsFunc(q.findings, func(f finding.Finding) bool { return f.Rule == "PCM005" })
}

// removes tells whether a patch takes a wait away.
func (q *Patch) removes() bool {
	return slices.ContainsFunc(q.findings, func(f finding.Finding) bool {
		return f.Rule == "PCM003" && slices.ContainsFunc(f.Fix.Edits, func(e finding.Edit) bool { return e.NewText == "" })
	})
}

const bodyWidth = 72

// body says which handlers call snd_pcm_period_elapsed(), why that is dangerous, and what is done.
func (q *Patch) body() string {
	var handlers, waits, inits []string
	for _, f := range q.findings {
		switch f.Rule {
		case "PCM003":
			waits = appendNew(waits, handRolled(f))
		case "PCM004": // said where the wait goes
		case "PCM005":
			inits = appendNew(inits, early(f))
		default:
			handlers = appendNew(handlers, reached(f))
		}
	}
	irq, stop := q.does()
	var paragraphs []string
	if len(handlers) > 0 {
		paragraphs = append(paragraphs, strings.Join(handlers, " ")+" The core does not wait for that: trigger(STOP) is atomic, so the handler may "+
			"still run on another CPU while the core goes on to prepare, hw_params or hw_free, and it then accesses a stream that is being set up "+
			"anew or freed.")
	}
	if len(waits) > 0 && !q.removes() {
		paragraphs = append(paragraphs, strings.Join(waits, " ")+" The core calls sync_stop wherever that is needed.")
	}
	if irq {
		paragraphs = append(paragraphs, "Tell the core the number of the IRQ, so that it calls synchronize_irq() first, which returns when no handler of the IRQ is running, hard or threaded.")
	}
	if stop {
		text := "Add a sync_stop callback, which the core calls first. " + strings.Join(q.covers(), " ")
		if q.keeps() {
			text += " The driver keeps the number of the IRQ for that, which it did not need before."
		}
		paragraphs = append(paragraphs, text)
	}
	if q.extends() {
		paragraphs = append(paragraphs, "The driver has a sync_stop callback, which does not wait for that. Make it wait first. "+strings.Join(q.covers(), " "))
	}
	if q.unwaits() {
		paragraphs = append(paragraphs, "The wait in trigger goes: the handler may be the one that called it, through snd_pcm_period_elapsed() and an xrun, and would wait for itself.")
	}
	switch {
	case q.removes() && (irq || stop):
		paragraphs = append(paragraphs, "The wait in hw_free is not needed any more then, and did not cover prepare and hw_params anyway.")
	case q.removes():
		paragraphs = append(paragraphs, strings.Join(waits, " ")+" The core waits before it calls hw_free, and before prepare and hw_params as well.")
	}
	if len(inits) > 0 {
		paragraphs = append(paragraphs, strings.Join(inits, " ")+" The interrupt can come at once: the line may be shared, and the device may have been left "+
			"running. Initialise first.")
	}
	paragraphs = append(paragraphs, "Found by static analysis, compile-tested only.")
	for i := range paragraphs {
		paragraphs[i] = wrap(paragraphs[i], bodyWidth)
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}

func appendNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// handRolled says in a sentence where a driver waits by itself.
func handRolled(f finding.Finding) string {
	if len(f.Path) == 0 {
		return ""
	}
	first, last := f.Path[0].Function, f.Path[len(f.Path)-1].Function
	text := fmt.Sprintf("%s() waits by hand with %s()", first, f.Subject)
	if last != first {
		text += " in " + last + "()"
	}
	return text + "."
}

// reached says in a sentence how a finding's handler gets to the elapsed call.
func reached(f finding.Finding) string {
	if len(f.Path) == 0 {
		return ""
	}
	entry := f.Path[0].Function
	var via []string
	for _, s := range f.Path[1:] {
		if s.Function != entry && s.Function != "" && !slices.Contains(via, s.Function+"()") && !s.Setup {
			via = append(via, s.Function+"()")
		}
	}
	text := fmt.Sprintf("%s(), %s, calls snd_pcm_period_elapsed()", entry, kinds[f.Context])
	switch n := len(via); {
	case n == 1:
		text += " through " + via[0]
	case n > 1:
		text += " through " + strings.Join(via[:n-1], ", ") + " and " + via[n-1]
	}
	return text + "."
}

var kinds = map[string]string{
	"irq": "an interrupt handler", "threaded-irq": "a threaded interrupt handler", "work": "a work item", "delayed-work": "a delayed work item",
	"tasklet": "a tasklet", "timer": "a timer", "hrtimer": "an hrtimer", "kthread": "a kernel thread", "urb": "a URB completion",
	"dma": "a DMA completion", "fiq": "a FIQ handler", "callback": "a callback",
}

func wrap(text string, at int) string {
	var out strings.Builder
	n := 0
	for i, w := range strings.Fields(text) {
		switch {
		case i == 0:
		case n+1+len(w) > at:
			out.WriteByte('\n')
			n = 0
		default:
			out.WriteByte(' ')
			n++
		}
		out.WriteString(w)
		n += len(w)
	}
	return out.String()
}

var subjectPrefix = regexp.MustCompile(`^((?:[\w./+-]+: )+)`)

// prefix is what the subjects of a driver's patches begin with: as the last ones did, where the tree is in git.
func (q *Patch) prefix(tree string) string {
	if out, err := q.history(tree); err == nil {
		if p := usualPrefix(string(out)); p != "" {
			return p
		}
	}
	return pathPrefix(q.Files)
}

// history lists the subjects of the last changes of the patch's files.
func (q *Patch) history(tree string) ([]byte, error) {
	repo, err := git.Open(context.Background(), tree)
	if err != nil {
		return nil, err
	}
	below, err := repo.Prefix(tree)
	if err != nil {
		return nil, err
	}
	args := []string{"log", "--no-merges", "-n", "30", "--format=%s", "--"}
	for _, f := range q.Files {
		args = append(args, path.Join(below, f.Name))
	}
	return repo.Run(args...)
}

// usualPrefix is what most of some subjects begin with, newest first. Those of changes all over the tree do not count, and
// "ALSA: " counts only where there is no "ALSA: x: ".
func usualPrefix(subjects string) string {
	counts := map[string]int{}
	best := ""
	for s := range strings.Lines(subjects) {
		m := subjectPrefix.FindString(s)
		if m == "" || treewide.MatchString(m) {
			continue
		}
		counts[m]++
		switch a, b := min(strings.Count(m, ": "), 2), min(strings.Count(best, ": "), 2); {
		case a > b, a == b && counts[m] > counts[best]:
			best = m
		}
	}
	return best
}

var treewide = regexp.MustCompile(`(?i)^tree-?wide: `)

// Author is who the patches are from, as git knows the user.
type Author struct{ Name, Email string }

// AuthorOf asks git for the user's name and address; empty when they are not set.
func AuthorOf(tree string) Author {
	get := func(key string) string {
		out, err := git.Config(context.Background(), tree, key)
		if err != nil {
			return ""
		}
		return out
	}
	a := Author{get("user.name"), get("user.email")}
	if a.Name == "" || a.Email == "" {
		return Author{}
	}
	return a
}

func (a Author) String() string { return a.Name + " <" + a.Email + ">" }

// Mail is the patch as git am takes it. It is signed off when the author says so; a note tells when it is not.
func (q *Patch) Mail(a Author, signoff bool) (string, error) {
	from, trailer, note := a.String(), "\nSigned-off-by: "+a.String()+"\n", ""
	if a == (Author{}) {
		from = "nobody <nobody@localhost>" // git am insists on somebody
	}
	switch {
	case !signoff:
		trailer, note = "", "Not signed off: look at it, and do so with git am --signoff.\n\n"
	case a == (Author{}):
		trailer, note = "", "Not signed off: set user.name and user.email in git's configuration and write the patch\n"+
			"again, or sign it off with git am --signoff.\n\n"
	}
	var diff, stat strings.Builder
	added, removed, wide := 0, 0, 0
	for _, f := range q.Files {
		wide = max(wide, len(quoted(f.Name)))
	}
	for _, f := range q.Files {
		d, err := f.Diff()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&diff, "diff --git %s %s\n%s", quoted("a/"+f.Name), quoted("b/"+f.Name), d)
		plus, minus := 0, 0
		for l := range strings.Lines(d) {
			switch {
			case strings.HasPrefix(l, "+++"), strings.HasPrefix(l, "---"):
			case strings.HasPrefix(l, "+"):
				plus++
			case strings.HasPrefix(l, "-"):
				minus++
			}
		}
		fmt.Fprintf(&stat, " %-*s | %d %s%s\n", wide, quoted(f.Name), plus+minus, strings.Repeat("+", min(plus, 40)), strings.Repeat("-", min(minus, 40)))
		added, removed = added+plus, removed+minus
	}
	fmt.Fprintf(&stat, " %s changed", plural(len(q.Files), "file"))
	if added > 0 {
		fmt.Fprintf(&stat, ", %s(+)", plural(added, "insertion"))
	}
	if removed > 0 {
		fmt.Fprintf(&stat, ", %s(-)", plural(removed, "deletion"))
	}
	stat.WriteString("\n")
	tag := "PATCH"
	if q.Series > 0 {
		tag = fmt.Sprintf("PATCH %d/%d", q.Number, q.Series)
	}
	return fmt.Sprintf("From: %s\nSubject: [%s] %s\n\n%s%s---\n%s%s\n%s-- \npcmlint\n", from, tag, q.Subject, q.Body, trailer, note, stat.String(), diff.String()), nil
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// escapeGlob makes a name match itself only.
func escapeGlob(name string) string { return globSpecial.ReplaceAllString(name, `\$0`) }

var globSpecial = regexp.MustCompile(`[*?\[\\]`)

var unfit = regexp.MustCompile(`[^\w.]+`)

// WritePatches writes one patch per driver into a folder, which must hold no others, and returns their names: git am of all that
// is there must not take those of an earlier run, too.
func (p *Plan) WritePatches(tree, dir string, signoff bool) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot make the folder for patches: %w", err)
	}
	if err := whole.Folder(dir); err != nil {
		return nil, err
	}
	if old, err := filepath.Glob(filepath.Join(escapeGlob(dir), "[0-9][0-9][0-9][0-9]-*.patch")); err != nil || len(old) > 0 {
		return nil, fmt.Errorf("%s holds patches already (%s): remove them, or name another folder", dir, filepath.Base(append(old, "?")[0]))
	}
	author := AuthorOf(tree)
	var names []string
	for i, q := range p.Patches(tree) {
		mail, err := q.Mail(author, signoff)
		if err != nil {
			return nil, err
		}
		slug := strings.Trim(unfit.ReplaceAllString(q.Subject, "-"), "-.")
		name := filepath.Join(dir, fmt.Sprintf("%04d-%s.patch", i+1, slug[:min(len(slug), 52)]))
		if err := whole.Write(name, []byte(mail), 0o644); err != nil {
			return nil, fmt.Errorf("cannot write the patch: %w", err)
		}
		names = append(names, name)
	}
	return names, nil
}
