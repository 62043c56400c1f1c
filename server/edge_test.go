package server_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/ent"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/server"
	"heed/server/servertest"
)

// A token that does not hold is nobody's: what is public works, anything else
// says why.
func TestTokens(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		old := s.Token(t, "staff")
		w.Clock.Advance(sessions.AccessTTL)
		ended := s.Token(t, "staff")
		s.Do(t, ended, `mutation { sessionEnd(input: {}) { ended } }`, nil).Get(t, "sessionEnd.ended")
		good := s.Token(t, "staff")
		for name, c := range map[string]struct{ header, message string }{
			"none":          {"", "Please sign in."},
			"no scheme":     {good, "Please sign in."},
			"basic":         {"Basic " + good, "Please sign in."},
			"empty":         {"Bearer ", "Please sign in."},
			"garbage":       {"Bearer garbage", "Please sign in."},
			"broken":        {"Bearer " + good[:len(good)-8] + "AAAAAAAA", "Please sign in."},
			"unsigned":      {"Bearer " + good[:strings.LastIndexByte(good, '.')+1], "Please sign in."},
			"expired":       {"Bearer " + old, "The access token has expired. Refresh it."},
			"ended":         {"Bearer " + ended, "Your session has ended. Please sign in again."},
			"another's key": {"Bearer " + strings.Replace(good, ".", "x.", 1), "Please sign in."},
		} {
			headers := map[string]string{"Authorization": c.header, "Accept-Language": "en"}
			a := s.DoWith(t, me, nil, headers)
			if a.Code() != "UNAUTHENTICATED" || a.Errors[0].Message != c.message {
				t.Errorf("%s: %s", name, a.Body)
			}
			own := s.DoWith(t, `mutation { sessionEnd(input: {}) { ended } }`, nil, headers)
			if own.Code() != "UNAUTHENTICATED" || own.Errors[0].Message != c.message {
				t.Errorf("%s, to sign out: %s", name, own.Body)
			}
			public := s.DoWith(t, login, vars{"in": vars{"email": "staff@a.example", "password": apptest.Password}}, headers)
			if public.Code() != "" {
				t.Errorf("%s: what is public is refused: %s", name, public.Body)
			}
		}
		if a := s.DoWith(t, me, nil, map[string]string{"Authorization": "bearer " + good}); a.Code() != "" {
			t.Errorf("a scheme in small letters: %s", a.Body)
		}
	})
}

// Until the first password is changed nothing else works.
func TestMustChangePassword(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		w.Client.User.Update().Where(user.Email("staff@a.example")).SetMustChangePassword(true).ExecX(w.Context())
		customer := s.Stage(w.A, "staff").ID(t, "customer")
		w.Who.Changed(w.A.ID)
		token := s.Token(t, "staff")
		if must := s.Do(t, token, `{ viewer { mustChangePassword } }`, nil).Get(t, "viewer.mustChangePassword"); must != true {
			t.Errorf("mustChangePassword is %v", must)
		}
		for _, document := range []string{`{ tenant { id } }`, `{ requirements { totalCount } }`, `{ events { edges { cursor } } }`} {
			if a := s.Do(t, token, document, nil); a.Code() != "FAILED_PRECONDITION" {
				t.Errorf("%s: %s", document, a.Body)
			}
		}
		if a := s.Do(t, token, requirement, vars{"id": customer}); a.Code() != "NOT_FOUND" {
			t.Errorf("node: %s", a.Body)
		}
		c := s.Dial(t, token)
		c.Subscribe("1", liveQuery, nil)
		if m := c.Next(); m.Code() != "FAILED_PRECONDITION" {
			t.Errorf("statusChanged: %s", m.Payload)
		}
		s.Do(t, token, `mutation($c: String!, $n: String!) { passwordChange(input: {currentPassword: $c, newPassword: $n}) { sessionsEnded } }`,
			vars{"c": apptest.Password, "n": "a better horse, a better battery"}).Get(t, "passwordChange.sessionsEnded")
		if a := s.Do(t, token, `{ tenant { id } }`, nil); a.Code() != "" {
			t.Errorf("afterwards: %s", a.Body)
		}
	})
}

// A suspended company reads and changes nothing, whatever the mutation.
func TestSuspended(t *testing.T) {
	w := apptest.In(t, apptest.Postgres(t))
	s := servertest.New(t, w)
	samples := map[string]map[string]any{}
	for _, f := range servertest.Schema().Mutation.Fields {
		samples[f.Name] = s.Stage(w.A, "head.service").Sample(t, f.Name)
	}
	tokens := map[string]string{}
	for _, a := range apptest.Accounts {
		tokens[a.Name] = s.Token(t, a.Name)
	}
	w.Client.Tenant.UpdateOneID(w.A.ID).SetState(flow.TenantSuspended).ExecX(w.A.System())
	w.Who.Changed(w.A.ID)
	for _, f := range servertest.Schema().Mutation.Fields {
		if strings.HasPrefix(f.Name, "session") || f.Name == "passwordChange" || f.Name == "companyRegister" {
			continue // of the person, not of the company
		}
		before := w.Count(t)
		a := s.Do(t, tokens[actor(f)], servertest.Operation(f, 1), samples[f.Name])
		if a.Code() != "FAILED_PRECONDITION" || !strings.Contains(string(a.Body), "暂停") {
			t.Errorf("%s: %s", f.Name, a.Body)
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%s: rows were %v, are %v", f.Name, before, after)
		}
	}
	if state := s.Do(t, s.Token(t, "staff"), me, nil).Text(t, "viewer.tenant.state"); state != "SUSPENDED" {
		t.Errorf("the company is %s", state)
	}
	id := samples["requirementReceive"]["input"].(map[string]any)["id"]                                                             //nolint:errcheck,forcetypeassert // of the sample
	if acts := s.Do(t, tokens["management"], requirement, vars{"id": id}).Get(t, "node.availableActions"); len(acts.([]any)) != 0 { //nolint:errcheck,forcetypeassert // of the schema
		t.Errorf("available are %v", acts)
	}
}

func TestPages(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	st := s.Stage(w.A, "management")
	customer := st.ID(t, "customer")
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		for i := range 25 {
			err := tx.Requirement.Create().SetCustomerID(customer).SetTitle(fmt.Sprint(i)).SetOriginalText("x").SetContent("x").
				SetSource(flow.RequirementSourceVisit).SetCollectedAt(w.Clock.Now()).SetCategory(flow.RequirementCategoryOther).
				SetUrgency(flow.UrgencyGeneral).SetDueAt(w.Clock.Now()).SetGrams("").Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
	for _, args := range []string{"first: 0", "first: 101", "first: -1", "last: 0", "last: 101", "first: 1, last: 1", "first: 2147483647"} {
		for _, document := range []string{
			`{ requirements(` + args + `) { edges { cursor } } }`,
			`{ customers(first: 1) { edges { node { requirements(` + args + `) { edges { cursor } } } } } }`,
			`{ customers(first: 1) { edges { node { ...F } } } } fragment F on Customer { requirements(` + args + `) { edges { cursor } } }`,
		} {
			a := s.Do(t, token, document, nil)
			field := strings.SplitN(args, ":", 2)[0]
			if a.Code() != "BAD_USER_INPUT" || a.Errors[0].Extensions["field"] != field || a.Data != nil {
				t.Errorf("%s: %s", document, a.Body)
			}
		}
	}
	if a := s.Do(t, token, `query($n: Int) { requirements(first: $n) { edges { cursor } } }`, vars{"n": 101}); a.Code() != "BAD_USER_INPUT" {
		t.Errorf("by a variable: %s", a.Body)
	}
	if a := s.Do(t, token, `{ events(first: 101) { edges { cursor } } }`, nil); a.Code() != "BAD_USER_INPUT" {
		t.Errorf("events: %s", a.Body)
	}
	for _, args := range []string{"", "(first: null)", "(first: $n)", "(first: null, last: null)"} {
		for _, document := range []string{
			`query($n: Int) { requirements` + args + ` { edges { cursor } } tenant { id @include(if: true) } customers(first: $n) { pageInfo { hasNextPage } } }`,
			`query($n: Int) { customers(first: $n) { edges { node { id requirements` + args + ` { edges { cursor } } } } } }`,
		} {
			for i, variables := range []vars{nil, {"n": nil}} {
				a := s.Do(t, token, document, variables)
				if n := strings.Count(string(a.Body), `"cursor"`); n != 20 || a.Code() != "" {
					t.Errorf("%s, %d: %d of 20: %.300s", document, i, n, a.Body)
				}
			}
		}
	}
	for _, cursor := range []string{"x", "AAAA", strings.Repeat("A", 5000)} {
		a := s.Do(t, token, `query($c: Cursor) { requirements(after: $c) { edges { cursor } } }`, vars{"c": cursor})
		if a.Code() != "BAD_USER_INPUT" {
			t.Errorf("after %.10s: %.300s", cursor, a.Body)
		}
	}
}

// Going from page to page meets every record once, in both directions.
func TestPaging(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token, st := s.Token(t, "management"), s.Stage(w.A, "management")
		for _, n := range []string{"a", "b", "c", "d", "e"} {
			st.ID(t, "requirement.draft."+n)
			st.ID(t, "requirement.received."+n)
		}
		for _, field := range []string{"DUE_AT", "CREATED_AT", "UPDATED_AT", "URGENCY"} {
			for _, direction := range []string{"ASC", "DESC"} {
				for _, way := range []struct{ size, place, end, more string }{
					{"first", "after", "endCursor", "hasNextPage"}, {"last", "before", "startCursor", "hasPreviousPage"},
				} {
					document := fmt.Sprintf(`query($c: Cursor) { requirements(%s: 3, %s: $c, orderBy: {field: %s, direction: %s}) {
						edges { node { id } } pageInfo { %s %s } } }`, way.size, way.place, field, direction, way.more, way.end)
					seen := map[string]int{}
					var cursor any
					for range 10 {
						var got struct {
							Requirements struct {
								Edges    []struct{ Node struct{ ID string } }
								PageInfo map[string]any
							}
						}
						s.Do(t, token, document, vars{"c": cursor}).Into(t, &got)
						for _, e := range got.Requirements.Edges {
							seen[e.Node.ID]++
						}
						cursor = got.Requirements.PageInfo[way.end]
						if got.Requirements.PageInfo[way.more] != true {
							break
						}
					}
					for id, n := range seen {
						if n != 1 {
							t.Errorf("%s %s %s: %s came %d times", field, direction, way.size, id, n)
						}
					}
					if len(seen) != 10 {
						t.Errorf("%s %s %s: %d of 10", field, direction, way.size, len(seen))
					}
				}
			}
		}
	})
}

// A cursor of another order is a mistake of the client's, if it is told at all.
func TestCursorOfAnotherOrder(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		s.Stage(w.A, "management").ID(t, "requirement.received")
		const of = `query($c: Cursor, $o: %[1]sOrder!) { %[2]s(after: $c, orderBy: $o) { pageInfo { endCursor } } }`
		for _, list := range []struct {
			name, field string
			orders      []string
		}{
			{"Customer", "customers", []string{"NAME", "CREATED_AT", "UPDATED_AT"}},
			{"Requirement", "requirements", []string{"DUE_AT", "CREATED_AT", "URGENCY"}},
			{"Member", "members", []string{"NAME", "CREATED_AT"}},
		} {
			document := fmt.Sprintf(of, list.name, list.field)
			for _, from := range list.orders {
				cursor := s.Do(t, token, document, vars{"o": vars{"field": from, "direction": "ASC"}}).Text(t, list.field+".pageInfo.endCursor")
				for _, to := range list.orders {
					a := s.Do(t, token, document, vars{"c": cursor, "o": vars{"field": to, "direction": "ASC"}})
					if a.Code() != "" && a.Code() != "BAD_USER_INPUT" {
						t.Errorf("%s: from %s to %s: %s", list.field, from, to, a.Body)
					}
				}
			}
		}
	})
}

func TestOneMutation(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	made := `customerCreate(input: {name: "x"}) { cursor }`
	before := w.Count(t)
	for _, document := range []string{
		`mutation { a: ` + made + ` b: ` + made + ` }`,
		`mutation { ...A b: ` + made + ` } fragment A on Mutation { a: ` + made + ` }`,
		`mutation { ... { a: ` + made + ` } ... on Mutation { b: ` + made + ` } }`,
		`mutation { ...A ...B } fragment A on Mutation { ...C } fragment B on Mutation { b: ` + made + ` } fragment C on Mutation { a: ` + made + ` }`,
	} {
		if a := s.Do(t, token, document, nil); a.Code() != "BAD_USER_INPUT" || a.Data != nil {
			t.Errorf("%s: %s", document, a.Body)
		}
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("rows were %v, are %v", before, after)
	}
	for _, document := range []string{`mutation { __typename a: ` + made + ` }`, `mutation { ...A } fragment A on Mutation { ` + made + ` }`} {
		if a := s.Do(t, token, document, nil); a.Code() != "" {
			t.Errorf("%s: %s", document, a.Body)
		}
	}
}

// Messages are in the viewer's language, for nobody in the request's.
func TestLanguages(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		for accepted, want := range map[string]string{
			"": "请先登录。", "en-GB,zh;q=0.5": "Please sign in.", "zh-TW": "請先登錄。", "zh-Hant-HK;q=0.9, en;q=0.1": "請先登錄。", "zh-CN": "请先登录。", "fr": "请先登录。",
		} {
			a := s.DoWith(t, me, nil, map[string]string{"Accept-Language": accepted})
			if len(a.Errors) != 1 || a.Errors[0].Message != want {
				t.Errorf("%q: %s, want %s", accepted, a.Body, want)
			}
		}
		for locale, want := range map[label.Locale]string{label.ZhHans: "未找到该记录。", label.ZhHant: "未找到該記錄。", label.En: "not found"} {
			w.Client.User.Update().Where(user.Email("staff@a.example")).SetLocale(locale).ExecX(w.Context())
			w.Who.Changed(w.A.ID)
			a := s.DoWith(t, requirement, vars{"id": "req_00000000000000000000000000"},
				map[string]string{"Authorization": "Bearer " + s.Token(t, "staff"), "Accept-Language": "fr"})
			if a.Code() != "NOT_FOUND" || !strings.Contains(a.Errors[0].Message, want) {
				t.Errorf("%s: %s", locale, a.Body)
			}
		}
	})
}

// Errors have what clients need to act on them.
func TestExtensions(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "head.service")
	id := s.Stage(w.A, "head.service").ID(t, "requirement.draft")
	a := s.DoWith(t, `mutation($in: RequirementReceiveInput!) { requirementReceive(input: $in) { cursor } }`,
		vars{"in": vars{"id": id, "expectedVersion": 99}}, map[string]string{"Authorization": "Bearer " + token, "X-Request-Id": "my-request_1"})
	e := a.Errors[0].Extensions
	if e["code"] != "CONFLICT" || e["retryable"] != false || e["requestId"] != "my-request_1" || a.Header.Get("X-Request-Id") != "my-request_1" {
		t.Errorf("%s", a.Body)
	}
	for _, bad := range []string{"a b", strings.Repeat("a", 65), "<x>"} {
		a := s.DoWith(t, me, nil, map[string]string{"X-Request-Id": bad})
		if got := a.Header.Get("X-Request-Id"); got == bad || got == "" || a.Errors[0].Extensions["requestId"] != got {
			t.Errorf("a request id %q is taken: %s", bad, a.Body)
		}
	}
	a = s.Do(t, token, `{ nonsense }`, nil)
	if a.Code() != "VALIDATION_FAILED" || strings.Contains(string(a.Body), "Did you mean") || a.Data != nil {
		t.Errorf("%s", a.Body)
	}
	if a = s.Do(t, token, `{ requirement }`, nil); strings.Contains(string(a.Body), "Did you mean") {
		t.Errorf("it helps to guess: %s", a.Body)
	}
	if a = s.Do(t, token, `{ nonsense`, nil); a.Code() != "PARSE_FAILED" {
		t.Errorf("%s", a.Body)
	}
}

// What goes wrong inside is the log's, with the request's id; clients see the id.
func TestInternal(t *testing.T) {
	w := apptest.In(t, apptest.Postgres(t))
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	s.Do(t, token, me, nil).Get(t, "viewer.member.id")
	if err := w.DB.SQL.Close(); err != nil {
		t.Fatal(err)
	}
	for _, document := range []string{`{ requirements { totalCount } }`, `mutation { customerCreate(input: {name: "x"}) { cursor } }`} {
		a := s.Do(t, token, document, nil)
		if a.Code() != "INTERNAL" || len(a.Errors) != 1 {
			t.Fatalf("%s", a.Body)
		}
		for _, detail := range []string{"sql", "database", "closed", "ent:", "goroutine", "heed/"} {
			if strings.Contains(string(a.Body), detail) {
				t.Errorf("the client learns of %q: %s", detail, a.Body)
			}
		}
		if a.Errors[0].Extensions["committed"] != nil {
			t.Errorf("nothing is committed: %s", a.Body)
		}
		told := 0
		for _, line := range a.Log() {
			if line.Message == "internal error" && strings.Contains(line.Values["error"], "closed") {
				told++
			}
		}
		if told != 1 {
			t.Errorf("the log tells it %d times: %v", told, a.Log())
		}
	}
}

// A payload that cannot be shown does not undo the change, and says so.
func TestCommitted(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		// Whoever may create customers and not read contacts: the payload's contacts are refused.
		role := w.Client.Role.Query().AllX(w.A.System())
		for _, r := range role {
			kept := r.Grants[:0:0]
			for _, g := range r.Grants {
				if g.Resource != "CONTACT" {
					kept = append(kept, g)
				}
			}
			w.Client.Role.UpdateOne(r).SetGrants(kept).ExecX(w.A.System())
		}
		w.Who.Changed(w.A.ID)
		before := w.Count(t)[w.A.Slug+".customers"]
		a := s.Do(t, token, `mutation { customerCreate(input: {name: "云上"}) { customer { name contacts { totalCount } } cursor } }`, nil)
		if a.Code() != "FORBIDDEN" || a.Errors[0].Extensions["committed"] != true {
			t.Errorf("%s", a.Body)
		}
		if after := w.Count(t)[w.A.Slug+".customers"]; after != before+1 {
			t.Errorf("customers were %d, are %d", before, after)
		}
	})
}

// The log has a line for each operation and nothing that people wrote.
func TestLog(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	a := s.Do(t, s.Token(t, "management"), `mutation Secret($n: String!) { customerCreate(input: {name: $n, contacts: [{name: "周敏", phone: "13812345678"}]}) { cursor } }`, vars{"n": "晨光酒店"})
	text, err := json.Marshal(a.Log())
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Log()) != 1 || a.Log()[0].Values["field"] != "customerCreate" || a.Log()[0].Values["tenant"] != string(w.A.ID) {
		t.Errorf("%s", text)
	}
	for _, private := range []string{"晨光酒店", "周敏", "138", "Secret", "management"} {
		if strings.Contains(string(text), private) {
			t.Errorf("the log has %q: %s", private, text)
		}
	}
}

// Work of the server takes as long as it may.
func TestOperationsEnd(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Timeout = time.Nanosecond })
	if a := s.Do(t, s.Token(t, "staff"), `{ requirements { totalCount } }`, nil); a.Code() != "TIMEOUT" && a.Code() != "UNAVAILABLE" {
		t.Errorf("%s", a.Body)
	}
}

// Short documents that ask for more than anybody can answer are refused before
// they are executed, whoever sends them and by whatever way.
func TestCost(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	doubling := func(head, on, each, last string) string {
		for i := range 40 {
			head += fmt.Sprintf(" fragment F%d on %s { %s }", i, on, strings.ReplaceAll(each, "NEXT", fmt.Sprint("...F", i+1)))
		}
		return head + " fragment F40 on " + on + " { " + last + " }"
	}
	names := doubling("mutation { ...F0 }", "Mutation", "NEXT NEXT", "__typename")
	schemas := doubling("{ ...F0 }", "Query", "NEXT NEXT", "__schema { description }")
	parents := doubling("{ departments { edges { node { ...F0 } } } }", "Department", "a: parent { NEXT } b: parent { NEXT }", "id")
	refused := func(what, code string, body any) {
		t.Helper()
		if code != "COST_EXCEEDED" {
			t.Errorf("%s: %v", what, body)
		}
	}
	for _, document := range []string{names, schemas, parents} {
		for _, token := range []string{"", s.Token(t, "management")} {
			a := s.Do(t, token, document, nil)
			refused(document[:20]+" by POST", a.Code(), string(a.Body))
		}
	}
	a := s.Get(t, schemas)
	refused("by GET", a.Code(), string(a.Body))
	c := s.Dial(t, s.Token(t, "staff"))
	c.Subscribe("1", names, nil)
	m := c.Next()
	refused("by socket", m.Code(), string(m.Payload))
}

// Who writes does not make the server look unwell.
func TestReady(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		tx, err := w.Client.Tx(w.A.System())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback() }()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.Root+"/readyz", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("status %d", resp.StatusCode)
		}
	})
}

// What is not executed has a line too, and a subscription has one when it ends;
// operations of one socket are told apart. No line has a word of the client's.
func TestLogOfTheRest(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.New(t, w)
	token := s.Token(t, "management")
	for name, test := range map[string]struct {
		document, message, code, key, is string
	}{
		"not parsed":  {`{ "geheim`, "operation", "PARSE_FAILED", "kind", "none"},
		"not valid":   {`{ geheim }`, "operation", "VALIDATION_FAILED", "kind", "none"},
		"no document": {``, "refused", "BAD_USER_INPUT", "status", "400"},
		"by HTTP":     {`subscription Geheim { statusChanged { cursor } }`, "refused", "BAD_USER_INPUT", "status", "400"},
	} {
		a := s.Do(t, token, test.document, nil)
		lines := a.Log()
		if len(lines) != 1 || lines[0].Message != test.message || lines[0].Values["code"] != test.code || lines[0].Values[test.key] != test.is {
			t.Errorf("%s: %+v", name, lines)
		}
		if strings.Contains(strings.ToLower(fmt.Sprint(lines, string(a.Body))), "geheim") {
			t.Errorf("%s: the client's word is repeated: %+v %s", name, lines, a.Body)
		}
	}
	c := s.Dial(t, token)
	for _, id := range []string{"1", "2"} {
		c.Subscribe(id, me, nil)
		for c.Next().Type != "complete" {
		}
	}
	c.Subscribe("3", liveQuery, nil)
	c.Event()
	c.Send(vars{"id": "3", "type": "complete"})
	var ended []servertest.Line
	for deadline := time.Now().Add(time.Minute); len(ended) == 0 && time.Now().Before(deadline); {
		s.Do(t, token, me, nil)
		ended = s.Logged("subscription ended", w.A)
	}
	if len(ended) != 1 || ended[0].Values["field"] != "statusChanged" || ended[0].Values["events"] != "1" || ended[0].Values["code"] != "ok" {
		t.Errorf("%+v", ended)
	}
	ids, counted := map[string]bool{}, map[string]bool{}
	for _, line := range s.Logged("operation", w.A) {
		if line.Values["field"] == "viewer" {
			if ids[line.Values["requestId"]] {
				t.Errorf("%+v", line)
			}
			ids[line.Values["requestId"]], counted[line.Values["statements"]] = true, true
		}
	}
	if len(ids) < 3 || len(counted) != 1 { // the same operation, by socket and by HTTP
		t.Errorf("%d operations are told apart, with %v statements", len(ids), counted)
	}
}
