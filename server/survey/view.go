package survey

import (
	_ "embed"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"heed/app/surveys"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	rules "heed/rules/survey"
	"heed/server/page"
)

//go:embed begin.html
var beginHTML string

//go:embed part.html
var partHTML string

var (
	beginPage   = page.Template(beginHTML)
	partPage    = page.Template(partHTML)
	thanksPage  = page.Template(`{{define "content"}}<p>{{.Data.Say "thanks.text"}}</p>{{end}}`)
	stopPage    = page.Template(`{{define "content"}}<p>{{.Data.Say "stop.text"}}</p><form method="post" action="?lang={{.Tag}}"><button type="submit">{{.Data.Say "stop.send"}}</button></form>{{end}}`)
	refusalPage = page.Template(`{{define "content"}}<p>{{.Data}}</p>{{end}}`)
)

// sight is a request for a questionnaire, and how it is shown.
type sight struct {
	w     http.ResponseWriter
	r     *http.Request
	visit *surveys.Visit
	lang  label.Locale
	given []rules.Answer // as they were written, where some could not be kept
}

func (s sight) title() string { return s.visit.Template.Questionnaire.Title.In(s.lang) }

// modules are the parts that have a question that is asked, in their order.
func (s sight) modules() []flow.SurveyModule {
	all := []flow.SurveyModule{}
	for _, step := range s.visit.Asked() {
		if m := s.visit.Questions()[step.Index].Module; !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}

// wrong says what is wrong with an answer: to a customer a question is called by its words.
func (s sight) wrong(code string, f *fault.Error) string {
	q := rules.Find(s.visit.Questions(), code)
	if q == nil {
		return f.Message(s.lang)
	}
	if i := slices.IndexFunc(q.Options, func(o rules.Option) bool { return o.Code == f.Args["option"] }); i >= 0 {
		f = f.With("option", q.Options[i].Text.In(s.lang))
	}
	return f.With("code", q.Text.In(s.lang)).Message(s.lang)
}

// missing adds the questions of a module that must be answered and are not.
func (s sight) missing(module flow.SurveyModule, wrong map[string]string) {
	_, problems := rules.Validate(s.visit.Questions(), s.visit.Answers, s.visit.Facts, true)
	for _, p := range problems {
		q := rules.Find(s.visit.Questions(), p.Question)
		if _, there := wrong[p.Question]; !there && q != nil && q.Module == module {
			wrong[p.Question] = s.wrong(p.Question, p.Fault)
		}
	}
}

// content is what a page's template finds in .Data.
type content struct {
	Lang        label.Locale
	Tag         string
	Path        string
	Intro       bool
	Purpose     string
	Confidence  string
	Minutes     int
	First       string // the first module
	Resumes     bool
	Module      string
	Instruction string
	Number, Of  int
	Last        bool
	Urgent      bool
	Questions   []question
	Wrong       []wrongOne
}

// Say is a text of the page in its language.
func (c content) Say(key string) string { return say(c.Lang, key) }

// wrongOne is one line of what is wrong.
type wrongOne struct{ ID, Text, Error string }

// question is a question as the page shows it.
type question struct {
	ID, Code, Type    string
	Text, Help, Error string
	Required          bool
	Options           []option
	Value, Other      string
	OtherID           string
	MinSay, MaxSay    string
	Min, Max          string
	Choices, Multi    bool
	Long, Hints       bool
	MaxLength         int
	Inputs, Complete  string
	Describes         string
}

// option is a choice.
type option struct {
	ID, Value, Text string
	Chosen, Other   bool
}

func (s sight) write(status int, t *template.Template, title string, c content) {
	q := s.visit.Template.Questionnaire
	c.Lang, c.Path = s.lang, pathOf(s.r)
	c.Tag = page.View{Lang: s.lang}.Tag()
	c.Purpose, c.Confidence, c.Minutes = q.Purpose.In(s.lang), q.Confidentiality.In(s.lang), q.Minutes
	if all := s.modules(); len(all) > 0 {
		c.First = string(all[0])
	}
	c.Resumes = len(s.visit.Answers) > 0
	v := page.View{Lang: s.lang, Title: title, Company: s.visit.Company, Data: c}
	if len(c.Questions) > 0 {
		v.Script = "/s/save.js"
	}
	s.w.Header().Set("Cache-Control", "no-store")
	page.Write(s.w, s.r, status, t, v)
}

// part shows a module with what was answered, and what is wrong at its question.
func (s sight) part(status int, module flow.SurveyModule, wrong map[string]string) {
	all := s.modules()
	i := slices.Index(all, module)
	c := content{Module: string(module), Number: i + 1, Of: len(all), Last: i == len(all)-1, Urgent: s.r.PostForm.Get("urgent") == "yes"}
	title := label.Of(s.lang, "SurveyModule", string(module))
	for _, section := range s.visit.Template.Questionnaire.Sections {
		if section.Module == module {
			title = section.Title.In(s.lang)
			if !section.Guide {
				c.Instruction = section.Instruction.In(s.lang)
			}
		}
	}
	for _, step := range s.visit.Asked() {
		q := s.visit.Questions()[step.Index]
		if q.Module != module {
			continue
		}
		one := s.question(q, step.Required, wrong[q.Code])
		c.Questions = append(c.Questions, one)
		if one.Error != "" {
			c.Wrong = append(c.Wrong, wrongOne{one.ID, one.Text, one.Error})
		}
	}
	if len(c.Wrong) > 0 {
		title = say(s.lang, "form.wrong") + title // what a screen reader says first
	}
	s.write(status, partPage, title, c)
}

// shows is what was written, as a page can show it.
func shows(written string) string { return strings.ToValidUTF8(written, "\ufffd") }

func (s sight) question(q rules.Question, required bool, wrong string) question {
	a := rules.Answer{}
	for _, from := range [][]rules.Answer{s.visit.Answers, s.given} { // what was written stays, even when it is wrong
		for _, one := range from {
			if one.Question == q.Code {
				a = one
			}
		}
	}
	v := question{
		ID: "q-" + q.Code, Code: q.Code, Type: string(q.Type), Text: q.Text.In(s.lang), Help: q.Instruction.In(s.lang), Error: wrong, Required: required,
		Value: shows(a.Text), Other: shows(a.OtherText), OtherID: "q-" + q.Code + "-other", MaxLength: q.MaxLength, Multi: q.Type == flow.QuestionMulti,
		Long: q.Type == flow.QuestionLongText, Inputs: "text", Complete: "off",
	}
	if v.Help != "" {
		v.Describes = "h-" + q.Code
	}
	if wrong != "" {
		v.Describes = strings.TrimSpace(v.Describes + " e-" + q.Code)
	}
	number := ""
	if a.Number != nil {
		number = strconv.FormatFloat(*a.Number, 'f', -1, 64)
	}
	switch q.Type {
	case flow.QuestionSingle, flow.QuestionMulti:
		v.Choices = true
		for i, o := range q.Options {
			v.Options = append(v.Options, option{v.ID + "-" + strconv.Itoa(i), o.Code, o.Text.In(s.lang), slices.Contains(a.Options, o.Code), o.OtherText})
		}
	case flow.QuestionRating, flow.QuestionNPS:
		v.Choices = true
		least, most := 0.0, 10.0
		if q.Scale != nil {
			least, most = q.Scale.Min, q.Scale.Max
			v.MinSay, v.MaxSay = q.Scale.MinSay.In(s.lang), q.Scale.MaxSay.In(s.lang)
		}
		for n := least; n <= most; n++ {
			value := strconv.FormatFloat(n, 'f', -1, 64)
			words := value
			if n == least && v.MinSay != "" {
				words += " · " + v.MinSay
			}
			if n == most && v.MaxSay != "" {
				words += " · " + v.MaxSay
			}
			v.Options = append(v.Options, option{v.ID + "-" + value, value, words, number == value, false})
		}
	case flow.QuestionNumber:
		if v.Value == "" {
			v.Value = number
		}
	case flow.QuestionDate:
		v.Inputs, v.Value = "date", shows(a.Date)
	case flow.QuestionContact:
		for _, t := range q.MapsTo {
			switch t { //nolint:exhaustive // the two ways that a browser knows
			case flow.TargetContactPhone:
				v.Inputs, v.Complete = "tel", "tel"
			case flow.TargetContactEmail:
				v.Inputs, v.Complete = "email", "email"
			}
		}
	case flow.QuestionText, flow.QuestionLongText:
	}
	return v
}
