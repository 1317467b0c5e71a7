package check

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
	"github.com/pcmlint/pcmlint/internal/program"
)

const (
	// A chunk holds so many files with tables: enough for drivers of one folder to share what is found out about their
	// libraries, and few enough for all processors to end at the same time.
	chunkFiles = 8
	// A selection of up to so many files with tables is not worth chunks.
	smallSelection = 16
)

// analyze judges the tables of a selection, or of the whole tree, on all processors: the files that may hold tables are
// dealt out in chunks, each with a World of its own, so that memory is bounded by the chunk and not by the tree. A small
// selection, and any of a session, which keeps its World, is one piece.
func analyze(ctx context.Context, tree *ktree.Tree, graph *modules.Graph, sel *modules.Selection, o Options) (*program.Result, error) {
	files := graph.TableFiles(o.Audit)
	if sel != nil {
		if sel.Empty() || o.worlds != nil || len(graph.Near(sel, files)) <= smallSelection {
			part, err := guarded(func() *program.Result { return analyzeChunk(ctx, tree, graph, sel, nil, o, new(*program.World)) })
			if err == nil {
				err = ctx.Err() // what is there may be half of it
			}
			if err != nil {
				return nil, err
			}
			res := program.Merge([]*program.Result{part})
			if o.worlds == nil {
				err = wholeLibraries(ctx, tree, graph, sel, res, o)
			}
			return res, err
		}
	}
	var chunks [][]string
	for len(files) > 0 { // the same chunks for a part of the tree as for the whole, so that they share what is kept
		n := min(chunkFiles, len(files))
		if sel == nil || len(graph.Near(sel, files[:n])) > 0 {
			chunks = append(chunks, files[:n])
		}
		files = files[n:]
	}
	if more := graph.Tableless(); len(more) > 0 && (sel == nil || len(graph.Near(sel, more)) > 0) {
		chunks = append(chunks, more)
	}
	jobs := o.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	parts := make([]*program.Result, len(chunks))
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		next  int
		first error
	)
	for range min(jobs, len(chunks)) {
		wg.Go(func() {
			var last *program.World // its files that the next chunk needs as well are indexed already
			for {
				mu.Lock()
				i := next
				next++
				stop := first != nil || ctx.Err() != nil
				mu.Unlock()
				if stop || i >= len(chunks) {
					return
				}
				if o.Progress != nil {
					o.Progress("link", i, len(chunks))
				}
				part, err := guarded(func() *program.Result {
					return analyzeChunk(ctx, tree, graph, graph.Select(chunks[i]), chunks[i], o, &last)
				})
				mu.Lock()
				parts[i] = part
				if first == nil {
					first = err
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if first != nil {
		return nil, first
	}
	return program.Merge(parts), nil
}

// wholeLibraries judges the tables of libraries that a selection uses again, for all programs that these are linked with,
// where the selection holds only some.
func wholeLibraries(ctx context.Context, tree *ktree.Tree, graph *modules.Graph, sel *modules.Selection, res *program.Result, o Options) error {
	_, files := program.Libraries(graph, sel, res)
	if len(files) == 0 {
		return nil
	}
	slices.Sort(files)
	part, err := guarded(func() *program.Result {
		return analyzeChunk(ctx, tree, graph, graph.Select(files), files, o, new(*program.World))
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return err
	}
	res.Verdicts = slices.DeleteFunc(res.Verdicts, func(v *program.Verdict) bool { return slices.Contains(files, v.Pos.File) })
	*res = *program.Merge([]*program.Result{res, part})
	return nil
}

// analyzeChunk judges the tables of some files, or (nil) of all that the selection can be linked with. What an earlier
// run found is taken from the cache when nothing that it depended on has changed. The World that was last used for other
// chunks is replaced by the one that is used now. The result is nil when ctx has ended.
func analyzeChunk(ctx context.Context, tree *ktree.Tree, graph *modules.Graph, sel *modules.Selection, files []string, o Options, last **program.World) *program.Result {
	if sel.Empty() {
		return &program.Result{}
	}
	w := program.New(tree, graph, sel)
	w.Everything = o.Audit
	w.StopWhen(func() bool { return ctx.Err() != nil })
	find := func() *program.Result {
		return w.Analyze(func(f string) bool { return files == nil || slices.Contains(files, f) })
	}
	if o.worlds != nil {
		return o.worlds.with(tree, graph, sel, files, w, find)
	}
	r := &results{tree: tree, key: graph.Key(sel, append([]string{build(), strconv.FormatBool(o.Audit)}, files...)...)}
	if res := r.load(); res != nil {
		return res
	}
	if *last != nil {
		w.Follow(*last)
	}
	*last = w
	res := find()
	if res != nil {
		r.store(res)
	}
	return res
}

// guarded turns a panic of the analysis into an error, so that one driver that it cannot cope with is said and not a
// crash.
func guarded(do func() *program.Result) (res *program.Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error in the analysis: %v (please report)\n%s", p, debug.Stack())
		}
	}()
	return do(), nil
}
