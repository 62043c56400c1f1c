package server_test

import (
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/authz"
	"heed/server/servertest"
)

// What a role hides is null wherever it is asked for, from the next request on,
// and what it shows again is shown.
func TestMaskedFields(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "head.service")
		admin, head := s.Token(t, "admin"), s.Token(t, "head.service")
		made := s.Do(t, s.Token(t, "management"), `mutation($in: CustomerCreateInput!) { customerCreate(input: $in) { customer { id } } }`, vars{"in": vars{
			"name": "晨光酒店", "address": "上海市", "valueAmount": 100, "churnReason": "PRICE", "departmentId": st.ID(t, "department.service"),
			"contacts": []any{vars{"name": "周敏", "title": "经理", "phone": "13812345678", "email": "zhou@customer.example"}},
		}})
		customer := made.Text(t, "customerCreate.customer.id")
		made = s.Do(t, head, `mutation($in: RequirementCreateInput!) { requirementCreate(input: $in) { requirement { id } } }`, vars{"in": vars{
			"customerId": customer, "title": "A", "originalText": "B", "source": "VISIT", "collectedAt": "2026-09-09T01:00:00Z",
			"category": "PRODUCT", "urgency": "GENERAL", "expectation": "soon",
		}})
		requirement := made.Text(t, "requirementCreate.requirement.id")

		const whole = `query($ids: [ID!]!, $text: String) {
			nodes(ids: $ids) {
				... on Customer { name address was: valueAmount churnReason contacts(first: 1) { edges { node { name title phone email } } } }
				... on Requirement { title expectation customer { name address } }
			}
			customers(filter: {text: $text}) { totalCount edges { node { address } } }
		}`
		ask := func(text string) string {
			t.Helper()
			return string(s.Do(t, head, whole, vars{"ids": []string{customer, requirement}, "text": text}).Data)
		}
		const plain = `{"nodes":[{"name":"晨光酒店","address":"上海市","was":100,"churnReason":"PRICE",` +
			`"contacts":{"edges":[{"node":{"name":"周敏","title":"经理","phone":"138****5678","email":"z***@c***.example"}}]}},` +
			`{"title":"A","expectation":"soon","customer":{"name":"晨光酒店","address":"上海市"}}],` +
			`"customers":{"totalCount":1,"edges":[{"node":{"address":"上海市"}}]}}`
		if got := ask("上海"); got != plain {
			t.Errorf("without masks: %s", got)
		}

		desk := s.Do(t, admin, `mutation($in: RoleCreateInput!) { roleCreate(input: $in) { role { id version } } }`, vars{"in": vars{
			"key": "DISCREET", "name": "Discreet", "grants": []any{
				vars{"resource": "CUSTOMER", "action": "READ", "scope": "ALL", "effect": "DENY", "maskedFields": []string{"address", "valueAmount"}},
				vars{"resource": "CONTACT", "action": "READ", "scope": "ALL", "effect": "DENY", "maskedFields": []string{"phone", "title"}},
				vars{"resource": "REQUIREMENT", "action": "READ", "scope": "ALL", "effect": "DENY", "maskedFields": []string{"expectation"}},
			},
		}})
		if desk.Code() != "" {
			t.Fatalf("%s", desk.Body)
		}
		give := func(keys ...string) {
			t.Helper()
			m := st.ID(t, "member.own")
			a := s.Do(t, admin, `mutation($in: MemberRolesUpdateInput!) { memberRolesUpdate(input: $in) { cursor } }`,
				vars{"in": vars{"id": m, "expectedVersion": st.Version(t, m), "roleKeys": keys}})
			if a.Code() != "" {
				t.Fatalf("%s", a.Body)
			}
		}
		give(authz.DepartmentHead, "DISCREET")
		const hidden = `{"nodes":[{"name":"晨光酒店","address":null,"was":null,"churnReason":"PRICE",` +
			`"contacts":{"edges":[{"node":{"name":"周敏","title":null,"phone":null,"email":"z***@c***.example"}}]}},` +
			`{"title":"A","expectation":null,"customer":{"name":"晨光酒店","address":null}}],` +
			`"customers":{"totalCount":1,"edges":[{"node":{"address":null}}]}}`
		if got := ask("晨光"); got != hidden {
			t.Errorf("with masks: %s", got)
		}
		if got := ask("上海"); !strings.Contains(got, `"totalCount":0`) {
			t.Errorf("found by what is hidden: %s", got)
		}
		ledger := s.Do(t, head, `query($text: String) { requirements(filter: {text: $text}) { totalCount } }`, vars{"text": "上海"})
		if n := ledger.Get(t, "requirements.totalCount"); n != 0.0 {
			t.Errorf("the ledger finds %v by what is hidden", n)
		}
		ledger = s.Do(t, head, `query($text: String) { requirements(filter: {text: $text}) { totalCount } }`, vars{"text": "晨光"})
		if n := ledger.Get(t, "requirements.totalCount"); n != 1.0 {
			t.Errorf("the ledger finds %v by the customer's name", n)
		}
		shown := s.Do(t, head, `mutation($in: ContactRevealInput!) { contactReveal(input: $in) { phone email contact { phone } } }`,
			vars{"in": vars{"id": w.Client.Contact.Query().FirstIDX(w.A.System()), "reason": "Return call"}})
		if got := string(shown.Data); got != `{"contactReveal":{"phone":null,"email":"zhou@customer.example","contact":{"phone":null}}}` {
			t.Errorf("revealed: %s", got)
		}
		changed := s.Do(t, head, `mutation($in: CustomerUpdateInput!) { customerUpdate(input: $in) { customer { name address } } }`,
			vars{"in": vars{"id": customer, "expectedVersion": 1, "name": "晨光大酒店"}})
		if got := string(changed.Data); got != `{"customerUpdate":{"customer":{"name":"晨光大酒店","address":null}}}` {
			t.Errorf("the payload of a change: %s", changed.Body)
		}
		refused := s.Do(t, head, `mutation($in: RequirementUpdateInput!) { requirementUpdate(input: $in) { cursor } }`,
			vars{"in": vars{"id": requirement, "expectedVersion": 1, "expectation": "soon"}})
		if refused.Code() != "FORBIDDEN" || refused.Errors[0].Extensions["field"] != "input.expectation" {
			t.Errorf("a change of what is hidden: %s", refused.Body)
		}
		mine := s.Do(t, head, `{ viewer { permissions { resource action maskedFields } } }`, nil)
		if !strings.Contains(string(mine.Data), `{"resource":"CONTACT","action":"READ","maskedFields":["phone","title"]}`) {
			t.Errorf("the viewer is not told: %s", mine.Data)
		}

		give(authz.DepartmentHead)
		if got := ask("上海"); got != strings.Replace(plain, "晨光酒店", "晨光大酒店", 2) {
			t.Errorf("without masks again: %s", got)
		}
	})
}
