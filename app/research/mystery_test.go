package research_test

import (
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/research"
	"heed/ent"
	"heed/ent/researchactivity"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// visit is a mystery visit to the service department that the management department plans.
func visit(w *apptest.World) research.CreateInput {
	in := input(w, flow.ResearchMystery, flow.ResearchSelf, "")
	in.DepartmentID, in.Shopper = ptr(w.A.Departments[flow.DepartmentService].ID), ptr("李小姐")
	return in
}

func begun(t *testing.T, w *apptest.World, who string, in research.CreateInput) *ent.ResearchActivity {
	t.Helper()
	r := must(t, w, who, research.Create, in)
	return must(t, w, who, research.Start, research.StartInput{ID: r.ID, ExpectedVersion: r.Version})
}

// seenBy are those who see the research, and what was told of it.
func seenBy(t *testing.T, w *apptest.World, r *ent.ResearchActivity) (rows, heard []string) {
	t.Helper()
	events := w.A.Events(t)
	for _, one := range apptest.Accounts {
		ctx := w.As(one.Name)
		if w.Client.ResearchActivity.Query().Where(researchactivity.ID(r.ID)).ExistX(ctx) {
			rows = append(rows, one.Name)
		}
		if slices.ContainsFunc(events, func(e *ent.Event) bool { return e.SubjectID == r.ID && journal.Visible(viewer.From(ctx), e) }) {
			heard = append(heard, one.Name)
		}
	}
	return rows, heard
}

// A department does not know of a mystery visit until it is published, and of who went it
// never does (D2-38).
func TestD2_38_Published(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := begun(t, w, "management", visit(w))
		above := []string{"admin", "committee", "management", "auditor"} // who read all there is; the administrator no events
		all := []string{"admin", "committee", "management", "head.service", "member.service", "auditor"}
		if rows, _ := seenBy(t, w, r); !slices.Equal(rows, above) {
			t.Errorf("before, it is seen by %v", rows)
		}
		publish := research.PublishInput{ID: r.ID, ExpectedVersion: r.Version}
		refused(t, w, "management", research.Publish, publish, fault.Precondition("transition.illegal"))
		r = must(t, w, "management", research.Finish, research.FinishInput{ID: r.ID, ExpectedVersion: r.Version, Conclusion: ptr("等候太久"), Score: ptr(3)})
		if acts := research.Available(w.As("management"), r); !slices.Equal(acts, []flow.ResearchAct{flow.ResearchActPublish}) {
			t.Errorf("done, one may %v", acts)
		}
		rows, heard := seenBy(t, w, r)
		if !slices.Equal(rows, above) || !slices.Equal(heard, above[1:]) {
			t.Errorf("done, it is seen by %v and told to %v", rows, heard)
		}
		refused(t, w, "management", research.Publish, publish, fault.Conflict("version.conflict"))
		publish.ExpectedVersion = r.Version
		for who, want := range map[string]*fault.Error{
			"head.service": fault.NotFound(), "member.service": fault.NotFound(), "head.sales": fault.NotFound(),
			"staff": fault.Forbidden(), "committee": fault.Forbidden(), "auditor": fault.Forbidden(), "admin": fault.Forbidden(),
		} {
			refused(t, w, who, research.Publish, publish, want)
		}
		r = must(t, w, "management", research.Publish, publish)
		if r.State != flow.ResearchDone || r.PublishedAt == nil || !r.PublishedAt.Equal(w.Clock.Now()) {
			t.Errorf("published is %+v", r)
		}
		rows, heard = seenBy(t, w, r)
		if !slices.Equal(rows, all) || !slices.Equal(heard, all[1:]) {
			t.Errorf("published, it is seen by %v and told to %v", rows, heard)
		}
		events := w.A.Events(t)
		if last := events[len(events)-1]; last.Type != "research.published" || !slices.Equal(last.Fields, []string{"publishedAt"}) {
			t.Errorf("the last event is %s of %v", last.Type, last.Fields)
		}
		publish.ExpectedVersion = r.Version
		refused(t, w, "management", research.Publish, publish, fault.Precondition("research.published"))
		if acts := research.Available(w.As("management"), r); len(acts) != 0 {
			t.Errorf("published, one may %v", acts)
		}
		talk := begun(t, w, "management", input(w, flow.ResearchInterview, flow.ResearchSelf, ""))
		talk = must(t, w, "management", research.Finish, research.FinishInput{ID: talk.ID, ExpectedVersion: talk.Version, Conclusion: ptr("好")})
		refused(t, w, "management", research.Publish, research.PublishInput{ID: talk.ID, ExpectedVersion: talk.Version}, fault.Precondition("research.not_mystery"))
		// Who sees to one of their own knows of it, and others of the department do not.
		in := visit(w)
		in.Shopper = nil
		if rows, _ := seenBy(t, w, must(t, w, "head.service", research.Create, in)); !slices.Contains(rows, "head.service") || slices.Contains(rows, "member.service") {
			t.Errorf("the head's own is seen by %v", rows)
		}
	})
}
