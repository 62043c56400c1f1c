// Package page writes Heed's public pages: small, without cookies, whole without scripts,
// usable on a phone and with a screen reader, in three languages.
package page

import (
	"bytes"
	_ "embed"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"

	"heed/rules/label"
	"heed/server/httpql"
)

//go:embed layout.html
var layout string

//go:embed style.css
var style string

// Language is one of the links that show the page in another language.
type Language struct {
	Tag, Name, URL string
	Current        bool
}

// View is what the layout shows around a page's own content.
type View struct {
	Lang      label.Locale
	Title     string
	Company   string // whose page it is, "" for nobody's
	Languages []Language
	Style     template.CSS
	Script    string // the path of a script of our own that a page is better with, "" for none
	Data      any    // of the content
}

// Tag is the language as HTML names it.
func (v View) Tag() string { return tags[v.Lang] }

var tags = map[label.Locale]string{label.ZhHans: "zh-Hans", label.ZhHant: "zh-Hant", label.En: "en"}

// names are the languages' own names, in the order in which they are offered.
var names = []struct {
	locale label.Locale
	name   string
}{{label.ZhHans, "简体中文"}, {label.ZhHant, "繁體中文"}, {label.En, "English"}}

// Template makes a page of its content, a template that defines "content". The
// content finds what the page is about in .Data and the language in .Lang.
func Template(content string) *template.Template {
	return template.Must(template.Must(template.New("layout").Parse(layout)).Parse(content))
}

// Locale is the language of the page: the one asked for with ?lang=, else the best
// of the browser's.
func Locale(r *http.Request) label.Locale {
	asked := r.URL.Query().Get("lang")
	for locale, tag := range tags {
		if tag == asked {
			return locale
		}
	}
	return httpql.Language(r)
}

// policy lets nothing in but the page itself and its one style sheet.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// scripted lets a page's own script in besides, and what it asks us for.
const scripted = policy + "; script-src 'self'; connect-src 'self'"

// Write answers with the page.
func Write(w http.ResponseWriter, r *http.Request, status int, t *template.Template, v View) {
	v.Style = template.CSS(style) //nolint:gosec // our own file
	for _, l := range names {
		v.Languages = append(v.Languages, Language{
			Tag: tags[l.locale], Name: l.name, URL: "?" + url.Values{"lang": {tags[l.locale]}}.Encode(), Current: l.locale == v.Lang,
		})
	}
	var body bytes.Buffer
	if err := t.Execute(&body, v); err != nil {
		slog.ErrorContext(r.Context(), "writing a page", "error", err)
		http.Error(w, "error", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	if v.Script != "" {
		h.Set("Content-Security-Policy", scripted)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes()) // the reader may have gone
}
