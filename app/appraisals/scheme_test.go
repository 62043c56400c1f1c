package appraisals

import (
	"context"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/rules/appraise"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A scheme is the company's: who reaches all of it makes, changes and ends it.
func TestD0_79_Schemes(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, who := range []string{"head.service", "head.sales", "member.service", "staff", "committee", "admin", "auditor"} {
			refused(s, who, CreateScheme, s.words(), fault.Forbidden(), "")
		}
		made := must(s, "head.hr", CreateScheme, s.words())
		if len(made.Metrics) != 8 || made.Metrics[0].Target != 4 || made.Metrics[7].Title != "团队协作" || made.State != flow.SchemeDraft {
			t.Fatalf("%+v", made)
		}
		refused(s, "head.service", UpdateScheme, SchemeUpdateInput{ID: made.ID, ExpectedVersion: made.Version, SchemeFields: SchemeFields{Title: ptr("x")}}, fault.Forbidden(), "")
		refused(s, "head.hr", UpdateScheme, SchemeUpdateInput{ID: made.ID, ExpectedVersion: made.Version}, fault.Input("", "input.empty_update"), "")
		refused(s, "head.hr", UpdateScheme, SchemeUpdateInput{ID: made.ID, ExpectedVersion: 9, SchemeFields: SchemeFields{Title: ptr("x")}}, fault.Conflict("version.conflict"), "expectedVersion")
		refused(s, "head.hr", Draw, DrawInput{SchemeID: made.ID, Start: s.month()}, fault.Precondition("transition.illegal"), "")
		made = must(s, "head.hr", UpdateScheme, SchemeUpdateInput{ID: made.ID, ExpectedVersion: made.Version, SchemeFields: SchemeFields{Title: ptr("季度考核"), Period: ptr(flow.PeriodQuarter)}})
		if made.Title != "季度考核" || made.Period != flow.PeriodQuarter || len(made.Metrics) != 8 || !slices.Equal(made.Posts, []string{post}) {
			t.Errorf("%+v", made)
		}
		refused(s, "head.service", ActivateScheme, versioned(made.ID, made.Version), fault.Forbidden(), "")
		made = must(s, "management", ActivateScheme, versioned(made.ID, made.Version))
		refused(s, "management", UpdateScheme, SchemeUpdateInput{ID: made.ID, ExpectedVersion: made.Version, SchemeFields: SchemeFields{Title: ptr("x")}}, fault.Precondition("transition.illegal"), "")
		for who, want := range map[string][]flow.AppraisalSchemeAct{
			"management": {flow.SchemeActDraw, flow.SchemeActRetire}, "head.hr": {flow.SchemeActDraw, flow.SchemeActRetire},
			"head.service": {flow.SchemeActDraw}, "member.service": {}, "auditor": {},
		} {
			if acts := AvailableScheme(s.As(who), made); !slices.Equal(acts, want) {
				t.Errorf("%s may %v", who, acts)
			}
		}
		refused(s, "head.service", RetireScheme, versioned(made.ID, made.Version), fault.Forbidden(), "")
		made = must(s, "head.hr", RetireScheme, versioned(made.ID, made.Version))
		if made.EndedAt == nil {
			t.Errorf("%+v", made)
		}
		refused(s, "head.hr", Draw, DrawInput{SchemeID: made.ID, Start: s.month()}, fault.Precondition("transition.illegal"), "")
		want := []string{"appraisal_scheme.draft", "appraisal_scheme.updated", "appraisal_scheme.active", "appraisal_scheme.retired"}
		if types := s.events(made.ID); !slices.Equal(types, want) {
			t.Errorf("told %v", types)
		}
		if n := s.Client.AppraisalScheme.Query().CountX(s.B.System()); n != 0 {
			t.Errorf("%d schemes of another company", n)
		}
	})
}

func TestSchemeRefused(t *testing.T) {
	w := apptest.NewWorld(t)
	s := on(t, w)
	for _, c := range []struct {
		change func(*SchemeFields)
		want   error
		field  string
	}{
		{func(in *SchemeFields) { in.Title = nil }, fault.Input("", "input.required"), "title"},
		{func(in *SchemeFields) { in.Period = ptr(flow.PeriodWeek) }, fault.Input("", "input.unknown_key"), "period"},
		{func(in *SchemeFields) { in.Period = ptr(flow.Period("DECADE")) }, fault.Input("", "input.unknown_key"), "period"},
		{func(in *SchemeFields) { in.Metrics = nil }, fault.Input("", "input.required"), "metrics"},
		{func(in *SchemeFields) { in.Metrics[0].Weight = 21 }, fault.Input("", "appraisal.weights"), "metrics"},
		{func(in *SchemeFields) { in.Metrics[0].Target = 0 }, fault.Input("", "appraisal.target"), "metrics[0].target"},
		{func(in *SchemeFields) { in.Metrics[7].Title = "" }, fault.Input("", "appraisal.title"), "metrics[7].title"},
		{func(in *SchemeFields) { in.Metrics[1] = appraise.Weight{Metric: "SPEED", Weight: 10} }, fault.Input("", "input.unknown_key"), "metrics[1].metric"},
		{func(in *SchemeFields) { in.Posts = []string{post, post} }, fault.Input("", "input.duplicate"), "posts"},
		{func(in *SchemeFields) { in.DepartmentIDs = []typeid.ID{"dep_none"} }, fault.NotFound(), "departmentIds"},
	} {
		in := s.words()
		c.change(&in)
		refused(s, "management", CreateScheme, in, c.want, c.field)
	}
	if acts := AvailableScheme(context.WithoutCancel(s.As("management")), must(s, "management", CreateScheme, s.words())); !slices.Equal(acts, []flow.AppraisalSchemeAct{flow.SchemeActUpdate, flow.SchemeActActivate, flow.SchemeActRetire}) {
		t.Errorf("of a draft: %v", acts)
	}
}
