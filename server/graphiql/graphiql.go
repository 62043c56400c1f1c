// Package graphiql serves the query editor at /graphiql: GraphiQL from npm where it was installed before the
// binary was built, and otherwise a plain page of our own. Nothing is loaded from any other host.
package graphiql

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed pages
var pages embed.FS

// dist is filled by build.mjs; a fresh checkout holds its placeholder only.
//
//go:embed all:dist
var dist embed.FS

// editorFiles are what index.html loads from the npm packages. All or nothing: half an editor is none.
var editorFiles = []string{"graphiql.css", "graphiql.js", "graphql-ws.js", "react.js", "react-dom.js"}

// The editor's libraries put style elements and attributes into the page, so its styles may stand inline; scripts
// never may. 'self' in connect-src covers the WebSocket of the same host.
const (
	pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	editorPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
		"font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// types are fixed here, not asked from the machine's MIME table, which may say anything.
var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
}

// file is one answer, made once.
type file struct {
	content     []byte
	contentType string
	etag        string
	policy      string
}

type handler map[string]file // by path

// Handler answers /graphiql, /graphiql/plain and /graphiql/assets/…; mount it on /graphiql and /graphiql/.
func Handler() http.Handler {
	built, err := newHandler(sub(pages, "pages"), sub(dist, "dist"))
	if err != nil {
		panic(err) // the embedded pages are wrong: no test has run
	}
	return built
}

func sub(from embed.FS, dir string) fs.FS {
	inner, err := fs.Sub(from, dir)
	if err != nil {
		panic(err) // dir is a constant
	}
	return inner
}

func newHandler(pages, dist fs.FS) (handler, error) {
	h := handler{}
	if err := h.addAssets(pages); err != nil {
		return nil, err
	}
	editor := true
	for _, name := range editorFiles {
		if _, err := fs.Stat(dist, name); err != nil {
			editor = false
		}
	}
	if editor {
		if err := h.addAssets(dist); err != nil {
			return nil, err
		}
	}
	plain, err := template.ParseFS(pages, "plain.html")
	if err != nil {
		return nil, fmt.Errorf("plain page: %w", err)
	}
	var page bytes.Buffer
	if err := plain.Execute(&page, struct{ Editor bool }{editor}); err != nil {
		return nil, fmt.Errorf("plain page: %w", err)
	}
	h.add("/graphiql/plain", "plain.html", page.Bytes(), pagePolicy)
	h["/graphiql"] = h["/graphiql/plain"]
	if editor {
		index, err := fs.ReadFile(pages, "index.html")
		if err != nil {
			return nil, fmt.Errorf("editor page: %w", err)
		}
		h.add("/graphiql", "index.html", index, editorPolicy)
	}
	return h, nil
}

// addAssets takes every file but the pages themselves and hidden ones.
func (h handler) addAssets(from fs.FS) error {
	return fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, ".") || path.Ext(name) == ".html" {
			return err
		}
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return fmt.Errorf("asset %s: %w", name, err)
		}
		h.add("/graphiql/assets/"+name, name, content, pagePolicy)
		return nil
	})
}

func (h handler) add(at, name string, content []byte, policy string) {
	sum := sha256.Sum256(content)
	contentType, ok := types[path.Ext(name)]
	if !ok {
		contentType = "application/octet-stream"
	}
	h[at] = file{content, contentType, `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`, policy}
}

// ServeHTTP implements http.Handler.
func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		head.Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	f, ok := h[strings.TrimSuffix(r.URL.Path, "/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	head.Set("Content-Type", f.contentType)
	head.Set("Content-Security-Policy", f.policy)
	head.Set("Cross-Origin-Opener-Policy", "same-origin")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("ETag", f.etag)
	head.Set("Cache-Control", "no-cache") // kept, but asked for again: a new binary shows at once
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.content))
}
