package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// secret stands in files outside of the project, and must be in no report.
const secret = "TOKEN-OF-THE-OWNER"

// An attempt is a way to get a fault past the gate, to make pcmlint read, run or write what it must not, or to leave somebody
// with a green gate that looked at nothing.
type attempt struct {
	name  string
	setup string   // shell, in the project's folder; $BAD is a driver with a fault, $GOOD the same without
	run   []string // arguments of pcmlint
	exit  int
	has   string // in what is printed, standard error too
	lacks string
	after string // shell that must succeed
}

// repository makes the project one of git's with a commit.
const repository = "git init -q -b main . && git add -A && git commit -q --allow-empty -m base\n"

var attempts = []attempt{
	// A mistyped path is no green gate.
	{name: "no such file", run: []string{"nosuch.c"}, exit: 2, has: "no such file"},
	{name: "no such file beside a good one", setup: "cp $GOOD a.c", run: []string{"a.c", "nosuch.c"}, exit: 2, has: "nosuch.c"},
	{name: "an empty path", setup: "cp $GOOD a.c", run: []string{""}, exit: 2, has: "an empty path"},
	{name: "a file as a folder", setup: "cp $GOOD a.c", run: []string{"a.c/"}, exit: 2, has: "no such file"},
	{name: "a pattern that the shell left", run: []string{"*.c"}, exit: 2, has: "no such file"},
	{name: "an empty folder", setup: "mkdir d", run: []string{"d"}, exit: 2, has: "no C or Go source"},
	{name: "a folder of texts", setup: "mkdir d && echo x >d/a.txt", run: []string{"d"}, exit: 2, has: "no C or Go source"},
	{name: "a folder named like a source", setup: "mkdir d.c", run: []string{"d.c"}, exit: 2, has: "no C or Go source"},
	{name: "the same in a kernel", setup: "mkdir -p include/sound sound/d.c && touch Makefile include/sound/pcm.h && cp $GOOD sound/a.c",
		run: []string{"sound/d.c"}, exit: 2, has: "no C or Go source"},
	{name: "a folder of headers only", setup: "mkdir d && cp $BAD d/a.h", run: []string{"d"}, exit: 2, has: "headers only"},
	{name: "a header that ends periods and that nobody includes", setup: "cp $GOOD a.c && cp $BAD b.h", run: []string{"b.h"}, exit: 2, has: "no driver includes it"},
	{name: "a header that no driver includes", setup: "cp $GOOD a.c && echo 'int x;' >b.h", run: []string{"b.h"}, exit: 0},
	{name: "another language", setup: "cp $BAD a.cpp", run: []string{"a.cpp"}, exit: 2, has: "no C or Go source"},
	{name: "a pipe", setup: "mkfifo a.c", run: []string{"a.c"}, exit: 2, has: "neither a file nor a folder"},
	{name: "no Go package", setup: "cp $GOOD a.c", run: []string{"./nosuch/..."}, exit: 2, has: "no folder"},
	{name: "a database that names nothing", setup: "echo '[]' >compile_commands.json", run: []string{"compile_commands.json"}, exit: 2, has: "names no C file"},

	// What may not be read is told.
	{name: "a NUL at the end", setup: `cp $BAD a.c && printf '/* \000 */\n' >>a.c`, run: []string{"."}, exit: 1},
	{name: "NULs in front", setup: "head -c 9000 /dev/zero >a.c && cat $BAD >>a.c", run: []string{"."}, exit: 1},
	{name: "a mark of UTF-8 in front", setup: `printf '\357\273\277' >a.c && cat $BAD >>a.c`, run: []string{"."}, exit: 1},
	{name: "a source that is too big", setup: "cp $BAD a.c && { printf '/*'; head -c 17000000 /dev/zero | tr '\\0' ' '; printf '*/\\n'; } >>a.c",
		run: []string{"."}, exit: 2, has: "larger than"},
	{name: "a header that is too big", setup: "(echo '#include \"b.h\"'; cat $GOOD) >a.c && { printf '/*'; head -c 17000000 /dev/zero | tr '\\0' ' '; printf '*/\\n'; } >b.h",
		run: []string{"."}, exit: 2, has: "larger than"},
	{name: "a build file that is too big", setup: "cp $GOOD a.c && head -c 17000000 /dev/zero | tr '\\0' ' ' >Makefile", run: []string{"."}, exit: 2, has: "larger than"},

	// Nothing outside of the project is read or shown.
	{name: "a linked source", setup: "cp $BAD ../a.c && echo \"/* $SECRET */\" >>../a.c && ln -s ../a.c a.c", run: []string{"."}, exit: 2, has: "leads out of the project"},
	{name: "a linked source by name", setup: repository + "cp $BAD ../a.c && ln -s ../a.c a.c", run: []string{"a.c"}, exit: 2, has: "leads out of the"},
	{name: "a linked folder by name", setup: repository + "mkdir ../d && cp $BAD ../d/a.c && echo \"/* $SECRET */\" >>../d/a.c && ln -s ../d d",
		run: []string{"d"}, exit: 2, has: "leads out of the repository"},
	{name: "a file behind a linked folder", setup: repository + "mkdir ../d && cp $BAD ../d/a.c && ln -s ../d d", run: []string{"d/a.c"}, exit: 2, has: "leads out of the repository"},
	{name: "a linked folder that is a repository itself", setup: repository + "mkdir ../d && cp $BAD ../d/a.c && git init -q ../d && ln -s ../d d",
		run: []string{"d"}, exit: 2, has: "leads out of the repository"},
	{name: "a link inside the repository", setup: repository + "mkdir d && cp $BAD d/a.c && ln -s d e", run: []string{"e"}, exit: 1},
	{name: "a linked header", setup: "(echo '#include \"b.h\"'; cat $GOOD) >a.c && echo $SECRET >../b.h && ln -s ../b.h b.h", run: []string{"."}, exit: 2, has: "leads out of the project"},
	{name: "a header of the process", setup: "(echo '#include \"b.h\"'; cat $GOOD) >a.c && ln -s /proc/self/environ b.h", run: []string{"."}, exit: 2, has: "leads out of the project"},
	{name: "a linked build file", setup: "cp $GOOD a.c && echo 'obj-m := a.o' >../m && ln -s ../m Makefile", run: []string{"."}, exit: 2, has: "leads out of the project"},
	{name: "an include that climbs out", setup: "(echo '#include \"../b.h\"'; cat $GOOD) >a.c && echo $SECRET >../b.h",
		run: []string{"-f", "gcc", "."}, exit: 0, has: "../b.h is not read"},
	{name: "the same in a header", setup: "(echo '#include \"c.h\"'; cat $GOOD) >a.c && echo '#include \"../b.h\"' >c.h && echo $SECRET >../b.h",
		run: []string{"--fail-on-unknown", "."}, exit: 1, has: "could not be judged"},
	{name: "an include from the top", setup: "(echo \"#include \\\"$PWD/../b.h\\\"\"; cat $GOOD) >a.c && echo $SECRET >../b.h",
		run: []string{"-f", "gcc", "."}, exit: 0, has: "b.h is not read"},
	{name: "an include that is not there", setup: "(echo '#include \"../b.h\"'; cat $GOOD) >a.c", run: []string{"-f", "gcc", "--fail-on-unknown", "."}, exit: 0},
	{name: "line directives", setup: "echo $SECRET >../b && (echo \"#line 1 \\\"$PWD/../b\\\"\"; cat $BAD) >a.c", run: []string{"."}, exit: 1, has: "a.c:"},
	{name: "a linked configuration", setup: "cp $BAD a.c && echo 'exclude = [\"a.c\"]' >../c && ln -s ../c .pcmlint.toml", run: []string{"."}, exit: 2, has: "leads out of"},
	{name: "a linked baseline", setup: "cp $BAD a.c && echo $SECRET >../b && ln -s ../b b && echo 'baseline = \"b\"' >.pcmlint.toml", run: []string{"."}, exit: 2, has: "outside of the project"},
	{name: "a baseline elsewhere", setup: "cp $BAD a.c && echo $SECRET >../b && echo 'baseline = \"../b\"' >.pcmlint.toml", run: []string{"."}, exit: 2, has: "outside of the project"},
	{name: "a baseline of the system", setup: "cp $BAD a.c && echo 'baseline = \"/etc/passwd\"' >.pcmlint.toml", run: []string{"."}, exit: 2, has: "outside of the project", lacks: "root:"},

	// Nothing of the tree is run.
	{name: "a filter of a planted repository", setup: repository + "cp $BAD a.c && mkdir -p objects refs && printf '[core]\\n\\tbare = true\\n[filter \"x\"]\\n\\tclean = touch ran\\n' >config && echo 'ref: refs/heads/main' >HEAD && echo '*.c filter=x' >.gitattributes",
		run: []string{"--new-from", "HEAD", "."}, exit: 1, after: "test ! -e ran"},
	{name: "a monitor of the repository", setup: "cp $GOOD a.c\n" + repository + "git config core.fsmonitor 'touch ran' && echo >>a.c", run: []string{"--new-from", "HEAD", "."}, exit: 0, after: "test ! -e ran"},
	{name: "a filter of the repository", setup: "cp $GOOD a.c\n" + repository + "git config filter.x.clean 'touch ran; cat' && echo '*.c filter=x' >.gitattributes && echo >>a.c",
		run: []string{"--new-from", "HEAD", "."}, exit: 0, after: "test ! -e ran"},
	{name: "a program of the Makefile", setup: "cp $GOOD a.c && echo 'obj-m := a.o $(shell touch ran)' >Makefile", run: []string{"."}, exit: 0, after: "test ! -e ran"},

	// Nothing is written where a link leads.
	{name: "a report through a link", setup: "cp $BAD a.c && echo kept >../own && ln -s ../own r", run: []string{"-f", "gcc", "-o", "r", "."}, exit: 2, has: "symbolic link", after: "test $(cat ../own) = kept"},
	{name: "a report into a linked folder", setup: repository + "cp $BAD a.c && mkdir ../d && ln -s ../d d", run: []string{"-f", "gcc", "-o", "d/r", "."}, exit: 2, has: "lead out of", after: "test -z \"$(ls ../d)\""},
	{name: "patches into a linked folder", setup: repository + "cp $BAD a.c && mkdir ../d && ln -s ../d d", run: []string{"fix", "--patches", "d", "."}, exit: 2, has: "lead out of", after: "test -z \"$(ls ../d)\""},
	{name: "a baseline through a link", setup: "cp $BAD a.c && ln -s ../own b", run: []string{"--write-baseline", "b", "."}, exit: 2, has: "symbolic link", after: "test ! -e ../own"},
	{name: "a repair behind a linked folder", setup: repository + "mkdir ../d && cp $BAD ../d/a.c && ln -s ../d d", run: []string{"fix", "--write", "d"}, exit: 2, has: "leads out of the repository", after: "cmp ../d/a.c $BAD"},
	{name: "two reports into one file", setup: "cp $BAD a.c", run: []string{"-f", "gcc", "-o", "r", "-f", "json", "-o", "./r", "."}, exit: 2, has: "both go to"},
	{name: "an incomplete report", setup: "cp $BAD a.c && mkdir d && echo old >r", run: []string{"-f", "gcc", "-o", "r", "d"}, exit: 2, after: "test $(cat r) = old"},

	// Only the user's own cache is believed.
	{name: "a cache that others may write", setup: "cp $BAD a.c && mkdir -m 777 c", run: []string{"--cache-dir", "c", "."}, exit: 1, has: "may be written by others", after: "test -z \"$(ls c)\""},
	{name: "a cache that came with the change", setup: "cp $BAD a.c && mkdir -m 700 c && touch c/x\n" + repository, run: []string{"--cache-dir", "c", "."}, exit: 1, has: "a change may have brought", after: "test \"$(ls c)\" = x"},
	{name: "a cache behind a link that did", setup: "cp $BAD a.c && ln -s ../c c\n" + repository + "mkdir -m 700 ../c", run: []string{"--cache-dir", "c/d", "."}, exit: 1, has: "a change may have brought", after: "test -z \"$(ls ../c)\""},
	{name: "a cache in the work tree that git does not know", setup: "cp $BAD a.c\n" + repository + "mkdir -m 700 c", run: []string{"--cache-dir", "c", "."}, exit: 1, lacks: "the cache is not used", after: "test -n \"$(ls c)\""},

	// What a change's configuration and comments take away is told.
	{name: "a rule that is off", setup: "cp $BAD a.c && printf '[rules.PCM001]\\noff = \"not now\"\\n' >.pcmlint.toml", run: []string{"-q", "-f", "gcc", "."}, exit: 0, has: "PCM001 is off"},
	{name: "a rule that is off without a reason", setup: "cp $BAD a.c && printf '[rules.PCM001]\\noff = \"--\"\\n' >.pcmlint.toml", run: []string{"."}, exit: 2, has: "give the reason"},
	{name: "a file that is left out", setup: "cp $BAD a.c && echo 'exclude = [\"a.c\"]' >.pcmlint.toml", run: []string{"-q", "-f", "github", "."}, exit: 0, has: "leaves out: a.c"},
	{name: "a file that is left out behind many", setup: "cp $BAD a.c && (echo 'exclude = ['; seq -f '\"%.0f/**\",' 99; echo '\"a.c\"]') >.pcmlint.toml", run: []string{"-q", "-f", "gcc", "."}, exit: 0, has: "leaves out: a.c"},
	{name: "patterns that were not tried", setup: "cp $GOOD a.c && (echo 'exclude = ['; seq -f '\"%.0f/**\",' 99; echo ']') >.pcmlint.toml", run: []string{"-q", "-f", "gcc", "."}, exit: 0, has: "was asked of the first 64"},
	{name: "many paths that match nothing", setup: "cp $GOOD a.c && (echo 'exclude = ['; seq -f '\"no%.0f\",' 99; echo ']') >.pcmlint.toml", run: []string{"-q", "-f", "gcc", "."}, exit: 0, has: "and 94 more in .pcmlint.toml:2 matches nothing"},
	{name: "everything left out", setup: "cp $BAD a.c && echo 'exclude = [\"**\"]' >.pcmlint.toml", run: []string{"-q", "-f", "gitlab", "."}, exit: 0, has: "leaves out: a.c"},
	{name: "an older kernel", setup: "cp $GOOD a.c && echo 'kernel = \"6.1\"' >.pcmlint.toml", run: []string{"-q", "-f", "gcc", "."}, exit: 0, has: "judged for Linux 6.1, says .pcmlint.toml:1"},
	{name: "the same, with a flag that says otherwise", setup: "cp $GOOD a.c && echo 'kernel = \"6.1\"' >.pcmlint.toml", run: []string{"-q", "-f", "gcc", "--kernel", "6.12", "."}, exit: 0, lacks: "judged for"},
	{name: "a wait of its own", setup: "cp $BAD a.c && printf '[[waits]]\\nfunction = \"nothing\"\\nargument = 1\\n' >.pcmlint.toml", run: []string{"-q", "-f", "gcc", "."}, exit: 1, has: "taken for functions that wait for one"},
	{name: "a comment, and nobody asks for a summary", setup: "sed 's|^static const|/* pcmlint:ignore PCM001 -- it is safe */\\n&|' $BAD >a.c", run: []string{"-q", "."}, exit: 0, has: "findings that comments suppress: 1 (a.c:"},
	{name: "a comment that was meant to", setup: "sed 's|^static const|/* pcmlint:igonre PCM001 -- it is safe */\\n&|' $BAD >a.c", run: []string{"-f", "gcc", "."}, exit: 1, has: "is not `pcmlint:ignore`"},
	{name: "a gate's own configuration", setup: "cp $BAD a.c && echo 'exclude = [\"a.c\"]' >.pcmlint.toml && touch ../own.toml", run: []string{"--config", "../own.toml", "."}, exit: 1},

	// Names say nothing to the terminal, nor to who reads a report.
	{name: "a name that talks to the terminal", setup: "cp $BAD \"$(printf 'a\\033[31m\\nb.c')\"", run: []string{"-f", "gcc", "."}, exit: 1, lacks: "\x1b"},
	{name: "the same in an error", setup: "cp $GOOD a.c && ln -s /etc/passwd \"$(printf 'a\\033[31m\\nb.c')\"", run: []string{"."}, exit: 2, has: "leads out", lacks: "\x1b"},
	{name: "a line of its own in an error", setup: "cp $GOOD a.c && ln -s /etc/passwd \"$(printf 'x\\npcmlint: all is well.c')\"", run: []string{"."}, exit: 2, lacks: "\npcmlint: all is well"},
	{name: "a name that turns around, in json", setup: "cp $BAD \"$(printf 'a\\342\\200\\256b.c')\"", run: []string{"-f", "json", "."}, exit: 1, has: `"a\u202eb.c"`, lacks: "\u202e"},
	{name: "the same for GitLab", setup: "cp $BAD \"$(printf 'a\\342\\200\\256b.c')\"", run: []string{"-f", "gitlab", "."}, exit: 1, has: `"a\u202eb.c"`, lacks: "\u202e"},
	{name: "a workflow command in a name", setup: "cp $BAD \"$(printf 'a\\n::set-env name=X::y\\n.c')\"", run: []string{"-f", "github", "."}, exit: 1, lacks: "\n::set-env"},
	{name: "a script in a name", setup: "cp $BAD '<img src=x onerror=alert(1)>.c'", run: []string{"-f", "html", "."}, exit: 1, lacks: "<img src=x"},

	// A commit is what the commit has.
	{name: "a fault that is only in the commit", setup: "cp $BAD a.c\n" + repository + "rm a.c", run: []string{"--rev", "HEAD", "a.c"}, exit: 1},
	{name: "a folder that is only in the commit", setup: "mkdir -p d/e && cp $BAD d/e/a.c\n" + repository + "rm -r d", run: []string{"--rev", "HEAD", "d/e"}, exit: 1},
	{name: "a file that is not in the commit", setup: repository + "cp $BAD a.c", run: []string{"--rev", "HEAD", "a.c"}, exit: 2, has: "no a.c in the commit"},
	{name: "a folder that is not in the commit", setup: "cp $GOOD b.c\n" + repository + "mkdir d && cp $BAD d/a.c", run: []string{"--rev", "HEAD", "d"}, exit: 2, has: "no d in the commit"},
	{name: "a commit without sources", setup: "touch README\n" + repository + "cp $GOOD a.c", run: []string{"--rev", "HEAD", "."}, exit: 2, has: "no C or Go source"},
	{name: "no such commit", setup: "cp $BAD a.c\n" + repository, run: []string{"--new-from", "nosuch", "."}, exit: 2, has: "no commit nosuch"},
	{name: "the configuration of a folder that is gone", setup: "mkdir d && cp $BAD d/a.c && printf '[rules.PCM001]\\noff = \"not now\"\\n' >d/.pcmlint.toml\n" + repository + "rm -r d",
		run: []string{"--rev", "HEAD", "d"}, exit: 0, has: "PCM001 is off"},
}

// TestAttempts makes each attempt in a project of its own.
func TestAttempts(t *testing.T) {
	for _, tool := range []string{"git", "sh", "seq", "mkfifo"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s", tool)
		}
	}
	src, err := filepath.Abs("testdata/attempts")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range attempts {
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			a.make(t, src)
		})
	}
}

func (a attempt) make(t *testing.T, src string) {
	top := t.TempDir()
	project := filepath.Join(top, "project")
	if err := os.Mkdir(project, 0o755); err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "BAD="+filepath.Join(src, "bad.c"), "GOOD="+filepath.Join(src, "good.c"), "SECRET="+secret,
		"HOME="+top, "XDG_CACHE_HOME="+filepath.Join(top, "cache"), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	shell := func(text string) {
		cmd := exec.Command("sh", "-ec", text)
		cmd.Dir, cmd.Env = project, env
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", text, err, out)
		}
	}
	shell(a.setup)
	cmd := exec.Command("pcmlint", a.run...)
	cmd.Dir, cmd.Env = project, env
	out, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != a.exit {
		t.Errorf("exit status %d, want %d\n%s", got, a.exit, out)
	}
	if !strings.Contains(string(out), a.has) {
		t.Errorf("no %q in\n%s", a.has, out)
	}
	if a.lacks != "" && strings.Contains(string(out), a.lacks) {
		t.Errorf("%q in\n%s", a.lacks, out)
	}
	if bytes.Contains(out, []byte(secret)) {
		t.Errorf("what lies outside is shown:\n%s", out)
	}
	shell(a.after)
}
