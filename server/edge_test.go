package server_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/sessions"
	"heed/ent/user"
	"heed/rules/flow"
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
	t.Parallel()
	w := apptest.NewPostgresWorld(t)
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
		if strings.HasPrefix(f.Name, "session") || strings.HasPrefix(f.Name, "password") || strings.HasPrefix(f.Name, "email") || f.Name == "companyRegister" {
			continue // of the person, not of the company
		}
		if f.Name == "tenantExportCreate" {
			continue // the company's data stays its own: it may take it along
		}
		before := w.Count(t)
		a := s.Do(t, tokens[actor(f)], servertest.Operation(f, 1), samples[f.Name])
		refused := a.Code() == "FAILED_PRECONDITION" && strings.Contains(string(a.Body), "暂停")
		if slices.Contains([]string{"complaintSubmit", "complaintAnswer", "surveyAnswerSave", "surveySubmit", "surveyOptOut"}, f.Name) {
			refused = a.Code() == "NOT_FOUND" // who holds a link learns nothing of the company's state
		}
		if !refused {
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

// Work of the server takes as long as it may.
func TestOperationsEnd(t *testing.T) {
	w := apptest.NewWorld(t)
	s := servertest.NewWith(t, w, func(o *server.Options) { o.Timeout = time.Nanosecond })
	if a := s.Do(t, s.Token(t, "staff"), `{ requirements { totalCount } }`, nil); a.Code() != "TIMEOUT" && a.Code() != "UNAVAILABLE" {
		t.Errorf("%s", a.Body)
	}
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
