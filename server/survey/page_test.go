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
	"heed/ent/satisfactionrating"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/server/servertest"
)

// The first page says what the answers are for and promises confidence, before anything is
// asked, in the language of whoever reads it.
func TestD3_16_Begin(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 1)
		path := r.path(0)
		q := survey.Standard()
		for lang, words := range map[string]struct{ title, purpose, promise, begin, stop string }{
			"zh-Hans": {q.Title.ZhHans, q.Purpose.ZhHans, q.Confidentiality.ZhHans, "开始填写", "不想再收到问卷"},
			"zh-Hant": {q.Title.ZhHant, q.Purpose.ZhHant, q.Confidentiality.ZhHant, "開始填寫", "不想再收到問卷"},
			"en":      {q.Title.En, q.Purpose.En, q.Confidentiality.En, "Begin", "I want no more surveys"},
		} {
			for _, p := range []shown{
				browse(t, http.MethodGet, r.Root+path, nil, map[string]string{"Accept-Language": lang}),
				browse(t, http.MethodGet, r.Root+path+"?lang="+lang, nil, map[string]string{"Accept-Language": "fr"}),
			} {
				p.has(t, http.StatusOK, `<html lang="`+lang+`">`, "Company a", words.title, words.purpose, words.promise, words.begin, words.stop,
					`href="`+path+"/part/BASIC?lang="+lang+`"`, `href="`+path+"/stop?lang="+lang+`"`)
				purpose, promise, begin := strings.Index(p.body, words.purpose), strings.Index(p.body, words.promise), strings.Index(p.body, "/part/BASIC")
				if purpose < 0 || promise < purpose || begin < promise {
					t.Errorf("the purpose stands at %d, the promise at %d, the beginning at %d", purpose, promise, begin)
				}
				if strings.Contains(p.body, "<form") || strings.Contains(p.body, "<input") || strings.Contains(p.body, "<script") || strings.Contains(p.body, q.Questions[0].Text.En) {
					t.Errorf("it asks already: %s", p.body)
				}
			}
		}
		if i := r.invitation(0); i.State != flow.InvitationOpened || i.OpenedAt == nil || r.response(0) != nil || r.events("survey_invitation.opened") != 1 {
			t.Errorf("looked at: %+v", i)
		}
	})
}

// A new customer without scripts: module by module, over those that are for customers of
// old, until the thanks. It is submitted once.
func TestD3_51_NewCustomer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 1)
		v := r.visitor(0)
		p := v.get("/part/BASIC")
		p.has(t, http.StatusOK, "Part 1 / 6", "About the customer", "Persons may leave out what is about companies", `autocomplete="tel"`, `type="email"`,
			`<script src="/s/save.js"`)
		if strings.Contains(p.body, `value="back"`) {
			t.Errorf("the first part leads back: %s", p.body)
		}
		v.leads(v.fill("BASIC", newcomer), "/part/NEED")
		p = v.get("/part/NEED")
		p.has(t, http.StatusOK, "Part 2 / 4")
		if strings.Contains(p.body, "Lead the customer") {
			t.Errorf("what is for who asks is shown: %s", p.body)
		}
		w.Clock.Advance(4 * time.Minute)
		v.leads(v.fill("NEED", url.Values{
			"core_concerns": {"TECH_UPGRADE", "OTHER"}, "core_concerns.other": {"省电"}, "pain_point": {"停电时门打不开"}, "budget": {"LT5W"}, "decision": {"LE1M"},
		}), "/part/EXPANSION")
		for _, skipped := range []string{"HISTORY", "RELATION"} {
			v.leads(v.get("/part/"+skipped), "")
		}
		v.leads(v.fill("EXPANSION", nil), "/part/SUPPLEMENT")
		p = v.get("/part/SUPPLEMENT")
		p.has(t, http.StatusOK, "Part 4 / 4", ">Send</button>", `name="urgent"`)
		v.leads(v.get("/thanks"), "") // nothing was sent yet
		form := p.form(url.Values{"anything_else": {"谢谢 😀"}})
		p = v.post("/part/SUPPLEMENT", form)
		v.leads(p, "/thanks")
		v.get("/thanks").has(t, http.StatusOK, "Thank you", "We have your answers")

		is := r.response(0)
		if is.State != flow.ResponseSubmitted || is.Mode != flow.ModeSelf || is.DurationSeconds != 240 || is.Urgent || is.Warning || is.InterviewerID != "" || is.Score != nil {
			t.Errorf("it is %+v", is)
		}
		kept := r.answers(0)
		for code, want := range map[string]string{"customer_name": "李工作室", "contact_phone": "13900139000", "pain_point": "停电时门打不开", "anything_else": "谢谢 😀"} {
			if kept[code].Text != want {
				t.Errorf("%s is %+v", code, kept[code])
			}
		}
		if concerns := kept["core_concerns"]; !slices.Equal(concerns.Options, []string{"TECH_UPGRADE", "OTHER"}) || concerns.OtherText != "省电" {
			t.Errorf("concerns %+v", concerns)
		}
		if c := w.Client.Customer.GetX(w.A.System(), r.people[0].ID); c.FollowUp {
			t.Errorf("who rated nothing is looked after first: %+v", c)
		}
		if i := r.invitation(0); i.State != flow.InvitationCompleted {
			t.Errorf("it is %s", i.State)
		}

		// Whatever is sent or opened again, there are the thanks, and one answer.
		v.leads(v.post("/part/SUPPLEMENT", form), "/thanks")
		for _, again := range []string{"", "/part/BASIC", "/part/HISTORY"} {
			v.leads(v.get(again), "/thanks")
		}
		if n := r.events("survey_response.submitted"); n != 1 || r.answers(0)["customer_name"].Text != "李工作室" {
			t.Errorf("submitted %d times, %+v", n, r.answers(0))
		}
	})
}

// A customer of three years and more must say how it was; a rating of two has them looked
// after first.
func TestD3_51_ThreeYearCustomer(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 1)
		v := r.visitor(0)
		v.leads(v.fill("BASIC", ofOld), "/part/NEED")
		v.leads(v.fill("NEED", url.Values{"core_concerns": {"COST_EFFICIENCY"}}), "/part/HISTORY")
		p := v.get("/part/HISTORY")
		p.has(t, http.StatusOK, "Part 3 / 6", "1 · Very dissatisfied", "5 · Very satisfied", `type="radio"`, `aria-describedby="h-satisfaction"`)
		p = v.fill("HISTORY", url.Values{"satisfaction": {"2"}})
		p.has(t, http.StatusUnprocessableEntity, `href="#q-cooperation_length"`, `href="#q-cooperation_products"`, `href="#q-dissatisfaction"`)
		if !strings.Contains(p.body, `value="2" checked`) || strings.Contains(p.body, `href="#q-non_renew_reason"`) {
			t.Errorf("what was chosen is gone: %s", p.body)
		}
		v.leads(v.fill("HISTORY", url.Values{
			"cooperation_length": {"三年半"}, "cooperation_products": {"门锁"}, "satisfaction": {"2"}, "dissatisfaction": {"响应太慢"},
		}), "/part/RELATION")
		v.leads(v.fill("RELATION", url.Values{"frequency": {"MONTHLY"}, "channel": {"PHONE"}, "wanted_content": {"CASE", "POLICY"}}), "/part/EXPANSION")
		v.leads(v.fill("EXPANSION", url.Values{"expansion_plans": {"NEW_LINE"}, "expansion_support": {"样品"}}), "/part/SUPPLEMENT")
		v.leads(v.fill("SUPPLEMENT", nil, "urgent", "yes"), "/thanks")

		is := r.response(0)
		if is.State != flow.ResponseSubmitted || !is.Urgent || !is.Warning || is.Score == nil || *is.Score != 2 || is.Priority != flow.UrgencyUrgent {
			t.Errorf("it is %+v", is)
		}
		sys := w.A.System()
		if c := w.Client.Customer.GetX(sys, r.people[0].ID); !c.FollowUp || len(c.FollowUpReasons) != 1 || *c.FollowUpReasons[0].Score != 2 {
			t.Errorf("the customer is %+v", c)
		}
		due := w.Client.Task.Query().Where(task.TypeEQ(flow.TaskFollowUp), task.SubjectID(is.ID)).OnlyX(sys)
		if due.Priority != flow.PriorityHigh || due.AssigneeID != w.A.Members["head.service"].ID {
			t.Errorf("the task is %+v", due)
		}
		if n := r.events("customer.flagged"); n != 1 {
			t.Errorf("told %d times", n)
		}
		rated := w.Client.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(is.ID)).OnlyX(sys)
		if rated.Score != 2 || !rated.ByCustomer {
			t.Errorf("rated %+v", rated)
		}
		kinds := []survey.DraftKind{}
		for _, d := range is.Drafts {
			kinds = append(kinds, d.Kind)
		}
		if !slices.Contains(kinds, survey.DraftRequirement) || !slices.Contains(kinds, survey.DraftOpportunity) {
			t.Errorf("drafts %v", kinds)
		}
	})
}

// What is wrong or missing is said in a summary and at its question; what was written stays,
// and what is right is kept.
func TestD3_17_Errors(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 1)
		v := r.visitor(0)
		form := with(newcomer, "contact_phone", "call me")
		form.Del("contact_name")
		p := v.fill("BASIC", form)
		p.has(t, http.StatusUnprocessableEntity, `role="alert"`, "<title>Please check: ", `<a href="#q-contact_phone">`, `<a href="#q-contact_name">`,
			`id="e-contact_phone"`, "The question Name of the contact must be answered.", `aria-invalid="true"`, `value="call me"`, `value="李工作室"`, `value="NEW" checked`)
		for _, code := range []string{"contact_phone", "contact_name"} {
			field, _, _ := strings.Cut(p.body[strings.Index(p.body, `<input id="q-`+code+`"`):], ">")
			if !strings.Contains(field, "e-"+code+`"`) || !strings.Contains(field, `aria-describedby="`) || !strings.Contains(field, `aria-invalid="true"`) {
				t.Errorf("the field is %s", field)
			}
		}
		if strings.Count(p.body, `class="error" id="e-`) != 2 {
			t.Errorf("more is wrong: %s", p.body)
		}
		kept := r.answers(0)
		if kept["customer_name"].Text != "李工作室" || kept["contact_phone"].Text != "" || r.response(0).State != flow.ResponseInProgress {
			t.Errorf("kept %+v", kept)
		}
		for name, x := range map[string]struct {
			form   url.Values
			module string
			code   string
			shows  string
		}{
			"an option of nobody's": {with(newcomer, "customer_kind", "ROBOT"), "BASIC", "customer_kind", ""},
			"two of one":            {with(newcomer, "customer_kind", "COMPANY", "INDIVIDUAL"), "BASIC", "customer_kind", ""},
			"a wrong address":       {with(newcomer, "contact_email", "nobody"), "BASIC", "contact_email", `value="nobody"`},
			"turned writing":        {with(newcomer, "contact_name", "\u202egnaW"), "BASIC", "contact_name", ""},
			"no text":               {with(newcomer, "contact_name", "\xff\xfe"), "BASIC", "contact_name", ""},
			"too long":              {with(newcomer, "customer_name", strings.Repeat("字", 501)), "BASIC", "customer_name", strings.Repeat("字", 501)},
			"other, not which":      {url.Values{"core_concerns": {"OTHER"}, "core_concerns.other": {" "}}, "NEED", "core_concerns", `value="OTHER" checked`},
			"too many words":        {url.Values{"pain_point": {strings.Repeat("字", 5001)}}, "NEED", "pain_point", strings.Repeat("字", 5001)},
		} {
			p := v.fill(x.module, x.form)
			t.Run(name, func(t *testing.T) {
				p.has(t, http.StatusUnprocessableEntity, `role="alert"`, `href="#q-`+x.code+`"`, `id="e-`+x.code+`"`, x.shows)
			})
		}
		v.leads(v.fill("BASIC", newcomer), "/part/NEED")
	})
}

// A rating that is no number of its scale is refused at its question.
func TestD3_48_OffScale(t *testing.T) {
	w := apptest.NewWorld(t)
	r := asking(t, servertest.New(t, w), w.A, "standard", 1)
	v := r.visitor(0)
	v.leads(v.fill("BASIC", ofOld), "/part/NEED")
	v.leads(v.fill("NEED", nil), "/part/HISTORY")
	for _, said := range []string{"0", "6", "2.5", "-1", "NaN", "Inf", "1e400", "two", "９"} {
		p := v.fill("HISTORY", url.Values{"satisfaction": {said}, "cooperation_length": {"一年"}})
		p.has(t, http.StatusUnprocessableEntity, `href="#q-satisfaction"`, `id="e-satisfaction"`, `value="一年"`)
		if kept := r.answers(0)["satisfaction"]; kept.Number != nil {
			t.Errorf("%s is kept as %v", said, *kept.Number)
		}
	}
}

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

// Every page of every questionnaire that comes with Heed is small, in every language.
func TestD3_17_SmallPages(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	for _, q := range survey.Shipped() {
		r := asking(t, s, w.A, q.Code, 1)
		v := r.visitor(0)
		if q.Code == "standard" {
			v.leads(v.fill("BASIC", ofOld), "/part/NEED")
		}
		modules := []flow.SurveyModule{}
		for _, one := range q.Questions {
			if !slices.Contains(modules, one.Module) {
				modules = append(modules, one.Module)
			}
		}
		for _, v.lang = range []string{"zh-Hans", "zh-Hant", "en"} {
			v.get("").has(t, http.StatusOK)
			v.get("/stop").has(t, http.StatusOK)
			for _, m := range modules {
				p := v.get("/part/" + string(m))
				p.has(t, http.StatusOK, `accept-charset="utf-8"`, `novalidate`)
				if len(p.asked()) == 0 {
					t.Errorf("%s of %s asks nothing", m, q.Code)
				}
			}
		}
		r.Clock.Advance(30 * 24 * time.Hour)
	}
}
