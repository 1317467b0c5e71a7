package lsp

import (
	"net/url"
	"path/filepath"
	"strings"

	"go.lsp.dev/uri"
)

// documentURI names a document.
type documentURI = uri.URI

// pathOf is the file that a URI names, "" when it names none on this machine.
func pathOf(id documentURI) string {
	u, err := url.Parse(string(id))
	if err != nil || u.Scheme != "file" || u.Host != "" && u.Host != "localhost" || !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	if strings.ContainsRune(u.Path, 0) {
		return ""
	}
	return filepath.Clean(filepath.FromSlash(u.Path))
}

// uriOf names a file.
func uriOf(path string) documentURI {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	return documentURI(u.String())
}
