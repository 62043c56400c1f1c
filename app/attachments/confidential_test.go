package attachments_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/attachment"
	"heed/ent/event"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Confidential files are for those who may change the record; the others do not
// even see that they are there.
func TestConfidential(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		open := s.mustAdd("head.service", file("a.txt", "", "words"), nil)
		secret := s.mustAdd("head.service", file("b.txt", "", "words"), func(in *attachments.AddInput) { in.Confidential = ptr(true) })
		for who, want := range map[string][]typeid.ID{
			"head.service": {open.ID, secret.ID}, "member.service": {open.ID, secret.ID}, "management": {open.ID, secret.ID},
			"auditor": {open.ID}, "committee": {open.ID}, "admin": {open.ID}, "head.sales": nil, "staff": nil,
		} {
			slices.Sort(want) // those of one instant come in any order
			if got := w.Client.Attachment.Query().Order(attachment.ByID()).IDsX(s.As(who)); !slices.Equal(got, want) {
				t.Errorf("%s sees %v, want %v", who, got, want)
			}
			_, err := s.fetch(who, secret.ID)
			if reads := slices.Contains(want, secret.ID); reads != (err == nil) || !reads && !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s reads: %v", who, err)
			}
		}
		if n := w.Client.Attachment.Query().CountX(w.B.As("management")); n != 0 {
			t.Errorf("another company sees %d", n)
		}
	})
}

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

// What happens to the files of confidential research is told to those alone who
// hear of the research, and of a confidential file not what it holds.
func TestConfidentialIsNotTold(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sys, lead := w.A.System(), w.A.Members["head.service"].ID
		r := w.Client.ResearchActivity.Create().SetTitle("访谈").SetMethod(flow.ResearchInterview).SetMode(flow.ResearchSelf).SetConfidential(true).
			SetDepartmentID(w.A.Departments[flow.DepartmentService].ID).SetOwnerID(lead).SetPlannedOn(s.Clock.Now()).SetInsights([]flow.Insight{}).SaveX(sys)
		of := func(in *attachments.AddInput) { in.OwnerType, in.OwnerID = flow.SubjectResearch, r.ID }
		gone := s.mustAdd("management", file("a.txt", "", "words"), of)
		s.mustAdd("management", file("通话.mp3", "", mp3), of)
		if _, err := s.fetch("head.service", gone.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.remove("management", gone); err != nil {
			t.Fatal(err)
		}
		s.Clock.Advance(flow.UsualRecordingsDays*24*time.Hour + time.Minute)
		if err := attachments.Expire(w.A.System(), w.Journal); err != nil {
			t.Fatal(err)
		}
		told := w.Client.Event.Query().Where(event.TypeHasPrefix("attachment.")).AllX(w.A.System())
		if len(told) != 5 { // two added, one read, one removed, one whose time was over
			t.Errorf("%d are told", len(told))
		}
		for _, e := range told {
			if len(e.DepartmentIds) != 0 || !slices.Contains(e.MemberIds, lead) {
				t.Errorf("%s is told to %v %v", e.Type, e.DepartmentIds, e.MemberIds)
			}
			if e.Kind == flow.EventDomain && (journal.Visible(viewer.From(s.As("member.service")), e) || !journal.Visible(viewer.From(s.As("head.service")), e)) {
				t.Errorf("%s: those hear of it who may not, or the others do not", e.Type)
			}
		}
		open := s.mustAdd("head.service", file("b.txt", "", "other words"), nil)
		secret := s.mustAdd("head.service", file("c.txt", "", "secret words"), func(in *attachments.AddInput) { in.Confidential = ptr(true) })
		if _, err := s.remove("head.service", secret); err != nil {
			t.Fatal(err)
		}
		var bodies string
		for _, d := range w.Client.EventDetail.Query().AllX(w.A.System()) {
			bodies += d.Body
		}
		if strings.Contains(bodies, secret.Sha256) || !strings.Contains(bodies, open.Sha256) || strings.Count(bodies, string(secret.ID)) != 2 {
			t.Errorf("the details are %s", bodies)
		}
	})
}
