package server_test

import (
	"testing"

	"heed/app/apptest"
	"heed/rules/flow"
	"heed/server"
	"heed/server/servertest"
)

// What a company uses of its requests is what the guard has taken, of its own.
func TestUsageOfRequests(t *testing.T) {
	const (
		usage = `{ tenantUsage { requestsPerMinute { used limit } } }`
		page  = `{ customers(first: 50) { edges { node { id name contacts(first: 20) { edges { node { id name } } } } } } }`
	)
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Unthrottled = false })
	used := func(c *apptest.Company) any {
		t.Helper()
		return s.Do(t, s.TokenOf(t, c, "staff"), usage, nil).Get(t, "tenantUsage.requestsPerMinute.used")
	}
	before, token := used(w.A), s.Token(t, "management")
	for range 200 {
		s.Do(t, token, page, nil).Get(t, "customers.edges")
	}
	first, ok := before.(float64)
	after, still := used(w.A).(float64)
	if !ok || !still || first < 1 || after <= first {
		t.Errorf("used was %v, is %v", before, after)
	}
	if other := used(w.B); other != before {
		t.Errorf("another company has used %v", other)
	}
	w.Client.Tenant.UpdateOneID(w.A.ID).SetPlan(flow.PlanEnterprise).ExecX(w.A.System())
	w.Who.Changed(w.A.ID)
	a := s.Do(t, s.Token(t, "staff"), usage, nil)
	if a.Get(t, "tenantUsage.requestsPerMinute.used") != nil || a.Get(t, "tenantUsage.requestsPerMinute.limit") != nil {
		t.Errorf("without limits: %s", a.Body)
	}
}
