package jobs

import (
	"math"
	"slices"
	"time"

	"heed/app/indicators"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/indicatorsnapshot"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// closing is when snapshots were made: behind which event, and of which periods.
type closing struct {
	position int64
	now      time.Time
	spans    []score.Span
}

// close has periods closed, and remembers what was kept then.
func (y *year) close(d Duty) {
	sys := y.A.System()
	was := closing{position: y.relayed, now: y.Clock.Now()}
	y.check(d.Name, d.Do(sys, y.works))
	y.follow()
	if y.Client.IndicatorSnapshot.Query().CountX(sys) == len(y.kept) {
		return
	}
	for _, kind := range y.keep() {
		periods := map[flow.Period]int{flow.PeriodMonth: 12, flow.PeriodQuarter: 4, flow.PeriodHalfYear: 2}[kind]
		for span := score.At(kind, was.now, y.zone).Before(); periods > 0; periods-- {
			was.spans, span = append(was.spans, span), span.Before()
		}
	}
	y.closings = append(y.closings, was)
}

// keep remembers the snapshots there are, and tells of which kinds of periods some have
// come. Those that it knows must be as they were, whatever was corrected since.
func (y *year) keep() (kinds []flow.Period) {
	for _, s := range y.Client.IndicatorSnapshot.Query().AllX(y.A.System()) {
		before, there := y.kept[s.ID]
		if y.kept[s.ID] = s; !there && !slices.Contains(kinds, s.Period) {
			kinds = append(kinds, s.Period)
		}
		if there && !same(before, s) {
			y.t.Errorf("a snapshot that was kept was changed: %v, now %v", before, s)
		}
	}
	return kinds
}

func same(a, b *ent.IndicatorSnapshot) bool {
	return a.IndicatorID == b.IndicatorID && a.Revision == b.Revision && a.Numerator == b.Numerator && a.Denominator == b.Denominator && a.Sample == b.Sample &&
		a.PeriodStart.Equal(b.PeriodStart) && a.PeriodEnd.Equal(b.PeriodEnd) && a.ComputedAt.Equal(b.ComputedAt) && a.ScopeKey == b.ScopeKey && a.Definition == b.Definition
}

// scopes are the company and its departments.
func (y *year) scopes() []typeid.ID {
	all := []typeid.ID{""}
	for id := range tenants.ConfigFrom(y.A.System()).Departments {
		all = append(all, id)
	}
	return all
}

// closed counts again what was kept at a closing, from the journal up to there.
func (y *year) closed(f *fold, c closing) {
	sys := y.A.System()
	f.asked = c.now
	for _, span := range c.spans {
		rows := y.Client.IndicatorSnapshot.Query().Where(
			indicatorsnapshot.PeriodEQ(span.Period), indicatorsnapshot.PeriodStart(span.From.UTC()), indicatorsnapshot.ComputedAtLTE(c.now),
		).Order(indicatorsnapshot.ByRevision()).WithIndicator().AllX(sys)
		newest := map[string]*ent.IndicatorSnapshot{}
		for _, s := range rows {
			newest[s.Edges.Indicator.Code+" "+s.ScopeKey] = s
		}
		for _, rule := range score.All() {
			if !rule.Computed(span.Period) {
				continue
			}
			for _, of := range y.scopes() {
				key, want := rule.Code+" TENANT", f.count(rule.Code, span, of)
				if of != "" {
					key = rule.Code + " " + string(of)
				}
				switch s := newest[key]; {
				case s != nil:
					y.equal("the snapshot of "+c.now.Format(time.DateOnly)+" of "+key, span, figure{s.Numerator, s.Denominator, s.Sample}, want)
					y.value(key, span, s.Value, want)
				case !span.To.After(yearBegin): // there was no company yet
				case of == "" || want.below != 0:
					y.t.Errorf("%s: no snapshot of %s of %s, it is %v", c.now.Format(time.DateOnly), key, span.First(), want)
				}
			}
		}
	}
}

func (y *year) equal(what string, span score.Span, got, want figure) {
	y.t.Helper()
	if math.Abs(got.above-want.above) > 1e-6 || math.Abs(got.below-want.below) > 1e-6 || got.sample != want.sample {
		y.amiss("%s, %s of %s: %v of %v by %d, the journal comes to %v of %v by %d",
			what, span.Period, span.First(), got.above, got.below, got.sample, want.above, want.below, want.sample)
	}
}

func (y *year) value(what string, span score.Span, got *float64, want figure) {
	y.t.Helper()
	if (got == nil) != (want.below == 0) {
		y.amiss("%s, %s of %s: there is a value: %t, the journal comes to %v", what, span.Period, span.First(), got != nil, want)
	} else if got != nil && math.Abs(*got-want.above/want.below) > 1e-9 {
		y.amiss("%s, %s of %s: the value is %v, the journal comes to %v", what, span.Period, span.First(), *got, want)
	}
}

// amiss is something that does not fit. The first of such things tell enough.
func (y *year) amiss(format string, args ...any) {
	y.t.Helper()
	if y.wrong++; y.wrong <= 20 {
		y.t.Errorf(format, args...)
	}
}

// compare holds the company as it stands at the end against its journal.
func (y *year) compare(f *fold) {
	sys := y.A.System()
	if n, err := journal.Verify(sys, y.Client, y.A.ID); err != nil || n != f.position {
		y.t.Errorf("%d events are chained: %v, %d were read", n, err, f.position)
	}
	months := 0
	f.asked = y.Clock.Now()
	for _, kind := range []flow.Period{flow.PeriodMonth, flow.PeriodQuarter} {
		for span := score.At(kind, yearBegin, y.zone); span.From.Before(yearEnd); span = span.Next() {
			y.figures(f, span)
			y.board(f, span)
			if kind == flow.PeriodMonth {
				y.dashboard(f, span)
				months++
			}
		}
	}
	y.rows(f)
	y.errands(f)
	y.lessons(f)
	y.subjects()
	y.keep()
	revised := 0
	for _, s := range y.kept {
		if s.Revision > 1 {
			revised++
		}
	}
	if revised == 0 || len(y.closings) != months-1 {
		y.t.Errorf("%d of %d snapshots are revisions, made at %d closings of %d months", revised, len(y.kept), len(y.closings), months)
	}
	y.t.Logf("%d snapshots, %d of them revisions; %d weekly checks missed", len(y.kept), revised, f.missed)
}

// figures are the live figures of a period.
func (y *year) figures(f *fold, span score.Span) {
	ctx := y.as("management")
	for _, rule := range score.All() {
		if !rule.Computed(span.Period) {
			continue
		}
		for _, of := range y.scopes() {
			in := indicators.ValueInput{Code: rule.Code, Period: &span.Period, Start: new(span.First())}
			if of != "" {
				in.DepartmentID = &of
			}
			live, err := indicators.Value(ctx, y.Client, in)
			y.check(rule.Code, err)
			want := f.count(rule.Code, span, of)
			y.equal("live: "+rule.Code+" "+string(of), span, figure{live.Numerator(), live.Denominator(), live.Sample()}, want)
			y.value("live: "+rule.Code, span, live.Value(), want)
		}
	}
}

// dashboard are the maintained counters.
func (y *year) dashboard(f *fold, span score.Span) {
	got, err := requirements.Dashboard(y.as("management"), y.Client, new(span.First()), new(span.Last()))
	y.check("the dashboard", err)
	states, urgencies := map[string]int{}, map[string]int{}
	for _, r := range f.requirements {
		states[r.state]++
		urgencies[r.urgency]++
	}
	for _, s := range got.ByState {
		if s.Count != states[string(s.State)] {
			y.t.Errorf("the dashboard shows %d that are %s, the journal %d", s.Count, s.State, states[string(s.State)])
		}
	}
	for _, u := range got.ByUrgency {
		if u.Count != urgencies[string(u.Urgency)] {
			y.t.Errorf("the dashboard shows %d that are %s, the journal %d", u.Count, u.Urgency, urgencies[string(u.Urgency)])
		}
	}
	rate, want := got.ResponseOnTimeRate, f.count(score.ResponseOnTimeRate, span, "")
	y.equal("the dashboard", span, figure{float64(rate.Numerator), float64(rate.Denominator), want.sample}, want)
}
