package complaint_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/complaints"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

type vars = map[string]any

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
	return shownOf(t, r)
}

func shownOf(t *testing.T, r *http.Request) shown {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return shown{resp.StatusCode, resp.Header, string(body)}
}

var void = regexp.MustCompile(`<(meta|input|link|br)([^>]*)>`)

// wellFormed tells whether every element is closed where it should be, and every
// attribute quoted.
func wellFormed(page string) error {
	page = strings.TrimPrefix(page, "<!doctype html>")
	page = void.ReplaceAllString(page, "<$1$2/>")
	for _, bare := range []string{" required", " checked", " novalidate"} {
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
)

// has checks what every page has, and what this one says.
func (p shown) has(t *testing.T, status int, texts ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("status %d, want %d: %s", p.status, status, p.body)
	}
	if err := wellFormed(p.body); err != nil {
		t.Errorf("%v in %s", err, p.body)
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
	if strings.Count(p.body, "<script") != strings.Count(p.body, `<script src="/c/follow.js" defer="defer"></script>`) {
		t.Errorf("a script: %s", p.body)
	}
	for _, found := range labelled.FindAllStringSubmatch(p.body, -1) {
		if !strings.Contains(p.body, `id="`+found[1]+`"`) {
			t.Errorf("a label for %s, which is not there", found[1])
		}
	}
	for _, found := range named.FindAllStringSubmatch(p.body, -1) {
		wrapped := strings.Contains(found[0], `type="radio"`) // its label is around it
		if !wrapped && !strings.Contains(p.body, ` for="`+found[1]+`"`) {
			t.Errorf("nothing labels %s", found[1])
		}
	}
	for _, found := range pointed.FindAllStringSubmatch(p.body, -1) {
		for id := range strings.FieldsSeq(found[1]) {
			if !strings.Contains(p.body, `id="`+id+`"`) {
				t.Errorf("something points at %s, which is not there: %s", id, p.body)
			}
		}
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			t.Errorf("no %q in %s", text, p.body)
		}
	}
}

// complained is a page for complaints of a company, as customers come to it.
type complained struct {
	*servertest.Server
	t       *testing.T
	company *apptest.Company
	form    typeid.ID
	path    string
}

const makePage = `mutation($in: ComplaintFormCreateInput!) { complaintFormCreate(input: $in) { form { id version path } } }`

func pageOf(t *testing.T, s *servertest.Server, c *apptest.Company) *complained {
	t.Helper()
	a := s.Do(t, s.TokenOf(t, c, "management"), makePage, vars{"in": vars{
		"name": "投诉与建议", "channel": "WEB", "introduction": "请告诉我们 <b>发生了什么</b>", "departmentId": c.Departments[flow.DepartmentService].ID,
	}})
	p := &complained{Server: s, t: t, company: c, form: typeid.ID(a.Text(t, "complaintFormCreate.form.id")), path: a.Text(t, "complaintFormCreate.form.path")}
	if !strings.HasPrefix(p.path, "/c/") || len(p.path) != len("/c/")+43 {
		t.Fatalf("the link is %s", a.Body)
	}
	return p
}

var stamped = regexp.MustCompile(`name="stamp" value="([^"]*)"`)

// open shows the page and gives the stamp of its form.
func (c *complained) open() string {
	c.t.Helper()
	p := browse(c.t, http.MethodGet, c.Root+c.path+"?lang=en", nil, nil)
	found := stamped.FindStringSubmatch(p.body)
	if p.status != http.StatusOK || found == nil {
		c.t.Fatalf("the page is %d: %s", p.status, p.body)
	}
	return found[1]
}

// filled is a form that would be taken, shown a while ago.
func (c *complained) filled() url.Values {
	c.t.Helper()
	form := url.Values{
		"stamp": {c.open()}, "homepage": {""}, "complainantName": {"王女士"}, "phone": {"13800138000"}, "email": {"wang@customer.example"},
		"content": {"送来的门锁打不开"}, "product": {"门锁"}, "orderNo": {"SO-1"}, "remedySought": {"换一把"}, "happenedAt": {"2026-09-01"},
	}
	c.Clock.Advance(10 * time.Second)
	return form
}

func (c *complained) send(form url.Values) shown {
	c.t.Helper()
	return browse(c.t, http.MethodPost, c.Root+c.path+"?lang=en", form, nil)
}

// sent is a complaint that was taken, and where its status is shown.
func (c *complained) sent(form url.Values) (made *ent.Complaint, status string) {
	c.t.Helper()
	p := c.send(form)
	to, _, _ := strings.Cut(p.header.Get("Location"), "?")
	status, receipt := strings.CutSuffix(to, "/receipt")
	if p.status != http.StatusSeeOther || !receipt {
		c.t.Fatalf("%d to %q: %s", p.status, to, p.body)
	}
	all := c.all()
	return all[len(all)-1], status
}

func (c *complained) all() []*ent.Complaint {
	return c.Client.Complaint.Query().Order(complaint.ByNumber()).AllX(c.company.System())
}

// upload sends the form with files, as a browser does.
func (c *complained) upload(form url.Values, files map[string][]byte) shown {
	c.t.Helper()
	return c.uploadTo(c.path, form, files)
}

// uploadTo is upload at another path.
func (c *complained) uploadTo(path string, form url.Values, files map[string][]byte) shown {
	c.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		if err := w.WriteField(name, values[0]); err != nil {
			c.t.Fatal(err)
		}
	}
	for name, content := range files {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {fmt.Sprintf(`form-data; name="files"; filename=%q`, name)}, "Content-Type": {"application/octet-stream"},
		})
		if err == nil {
			_, err = part.Write(content)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.Root+path+"?lang=en", &body)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return shownOf(c.t, r)
}

// as does what a member does with a complaint.
func as[In any](c *complained, who string, verb func(context.Context, *ent.Tx, In) (*ent.Complaint, error), in In) *ent.Complaint {
	c.t.Helper()
	made, _, err := journal.Changed(c.company.As(who), c.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Complaint, error) { return verb(ctx, tx, in) })
	if err != nil {
		c.t.Fatalf("%s: %v", who, err)
	}
	return made
}

func (c *complained) again(was *ent.Complaint) *ent.Complaint {
	return c.Client.Complaint.GetX(c.company.System(), was.ID)
}

// replied brings a complaint to where the customer's word is waited for.
func (c *complained) replied(was *ent.Complaint) *ent.Complaint {
	c.t.Helper()
	member := c.company.Members["member.service"].ID
	w := as(c, "head.service", complaints.Assign, complaints.AssignInput{ID: was.ID, ExpectedVersion: was.Version, AssigneeID: &member})
	w = as(c, "head.service", complaints.Triage, complaints.TriageInput{ID: w.ID, ExpectedVersion: w.Version, Nature: flow.ComplaintOfQuality, Severity: flow.SeverityGeneral})
	w = as(c, "head.service", complaints.Investigate, complaints.InvestigateInput{ID: w.ID, ExpectedVersion: w.Version})
	w = as(c, "head.service", complaints.Process, complaints.ProcessInput{
		ID: w.ID, ExpectedVersion: w.Version, Background: "内部背景", Cause: "内部原因", RootCause: flow.RootCauseProduct,
		Measures: []complaints.MeasureInput{{Text: "内部措施"}},
	})
	return as(c, "head.service", complaints.Reply, complaints.ReplyInput{ID: w.ID, ExpectedVersion: w.Version, Decision: "更换门锁 <i>并道歉</i>", Channel: flow.ChannelPhone})
}
