package complaints

import (
	"context"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// Figures are what a dashboard shows of the complaints that the viewer may read. Days are
// YYYY-MM-DD in the company's zone.
type Figures struct {
	From, To         string
	ByState          []StateCount    // every state, in their order
	BySeverity       []SeverityCount // of the open ones; those that nobody has assessed come last
	ByPath           []PathCount     // likewise
	Overdue          int             // open ones, now
	Received, Closed int             // in the period
	ComplaintRate    ComplaintRate
	OnTimeRate       Rate // resolutions due in the period by now, facts received in it that say so, and those in time
	AcceptanceRate   Rate // closed in the period, where it is known how, and those accepted
	RecurrenceRate   Rate // closed in the period 90 days before, and those that came again
}

// StateCount is how many complaints stand in a state now.
type StateCount struct {
	State flow.ComplaintState
	Count int
}

// SeverityCount is how many open complaints are of a severity; nil is not assessed yet.
type SeverityCount struct {
	Severity *flow.Severity
	Count    int
}

// PathCount is how many open complaints are handled so; nil is not assessed yet.
type PathCount struct {
	Path  *flow.HandlingPath
	Count int
}

// Rate is a share, with what it is made of.
type Rate = requirements.Rate

// ComplaintRate is how many complaints there were of so many orders, or customers.
type ComplaintRate struct {
	Numerator, Denominator int
	Value                  *float64
	Basis                  flow.ComplaintBasis
}

// Dashboard computes the figures for a period, the company's present month when left out:
// from the maintained counters for who reads all complaints (one statement), else by
// counting what the viewer reads. The client is the one with record scopes. Errors:
// FORBIDDEN, and those of the period on from and to.
func Dashboard(ctx context.Context, client *ent.Client, from, to *string) (Figures, error) {
	if err := authz.Require(ctx, authz.ComplaintRead); err != nil {
		return Figures{}, err
	}
	p, err := requirements.PeriodOf(from, to, viewer.Now(ctx), tenants.ConfigFrom(ctx).Zone)
	if err != nil {
		return Figures{}, err
	}
	var t tally
	if authz.Can(ctx, authz.ComplaintRead) == viewer.All {
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

// What a tally holds beside maintained figures.
const (
	overdueNow = "overdue"
	ordersThen = "orders"
)

func (t tally) figures(p requirements.Period) Figures {
	f := Figures{
		From: p.First, To: p.Last, Overdue: t[overdueNow], Received: t[receivedFigure], Closed: t[closedFigure],
		OnTimeRate:     share(t[clocks.ResolutionsMet], t[clocks.ResolutionsDue]),
		AcceptanceRate: share(t[acceptedFigure], t[endedFigure]),
		RecurrenceRate: share(t[recurredFigure], t[knownFigure]),
		ComplaintRate:  ComplaintRate{Basis: flow.BasisOrders},
	}
	for _, s := range flow.ComplaintState("").Values() {
		f.ByState = append(f.ByState, StateCount{flow.ComplaintState(s), t[stateFigure+s]})
	}
	for _, s := range flow.Severity("").Values() {
		f.BySeverity = append(f.BySeverity, SeverityCount{new(flow.Severity(s)), t[severityFigure+s]})
	}
	f.BySeverity = append(f.BySeverity, SeverityCount{nil, t[severityFigure+unassessed]})
	for _, s := range flow.HandlingPath("").Values() {
		f.ByPath = append(f.ByPath, PathCount{new(flow.HandlingPath(s)), t[pathFigure+s]})
	}
	f.ByPath = append(f.ByPath, PathCount{nil, t[pathFigure+unassessed]})
	below := t[ordersThen]
	if below == 0 {
		f.ComplaintRate.Basis, below = flow.BasisCustomers, t[tenants.CustomersFigure]
	}
	rate := share(t[countedFigure], below)
	f.ComplaintRate.Numerator, f.ComplaintRate.Denominator, f.ComplaintRate.Value = rate.Numerator, rate.Denominator, rate.Value
	return f
}

func share(above, below int) Rate {
	r := Rate{Numerator: above, Denominator: below}
	if below > 0 {
		value := float64(above) / float64(below)
		r.Value = &value
	}
	return r
}
