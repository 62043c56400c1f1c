package surveys

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/rules/flow"
)

// A customer's tags go with what was said last of each: other questionnaires leave theirs alone.
func TestD3_21_TagsOfLast(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		tidy := func(r *ent.SurveyResponse, tags ...TagInput) {
			t.Helper()
			if r.State == flow.ResponseSubmitted {
				r = must(s, "member.service", Verify, VerifyInput{ID: r.ID, ExpectedVersion: r.Version, Verified: keyAnswers(questionsOf(r))})
			}
			in := TidyInput{ID: r.ID, ExpectedVersion: r.Version, Tags: tags}
			for i := range r.Drafts {
				in.Proposals = append(in.Proposals, ProposalInput{Index: i, Reason: ptr("不需要")})
			}
			must(s, "head.service", Tidy, in)
		}
		is := func(what string, want ...string) {
			t.Helper()
			var tags []string
			for _, one := range s.again(inn).Tags {
				tags = append(tags, one.Code)
			}
			slices.Sort(tags)
			if !slices.Equal(tags, want) {
				t.Errorf("%s: %v, want %v", what, tags, want)
			}
		}
		need := picked("core_concerns", string(flow.ConcernCostEfficiency))
		tidy(s.submit(s.running("standard"), inn, false, old(4, need)...), TagInput{flow.TagGroupFeature, "LINEN"})
		is("after the standard one", "COST_EFFICIENCY", "LINEN", "RETAIL", "SATISFIED")
		s.Clock.Advance(400 * 24 * time.Hour)
		tidy(s.submit(s.running("experience"), inn, false, experience(2)...))
		is("after a purchase", "COST_EFFICIENCY", "LINEN", "RETAIL", "TO_IMPROVE")
		// What was said before is put in order late.
		s.Clock.Advance(400 * 24 * time.Hour)
		early := s.submit(s.running("standard"), inn, false, old(3, picked("core_concerns", string(flow.ConcernTechUpgrade)))...)
		s.Clock.Advance(400 * 24 * time.Hour)
		tidy(s.submit(s.running("experience"), inn, false, experience(5)...))
		is("after the next", "COST_EFFICIENCY", "LINEN", "RETAIL", "SATISFIED")
		tidy(early)
		is("after an early one", "LINEN", "RETAIL", "SATISFIED", "TECH_UPGRADE")
	})
}
