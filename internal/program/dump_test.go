package program_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/pcmlint/pcmlint/internal/kernelapi"
	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/modules"
	"github.com/pcmlint/pcmlint/internal/program"
)

const testdata = "../../testdata"

var update = flag.Bool("update", false, "write the expected models anew")

// modelled are test drivers that between them show every layer: how a handler is found, how a table is tied, what is
// matched and what is proved. The model tells which layer changed its mind when a verdict changes.
var modelled = []string{
	"asoc-run-time", "container-chains", "contexts", "hw_free-other-file", "hw_free-system-queue", "init-after-request", "irq-library",
	"irq-number", "irq-through-callback", "irq-wakes-thread", "library-table", "not-understood", "p01-files", "p02-urb-parameter", "p02-work-helper",
	"p03-array-loop", "p04-parts", "p05-precise-ties", "p05-tie-through-helper", "p06-irq-and-work-clean", "p07-three-in-a-row",
	"p10-dmaengine-trigger", "p11-chip-card", "p11-other-struct", "p12-forward", "p12-include-c", "p13-swapped", "p14-table-macro", "p16-library",
	"p17-conditional-value", "p19-directions", "stop-proved", "stop-trusted", "struct-copy", "trigger-waits",
}

// TestModel compares the models of test drivers with testdata/golden/model.
func TestModel(t *testing.T) {
	for _, name := range modelled {
		t.Run(name, func(t *testing.T) {
			got := model(t, filepath.Join(testdata, "src", name))
			file := filepath.Join(testdata, "golden", "model", name+".txt")
			if *update {
				if err := os.WriteFile(file, got, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v: 'go test ./internal/program -update' writes it", err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("the model differs from %s; where that is meant, 'go test ./internal/program -update' writes it anew:\n%s", file, firstDifference(want, got))
			}
		})
	}
}

// model is what Dump says of all drivers in a folder.
func model(t *testing.T, dir string) []byte {
	t.Helper()
	root, kernel := ktree.Find(dir)
	tree, err := ktree.Open(t.Context(), root, kernel, ktree.Options{NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	graph := modules.NewGraph(tree, kernelapi.Kernel())
	var out bytes.Buffer
	program.New(tree, graph, graph.Select(graph.Relevant())).Dump(&out)
	return out.Bytes()
}

// firstDifference shows the first lines that two texts do not share.
func firstDifference(want, got []byte) string {
	a, b := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			return "- " + string(a[i]) + "\n+ " + string(b[i])
		}
	}
	if len(a) > len(b) {
		return "- " + string(a[len(b)])
	}
	return "+ " + string(b[len(a)])
}
