// Package complaint is the public pages at which somebody complains, and sees how their
// complaint gets on: /c/{token}, without an account, and without scripts for whoever has
// none. A script of our own shows what is new at once.
package complaint

import (
	_ "embed"
	"net/http"
	"net/url"
	"strings"
	"time"

	"heed/app/attachments"
	"heed/app/complaints"
	"heed/app/journal"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/page"
)

// Pages is what the pages work with.
type Pages struct {
	Desk  *complaints.Desk
	Files *attachments.Store
	Feed  *journal.Feed
	Now   func() time.Time
	// Enter counts a stream of an address, false when there is no room; Leave follows.
	Enter func(address string) bool
	Leave func(address string)
	// Closing tells streams that the process ends.
	Closing   <-chan struct{}
	Heartbeat time.Duration // after which a stream looks whether its link still holds
	watching  seats
}

//go:embed follow.js
var follow string

// Handler serves the pages. Requests come with their instant, address and data keys.
func (p *Pages) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /c/follow.js", script)
	mux.HandleFunc("GET /c/{token}", p.show)
	mux.HandleFunc("POST /c/{token}", p.take)
	mux.HandleFunc("POST /c/{token}/files", p.addFiles)
	mux.HandleFunc("GET /c/{token}/receipt", p.receipt)
	mux.HandleFunc("GET /c/{token}/events", p.events)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { refuse(w, r, fault.NotFound()) })
	return mux
}

func script(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(follow))
}

// show shows the form of a page, or how a complaint gets on.
func (p *Pages) show(w http.ResponseWriter, r *http.Request) {
	ctx, v, err := p.Desk.Look(r.Context(), r.PathValue("token"))
	switch {
	case err != nil:
		refuse(w, r, err)
	case v.Form != nil:
		s := sight{w, r, v, viewer.From(ctx).Zone}
		s.form(http.StatusOK, form{Stamp: newStamp(vault.From(ctx), v.Form, p.Now()).String()})
	default:
		s := sight{w, r, v, viewer.From(ctx).Zone}
		s.status(http.StatusOK, word{})
	}
}

// take keeps what was sent: a complaint, or the customer's word about a reply. The answer
// leads to another page, so that reloading that sends nothing again.
func (p *Pages) take(w http.ResponseWriter, r *http.Request) {
	ctx, v, err := p.Desk.Look(r.Context(), r.PathValue("token"))
	switch {
	case err != nil:
		refuse(w, r, err)
	case v.Form != nil:
		p.complain(sight{w, r, v, viewer.From(ctx).Zone}) //nolint:contextcheck // the request's: the company is found anew
	default:
		p.answer(sight{w, r, v, viewer.From(ctx).Zone})
	}
}

// receipt follows on a complaint that was sent: its number, by when an answer is promised,
// and where to look.
func (p *Pages) receipt(w http.ResponseWriter, r *http.Request) {
	ctx, v, err := p.Desk.Look(r.Context(), r.PathValue("token"))
	if err == nil && v.Complaint == nil {
		err = fault.NotFound()
	}
	if err != nil {
		refuse(w, r, err)
		return
	}
	s := sight{w, r, v, viewer.From(ctx).Zone}
	s.receipt(r.URL.Query().Get("files") == "lost")
}

// onward leads a browser to a page of a link, in the language of this one.
func onward(w http.ResponseWriter, r *http.Request, secret, rest string, more url.Values) {
	lang := url.Values{"lang": {page.View{Lang: page.Locale(r)}.Tag()}}
	for name, value := range more {
		lang[name] = value
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, complaints.PathOf(url.PathEscape(secret))+rest+"?"+lang.Encode(), http.StatusSeeOther)
}

// refuse answers with an error; one that is not the complainant's is not told.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, lang := page.Failure(w, r, err), page.Locale(r)
	title, text := "error.title", fault.From(err).Message(lang)
	if status == http.StatusNotFound {
		title, text = "lost.title", say(lang, "lost.text")
	}
	page.Write(w, r, status, refusalPage, page.View{Lang: lang, Title: say(lang, title), Data: text})
}
