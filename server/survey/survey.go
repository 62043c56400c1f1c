// Package survey is the public pages at which a customer fills in a questionnaire:
// /s/{token}, without an account, module by module, whole without scripts. A script of our
// own keeps answers as they are given.
package survey

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"heed/app/surveys"
	"heed/rules/fault"
	"heed/rules/flow"
	rules "heed/rules/survey"
	"heed/rules/viewer"
	"heed/server/page"
)

// Pages is what the pages work with.
type Pages struct {
	Desk *surveys.Desk
	Now  func() time.Time
}

//go:embed save.js
var save string

// Handler serves the pages. Requests come with their instant, address and data keys.
func (p *Pages) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /s/save.js", script)
	mux.HandleFunc("GET /s/{token}", p.begin)
	mux.HandleFunc("GET /s/{token}/stop", p.askToStop)
	mux.HandleFunc("POST /s/{token}/stop", p.stop)
	mux.HandleFunc("GET /s/{token}/thanks", p.thanks)
	mux.HandleFunc("GET /s/{token}/part/{module}", p.show)
	mux.HandleFunc("POST /s/{token}/part/{module}", p.take)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { refuse(w, r, fault.NotFound()) })
	return mux
}

func script(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(save))
}

// look finds what a link is for; what is over has its own page.
func (p *Pages) look(w http.ResponseWriter, r *http.Request) (sight, bool) {
	of, v, err := p.Desk.Look(r.Context(), r.PathValue("token"))
	if err == nil && v.Submitted() && !strings.HasSuffix(r.URL.Path, "/thanks") && !strings.HasSuffix(r.URL.Path, "/stop") {
		onward(w, r, "/thanks")
		return sight{}, false
	}
	if err == nil && !strings.HasSuffix(r.URL.Path, "/stop") {
		err = v.Closed(viewer.Now(of))
	}
	if err != nil {
		refuse(w, r, err)
		return sight{}, false
	}
	if r.Method == http.MethodGet {
		if err := p.Desk.Opened(of, v); err != nil {
			refuse(w, r, err)
			return sight{}, false
		}
	}
	return sight{w: w, r: r, visit: v, lang: page.Locale(r)}, true
}

// begin says what the answers are for, and the promise of confidence, before anything is
// asked (D3-16).
func (p *Pages) begin(w http.ResponseWriter, r *http.Request) {
	if s, ok := p.look(w, r); ok {
		s.write(http.StatusOK, beginPage, s.title(), content{})
	}
}

func (p *Pages) thanks(w http.ResponseWriter, r *http.Request) {
	s, ok := p.look(w, r)
	switch {
	case ok && !s.visit.Submitted():
		onward(w, r, "")
	case ok:
		s.write(http.StatusOK, thanksPage, say(s.lang, "thanks.title"), content{})
	}
}

func (p *Pages) askToStop(w http.ResponseWriter, r *http.Request) {
	if s, ok := p.look(w, r); ok {
		s.write(http.StatusOK, stopPage, say(s.lang, "stop.title"), content{})
	}
}

// stop sends the person no more surveys: by the page, or by one click in their mail
// (RFC 8058).
func (p *Pages) stop(w http.ResponseWriter, r *http.Request) {
	if err := p.Desk.OptOut(r.Context(), r.PathValue("token")); err != nil {
		refuse(w, r, err)
		return
	}
	lang := page.Locale(r)
	page.Write(w, r, http.StatusOK, refusalPage, page.View{Lang: lang, Title: say(lang, "stopped.title"), Data: say(lang, "stopped.text")})
}

// show shows one module: the questions of it that are asked now.
func (p *Pages) show(w http.ResponseWriter, r *http.Request) {
	s, ok := p.look(w, r)
	if !ok {
		return
	}
	if module := flow.SurveyModule(r.PathValue("module")); slices.Contains(s.modules(), module) {
		s.part(http.StatusOK, module, nil)
		return
	}
	onward(w, r, "") // it is not asked any more
}

// maxBody holds the longest answers of a module, of characters of four bytes written as
// %F0%9F….
const maxBody = 512 << 10

// take keeps the answers of a module and leads on: to the next one, or, from the last, to
// the end. What is wrong or missing is said at its question, and all else is kept. A script
// only has answers kept, and is told which questions are asked now.
func (p *Pages) take(w http.ResponseWriter, r *http.Request) {
	s, ok := p.look(w, r)
	if !ok {
		return
	}
	module := flow.SurveyModule(r.PathValue("module"))
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := parse(r); err != nil {
		refuse(w, r, err)
		return
	}
	answers := given(r.PostForm, s.visit.Questions(), module)
	_, v, problems, err := p.Desk.Save(r.Context(), r.PathValue("token"), answers)
	if err != nil {
		refuse(w, r, err)
		return
	}
	s.visit = v
	if r.Header.Get("X-Save") != "" {
		s.asked(module)
		return
	}
	wrong := map[string]string{}
	for _, problem := range problems {
		wrong[problem.Question] = s.wrong(problem.Question, problem.Fault)
	}
	back := r.PostForm.Get("go") == "back"
	if !back { // whoever goes back comes by again
		s.missing(module, wrong)
	}
	if len(wrong) > 0 {
		s.given = answers
		s.part(http.StatusUnprocessableEntity, module, wrong)
		return
	}
	all := s.modules()
	i := slices.Index(all, module)
	switch {
	case !back && s.brought(module): // without a script this is the first that is seen of them
		s.part(http.StatusOK, module, nil)
	case i < 0: // it is not asked any more
		onward(w, r, "")
	case back && i > 0:
		onward(w, r, "/part/"+string(all[i-1]))
	case i+1 < len(all):
		onward(w, r, "/part/"+string(all[i+1]))
	default:
		p.submit(s, module)
	}
}

// submit submits what was filled in. What is missing in an earlier module is shown there.
func (p *Pages) submit(s sight, module flow.SurveyModule) {
	_, _, err := p.Desk.Submit(s.r.Context(), s.r.PathValue("token"), nil, s.r.PostForm.Get("urgent") == "yes")
	if err == nil {
		onward(s.w, s.r, "/thanks")
		return
	}
	of := fault.From(err)
	list, there := of.Extra["faults"].([]surveys.Problem)
	if !there {
		refuse(s.w, s.r, err)
		return
	}
	wrong := map[string]string{}
	for i := len(list) - 1; i >= 0; i-- {
		wrong[list[i].Field] = s.wrong(list[i].Field, fault.Input("", list[i].Code))
		if q := rules.Find(s.visit.Questions(), list[i].Field); q != nil {
			module = q.Module
		}
	}
	s.part(http.StatusUnprocessableEntity, module, wrong)
}

// asked tells the script which questions of the module are asked now.
func (s sight) asked(module flow.SurveyModule) {
	s.w.Header().Set("Cache-Control", "no-store")
	s.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(s.w).Encode(map[string][]string{"asked": s.codes(module)})
}

// codes are the questions of the module that are asked now.
func (s sight) codes(module flow.SurveyModule) []string {
	codes := []string{}
	for _, step := range s.visit.Asked() {
		if q := s.visit.Questions()[step.Index]; q.Module == module {
			codes = append(codes, q.Code)
		}
	}
	return codes
}

// brought tells whether the answers brought a question that the page did not show.
func (s sight) brought(module flow.SurveyModule) bool {
	return slices.ContainsFunc(s.codes(module), func(code string) bool { return !slices.Contains(s.r.PostForm["shown"], code) })
}

// onward leads a browser to another page of the link, in the language of this one.
func onward(w http.ResponseWriter, r *http.Request, rest string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, pathOf(r)+rest+"?"+url.Values{"lang": {page.View{Lang: page.Locale(r)}.Tag()}}.Encode(), http.StatusSeeOther) //nolint:gosec // G710: the path begins with /s/
}

func pathOf(r *http.Request) string { return surveys.PathOf(url.PathEscape(r.PathValue("token"))) }

// refuse answers with an error; one that is not the customer's is not told.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	f, lang := fault.From(err), page.Locale(r)
	status := page.Failure(w, r, err)
	title, text := "error.title", f.Message(lang)
	switch f.Key {
	case "survey.over", "survey.declined":
		status, title = http.StatusGone, f.Key
	case "survey.submitted":
		onward(w, r, "/thanks")
		return
	}
	if status == http.StatusNotFound {
		title, text = "lost.title", say(lang, "lost.text")
	}
	page.Write(w, r, status, refusalPage, page.View{Lang: lang, Title: say(lang, title), Data: text})
}
