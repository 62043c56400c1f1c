package server_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"heed/app/apptest"
	"heed/server/servertest"
)

// pot is a buffer that many may write to.
type pot struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (p *pot) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.b.Write(b)
}

func (p *pot) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.b.String()
}

// What clients say of persons, in variables and in documents, taken and refused,
// is neither in the log nor in a table nor in an error; and nothing of it is
// anywhere once the person is erased. TestNoPersonalValueStaysInClear of
// app/customers has every annotated field and every verb.
func TestPersonsLeaveNoTrace(t *testing.T) {
	log, was := &pot{}, slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(was) })
	leaks := func(text string) string {
		for _, mark := range []string{"13977770", "canary.", "secret.example", "wx_canary", "canaryname", "canarytitle"} {
			if strings.Contains(strings.ToLower(text), mark) {
				return mark
			}
		}
		return ""
	}
	for name, w := range map[string]*apptest.World{"sqlite": apptest.NewWorld(t), "postgres": apptest.NewPostgresWorld(t)} {
		t.Run(name, func(t *testing.T) {
			s := servertest.New(t, w)
			token, st := s.Token(t, "management"), s.Stage(w.A, "management")
			person := func(n string) vars {
				return vars{"name": "CanaryName" + n, "title": "CanaryTitle", "phone": "1397777000" + n, "email": "canary." + n + "@secret.example", "wechat": "wx_canary_" + n}
			}
			const create = `mutation($in: ContactCreateInput!) { contactCreate(input: $in) { contact { id version phone } } }`
			made := s.DoWith(t, create, vars{"in": vars{"customerId": st.ID(t, "customer"), "contact": person("1")}},
				map[string]string{"Authorization": "Bearer " + token, "Idempotency-Key": "canary-key"})
			id := made.Text(t, "contactCreate.contact.id")
			broken := person("2")
			broken["phone"] = "13977770002x"
			wrong := person("3")
			wrong["shoe"] = "canarytitle"
			for what, a := range map[string]*servertest.Answer{
				"a malformed number":    s.Do(t, token, create, vars{"in": vars{"customerId": st.ID(t, "customer"), "contact": broken}}),
				"an unknown field":      s.Do(t, token, create, vars{"in": vars{"customerId": st.ID(t, "customer"), "contact": wrong}}),
				"a value in a document": s.Do(t, token, `mutation { contactCreate(input: {customerId: "x", contact: {name: "CanaryName", phone: 13977770004}}) { cursor } }`, nil),
				"a broken document":     s.Do(t, token, `mutation { contactCreate(input: {contact: {name: "CanaryName`, nil),
				"an unknown variable":   s.Do(t, token, create, vars{"in": vars{"shoe": "13977770005"}}),
				"another's contact":     s.Do(t, token, `mutation($in: ContactUpdateInput!) { contactUpdate(input: $in) { cursor } }`, vars{"in": vars{"id": "con_x", "expectedVersion": 1, "phone": "13977770006"}}),
			} {
				if a.Code() == "" {
					t.Errorf("%s was taken: %s", what, a.Body)
				}
				if got := leaks(string(a.Body)); got != "" {
					t.Errorf("%s: the answer says %q: %s", what, got, a.Body)
				}
			}
			revealed := s.Do(t, token, `mutation($in: ContactRevealInput!) { contactReveal(input: $in) { phone } }`, vars{"in": vars{"id": id, "reason": "Return call"}})
			exported := s.Do(t, token, `mutation($in: ContactExportInput!) { contactExport(input: $in) { document complete } }`, vars{"in": vars{"id": id, "reason": "Asked for it"}})
			for what, a := range map[string]*servertest.Answer{"reveal": revealed, "export": exported} {
				if leaks(string(a.Data)) == "" {
					t.Errorf("%s shows nothing: %s", what, a.Body)
				}
			}
			erased := s.Do(t, token, `mutation($in: ContactEraseInput!) { contactErase(input: $in) { contact { name erasedAt } } }`,
				vars{"in": vars{"id": id, "expectedVersion": 1, "reason": "Asked for it"}})
			if erased.Text(t, "contactErase.contact.name") != "已删除的联系人" || erased.Text(t, "contactErase.contact.erasedAt") == "" {
				t.Errorf("erased: %s", erased.Body)
			}
			if got := leaks(w.Dump(t)); got != "" {
				t.Errorf("%q stands in a table", got)
			}
			if text := log.String(); leaks(text) != "" || !strings.Contains(text, "contactErase") {
				t.Errorf("%q stands in the log, or nothing was logged", leaks(text))
			}
		})
	}
}
