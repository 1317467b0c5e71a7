package heron

import (
	"testing"

	"example.com/pcmdrivers/irq"
	"example.com/pcmdrivers/pcm"
)

// TestStop stops and frees the stream while the handler runs.
func TestStop(t *testing.T) {
	const line = 5
	s, err := New(pcm.NewCard(), line, func() int { return 64 })
	if err != nil {
		t.Fatal(err)
	}
	steps := []func() error{
		s.Open, func() error { return s.HwParams(1024) }, s.Prepare, s.Start,
		func() error { irq.Raise(line); return nil },
		s.Stop, s.HwFree, s.Close,
	}
	for i, step := range steps {
		if err := step(); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
	irq.SynchronizeIRQ(line)
}
