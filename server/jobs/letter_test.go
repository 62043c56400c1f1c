package jobs_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/invitation"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/server/delivery"
	"heed/server/jobs"
)

// office is the works of a world whose letters are kept, and where they stand.
type office struct {
	*jobs.Works
	world   *apptest.World
	letters []delivery.Letter
	fails   error // instead of sending
	at      map[typeid.ID]int64
}

func newOffice(t *testing.T, w *apptest.World) *office {
	t.Helper()
	o := &office{world: w, at: map[typeid.ID]int64{}}
	o.Works = &jobs.Works{
		Client: w.Client, Journal: w.Journal, Keys: w.Keys, Files: attachments.NewStore(w.Bucket), Now: w.Clock.Now, Company: w.Who.AsSystem, PublicURL: "https://heed.example",
		Post: func(_ context.Context, l delivery.Letter) error {
			if o.fails == nil {
				o.letters = append(o.letters, l)
			}
			return o.fails
		},
	}
	for _, c := range []*apptest.Company{w.A, w.B} { // what made the world is over
		events := c.Events(t)
		o.at[c.ID] = events[len(events)-1].Position
	}
	return o
}

// work does what follows from the newest events of the company.
func (o *office) work(t *testing.T, company typeid.ID) error {
	t.Helper()
	at, err := jobs.Drain(context.Background(), o.Works, company, o.at[company])
	if err == nil {
		o.at[company] = at
	}
	return err
}

// one works and gives the one letter that came of it, and its link's secret.
func (o *office) one(t *testing.T, company typeid.ID, path string) (delivery.Letter, string) {
	t.Helper()
	before := len(o.letters)
	if err := o.work(t, company); err != nil {
		t.Fatal(err)
	}
	if len(o.letters) != before+1 {
		t.Fatalf("%d letters", len(o.letters)-before)
	}
	l := o.letters[before]
	return l, secretOf(t, l, "https://heed.example"+path)
}

func secretOf(t *testing.T, l delivery.Letter, base string) string {
	t.Helper()
	m := regexp.MustCompile(regexp.QuoteMeta(base) + `([A-Za-z0-9_-]{43})\n`).FindStringSubmatch(l.Text)
	if m == nil {
		t.Fatalf("no link to %s in %s", base, l.Text)
	}
	return m[1]
}

func invite(t *testing.T, w *apptest.World, email string, l label.Locale) *ent.Member {
	t.Helper()
	m, _, err := tenants.InviteMember(w.As("admin"), w.Journal, tenants.MemberInviteInput{
		DisplayName: "周敏", Email: email, DepartmentID: &w.A.Departments[flow.DepartmentService].ID,
		RoleKeys: []string{authz.Staff}, Locale: &l,
	})
	if err != nil {
		t.Fatal(err)
	}
	return m.Unwrap()
}

const chosen = "green kettle, slow river"

func accept(w *apptest.World, secret string) error {
	_, _, err := w.Desk.Accept(w.Context(), sessions.AcceptInput{Token: secret, Password: chosen})
	return err
}

func invalid(err error) bool {
	return fault.CodeOf(err) == fault.CodeBadUserInput && fault.From(err).Key == "link.invalid"
}

func TestInvitationLetter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		o := newOffice(t, w)
		for i, words := range []struct {
			locale        label.Locale
			subject, text string
		}{
			{label.ZhHans, "Company a 邀请您加入", "链接 24 小时内有效"},
			{label.ZhHant, "Company a 邀請您加入", "鏈接 24 小時內有效"},
			{label.En, "Company a invites you", "good for 24 hours"},
		} {
			email := string(words.locale) + "@new.example"
			m := invite(t, w, strings.ToLower(email), words.locale)
			w.Clock.Advance(time.Hour) // the life begins with the letter
			l, secret := o.one(t, w.A.ID, "/invite/")
			if l.To != m.Email || l.Subject != words.subject || !strings.Contains(l.Text, words.text) || l.ID != "" {
				t.Errorf("%+v", l)
			}
			row := w.Client.Invitation.Query().Where(invitation.MemberID(m.ID)).OnlyX(w.A.System())
			if row.SentAt == nil || !row.ExpiresAt.Equal(w.Clock.Now().Add(24*time.Hour)) {
				t.Errorf("%+v", row)
			}
			w.Clock.Advance(24*time.Hour - time.Second)
			if i == 0 {
				w.Clock.Advance(time.Second)
				if err := accept(w, secret); !invalid(err) {
					t.Errorf("after 24 hours: %v", err)
				}
			} else if err := accept(w, secret); err != nil {
				t.Errorf("within 24 hours: %v", err)
			}
		}
	})
}

// What is done again comes to the same: one letter, one link. A letter that could
// not be sent is sent with another link.
func TestInvitationLetterAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		o := newOffice(t, w)
		m := invite(t, w, "n@new.example", label.En)
		o.fails = errors.New("the server is away")
		if err := o.work(t, w.A.ID); err == nil {
			t.Error("a letter that was not sent is done")
		}
		o.fails = nil
		begin := o.at[w.A.ID]
		_, first := o.one(t, w.A.ID, "/invite/")
		o.at[w.A.ID] = begin
		if err := o.work(t, w.A.ID); err != nil || len(o.letters) != 1 {
			t.Errorf("done again: %d letters, %v", len(o.letters), err)
		}
		current := w.Client.Member.GetX(w.A.System(), m.ID)
		_, _, err := tenants.InviteMemberAgain(w.As("admin"), w.Journal, tenants.MemberInviteAgainInput{ID: m.ID, ExpectedVersion: current.Version})
		if err != nil {
			t.Fatal(err)
		}
		_, second := o.one(t, w.A.ID, "/invite/")
		if err := accept(w, first); !invalid(err) {
			t.Errorf("the link before: %v", err)
		}
		if err := accept(w, second); err != nil {
			t.Error(err)
		}
	})
}

// An invitation that was taken back before its letter was written has none.
func TestNoLetterForNobody(t *testing.T) {
	w := apptest.NewWorld(t)
	o := newOffice(t, w)
	m := invite(t, w, "n@new.example", label.En)
	w.Change(t, w.As("admin"), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tenants.RevokeInvitation(ctx, tx, tenants.MemberInviteRevokeInput{ID: m.ID, ExpectedVersion: m.Version})
		return err
	})
	if err := o.work(t, w.A.ID); err != nil || len(o.letters) != 0 {
		t.Errorf("%v, %v", o.letters, err)
	}
}

// A letter that is refused for good is given up; the log tells no address.
func TestRefusedLetter(t *testing.T) {
	var log bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(was) })
	w := apptest.NewWorld(t)
	o := newOffice(t, w)
	invite(t, w, "n@new.example", label.En)
	o.fails = &delivery.Error{What: "handing the letter over", Code: 550, Refused: true}
	if err := o.work(t, w.A.ID); err != nil {
		t.Error(err)
	}
	if !strings.Contains(log.String(), "given up") || strings.Contains(log.String(), "new.example") {
		t.Errorf("the log: %s", log.String())
	}
}

// The first administrator verifies the address by the letter that follows sign-up.
func TestVerificationLetter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		o := newOffice(t, w)
		made, tokens, err := w.Desk.SignUp(w.Context(), tenants.RegisterInput{
			Company: tenants.CompanyInput{Name: "远见家居", Slug: new("yuanjian"), Locale: new(label.En)},
			Admin:   tenants.AdminInput{Name: "陈立", Email: "chen@new.example", Password: chosen},
		})
		if err != nil {
			t.Fatal(err)
		}
		l, secret := o.one(t, made.Tenant.ID, "/verify/")
		if l.To != "chen@new.example" || l.Subject != "Verify your e-mail address" || !strings.Contains(l.Text, "远见家居") {
			t.Errorf("%+v", l)
		}
		c, err := w.Desk.Ring.Verify(w.Context(), w.Clock.Now(), tokens.AccessToken)
		if err != nil {
			t.Fatal(err)
		}
		ctx, err := w.Who.Authenticate(w.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if sent, err := w.Desk.RequestVerification(ctx, nil); !sent || err != nil {
			t.Fatalf("%v, %v", sent, err)
		}
		_, again := o.one(t, made.Tenant.ID, "/verify/")
		if err := w.Desk.VerifyEmail(w.Context(), secret); !invalid(err) {
			t.Errorf("the link before: %v", err)
		}
		if err := w.Desk.VerifyEmail(w.Context(), again); err != nil {
			t.Fatal(err)
		}
		o.at[made.Tenant.ID] = 0
		before := len(o.letters)
		if err := o.work(t, made.Tenant.ID); err != nil || len(o.letters) != before {
			t.Errorf("letters for who is verified: %v, %v", o.letters[before:], err)
		}
	})
}

func TestResetLetter(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		o := newOffice(t, w)
		o.AppURL = "https://app.company.example/heed"
		email := apptest.Email("staff", "a")
		if err := w.Desk.RequestReset(w.Context(), email); err != nil {
			t.Fatal(err)
		}
		if err := o.work(t, w.A.ID); err != nil || len(o.letters) != 1 {
			t.Fatalf("%v, %v", o.letters, err)
		}
		l := o.letters[0]
		secret := secretOf(t, l, "https://app.company.example/heed/reset/")
		if l.To != email || l.Subject != "重设您的密码" {
			t.Errorf("%+v", l)
		}
		if _, err := w.Desk.ResetPassword(w.Context(), secret, chosen); err != nil {
			t.Error(err)
		}
		// Asked for long ago: nobody waits.
		if err := w.Desk.RequestReset(w.Context(), email); err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(sessions.ResetLife)
		if err := o.work(t, w.A.ID); err != nil || len(o.letters) != 1 {
			t.Errorf("%v, %v", o.letters[1:], err)
		}
	})
}

// Neither secrets nor addresses are in the journal, and secrets nowhere at all.
func TestLettersLeaveNoTrace(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		o := newOffice(t, w)
		invite(t, w, "canary@new.example", label.En)
		_, first := o.one(t, w.A.ID, "/invite/")
		if err := w.Desk.RequestReset(w.Context(), apptest.Email("staff", "a")); err != nil {
			t.Fatal(err)
		}
		_, second := o.one(t, w.A.ID, "/reset/")
		if err := accept(w, first); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Desk.ResetPassword(w.Context(), second, chosen); err != nil {
			t.Fatal(err)
		}
		sys := w.A.System()
		kept, err := json.Marshal([]any{
			w.Client.Event.Query().AllX(sys), w.Client.EventDetail.Query().AllX(sys), w.Client.Invitation.Query().AllX(sys), w.Client.Token.Query().AllX(sys),
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{first, second, "canary@", "staff@a.example"} {
			if bytes.Contains(kept, []byte(word)) {
				t.Errorf("%s is kept", word)
			}
		}
	})
}

// Two workers with the same event make one link.
func TestTwoWorkers(t *testing.T) {
	w := apptest.NewPostgresWorld(t)
	o := newOffice(t, w)
	if err := w.Desk.RequestReset(w.Context(), apptest.Email("staff", "a")); err != nil {
		t.Fatal(err)
	}
	var (
		mu      sync.Mutex
		letters []delivery.Letter
		wg      sync.WaitGroup
	)
	o.Post = func(_ context.Context, l delivery.Letter) error {
		mu.Lock()
		defer mu.Unlock()
		letters = append(letters, l)
		return nil
	}
	for range 4 {
		wg.Go(func() {
			if _, err := jobs.Drain(context.Background(), o.Works, w.A.ID, o.at[w.A.ID]); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	good := 0
	for _, l := range letters {
		if _, err := w.Desk.ResetPassword(w.Context(), secretOf(t, l, "https://heed.example/reset/"), chosen); err == nil {
			good++
		} else if !invalid(err) {
			t.Error(err)
		}
	}
	if good != 1 {
		t.Errorf("%d of %d links work", good, len(letters))
	}
}
