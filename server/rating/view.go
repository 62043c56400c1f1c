package rating

import (
	_ "embed"
	"html/template"
	"net/http"

	"heed/rules/fault"
	"heed/rules/label"
	"heed/server/page"
)

//go:embed form.html
var formHTML string

//go:embed outcome.html
var outcomeHTML string

var (
	formPage    = page.Template(formHTML)
	thanksPage  = page.Template(`{{define "content"}}{{with .Data}}<p>{{.Say "thanks.text"}}</p>{{end}}{{template "outcome" .Data}}{{end}}` + outcomeHTML)
	donePage    = page.Template(`{{define "content"}}{{with .Data}}<p>{{.Say "done.text"}}</p>{{end}}{{template "outcome" .Data}}{{end}}` + outcomeHTML)
	refusalPage = page.Template(`{{define "content"}}<p>{{.Data}}</p>{{end}}`)
)

// titles are what the pages are called.
var titles = map[*template.Template]string{formPage: "form.title", thanksPage: "thanks.title", donePage: "done.title"}

// form is what stands in the form, and what is wrong with it.
type form struct {
	Score                    int
	Comment                  string
	Again                    bool // something was said before
	ScoreError, CommentError string
}

func (f *form) mistake(lang label.Locale, e *fault.Error) {
	switch e.Field {
	case "comment":
		f.CommentError = e.Message(lang)
	default:
		f.ScoreError = e.Message(lang)
	}
}

// outcome is what was said; Open while it may be said otherwise.
type outcome struct {
	Score int // 0 for nothing
	Open  bool
}

// content is what a page's template finds in .Data.
type content struct {
	Lang          label.Locale
	Tag           string
	Secret        string // of the link, for the way back to the form
	Number, About string
	Form          form
	Outcome       outcome
}

// Say is a text of the page in its language.
func (c content) Say(key string) string { return say(c.Lang, key) }

// Word is what a score means.
func (c content) Word(score int) string { return scores[score-1][c.Lang.Index()] }

// Scores are the choices, the best first.
func (c content) Scores() []int { return []int{5, 4, 3, 2, 1} }

func write(w http.ResponseWriter, r *http.Request, status int, t *template.Template, m *matter, of any) {
	lang := page.Locale(r)
	v := page.View{Lang: lang, Title: say(lang, titles[t]), Company: m.company}
	c := content{Lang: lang, Tag: v.Tag(), Secret: r.PathValue("token"), About: m.requirement.Title}
	if m.requirement.Number != nil {
		c.Number = *m.requirement.Number
	}
	switch of := of.(type) {
	case form:
		c.Form = of
		if of.ScoreError != "" || of.CommentError != "" {
			v.Title = say(lang, "form.wrong") + v.Title // what a screen reader says first
		}
	case outcome:
		c.Outcome = of
	}
	v.Data = c
	page.Write(w, r, status, t, v)
}
