package fix

import (
	"path"
	"slices"
	"strings"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
)

// pathPrefix is what subjects for a driver begin with, by the habit of the subsystem that it lies in.
func pathPrefix(files []*File) string {
	main := mainFile(files)
	dir, name := path.Split(main.Name)
	name = strings.TrimSuffix(name, path.Ext(name))
	for h := strings.TrimSuffix(dir, "/"); h != ""; h = parent(h) {
		habit, ok := kernelapi.Subjects[h]
		if !ok {
			continue
		}
		sub, _, _ := strings.Cut(strings.TrimPrefix(dir, h+"/"), "/")
		if sub == "" {
			sub = name
		}
		habit = strings.ReplaceAll(strings.ReplaceAll(habit, "%f", name), "%d", sub)
		parts := strings.Split(habit, ": ")
		for i := 1; i < len(parts); i++ { // mediatek: mtk-btcvsd, but meson: axg-fifo of meson-axg-fifo
			parts[i] = strings.TrimPrefix(strings.TrimPrefix(parts[i], parts[i-1]+"-"), parts[i-1]+"_")
		}
		return strings.Join(slices.Compact(parts), ": ") + ": "
	}
	return name + ": "
}

func parent(dir string) string {
	if i := strings.LastIndexByte(dir, '/'); i >= 0 {
		return dir[:i]
	}
	return ""
}

// mainFile is the file that a patch changes most: the driver's own rather than a header.
func mainFile(files []*File) *File {
	main := files[0]
	for _, f := range files[1:] {
		if len(f.After)-len(f.Before) > len(main.After)-len(main.Before) {
			main = f
		}
	}
	return main
}

// covers says of each wait that the repairs of a patch add why it is enough.
func (q *Patch) covers() []string {
	var out []string
	for _, f := range q.findings {
		for _, e := range f.Fix.Edits {
			for _, name := range called.FindAllStringSubmatch(e.NewText, -1) {
				out = appendNew(out, kernelapi.WhyItCovers[name[1]])
			}
			if strings.Contains(e.NewText, "= "+kernelapi.DMAEngineSyncStop) {
				out = appendNew(out, kernelapi.WhyItCovers[kernelapi.DMAEngineSyncStop])
			}
		}
	}
	return out
}

// unwaits tells whether the repairs of a patch take a wait out of .trigger.
func (q *Patch) unwaits() bool {
	for _, f := range q.findings {
		for _, e := range f.Fix.Edits {
			if kernelapi.NotWaits[e.NewText] {
				return true
			}
		}
	}
	return false
}
