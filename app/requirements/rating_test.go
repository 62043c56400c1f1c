package requirements

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/satisfactionrating"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
)

// rate gives a rating in the system's name, as the page does.
func (s *stage) rate(r *ent.Requirement, score int, comment string) error {
	return only(try(s.World, s.A.System(), GiveRating, RatingInput{r.ID, score, comment}))
}

func (s *stage) ratings(r *ent.Requirement) []*ent.SatisfactionRating {
	s.t.Helper()
	return s.Client.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(r.ID)).Order(satisfactionrating.ByRound()).AllX(s.A.System())
}

// The customer rates once a round and may change it while their word is waited
// for; their words stand in no event.
func TestCustomerRates(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		const words = "门仍然卡住"
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		if err := s.rate(r, 2, " "+words+"\r\n"); err != nil {
			t.Fatal(err)
		}
		after := s.read(r.ID)
		given := s.ratings(r)
		if len(given) != 1 || given[0].Score != 2 || given[0].Comment != words || !given[0].ByCustomer || given[0].Method != flow.RatingQuestionnaire ||
			given[0].CustomerID != s.ordinary.ID || given[0].Round != 0 || after.RatingID != given[0].ID || after.Version != r.Version+1 {
			t.Fatalf("kept %v of %v", given, after)
		}
		e := s.lastEvent()
		if e.Type != "requirement.rated" || e.SubjectID != r.ID || e.ActorID != "" || e.ToState != "" {
			t.Errorf("the event is %v", e)
		}
		details := s.Client.EventDetail.Query().AllX(s.A.System())
		if text, err := json.Marshal(details); err != nil || strings.Contains(string(text), words) {
			t.Errorf("the customer's words are in the journal: %v", err)
		}
		told := s.told()
		if err := s.rate(r, 2, words); err != nil || s.told() != told || s.read(r.ID).Version != after.Version {
			t.Errorf("the same again: %v", err)
		}
		s.Clock.Advance(time.Hour)
		if err := s.rate(r, 4, ""); err != nil {
			t.Fatal(err)
		}
		if given = s.ratings(r); len(given) != 1 || given[0].Score != 4 || given[0].Comment != "" || !given[0].RatedAt.Equal(s.Clock.Now()) || s.told() != told+1 {
			t.Errorf("changed, it is %v", given)
		}
		if after = s.read(r.ID); after.Version != r.Version+2 {
			t.Error("the requirement has not changed: somebody may close it over this rating")
		}
		for name, c := range map[string]struct {
			score   int
			comment string
			want    *fault.Error
		}{
			"none": {0, "", fault.Input("score", "rating.score")}, "six": {6, "", fault.Input("score", "rating.score")},
			"long":   {3, strings.Repeat("字", 2001), fault.Input("comment", "input.too_long")},
			"broken": {3, "\xff", fault.Input("comment", "input.malformed_text")},
		} {
			s.refused(name, after, c.want, func() error { return s.rate(r, c.score, c.comment) })
		}
		for _, state := range []flow.RequirementState{flow.RequirementDraft, flow.RequirementProcessing, flow.RequirementClosed} {
			other := s.at(state, flow.UrgencyGeneral)
			s.refused("rated in "+string(state), other, fault.Precondition("requirement.not_in_feedback"), func() error { return s.rate(other, 5, "") })
		}
	})
}

// What the customer gave counts at closing: a low one takes a decision of the
// head, a fair one does without, and nobody writes another over it.
func TestClosingWithTheCustomersRating(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		low := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		unseen := low
		if err := s.rate(low, 2, "慢"); err != nil {
			t.Fatal(err)
		}
		low = s.read(low.ID)
		closing := func(who string, in CloseInput) func() error {
			return func() error { return only(try(w, s.As(who), Close, in)) }
		}
		in := CloseInput{ID: low.ID, ExpectedVersion: low.Version}
		s.refused("over an unseen rating", low, fault.Conflict("version.conflict").On("expectedVersion"), closing(management, CloseInput{ID: low.ID, ExpectedVersion: unseen.Version}))
		s.refused("a low rating", low, fault.Precondition("requirement.low_rating_needs_decision").On("decision"), closing("member.service", in))
		other, silent := in, in
		other.Rating, silent.NoReply = ptr(5), ptr(true)
		s.refused("another rating", low, fault.Precondition("requirement.customer_rated").On("rating"), closing(management, other))
		s.refused("no reply", low, fault.Precondition("requirement.customer_rated").On("noReply"), closing(management, silent))
		for _, in := range []CloseInput{other, silent} { // whose roles may hide it
			if f := fault.From(closing(management, in)()); len(f.Args) != 0 || strings.ContainsAny(f.Message(label.En)+f.Message(label.ZhHans)+f.Message(label.ZhHant), "12345") {
				t.Errorf("the refusal tells the rating: %v", f.Message(label.En))
			}
		}
		in.Decision = ptr("已与客户商定")
		s.refused("a member decides", low, fault.Forbidden(), closing("member.service", in))
		closed := must(s, "head.service", Close, in)
		if *closed.Outcome.Rating != 2 || closed.Outcome.Comment != "慢" || closed.Outcome.Decision == "" || len(s.ratings(low)) != 1 {
			t.Errorf("closed, it is %v", closed.Outcome)
		}

		fair := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		if err := s.rate(fair, 3, ""); err != nil {
			t.Fatal(err)
		}
		closed = must(s, "member.service", Close, CloseInput{ID: fair.ID, ExpectedVersion: fair.Version + 1})
		if *closed.Outcome.Rating != 3 || closed.RatingID == "" {
			t.Errorf("closed, it is %v", closed)
		}

		// A member's is kept as the round's, told to them; taken up again it is rated anew.
		heard := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		heard = must(s, management, Close, CloseInput{ID: heard.ID, ExpectedVersion: heard.Version, Rating: ptr(5), Comment: ptr("很好")})
		given := s.ratings(heard)
		if len(given) != 1 || given[0].ByCustomer || given[0].Method != flow.RatingInterview || given[0].Comment != "很好" || heard.RatingID != given[0].ID {
			t.Errorf("kept %v", given)
		}
		heard = must(s, management, Reopen, ReopenInput{heard.ID, heard.Version, "又坏了"})
		if heard.RatingID != "" {
			t.Error("the new round has the old rating")
		}
		heard = must(s, management, Deliver, s.deliverInput(heard.ID, heard.Version))
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			none, err := CustomerRating(ctx, tx.Client(), heard)
			if none != nil {
				t.Errorf("the new round has %v", none)
			}
			return err
		})
		if err := s.rate(heard, 1, ""); err != nil {
			t.Fatal(err)
		}
		if given = s.ratings(heard); len(given) != 2 || given[1].Round != 1 || given[1].Score != 1 || given[0].Score != 5 {
			t.Errorf("two rounds: %v", given)
		}
		silently := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		must(s, management, Close, CloseInput{ID: silently.ID, ExpectedVersion: silently.Version, NoReply: ptr(true)})
		if len(s.ratings(silently)) != 0 {
			t.Error("no reply is a rating")
		}
	})
}

// A link is one requirement's, one at a time, for 90 days or until the work is
// taken up again. The directory has the hash alone.
func TestRatingLink(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		link := func() *Link {
			t.Helper()
			l, err := LinkOf(s.A.System(), w.Client, r.ID)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		found := func(secret string) typeid.ID {
			row, err := Linked(s.Context(), w.Client, secret)
			if err != nil {
				if fault.CodeOf(err) != fault.CodeNotFound {
					t.Error(err)
				}
				return ""
			}
			if row.CompanyID != s.A.ID {
				t.Errorf("it is a link of %s", row.CompanyID)
			}
			return row.SubjectID
		}
		if link() != nil {
			t.Fatal("there is a link already")
		}
		must(s, "member.service", RatingLink, RatingLinkInput{r.ID})
		first := link()
		if first == nil || len(first.Secret) != 43 || !first.ExpiresAt.Equal(s.Clock.Now().Add(90*24*time.Hour)) || found(first.Secret) != r.ID {
			t.Fatalf("the link is %v", first)
		}
		if e := s.lastEvent(); e.Type != "requirement.rating_link" || e.SubjectID != r.ID || e.ActorID != s.member("member.service") {
			t.Errorf("the event is %v", e)
		}
		row := w.Client.Token.Query().OnlyX(s.Context())
		if text, err := json.Marshal(row); err != nil || strings.Contains(string(text), first.Secret) || len(row.Hash) != 32 {
			t.Errorf("the secret is kept: %s, %v", text, err)
		}
		must(s, management, RatingLink, RatingLinkInput{r.ID})
		second := link()
		if second.Secret == first.Secret || found(first.Secret) != "" || found(second.Secret) != r.ID {
			t.Error("the link before still works")
		}
		if theirs, err := LinkOf(w.B.System(), w.Client, r.ID); err != nil || theirs != nil {
			t.Errorf("another company has the link: %v, %v", theirs, err)
		}
		for _, bad := range []string{"", "x", second.Secret[1:], second.Secret + "A", strings.Repeat("A", 43), strings.Repeat("A", 1<<20), "\x00"} {
			if found(bad) != "" {
				t.Errorf("%.50q works", bad)
			}
		}
		for who, want := range map[string]*fault.Error{"staff": fault.NotFound(), "auditor": fault.Forbidden(), "head.sales": fault.NotFound()} {
			s.refused(who, r, want, func() error { return only(try(w, s.As(who), RatingLink, RatingLinkInput{r.ID})) })
		}
		s.refused("another company", r, fault.NotFound(), func() error { return only(try(w, w.B.As(management), RatingLink, RatingLinkInput{r.ID})) })
		processing := s.at(flow.RequirementProcessing, flow.UrgencyGeneral)
		s.refused("nothing is told yet", processing, fault.Precondition("requirement.not_in_feedback"), func() error {
			return only(try(w, s.As(management), RatingLink, RatingLinkInput{processing.ID}))
		})

		s.Clock.Set(second.ExpiresAt.Add(-time.Second))
		if found(second.Secret) == "" {
			t.Error("it ends early")
		}
		s.Clock.Set(second.ExpiresAt)
		if found(second.Secret) != "" || link() != nil {
			t.Error("it works after its time")
		}
		must(s, management, RatingLink, RatingLinkInput{r.ID})
		third := link()
		must(s, management, Reopen, ReopenInput{r.ID, s.read(r.ID).Version, "又坏了"})
		if found(third.Secret) != "" || link() != nil || w.Client.Token.Query().CountX(s.Context()) != 0 {
			t.Error("it works though the work has been taken up again")
		}
	})
}

// A link tells what it is about while the company is at work, and nothing after.
func TestRated(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		r := s.at(flow.RequirementFeedback, flow.UrgencyGeneral)
		must(s, management, RatingLink, RatingLinkInput{r.ID})
		link, err := LinkOf(s.A.System(), w.Client, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		row, err := Linked(s.Context(), w.Client, link.Secret)
		if err != nil {
			t.Fatal(err)
		}
		if got, given, err := Rated(s.A.System(), w.Client, row); err != nil || got.ID != r.ID || given != nil {
			t.Errorf("before: %v, %v, %v", got, given, err)
		}
		if err := s.rate(r, 4, "快"); err != nil {
			t.Fatal(err)
		}
		if got, given, err := Rated(s.A.System(), w.Client, row); err != nil || got.ID != r.ID || given == nil || given.Score != 4 {
			t.Errorf("rated: %v, %v, %v", got, given, err)
		}
		if _, _, err := Rated(w.B.System(), w.Client, row); fault.CodeOf(err) != fault.CodeNotFound {
			t.Errorf("in another company: %v", err)
		}
		w.Client.Tenant.UpdateOneID(s.A.ID).SetState(flow.TenantSuspended).ExecX(s.A.System())
		w.Who.Changed(s.A.ID)
		if got, _, err := Rated(s.A.System(), w.Client, row); fault.CodeOf(err) != fault.CodeNotFound {
			t.Errorf("suspended: %v, %v", got, err)
		}
	})
}
