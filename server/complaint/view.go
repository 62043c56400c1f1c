package complaint

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"time"

	"heed/app/complaints"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/server/page"
)

//go:embed form.html
var formHTML string

//go:embed status.html
var statusHTML string

//go:embed receipt.html
var receiptHTML string

var (
	formPage    = page.Template(formHTML)
	statusPage  = page.Template(statusHTML)
	receiptPage = page.Template(receiptHTML)
	refusalPage = page.Template(`{{define "content"}}<p>{{.Data}}</p>{{end}}`)
)

// sight is a request for something of a link, and how it is shown.
type sight struct {
	w     http.ResponseWriter
	r     *http.Request
	visit *complaints.Visit
	zone  *time.Location // the company's
}

// content is what a page's template finds in .Data.
type content struct {
	Lang         label.Locale
	Tag          string
	Secret       string
	Introduction string
	Form         form
	Status       *complaints.Status
	Word         word
	Seen         string // the mark of the status
	FilesLost    bool
	zone         *time.Location
}

// Say is a text of the page in its language.
func (c content) Say(key string) string { return say(c.Lang, key) }

// Means is what a score means.
func (c content) Means(score int) string { return scores[score-1][c.Lang.Index()] }

// Scores are the choices, the best first.
func (c content) Scores() []int { return []int{5, 4, 3, 2, 1} }

// Time is an instant on the company's clock.
func (c content) Time(at any) template.HTML {
	t, ok := at.(time.Time)
	if p, pointed := at.(*time.Time); pointed {
		t, ok = *p, true
	}
	if !ok {
		return ""
	}
	return template.HTML(`<time datetime="` + t.UTC().Format(time.RFC3339) + `">` + t.In(c.zone).Format("2006-01-02 15:04") + `</time>`) //nolint:gosec // G203: digits alone
}

// FieldName is what the field is called that is wrong.
func (c content) FieldName() string { return labelled(c.Lang, c.Form.Field) }

// Points lets a field that is wrong point at what is wrong, after its hint.
func (c content) Points(field string) string {
	if c.Form.Field == field {
		return " summary"
	}
	return ""
}

// Described is Points for a field without a hint.
func (c content) Described(field string) template.HTMLAttr {
	if c.Form.Field == field {
		return ` aria-describedby="summary"`
	}
	return ""
}

// Wrong marks a field that is wrong.
func (c content) Wrong(field string) template.HTMLAttr {
	if c.Form.Field == field {
		return ` aria-invalid="true"`
	}
	return ""
}

// line is a field of one line.
type line struct {
	ID, Label, Value, Autocomplete, Type string
	Required, Wrong                      bool
}

// Line is a field of one line of the form.
func (c content) Line(id, value, autocomplete, kind string, required bool) line {
	return line{id, labelled(c.Lang, id), value, autocomplete, kind, required, c.Form.Field == id}
}

// step is a part of the way of a complaint.
type step struct {
	Label         string
	Done, Current bool
}

// Steps are the way that complaints go; none for one that was taken back.
func (c content) Steps() []step {
	way := []flow.ComplaintState{
		flow.ComplaintReceived, flow.ComplaintTriaged, flow.ComplaintInvestigating, flow.ComplaintProcessing, flow.ComplaintFeedback, flow.ComplaintClosed,
	}
	at := slices.Index(way, c.Status.State)
	if at < 0 {
		return nil
	}
	steps := make([]step, len(way))
	for i, state := range way {
		steps[i] = step{Label: label.Of(c.Lang, "ComplaintState", string(state)), Done: i < at, Current: i == at}
	}
	return steps
}

// mark names what there is to be seen of a complaint: it is another when that is.
func mark(c *ent.Complaint) string {
	text, _ := json.Marshal(complaints.StatusOf(label.Default, c)) // texts and times alone
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

func (s sight) write(status int, t *template.Template, title, script string, c content) {
	c.Lang = page.Locale(s.r)
	v := page.View{Lang: c.Lang, Title: title, Company: s.visit.Company, Script: script}
	c.Tag, c.Secret, c.zone = v.Tag(), s.r.PathValue("token"), s.zone
	v.Data = c
	page.Write(s.w, s.r, status, t, v)
}

func (s sight) form(status int, f form) {
	title := s.visit.Form.Name
	if f.Error != "" {
		title = say(page.Locale(s.r), "form.wrong") + title // what a screen reader says first
	}
	s.write(status, formPage, title, "", content{Introduction: s.visit.Form.Introduction, Form: f})
}

func (s sight) status(status int, w word) {
	lang := page.Locale(s.r)
	title := say(lang, "status.title")
	if w.Error != "" {
		title = say(lang, "form.wrong") + title
	}
	s.write(status, statusPage, title, "/c/follow.js", content{
		Status: complaints.StatusOf(lang, s.visit.Complaint), Word: w, Seen: mark(s.visit.Complaint),
	})
}

func (s sight) receipt(filesLost bool) {
	lang := page.Locale(s.r)
	s.write(http.StatusOK, receiptPage, say(lang, "receipt.title"), "", content{
		Status: complaints.StatusOf(lang, s.visit.Complaint), FilesLost: filesLost,
	})
}
