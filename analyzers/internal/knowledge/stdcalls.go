package knowledge

import "strings"

// This file says which methods of a value the standard library calls. By default a function calls, before it returns,
// the methods of the interfaces that it takes; what it makes of such a value calls them when it is used itself.

// Held are methods that a function of the standard library calls of what a field of its receiver holds.
type Held struct {
	Field   string
	Methods []string
}

var (
	streams = []Held{{"Stdout", []string{"Write"}}, {"Stderr", []string{"Write"}}, {"Stdin", []string{"Read"}}}
	handler = []Held{{"Handler", []string{"ServeHTTP"}}}
)

// held lists methods that call what fields of their receiver hold, and the kind of context in which they do, "" before
// they return.
var held = map[string]struct {
	Kind string
	Held []Held
}{
	"(*os/exec.Cmd).Start":                        {Goroutine, streams},
	"(*os/exec.Cmd).Run":                          {"", streams},
	"(*os/exec.Cmd).Output":                       {"", streams},
	"(*os/exec.Cmd).CombinedOutput":               {"", streams},
	"(*net/http.Server).Serve":                    {Callback, handler},
	"(*net/http.Server).ServeTLS":                 {Callback, handler},
	"(*net/http.Server).ListenAndServe":           {Callback, handler},
	"(*net/http.Server).ListenAndServeTLS":        {Callback, handler},
	"(*net/http/httptest.Server).Start":           {Callback, handler},
	"(*net/http/httptest.Server).StartTLS":        {Callback, handler},
	"(*net/http.Client).Do":                       {"", []Held{{"Transport", []string{"RoundTrip"}}}},
	"(*net/http/httputil.ReverseProxy).ServeHTTP": {"", []Held{{"Transport", []string{"RoundTrip"}}, {"ErrorLog", []string{"Write"}}}},
}

// HeldBy tells which methods of what its receiver holds a function calls, and in which kind of context, "" before it
// returns.
func HeldBy(key string) (kind string, fields []Held) { return held[key].Kind, held[key].Held }

// also lists methods that the standard library looks for in a value that it takes as something smaller.
var also = map[string][]string{
	"Write": {"ReadFrom", "WriteString"}, // io.Copy, io.WriteString
	"Read":  {"WriteTo"},
}

// Asked adds to the methods of an interface those that the standard library asks the value for besides.
func Asked(methods []string) []string {
	out := methods
	for _, m := range methods {
		out = append(out[:len(out):len(out)], also[m]...)
	}
	return out
}

// printed lists the packages that call methods of any value, by the first element of their path that tells, with these.
var printed = map[string][]string{
	"fmt":           {"String", "Error", "Format", "GoString", "Scan"},
	"log":           {"String", "Error", "Format"},
	"log/slog":      {"String", "Error", "LogValue"},
	"encoding/json": {"MarshalJSON", "UnmarshalJSON", "MarshalText", "UnmarshalText"},
	"encoding/xml":  {"MarshalXML", "UnmarshalXML", "MarshalText", "UnmarshalText"},
	"encoding/gob":  {"GobEncode", "GobDecode", "MarshalBinary", "UnmarshalBinary"},
}

// OfAny tells which methods a package of the standard library calls of values of any type.
func OfAny(pkg string) []string { return printed[pkg] }

// Iterates tells the packages whose functions give the elements of what they are given.
func Iterates(pkg string) bool { return pkg == "slices" || pkg == "maps" || pkg == "iter" }

// Reflects tells the package that runs functions without naming them.
func Reflects(pkg string) bool { return pkg == "reflect" }

// Serves tells contexts of net/http, which end before a server has shut down.
func Serves(key string) bool { return strings.Contains(key, "net/http.") }

// ShutsDown tells the methods that wait until what a server serves has ended.
func ShutsDown(key string) bool { return key == "(*net/http.Server).Shutdown" }
