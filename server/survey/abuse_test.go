package survey_test

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/surveys"
	"heed/ent"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/server"
	"heed/server/servertest"
)

// holds lets an edition of a questionnaire hold.
func holds(ctx context.Context, w *apptest.World, client *ent.Client, q survey.Questionnaire, edition int) {
	client.SurveyTemplate.Create().SetCode(q.Code).SetEdition(edition).SetScenario(q.Scenario).SetQuestionnaire(q).SetDecisions([]survey.Decision{}).
		SetRevisionDueOn("2027-12-01").SetState(flow.TemplateEffective).SetSlot("effective " + q.Code).SetEffectiveAt(w.Clock.Now()).ExecX(ctx)
}

// Whatever people write is kept as it was said, and shown as text.
func TestD3_17_AnyWriting(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 1)
		v := r.visitor(0)
		const attack = `<script>alert("1")</script>&'"></textarea><img src=x onerror=alert(1)>`
		words := "😀 𠮷野家 " + attack + "\r\nشكوى من القفل"
		v.leads(v.fill("BASIC", with(newcomer, "customer_name", "محمد 𠮷 "+attack)), "/part/NEED")
		v.leads(v.fill("NEED", url.Values{"pain_point": {words}, "core_concerns": {"OTHER"}, "core_concerns.other": {attack}}), "/part/EXPANSION")
		kept := r.answers(0)
		if kept["customer_name"].Text != "محمد 𠮷 "+attack || strings.ReplaceAll(kept["pain_point"].Text, "\r", "") != strings.ReplaceAll(words, "\r", "") || kept["core_concerns"].OtherText != attack {
			t.Errorf("kept %+v", kept)
		}
		v.get("/part/BASIC").has(t, http.StatusOK, `dir="auto"`, "محمد 𠮷 &lt;script&gt;")
		p := v.get("/part/NEED")
		p.has(t, http.StatusOK, "😀 𠮷野家 &lt;script&gt;", "شكوى من القفل", "&lt;/textarea&gt;")
		wrong := v.fill("BASIC", with(newcomer, "contact_phone", attack))
		wrong.has(t, http.StatusUnprocessableEntity, "&lt;script&gt;", `href="#q-contact_phone"`)
		for _, p := range []shown{p, wrong} {
			if strings.Contains(p.body, "<img") || strings.Contains(p.body, "<script>") {
				t.Errorf("it is more than text: %s", p.body)
			}
		}
	})
}

// The words of a questionnaire are text too, whoever wrote it.
func TestD3_16_WordsOfTheCompany(t *testing.T) {
	w := apptest.NewWorld(t)
	const attack = `<b onclick="x()">我们</b> & "它们"`
	say := survey.Text{ZhHans: attack, ZhHant: attack, En: attack}
	q := survey.Questionnaire{
		Code: "own", Scenario: flow.ScenarioReturnVisit, Title: say, Purpose: say, Confidentiality: say, Minutes: 5, Goals: []flow.SurveyGoal{flow.GoalNeed},
		Sections: []survey.Section{{Module: flow.ModuleNeed, Title: say, Instruction: say}},
		Questions: []survey.Question{
			{Code: "one", Module: flow.ModuleNeed, Type: flow.QuestionSingle, Text: say, Instruction: say, Options: []survey.Option{{Code: "a", Text: say}, {Code: "b", Text: say, OtherText: true}}},
			{Code: "day", Module: flow.ModuleNeed, Type: flow.QuestionDate, Text: say, Required: true},
			{Code: "count", Module: flow.ModuleNeed, Type: flow.QuestionNumber, Text: say, Required: true, Scale: &survey.Scale{Min: 0, Max: 100}},
			{Code: "friends", Module: flow.ModuleNeed, Type: flow.QuestionNPS, Text: say, Required: true},
		},
	}
	holds(w.A.System(), w, w.Client, q, 1)
	r := asking(t, servertest.New(t, w), w.A, "own", 1)
	v := r.visitor(0)
	v.get("").has(t, http.StatusOK, "&lt;b onclick=")
	v.get("/part/NEED").has(t, http.StatusOK, "&lt;b onclick=", `type="date"`, `value="10"`)
	for name, x := range map[string]struct{ code, said string }{
		"a day that is none": {"day", "2026-02-30"}, "no day": {"day", "tomorrow"}, "a number that is none": {"count", "many"}, "too large": {"count", "101"}, "off the scale": {"friends", "11"},
	} {
		p := v.fill("NEED", with(url.Values{"day": {"2026-10-01"}, "count": {"7.5"}, "friends": {"9"}}, x.code, x.said))
		t.Run(name, func(t *testing.T) {
			p.has(t, http.StatusUnprocessableEntity, `href="#q-`+x.code+`"`)
			if x.code != "friends" && !strings.Contains(p.body, `value="`+x.said+`"`) {
				t.Errorf("what was written is gone: %s", p.body)
			}
			if strings.Count(p.body, `class="error" id="e-`) != 1 {
				t.Errorf("more is wrong: %s", p.body)
			}
		})
	}
	browse(t, http.MethodPost, r.Root+v.path+"/part/NEED", url.Values{"shown": {"day", "count"}, "q.day": {"2026-10-01"}, "q.count": {"7.5"}}, map[string]string{"X-Save": "1"})
	v.get("/part/NEED").has(t, http.StatusOK, `value="2026-10-01"`, `value="7.5"`)
	v.leads(v.fill("NEED", url.Values{"day": {"2026-10-01"}, "count": {"7.5"}, "friends": {"0"}, "one": {"a"}, "one.other": {"left over"}}), "/thanks")
	kept := r.answers(0)
	if kept["day"].Date != "2026-10-01" || *kept["count"].Number != 7.5 || *kept["friends"].Number != 0 || kept["one"].OtherText != "" {
		t.Errorf("kept %+v", kept)
	}
}

// What is too large, or no form, is refused, and nothing is kept; the longest answers are taken.
func TestD3_17_LargeBodies(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 1)
		v := r.visitor(0)
		v.leads(v.fill("BASIC", newcomer), "/part/NEED")
		before := r.Count(t)
		v.post("/part/NEED", url.Values{"shown": {"pain_point"}, "q.pain_point": {strings.Repeat("a", 1<<20)}}).has(t, http.StatusRequestEntityTooLarge)
		p := browse(t, http.MethodPost, r.Root+v.path+"/part/NEED", url.Values{"x": {strings.Repeat("a", 1<<20)}}, map[string]string{"X-Save": "1"})
		if p.status != http.StatusRequestEntityTooLarge {
			t.Errorf("by a script: %d", p.status)
		}
		bad, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.Root+v.path+"/part/NEED?lang=en", strings.NewReader("q.budget=%zz"))
		if err != nil {
			t.Fatal(err)
		}
		bad.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if p, err = shownOf(bad); err != nil {
			t.Fatal(err)
		}
		p.has(t, http.StatusUnprocessableEntity)
		if after := r.Count(t); !maps.Equal(before, after) || r.answers(0)["pain_point"].Text != "" {
			t.Errorf("rows were %v, are %v", before, after)
		}
		longest := strings.Repeat("𠮷", survey.MaxLines)
		v.leads(v.fill("NEED", url.Values{"pain_point": {longest}}), "/part/EXPANSION")
		v.leads(v.fill("EXPANSION", url.Values{"expansion_support": {longest}, "expectation": {longest}}), "/part/SUPPLEMENT")
		if r.answers(0)["expectation"].Text != longest {
			t.Error("the longest answer was not kept")
		}
	})
}

// A questionnaire that is sent several times at once is submitted once.
func TestD3_17_AtOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 1)
		v := r.visitor(0)
		send := func(rest string, form url.Values, times int, want string) {
			t.Helper()
			results := make(chan string)
			for range times {
				go func() {
					q, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodPost, r.Root+v.path+rest+"?lang=en", strings.NewReader(form.Encode()))
					if err != nil {
						results <- err.Error()
						return
					}
					q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
					p, err := shownOf(q)
					if err != nil {
						results <- err.Error()
						return
					}
					results <- strconv.Itoa(p.status) + " " + p.header.Get("Location")
				}()
			}
			for range times {
				if got := <-results; got != "303 "+v.path+want+"?lang=en" {
					t.Errorf("it leads to %s", got)
				}
			}
		}
		p := v.get("/part/BASIC")
		send("/part/BASIC", p.form(newcomer), 4, "/part/NEED") // the first answers at once
		if n := w.Client.SurveyResponse.Query().CountX(w.A.System()); n != 1 || r.events("survey_response.in_progress") != 1 {
			t.Errorf("%d responses", n)
		}
		send("/part/SUPPLEMENT", url.Values{"shown": {"anything_else"}, "q.anything_else": {"无"}}, 4, "/thanks")
		if n := r.events("survey_response.submitted"); n != 1 || r.events("survey_invitation.completed") != 1 {
			t.Errorf("submitted %d times", n)
		}
	})
}

// Links that are unknown, taken back, or of a company that does not work are one: not found,
// and nothing is told of anybody.
func TestD3_17_LinksThatDoNotWork(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 2)
		v, other := r.visitor(0), r.visitor(1)
		v.leads(v.fill("BASIC", newcomer), "/part/NEED")
		var first string
		lost := func(name, path string) {
			t.Helper()
			w.Client.LoginAttempt.Delete().ExecX(w.Context())
			before := r.Count(t)
			for _, rest := range []string{"", "/part/BASIC", "/thanks", "/stop"} {
				p := browse(t, http.MethodGet, r.Root+path+rest+"?lang=en", nil, nil)
				p.has(t, http.StatusNotFound, "This link does not work")
				if first == "" {
					first = p.body
				}
				if p.body != first {
					t.Errorf("%s%s: another page: %s", name, rest, p.body)
				}
			}
			for _, rest := range []string{"/part/BASIC", "/stop"} {
				if p := browse(t, http.MethodPost, r.Root+path+rest+"?lang=en", url.Values{"shown": {"customer_name"}}, nil); p.status != http.StatusNotFound || p.body != first {
					t.Errorf("%s%s: %d: %s", name, rest, p.status, p.body)
				}
			}
			w.Client.LoginAttempt.Delete().ExecX(w.Context())
			if after := r.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: rows were %v, are %v", name, before, after)
			}
		}
		lost("unknown", "/s/"+strings.Repeat("A", 43))
		lost("short", "/s/x")
		lost("long", "/s/"+strings.Repeat("A", 5000))
		lost("not a token", "/s/"+url.PathEscape("../../x' OR 1=1 --"))
		lost("guessed", v.path[:len(v.path)-1]+"_")
		for _, state := range []flow.TenantState{flow.TenantSuspended, flow.TenantClosed} {
			set := func(to flow.TenantState) {
				w.Client.Tenant.UpdateOneID(w.A.ID).SetState(to).ExecX(w.A.System())
				w.Who.Changed(w.A.ID)
			}
			set(state)
			lost(string(state), v.path)
			set(flow.TenantActive)
		}
		i := r.invitation(1)
		does(r, "head.service", surveys.RevokeInvitation, surveys.InvitationReasonInput{ID: i.ID, ExpectedVersion: i.Version, Reason: "Asked by mistake"})
		lost("taken back", other.path)
		if p := v.get("/part/NEED"); p.status != http.StatusOK {
			t.Errorf("the other link: %d", p.status)
		}
	})
}

// Who guesses links is stopped; those who have one are not.
func TestD3_17_Guessing(t *testing.T) {
	w := apptest.NewWorld(t)
	r := asking(t, servertest.NewWith(t, w, func(o *server.Options) { o.TrustProxy = true }), w.A, "standard", 1)
	path, counts := r.path(0), map[int]int{}
	at := func(address, path string) int {
		t.Helper()
		return browse(t, http.MethodGet, r.Root+path, nil, map[string]string{"X-Forwarded-For": address}).status
	}
	for n := range 100 {
		counts[at("203.0.113.7", "/s/"+strings.Repeat("A", 40)+strconv.Itoa(100+n))]++
	}
	if counts[http.StatusNotFound] != surveys.GuessesOfAddress.Most || counts[http.StatusTooManyRequests] != 100-surveys.GuessesOfAddress.Most {
		t.Errorf("answered %v", counts)
	}
	for _, address := range []string{"203.0.113.7", "198.51.100.1"} {
		if got := at(address, path); got != http.StatusOK {
			t.Errorf("a link that holds, from %s: %d", address, got)
		}
	}
}

// Of a campaign that is over nobody can answer any more; it is said, and not how it went.
func TestD3_17_Closed(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 2)
		v, done := r.visitor(0), r.visitor(1)
		v.leads(v.fill("BASIC", newcomer), "/part/NEED")
		done.leads(done.fill("BASIC", newcomer), "/part/NEED")
		done.leads(done.fill("SUPPLEMENT", nil), "/thanks")
		form := v.get("/part/NEED").form(url.Values{"budget": {"LT5W"}})
		over := func(name string) {
			t.Helper()
			for _, rest := range []string{"", "/part/NEED", "/part/SUPPLEMENT"} {
				v.get(rest).has(t, http.StatusGone, "This survey is over")
			}
			v.post("/part/NEED", form).has(t, http.StatusGone, "This survey is over")
			if p := browse(t, http.MethodPost, r.Root+v.path+"/part/NEED", form, map[string]string{"X-Save": "1"}); p.status != http.StatusGone {
				t.Errorf("%s, by a script: %d", name, p.status)
			}
			done.leads(done.get(""), "/thanks")
			done.get("/thanks").has(t, http.StatusOK, "Thank you")
			if _, there := r.answers(0)["budget"]; there {
				t.Errorf("%s: it was kept", name)
			}
		}
		w.Clock.Set(r.campaign.ClosesAt)
		over("its end has come")
		w.Clock.Set(r.campaign.ClosesAt.Add(-time.Hour))
		c := r.again()
		does(r, "management", surveys.CloseCampaign, surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version})
		over("it was closed")
		r.work()
		over("what was left has ended")
		if is := r.response(0); is.State != flow.ResponseDiscarded {
			t.Errorf("what was not sent is %s", is.State)
		}
		v.post("/stop", nil).has(t, http.StatusOK, "You get no more surveys") // may be said at any time
	})
}

// Who wants no more surveys says so at a page that asks first, or with one click in their
// mail (RFC 8058); they are asked by no campaign any more.
func TestD3_19_Stop(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 3)
		optedOut := func(n int) bool {
			t.Helper()
			return w.Client.Contact.GetX(w.A.System(), r.invitation(n).ContactID).SurveyOptOutAt != nil
		}
		v := r.visitor(0)
		v.get("/stop").has(t, http.StatusOK, "No more surveys?", "Confirm it", `<form method="post" action="?lang=en">`, "Send me no more")
		browse(t, http.MethodHead, r.Root+v.path+"/stop", nil, nil)
		if optedOut(0) || r.invitation(0).State == flow.InvitationOptedOut {
			t.Error("to look at the page is no answer")
		}
		v.post("/stop", nil).has(t, http.StatusOK, "You get no more surveys")
		one := r.visitor(1)
		p := browse(t, http.MethodPost, r.Root+one.path+"/stop", url.Values{"List-Unsubscribe": {"One-Click"}}, nil)
		p.has(t, http.StatusOK, "已退订")
		for n, v := range []*visitor{v, one} {
			if i := r.invitation(n); !optedOut(n) || i.State != flow.InvitationOptedOut {
				t.Errorf("%d is %+v", n, i)
			}
			for _, rest := range []string{"", "/part/BASIC"} {
				v.get(rest).has(t, http.StatusGone, "You want no surveys")
			}
			v.post("/part/BASIC", url.Values{"shown": {"customer_name"}, "q.customer_name": {"x"}}).has(t, http.StatusGone)
			v.get("/stop").has(t, http.StatusOK)
			v.post("/stop", url.Values{"List-Unsubscribe": {"One-Click"}}).has(t, http.StatusOK, "You get no more surveys") // again is the same
			if r.response(n) != nil {
				t.Error("something was kept")
			}
		}
		if n := r.events("survey_invitation.opted_out"); n != 2 {
			t.Errorf("told %d times", n)
		}
		if optedOut(2) || r.invitation(2).State != flow.InvitationSent {
			t.Errorf("the third is %+v", r.invitation(2))
		}
		// After the answer it is as good.
		last := r.visitor(2)
		last.leads(last.fill("BASIC", newcomer), "/part/NEED")
		last.leads(last.fill("SUPPLEMENT", nil), "/thanks")
		last.post("/stop", nil).has(t, http.StatusOK)
		if !optedOut(2) || r.invitation(2).State != flow.InvitationCompleted {
			t.Errorf("the third is %+v", r.invitation(2))
		}
		last.get("/thanks").has(t, http.StatusOK)
	})
}

// Another edition takes effect while somebody answers: theirs goes on to its end.
func TestD3_17_Superseded(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := asking(t, servertest.New(t, w), w.A, "standard", 2)
		v := r.visitor(0)
		v.leads(v.fill("BASIC", newcomer), "/part/NEED")
		was := r.template("standard")
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			next := was.Questionnaire
			next.Questions = slices.Clone(next.Questions)
			next.Questions = next.Questions[len(next.Questions)-1:]
			next.Questions[0].Code = "something_new"
			if err := tx.SurveyTemplate.UpdateOneID(was.ID).SetState(flow.TemplateSuperseded).SetSlot("ended " + string(was.ID)).SetEndedAt(w.Clock.Now()).Exec(ctx); err != nil {
				return err
			}
			holds(ctx, w, tx.Client(), next, was.Edition+1)
			return nil
		})
		if n := w.Client.SurveyTemplate.Query().Where(surveytemplate.Code("standard")).CountX(w.A.System()); n != 2 {
			t.Fatalf("%d editions", n)
		}
		v.get("/part/BASIC").has(t, http.StatusOK, `value="李工作室"`)
		v.leads(v.fill("NEED", nil), "/part/EXPANSION")
		v.leads(v.fill("EXPANSION", nil), "/part/SUPPLEMENT")
		v.leads(v.fill("SUPPLEMENT", url.Values{"anything_else": {"无"}}), "/thanks")
		if is := r.response(0); is.State != flow.ResponseSubmitted || is.TemplateID != was.ID {
			t.Errorf("it is %+v", is)
		}
		later := r.visitor(1) // of the same campaign: their answers can be compared
		if p := later.get("/part/BASIC"); !slices.Contains(p.asked(), "customer_name") || p.status != http.StatusOK {
			t.Errorf("%d: %v", p.status, p.asked())
		}
	})
}
