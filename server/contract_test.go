package server_test

import (
	"testing"

	"heed/app/apptest"
	"heed/server/graphiql"
	"heed/server/servertest"
)

func TestMain(m *testing.M) { servertest.Main(m) }

// The documents that clients already use, as they stand.
var (
	documents = graphiql.Documents()

	register       = documents["Register"]
	login          = documents["Login"]
	me             = documents["Me"]
	newCustomer    = documents["NewCustomer"]
	customersQuery = documents["Customers"]
	newRequirement = documents["NewRequirement"]
	receive        = documents["Receive"]
	requirement    = documents["Requirement"]
	ledger         = documents["Ledger"]
	dashboard      = documents["Dashboard"]
	syncQuery      = documents["Sync"]
	liveQuery      = documents["Live"]
)

type vars = map[string]any

// A company signs up, records what a customer needs and follows it, by the
// documents of clients alone.
func TestContract(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		made := s.Do(t, "", register, vars{"in": vars{
			"company": vars{"name": "远见家居", "slug": "yuanjian"},
			"admin":   vars{"name": "陈立", "email": "chen@yuanjian.example", "password": apptest.Password},
		}})
		if state := made.Text(t, "companyRegister.tenant.state"); state != "ONBOARDING" {
			t.Errorf("state %s", state)
		}
		in := s.Do(t, "", login, vars{"in": vars{"email": "chen@yuanjian.example", "password": apptest.Password}})
		token := in.Text(t, "sessionCreate.session.accessToken")
		if name := s.Do(t, token, me, nil).Text(t, "viewer.member.displayName"); name != "陈立" {
			t.Errorf("viewer %s", name)
		}
		customer := s.Do(t, token, newCustomer, vars{"in": vars{"name": "晨光酒店", "tierKey": "KEY", "contacts": []any{vars{"name": "周敏", "phone": "13812345678"}}}})
		id := customer.Text(t, "customerCreate.customer.id")
		draft := s.Do(t, token, newRequirement, vars{"in": vars{
			"customerId": id, "title": "客房门锁离线开门", "originalText": "停电时门锁要能开", "source": "VISIT", "channel": "VISIT",
			"collectedAt": "2026-09-09T01:00:00Z", "category": "PRODUCT", "urgency": "URGENT",
		}})
		req := draft.Text(t, "requirementCreate.requirement.id")
		got := s.Do(t, token, receive, vars{"in": vars{"id": req, "expectedVersion": 1}})
		if number := got.Text(t, "requirementReceive.requirement.number"); number != "REQ-2026-00001" {
			t.Errorf("number %s", number)
		}
		if due := got.Text(t, "requirementReceive.requirement.clocks.0.dueAt"); due != "2026-09-10T01:30:00Z" {
			t.Errorf("due %s", due)
		}
		if s.Do(t, token, requirement, vars{"id": req}).Text(t, "node.customer.tier.key") != "KEY" {
			t.Error("the customer's tier is not shown")
		}
		if n := s.Do(t, token, ledger, vars{"first": 10, "filter": vars{"states": []string{"RECEIVED"}, "text": "门锁"}}).Get(t, "requirements.totalCount"); n != 1.0 {
			t.Errorf("%v in the ledger", n)
		}
		if n := s.Do(t, token, customersQuery, vars{"first": 10}).Text(t, "customers.edges.0.node.requirements.edges.0.node.number"); n != "REQ-2026-00001" {
			t.Errorf("nested %v", n)
		}
		s.Do(t, token, dashboard, nil).Get(t, "requirementDashboard.byState.0.count")
		events := s.Do(t, token, syncQuery, vars{"first": 100})
		if first := events.Text(t, "events.edges.0.node.type"); first != "tenant.onboarding" {
			t.Errorf("first event %s", first)
		}
	})
}
