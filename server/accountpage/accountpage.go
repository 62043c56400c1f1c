// Package accountpage is the pages behind the links of letters: accepting an
// invitation, verifying an address, setting another password. They call the verbs
// that the API calls, need no client, and keep nobody signed in.
package accountpage

import (
	_ "embed"
	"net/http"

	"heed/app/sessions"
	"heed/rules/fault"
	"heed/server/page"
)

//go:embed form.html
var form string

var layout = page.Template(form)

// maxForm is the largest form in bytes.
const maxForm = 16 << 10

// Pages are the pages of one process.
type Pages struct {
	Desk *sessions.Desk
	// AppURL is where people go on afterwards, "" for nowhere.
	AppURL string
}

// Routes lists the pages by their patterns. A link that is only looked at changes
// nothing: programs open the links of letters before people do.
func (p *Pages) Routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /invite/{token}":  p.showInvitation,
		"POST /invite/{token}": p.acceptInvitation,
		"GET /verify/{token}":  p.showVerification,
		"POST /verify/{token}": p.verify,
		"GET /reset/{token}":   p.showReset,
		"POST /reset/{token}":  p.reset,
		"GET /reset":           p.showForgotten,
		"POST /reset":          p.forgotten,
	}
}

// input is one field of a form.
type input struct {
	Name, Label, Type, Autocomplete, Value, Hint string
	Min, Max                                     int
	Wrong                                        bool // the error is about it
}

// content is what a page shows: paragraphs, an error, and a form where there is
// something to do.
type content struct {
	Paragraphs []string
	Error      string
	Inputs     []input
	Button     string
	More       *more
}

// more is a link that leads on.
type more struct{ Text, URL string }

// write answers with a page.
func write(w http.ResponseWriter, r *http.Request, status int, title, company string, c content) {
	l := page.Locale(r)
	page.Write(w, r, status, layout, page.View{Lang: l, Title: title, Company: company, Data: c})
}

// fields reads a form; false when it cannot be read, which is answered.
func fields(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		refuse(w, r, fault.Input("", "input.malformed"))
		return false
	}
	return true
}

// refuse answers with a page of nothing but the error.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	write(w, r, page.Failure(w, r, err), say(r, wrongTitle), "", content{Error: sentence(r, err)})
}

func sentence(r *http.Request, err error) string { return fault.From(err).Message(page.Locale(r)) }

// about tells whether the error is about the form's field.
func about(err error, field string) bool { return err != nil && fault.From(err).Field == field }

// invalid tells whether the link itself does not hold: there is no form then.
func invalid(err error) bool { return fault.From(err).Key == "link.invalid" }

// say is the text in the reader's language.
func say(r *http.Request, t text) string { return t[page.Locale(r).Index()] }

// text is what a page says, in simplified Chinese, traditional Chinese and English.
type text [3]string
