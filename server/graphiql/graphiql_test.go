package graphiql

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// installed is a dist with every file that the editor needs.
func installed() fstest.MapFS {
	files := fstest.MapFS{".keep": {}, "licenses.txt": {Data: []byte("MIT")}}
	for _, name := range editorFiles {
		files[name] = &fstest.MapFile{Data: []byte("/* " + name + " */")}
	}
	return files
}

func build(t *testing.T, dist fs.FS) handler {
	t.Helper()
	h, err := newHandler(sub(pages, "pages"), dist)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(t *testing.T, h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	partly := installed()
	delete(partly, "react.js")
	for _, c := range []struct {
		name       string
		dist       fs.FS
		path       string
		want, miss string
	}{
		{"without the editor the plain page", fstest.MapFS{".keep": {}}, "/graphiql", "make run", "graphiql.js"},
		{"with half an editor too", partly, "/graphiql", "make run", "graphiql.js"},
		{"with a slash", fstest.MapFS{".keep": {}}, "/graphiql/", "make run", "graphiql.js"},
		{"the editor", installed(), "/graphiql", "/graphiql/assets/graphiql.js", "make run"},
		{"beside it the plain page", installed(), "/graphiql/plain", `data-editor="true"`, "make run"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := get(t, build(t, c.dist), http.MethodGet, c.path)
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
				t.Fatalf("%d %s", w.Code, w.Header().Get("Content-Type"))
			}
			if body := w.Body.String(); !strings.Contains(body, c.want) || strings.Contains(body, c.miss) {
				t.Errorf("want %q and no %q in:\n%s", c.want, c.miss, body)
			}
		})
	}
}

func TestEveryFileThatAPageLoadsIsServed(t *testing.T) {
	h := build(t, installed())
	link := regexp.MustCompile(`(?:src|href)="(/[^"]*)"`)
	imported := regexp.MustCompile(`from '\./([^']+)'`)
	for _, page := range []string{"/graphiql", "/graphiql/plain"} {
		todo := []string{}
		for _, m := range link.FindAllStringSubmatch(get(t, h, http.MethodGet, page).Body.String(), -1) {
			todo = append(todo, m[1])
		}
		if len(todo) < 2 {
			t.Fatalf("%s loads only %v", page, todo)
		}
		seen := map[string]bool{}
		for len(todo) > 0 {
			at := todo[0]
			todo = todo[1:]
			if seen[at] {
				continue
			}
			seen[at] = true
			w := get(t, h, http.MethodGet, at)
			if w.Code != http.StatusOK {
				t.Errorf("%s loads %s: %d", page, at, w.Code)
			}
			for _, m := range imported.FindAllStringSubmatch(w.Body.String(), -1) {
				todo = append(todo, "/graphiql/assets/"+m[1])
			}
		}
	}
}

func TestNoFileOfOursNamesAnotherHost(t *testing.T) {
	foreign := regexp.MustCompile(`(?i)\b(https?|wss?):\\?/\\?/[a-z0-9]|(src|href|url|from|import)\s*[=(]?\s*["'(]//`)
	seen := 0
	err := fs.WalkDir(pages, "pages", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(pages, name)
		if err != nil {
			return err
		}
		seen++
		if hit := foreign.FindString(string(content)); hit != "" {
			t.Errorf("%s: %s", name, hit)
		}
		return nil
	})
	if err != nil || seen < 5 {
		t.Fatalf("%d files, %v", seen, err)
	}
}

func TestPolicy(t *testing.T) {
	h := build(t, installed())
	inline := regexp.MustCompile(`(?i)<script(\s[^>]*)?>[^<]|\son[a-z]+\s*=|<style|\sstyle\s*=`)
	for _, page := range []string{"/graphiql", "/graphiql/plain"} {
		w := get(t, h, http.MethodGet, page)
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'; script-src 'self';") || strings.Contains(policy, "http") {
			t.Errorf("%s: %s", page, policy)
		}
		if hit := inline.FindString(w.Body.String()); hit != "" {
			t.Errorf("%s has inline code or style, which its policy refuses: %s", page, hit)
		}
		if got := w.Header().Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options %q", page, got)
		}
	}
}

func TestTypesAndCaching(t *testing.T) {
	h := build(t, installed())
	for at, want := range map[string]string{
		"/graphiql/assets/plain.js":     "text/javascript; charset=utf-8",
		"/graphiql/assets/graphiql.css": "text/css; charset=utf-8",
		"/graphiql/assets/licenses.txt": "text/plain; charset=utf-8",
	} {
		first := get(t, h, http.MethodGet, at)
		tag := first.Header().Get("ETag")
		if first.Code != http.StatusOK || first.Header().Get("Content-Type") != want || tag == "" {
			t.Errorf("%s: %d %v", at, first.Code, first.Header())
		}
		again := get(t, h, http.MethodGet, at, "If-None-Match", tag)
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s again: %d with %d bytes", at, again.Code, again.Body.Len())
		}
		other := get(t, h, http.MethodGet, at, "If-None-Match", `"other"`)
		if other.Code != http.StatusOK || other.Body.Len() == 0 {
			t.Errorf("%s with another tag: %d with %d bytes", at, other.Code, other.Body.Len())
		}
	}
}

func TestRefusals(t *testing.T) {
	h := build(t, installed())
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{http.MethodPost, "/graphiql", http.StatusMethodNotAllowed},
		{http.MethodGet, "/graphiql/assets/.keep", http.StatusNotFound},
		{http.MethodGet, "/graphiql/assets/plain.html", http.StatusNotFound},
		{http.MethodGet, "/graphiql/assets/", http.StatusNotFound},
		{http.MethodGet, "/graphiql/assets/../graphiql.go", http.StatusNotFound},
		{http.MethodHead, "/graphiql", http.StatusOK},
	} {
		w := get(t, h, c.method, c.path)
		if w.Code != c.want {
			t.Errorf("%s %s: %d, want %d", c.method, c.path, w.Code, c.want)
		}
		if w.Code == http.StatusMethodNotAllowed && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s %s: Allow %q", c.method, c.path, w.Header().Get("Allow"))
		}
	}
}

// The binary's own files, as they were embedded.
func TestEmbedded(t *testing.T) {
	if w := get(t, Handler(), http.MethodGet, "/graphiql"); w.Code != http.StatusOK {
		t.Fatalf("%d", w.Code)
	}
}

// Go reads the documents that the pages have: all of them, under their own names.
func TestDocuments(t *testing.T) {
	text, err := pages.ReadFile("pages/documents.js")
	if err != nil {
		t.Fatal(err)
	}
	all := Documents()
	if n := strings.Count(string(text), "`,\n"); len(all) != n || n < 12 {
		t.Errorf("%d documents are read, %d are there", len(all), n)
	}
	for name, d := range all {
		if !regexp.MustCompile(`^(query|mutation|subscription) ` + name + `\b`).MatchString(d) {
			t.Errorf("%s: %s", name, d)
		}
	}
}
