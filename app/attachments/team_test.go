package attachments_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/groups"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/attachment"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// Who is in the team that answers a requirement reads its files and gives it more,
// wherever they work, as they may change the requirement (D0-27, D0-43); once they are
// out of it they do neither.
func TestD0_43_FilesOfATeam(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		const outsider = "head.sales"
		words := func() *ent.Attachment { return s.mustAdd("head.service", file("a.txt", "", "words"), nil) }
		open := words()
		secret := s.mustAdd("head.service", file("b.txt", "", "words"), func(in *attachments.AddInput) { in.Confidential = ptr(true) })
		stranger := func(when string) {
			t.Helper()
			before, contents := w.Count(t), len(s.contents())
			if _, err := s.add(outsider, file("c.txt", "", "words"), nil); !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s: added: %v", when, err)
			}
			for _, a := range []*ent.Attachment{open, secret} {
				if _, err := s.fetch(outsider, a.ID); !errors.Is(err, fault.NotFound()) {
					t.Errorf("%s: read: %v", when, err)
				}
			}
			if !maps.Equal(before, w.Count(t)) || contents != len(s.contents()) {
				t.Errorf("%s: something changed", when)
			}
		}
		stranger("before")

		w.Change(t, s.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := requirements.Receive(ctx, tx, requirements.ReceiveInput{ID: s.of, ExpectedVersion: 1})
			return err
		})
		team := s.team(outsider)
		assign := func(in requirements.AssignInput) {
			t.Helper()
			r := w.Client.Requirement.GetX(w.A.System(), s.of)
			in.ID, in.ExpectedVersion = r.ID, r.Version
			w.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) error {
				_, err := requirements.Assign(ctx, tx, in)
				return err
			})
		}
		assign(requirements.AssignInput{TeamID: &team.ID})
		for _, a := range []*ent.Attachment{open, secret} {
			if text, err := s.fetch(outsider, a.ID); err != nil || text != "words" {
				t.Errorf("in the team: read %q, %v", text, err)
			}
			acts, err := attachments.Available(s.As(outsider), w.Client, a)
			if err != nil || !slices.Contains(acts, flow.AttachmentActRemove) {
				t.Errorf("in the team: may %v, %v", acts, err)
			}
		}
		added, err := s.add(outsider, file("c.txt", "", "more words"), nil)
		if err != nil {
			t.Fatalf("in the team: %v", err)
		}
		events := w.A.Events(t)
		if last := events[len(events)-1]; last.Type != "attachment.added" || !slices.Contains(last.MemberIds, w.A.Members[outsider].ID) || !journal.Visible(viewer.From(s.As(outsider)), last) {
			t.Errorf("told: %+v", last)
		}
		if _, err := s.remove(outsider, added); err != nil {
			t.Errorf("in the team: removed: %v", err)
		}
		// Somebody whose role changes no requirements adds nothing, in the team or not.
		also := s.team("auditor")
		assign(requirements.AssignInput{TeamID: &also.ID})
		before := w.Count(t)
		if _, err := s.add("auditor", file("d.txt", "", "words"), nil); !errors.Is(err, fault.Forbidden()) || !maps.Equal(before, w.Count(t)) {
			t.Errorf("an auditor in the team adds: %v", err)
		}
		stranger("of another team")
		if n := w.Client.Attachment.Query().Where(attachment.OwnerID(s.of)).CountX(s.As(outsider)); n != 0 {
			t.Errorf("of another team: %d files are seen", n)
		}
	})
}

// team is a response team of one.
func (s *stage) team(who string) (made *ent.WorkGroup) {
	s.t.Helper()
	id := s.A.Members[who].ID
	s.Change(s.t, s.As("management"), func(ctx context.Context, tx *ent.Tx) (err error) {
		made, err = groups.Create(ctx, tx, groups.CreateInput{
			Kind: flow.GroupResponseTeam, Name: "响应组 " + who, LeaderID: id, Members: []groups.MemberInput{{MemberID: id, Capacity: flow.CapacitySpecialist}},
		})
		return err
	})
	return made.Unwrap()
}
