package complaints

import (
	"context"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/notices"
	"heed/ent"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Each part of the handling is told to those who have it: the department of what came in,
// the management department of what is handed over, the group, the committee of what comes
// up to it (model 6).
func TestNotices(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		c := s.jointly()
		c = must(s, "management", Escalate, EscalateInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "人身安全"})
		c = must(s, "committee", Decide, DecideInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "换新"})
		c = must(s, "head.sales", StepWaive, StepWaiveInput{ID: c.ID, ExpectedVersion: c.Version, Step: 1, Reason: "换新"})
		c = must(s, "head.sales", Reply, ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "换新", Channel: flow.ChannelPhone})
		if _, err := try(s, w.A.System(), Answer, AnswerInput{ID: c.ID, Comment: "没有换"}); err != nil {
			t.Fatal(err)
		}
		told := s.notified(c.ID)
		want := map[string][]string{
			"complaint.received": {"head.service"}, "complaint.handed_over": {"management"}, "complaint.group_formed": {"head.sales", "member.service"},
			"complaint.escalated": {"committee"}, "complaint.decided": {"head.sales", "management", "member.service"},
			"complaint.planned": {"member.service"}, "complaint.processing": {"head.sales", "head.service", "member.service"},
		}
		if !maps.EqualFunc(told, want, slices.Equal) {
			t.Errorf("told %v, want %v", told, want)
		}
	})
}

// notified makes the notices of all that happened to the record, and gives who was told of
// what.
func (s *stage) notified(id typeid.ID) map[string][]string {
	s.t.Helper()
	s.Change(s.t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
		for _, e := range s.A.Events(s.t) {
			if e.SubjectID != id {
				continue
			}
			if _, err := notices.Make(ctx, tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	names := map[typeid.ID]string{}
	for name, m := range s.A.Members {
		names[m.ID] = name
	}
	told := map[string][]string{}
	for _, n := range s.Client.Notification.Query().Where(notification.SubjectID(id)).AllX(s.A.System()) {
		told[n.Type] = append(told[n.Type], names[n.MemberID])
	}
	for _, all := range told {
		slices.Sort(all)
	}
	return told
}
