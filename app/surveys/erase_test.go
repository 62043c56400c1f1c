package surveys

import (
	"reflect"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/customers"
	"heed/ent"
	"heed/ent/slaclock"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
)

// Of an erased person nothing is due any more, and the figures of the campaign stay.
func TestD2_08_ErasedResponse(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, tidied, begun := s.customer("旅店"), s.customer("整理过的店"), s.customer("未完成的店")
		c := s.running("standard")
		r := s.submit(c, inn, true, old(2, written("pain_point", "客房布草洗涤后发黄"))...)
		done := s.verified(s.submit(c, tidied, false, old(4, written("pain_point", "客房布草洗涤后发黄"))...))
		drafts := []ProposalInput{}
		for i := range done.Drafts {
			drafts = append(drafts, ProposalInput{Index: i, Take: true})
		}
		must(s, "head.service", Tidy, TidyInput{ID: done.ID, ExpectedVersion: done.Version, Proposals: drafts})
		if _, _, _, err := s.desk().Save(s.guest(), s.secret(c, begun), old(3)[:4]); err != nil {
			t.Fatal(err)
		}
		before := s.recounted(c)
		erase := func(of *ent.Customer) customers.EraseInput {
			p := s.person(of)
			return customers.EraseInput{ID: p.ID, ExpectedVersion: p.Version, Reason: "本人要求"}
		}
		_ = refused(s, "member.service", EraseContact, erase(inn), fault.Forbidden(), "")
		for _, of := range []*ent.Customer{inn, tidied, begun} {
			must(s, "management", EraseContact, erase(of))
			must(s, "management", EraseContact, erase(of)) // again it is the same
		}
		is := s.reread(r)
		if is.ErasedAt == nil || len(is.Answers) != 0 || !is.DueAt.Equal(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("erased is %v, due at %s", is.Answers, is.DueAt)
		}
		s.Clock.Advance(10 * 24 * time.Hour)
		if err := clocks.Tick(s.A.System(), s.Journal); err != nil {
			t.Fatal(err)
		}
		all := s.Client.SlaClock.Query().Where(slaclock.SurveyResponseIDIn(r.ID, done.ID)).AllX(s.A.System())
		if len(all) != 3 {
			t.Errorf("%d clocks", len(all))
		}
		for _, k := range all {
			if k.State != sla.ClockCancelled || k.BreachedAt != nil || k.NextTickAt != nil {
				t.Errorf("%s goes on: %v", k.Kind, k)
			}
		}
		if all := s.tasks(r.ID, flow.TaskAnswerVerification); len(all) != 1 || all[0].State != flow.TaskCancelled {
			t.Errorf("to be verified is %v", all)
		}
		after, err := ResultsOf(s.As("management"), s.Client, c.ID)
		if err != nil || !reflect.DeepEqual(before.Questions, after.Questions) || before.Responses != after.Responses || *before.Mean != *after.Mean ||
			before.Conversion != after.Conversion || before.Urgent != after.Urgent {
			t.Errorf("it came to %+v, and comes to %+v, %v", before, after, err)
		}
		s.recountedAll()
		s.close(c.ID)
		s.recountedAll()
	})
}
