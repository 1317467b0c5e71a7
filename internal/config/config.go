// Package config reads .pcmlint.toml: which paths and rules are left out, what else is known of the kernel's interfaces,
// and defaults of flags. It checks what is written there and says where it is wrong; what the settings mean for an
// analysis is not its business.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/pelletier/go-toml/v2"

	"github.com/pcmlint/pcmlint/internal/ktree"
	"github.com/pcmlint/pcmlint/internal/project"
)

// Name is the name of the file.
const Name = ".pcmlint.toml"

// Config is what one file says.
type Config struct {
	Exclude       []string        `toml:"exclude"`
	Format        string          `toml:"format"`
	Baseline      string          `toml:"baseline"`        // as written; see BaselinePath
	Kernel        string          `toml:"kernel"`          // the version to judge for outside a kernel tree; see Target
	FailOnUnknown bool            `toml:"fail-on-unknown"` // what could not be judged blocks
	Rules         map[string]Rule `toml:"rules"`
	Registers     []Register      `toml:"registers"`
	Waits         []Wait          `toml:"waits"`
	Ops           []Ops           `toml:"ops"`
	Inits         []Init          `toml:"initialises"`

	file string // absolute
	at   positions
}

// Rule says what is different about one rule.
type Rule struct {
	Off string `toml:"off"` // why it is off
}

// Register is one function-pointer argument of a function that has it called asynchronously. Arguments and parameters
// count from 1; 0 stands for none.
type Register struct {
	Function  string `toml:"function"`
	Argument  int    `toml:"argument"`
	Kind      string `toml:"kind"`
	Object    int    `toml:"object"`    // the argument that a waiting call names
	Data      int    `toml:"data"`      // the argument that the handler gets
	Parameter int    `toml:"parameter"` // the handler's parameter that gets it
}

// Wait is a function that waits for asynchronous code to end.
type Wait struct {
	Function string   `toml:"function"`
	Argument int      `toml:"argument"` // what is waited for
	Kinds    []string `toml:"kinds"`    // empty: any
	Queue    bool     `toml:"queue"`    // for all that is on it
}

// Init is a function that makes an object usable.
type Init struct {
	Function string `toml:"function"`
	Argument int    `toml:"argument"` // the object
}

// Ops is a struct of PCM callbacks.
type Ops struct {
	Struct    string   `toml:"struct"`
	Substream int      `toml:"substream"` // the callbacks' parameter
	Callbacks []string `toml:"callbacks"` // empty: those of struct snd_pcm_ops
}

// Find looks for the file from the folder of a path upwards, as far as the root of its kernel tree or git work tree. It
// returns "" when there is none.
func Find(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("cannot look for %s: %w", Name, err)
	}
	root, kernel := ktree.Find(abs)
	dir := abs
	if info, err := os.Stat(abs); err != nil || !info.IsDir() {
		dir = filepath.Dir(abs)
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	for {
		name := filepath.Join(dir, Name)
		switch info, err := os.Stat(name); {
		case err == nil && info.Mode().IsRegular():
			if real, err := filepath.EvalSymlinks(name); err != nil || !project.Inside(project.Of(dir), real) {
				return "", fmt.Errorf("%s is a symbolic link that leads out of %s, and is not read: name the configuration with --config, or use --no-config", name, project.Of(dir))
			}
			return name, nil
		case err == nil:
			return "", fmt.Errorf("%s is no file: pcmlint reads its configuration from there (--no-config does without)", name)
		case !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("cannot look for the configuration: %w (--no-config does without)", err)
		}
		_, err := os.Lstat(filepath.Join(dir, ".git"))
		up := filepath.Dir(dir)
		if err == nil || kernel && dir == root || up == dir {
			return "", nil
		}
		dir = up
	}
}

// maxSize is more than a configuration needs.
const maxSize = 16 << 20

// Load reads and checks a file.
func Load(name string) (*Config, error) {
	info, err := os.Stat(name)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxSize) {
		err = fmt.Errorf("%s is a folder, a device or too big", name)
	}
	var text []byte
	if err == nil {
		text, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the configuration: %w", err)
	}
	return Text(name, text)
}

// Text is Load for a text that the file has elsewhere, as in a commit.
func Text(name string, text []byte) (*Config, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	c, err := Parse(name, text)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		abs = filepath.Join(real, filepath.Base(abs))
	}
	c.file = abs
	return c, nil
}

// Parse reads and checks the text of a file. Its errors name it as name:line:column, all that is wrong at once.
func Parse(name string, text []byte) (*Config, error) {
	c := &Config{file: name}
	d := toml.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(c); err != nil {
		return nil, explain(name, err)
	}
	c.at = locate(text)
	if err := c.check(name); err != nil {
		return nil, err
	}
	return c, nil
}

// explain gives errors of the decoder a place and a hint.
func explain(name string, err error) error {
	var (
		strict *toml.StrictMissingError
		wrong  *toml.DecodeError
	)
	switch {
	case errors.As(err, &strict):
		var all []error
		for i := range strict.Errors {
			e := &strict.Errors[i]
			line, column := e.Position()
			all = append(all, fmt.Errorf("%s:%d:%d: unknown key %q%s", name, line, column, strings.Join(e.Key(), "."), suggest(e.Key())))
		}
		return errors.Join(all...)
	case errors.As(err, &wrong):
		line, column := wrong.Position()
		return fmt.Errorf("%s:%d:%d: %s", name, line, column, plain(wrong))
	}
	return fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "toml: "))
}

// mismatch is how the decoder tells that a value has the wrong type.
var mismatch = regexp.MustCompile(`cannot decode TOML (\w+) into (?:struct field \S+ of type )?(\S+)$`)

// types are what a setting takes, by the type of its field.
var types = map[string]string{
	"string": "a string", "int": "a whole number", "bool": "true or false", "[]string": "a list of strings",
	"map[string]config.Rule": `tables, as in [rules.PCM003]`, "config.Rule": `a table with "off" in it`,
	"[]config.Register": "tables, [[registers]]", "[]config.Wait": "tables, [[waits]]", "[]config.Init": "tables, [[initialises]]", "[]config.Ops": "tables, [[ops]]",
}

// plain says what is wrong with a value in words of the file.
func plain(wrong *toml.DecodeError) string {
	text := strings.TrimPrefix(wrong.Error(), "toml: ")
	m := mismatch.FindStringSubmatch(text)
	if m == nil || types[m[2]] == "" {
		return text
	}
	of := strings.Join(wrong.Key(), ".")
	if of == "" {
		of = "this setting"
	}
	return fmt.Sprintf("%s takes %s, and this is %s", of, types[m[2]], article(m[1]))
}

// article names a type of TOML.
func article(kind string) string {
	if strings.ContainsAny(kind[:1], "aeio") {
		return "an " + kind
	}
	return "a " + kind
}

// File is the file that was read, absolute.
func (c *Config) File() string { return c.file }

// Dir is the folder that paths in the file are relative to.
func (c *Config) Dir() string { return filepath.Dir(c.file) }

// BaselinePath is the baseline's file, absolute; "" for none.
func (c *Config) BaselinePath() string {
	if c.Baseline == "" || filepath.IsAbs(c.Baseline) {
		return c.Baseline
	}
	return filepath.Join(c.Dir(), filepath.FromSlash(c.Baseline))
}

// Target is the kernel to judge for outside a kernel tree, zero for none.
func (c *Config) Target() ktree.Target {
	t, _ := ktree.ParseTarget(c.Kernel, fmt.Sprintf("%s says kernel = %q", Name, c.Kernel)) // check has seen that it is one
	return t
}

// Line is the line of a setting: "exclude", "rules.PCM003.off", "registers[0].kind"; 0 when it is not set.
func (c *Config) Line(key string) int { return c.at[key].line }

// Excludes tells whether a file below an absolute root, relative to it, is left out: when a pattern stands for it or for
// a folder that it is in.
func (c *Config) Excludes(root, file string) bool {
	if len(c.Exclude) == 0 {
		return false
	}
	rel, err := filepath.Rel(c.Dir(), filepath.Join(root, filepath.FromSlash(file)))
	if err != nil || !filepath.IsLocal(rel) {
		return false
	}
	for p := filepath.ToSlash(rel); p != "." && p != "/"; {
		for _, pattern := range c.Exclude {
			if ok, err := doublestar.Match(strings.TrimSuffix(pattern, "/"), p); ok && err == nil {
				return true
			}
		}
		i := strings.LastIndexByte(p, '/')
		if i < 0 {
			return false
		}
		p = p[:i]
	}
	return false
}

// Off gives the reason why each rule that is off is so.
func (c *Config) Off() map[string]string {
	out := map[string]string{}
	for id, r := range c.Rules {
		if r.Off != "" {
			out[id] = r.Off
		}
	}
	return out
}
