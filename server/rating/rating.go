// Package rating is the public page at which a customer says how well they were
// served: /r/{token}, without an account and without scripts.
package rating

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/page"
)

// Pages is what the pages work with.
type Pages struct {
	Client  *ent.Client
	Journal *journal.Journal
	// Company puts a company and its configuration into a context, for the system's
	// own work.
	Company func(ctx context.Context, tenant typeid.ID) (context.Context, error)
}

// maxBody holds the longest comment, of characters of four bytes written as %F0%9F….
const maxBody = 64 << 10

// Handler serves the pages. Requests come with their instant, address and data keys.
func (p *Pages) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /r/{token}", p.show)
	mux.HandleFunc("POST /r/{token}", p.take)
	mux.HandleFunc("GET /r/{token}/thanks", p.thank)
	mux.HandleFunc("/", lost)
	return mux
}

// matter is what a link is about.
type matter struct {
	link        *ent.Token
	requirement *ent.Requirement
	given       *ent.SatisfactionRating // nil before the customer has said anything
	company     string
}

// find reads what the link is about, in the company's name from then on. A link
// that is unknown or over, and one of a company that does not work, are NOT_FOUND
// alike.
func (p *Pages) find(r *http.Request) (context.Context, *matter, error) {
	ctx := r.Context()
	link, err := requirements.Linked(ctx, p.Client, r.PathValue("token"))
	if err != nil {
		return ctx, nil, err
	}
	if ctx, err = p.Company(ctx, link.CompanyID); err != nil {
		return ctx, nil, err
	}
	m := &matter{link: link, company: tenants.ConfigFrom(ctx).Tenant.Name}
	m.requirement, m.given, err = requirements.Rated(ctx, p.Client, link)
	return ctx, m, err
}

// show shows the form while the customer's word is waited for, and what was said
// afterwards.
func (p *Pages) show(w http.ResponseWriter, r *http.Request) {
	_, m, err := p.find(r)
	if err != nil {
		refuse(w, r, err)
		return
	}
	if m.requirement.State != flow.RequirementFeedback {
		done(w, r, m)
		return
	}
	f := form{}
	if m.given != nil {
		f.Score, f.Comment, f.Again = m.given.Score, m.given.Comment, true
	}
	write(w, r, http.StatusOK, formPage, m, f)
}

// take keeps what was sent. The answer leads to another page, so that reloading
// that sends nothing again.
func (p *Pages) take(w http.ResponseWriter, r *http.Request) {
	nobody := r.Context()
	if err := requirements.RatingsOfAddress.Take(nobody, p.Journal, limit.Network(viewer.Address(nobody))); err != nil {
		refuse(w, r, err)
		return
	}
	ctx, m, err := p.find(r)
	if err == nil {
		err = requirements.RatingsAtLink.Take(nobody, p.Journal, string(m.link.ID))
	}
	if err != nil {
		refuse(w, r, err)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			err = fault.New(fault.CodePayloadTooLarge, "request.body_too_large").With("max", maxBody)
		} else {
			err = fault.Input("", "input.malformed").Because(err)
		}
		refuse(w, r, err)
		return
	}
	f := form{Comment: r.PostForm.Get("comment"), Again: m.given != nil}
	f.Score, _ = strconv.Atoi(r.PostForm.Get("score"))                           // none is 0, which the verb refuses
	_, err = p.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { //nolint:contextcheck // the company's, of the link
		_, err := requirements.GiveRating(ctx, tx, requirements.RatingInput{ID: m.requirement.ID, Score: f.Score, Comment: f.Comment})
		return err
	})
	switch {
	case err == nil:
		w.Header().Set("Cache-Control", "no-store")
		lang := url.Values{"lang": {page.View{Lang: page.Locale(r)}.Tag()}}
		http.Redirect(w, r, pathOf(r)+"/thanks?"+lang.Encode(), http.StatusSeeOther) //nolint:gosec // G710: the path begins with /r/
	case errors.Is(err, fault.Precondition("requirement.not_in_feedback")): // it was closed a moment ago
		done(w, r, m)
	case fault.CodeOf(err) == fault.CodeBadUserInput:
		f.mistake(page.Locale(r), fault.From(err))
		write(w, r, http.StatusUnprocessableEntity, formPage, m, f)
	default:
		refuse(w, r, err)
	}
}

// pathOf is the path of the link that the request came by.
func pathOf(r *http.Request) string { return "/r/" + url.PathEscape(r.PathValue("token")) }

// thank follows on what was sent.
func (p *Pages) thank(w http.ResponseWriter, r *http.Request) {
	_, m, err := p.find(r)
	switch {
	case err != nil:
		refuse(w, r, err)
	case m.given == nil:
		http.Redirect(w, r, pathOf(r), http.StatusSeeOther) //nolint:gosec // G710: as above
	default:
		write(w, r, http.StatusOK, thanksPage, m, outcome{Score: m.given.Score, Open: m.requirement.State == flow.RequirementFeedback})
	}
}

// done tells that nothing can be said any more, and what was.
func done(w http.ResponseWriter, r *http.Request, m *matter) {
	o := outcome{}
	if m.given != nil {
		o.Score = m.given.Score
	}
	write(w, r, http.StatusOK, donePage, m, o)
}

func lost(w http.ResponseWriter, r *http.Request) { refuse(w, r, fault.NotFound()) }

// refuse answers with an error; one that is not the customer's is not told.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	status, lang := page.Failure(w, r, err), page.Locale(r)
	title, text := "error.title", fault.From(err).Message(lang)
	if status == http.StatusNotFound {
		title, text = "lost.title", say(lang, "lost.text")
	}
	page.Write(w, r, status, refusalPage, page.View{Lang: lang, Title: say(lang, title), Data: text})
}
