package surveys

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
)

// Who has the link answers as they go, goes on later, and submits once.
func TestD3_17_Answers(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("山间旅店")
		c := s.running("standard")
		secret, desk := s.secret(c, inn), s.desk()
		_, v, err := desk.Look(s.guest(), secret)
		if err != nil || v.Company != "Company a" || len(v.Answers) != 0 || v.Closed(s.Clock.Now()) != nil || v.Submitted() {
			t.Fatalf("the link leads to %v, %v", v, err)
		}
		ctx, v, _ := desk.Look(s.guest(), secret)
		for range 2 {
			if err := desk.Opened(ctx, v); err != nil {
				t.Fatal(err)
			}
		}
		if i := s.invitation(c, inn); i.State != flow.InvitationOpened || i.OpenedAt == nil || s.progress(c).Opened != 1 {
			t.Errorf("looked at is %v", i)
		}
		// What is wrong is said, and all else is kept.
		_, v, problems, err := desk.Save(s.guest(), secret, []survey.Answer{
			written("customer_name", "  山间旅店有限公司 "), picked("customer_kind", "MAYBE"), written("contact_phone", "call me"), picked("unheard", "A"), rated("satisfaction", 9),
			picked("cooperation_band", string(flow.CooperationY3Plus)),
		})
		if err != nil || len(v.Answers) != 2 || v.Answers[0].Text != "山间旅店有限公司" {
			t.Fatalf("kept is %v, %v", v, err)
		}
		var said []string
		for _, p := range problems {
			said = append(said, p.Question+" "+p.Fault.Key)
		}
		slices.Sort(said)
		if want := []string{"contact_phone input.malformed_phone", "customer_kind survey.unknown_option", "satisfaction survey.off_scale", "unheard survey.unknown_question"}; !slices.Equal(said, want) {
			t.Errorf("said is %v", said)
		}
		s.Clock.Advance(7 * time.Minute)
		_, v, _, err = desk.Save(s.guest(), secret, []survey.Answer{written("customer_name", "山间旅店"), rated("satisfaction", 4)})
		if err != nil || len(v.Answers) != 3 || v.Answers[0].Text != "山间旅店" {
			t.Fatalf("gone on with is %v, %v", v, err)
		}
		// What is missing is said, all of it.
		err = s.unchanged("missing", fault.Input("", "survey.required"), "answers", func() error {
			_, _, err := desk.Submit(s.guest(), secret, nil, false)
			return err
		})
		var f *fault.Error
		if errors.As(err, &f) {
			all, _ := f.Extra["faults"].([]Problem)
			for _, code := range []string{"customer_kind", "contact_name", "contact_phone", "cooperation_length", "dissatisfaction"} {
				shows(t, all, code, "survey.required")
			}
		}
		_ = s.unchanged("too many", fault.Input("", "input.too_many"), "answers", func() error {
			_, _, _, err := desk.Save(s.guest(), secret, make([]survey.Answer, survey.MaxQuestions+1))
			return err
		})
		r := s.submit(c, inn, false, old(4)...)
		if r.State != flow.ResponseSubmitted || r.Mode != flow.ModeSelf || r.DurationSeconds != 420 || *r.Score != 4 || r.Warning || r.Urgent || r.Priority != flow.UrgencyGeneral || r.TierKey != "KEY" {
			t.Errorf("submitted is %v", r)
		}
		if i := s.invitation(c, inn); i.State != flow.InvitationCompleted || s.progress(c).Completed != 1 || s.progress(c).Responses != 1 {
			t.Errorf("answered is %v", i)
		}
		if got := s.events(r.ID); !slices.Equal(got, []string{"survey_response.in_progress", "survey_response.submitted"}) {
			t.Errorf("events: %v", got)
		}
		if all := s.tasks(r.ID, flow.TaskAnswerVerification); len(all) != 1 || all[0].AssigneeID != s.member("member.service") {
			t.Errorf("it is verified by %v", all)
		}
		for name, work := range map[string]func() error{
			"again": func() error { _, _, err := desk.Submit(s.guest(), secret, old(1), true); return err },
			"later": func() error { _, _, _, err := desk.Save(s.guest(), secret, old(1)); return err },
		} {
			_ = s.unchanged(name, fault.Precondition("survey.submitted"), "", work)
		}
		if _, v, err := desk.Look(s.guest(), secret); err != nil || !v.Submitted() || v.Closed(s.Clock.Now()) != nil {
			t.Errorf("afterwards the link leads to %v, %v", v, err)
		}
	})
}

// A link that does not hold leads nowhere, whatever the reason; over is over.
func TestD3_17_Over(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, shop, bar := s.customer("旅店"), s.customer("商店"), s.customer("酒吧")
		c := s.running("experience")
		desk := s.desk()
		i := s.invitation(c, shop)
		must(s, "member.service", RevokeInvitation, InvitationReasonInput{i.ID, i.Version, "误发"})
		submit := func(secret string) func() error {
			return func() error {
				_, _, err := desk.Submit(s.Context(), secret, experience(5), false)
				return err
			}
		}
		_ = s.unchanged("guessed", fault.NotFound(), "", submit(strings.Repeat("A", 43)))
		_ = s.unchanged("no link", fault.NotFound(), "", submit("x"))
		_ = s.unchanged("taken back", fault.NotFound(), "", submit(s.post.secrets[i.ID]))
		if _, _, _, err := desk.Save(s.guest(), s.secret(c, bar), experience(5)[:1]); err != nil {
			t.Fatal(err)
		}
		s.Clock.Set(c.ClosesAt) // the tick has not come yet
		_ = s.unchanged("late", fault.Precondition("survey.over"), "", submit(s.secret(c, inn)))
		s.tick()
		s.tick()
		_ = s.unchanged("closed", fault.Precondition("survey.over"), "", submit(s.secret(c, inn)))
		_, v, err := desk.Look(s.guest(), s.secret(c, inn))
		if err != nil || !errors.Is(v.Closed(s.Clock.Now()), fault.Precondition("survey.over")) {
			t.Errorf("the link leads to %v, %v", v, err)
		}
		if is := s.campaign(c.ID); is.State != flow.CampaignClosed || is.NextTickAt != nil || s.invitation(c, inn).State != flow.InvitationExpired {
			t.Errorf("at its end it is %v", is)
		}
		if r := s.response(s.invitation(c, bar)); r.State != flow.ResponseDiscarded {
			t.Errorf("what was not submitted is %s", r.State)
		}
		results, err := ResultsOf(s.As("management"), s.Client, c.ID)
		if err != nil || results.Responses != 0 || !slices.Equal(results.DropOff, []DropOff{{"overall", 1}}) || results.Progress.Expired != 2 {
			t.Errorf("it comes to %v, %v", results, err)
		}
		// Who guesses is held up, and who has a link is not.
		for range GuessesOfAddress.Most {
			if _, _, err := desk.Look(s.guest(), strings.Repeat("B", 43)); fault.CodeOf(err) != fault.CodeNotFound {
				t.Fatal(err)
			}
		}
		if _, _, err := desk.Look(s.guest(), strings.Repeat("B", 43)); fault.CodeOf(err) != fault.CodeRateLimited {
			t.Errorf("guessing on: %v", err)
		}
		if _, _, err := desk.Look(s.guest(), s.secret(c, inn)); err != nil {
			t.Errorf("with a link: %v", err)
		}
	})
}

// Answers are kept with every pause, and not without end.
func TestD3_17_Limited(t *testing.T) {
	most := SavesAtLink.Most
	t.Cleanup(func() { SavesAtLink.Most = most })
	SavesAtLink.Most = 3
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, shop := s.customer("旅店"), s.customer("商店")
		c := s.running("experience")
		save := func(secret string) error {
			_, _, _, err := s.desk().Save(s.guest(), secret, experience(5)[:1])
			return err
		}
		for range 3 {
			if err := save(s.secret(c, inn)); err != nil {
				t.Fatal(err)
			}
		}
		_ = s.unchanged("once more", fault.RateLimited(), "", func() error { return save(s.secret(c, inn)) })
		_ = s.unchanged("submitted", fault.RateLimited(), "", func() error {
			_, _, err := s.desk().Submit(s.guest(), s.secret(c, inn), experience(5), false)
			return err
		})
		if err := save(s.secret(c, shop)); err != nil {
			t.Errorf("at another link: %v", err)
		}
		s.Clock.Advance(time.Hour)
		s.submit(c, inn, false, experience(5)...)
	})
}

// So it is with parts of files.
func TestD3_63_Limited(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for range perExport.Most {
			if err := CountExport(s.As("management"), s.Journal); err != nil {
				t.Fatal(err)
			}
		}
		if err := CountExport(s.As("management"), s.Journal); !errors.Is(err, fault.RateLimited()) {
			t.Errorf("once more: %v", err)
		}
		if err := CountExport(s.As("staff"), s.Journal); !errors.Is(err, fault.Forbidden()) {
			t.Errorf("as staff: %v", err)
		}
	})
}
