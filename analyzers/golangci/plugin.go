// Package golangci makes the PCM analyzers a module plugin of golangci-lint v2.
package golangci

import (
	"fmt"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/pcmlint/pcmlint/analyzers"
)

func init() { register.Plugin("pcmlint", New) }

// Settings is what .golangci.yml can set under linters.settings.custom.pcmlint.settings.
type Settings struct {
	// Library is the import path of the PCM library, as -pcm.library. Empty: recognised by shape.
	Library string `json:"library"`
}

type plugin struct{ settings Settings }

// New makes the plugin.
func New(conf any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[Settings](conf)
	if err != nil {
		return nil, fmt.Errorf("pcmlint: settings: %w", err)
	}
	return &plugin{s}, nil
}

// BuildAnalyzers returns the analyzers, set as the settings say.
func (p *plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	analyzers.SetLibrary(p.settings.Library)
	return analyzers.All, nil
}

// GetLoadMode asks for type information.
func (*plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
