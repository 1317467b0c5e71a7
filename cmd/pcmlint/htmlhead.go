package main

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// plainWord needs no quotes in a shell.
var plainWord = regexp.MustCompile(`^[\w@%+=:,./-]+$`)

// commandLine spells a command as it can be given again.
func commandLine(args []string) string {
	words := []string{"pcmlint"}
	for _, a := range args[min(1, len(args)):] {
		if !plainWord.MatchString(a) {
			a = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		words = append(words, a)
	}
	return strings.Join(words, " ")
}

// today is the date that a report is of: now, or what SOURCE_DATE_EPOCH says to those who build the same bytes again.
func today(epoch string) string {
	t := time.Now()
	if n, err := strconv.ParseInt(epoch, 10, 64); err == nil {
		t = time.Unix(n, 0)
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}

// validSourceURL reports a pattern that no line can be found by.
func validSourceURL(pattern string) error {
	if pattern == "" {
		return nil
	}
	u, err := url.Parse(strings.NewReplacer("{file}", "x", "{line}", "1").Replace(pattern))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || !strings.Contains(pattern, "{file}") {
		return usagef("--source-url %s: give an http or https address with {file} and {line} in it, as in 'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/{file}?h=v6.12#n{line}'", pattern)
	}
	return nil
}
