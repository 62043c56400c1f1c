package server_test

import (
	"maps"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/server/servertest"
)

// hinted is all that a hint's answer may tell of a customer, directly and by others.
const hinted = `mutation($input: RequirementHintInput!) { requirementHint(input: $input) { cursor requirement {
	id title originalText state version availableActions customer { id name } customersToTell { id name } links { other { id } }
	clocks { id } attachments { id } origin { id } pendingApproval { id } leadDepartment { id } collectedBy { id } } } }`

// hint is that the member gives a hint about a customer of another department, which
// they do not read: it is written down, the answer shows nothing of the customer, and nothing
// but the requirement and its event is there afterwards.
func hint(t *testing.T, s *servertest.Server, who string) {
	t.Helper()
	st := s.Stage(s.A, "head.sales")
	customer := s.Client.Customer.GetX(s.A.System(), st.ID(t, "customer"))
	in, token := st.Sample(t, "requirementHint"), s.Token(t, who)
	before := s.Count(t)
	a := s.Do(t, token, hinted, in)
	if a.Code() != "" {
		t.Errorf("%s: a hint: %s", who, a.Body)
		return
	}
	hidden(t, who, a, customer.Name, string(customer.ID))
	if made := a.Get(t, "requirementHint.requirement"); a.Get(t, "requirementHint.requirement.customer") != nil || len(a.Get(t, "requirementHint.requirement.customersToTell").([]any)) != 0 { //nolint:errcheck // the shape is the schema's
		t.Errorf("%s: the hint is %v", who, made)
	}
	grows := []string{
		"requirements", "requirements versions", "events", "event_details", "position",
		"counter requirement.state.DRAFT ", "counter requirement.urgency.GENERAL ", // of the dashboard
	}
	after := s.Count(t)
	for _, name := range grows {
		before[s.A.Slug+"."+name]++
	}
	if !maps.Equal(before, after) {
		t.Errorf("%s: after a hint rows should be %v, are %v", who, before, after)
	}
}

// hidden is that nothing of the customer is in the answer.
func hidden(t *testing.T, who string, a *servertest.Answer, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(string(a.Body), w) {
			t.Errorf("%s reads %q: %s", who, w, a.Body)
		}
	}
}

// A hint about a customer whom its writer does not read shows nothing of the customer: not
// in its answer, nor where the requirement is read afterwards. It is there for those who read both.
func TestHintsHideCustomers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "head.sales")
		contact := w.Client.Contact.GetX(w.A.System(), st.ID(t, "contact"))
		customer := w.Client.Customer.GetX(w.A.System(), contact.CustomerID)
		management := s.Token(t, "management")
		for _, who := range []string{"staff", "member.service", "head.service", "integration"} {
			token := s.Token(t, who)
			in := vars{"input": vars{"customerId": customer.ID, "text": "The lock is stiff"}}
			a := s.Do(t, token, hinted, in)
			if who == "integration" { // reads all customers
				if a.Text(t, "requirementHint.requirement.customer.id") != string(customer.ID) {
					t.Errorf("%s: %s", who, a.Body)
				}
				continue
			}
			id := a.Text(t, "requirementHint.requirement.id")
			answers := []*servertest.Answer{a}
			for _, document := range []string{
				`query($id: ID!) { node(id: $id) { id ... on Requirement { customer { id name } customersToTell { id name } links { other { id } } } } }`,
				`query($id: ID!) { node(id: $id) { id } requirementLikely(customerId: "` + string(customer.ID) + `", title: "The lock is stiff") { requirement { id customer { name } } } }`,
				`{ requirements(first: 5) { edges { node { id title customer { id name tier { key } } } } } }`,
				`{ requirementLedger(first: 5) { edges { node { requirement { id customer { name } } } } } }`,
				`{ notifications(first: 5) { edges { node { title body } } } }`,
				`{ events(first: 100, filter: {subjectType: REQUIREMENT}) { edges { node { type subject { id number } } } } }`,
				`{ customers(first: 5, filter: {text: "` + customer.Name + `"}) { totalCount edges { node { id name } } } }`,
			} {
				variables := vars{}
				if strings.Contains(document, "$id") {
					variables["id"] = id
				}
				answers = append(answers, s.Do(t, token, document, variables))
			}
			for _, a := range answers {
				if a.Code() != "" && a.Code() != "FORBIDDEN" && a.Code() != "NOT_FOUND" {
					t.Errorf("%s: %s", who, a.Body)
				}
				hidden(t, who, a, customer.Name, string(customer.ID), contact.Name, string(contact.ID))
			}
			shown := s.Do(t, management, `query($id: ID!) { node(id: $id) { ... on Requirement { customer { id } originalText } } }`, vars{"id": id})
			if shown.Text(t, "node.customer.id") != string(customer.ID) || shown.Text(t, "node.originalText") != "The lock is stiff" {
				t.Errorf("the management reads %s", shown.Body)
			}
		}
	})
}
