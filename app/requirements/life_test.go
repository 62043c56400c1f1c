package requirements

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
)

// The whole life, one event an act.
func TestD0_45_Life(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.draft(flow.UrgencyImportant)
		if r.Number != nil || r.State != flow.RequirementDraft || !r.DueAt.Equal(database.Never) || r.Content != r.OriginalText || r.CollectedByID != s.member(management) {
			t.Fatalf("the draft is %v", r)
		}
		path := []struct {
			act   flow.RequirementAct
			event string
			from  flow.RequirementState
			to    flow.RequirementState
		}{
			{flow.RequirementActUpdate, "requirement.updated", "", ""},
			{flow.RequirementActReceive, "requirement.received", flow.RequirementDraft, flow.RequirementReceived},
			{flow.RequirementActAssign, "requirement.assigned", "", ""},
			{flow.RequirementActPause, "clock.paused", "", ""},
			{flow.RequirementActResume, "clock.resumed", "", ""},
			{flow.RequirementActAnalyze, "requirement.analyzing", flow.RequirementReceived, flow.RequirementAnalyzing},
			{flow.RequirementActPlan, "requirement.planned", flow.RequirementAnalyzing, flow.RequirementPlanned},
			{flow.RequirementActRecordResponse, "requirement.responded", "", ""},
			{flow.RequirementActStart, "requirement.processing", flow.RequirementPlanned, flow.RequirementProcessing},
			{flow.RequirementActRevise, "requirement.planned", flow.RequirementProcessing, flow.RequirementPlanned},
			{flow.RequirementActStart, "requirement.processing", flow.RequirementPlanned, flow.RequirementProcessing},
			{flow.RequirementActDeliver, "requirement.feedback", flow.RequirementProcessing, flow.RequirementFeedback},
			{flow.RequirementActReopen, "requirement.processing", flow.RequirementFeedback, flow.RequirementProcessing},
			{flow.RequirementActDeliver, "requirement.feedback", flow.RequirementProcessing, flow.RequirementFeedback},
			{flow.RequirementActClose, "requirement.closed", flow.RequirementFeedback, flow.RequirementClosed},
			{flow.RequirementActReopen, "requirement.processing", flow.RequirementClosed, flow.RequirementProcessing},
		}
		verbs := s.verbs()
		for _, step := range path {
			s.Clock.Advance(time.Minute)
			before := len(s.A.Events(t))
			if err := verbs[step.act](s.As(management), r.ID, r.Version); err != nil {
				t.Fatalf("%s: %v", step.act, err)
			}
			if n := len(s.A.Events(t)) - before; n != 1 {
				t.Errorf("%s: %d events", step.act, n)
			}
			was := r
			r = s.read(r.ID)
			e := s.lastEvent()
			if e.Type != step.event || e.FromState != string(step.from) || e.ToState != string(step.to) || e.SubjectID != r.ID ||
				e.ActorID != s.member(management) || len(e.ClauseIds) == 0 || !slices.Contains(e.DepartmentIds, r.LeadDepartmentID) {
				t.Errorf("%s: the event is %v", step.act, e)
			}
			if step.to != "" && r.State != step.to || r.Version != was.Version+1 || !r.UpdatedAt.Equal(s.Clock.Now()) {
				t.Errorf("%s: %s, version %d after %d", step.act, r.State, r.Version, was.Version)
			}
			if r.State != flow.RequirementDraft && (e.Number == "" || e.Number != *r.Number) {
				t.Errorf("%s: the event has the number %q", step.act, e.Number)
			}
		}
		if r.ReopenCount != 2 || r.Response != nil || r.Result != nil || r.Outcome != nil || r.ClosedAt != nil || len(r.Plans) != 2 || !r.DueAt.Before(database.Never) {
			t.Errorf("taken up again it is %v", r)
		}
		if r.OriginalText != "机器每天下午停机" || *r.Number != "REQ-2026-00001" || r.Value.Total != 4 {
			t.Errorf("it is %v", r)
		}
		counts(t, s)
	})
}

// Every cell that the table does not have, through the verbs.
func TestD0_45_IllegalCells(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.target()
		verbs := s.verbs()
		for _, state := range flow.RequirementState("").Values() {
			r := s.at(flow.RequirementState(state), flow.UrgencyGeneral)
			allowed := flow.Requirement.Allowed(r.State)
			for _, act := range flow.RequirementAct("").Values() {
				if slices.Contains(allowed, flow.RequirementAct(act)) {
					continue
				}
				s.refused(state+"/"+act, r, fault.Precondition("transition.illegal"), func() error {
					err := verbs[flow.RequirementAct(act)](s.As(management), r.ID, r.Version)
					var f *fault.Error
					want := []string{}
					for _, a := range allowed {
						want = append(want, string(a))
					}
					if errors.As(err, &f) && !reflect.DeepEqual(f.Extra["allowed"], want) {
						t.Errorf("%s/%s: allowed is %v, want %v", state, act, f.Extra["allowed"], want)
					}
					return err
				})
			}
		}
	})
}

// An update to what already is changes nothing and tells nothing.
func TestUpdateToTheSame(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.received(flow.UrgencyGeneral)
		before := s.told()
		got := must(s, management, Update, UpdateInput{
			ID: r.ID, ExpectedVersion: r.Version, Title: ptr(" " + r.Title + " "), Content: &r.Content, Category: &r.Category,
			Urgency: &r.Urgency, Nature: r.Nature, Channel: ptr(flow.Channel("")), Expectation: ptr(""), UrgencyReason: ptr(""),
		})
		if got.Version != r.Version || s.read(r.ID).Version != r.Version || !s.read(r.ID).UpdatedAt.Equal(r.UpdatedAt) || s.told() != before {
			t.Errorf("it became %v", got)
		}
		got = must(s, management, Update, UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Title: &r.Title, Expectation: ptr("尽快")})
		if got.Version != r.Version+1 || !slices.Equal(s.lastEvent().Fields, []string{"expectation"}) {
			t.Errorf("it became %v", got)
		}
	})
}

// Each act wants the version that is there.
func TestVersions(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.target()
		r := s.received(flow.UrgencyUrgent)
		for act, verb := range s.verbs() {
			for _, version := range []int{0, r.Version - 1, r.Version + 1} {
				s.refused(string(act), r, fault.Conflict("version.conflict").On("expectedVersion"), func() error {
					return verb(s.As(management), r.ID, version)
				})
			}
		}
	})
}

func TestClocks(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		start := s.Clock.Now()
		r := s.received(flow.UrgencyUrgent)
		c := s.clocks(r)[0]
		if c.Kind != sla.ClockFirstResponse || c.State != sla.ClockRunning || !c.DueAt.Equal(start.Add(24*time.Hour)) || !r.DueAt.Equal(c.DueAt) || !r.ReceivedAt.Equal(start) {
			t.Errorf("received: %v of %v", c, r)
		}
		head, err := w.Client.CompanyHead.Query().All(w.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range head {
			if h.CompanyID == s.A.ID && !h.NextDueAt.Equal(start.Add(12*time.Hour)) { // the first warning
				t.Errorf("the company is looked at at %v", h.NextDueAt)
			}
		}
		s.Clock.Advance(time.Hour)
		r = must(s, management, Pause, PauseInput{r.ID, r.Version, sla.PauseWaitingCustomer, ptr("等回电")})
		if !r.DueAt.Equal(database.Never) || s.clocks(r)[0].State != sla.ClockPaused {
			t.Errorf("paused: due %v", r.DueAt)
		}
		s.Clock.Advance(5 * time.Hour)
		r = must(s, management, Resume, ResumeInput{r.ID, r.Version})
		if !r.DueAt.Equal(start.Add(29 * time.Hour)) {
			t.Errorf("resumed: due %v", r.DueAt)
		}
		// Three working days from Wednesday 09:30 in Shanghai, five hours of Wednesday's eight unspent.
		r = must(s, management, Update, UpdateInput{ID: r.ID, ExpectedVersion: r.Version, Urgency: ptr(flow.UrgencyImportant), UrgencyReason: ptr("客户说不急")})
		events := s.A.Events(t)
		if a, b := events[len(events)-2].Type, events[len(events)-1].Type; a != "requirement.updated" || b != "clock.recomputed" {
			t.Errorf("the events are %s, %s", a, b)
		}
		c = s.clocks(r)[0]
		if c.Unit != sla.UnitWorkingDay || c.Amount != 3 || !r.DueAt.Equal(c.DueAt) || !c.StartedAt.Equal(start) || r.UrgencyReason == "" {
			t.Errorf("counted anew: %v of %v", c, r)
		}
		if segments := clocks.Segments(s.A.System(), c); len(segments) < 5 || segments[0].Kind != sla.Counted {
			t.Errorf("the segments are %v", segments)
		}
		s.Clock.Advance(time.Hour)
		answered := s.Clock.Now().Add(-time.Minute)
		in := s.responseInput(r.ID, r.Version)
		in.RespondedAt = &answered
		r = must(s, management, RecordResponse, in)
		c = s.clocks(r)[0]
		if c.State != sla.ClockMet || !c.StoppedAt.Equal(answered) || !r.DueAt.Equal(database.Never) || r.Response.Kind != flow.ResponsePlan {
			t.Errorf("answered: %v of %v", c, r)
		}
		counts(t, s)

		late := s.received(flow.UrgencyUrgent)
		s.Clock.Advance(25 * time.Hour)
		late = must(s, management, RecordResponse, s.responseInput(late.ID, late.Version))
		if got := s.clocks(late)[0].State; got != sla.ClockBreached {
			t.Errorf("a late answer is %s", got)
		}
		// An urgency raised after the answer asks for another answer, but rewrites no clock.
		late = must(s, management, Update, UpdateInput{ID: late.ID, ExpectedVersion: late.Version, Urgency: ptr(flow.UrgencyGeneral), UrgencyReason: ptr("缓解")})
		if all := s.clocks(late); len(all) != 1 || all[0].State != sla.ClockBreached {
			t.Errorf("a stopped clock was rewritten: %v", all)
		}
		for state, want := range map[flow.RequirementState]sla.ClockState{
			flow.RequirementRejected: sla.ClockCancelled, flow.RequirementMerged: sla.ClockCancelled, flow.RequirementFeedback: sla.ClockMet,
		} {
			r := s.at(state, flow.UrgencyGeneral)
			if c := s.clocks(r)[0]; c.State != want || !r.DueAt.Equal(database.Never) {
				t.Errorf("%s: the clock is %s, due %v", state, c.State, r.DueAt)
			}
		}
		counts(t, s)
	})
}
