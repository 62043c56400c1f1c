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
	"heed/app/customers"
	"heed/app/personal"
	"heed/ent"
	"heed/ent/event"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A file that is removed, or whose time is over, is a fact without a content.
func TestRemove(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		gone := s.mustAdd("head.service", file("a.txt", "", "words"), nil)
		old := s.mustAdd("head.service", file("通话.mp3", "", mp3), nil)
		if _, err := s.remove("auditor", gone); !errors.Is(err, fault.Forbidden()) {
			t.Errorf("the auditor: %v", err)
		}
		stale := *gone
		stale.Version++
		if _, err := s.remove("head.service", &stale); fault.CodeOf(err) != fault.CodeConflict {
			t.Errorf("another version: %v", err)
		}
		a, err := s.remove("head.service", gone)
		if err != nil || a.RemovedAt == nil {
			t.Fatal(err)
		}
		s.cleared()
		if all := s.contents(); !slices.Equal(all, []string{old.StorageKey}) {
			t.Errorf("contents: %v", all)
		}
		if _, err := s.fetch("head.service", gone.ID); !errors.Is(err, fault.Precondition("attachment.removed")) {
			t.Errorf("read after it was removed: %v", err)
		}
		if err := attachments.Expire(w.A.System(), w.Journal); err != nil || w.Client.Attachment.GetX(w.A.System(), old.ID).RemovedAt != nil {
			t.Errorf("too early: %v", err)
		}
		s.Clock.Advance(flow.UsualRecordingsDays*24*time.Hour + time.Minute)
		if err := attachments.Expire(w.A.System(), w.Journal); err != nil || w.Client.Attachment.GetX(w.A.System(), old.ID).RemovedAt == nil {
			t.Errorf("its time is over: %v", err)
		}
		s.cleared()
		if all := s.contents(); len(all) != 0 {
			t.Errorf("contents: %v", all)
		}
	})
}

func (s *stage) remove(who string, a *ent.Attachment) (gone *ent.Attachment, err error) {
	_, err = s.Journal.Change(s.As(who), func(ctx context.Context, tx *ent.Tx) error {
		gone, err = attachments.Remove(ctx, tx, attachments.RemoveInput{ID: a.ID, ExpectedVersion: a.Version, Reason: "of another customer"})
		return err
	})
	return gone, err
}

// cleared does what follows from the events, twice.
func (s *stage) cleared() {
	s.t.Helper()
	for range 2 {
		for _, e := range s.Client.Event.Query().Where(event.TypeIn(attachments.Clears...)).AllX(s.A.System()) {
			if err := s.store.Clear(s.A.System(), s.Client, e); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

// With a person go the files of the records about them.
func TestErase(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		var person, kept *ent.Contact
		w.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) (err error) {
			r := tx.Requirement.GetX(ctx, s.of)
			for _, c := range []**ent.Contact{&person, &kept} {
				if *c, err = customers.CreateContact(ctx, tx, customers.ContactCreateInput{CustomerID: r.CustomerID, Contact: customers.ContactInput{Name: "周敏"}}); err != nil {
					return err
				}
			}
			return nil
		})
		interaction := func(of *ent.Contact, with ...typeid.ID) typeid.ID {
			return w.Client.Interaction.Create().SetType(flow.InteractionPhone).SetDirection(flow.DirectionInbound).SetCustomerID(person.CustomerID).
				SetContactID(of.ID).SetTitle("来电").SetOccurredAt(s.Clock.Now()).SetParticipantIds(append([]typeid.ID{}, with...)).
				SetOpinions("太慢").SaveX(w.A.System()).ID
		}
		add := func(of typeid.ID) *ent.Attachment {
			return s.mustAdd("management", file("周敏的来电.mp3", "", mp3), func(in *attachments.AddInput) {
				in.OwnerType, in.OwnerID = flow.SubjectInteraction, of
			})
		}
		talk, joined, other := interaction(person), interaction(kept, w.A.Members["management"].ID, person.ID), interaction(kept, w.A.Members["management"].ID)
		theirs, others := add(talk), add(other)
		with := add(joined)
		d, err := personal.Of(w.A.System(), w.Client, person.ID)
		if err != nil || !slices.Equal(d.NamedIn, []personal.Ref{{Type: ent.TypeInteraction, ID: joined}}) {
			t.Errorf("named in %v, %v", d.NamedIn, err)
		}
		w.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := customers.EraseContact(ctx, tx, customers.EraseInput{ID: person.ID, ExpectedVersion: person.Version, Reason: "they ask for it"})
			return err
		})
		s.cleared()
		if all := s.contents(); !slices.Equal(all, []string{others.StorageKey}) {
			t.Errorf("contents: %v", all)
		}
		for _, gone := range []*ent.Attachment{theirs, with} {
			row := w.Client.Attachment.GetX(w.A.System(), gone.ID)
			if row.RemovedAt == nil || strings.Contains(row.Name, "周敏") || strings.Contains(attachments.Name(s.As("management"), row), "周敏") {
				t.Errorf("the row is %+v", row)
			}
		}
		for id, want := range map[typeid.ID]string{talk: "", joined: "", other: "太慢"} {
			if got := w.Client.Interaction.GetX(w.A.System(), id).Opinions; got != want {
				t.Errorf("the opinions of %s are %q", id, got)
			}
		}
		if w.Client.Attachment.GetX(w.A.System(), others.ID).Name != "周敏的来电.mp3" {
			t.Error("another person's file was renamed")
		}
		before := w.Count(t)
		for _, of := range []typeid.ID{talk, joined} {
			_, err := s.add("management", file("周敏的来电.mp3", "", mp3), func(in *attachments.AddInput) { in.OwnerType, in.OwnerID = flow.SubjectInteraction, of })
			if !errors.Is(err, fault.Precondition("contact.erased")) || fault.From(err).Field != "ownerId" {
				t.Errorf("a file that comes later: %v", err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) || len(s.contents()) != 1 {
			t.Errorf("rows were %v, are %v, contents %v", before, after, s.contents())
		}
	})
}
