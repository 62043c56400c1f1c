package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/customers"
	"heed/ent"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/server/delivery"
	"heed/server/jobs"
	"heed/server/servertest"
)

// Who was told a result gets a letter with the link, once and in the company's
// language; who has asked to be left alone does not. The address stands in the
// letter alone.
func TestRatingLetter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		w.Client.User.Update().SetEmailVerifiedAt(w.Clock.Now()).ExecX(w.Context()) // so that nobody asks the founders
		var (
			sent    []delivery.Letter
			failing error
		)
		works := &jobs.Works{
			Client: w.Client, Journal: w.Journal, Keys: w.Keys, Files: attachments.NewStore(w.Bucket), PublicURL: servertest.PublicURL, Now: w.Clock.Now, Company: w.Who.AsSystem,
			Post: func(_ context.Context, l delivery.Letter) error {
				if failing == nil {
					sent = append(sent, l)
				}
				return failing
			},
		}
		drain := func() error { // from the beginning: what has been done is done again
			_, err := jobs.Drain(w.Context(), works, w.A.ID, 0)
			return err
		}
		contact := func(customer typeid.ID, name, email string, quiet bool) {
			t.Helper()
			w.Clock.Advance(time.Second)
			w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
				in := customers.ContactInput{Name: name, Wishes: customers.Wishes{DoNotDisturb: &quiet}}
				if email != "" {
					in.Email = &email
				}
				_, err := customers.CreateContact(ctx, tx, customers.ContactCreateInput{CustomerID: customer, Contact: in})
				return err
			})
		}
		st := s.Stage(w.A, "management")
		id := st.ID(t, "requirement.processing")
		customer := w.Client.Requirement.GetX(w.A.System(), id).CustomerID
		const address, title = "zhou.min@customer.example", "门锁无法打开"
		contact(customer, "Quiet", "quiet@customer.example", true)
		contact(customer, "Without", "", false)
		deliver := func() {
			t.Helper()
			w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
				return tx.Requirement.UpdateOneID(id).SetTitle(title).Exec(ctx)
			})
			in := st.Fill(t, `{"id": "`+string(id)+`", "expectedVersion": 0, "resultText": "Done", "toldAt": "{{now}}", "channel": "PHONE", "steps": [{"step": 1, "doneAt": "{{now}}"}]}`)
			in["expectedVersion"] = st.Version(t, id)
			if a := s.Do(t, s.Token(t, "management"), `mutation($in: RequirementDeliverInput!) { requirementDeliver(input: $in) { cursor } }`, vars{"in": in}); a.Code() != "" {
				t.Fatalf("%s", a.Body)
			}
		}
		deliver()
		if err := drain(); err != nil || len(sent) != 0 || w.Client.Token.Query().CountX(w.Context()) != 0 {
			t.Fatalf("nobody is to be written to: %v, %v", sent, err)
		}
		contact(customer, "Zhou Min", address, false)
		contact(customer, "Later", "later@customer.example", false)
		failing = errors.New("the server is away")
		if err := drain(); !errors.Is(err, failing) {
			t.Fatalf("the letter was not sent, and nobody knows: %v", err)
		}
		failing = nil
		for range 2 {
			if err := drain(); err != nil {
				t.Fatal(err)
			}
		}
		if len(sent) != 2 || sent[0] != sent[1] || sent[0].To != address || sent[0].ID == "" {
			t.Fatalf("sent %v", sent)
		}
		letter := sent[0]
		_, path, found := strings.Cut(letter.Text, servertest.PublicURL)
		path, _, _ = strings.Cut(path, "\n")
		if !found || !strings.Contains(letter.Text, title) || !strings.Contains(letter.Text, "REQ-2026-") || !strings.Contains(letter.Subject, "请为我们的服务评分") ||
			!strings.Contains(letter.Subject, "Company a") || strings.ContainsAny(letter.Subject, "\r\n") {
			t.Errorf("the letter is %v", letter)
		}
		if p := browse(t, http.MethodGet, s.Root+path, nil, nil); p.status != http.StatusOK || !strings.Contains(p.body, title) {
			t.Errorf("the link: %d: %s", p.status, p.body)
		}
		if p := browse(t, http.MethodPost, s.Root+path, map[string][]string{"score": {"1"}, "comment": {"still broken"}}, nil); p.status != http.StatusSeeOther {
			t.Errorf("rated: %d: %s", p.status, p.body)
		}
		kept, err := json.Marshal([]any{w.Client.Event.Query().AllX(w.A.System()), w.Client.EventDetail.Query().AllX(w.A.System()), w.Client.Token.Query().AllX(w.Context())})
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{address, strings.TrimPrefix(path, "/r/"), "still broken"} {
			if strings.Contains(string(kept), secret) {
				t.Errorf("%q stands in events or tokens", secret)
			}
		}

		// In the company's language; a result that is told again has a letter and a link of its own.
		w.Client.Tenant.UpdateOneID(w.A.ID).SetLocale(label.En).ExecX(w.A.System())
		w.Who.Changed(w.A.ID)
		a := s.Do(t, s.Token(t, "management"), `mutation($in: RequirementReopenInput!) { requirementReopen(input: $in) { cursor } }`,
			vars{"in": vars{"id": id, "expectedVersion": st.Version(t, id), "reason": "It fails again"}})
		if a.Code() != "" {
			t.Fatalf("%s", a.Body)
		}
		sent = nil
		if err := drain(); err != nil || len(sent) != 0 {
			t.Errorf("while the work goes on: %v, %v", sent, err)
		}
		deliver()
		if err := drain(); err != nil {
			t.Fatal(err)
		}
		if len(sent) != 1 || sent[0].ID == letter.ID || strings.Contains(sent[0].Text, path) || !strings.Contains(sent[0].Subject, "how did we do?") {
			t.Errorf("told again: %v", sent)
		}
	})
}
