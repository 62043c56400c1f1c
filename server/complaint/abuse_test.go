package complaint_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/complaints"
	"heed/rules/flow"
	"heed/server"
	"heed/server/servertest"
)

// refused is a form that is not taken, and leaves nothing behind.
func (c *complained) refused(name string, form url.Values, texts ...string) shown {
	c.t.Helper()
	before := c.Count(c.t)
	p := c.send(form)
	c.t.Run(name, func(t *testing.T) {
		p.has(t, http.StatusUnprocessableEntity, append(texts, `role="alert"`, "Please check")...)
	})
	if after := c.Count(c.t); !maps.Equal(before, after) {
		c.t.Errorf("%s: rows were %v, are %v", name, before, after)
	}
	return p
}

// What is wrong is said at its field, what was written stays, and nothing is kept.
func TestD2_57_Facts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		with := func(name, value string) url.Values {
			form := c.filled()
			form.Set(name, value)
			return form
		}
		unreached := c.filled()
		unreached.Del("phone")
		unreached.Del("email")
		const attack = `<script>alert("1")</script>&'"`
		for name, x := range map[string]struct {
			form  url.Values
			texts []string
		}{
			"no name":          {with("complainantName", " "), []string{`href="#complainantName"`, `aria-invalid="true"`}},
			"no contact":       {unreached, []string{`href="#phone"`}},
			"a wrong phone":    {with("phone", "call me"), []string{`href="#phone"`, "call me"}},
			"a wrong address":  {with("email", "nobody"), []string{`href="#email"`}},
			"no words":         {with("content", " \n "), []string{`href="#content"`}},
			"too many words":   {with("content", strings.Repeat("字", 20_001)), []string{`href="#content"`}},
			"a long product":   {with("product", strings.Repeat("字", 201)), []string{`href="#product"`}},
			"a long number":    {with("orderNo", strings.Repeat("1", 61)), []string{`href="#orderNo"`}},
			"no day":           {with("happenedAt", "yesterday"), []string{`href="#happenedAt"`}},
			"a day to come":    {with("happenedAt", "2027-01-01"), []string{`href="#happenedAt"`}},
			"turned writing":   {with("complainantName", "\u202egnaW"), []string{`href="#complainantName"`}},
			"no text":          {with("content", "\xff\xfe"), []string{`href="#content"`}},
			"a script is text": {with("phone", attack), []string{"&lt;script&gt;alert(&#34;1&#34;)"}},
		} {
			w.Client.LoginAttempt.Delete().ExecX(w.Context())
			p := c.refused(name, x.form, x.texts...)
			if !strings.Contains(p.body, "SO-1") && name != "a long number" {
				t.Errorf("%s: what was written is gone: %s", name, p.body)
			}
		}
		w.Client.LoginAttempt.Delete().ExecX(w.Context())

		// Whatever people write is kept as it was said, and shown as text.
		words := "😀 𠮷野家 " + attack + "\r\nشكوى من القفل"
		form := with("content", words)
		form.Set("complainantName", "محمد 𠮷")
		made, status := c.sent(form)
		if made.Content != words || made.ComplainantName != "محمد 𠮷" {
			t.Errorf("kept %q of %q", made.Content, made.ComplainantName)
		}
		browse(t, http.MethodGet, c.Root+status+"?lang=en", nil, nil).has(t, http.StatusOK, made.Number)
	})
}

// A form is taken a while after it was shown, and within a day; a stamp cannot be made, nor
// brought from another page.
func TestTimeTrap(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		c, other := pageOf(t, s, w.A), pageOf(t, s, w.B)
		fast := c.filled()
		fast.Set("stamp", c.open())
		c.refused("at once", fast, "too fast", `value="SO-1"`, `value="`+fast.Get("stamp")+`"`)
		w.Clock.Advance(3 * time.Second)
		if made, _ := c.sent(fast); made.Content != fast.Get("content") {
			t.Errorf("sent again: %+v", made)
		}
		old := c.filled()
		w.Clock.Advance(25 * time.Hour)
		p := c.refused("after a day", old, "open for too long", `value="SO-1"`)
		old.Set("stamp", stamped.FindStringSubmatch(p.body)[1])
		w.Clock.Advance(5 * time.Second)
		c.sent(old)

		form := c.filled()
		raw, err := base64.RawURLEncoding.DecodeString(form.Get("stamp"))
		if err != nil {
			t.Fatal(err)
		}
		later := append([]byte(nil), raw...)
		later[7] ^= 1
		for name, stamp := range map[string]string{
			"none": "", "no stamp": "x", "long": strings.Repeat("A", 5000), "another time": base64.RawURLEncoding.EncodeToString(later),
			"of another page": other.open(), "cut": form.Get("stamp")[:60],
		} {
			form.Set("stamp", stamp)
			w.Clock.Advance(10 * time.Second)
			w.Client.LoginAttempt.Delete().ExecX(w.Context())
			c.refused(name, form, "open for too long")
		}
	})
}

// What fills in what nobody sees is told so, and nothing is kept.
func TestHoneypot(t *testing.T) {
	w := apptest.NewWorld(t)
	c := pageOf(t, servertest.New(t, w), w.A)
	form := c.filled()
	form.Set("homepage", "https://spam.example")
	p := c.refused("filled in", form, "must stay empty", `name="homepage" type="text" tabindex="-1" autocomplete="off" value=""`)
	if strings.Contains(p.body, "spam.example") {
		t.Errorf("it is shown again: %s", p.body)
	}
	form.Set("homepage", "")
	c.sent(form)
}

// A form that is sent twice is one complaint; other words under its stamp are told apart.
func TestReplay(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		form := c.filled()
		made, status := c.sent(form)
		before := c.Count(t)
		type result struct {
			status int
			to     string
		}
		results := make(chan result)
		for range 4 {
			go func() {
				p := c.send(form)
				results <- result{p.status, p.header.Get("Location")}
			}()
		}
		for range 4 {
			if r := <-results; r.status != http.StatusSeeOther || r.to != status+"/receipt?lang=en" {
				t.Errorf("again: %+v, want %s", r, status)
			}
		}
		if after := c.Count(t); !maps.Equal(before, after) {
			t.Errorf("rows were %v, are %v", before, after)
		}
		form.Set("content", "另一件事")
		c.refused("other words", form, made.Number, "另一件事")

		form = c.filled() // many at once: one is taken, and the others get its receipt
		for range 4 {
			go func() {
				p := c.send(form)
				results <- result{p.status, p.header.Get("Location")}
			}()
		}
		first := <-results
		for range 3 {
			if r := <-results; r != first || r.status != http.StatusSeeOther {
				t.Errorf("at once: %+v and %+v", first, r)
			}
		}
		if after := len(c.all()); after != 2 {
			t.Errorf("%d complaints", after)
		}
	})
}

// Links that are unknown, over, replaced, of a page out of use or of a company that does not
// work, are one: not found, and nothing is told of anybody.
func TestLinksThatDoNotWork(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		c := pageOf(t, s, w.A)
		made, status := c.sent(c.filled())
		var first string
		lost := func(name, path string) {
			t.Helper()
			w.Client.LoginAttempt.Delete().ExecX(w.Context())
			before := s.Count(t)
			for _, rest := range []string{"", "/receipt", "/events"} {
				p := browse(t, http.MethodGet, s.Root+path+rest+"?lang=en", nil, nil)
				p.has(t, http.StatusNotFound, "This link does not work")
				if first == "" {
					first = p.body
				}
				if p.body != first {
					t.Errorf("%s%s: another page: %s", name, rest, p.body)
				}
			}
			if p := browse(t, http.MethodPost, s.Root+path+"?lang=en", url.Values{"accepted": {"yes"}, "content": {"x"}}, nil); p.status != http.StatusNotFound || p.body != first {
				t.Errorf("%s: %d: %s", name, p.status, p.body)
			}
			if after := s.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: rows were %v, are %v", name, before, after)
			}
		}
		lost("unknown", "/c/"+strings.Repeat("A", 43))
		lost("short", "/c/x")
		lost("long", "/c/"+strings.Repeat("A", 5000))
		lost("not a token", "/c/"+url.PathEscape("../../x' OR 1=1 --"))
		lost("guessed", status[:len(status)-1]+"_")
		for _, state := range []flow.TenantState{flow.TenantSuspended, flow.TenantClosed} {
			set := func(to flow.TenantState) {
				w.Client.Tenant.UpdateOneID(w.A.ID).SetState(to).ExecX(w.A.System())
				w.Who.Changed(w.A.ID)
			}
			set(state)
			lost(string(state), c.path)
			lost(string(state), status)
			set(flow.TenantActive)
		}
		as(c, "head.service", complaints.RenewLink, complaints.LinkInput{ID: made.ID})
		lost("renewed", status)
		update := func(in vars) {
			t.Helper()
			st := s.Stage(w.A, "management")
			in["id"], in["expectedVersion"] = c.form, st.Version(t, c.form)
			a := s.Do(t, s.Token(t, "management"), `mutation($in: ComplaintFormUpdateInput!) { complaintFormUpdate(input: $in) { form { id path active } } }`, vars{"in": in})
			if a.Code() != "" {
				t.Fatalf("%s", a.Body)
			}
			c.path = a.Text(t, "complaintFormUpdate.form.path")
		}
		was := c.path
		update(vars{"active": false})
		lost("out of use", c.path)
		update(vars{"active": true, "newLink": true})
		lost("replaced", was)
		if p := browse(t, http.MethodGet, s.Root+c.path, nil, nil); p.status != http.StatusOK {
			t.Errorf("the new link: %d", p.status)
		}
		_, status = c.sent(c.filled())
		w.Clock.Advance(366 * 24 * time.Hour)
		lost("over", status)
	})
}

// Of ten thousand posts from one address a few are looked at; other addresses are not
// hindered, until the page itself has had enough.
func TestTenThousandPosts(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.TrustProxy = true })
	c := pageOf(t, s, w.A)
	form := c.filled()
	form.Set("complainantName", "")
	from := func(address string) shown {
		t.Helper()
		return browse(t, http.MethodPost, s.Root+c.path+"?lang=en", form, map[string]string{"X-Forwarded-For": address})
	}
	counts, before := map[int]int{}, s.Count(t)
	for range 10_000 {
		p := from("203.0.113.7")
		if counts[p.status]++; p.status == http.StatusTooManyRequests && p.header.Get("Retry-After") == "" {
			t.Fatal("it is not said when to come again")
		}
	}
	if counts[http.StatusUnprocessableEntity] != complaints.ComplaintsOfAddress.Most || counts[http.StatusTooManyRequests] != 10_000-complaints.ComplaintsOfAddress.Most {
		t.Errorf("answered %v", counts)
	}
	if after := s.Count(t); !maps.Equal(before, after) {
		t.Errorf("rows were %v, are %v", before, after)
	}
	form.Set("complainantName", "王女士")
	if p := from("198.51.100.1"); p.status != http.StatusSeeOther {
		t.Errorf("another address: %d: %s", p.status, p.body)
	}
	p := from("203.0.113.7")
	p.has(t, http.StatusTooManyRequests)
	if len(c.all()) != 1 {
		t.Errorf("%d complaints", len(c.all()))
	}
}

// Files belong to the complaint; what is too large, too many or of a type that is not taken
// refuses the whole, and nothing is kept.
func TestFiles(t *testing.T) {
	w := apptest.NewWorld(t)
	c := pageOf(t, servertest.New(t, w), w.A)
	picture := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), make([]byte, 100)...)
	four := map[string][]byte{}
	for i := range 4 {
		four[fmt.Sprintf("%d.png", i)] = picture
	}
	for name, x := range map[string]struct {
		files map[string][]byte
		says  string
	}{
		"too large":    {map[string][]byte{"a.png": append(picture, make([]byte, 5<<20)...)}, "5 MB"},
		"a page":       {map[string][]byte{"a.html": []byte("<!doctype html><html><body><script>alert(1)</script></body></html>")}, "not taken"},
		"not a type":   {map[string][]byte{"a.png": {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0}}, "not taken"},
		"it lies":      {map[string][]byte{"a.pdf": picture}, "image/png"},
		"empty":        {map[string][]byte{"a.png": {}}, "empty"},
		"four of them": {four, "3"},
	} {
		w.Client.LoginAttempt.Delete().ExecX(w.Context())
		before := c.Count(t)
		p := c.upload(c.filled(), x.files)
		t.Run(name, func(t *testing.T) { p.has(t, http.StatusUnprocessableEntity, x.says, `href="#files"`, `value="SO-1"`) })
		if after := c.Count(t); !maps.Equal(before, after) {
			t.Errorf("%s: rows were %v, are %v", name, before, after)
		}
	}
	if p := c.upload(c.filled(), map[string][]byte{"a.png": make([]byte, 20<<20)}); p.status != http.StatusRequestEntityTooLarge {
		t.Errorf("far too large: %d", p.status)
	}
	w.Client.LoginAttempt.Delete().ExecX(w.Context())
	form := c.filled()
	for range 2 { // sent again, its files are not doubled
		p := c.upload(form, map[string][]byte{"../../door <b>.png": picture, "note.txt": []byte("The lock")})
		if p.status != http.StatusSeeOther || strings.Contains(p.header.Get("Location"), "lost") {
			t.Fatalf("%d to %q: %s", p.status, p.header.Get("Location"), p.body)
		}
	}
	all := w.Client.Attachment.Query().AllX(w.A.System())
	if len(all) != 2 {
		t.Fatalf("files %v", all)
	}
	for _, a := range all {
		if a.OwnerType != flow.SubjectComplaint || a.OwnerID != c.all()[0].ID || strings.Contains(a.Name, "/") {
			t.Errorf("a file is %+v", a)
		}
	}
}
