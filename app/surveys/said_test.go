package surveys

import (
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/ent/event"
	"heed/rules/flow"
)

// What a customer said of satisfaction and needs is told with the customer to who reads its
// answers alone, and to nobody by what is kept of the customer in the journal.
func TestD3_21_SaidOfCustomers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		c := s.running("standard")
		s.verified(s.submit(c, inn, false, old(2)...))
		is := s.again(inn)
		is.Tags = []flow.ResponseTag{
			{Group: flow.TagGroupIndustry, Code: string(flow.IndustryRetail)},
			{Group: flow.TagGroupSatisfaction, Code: string(flow.TagToImprove)},
			{Group: flow.TagGroupNeed, Code: "COST_EFFICIENCY"},
		}
		for who, reads := range map[string]bool{
			"management": true, "auditor": true, "head.service": true, "member.service": true,
			"committee": false, "admin": false, "staff": false, "head.sales": false,
		} {
			reasons, tags := ReasonsOf(s.As(who), is), TagsOf(s.As(who), is)
			if len(reasons) != 1 || (reasons[0].Score != nil) != reads || (reasons[0].Question != "") != reads || reasons[0].Kind != flow.FollowUpLowRating {
				t.Errorf("%s reads %v", who, reasons)
			}
			if reads && len(tags) != 3 || !reads && (len(tags) != 1 || tags[0].Group != flow.TagGroupIndustry) {
				t.Errorf("%s reads the tags %v", who, tags)
			}
		}
		if r := is.FollowUpReasons[0]; *r.Score != 2 || r.Question == "" {
			t.Errorf("read, it has become %v", r)
		}
		must(s, "head.service", ClearFollowUp, FollowUpClearInput{CustomerID: is.ID, ExpectedVersion: is.Version, Result: "当面致歉", Score: ptr(4)})
		for _, e := range s.Client.Event.Query().Where(event.SubjectID(inn.ID)).AllX(s.A.System()) {
			if text := s.detail(e); strings.Contains(text, "score") || strings.Contains(text, "Ratings") || strings.Contains(text, string(flow.TagToImprove)) {
				t.Errorf("%s tells %s", e.Type, text)
			}
		}
	})
}
