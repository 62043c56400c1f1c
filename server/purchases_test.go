package server_test

import (
	"maps"
	"testing"

	"heed/app/apptest"
	"heed/authz"
	"heed/rules/fault"
	"heed/rules/label"
	"heed/server/servertest"
)

// What an order costs is null for whom a role hides it, and neither written nor
// imported by them: whether it changes would tell it.
func TestPurchaseAmountHidden(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "head.service")
		admin, head := s.Token(t, "admin"), s.Token(t, "head.service")
		id := st.ID(t, "purchase.planned")
		made := s.Do(t, admin, `mutation($in: RoleCreateInput!) { roleCreate(input: $in) { role { id } } }`, vars{"in": vars{
			"key": "DISCREET", "name": "Discreet", "grants": []any{
				vars{"resource": "PURCHASE", "action": "READ", "scope": "ALL", "effect": "DENY", "maskedFields": []string{"amount"}},
			},
		}})
		if made.Code() != "" {
			t.Fatalf("%s", made.Body)
		}
		const read = `query($id: ID!) { node(id: $id) { ... on PurchaseRecord { product amount } } }`
		if got := string(s.Do(t, head, read, vars{"id": id}).Data); got != `{"node":{"product":"Lock","amount":"120.50"}}` {
			t.Errorf("shown: %s", got)
		}
		m := st.ID(t, "member.own")
		given := s.Do(t, admin, `mutation($in: MemberRolesUpdateInput!) { memberRolesUpdate(input: $in) { cursor } }`,
			vars{"in": vars{"id": m, "expectedVersion": st.Version(t, m), "roleKeys": []string{authz.DepartmentHead, authz.Management, "DISCREET"}}})
		if given.Code() != "" {
			t.Fatalf("%s", given.Body)
		}
		if got := string(s.Do(t, head, read, vars{"id": id}).Data); got != `{"node":{"product":"Lock","amount":null}}` {
			t.Errorf("hidden: %s", got)
		}
		before := w.Count(t)
		masked := fault.New(fault.CodeForbidden, "field.masked").Message(label.ZhHans)
		for name, c := range map[string]struct {
			answer *servertest.Answer
			field  string
		}{
			"created": {s.Do(t, head, `mutation($in: PurchaseCreateInput!) { purchaseCreate(input: $in) { cursor } }`,
				vars{"in": st.Sample(t, "purchaseCreate")["input"]}), "input.amount"},
			"changed": {s.Do(t, head, `mutation($in: PurchaseUpdateInput!) { purchaseUpdate(input: $in) { cursor } }`,
				vars{"in": vars{"id": id, "expectedVersion": st.Version(t, id), "amount": "1"}}), "input.amount"},
			"imported": {s.Do(t, head, `mutation($in: PurchasesImportInput!) { purchasesImport(input: $in) { cursor } }`,
				vars{"in": vars{"csv": "ORDER_NO,AMOUNT\nSO-1,1\n"}}), "input.csv"},
		} {
			if a := c.answer; a.Code() != "FORBIDDEN" || a.Errors[0].Message != masked || a.Errors[0].Extensions["field"] != c.field {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("refused, and it changed %v to %v", before, after)
		}
	})
}
