package server_test

import (
	"strings"
	"testing"

	"heed/app/apptest"
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
