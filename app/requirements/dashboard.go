package requirements

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/counter"
	"heed/ent/requirement"
	"heed/ent/slaclock"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/viewer"
)

// Figures are what a dashboard shows of the requirements that the viewer may
// read. Days are YYYY-MM-DD in the company's zone.
type Figures struct {
	From, To           string
	ByState            []StateCount   // every state, in their order
	ByUrgency          []UrgencyCount // every urgency, in their order
	ResponseOnTimeRate Rate           // first answers due in the period by now, facts received in it that say so, and those in time (D0-59)
}

// StateCount is how many requirements stand in a state now.
type StateCount struct {
	State flow.RequirementState
	Count int
}

// UrgencyCount is how many requirements are of an urgency now.
type UrgencyCount struct {
	Urgency flow.Urgency
	Count   int
}

// Rate is a share, with what it is made of; Value is nil of nothing.
type Rate struct {
	Numerator, Denominator int
	Value                  *float64 // 0 to 1
}

// Dashboard computes the figures for a period, the company's present month when
// left out: from the maintained counters for who reads all requirements (one
// statement), else by counting what the viewer reads (four). The client is the
// one with record scopes. Errors: FORBIDDEN, and those of the period on from and to.
func Dashboard(ctx context.Context, client *ent.Client, from, to *string) (Figures, error) {
	if err := authz.Require(ctx, authz.RequirementRead); err != nil {
		return Figures{}, err
	}
	p, err := periodOf(from, to, viewer.Now(ctx), tenants.ConfigFrom(ctx).Zone)
	if err != nil {
		return Figures{}, err
	}
	var t tally
	if authz.Can(ctx, authz.RequirementRead) == viewer.All {
		t, err = counted(ctx, client, p)
	} else {
		t, err = counting(ctx, client, p)
	}
	if err != nil {
		return Figures{}, err
	}
	return t.figures(p), nil
}

// tally is figures by name, of a period.
type tally map[string]int

// counted reads the maintained counters. Those of responses count clocks by the day on
// which they are due: what may still be answered in time is taken off.
func counted(ctx context.Context, client *ent.Client, p period) (tally, error) {
	var rows []struct {
		Name  string `json:"name"`
		Sum   int    `json:"sum"`
		Ahead int    `json:"ahead"`
	}
	var names []string
	for _, s := range flow.RequirementState("").Values() {
		names = append(names, stateFigure+s)
	}
	for _, u := range flow.Urgency("").Values() {
		names = append(names, urgencyFigure+u)
	}
	err := client.Counter.Query().Where(counter.Or(
		counter.And(counter.NameIn(names...), counter.Bucket("")),
		counter.And(counter.NameIn(clocks.ResponsesDue, clocks.ResponsesMet),
			counter.BucketGTE(p.from.Format(time.DateOnly)), counter.BucketLTE(p.to.Format(time.DateOnly))),
	)).Modify(func(s *sql.Selector) {
		name, build := s.C(counter.FieldName), sql.Dialect(s.Dialect())
		s.Select(sql.As(name, "name"), sql.As(sql.Sum(s.C(counter.FieldAmount)), "sum")).GroupBy(name)
		ahead := build.Select(sql.Count("*")).From(build.Table(slaclock.Table))
		slaclock.And(
			slaclock.TenantID(viewer.Tenant(ctx)), slaclock.KindEQ(sla.ClockFirstResponse), slaclock.StateNotIn(sla.ClockCancelled, sla.ClockPaused),
			slaclock.DueAtGTE(p.begin()), slaclock.DueAtLT(p.end()), slaclock.Not(clocks.Decided(viewer.Now(ctx))),
		)(ahead)
		s.AppendSelectExprAs(ahead, "ahead")
	}).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading counters: %w", err)
	}
	t := tally{}
	for _, row := range rows {
		t[row.Name] = row.Sum
		if row.Name == clocks.ResponsesDue {
			t[row.Name] -= row.Ahead
		}
	}
	return t, nil
}

// counting counts what the viewer reads.
func counting(ctx context.Context, client *ent.Client, p period) (tally, error) {
	t := tally{}
	var states, urgencies, responses []struct {
		State   string `json:"state"`
		Urgency string `json:"urgency"`
		Count   int    `json:"count"`
	}
	if err := client.Requirement.Query().GroupBy(requirement.FieldState).Aggregate(ent.Count()).Scan(ctx, &states); err != nil {
		return nil, fmt.Errorf("requirements: counting states: %w", err)
	}
	if err := client.Requirement.Query().GroupBy(requirement.FieldUrgency).Aggregate(ent.Count()).Scan(ctx, &urgencies); err != nil {
		return nil, fmt.Errorf("requirements: counting urgencies: %w", err)
	}
	err := client.SlaClock.Query().Where(
		slaclock.KindEQ(sla.ClockFirstResponse), slaclock.StateNotIn(sla.ClockCancelled, sla.ClockPaused),
		slaclock.DueAtGTE(p.begin()), slaclock.DueAtLT(p.end()), clocks.Decided(viewer.Now(ctx)),
	).GroupBy(slaclock.FieldState).Aggregate(ent.Count()).Scan(ctx, &responses)
	if err != nil {
		return nil, fmt.Errorf("requirements: counting clocks: %w", err)
	}
	timely, late, err := clocks.Facts(ctx, client.Requirement.Query(), p.begin(), p.end())
	if err != nil {
		return nil, err
	}
	t[clocks.ResponsesDue], t[clocks.ResponsesMet] = timely+late, timely
	for _, row := range states {
		t[stateFigure+row.State] = row.Count
	}
	for _, row := range urgencies {
		t[urgencyFigure+row.Urgency] = row.Count
	}
	for _, row := range responses {
		t[clocks.ResponsesDue] += row.Count
		if row.State == string(sla.ClockMet) {
			t[clocks.ResponsesMet] += row.Count
		}
	}
	return t, nil
}

func (t tally) figures(p period) Figures {
	f := Figures{
		From: p.from.Format(time.DateOnly), To: p.to.Format(time.DateOnly),
		ResponseOnTimeRate: Rate{Numerator: t[clocks.ResponsesMet], Denominator: t[clocks.ResponsesDue]},
	}
	for _, s := range flow.RequirementState("").Values() {
		f.ByState = append(f.ByState, StateCount{flow.RequirementState(s), t[stateFigure+s]})
	}
	for _, u := range flow.Urgency("").Values() {
		f.ByUrgency = append(f.ByUrgency, UrgencyCount{flow.Urgency(u), t[urgencyFigure+u]})
	}
	if r := &f.ResponseOnTimeRate; r.Denominator > 0 {
		value := float64(r.Numerator) / float64(r.Denominator)
		r.Value = &value
	}
	return f
}
