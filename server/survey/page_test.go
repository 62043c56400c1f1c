package survey_test

import (
	"net/http"
	"net/url"
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
