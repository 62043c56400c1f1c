package surveys

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
)

// A questionnaire is looked at before its day: it is asked for once, and looking at it is enough.
func TestD3_33_Revision(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		remind := func() {
			t.Helper()
			if err := RemindRevisions(s.A.System(), s.Journal); err != nil {
				t.Fatal(err)
			}
		}
		first := s.holds("standard")
		remind()
		if all := s.tasks(first.ID, flow.TaskTemplateRevision); len(all) != 0 {
			t.Fatalf("a year ahead it is asked for: %v", all)
		}
		s.Clock.Advance(340 * 24 * time.Hour)
		for range 3 {
			remind()
		}
		all := s.tasks(first.ID, flow.TaskTemplateRevision)
		if len(all) != 1 || all[0].DepartmentID != s.department(flow.DepartmentExperienceManagement) || all[0].DueAt.Format(time.DateTime) != "2027-09-09 16:00:00" {
			t.Fatalf("asked for by %+v", all)
		}
		if got := s.events(first.ID); !slices.Equal(got, []string{"template.revision_due"}) || s.holds("standard").ID != first.ID {
			t.Errorf("events: %v", got)
		}
		is := s.template(first.ID)
		_ = refused(s, "management", ReviewTemplate, TemplateReviewInput{ID: is.ID, ExpectedVersion: is.Version}, fault.Input("", "input.required"), "result")
		_ = refused(s, "head.service", ReviewTemplate, TemplateReviewInput{ID: is.ID, ExpectedVersion: is.Version, Result: "可用"}, fault.Forbidden(), "")
		is = must(s, "management", ReviewTemplate, TemplateReviewInput{ID: is.ID, ExpectedVersion: is.Version, Result: "问题仍然适用"})
		if is.ReviewedAt == nil || is.RevisionDueOn != "2028-08-15" || s.tasks(first.ID, flow.TaskTemplateRevision)[0].State != flow.TaskDone {
			t.Errorf("reviewed is to be revised on %s", is.RevisionDueOn)
		}
		remind()
		// A new edition does as well.
		exp := s.holds("experience")
		if all := s.tasks(exp.ID, flow.TaskTemplateRevision); len(all) != 1 || all[0].State == flow.TaskDone {
			t.Fatalf("the other is asked for by %v", all)
		}
		s.effective("experience", nil)
		if all := s.tasks(exp.ID, flow.TaskTemplateRevision); all[0].State != flow.TaskDone {
			t.Errorf("superseded, its task is %s", all[0].State)
		}
		// A reason of the company's asks for all that hold, before their day.
		is = s.template(first.ID)
		ask := RevisionAskInput{ID: is.ID, ExpectedVersion: is.Version, Reason: "新产品线上市"}
		_ = refused(s, "head.service", AskRevision, ask, fault.Forbidden(), "")
		is = must(s, "management", AskRevision, ask)
		ask.ExpectedVersion = is.Version
		_ = refused(s, "management", AskRevision, ask, fault.Precondition("template.revision_asked"), "")
		if all := s.tasks(first.ID, flow.TaskTemplateRevision); len(all) != 2 || !strings.Contains(all[1].ClauseIds[0], "D3-33") {
			t.Errorf("asked for by %v", all)
		}
	})
}
