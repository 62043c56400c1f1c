package requirements

import (
	"encoding/json"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent/eventdetail"
	"heed/rules/flow"
)

// The journal alone tells what the figures rest on: when a need was collected, what was
// promised, when the customer was answered and told, and how they rated it (D0-63).
func TestD0_63_EventsTellTheFacts(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		facts := func() (told map[string]any) {
			t.Helper()
			body := w.Client.EventDetail.Query().Where(eventdetail.EventID(s.lastEvent().ID)).OnlyX(w.A.System()).Body
			if err := json.Unmarshal([]byte(body), &told); err != nil {
				t.Fatal(err)
			}
			return told
		}
		is := func(want map[string]any) {
			t.Helper()
			told := facts()
			for name, value := range want {
				if at, ok := value.(time.Time); ok {
					value = at.Format(time.RFC3339Nano)
				}
				if told[name] != value {
					t.Errorf("%s: %s is %v, want %v", s.lastEvent().Type, name, told[name], value)
				}
			}
		}
		in := s.input(flow.UrgencyImportant)
		in.CollectedAt = w.Clock.Now().Add(-30 * time.Hour)
		r := must(s, management, Create, in)
		is(map[string]any{
			"collectedAt": in.CollectedAt, "urgency": "IMPORTANT", "customer": string(in.CustomerID), "leadDepartment": string(*in.LeadDepartmentID),
		})
		began := w.Clock.Now()
		r = must(s, management, Receive, ReceiveInput{ID: r.ID, ExpectedVersion: r.Version})
		is(map[string]any{"startedAt": began, "amount": 3.0, "unit": "WORKING_DAY", "dueAt": r.DueAt})
		w.Clock.Advance(2 * time.Hour)
		answer := s.responseInput(r.ID, r.Version)
		answered := w.Clock.Now().Add(-time.Hour)
		answer.RespondedAt = &answered
		r = must(s, management, RecordResponse, answer)
		is(map[string]any{"respondedAt": answered, "kind": "PLAN"})
		r = must(s, management, Analyze, AnalyzeInput{ID: r.ID, ExpectedVersion: r.Version, Nature: ptr(flow.NatureFunctional)})
		r = must(s, management, Plan, s.planInput(r.ID, r.Version))
		r = must(s, management, Start, StartInput{ID: r.ID, ExpectedVersion: r.Version})
		result := s.deliverInput(r.ID, r.Version)
		result.ToldAt = w.Clock.Now().Add(-10 * time.Minute)
		r = must(s, management, Deliver, result)
		is(map[string]any{"toldAt": result.ToldAt})
		must(s, management, Close, CloseInput{ID: r.ID, ExpectedVersion: r.Version, Rating: ptr(4)})
		is(map[string]any{"score": 4.0})
	})
}
