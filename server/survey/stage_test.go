package survey_test

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/journal"
	"heed/app/surveys"
	"heed/ent"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

// shown is a page as a browser gets it; it follows no redirects.
type shown struct {
	status int
	header http.Header
	body   string
}

func browse(t *testing.T, method, address string, form url.Values, headers map[string]string) shown {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	p, err := shownOf(r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// shownOf may be used by goroutines of a test.
func shownOf(r *http.Request) (shown, error) {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		return shown{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	return shown{resp.StatusCode, resp.Header, string(body)}, err
}

var void = regexp.MustCompile(`<(meta|input|link|br)([^>]*)>`)

// wellFormed tells whether every element is closed where it should be, and every
// attribute quoted.
func wellFormed(page string) error {
	page = strings.TrimPrefix(page, "<!doctype html>")
	page = void.ReplaceAllString(page, "<$1$2/>")
	for _, bare := range []string{" checked", " novalidate"} {
		page = strings.ReplaceAll(page, bare, bare+`=""`)
	}
	d := xml.NewDecoder(strings.NewReader(page))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

var (
	labelled = regexp.MustCompile(`<label[^>]* for="([^"]+)"`)
	named    = regexp.MustCompile(`<(?:input|textarea)[^>]* id="([^"]+)"[^>]*>`)
	pointed  = regexp.MustCompile(`(?:aria-describedby="|href="#)([^"]+)"`)
	ids      = regexp.MustCompile(` id="([^"]+)"`)
	heading  = regexp.MustCompile(`<h1>([^<]*)</h1>`)
	asks     = regexp.MustCompile(`name="shown" value="([^"]+)"`)
)

// most is how large a page may be: it comes over a slow network.
const most = 50_000

// has checks what every page has, and what this one says.
func (p shown) has(t *testing.T, status int, texts ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("status %d, want %d: %s", p.status, status, p.body)
	}
	if err := wellFormed(p.body); err != nil {
		t.Errorf("%v in %s", err, p.body)
	}
	if len(p.body) >= most {
		t.Errorf("it is %d bytes: %s", len(p.body), p.title())
	}
	for header, want := range map[string]string{
		"Content-Type": "text/html; charset=utf-8", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
		"X-Frame-Options": "DENY", "X-Robots-Tag": "noindex", "Set-Cookie": "",
	} {
		if got := p.header.Get(header); got != want {
			t.Errorf("%s is %q", header, got)
		}
	}
	if csp := p.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "form-action 'self'") || strings.Contains(csp, "script-src 'unsafe") {
		t.Errorf("the policy is %q", csp)
	}
	if strings.Count(p.body, "<script") != strings.Count(p.body, `<script src="/s/save.js" defer="defer"></script>`) {
		t.Errorf("a script: %s", p.body)
	}
	p.labelled(t)
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("no %q in %s", text, p.body)
		}
	}
}

// labelled checks that every field has a label, and that nothing points at what is not there.
func (p shown) labelled(t *testing.T) {
	t.Helper()
	seen := map[string]bool{}
	for _, found := range ids.FindAllStringSubmatch(p.body, -1) {
		if seen[found[1]] {
			t.Errorf("%s is there twice", found[1])
		}
		seen[found[1]] = true
	}
	for _, found := range labelled.FindAllStringSubmatch(p.body, -1) {
		if !seen[found[1]] {
			t.Errorf("a label for %s, which is not there", found[1])
		}
	}
	for _, found := range named.FindAllStringSubmatch(p.body, -1) {
		if !strings.Contains(p.body, ` for="`+found[1]+`"`) {
			t.Errorf("nothing labels %s", found[1])
		}
	}
	for _, found := range pointed.FindAllStringSubmatch(p.body, -1) {
		for id := range strings.FieldsSeq(found[1]) {
			if !seen[id] {
				t.Errorf("something points at %s, which is not there: %s", id, p.body)
			}
		}
	}
}

func (p shown) title() string {
	if found := heading.FindStringSubmatch(p.body); found != nil {
		return html.UnescapeString(found[1])
	}
	return ""
}

// asked are the codes of the questions on the page.
func (p shown) asked() []string {
	var codes []string
	for _, found := range asks.FindAllStringSubmatch(p.body, -1) {
		codes = append(codes, found[1])
	}
	return codes
}

// to is where a page leads, in which language.
func (p shown) to(t *testing.T) string {
	t.Helper()
	if p.status != http.StatusSeeOther {
		t.Fatalf("%d leads nowhere: %s", p.status, p.body)
	}
	return p.header.Get("Location")
}

// round is a campaign of a company that runs, with its customers.
type round struct {
	*servertest.Server
	t        *testing.T
	company  *apptest.Company
	campaign *ent.SurveyCampaign // as it was when it began
	people   []*ent.Customer
}

// asking has customers, as many as it is told, asked with the questionnaire of the code.
func asking(t *testing.T, s *servertest.Server, c *apptest.Company, code string, many int) *round {
	t.Helper()
	r := &round{Server: s, t: t, company: c}
	for range many {
		r.people = append(r.people, r.customer())
	}
	r.run(code)
	return r
}

// customer is a customer whom the head of the service department looks after, with somebody
// who can be asked.
func (r *round) customer() *ent.Customer {
	r.t.Helper()
	head := r.company.Members["head.service"].ID
	r.Clock.Advance(time.Second)
	n := len(r.people)
	return does(r, "head.service", customers.Create, customers.CreateInput{
		Name: fmt.Sprintf("客户 %d", n), AccountManagerID: &head,
		Contacts: []customers.ContactInput{{Name: "王女士", Email: new(fmt.Sprintf("wang%d@customer.example", n))}},
	})
}

// run brings a campaign about, as the management does, until its letters are sent.
func (r *round) run(code string) {
	r.t.Helper()
	me := r.company.Members["management"].ID
	template := r.template(code)
	named := make([]typeid.ID, len(r.people))
	for i, c := range r.people {
		named[i] = c.ID
	}
	c := does(r, "management", surveys.CreateCampaign, surveys.CampaignCreateInput{Program: flow.ProgramProfile, CampaignFields: surveys.CampaignFields{
		Name: new("年度回访"), Objective: new("了解客户的需求"), Goals: []flow.SurveyGoal{flow.GoalProfile, flow.GoalNeed}, TemplateID: &template.ID,
		ContactIDs: []typeid.ID{me}, Audience: &surveys.AudienceInput{CustomerIDs: named}, Channels: []flow.Channel{flow.ChannelEmail},
		ClosesAt: new(r.Clock.Now().AddDate(0, 1, 0)),
	}})
	c = does(r, "management", surveys.ConfirmCampaign, surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version})
	c = does(r, "management", surveys.PrepareCampaign, surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version})
	r.work()
	c = r.Client.SurveyCampaign.GetX(r.company.System(), c.ID)
	c = does(r, "management", surveys.StartCampaign, surveys.CampaignInput{ID: c.ID, ExpectedVersion: c.Version})
	r.work()
	r.campaign = c
}

// again is the campaign as it stands now.
func (r *round) again() *ent.SurveyCampaign {
	return r.Client.SurveyCampaign.GetX(r.company.System(), r.campaign.ID)
}

// work does what is due for campaigns.
func (r *round) work() {
	r.t.Helper()
	send := func(context.Context, surveys.Letter) (surveys.Posted, string) { return surveys.PostedSent, "" }
	if err := surveys.Tick(r.company.System(), r.Journal, r.Client, send, func() bool { return false }, func(string) error { return nil }); err != nil {
		r.t.Fatal(err)
	}
}

// template is the edition of a questionnaire that holds.
func (r *round) template(code string) *ent.SurveyTemplate {
	r.t.Helper()
	return r.Client.SurveyTemplate.Query().Where(surveytemplate.Code(code), surveytemplate.StateEQ(flow.TemplateEffective)).OnlyX(r.company.System())
}

// does does what a member does.
func does[In, Out any](r *round, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	r.t.Helper()
	made, _, err := journal.Changed(r.company.As(who), r.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	if err != nil {
		r.t.Fatalf("%s: %v", who, err)
	}
	return made
}

// invitation is that of the n-th customer.
func (r *round) invitation(n int) *ent.SurveyInvitation {
	r.t.Helper()
	return r.Client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(r.campaign.ID), surveyinvitation.CustomerID(r.people[n].ID)).OnlyX(r.company.System())
}

// response is what the n-th customer has filled in; nil for nothing.
func (r *round) response(n int) *ent.SurveyResponse {
	r.t.Helper()
	found, err := r.Client.SurveyResponse.Query().Where(surveyresponse.InvitationID(r.invitation(n).ID)).Only(r.company.System())
	if err != nil && !ent.IsNotFound(err) {
		r.t.Fatal(err)
	}
	return found
}

// answers are what was kept of the n-th customer's, in clear, by question.
func (r *round) answers(n int) map[string]survey.Answer {
	r.t.Helper()
	is := r.response(n)
	if is == nil {
		return nil
	}
	all, err := surveys.AnswersOf(r.company.System(), is)
	if err != nil {
		r.t.Fatal(err)
	}
	of := map[string]survey.Answer{}
	for _, a := range all {
		of[a.Question] = a
	}
	return of
}

// path is the link of the n-th customer, as a member hands it over.
func (r *round) path(n int) string {
	r.t.Helper()
	id := r.invitation(n).ID
	path := does(r, "head.service", func(ctx context.Context, tx *ent.Tx, id typeid.ID) (string, error) {
		_, link, err := surveys.ReadLink(ctx, tx, id)
		if err != nil {
			return "", err
		}
		return surveys.PathOf(link.Secret), nil
	}, id)
	if !strings.HasPrefix(path, "/s/") || len(path) != len("/s/")+43 {
		r.t.Fatalf("the link is %s", path)
	}
	return path
}

// visitor is somebody at their link, on a device that knows nothing but it.
type visitor struct {
	*round
	n    int
	path string
	lang string
}

// visitor is the n-th customer, who reads English.
func (r *round) visitor(n int) *visitor {
	r.t.Helper()
	return &visitor{round: r, n: n, path: r.path(n), lang: "en"}
}

func (v *visitor) get(rest string) shown {
	v.t.Helper()
	return browse(v.t, http.MethodGet, v.Root+v.path+rest+"?lang="+v.lang, nil, nil)
}

func (v *visitor) post(rest string, form url.Values) shown {
	v.t.Helper()
	return browse(v.t, http.MethodPost, v.Root+v.path+rest+"?lang="+v.lang, form, nil)
}

// form fills in what a page asks: the fields of its questions, and which questions it showed.
func (p shown) form(fields url.Values) url.Values {
	form := url.Values{"shown": p.asked()}
	for code, values := range fields {
		form["q."+code] = values
	}
	return form
}

// fill opens a module and sends the answers.
func (v *visitor) fill(module string, fields url.Values, more ...string) shown {
	v.t.Helper()
	p := v.get("/part/" + module)
	p.has(v.t, http.StatusOK)
	form := p.form(fields)
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return v.post("/part/"+module, form)
}

// leads checks where a page leads on to.
func (v *visitor) leads(p shown, rest string) {
	v.t.Helper()
	if got, want := p.to(v.t), v.path+rest+"?lang="+v.lang; got != want {
		v.t.Errorf("it leads to %s, want %s", got, want)
	}
}

// The answers of a customer who is a person and new, and of a company of old.
var (
	newcomer = url.Values{
		"customer_name": {"李工作室"}, "customer_kind": {"INDIVIDUAL"}, "cooperation_band": {"NEW"}, "contact_name": {"李女士"}, "contact_phone": {"13900139000"},
	}
	ofOld = url.Values{
		"customer_name": {"青山精密"}, "customer_kind": {"COMPANY"}, "industry": {"MANUFACTURING"}, "cooperation_band": {"Y3_PLUS"}, "contact_name": {"王女士"},
		"contact_title": {"采购"}, "contact_phone": {"13800138000"}, "contact_email": {"wang@customer.example"}, "address": {"上海市"}, "size": {"B50_200"},
	}
)

func with(of url.Values, name string, values ...string) url.Values {
	form := url.Values{}
	for k, v := range of {
		form[k] = slices.Clone(v)
	}
	form[name] = values
	return form
}

// events counts the company's events of a type.
func (r *round) events(typ string) int {
	r.t.Helper()
	n := 0
	for _, e := range r.company.Events(r.t) {
		if e.Type == typ {
			n++
		}
	}
	return n
}
