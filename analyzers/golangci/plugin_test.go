package golangci_test

import (
	"testing"

	"github.com/golangci/plugin-module-register/register"

	"github.com/pcmlint/pcmlint/analyzers"
	_ "github.com/pcmlint/pcmlint/analyzers/golangci"
)

func TestPlugin(t *testing.T) {
	build, err := register.GetPlugin("pcmlint")
	if err != nil {
		t.Fatal(err)
	}
	p, err := build(map[string]any{"library": ""})
	if err != nil {
		t.Fatal(err)
	}
	as, err := p.BuildAnalyzers()
	if err != nil || len(as) != len(analyzers.All) {
		t.Fatal(len(as), err)
	}
	if _, err := build(map[string]any{"libary": "x"}); err == nil {
		t.Error("a misspelled setting is no error")
	}
}
