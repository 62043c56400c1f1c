package attachments_test

import (
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// inspection is one of the service department's, of the kind.
func (s *stage) inspection(kind flow.InspectionKind, inspector, by string) *ent.Inspection {
	now := s.Clock.Now()
	q := s.Client.Inspection.Create().SetKind(kind).SetDepartmentID(s.A.Departments[flow.DepartmentService].ID).SetCreatedBy(s.A.Members[by].ID).
		SetPlannedOn(now.Format(time.DateOnly)).SetDueAt(now.Add(24 * time.Hour)).SetResults([]flow.ItemResult{}).SetContentResults([]flow.ContentResult{})
	if inspector != "" {
		q.SetInspectorID(s.A.Members[inspector].ID)
	}
	return q.SaveX(s.A.System())
}

// What shows what was seen is added and taken away by who writes it down, until that is
// done: not by who is inspected, nor by colleagues of who is named to check content. Who
// asks for that gives what is to be published.
func TestD2_55_FilesOfInspections(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		adding := func(who string, of typeid.ID) error {
			_, err := s.add(who, file("现场.txt", "text/plain", "四十五秒"), func(in *attachments.AddInput) {
				in.OwnerType, in.OwnerID = flow.SubjectInspection, of
			})
			return err
		}
		refused := func(name string, try func() error, code fault.Code) {
			t.Helper()
			before := s.Count(t)
			if err := try(); fault.CodeOf(err) != code {
				t.Errorf("%s: %v", name, err)
			}
			if after := s.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: refused, and it changed %v to %v", name, before, after)
			}
		}
		removing := func(who string, a *ent.Attachment) error {
			_, err := s.remove(who, a)
			return err
		}
		watched := s.inspection(flow.InspectionSupervisory, "management", "management")
		shown := s.mustAdd("management", file("现场.txt", "text/plain", "四十五秒"), func(in *attachments.AddInput) {
			in.OwnerType, in.OwnerID = flow.SubjectInspection, watched.ID
		})
		secret := s.mustAdd("management", file("访谈.txt", "text/plain", "客户原话"), func(in *attachments.AddInput) {
			in.OwnerType, in.OwnerID, in.Confidential = flow.SubjectInspection, watched.ID, ptr(true)
		})
		for _, c := range []struct {
			who   string
			id    typeid.ID
			there bool
		}{{"head.service", shown.ID, true}, {"head.service", secret.ID, false}, {"management", secret.ID, true}} {
			if _, err := s.Client.Attachment.Get(s.As(c.who), c.id); (err == nil) != c.there {
				t.Errorf("%s reads %s: %v", c.who, c.id, err)
			}
		}
		for _, who := range []string{"member.service", "head.service"} {
			refused("added by "+who+", who is inspected", func() error { return adding(who, watched.ID) }, fault.CodeForbidden)
			refused("removed by "+who+", who is inspected", func() error { return removing(who, shown) }, fault.CodeForbidden)
		}
		refused("by another department", func() error { return adding("head.sales", watched.ID) }, fault.CodeNotFound)
		watched.Update().SetState(flow.InspectionDone).SetDoneAt(s.Clock.Now()).ExecX(s.A.System())
		refused("added to what is done", func() error { return adding("management", watched.ID) }, fault.CodeFailedPrecondition)
		refused("removed from what is done", func() error { return removing("management", shown) }, fault.CodeFailedPrecondition)

		own := s.inspection(flow.InspectionSelf, "", "head.service")
		if err := adding("member.service", own.ID); err != nil {
			t.Errorf("to one's own: %v", err)
		}
		missed := s.inspection(flow.InspectionSelf, "", "head.service")
		missed.Update().SetState(flow.InspectionMissed).SetMissedAt(s.Clock.Now()).ExecX(s.A.System())
		if err := adding("member.service", missed.ID); err != nil {
			t.Errorf("to what was missed: %v", err)
		}
		given := s.inspection(flow.InspectionSelf, "", "head.service")
		given.Update().SetState(flow.InspectionCancelled).ExecX(s.A.System())
		refused("to what was given up", func() error { return adding("member.service", given.ID) }, fault.CodeFailedPrecondition)

		content := s.inspection(flow.InspectionContent, "management", "staff")
		if err := adding("staff", content.ID); err != nil {
			t.Errorf("by who asks: %v", err)
		}
		if err := adding("management", content.ID); err != nil {
			t.Errorf("by who checks: %v", err)
		}
		hidden := s.mustAdd("staff", file("海报.txt", "text/plain", "初稿"), func(in *attachments.AddInput) {
			in.OwnerType, in.OwnerID, in.Confidential = flow.SubjectInspection, content.ID, ptr(true)
		})
		for who, there := range map[string]bool{"staff": true, "management": true, "head.service": false} {
			if _, err := s.Client.Attachment.Get(s.As(who), hidden.ID); (err == nil) != there {
				t.Errorf("%s reads what is to be published: %v", who, err)
			}
		}
		refused("by who only works there", func() error { return adding("head.service", content.ID) }, fault.CodeForbidden)
		content.Update().SetState(flow.InspectionDone).SetOutcome(flow.OutcomePassed).ExecX(s.A.System())
		refused("by who asks, once it has passed", func() error { return adding("staff", content.ID) }, fault.CodeFailedPrecondition)
	})
}
