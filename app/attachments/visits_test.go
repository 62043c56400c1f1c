package attachments_test

import (
	"errors"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/journal"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// A department learns of the files of a mystery visit, and of what happens to them, when the
// visit is published (D2-38).
func TestD2_38_FilesOfVisits(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sys, service := w.A.System(), w.A.Departments[flow.DepartmentService].ID
		r := w.Client.ResearchActivity.Create().SetTitle("神秘顾客").SetMethod(flow.ResearchMystery).SetMode(flow.ResearchSelf).SetDepartmentID(service).
			SetOwnerID(w.A.Members["management"].ID).SetPlannedOn(s.Clock.Now()).SetInsights([]flow.Insight{}).SaveX(sys)
		of := func(in *attachments.AddInput) { in.OwnerType, in.OwnerID = flow.SubjectResearch, r.ID }
		told := func() bool {
			t.Helper()
			events := w.A.Events(t)
			last := events[len(events)-1]
			if last.Type != "attachment.added" {
				t.Fatalf("the last event is %s", last.Type)
			}
			return slices.Contains(last.DepartmentIds, service) && journal.Visible(viewer.From(s.As("head.service")), last)
		}
		photo := s.mustAdd("management", file("a.txt", "", "words"), of)
		if told() {
			t.Error("the department hears of it before it is published")
		}
		if _, err := s.fetch("head.service", photo.ID); !errors.Is(err, fault.NotFound()) {
			t.Errorf("before it is published: %v", err)
		}
		r.Update().SetPublishedAt(s.Clock.Now()).ExecX(sys)
		s.mustAdd("management", file("b.txt", "", "more words"), of)
		if !told() {
			t.Error("published, and the department does not hear of it")
		}
		if _, err := s.fetch("head.service", photo.ID); err != nil {
			t.Errorf("published: %v", err)
		}
	})
}
