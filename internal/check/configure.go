package check

import "github.com/pcmlint/pcmlint/internal/config"

// Use takes what a configuration says about the analysis into the options.
func (o *Options) Use(c *config.Config) {
	o.API = c.API()
	o.Excluded = c.Excludes
	o.Off = c.Off()
	o.Fallback = c.Target()
}
