package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/server"
	"heed/server/servertest"
)

// throttled is a server on which a company may ask for one request a minute,
// which is 100 points, and an address for 60 points.
func throttled(t *testing.T, w *apptest.World) *servertest.Server {
	t.Helper()
	return servertest.NewWith(t, w, func(o *server.Options) {
		o.Unthrottled, o.AddressPoints, o.TrustProxy, o.Limits.Cost = false, 60, true, 60
		o.PlanLimits = func(p flow.Plan) flow.Limits {
			if p == flow.PlanEnterprise {
				return flow.Limits{}
			}
			return flow.Limits{RequestsPerMinute: 1}
		}
	})
}

// Who is not signed in is kept to what their address may ask for.
func TestAddressIsThrottled(t *testing.T) {
	w := apptest.NewWorld(t)
	s := throttled(t, w)
	from := func(address string) *servertest.Answer {
		return s.DoWith(t, "{ __typename }", nil, map[string]string{"X-Forwarded-For": address, "Accept-Language": "en"})
	}
	for i := range 60 {
		a := from("192.0.2.1")
		if a.Code() != "" || a.Extensions.Cost.ThrottleStatus.CurrentlyAvailable != 59-i {
			t.Fatalf("%d: %s", i, a.Body)
		}
	}
	a := from("192.0.2.1")
	if a.Code() != "RATE_LIMITED" || a.Status != http.StatusTooManyRequests || a.Header.Get("Retry-After") != "1" {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
	}
	if e := a.Errors[0].Extensions; e["retryAfter"] != 1.0 || e["retryable"] != true || a.Data != nil {
		t.Errorf("%s", a.Body)
	}
	if a := from("192.0.2.2"); a.Code() != "" {
		t.Errorf("another address: %s", a.Body)
	}
	w.Clock.Advance(time.Second)
	if a := from("192.0.2.1"); a.Code() != "" {
		t.Errorf("a second later: %s", a.Body)
	}
	// What cannot be read is paid for, too; of IPv6 a /64 is one address.
	for range 60 {
		s.DoWith(t, "{ nonsense", nil, map[string]string{"X-Forwarded-For": "2001:db8::1"})
	}
	if a := from("2001:db8::2"); a.Code() != "RATE_LIMITED" {
		t.Errorf("after 60 mistakes: %s", a.Body)
	}
}

// Members are kept to what the plan of their company allows, by whatever way;
// other companies do not notice.
func TestCompanyIsThrottled(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := throttled(t, w)
		const page = `{ customers(first: 49) { edges { node { id } } } }` // 50 points, one without customers
		token, other := s.Token(t, "management"), s.TokenOf(t, w.B, "management")
		socket := s.Dial(t, token)
		a := s.Do(t, token, page, nil)
		c := a.Extensions.Cost
		if c.RequestedQueryCost != 50 || c.ActualQueryCost != 1 || c.ThrottleStatus.MaximumAvailable != 100 || c.ThrottleStatus.CurrentlyAvailable != 99 || c.ThrottleStatus.RestoreRate != 1 {
			t.Errorf("%s", a.Body)
		}
		for i := range 48 { // a point of the company each
			if a := s.Do(t, token, `{ __typename }`, nil); a.Code() != "" {
				t.Fatalf("%d: %s", i, a.Body)
			}
		}
		a = s.Do(t, token, page, nil)
		if left := a.Extensions.Cost.ThrottleStatus.CurrentlyAvailable; a.Code() != "" || left != 50 {
			t.Fatalf("%d are left: %s", left, a.Body)
		}
		s.Do(t, token, `{ __typename }`, nil)
		a = s.Do(t, token, page, nil) // 49 are left
		if a.Code() != "RATE_LIMITED" || a.Status != http.StatusTooManyRequests || a.Header.Get("Retry-After") != "1" {
			t.Errorf("%d %v %s", a.Status, a.Header, a.Body)
		}
		if c := a.Extensions.Cost; c == nil || c.RequestedQueryCost != 50 || c.ActualQueryCost != 0 || c.ThrottleStatus.CurrentlyAvailable != 48 {
			t.Errorf("what a refusal tells: %s", a.Body)
		}
		socket.Subscribe("1", page, nil)
		m := socket.Next()
		if m.Code() != "RATE_LIMITED" {
			t.Errorf("by socket: %s %s", m.Type, m.Payload)
		}
		var errs []servertest.Error
		if err := json.Unmarshal(m.Payload, &errs); err != nil || errs[0].Extensions["retryAfter"] != 2.0 {
			t.Errorf("by socket: %s", m.Payload)
		}
		if _, data := s.Events(t, token, page, nil).Read(); !contains(data, "RATE_LIMITED") {
			t.Errorf("by events: %s", data)
		}
		if a := s.Do(t, other, page, nil); a.Code() != "" {
			t.Errorf("another company: %s", a.Body)
		}
		w.Clock.Advance(10 * time.Second)
		if a := s.Do(t, token, page, nil); a.Code() != "" {
			t.Errorf("later: %s", a.Body)
		}
		// No limit is no limit, and nothing is said of one.
		w.Client.Tenant.UpdateOneID(w.A.ID).SetPlan(flow.PlanEnterprise).ExecX(w.A.System())
		w.Who.Changed(w.A.ID)
		for range 5 {
			if a := s.Do(t, token, page, nil); a.Code() != "" || a.Extensions.Cost.ThrottleStatus != nil {
				t.Errorf("with another plan: %s", a.Body)
			}
		}
	})
}

// A subscription pays when it begins, over a socket too.
func TestSubscriptionsPay(t *testing.T) {
	w := apptest.NewWorld(t)
	s := throttled(t, w)
	token := s.Token(t, "management")
	c := s.Dial(t, token)
	c.Subscribe("1", liveQuery, nil)
	if m := c.Next(); m.Type != "next" || contains(string(m.Payload), "extensions") {
		t.Errorf("%s %s", m.Type, m.Payload)
	}
	a := s.Do(t, token, `{ __typename }`, nil)
	if left := a.Extensions.Cost.ThrottleStatus.CurrentlyAvailable; left != 96 { // the event, its actor, its subject; this
		t.Errorf("%d are left: %s", left, a.Body)
	}
}

// One company runs so many operations at once; the rest waits, and when too many
// wait they are told to come again. Others are served meanwhile.
func TestCompanyRunsSoMany(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Running, o.Waiting = 1, 1 })
	token, other := s.Token(t, "management"), s.TokenOf(t, w.B, "management")
	s.Do(t, token, me, nil)
	s.Do(t, other, me, nil)
	tx, err := w.Client.Tx(w.A.System()) // who writes keeps writers out
	if err != nil {
		t.Fatal(err)
	}
	answers := make(chan *servertest.Answer, 3)
	for range 3 {
		go func() {
			a, err := s.Try(token, `mutation { customerCreate(input: {name: "x"}) { cursor } }`, nil)
			if err != nil {
				t.Error(err)
			}
			answers <- a
		}()
	}
	a := <-answers
	if a.Code() != "UNAVAILABLE" || a.Status != http.StatusServiceUnavailable || a.Header.Get("Retry-After") != "1" || a.Errors[0].Extensions["retryable"] != true {
		t.Errorf("the third: %d %v %s", a.Status, a.Header, a.Body)
	}
	if a := s.Do(t, token, `{ customers { totalCount } }`, nil); a.Code() != "UNAVAILABLE" {
		t.Errorf("a read of the company: %s", a.Body)
	}
	if a := s.Do(t, other, `{ customers { totalCount } }`, nil); a.Code() != "" {
		t.Errorf("a read of another: %s", a.Body)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if a := <-answers; a.Code() != "" {
			t.Errorf("who waited: %s", a.Body)
		}
	}
	n, err := w.Client.Customer.Query().Count(context.WithoutCancel(w.A.System()))
	if err != nil || n != 2 {
		t.Errorf("%d customers, %v", n, err)
	}
}

// How long a message on a socket may be is the operator's to say.
func TestSocketMessage(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.SocketMessage = 2000 })
	c := s.Dial(t, s.Token(t, "management"))
	c.Subscribe("1", "{ __typename }"+strings.Repeat(" ", 1500), nil)
	if m := c.Next(); m.Type != "next" {
		t.Errorf("a short one: %+v", m)
	}
	c.Next() // complete
	c.Subscribe("2", "{ __typename }"+strings.Repeat(" ", 2500), nil)
	if m := c.Next(); m.Close != 1009 {
		t.Errorf("a long one: %+v", m)
	}
}
