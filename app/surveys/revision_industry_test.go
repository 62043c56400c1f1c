package surveys

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/event"
	"heed/ent/eventdetail"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
)

// reminds looks for revisions, and tells whether any was asked for.
func (s *stage) reminds() bool {
	s.t.Helper()
	before := s.Count(s.t)
	if err := RemindRevisions(s.A.System(), s.Journal); err != nil {
		s.t.Fatal(err)
	}
	return !maps.Equal(before, s.Count(s.t))
}

// comes is a customer of the industry; "" for none known.
func (s *stage) comes(c *apptest.Company, name string, industry flow.Industry) {
	q := s.Client.Customer.Create().SetName(name).SetTierKey("KEY")
	if industry != "" {
		q.SetIndustry(industry)
	}
	q.SaveX(c.System())
}

// The first customer of an industry that was not there when the questionnaires were last
// looked at asks for their revision, once, by a task of thirty days (D3-33).
func TestD3_33_NewIndustry(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.comes(s.A, "机床厂", flow.IndustryManufacturing) // at the instant at which they came into force
		if s.reminds() {
			t.Error("an industry that was there asks for revisions")
		}
		s.Clock.Advance(24 * time.Hour)
		s.comes(s.A, "铸造厂", flow.IndustryManufacturing)
		s.comes(s.A, "不知道", "")
		s.comes(s.B, "别家超市", flow.IndustryRetail)
		if s.reminds() {
			t.Error("no new industry, and revisions are asked for")
		}
		s.comes(s.A, "超市", flow.IndustryRetail)
		if !s.reminds() {
			t.Fatal("a new industry asks for nothing")
		}
		held := s.Client.SurveyTemplate.Query().Where(surveytemplate.StateEQ(flow.TemplateEffective)).AllX(s.A.System())
		if len(held) < 2 {
			t.Fatalf("%d questionnaires hold", len(held))
		}
		for _, one := range held {
			all := s.tasks(one.ID, flow.TaskTemplateRevision)
			if one.RevisionAskedFor != "2026-10-10" || one.RevisionDueOn != "2026-10-10" || len(all) != 1 || all[0].DepartmentID != s.department(flow.DepartmentExperienceManagement) ||
				all[0].DueAt.UTC().Format(time.DateTime) != "2026-10-10 16:00:00" || !slices.Equal(all[0].ClauseIds, []string{"D3-33"}) {
				t.Errorf("%s is asked for %s by %v", one.Code, one.RevisionAskedFor, all)
			}
			told := s.Client.Event.Query().Where(event.SubjectID(one.ID)).OnlyX(s.A.System())
			if why := s.detail(told); told.Type != "template.revision_due" || !strings.Contains(why, `"reason":"零售业"`) {
				t.Errorf("%s: %s because of %s", one.Code, told.Type, why)
			}
		}
		if n := s.Client.Task.Query().CountX(s.B.System()); n != 0 {
			t.Errorf("%d tasks of the other company", n)
		}
		// What is asked for is not asked for again, for another new industry neither.
		s.Clock.Advance(time.Hour)
		s.comes(s.A, "物业", flow.IndustryService)
		for range 2 {
			if s.reminds() {
				t.Error("asked for again")
			}
		}
		// Once looked at it is asked for by the next industry; what is still asked for is not.
		is := s.holds("standard")
		must(s, "management", ReviewTemplate, TemplateReviewInput{ID: is.ID, ExpectedVersion: is.Version, Result: "加了一题"})
		if s.reminds() {
			t.Error("looked at, and asked for because of what was there")
		}
		s.Clock.Advance(time.Hour)
		s.comes(s.A, "农场", flow.IndustryOther)
		if !s.reminds() {
			t.Error("the next industry asks for nothing")
		}
		if n, other := len(s.tasks(is.ID, flow.TaskTemplateRevision)), len(s.tasks(s.holds("experience").ID, flow.TaskTemplateRevision)); n != 2 || other != 1 {
			t.Errorf("asked for %d times, the other %d times", n, other)
		}
	})
}

// detail is what an event tells beside its fields.
func (s *stage) detail(e *ent.Event) string {
	return s.Client.EventDetail.Query().Where(eventdetail.EventID(e.ID)).OnlyX(s.A.System()).Body
}

// To a company that begins every industry is new, and one that is not at work asks for nothing.
func TestD3_33_NoNewIndustry(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		if s.reminds() {
			t.Error("without customers revisions are asked for")
		}
		s.Clock.Advance(time.Microsecond)
		s.comes(s.A, "机床厂", flow.IndustryManufacturing)
		s.comes(s.A, "超市", flow.IndustryRetail)
		if s.reminds() {
			t.Error("the first customers ask for revisions")
		}
		s.Clock.Set(apptest.Start)
		s.comes(s.A, "物业", flow.IndustryService)
		s.Client.Tenant.UpdateOneID(s.A.ID).SetState(flow.TenantSuspended).ExecX(s.A.System())
		s.Who.Changed(s.A.ID)
		if s.reminds() {
			t.Error("suspended, it asks for revisions")
		}
		s.Client.Tenant.UpdateOneID(s.A.ID).SetState(flow.TenantActive).ExecX(s.A.System())
		s.Who.Changed(s.A.ID)
		if !s.reminds() {
			t.Error("at work again, it asks for nothing")
		}
	})
}
