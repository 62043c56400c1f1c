package surveys

import (
	"slices"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
)

// Who presses is answered within a day: what will be done, and by when.
func TestD3_25_Urgent(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn, calm := s.customer("旅店"), s.customer("不急的店")
		c := s.running("standard")
		r, other := s.submit(c, inn, true, old(4)...), s.submit(c, calm, false, old(4)...)
		reply, tidy := s.clock(r.ID, sla.ClockSurveyInitialReply), s.clock(r.ID, sla.ClockSurveyTidy)
		if reply == nil || tidy == nil || !reply.DueAt.Equal(s.Clock.Now().Add(24*time.Hour)) || !tidy.DueAt.Equal(s.Clock.Now().Add(48*time.Hour)) {
			t.Fatalf("its clocks are %v and %v", reply, tidy)
		}
		if !r.Urgent || r.Priority != flow.UrgencyUrgent || !r.DueAt.Equal(reply.DueAt) || s.clock(other.ID, sla.ClockSurveyInitialReply) != nil {
			t.Errorf("pressing is %v", r)
		}
		in := ReplyInput{ID: r.ID, ExpectedVersion: r.Version, Text: "工程师明天上门", MilestoneAt: s.Clock.Now().Add(26 * time.Hour), Channel: flow.ChannelPhone}
		for name, k := range map[string]struct {
			who    string
			change func(*ReplyInput)
			want   error
			field  string
		}{
			"of no words":           {"member.service", func(in *ReplyInput) { in.Text = " " }, fault.Input("", "input.required"), "text"},
			"by no way there is":    {"member.service", func(in *ReplyInput) { in.Channel = "PIGEON" }, fault.Input("", "input.unknown_key"), "channel"},
			"by when it was":        {"member.service", func(in *ReplyInput) { in.MilestoneAt = s.Clock.Now() }, fault.Input("", "response.milestone_past"), "milestoneAt"},
			"to nobody":             {"member.service", func(in *ReplyInput) { in.ID = "srp_none" }, fault.NotFound(), ""},
			"of another's state":    {"member.service", func(in *ReplyInput) { in.ExpectedVersion = 77 }, fault.Conflict("version.conflict"), "expectedVersion"},
			"as another department": {"head.sales", func(*ReplyInput) {}, fault.NotFound(), ""},
			"as the committee":      {"committee", func(*ReplyInput) {}, fault.Forbidden(), ""},
			"as staff":              {"staff", func(*ReplyInput) {}, fault.Forbidden(), ""},
			"as an auditor":         {"auditor", func(*ReplyInput) {}, fault.Forbidden(), ""},
		} {
			t.Run(name, func(t *testing.T) {
				one := in
				k.change(&one)
				_ = refused(s.in(t), k.who, Reply, one, k.want, k.field)
			})
		}
		s.Clock.Advance(2 * time.Hour)
		is := must(s, "member.service", Reply, in)
		if is.InitialReplyAt == nil || is.Reply.By != s.member("member.service") || is.State != flow.ResponseSubmitted || !is.DueAt.Equal(tidy.DueAt) {
			t.Errorf("answered is %v", is)
		}
		if reply := s.clock(r.ID, sla.ClockSurveyInitialReply); reply.StoppedAt == nil {
			t.Errorf("its clock is %v", reply)
		}
		in.ExpectedVersion = is.Version
		_ = refused(s, "member.service", Reply, in, fault.Precondition("response.replied"), "")
		if acts := AvailableResponse(s.As("member.service"), is); slices.Contains(acts, flow.ResponseActReply) || !slices.Contains(acts, flow.ResponseActVerify) {
			t.Errorf("one may %v", acts)
		}
	})
}

// What is not answered in time is told.
func TestD3_25_Late(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		inn := s.customer("旅店")
		r := s.submit(s.running("standard"), inn, true, old(4)...)
		s.Clock.Advance(24*time.Hour + time.Minute)
		for range 2 {
			if err := clocks.Tick(s.A.System(), s.Journal); err != nil {
				t.Fatal(err)
			}
		}
		if c := s.clock(r.ID, sla.ClockSurveyInitialReply); c.BreachedAt == nil || s.clock(r.ID, sla.ClockSurveyTidy).BreachedAt != nil {
			t.Errorf("after a day its clock is %v", c)
		}
		r = s.response(s.invitation(s.campaign(r.CampaignID), inn))
		must(s, "member.service", Reply, ReplyInput{ID: r.ID, ExpectedVersion: r.Version, Text: "明天上门", MilestoneAt: s.Clock.Now().Add(time.Hour), Channel: flow.ChannelPhone})
		if c := s.clock(r.ID, sla.ClockSurveyInitialReply); c.StoppedAt == nil || c.BreachedAt == nil {
			t.Errorf("answered late, its clock is %v", c)
		}
	})
}
