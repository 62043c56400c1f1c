package complaint_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/complaints"
	"heed/rules/flow"
	"heed/server"
	"heed/server/servertest"
)

const (
	submit = `mutation($in: ComplaintSubmitInput!) { complaintSubmit(input: $in) { number promisedAt path token expiresAt } }`
	status = `query($token: String!) { complaintStatus(token: $token) { number state stateLabel answerAwaited decision outcome } }`
	front  = `query($token: String!) { complaintPage(token: $token) { companyName name channel introduction } }`
	answer = `mutation($in: ComplaintAnswerInput!) { complaintAnswer(input: $in) { status { number state outcome accepted } } }`
)

func (c *complained) token() string { return strings.TrimPrefix(c.path, "/c/") }

// Another system complains for its customers, follows, and passes on their word.
func TestD2_56_OtherSystems(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		a := c.Do(t, "", front, vars{"token": c.token()})
		if a.Text(t, "complaintPage.companyName") != "Company a" || a.Text(t, "complaintPage.name") != "投诉与建议" || a.Text(t, "complaintPage.channel") != "WEB" {
			t.Errorf("%s", a.Body)
		}
		in := vars{"token": c.token(), "complainantName": "周敏", "email": "zhou@customer.example", "content": "门锁打不开", "locale": "zh_Hant"}
		a = c.Do(t, "", submit, vars{"in": in})
		made := c.all()[0]
		followed := a.Text(t, "complaintSubmit.token")
		if a.Text(t, "complaintSubmit.number") != made.Number || a.Text(t, "complaintSubmit.path") != "/c/"+followed || made.Intake != flow.IntakeAPI || made.Locale != "zh_Hant" {
			t.Errorf("%s made %+v", a.Body, made)
		}
		browse(t, http.MethodGet, c.Root+"/c/"+followed+"?lang=en", nil, nil).has(t, http.StatusOK, made.Number)
		if a = c.Do(t, "", status, vars{"token": followed}); a.Text(t, "complaintStatus.state") != "RECEIVED" || a.Text(t, "complaintStatus.stateLabel") != "Received" {
			t.Errorf("%s", a.Body)
		}
		c.replied(made)
		if a = c.Do(t, "", status, vars{"token": followed}); a.Get(t, "complaintStatus.answerAwaited") != true || a.Text(t, "complaintStatus.decision") == "" {
			t.Errorf("%s", a.Body)
		}
		if a = c.Do(t, "", answer, vars{"in": vars{"token": followed, "accepted": true}}); a.Text(t, "complaintAnswer.status.state") != "CLOSED" || a.Text(t, "complaintAnswer.status.outcome") != "ACCEPTED" {
			t.Errorf("%s", a.Body)
		}
	})
}

// A request that is sent again with its key is one complaint; with other words it is
// another.
func TestSentAgain(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.New(t, w), w.A)
		send := func(key, content string) *servertest.Answer {
			t.Helper()
			in := vars{"token": c.token(), "complainantName": "周敏", "phone": "13812345678", "content": content}
			return c.DoWith(t, submit, vars{"in": in}, map[string]string{"Idempotency-Key": key})
		}
		first := send("a", "门锁打不开").Text(t, "complaintSubmit.token")
		before := c.Count(t)
		if again := send("a", "门锁打不开").Text(t, "complaintSubmit.token"); again != first {
			t.Errorf("again it is %s, was %s", again, first)
		}
		if after := c.Count(t); !maps.Equal(before, after) {
			t.Errorf("rows were %v, are %v", before, after)
		}
		for _, other := range []*servertest.Answer{send("b", "门锁打不开"), send("a", "另一件事")} {
			if other.Text(t, "complaintSubmit.token") == first {
				t.Errorf("another is %s", other.Body)
			}
		}
		if n := len(c.all()); n != 3 {
			t.Errorf("%d complaints", n)
		}
		if a := send(strings.Repeat("x", 300), "门锁打不开"); a.Code() != "BAD_USER_INPUT" {
			t.Errorf("%s", a.Body)
		}
	})
}

// Links that do not hold are one by the API too, and an address guesses so often and no
// more.
func TestAPIRefuses(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		c := pageOf(t, servertest.NewWith(t, w, func(o *server.Options) { o.TrustProxy = true }), w.A)
		_, path := c.sent(c.filled())
		followed := strings.TrimPrefix(path, "/c/")
		refused := func(name, page, complaint string) {
			t.Helper()
			before := c.Count(t)
			for _, a := range []*servertest.Answer{
				c.Do(t, "", front, vars{"token": page}), c.Do(t, "", status, vars{"token": complaint}),
				c.Do(t, "", answer, vars{"in": vars{"token": complaint, "accepted": true}}),
				c.Do(t, "", submit, vars{"in": vars{"token": page, "complainantName": "周敏", "phone": "13812345678", "content": "x"}}),
			} {
				if a.Code() != "NOT_FOUND" || strings.Contains(string(a.Body), "Company") || strings.Contains(string(a.Body), "CMP-") {
					t.Errorf("%s: %s", name, a.Body)
				}
			}
			if after := c.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: rows were %v, are %v", name, before, after)
			}
		}
		refused("unknown", strings.Repeat("A", 43), strings.Repeat("A", 43))
		refused("nothing", "", "x")
		refused("of the other kind", followed, c.token())
		w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantSuspended).ExecX(w.A.System())
		w.Who.Changed(w.A.ID)
		refused("suspended", c.token(), followed)
		w.Client.LoginAttempt.Delete().ExecX(w.Context())
		limited := 0
		for range complaints.LooksOfAddress.Most + 5 {
			if c.Do(t, "", status, vars{"token": strings.Repeat("B", 43)}).Code() == "RATE_LIMITED" {
				limited++
			}
		}
		if limited != 5 {
			t.Errorf("%d guesses were refused", limited)
		}
	})
}
