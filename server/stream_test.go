package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/sessions"
	"heed/rules/typeid"
	"heed/server/servertest"
)

// What comes over a socket comes by server-sent events too.
func TestEvents(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		st := s.Stage(w.A, "management")
		token := s.Token(t, "management")
		after := st.Value(t, "cursor")
		st.ID(t, "requirement.received")
		e := s.Events(t, token, liveQuery, vars{"after": after, "filter": vars{"subjectType": "REQUIREMENT"}})
		if e.Status != http.StatusOK || !strings.HasPrefix(e.Header.Get("Content-Type"), "text/event-stream") {
			t.Fatalf("%d %v", e.Status, e.Header)
		}
		if first := e.Event(); first.Kind != "HEARTBEAT" || first.Cursor != after {
			t.Errorf("the greeting is %+v", first)
		}
		if draft, received := e.Event(), e.Event(); draft.Type != "requirement.draft" || received.Type != "requirement.received" {
			t.Errorf("what was missed is %+v, %+v", draft, received)
		}
		a := s.Do(t, token, `mutation($input: RequirementAnalyzeInput!) { requirementAnalyze(input: $input) { cursor } }`, st.Sample(t, "requirementAnalyze"))
		if live := e.Event(); live.Type != "requirement.analyzing" || live.Cursor != a.Text(t, "requirementAnalyze.cursor") {
			t.Errorf("live is %+v", live)
		}
		e.Hang()
		// Nothing of another company, and nothing that the viewer may not see.
		other := s.Events(t, s.TokenOf(t, w.B, "management"), liveQuery, nil)
		other.Event()
		tell(t, w, w.A, journal.Event{Type: "requirement.updated"})
		tell(t, w, w.B, journal.Event{Type: "requirement.updated", Members: []typeid.ID{w.B.Members["management"].ID}})
		if p, err := journal.Cursor(other.Event().Cursor).Position(w.B.ID, "after"); err != nil || p == 0 {
			t.Errorf("the other company's stream: %d, %v", p, err)
		}
	})
}

// Queries and mutations are answered once; what is wrong with an operation is an
// answer, what is wrong with the request or the token is a status.
func TestEventsOfOthers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "management")
		for name, c := range map[string]struct{ document, want string }{
			"query":         {`{ __typename }`, `{"data":{"__typename":"Query"},"extensions":{"cost":{"requestedQueryCost":1,"actualQueryCost":1}}}`},
			"mutation":      {`mutation { sessionSwitch(input: {tenantSlug: "nowhere"}) { session { expiresAt } } }`, `"NOT_FOUND"`},
			"does not fit":  {`{ nothing }`, `"VALIDATION_FAILED"`},
			"bad cursor":    {`subscription { statusChanged(after: "nonsense") { kind } }`, `"BAD_USER_INPUT"`},
			"other cursor":  {`subscription { statusChanged(after: "` + string(journal.CursorAt(w.B.ID, 1)) + `") { kind } }`, `"BAD_USER_INPUT"`},
			"two of fields": {`subscription { a: statusChanged { kind } b: statusChanged { kind } }`, `"BAD_USER_INPUT"`},
		} {
			e := s.Events(t, token, c.document, nil)
			event, data := e.Read()
			end, _ := e.Read()
			if event != "next" || !strings.Contains(data, c.want) || end != "complete" {
				t.Errorf("%s: %d %s %s, then %q", name, e.Status, event, data, end)
			}
		}
		// Clients that take both get what fits the operation.
		both := map[string]string{"Authorization": "Bearer " + token, "Accept": "application/json, text/event-stream"}
		if a := s.DoWith(t, `{ __typename }`, nil, both); string(a.Data) != `{"__typename":"Query"}` || a.Extensions.Cost == nil {
			t.Errorf("a query of who takes both: %s", a.Body)
		}
		for name, bad := range map[string]string{"nobody": "", "a broken token": token[:len(token)-6] + "AAAAAA"} {
			if e := s.Events(t, bad, liveQuery, nil); e.Status != http.StatusUnauthorized {
				t.Errorf("%s: %d", name, e.Status)
			}
		}
	})
}

// A stream ends with its session and with its token, and says which.
func TestEventsEnd(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := servertest.New(t, w)
		token := s.Token(t, "staff")
		e := s.Events(t, token, liveQuery, nil)
		e.Event()
		s.Do(t, token, `mutation { sessionEnd(input: {}) { ended } }`, nil).Get(t, "sessionEnd.ended")
		event, data := e.Read()
		end, _ := e.Read()
		if event != "next" || !strings.Contains(data, `"UNAUTHENTICATED"`) || !strings.Contains(data, "登录已结束") || end != "complete" {
			t.Errorf("after the session: %s %s, %s", event, data, end)
		}
		token = s.Token(t, "staff")
		w.Clock.Advance(sessions.AccessTTL - time.Second)
		e = s.Events(t, token, liveQuery, nil)
		e.Event()
		event, data = e.Read()
		end, _ = e.Read()
		if event != "next" || !strings.Contains(data, "访问令牌已过期") || end != "complete" {
			t.Errorf("after the token: %s %s, %s", event, data, end)
		}
	})
}
