package complaint_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/server/delivery"
	"heed/server/jobs"
	"heed/server/servertest"
)

// Who gave an address gets the receipt by mail, in their language, with the same link as
// often as it is tried; it repeats nothing that they wrote, and no address is flooded.
func TestD2_58_Letter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
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
		without := c.filled()
		without.Del("email")
		c.sent(without)
		if err := drain(); err != nil || len(sent) != 0 {
			t.Fatalf("nobody gave an address: %v, %v", sent, err)
		}
		made, status := c.sent(c.filled())
		failing = errors.New("the server is away")
		if err := drain(); !errors.Is(err, failing) {
			t.Fatalf("the letter was not sent, and nobody knows: %v", err)
		}
		failing = nil
		for range 7 {
			if err := drain(); err != nil {
				t.Fatal(err)
			}
		}
		if len(sent) != 5 || sent[0] != sent[4] || sent[0].To != "wang@customer.example" || sent[0].ID == "" {
			t.Fatalf("sent %v", sent)
		}
		letter := sent[0]
		if !strings.Contains(letter.Subject, made.Number) || !strings.Contains(letter.Text, servertest.PublicURL+status+"\n") || !strings.Contains(letter.Text, "you will have an answer by 2026-") {
			t.Errorf("the letter is %v", letter)
		}
		for _, written := range []string{"王女士", "门锁", "13800138000"} {
			if strings.Contains(letter.Text+letter.Subject, written) {
				t.Errorf("the letter repeats %s: %v", written, letter)
			}
		}
		browse(t, http.MethodGet, c.Root+status+"?lang=en", nil, nil).has(t, http.StatusOK, made.Number)
		kept, err := json.Marshal([]any{w.Client.Event.Query().AllX(w.A.System()), w.Client.EventDetail.Query().AllX(w.A.System()), w.Client.Token.Query().AllX(w.Context())})
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"wang@customer.example", strings.TrimPrefix(status, "/c/")} {
			if strings.Contains(string(kept), secret) {
				t.Errorf("%q stands in events or tokens", secret)
			}
		}
	})
}
