package survey_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/server/servertest"
)

// A script keeps answers as they are given, and is told which questions are asked now.
func TestD3_17_Save(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		say := func(s string) survey.Text { return survey.Text{ZhHans: s, ZhHant: s, En: s} }
		low := 2.0
		holds(w.A.System(), w, w.Client, survey.Questionnaire{
			Code: "own", Scenario: flow.ScenarioReturnVisit, Title: say("Title"), Purpose: say("Purpose"), Confidentiality: say("Promise"), Minutes: 5, Goals: []flow.SurveyGoal{flow.GoalNeed},
			Questions: []survey.Question{
				{Code: "score", Module: flow.ModuleHistory, Type: flow.QuestionRating, Text: say("Score"), Required: true, Scale: &survey.Scale{Min: 1, Max: 5}},
				{
					Code: "why", Module: flow.ModuleHistory, Type: flow.QuestionLongText, Text: say("Why"), Required: true,
					ShowIf: &survey.Condition{Question: "score", Is: flow.TestAtMost, Number: &low},
				},
				{Code: "day", Module: flow.ModuleHistory, Type: flow.QuestionDate, Text: say("Day")},
				{Code: "more", Module: flow.ModuleSupplement, Type: flow.QuestionText, Text: say("More")},
			},
		}, 1)
		r := asking(t, servertest.New(t, w), w.A, "own", 1)
		v := r.visitor(0)
		script := browse(t, http.MethodGet, r.Root+"/s/save.js", nil, nil)
		if script.status != http.StatusOK || script.header.Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(script.body, "X-Save") {
			t.Errorf("the script: %d, %v", script.status, script.header)
		}
		p := v.get("/part/HISTORY")
		p.has(t, http.StatusOK, `data-saved="Saved"`, `role="status"`)
		if csp := p.header.Get("Content-Security-Policy"); !strings.Contains(csp, "script-src 'self'") || !strings.Contains(csp, "connect-src 'self'") {
			t.Errorf("the policy is %q", csp)
		}
		for _, c := range []struct {
			fields url.Values
			asked  []string
			kept   map[string]survey.Answer
		}{
			{url.Values{}, []string{"score", "day"}, map[string]survey.Answer{}},
			{url.Values{"score": {"2"}, "day": {"2026-10-01"}}, []string{"score", "why", "day"}, map[string]survey.Answer{"score": {Number: new(2.0)}, "day": {Date: "2026-10-01"}}},
			{url.Values{"score": {"1"}, "why": {"慢"}}, []string{"score", "why", "day"}, map[string]survey.Answer{"score": {Number: new(1.0)}, "why": {Text: "慢"}}},
			// What is wrong or asked no more is not kept, and nothing is taken of questions that nobody asks.
			{url.Values{"score": {"5"}, "why": {"慢"}, "day": {"2026-02-30"}, "nobody": {"x"}}, []string{"score", "day"}, map[string]survey.Answer{"score": {Number: new(5.0)}}},
			{url.Values{"score": {"9"}}, []string{"score", "day"}, map[string]survey.Answer{}},
		} {
			form := v.get("/part/HISTORY").form(c.fields)
			form.Add("shown", "nobody")
			p := browse(t, http.MethodPost, r.Root+v.path+"/part/HISTORY?lang=en", form, map[string]string{"X-Save": "1"})
			var said struct{ Asked []string }
			if err := json.Unmarshal([]byte(p.body), &said); err != nil || p.status != http.StatusOK || p.header.Get("Content-Type") != "application/json; charset=utf-8" ||
				p.header.Get("Cache-Control") != "no-store" || !strings.HasPrefix(p.body, `{"asked":[`) {
				t.Fatalf("%d: %v in %s", p.status, err, p.body)
			}
			if shown := v.get("/part/HISTORY").asked(); !slices.Equal(said.Asked, c.asked) || !slices.Equal(shown, c.asked) {
				t.Errorf("on %v the script is told %v, the page asks %v, want %v", c.fields, said.Asked, shown, c.asked)
			}
			for code := range c.kept {
				a := c.kept[code]
				a.Question = code
				c.kept[code] = a
			}
			if kept := r.answers(0); !reflect.DeepEqual(kept, c.kept) {
				t.Errorf("on %v there is %+v, want %+v", c.fields, kept, c.kept)
			}
		}
		if is := r.response(0); is.State != flow.ResponseInProgress || r.events("survey_response.in_progress") != 1 {
			t.Errorf("it is %s", is.State)
		}
		// Without scripts the page itself asks what an answer brings.
		v.fill("HISTORY", url.Values{"score": {"1"}}).has(t, http.StatusUnprocessableEntity, `href="#q-why"`, `value="1" checked`)
		v.leads(v.fill("HISTORY", url.Values{"score": {"1"}, "why": {"慢"}}), "/part/SUPPLEMENT")
	})
}

// What was begun on one device goes on on another: the link is all that it takes.
func TestD3_17_Resume(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 2)
		one := r.visitor(0)
		one.leads(one.fill("BASIC", ofOld), "/part/NEED")
		browse(t, http.MethodPost, r.Root+one.path+"/part/NEED", url.Values{"shown": {"pain_point", "budget"}, "q.pain_point": {"第一行\r\n第二行"}, "q.budget": {"W5_20"}}, map[string]string{"X-Save": "1"})
		w.Clock.Advance(3 * 24 * time.Hour)
		other := r.visitor(0)
		if other.path != one.path {
			t.Errorf("the link is another: %s and %s", one.path, other.path)
		}
		other.lang = "zh-Hant"
		other.get("").has(t, http.StatusOK, "繼續填寫")
		other.get("/part/BASIC").has(t, http.StatusOK, `value="青山精密"`, `value="13800138000"`, `value="wang@customer.example"`, `value="Y3_PLUS" checked`)
		p := other.get("/part/NEED")
		p.has(t, http.StatusOK, "第一行", "第二行</textarea>", `value="W5_20" checked`)
		// What a page did not show stays as it was, and is shown.
		other.post("/part/NEED", url.Values{"shown": {"budget"}, "q.budget": {"LT5W"}}).has(t, http.StatusOK, `value="LT5W" checked`, "第二行</textarea>")
		if kept := r.answers(0); !strings.Contains(kept["pain_point"].Text, "第二行") || !slices.Equal(kept["budget"].Options, []string{"LT5W"}) {
			t.Errorf("kept %+v", kept)
		}
		// What it showed and is empty is taken back.
		other.leads(other.fill("NEED", url.Values{"budget": {"LT5W"}}), "/part/HISTORY")
		if _, there := r.answers(0)["pain_point"]; there {
			t.Error("what was taken back is still there")
		}
		// The other customer sees nothing of it.
		stranger := r.visitor(1)
		if p := stranger.get("/part/BASIC"); strings.Contains(p.body, "青山精密") || strings.Contains(p.body, "13800138000") {
			t.Errorf("it tells of another: %s", p.body)
		}
	})
}

// Back leads to the part before, and keeps what was written; nobody must finish a part to
// leave it that way.
func TestD3_17_Back(t *testing.T) {
	w := apptest.NewWorld(t)
	r := asking(t, servertest.New(t, w), w.A, "standard", 1)
	v := r.visitor(0)
	v.leads(v.fill("BASIC", ofOld), "/part/NEED")
	v.get("/part/NEED").has(t, http.StatusOK, `<button type="submit" name="go" value="back"`)
	v.leads(v.fill("NEED", url.Values{"budget": {"LT5W"}}, "go", "back"), "/part/BASIC")
	v.leads(v.fill("NEED", url.Values{"budget": {"LT5W"}}), "/part/HISTORY")
	v.leads(v.fill("HISTORY", url.Values{"cooperation_length": {"三年"}}, "go", "back"), "/part/NEED")
	v.get("/part/NEED").has(t, http.StatusOK, `value="LT5W" checked`)
	if kept := r.answers(0); kept["cooperation_length"].Text != "三年" {
		t.Errorf("kept %+v", kept)
	}
	// What is wrong would be lost: it is said.
	v.leads(v.fill("BASIC", ofOld), "/part/NEED")
	v.fill("NEED", url.Values{"budget": {"GOLD"}}, "go", "back").has(t, http.StatusUnprocessableEntity, `href="#q-budget"`)
	// From the first part back is where one is led on to.
	v.leads(v.fill("BASIC", ofOld, "go", "back"), "/part/NEED")

	// Another answer has other parts; what they bring is not lost on the way.
	v.leads(v.fill("BASIC", with(ofOld, "cooperation_band", "NEW")), "/part/NEED")
	v.leads(v.fill("NEED", nil), "/part/EXPANSION")
	v.leads(v.fill("EXPANSION", nil, "go", "back"), "/part/NEED")
	v.leads(v.post("/part/NOWHERE", url.Values{}), "")
	v.leads(v.get("/part/NOWHERE"), "")
	if is := r.response(0); is.State != flow.ResponseInProgress {
		t.Errorf("it is %s", is.State)
	}
}

// Without a script a question that need not be answered is shown too, once, when an answer brings it.
func TestD3_17_Brought(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		say := func(s string) survey.Text { return survey.Text{ZhHans: s, ZhHant: s, En: s} }
		low := 2.0
		holds(w.A.System(), w, w.Client, survey.Questionnaire{
			Code: "brought", Scenario: flow.ScenarioReturnVisit, Title: say("Title"), Purpose: say("Purpose"), Confidentiality: say("Promise"), Minutes: 5, Goals: []flow.SurveyGoal{flow.GoalNeed},
			Questions: []survey.Question{
				{Code: "score", Module: flow.ModuleHistory, Type: flow.QuestionRating, Text: say("Score"), Required: true, Scale: &survey.Scale{Min: 1, Max: 5}},
				{Code: "why", Module: flow.ModuleHistory, Type: flow.QuestionLongText, Text: say("Why"), ShowIf: &survey.Condition{Question: "score", Is: flow.TestAtMost, Number: &low}},
				{Code: "more", Module: flow.ModuleSupplement, Type: flow.QuestionText, Text: say("More")},
				{Code: "what", Module: flow.ModuleSupplement, Type: flow.QuestionText, Text: say("What"), ShowIf: &survey.Condition{Question: "more", Is: flow.TestAnswered}},
			},
		}, 1)
		r := asking(t, servertest.New(t, w), w.A, "brought", 1)
		v := r.visitor(0)
		v.leads(v.fill("HISTORY", url.Values{"score": {"5"}}), "/part/SUPPLEMENT")
		p := v.fill("HISTORY", url.Values{"score": {"1"}})
		p.has(t, http.StatusOK, `value="1" checked`, `id="q-why"`)
		if strings.Contains(p.body, `class="error"`) {
			t.Errorf("nothing is wrong: %s", p.body)
		}
		// What it brought may be left out, and the next page comes.
		v.leads(v.post("/part/HISTORY", p.form(url.Values{"score": {"1"}})), "/part/SUPPLEMENT")
		// From the last part too, and that the customer presses is not forgotten; whoever goes back goes back.
		v.leads(v.fill("SUPPLEMENT", url.Values{"more": {"Tea"}}, "go", "back"), "/part/HISTORY")
		v.leads(v.fill("SUPPLEMENT", url.Values{"more": {""}}, "go", "back"), "/part/HISTORY")
		p = v.fill("SUPPLEMENT", url.Values{"more": {"Tea"}}, "urgent", "yes")
		p.has(t, http.StatusOK, `id="q-what"`, `name="urgent" value="yes" checked`)
		if is := r.response(0); is.State != flow.ResponseInProgress {
			t.Errorf("it is %s", is.State)
		}
		v.leads(v.post("/part/SUPPLEMENT", p.form(url.Values{"more": {"Tea"}, "what": {"Green"}})), "/thanks")
		if kept := r.answers(0); kept["what"].Text != "Green" || kept["more"].Text != "Tea" {
			t.Errorf("kept %+v", kept)
		}
	})
}

// What is missing in an earlier part is shown there when the last one is sent.
func TestD3_17_MissingEarlier(t *testing.T) {
	w := apptest.NewWorld(t)
	r := asking(t, servertest.New(t, w), w.A, "standard", 1)
	v := r.visitor(0)
	v.leads(v.fill("BASIC", ofOld), "/part/NEED")
	p := v.fill("SUPPLEMENT", url.Values{"anything_else": {"无"}}, "urgent", "yes")
	p.has(t, http.StatusUnprocessableEntity, "Part 3 / 6", `role="alert"`, `href="#q-cooperation_length"`, `id="e-satisfaction"`, `>Next</button>`,
		`action="`+v.path+`/part/HISTORY?lang=en"`) // and is sent from there
	if is := r.response(0); is.State != flow.ResponseInProgress || r.answers(0)["anything_else"].Text != "无" {
		t.Errorf("it is %+v", is)
	}
	v.fill("SUPPLEMENT", url.Values{"anything_else": {strings.Repeat("字", 5001)}}, "urgent", "yes").has(t, http.StatusUnprocessableEntity, `name="urgent" value="yes" checked`)
}
