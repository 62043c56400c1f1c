package complaints

import (
	"context"
	"maps"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/clocks"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// counts compares the maintained counters with a recount.
func counts(t *testing.T, s *stage) {
	t.Helper()
	sys := s.A.System()
	want, err := Recount(sys, s.Client)
	if err != nil {
		t.Fatal(err)
	}
	got := map[clocks.Figure]int{}
	for _, c := range s.Client.Counter.Query().AllX(sys) {
		if c.Amount != 0 && c.Name != tenants.CustomersFigure {
			got[clocks.Figure{Name: c.Name, Bucket: c.Bucket}] = c.Amount
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("the counters are %v, a recount is %v", got, want)
	}
}

// walk does random acts on complaints, right and wrong ones.
func (s *stage) walk(r *rand.Rand, acts int) (done map[string]int) {
	done = map[string]int{}
	var all []typeid.ID
	pick := func(n int) bool { return r.IntN(n) == 0 }
	for range acts {
		s.Clock.Advance(time.Duration(r.IntN(3)) * time.Hour)
		if pick(50) {
			s.Clock.Advance(20 * 24 * time.Hour)
		}
		if len(all) < 4 || pick(9) {
			in := s.told()
			in.Channel = flow.Channel(flow.Channel("").Values()[r.IntN(4)])
			if c, err := try(s, s.As("member.service"), Create, in); err == nil {
				all = append(all, c.ID)
				done["create"]++
			}
			continue
		}
		c := s.Client.Complaint.GetX(s.A.System(), all[max(0, len(all)-1-r.IntN(8))])
		ctx, what := s.As("management"), ""
		if joint(c) && c.State == flow.ComplaintInvestigating || c.State == flow.ComplaintProcessing && joint(c) {
			ctx = s.As("head.sales")
		}
		var err error
		switch c.State {
		case flow.ComplaintReceived:
			what = "triage"
			in := TriageInput{ID: c.ID, ExpectedVersion: c.Version, Nature: flow.ComplaintOfPrice, Severity: flow.SeverityGeneral}
			if pick(3) {
				in.Severity = flow.SeverityMajor
			}
			_, err = try(s, ctx, Triage, in)
		case flow.ComplaintTriaged:
			what = "investigate"
			if joint(c) && c.GroupID == "" {
				what = "group"
				_, err = try(s, ctx, FormGroup, GroupInput{ID: c.ID, ExpectedVersion: c.Version, LeaderID: s.member("head.sales"), Members: s.both()})
			} else {
				_, err = try(s, ctx, Investigate, InvestigateInput{ID: c.ID, ExpectedVersion: c.Version})
			}
		case flow.ComplaintInvestigating:
			what = "process"
			in := s.investigation(c)
			if joint(c) {
				in.Steps = s.steps(1)
			}
			_, err = try(s, ctx, Process, in)
		case flow.ComplaintProcessing:
			what = "reply"
			switch {
			case pick(4):
				what = "pause"
				_, err = try(s, ctx, Pause, PauseInput{ID: c.ID, ExpectedVersion: c.Version, Reason: sla.PauseWaitingCustomer})
			case pick(3):
				what = "resume"
				_, err = try(s, ctx, Resume, ResumeInput{ID: c.ID, ExpectedVersion: c.Version})
			case joint(c) && pick(2):
				what = "waive"
				_, err = try(s, s.As("head.sales"), StepWaive, StepWaiveInput{ID: c.ID, ExpectedVersion: c.Version, Step: 1, Reason: "不需要"})
			default:
				_, err = try(s, ctx, Reply, ReplyInput{ID: c.ID, ExpectedVersion: c.Version, Decision: "更换", Channel: flow.ChannelPhone})
			}
		case flow.ComplaintFeedback:
			what = "close"
			in := CloseInput{ID: c.ID, ExpectedVersion: c.Version, Outcome: flow.ComplaintOutcome(flow.ComplaintOutcome("").Values()[r.IntN(4)]), Note: ptr("说明")}
			_, err = try(s, ctx, Close, in)
		case flow.ComplaintClosed:
			what = "reopen"
			if pick(3) {
				_, err = try(s, ctx, Reopen, ReopenInput{ID: c.ID, ExpectedVersion: c.Version, Reason: "又坏了"})
			}
		case flow.ComplaintWithdrawn:
		}
		if c.State.Open() && pick(25) {
			what = "withdraw"
			c = s.again(c)
			_, err = try(s, ctx, Withdraw, WithdrawInput{ID: c.ID, ExpectedVersion: c.Version, Statement: "算了"})
		}
		if err == nil {
			done[what]++
		}
	}
	return done
}

// Whatever becomes of complaints, the maintained figures are what a recount of the rows
// is, and so is all that the dashboard and the trend show of them: today, in other months,
// and in another time zone.
func TestD2_65_FiguresOfARandomLife(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		s.Client.Counter.Create().SetName(tenants.CustomersFigure).SetBucket("").SetAmount(s.Client.Customer.Query().CountX(s.A.System())).ExecX(s.A.System())
		s.Client.SlaPolicy.Update().SetPauseOn([]sla.PauseReason{sla.PauseWaitingCustomer}).ExecX(s.A.System())
		s.Who.Changed(s.A.ID)
		done := s.walk(rand.New(rand.NewPCG(11, 26)), 400)
		for _, act := range []string{"create", "triage", "group", "investigate", "process", "reply", "close", "reopen", "withdraw", "pause", "waive"} {
			if done[act] == 0 {
				t.Errorf("never done: %s, of %v", act, done)
			}
		}
		counts(t, s)
		s.figuresAreRows()
		version := w.Client.Tenant.GetX(w.A.System(), w.A.ID).Version
		must(s, "admin", UpdateTenant, tenants.TenantUpdateInput{ExpectedVersion: version, Timezone: ptr("America/New_York")})
		s.Who.Changed(s.A.ID)
		counts(t, s)
		s.figuresAreRows()
		s.walk(rand.New(rand.NewPCG(5, 7)), 60)
		counts(t, s)
	})
}

// figuresAreRows compares what is shown from the counters with what is counted of the rows.
func (s *stage) figuresAreRows() {
	s.t.Helper()
	ctx := s.As("management")
	zone, now := tenants.ConfigFrom(ctx).Zone, s.Clock.Now()
	for month := -5; month <= 1; month++ {
		day := now.In(zone).AddDate(0, month, 0).Format(time.DateOnly)
		p, err := requirements.PeriodOf(nil, &day, now, zone)
		if err != nil {
			s.t.Fatal(err)
		}
		s.same(p.First, func(ctx context.Context) (any, error) {
			tally, err := counted(ctx, s.Client, p)
			return tally.figures(p), err
		}, func(ctx context.Context) (any, error) {
			tally, err := counting(ctx, s.Client, p)
			return tally.figures(p), err
		})
	}
	all, err := Trend(ctx, s.Client, nil, nil)
	if err != nil || len(all) != 12 {
		s.t.Fatalf("%d months, %v", len(all), err)
	}
	received := 0
	for _, m := range all {
		received += m.Received
	}
	if n := s.Client.Complaint.Query().CountX(s.A.System()); received != n {
		s.t.Errorf("%d complaints in the trend, of %d", received, n)
	}
	blank := make([]*Month, len(all))
	for i, m := range all {
		blank[i] = &Month{Month: m.Month, From: m.From, To: m.To}
	}
	s.same("the trend", func(context.Context) (any, error) { return all, nil }, func(ctx context.Context) (any, error) {
		p, err := requirements.PeriodOf(&blank[0].From, &blank[len(blank)-1].To, now, zone)
		if err != nil {
			return nil, err
		}
		return blank, countingMonths(ctx, s.Client, blank, monthsOf(p, zone))
	})
}

func (s *stage) same(what string, one, other func(context.Context) (any, error)) {
	s.t.Helper()
	ctx := s.As("management")
	got, err := one(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	want, err := other(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		s.t.Errorf("%s: kept %+v, counted %+v", what, got, want)
	}
}

// settled is a complaint of the inn that was closed, accepted, in the present.
func (s *stage) settled() *ent.Complaint {
	s.t.Helper()
	c := s.replied()
	return must(s, "member.service", Close, CloseInput{ID: c.ID, ExpectedVersion: c.Version, Outcome: flow.OutcomeAccepted})
}
