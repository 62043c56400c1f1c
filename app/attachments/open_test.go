package attachments_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/sessions"
	"heed/ent"
	"heed/ent/event"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// A link lets its member read one file, for a while, with the rights of now.
func TestLink(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		a := s.mustAdd("head.service", file("a.txt", "", "words"), nil)
		other := s.mustAdd("head.service", file("b.txt", "", "words"), nil)
		text, until, err := attachments.Link(s.As("auditor"), a)
		if err != nil || !until.Equal(s.Clock.Now().Add(sessions.PassLife)) {
			t.Fatal(err, until)
		}
		bearer := func(id typeid.ID, text string) error {
			ctx, err := w.Who.Bearer(w.Context(), w.Client, attachments.Passes, id, text)
			if err != nil {
				return err
			}
			_, content, err := s.store.Fetch(ctx, w.Journal, id)
			if err != nil {
				return err
			}
			return content.Close()
		}
		if err := bearer(a.ID, text); err != nil {
			t.Error(err)
		}
		for name, err := range map[string]error{
			"another file": bearer(other.ID, text), "a letter": bearer(a.ID, swapped(text)), "nothing": bearer(a.ID, ""), "no letters": bearer(a.ID, "../.."),
			"long": bearer(a.ID, strings.Repeat("A", 5000)),
		} {
			if !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Client.Member.UpdateOneID(w.A.Members["auditor"].ID).SetState(flow.MemberLeft).ExecX(w.A.System())
		if err := bearer(a.ID, text); !errors.Is(err, fault.NotFound()) {
			t.Errorf("of somebody who has left: %v", err)
		}
		text, _, err = attachments.Link(s.As("management"), a)
		s.Clock.Advance(sessions.PassLife)
		if err := errors.Join(err, bearer(a.ID, text)); !errors.Is(err, fault.NotFound()) {
			t.Errorf("an old one: %v", err)
		}
	})
}

// swapped is the text with another letter in its middle.
func swapped(text string) string {
	at, letter := len(text)/2, "A"
	if text[at] == 'A' {
		letter = "B"
	}
	return text[:at] + letter + text[at+1:]
}

// A reading is told once, whoever reads meanwhile; behind those of very many it may be
// told again, for no more of what was told is looked at.
func TestReadingsAreToldOnce(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		a := s.mustAdd("head.service", file("a.mp3", "", mp3), nil)
		told := func(name string, want int) {
			t.Helper()
			if n := w.Client.Event.Query().Where(event.SubjectID(a.ID), event.Type("attachment.read")).CountX(w.A.System()); n != want {
				t.Errorf("%s: %d readings are told, want %d", name, n, want)
			}
		}
		read := func(who string) {
			t.Helper()
			if _, err := s.fetch(who, a.ID); err != nil {
				t.Fatal(err)
			}
		}
		links := func(n int) {
			t.Helper()
			w.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) error {
				for range n {
					if _, err := attachments.Open(ctx, tx, attachments.OpenInput{ID: a.ID}); err != nil {
						return err
					}
				}
				return nil
			})
		}
		for range 3 {
			read("auditor")
		}
		told("piece by piece", 1)
		read("management")
		links(98)
		read("auditor")
		told("others meanwhile", 2)
		links(1)
		read("auditor")
		told("very many meanwhile", 3)
		s.Clock.Advance(59 * time.Second)
		read("auditor")
		told("within the minute", 3)
		s.Clock.Advance(time.Second)
		read("auditor")
		told("a minute later", 4)
	})
}
