package server_test

import (
	"fmt"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/authz"
	"heed/server/servertest"
)

// A mutation with a key happens once; asked again, it gives what it gave.
func TestIdempotencyKeys(t *testing.T) {
	const (
		newMember = `mutation($in: MemberCreateInput!) { memberCreate(input: $in) { member { id } cursor } }`
		newGuest  = `mutation($in: MemberInviteInput!) { memberInvite(input: $in) { member { id } cursor } }`
		count     = `{ customers { totalCount } members { totalCount } }`
	)
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, admin, st := s.Token(t, "management"), s.Token(t, "admin"), s.Stage(w.A, "management")
		taking := vars{"in": st.Sample(t, "requirementReceive")["input"]}
		ask := func(token, key, document string, variables vars) *servertest.Answer {
			t.Helper()
			return s.DoWith(t, document, variables, map[string]string{
				"Authorization": "Bearer " + token, "Accept-Language": "en", "Idempotency-Key": key,
			})
		}
		customer := vars{"in": vars{"name": "一次的客户"}}
		person := vars{"in": vars{
			"displayName": "一次", "email": "once@a.example", "password": "a long first password", "roleKeys": []string{"STAFF"},
		}}
		guest := vars{"in": vars{"displayName": "受邀", "email": "guest@once.example", "roleKeys": []string{"STAFF"}}}
		for name, c := range map[string]struct {
			token, document string
			variables       vars
			id, cursor      string
		}{
			"a new customer":     {token, newCustomer, customer, "customerCreate.customer.id", "customerCreate.cursor"},
			"a new member":       {admin, newMember, person, "memberCreate.member.id", "memberCreate.cursor"},
			"an invitation":      {admin, newGuest, guest, "memberInvite.member.id", "memberInvite.cursor"},
			"a change of states": {token, receive, taking, "requirementReceive.requirement.number", "requirementReceive.cursor"},
		} {
			first := ask(c.token, strings.ReplaceAll(name, " ", "-"), c.document, c.variables)
			counted := string(s.Do(t, token, count, nil).Body)
			again := ask(c.token, strings.ReplaceAll(name, " ", "-"), c.document, c.variables)
			if first.Text(t, c.id) != again.Text(t, c.id) || first.Text(t, c.cursor) != again.Text(t, c.cursor) {
				t.Errorf("%s: %s, then %s", name, first.Body, again.Body)
			}
			if now := string(s.Do(t, token, count, nil).Body); now != counted {
				t.Errorf("%s: %s became %s", name, counted, now)
			}
		}
		ask(token, "other", newCustomer, customer).Get(t, "customerCreate.cursor")
		if a := ask(token, "other", newCustomer, vars{"in": vars{"name": "别的"}}); a.Code() != "IDEMPOTENCY_MISMATCH" || a.Errors[0].Extensions["retryable"] != false {
			t.Errorf("another input: %s", a.Body)
		}
		for name, key := range map[string]string{"long": strings.Repeat("k", 256), "spaces": "a b", "not ASCII": "键"} {
			if a := ask(token, key, newCustomer, customer); a.Code() != "BAD_USER_INPUT" {
				t.Errorf("%s: %s", name, a.Body)
			}
		}
		// A refusal keeps no key: what was wrong can be put right.
		if a := ask(token, "fixed", newCustomer, vars{"in": vars{"name": ""}}); a.Code() != "BAD_USER_INPUT" {
			t.Errorf("refused: %s", a.Body)
		}
		ask(token, "fixed", newCustomer, vars{"in": vars{"name": "改正的"}}).Get(t, "customerCreate.cursor")

		// Over a socket the key comes with the operation.
		c := s.Dial(t, token)
		var ids [2]string
		for i := range ids {
			c.Send(vars{"id": "1", "type": "subscribe", "payload": vars{
				"query": `mutation { customerCreate(input: {name: "经由套接字"}) { customer { id } } }`, "extensions": vars{"idempotencyKey": "socket"},
			}})
			ids[i] = string(c.Next().Payload)
			c.Next()
		}
		if ids[0] != ids[1] || !strings.Contains(ids[0], `"cus_`) {
			t.Errorf("over a socket: %s, then %s", ids[0], ids[1])
		}
	})
}

// What shows a person in clear takes no key: who asks again is asked for the right
// again, and leaves an event again.
func TestLookingTakesNoKeys(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, st := s.Token(t, "management"), s.Stage(w.A, "management")
		looks := map[string]string{"ContactReveal": "contact.revealed", "ContactExport": "contact.exported"}
		look := func(name string) string {
			field := "c" + name[1:]
			document := fmt.Sprintf("mutation($in: %sInput!) { %s(input: $in) { contact { name } } }", name, field)
			return s.DoWith(t, document, vars{"in": st.Sample(t, field)["input"]}, map[string]string{
				"Authorization": "Bearer " + token, "Idempotency-Key": field,
			}).Code()
		}
		told := func(kind string) (n int) {
			for _, e := range w.A.Events(t) {
				if e.Type == kind {
					n++
				}
			}
			return n
		}
		for name, kind := range looks {
			for i := range 2 {
				if code := look(name); code != "" || told(kind) != i+1 {
					t.Errorf("%s: %q, and %d are told after %d", name, code, told(kind), i+1)
				}
			}
		}
		m := w.Client.Member.GetX(w.A.System(), w.A.Members["management"].ID)
		s.Do(t, s.Token(t, "admin"), `mutation($in: MemberRolesUpdateInput!) { memberRolesUpdate(input: $in) { cursor } }`,
			vars{"in": vars{"id": m.ID, "expectedVersion": m.Version, "roleKeys": []string{authz.Auditor}}}).Text(t, "memberRolesUpdate.cursor")
		for name, kind := range looks {
			if code := look(name); code != "FORBIDDEN" || told(kind) != 2 {
				t.Errorf("%s without the right: %q, and %d are told", name, code, told(kind))
			}
		}
	})
}
