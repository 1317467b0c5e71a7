package rules

import (
	"strings"
	"testing"

	"github.com/pcmlint/pcmlint/internal/finding"
)

// TestRace: what goes wrong comes after what makes it wrong.
func TestRace(t *testing.T) {
	tell := func(f finding.Finding) string {
		var out []string
		for _, e := range Race(&f) {
			out = append(out, e.Lane+": "+e.Text)
		}
		return strings.Join(out, "\n")
	}
	open := finding.Finding{Rule: "PCM001", Context: "irq", Path: []finding.Step{
		{Function: "x_interrupt", Note: "registered as IRQ handler"},
		{Function: "x_probe", Note: "keeps a pointer to x_update()", Setup: true},
		{Function: "x_interrupt", Note: "calls x_update"},
		{Function: "x_update", Note: "calls snd_pcm_period_elapsed"},
	}}
	want := `before: x_interrupt: registered as IRQ handler
before: x_probe: keeps a pointer to x_update()
handler: x_interrupt() begins
app: .trigger(STOP)
gap: nobody waits for x_interrupt()
app: .hw_free()
app: .close()
handler: x_interrupt: calls x_update
handler: snd_pcm_period_elapsed()`
	if got := tell(open); got != want {
		t.Errorf("PCM001:\n%s", got)
	}
	late := finding.Finding{Rule: "PCM003", Subject: "cancel_work_sync", Entries: []string{"x_work"}}
	want = `handler: x_work() begins
app: .trigger(STOP)
gap: nobody waits for x_work()
app: prepare, hw_params
handler: snd_pcm_period_elapsed()
app: .hw_free()
app: cancel_work_sync()`
	if got := tell(late); got != want {
		t.Errorf("PCM003:\n%s", got)
	}
	inGo := open
	inGo.File = "driver.go"
	if got := tell(inGo); strings.Contains(got, "hw_free") || !strings.Contains(got, "HwFree()") {
		t.Errorf("in Go:\n%s", got)
	}
	if got := tell(finding.Finding{Rule: "PCM900"}); got != "" {
		t.Errorf("a finding about a comment has a race:\n%s", got)
	}
}
