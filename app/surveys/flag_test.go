package surveys

import (
	"context"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/survey"
)

// What happened to a customer since it was read is not undone by whoever marks it.
func TestD3_24_FlaggedMeanwhile(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		first := s.submit(s.running("standard"), inn, false, old(1)...)
		second := s.running("experience")
		other := s.submit(second, inn, false, experience(4)...)
		flag := func(stale *ent.Customer, r *ent.SurveyResponse) {
			t.Helper()
			f := &filling{campaign: second, template: r.Edges.Template, response: r, customer: stale, mode: flow.ModeSelf}
			_, err := try(s, s.A.System(), func(ctx context.Context, tx *ent.Tx, low []string) (*ent.Customer, error) {
				err := f.flag(ctx, tx, low, []survey.Answer{rated("overall", 2)})
				return f.customer, err
			}, []string{"overall"})
			if err != nil {
				t.Fatal(err)
			}
		}
		flag(inn, other) // read before it was marked for the first
		is := s.again(inn)
		if !is.FollowUp || len(is.FollowUpReasons) != 2 || is.FollowUpReasons[0].ID != first.ID || is.FollowUpReasons[1].ID != other.ID {
			t.Fatalf("of two reasons stand %v", is.FollowUpReasons)
		}
		must(s, "head.service", ClearFollowUp, FollowUpClearInput{CustomerID: is.ID, ExpectedVersion: is.Version, Result: "已致歉", Score: ptr(4)})
		flag(is, other) // read before it was ended
		now := s.again(inn)
		if !now.FollowUp || now.FollowUpSince == nil || len(now.FollowUpReasons) != 1 || now.FollowUpReasons[0].ID != other.ID {
			t.Errorf("marked anew since %v for %v", now.FollowUpSince, now.FollowUpReasons)
		}
	})
}
