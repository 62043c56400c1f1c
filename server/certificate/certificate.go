// Package certificate is the public page at which anybody sees whether a certificate of
// training holds: /t/{company}/{number}/{check}, without an account and without scripts.
package certificate

import (
	"context"
	"net/http"
	"time"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/tenants"
	"heed/app/training"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/page"
)

// Pages is what the page works with.
type Pages struct {
	Client  *ent.Client
	Journal *journal.Journal
	// Company puts a company and its configuration into a context, for the system's
	// own work.
	Company func(ctx context.Context, tenant typeid.ID) (context.Context, error)
}

// checks is how often certificates may be looked up from an address.
var checks = limit.Limit{Kind: "certificate check", Most: 120, Window: 15 * time.Minute}

// Handler serves the page. Requests come with their instant, address and data keys.
func (p *Pages) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /t/{company}/{number}/{check}", p.show)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { refuse(w, r, fault.NotFound()) })
	return mux
}

// find looks the certificate up, in its company's name. What there is not, a link that was
// changed, and a company that does not work are NOT_FOUND alike.
func (p *Pages) find(r *http.Request) (company string, s *training.Standing, err error) {
	ctx := r.Context()
	if err := checks.Take(ctx, p.Journal, limit.Network(viewer.Address(ctx))); err != nil {
		return "", nil, err
	}
	id, err := tenants.BySlug(ctx, p.Client, r.PathValue("company"))
	if err != nil {
		return "", nil, err
	}
	if ctx, err = p.Company(ctx, id); err != nil {
		return "", nil, err
	}
	s, err = training.Check(ctx, p.Client, r.PathValue("number"), r.PathValue("check"))
	return tenants.ConfigFrom(ctx).Tenant.Name, s, err
}

func (p *Pages) show(w http.ResponseWriter, r *http.Request) {
	company, s, err := p.find(r)
	if err != nil {
		refuse(w, r, err)
		return
	}
	lang := page.Locale(r)
	c := content{Lang: lang, Standing: *s, State: "gone"}
	switch {
	case s.Holds:
		c.State = "holds"
	case s.Expired:
		c.State = "expired"
	}
	page.Write(w, r, http.StatusOK, standingPage, page.View{Lang: lang, Title: c.Say("title." + c.State), Company: company, Data: c})
}

// refuse answers with an error; one that is not the reader's is not told.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, lang := page.Failure(w, r, err), page.Locale(r)
	title, text := say(lang, "error.title"), fault.From(err).Message(lang)
	if status == http.StatusNotFound {
		title, text = say(lang, "lost.title"), say(lang, "lost.text")
	}
	page.Write(w, r, status, refusalPage, page.View{Lang: lang, Title: title, Data: text})
}
