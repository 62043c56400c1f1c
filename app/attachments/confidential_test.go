package attachments_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/authz"
	"heed/ent"
	"heed/ent/attachment"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Who is asked to a meeting, or has a report addressed to their department, reads
// its files but the confidential ones: they may not change the record.
func TestConfidentialOfTheInvited(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sys, service, sales := w.A.System(), w.A.Departments[flow.DepartmentService].ID, w.A.Departments[flow.DepartmentSales].ID
		m := w.Client.Meeting.Create().SetType(flow.MeetingRequirementAnalysis).SetTitle("分析").SetStartsAt(s.Clock.Now()).SetMinutesLong(60).
			SetDepartmentID(service).SetOrganizerID(w.A.Members["head.service"].ID).SetDecisions([]flow.MeetingDecision{}).SetRecords([]flow.RecordRef{}).SaveX(sys)
		w.Client.MeetingAttendee.Create().SetMeetingID(m.ID).SetMemberID(w.A.Members["head.sales"].ID).SaveX(sys)
		r := w.Client.Report.Create().SetType(flow.ReportMonthlyIndicators).SetTitle("月报").SetPeriodStart(s.Clock.Now().AddDate(0, -1, 0)).
			SetPeriodEnd(s.Clock.Now()).SetDepartmentID(service).SetSections([]flow.ReportSection{}).SaveX(sys)
		w.Client.ReportRecipient.Create().SetReportID(r.ID).SetDepartmentID(sales).SetDueAt(s.Clock.Now().Add(time.Hour)).SaveX(sys)
		// Both heads change the meetings and reports of their department.
		head := func(name string) context.Context {
			v := *viewer.From(s.As(name))
			v.Grants = maps.Clone(v.Grants)
			v.Grants[string(authz.MeetingUpdate)], v.Grants[string(authz.ReportUpdate)] = viewer.Department, viewer.Department
			return viewer.With(s.As(name), &v)
		}
		for of, id := range map[flow.SubjectType]typeid.ID{flow.SubjectMeeting: m.ID, flow.SubjectReport: r.ID} {
			add := func(confidential bool) *ent.Attachment {
				return s.mustAdd("management", file("a.txt", "", "words"), func(in *attachments.AddInput) {
					in.OwnerType, in.OwnerID, in.Confidential = of, id, &confidential
				})
			}
			open, secret := add(false), add(true)
			for name, want := range map[string][]typeid.ID{"head.service": {open.ID, secret.ID}, "head.sales": {open.ID}} {
				slices.Sort(want)
				if got := w.Client.Attachment.Query().Where(attachment.OwnerID(id)).Order(attachment.ByID()).IDsX(head(name)); !slices.Equal(got, want) {
					t.Errorf("%s: %s sees %v, want %v", of, name, got, want)
				}
			}
			before := w.Count(t)
			if _, _, err := s.store.Fetch(head("head.sales"), w.Journal, secret.ID); !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s: read: %v", of, err)
			}
			_, err := w.Journal.Change(head("head.sales"), func(ctx context.Context, tx *ent.Tx) error {
				_, err := attachments.Open(ctx, tx, attachments.OpenInput{ID: secret.ID})
				return err
			})
			if !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s: a link: %v", of, err)
			}
			if after := w.Count(t); !maps.Equal(before, after) {
				t.Errorf("%s: rows were %v, are %v", of, before, after)
			}
		}
	})
}
