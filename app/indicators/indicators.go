// Package indicators is what a company knows of its own work: the indicators of
// requirement management, complaints and purchases, live and as snapshots of past
// periods (D0-28, D0-59 to D0-61, D0-63, D1-43, D2-68), and cross queries over requirements (D0-69, D0-72).
//
// Figures are the company's or a department's with all below it. Who may read them
// is told by INDICATOR_READ alone: they are counted in the system's name, over
// records that the viewer might not read one by one. The records behind a figure
// are shown as far as the viewer may read them.
package indicators

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/indicator"
	"heed/ent/touchpoint"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Figure is an indicator of a period.
type Figure struct {
	Indicator    *ent.Indicator
	Rule         score.Definition
	Span         score.Span
	DepartmentID typeid.ID // "" for the company
	TouchpointID typeid.ID // "" for any
	Post         string    // "" for any; of trainings
	Sum          score.Sum
}

// Period is what kind of period it is of.
func (f *Figure) Period() flow.Period { return f.Span.Period }

// From is the first day of the period.
func (f *Figure) From() string { return f.Span.First() }

// To is the last day of the period.
func (f *Figure) To() string { return f.Span.Last() }

// Numerator is what stands above the line.
func (f *Figure) Numerator() float64 { return f.Sum.Above() }

// Denominator is what stands below the line.
func (f *Figure) Denominator() float64 { return f.Sum.Below() }

// Value is the quotient, nil where there is nothing to divide by.
func (f *Figure) Value() *float64 { return f.Sum.Value() }

// Sample is how many records the figure rests on.
func (f *Figure) Sample() int { return f.Sum.Sample }

// Definition is the version of the formula.
func (f *Figure) Definition() int { return f.Rule.Version }

// Target is what it should reach: the touchpoint's own aim, or the indicator's; nil for
// none.
func (f *Figure) Target() *float64 {
	if own, ok := f.Indicator.TouchpointTargets[f.TouchpointID]; ok {
		return &own
	}
	return f.Indicator.Target
}

// OnTarget tells whether the aim is reached; nil without an aim or a value.
func (f *Figure) OnTarget() *bool {
	value, target := f.Value(), f.Target()
	if value == nil || target == nil {
		return nil
	}
	reached := !less(f.Rule.Better, value, target)
	return &reached
}

// ValueInput asks for an indicator: of the period of the kind (the indicator's own
// when left out) that holds the day (today when left out), of the company, of a
// department, or of a touchpoint (D2-69).
type ValueInput struct {
	Code         string
	Period       *flow.Period
	Start        *string
	DepartmentID *typeid.ID
	TouchpointID *typeid.ID
}

// Value computes an indicator. Errors: FORBIDDEN, NOT_FOUND on code, departmentId and
// touchpointId, indicator.period, indicator.touchpoint, sla.date_format.
func Value(ctx context.Context, client *ent.Client, in ValueInput) (*Figure, error) {
	if err := authz.Require(ctx, authz.IndicatorRead); err != nil {
		return nil, err
	}
	rule, known := score.Of(in.Code)
	if !known {
		return nil, fault.NotFound().On("code")
	}
	row, err := client.Indicator.Query().Where(indicator.Code(in.Code)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("code")
	}
	if err != nil {
		return nil, fmt.Errorf("indicators: reading %s: %w", in.Code, err)
	}
	kind := row.Period
	if in.Period != nil {
		kind = *in.Period
	}
	if !rule.Computed(kind) {
		return nil, periodFault(rule)
	}
	span, err := spanOf(ctx, kind, "start", in.Start)
	if err != nil {
		return nil, err
	}
	f := &Figure{Indicator: row, Rule: rule, Span: span}
	if in.DepartmentID != nil {
		f.DepartmentID = *in.DepartmentID
	}
	among, err := f.reached(ctx, client, in.TouchpointID)
	if err != nil {
		return nil, err
	}
	parts, err := count(ctx, client, rule, asked{span: span, departments: among, touchpoint: f.TouchpointID})
	if err != nil {
		return nil, err
	}
	f.Sum = rule.Shown(parts.all())
	return f, nil
}

func periodFault(rule score.Definition) error {
	return fault.Input("period", "indicator.period").With("periods", rule.Periods)
}

// reached is reach of the figure's department; of a touchpoint those read it who read
// the figures of the department that answers for it.
func (f *Figure) reached(ctx context.Context, client *ent.Client, of *typeid.ID) ([]typeid.ID, error) {
	if of == nil {
		return reach(ctx, f.DepartmentID)
	}
	if f.Rule.Rests != score.OnInspections {
		return nil, fault.Input("touchpointId", "indicator.touchpoint")
	}
	if err := authz.Require(ctx, authz.TouchpointRead); err != nil {
		return nil, err
	}
	on, err := client.Touchpoint.Query().Where(touchpoint.ID(*of)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("touchpointId")
	}
	if err != nil {
		return nil, fmt.Errorf("indicators: reading a touchpoint: %w", err)
	}
	f.TouchpointID = on.ID
	if f.DepartmentID != "" {
		return reach(ctx, f.DepartmentID)
	}
	if _, err := reach(ctx, on.DepartmentID); err != nil {
		if fault.CodeOf(err) == fault.CodeNotFound { // nobody has named a department
			err = fault.NotFound().On("touchpointId")
		}
		return nil, err
	}
	return nil, nil
}

// reach refuses figures that the viewer may not read: the company's is for those
// who read all, a department's for those whose department it is or lies above it.
// It gives the departments that are counted, nil for all.
func reach(ctx context.Context, department typeid.ID) ([]typeid.ID, error) {
	return reachBy(ctx, authz.IndicatorRead, department)
}

func reachBy(ctx context.Context, action authz.Action, department typeid.ID) ([]typeid.ID, error) {
	config, v := tenants.ConfigFrom(ctx), viewer.From(ctx)
	scope := v.Scope(string(action))
	if department == "" {
		if scope != viewer.All {
			return nil, fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
		}
		return nil, nil
	}
	if _, ok := config.Departments[department]; !ok {
		return nil, fault.NotFound().On("departmentId")
	}
	if !authz.Covers(v, scope, authz.Record{Departments: []typeid.ID{department}}) {
		return nil, fault.NotFound().On("departmentId")
	}
	return config.Below(department), nil
}

// spanOf is the period of the kind that holds the day, or now.
func spanOf(ctx context.Context, kind flow.Period, field string, day *string) (score.Span, error) {
	zone := tenants.ConfigFrom(ctx).Zone
	if day == nil {
		return score.At(kind, viewer.Now(ctx), zone), nil
	}
	at, err := time.ParseInLocation(time.DateOnly, *day, zone)
	if err != nil || at.Year() < 2000 || at.Year() > 9000 {
		return score.Span{}, fault.Input(field, "sla.date_format").With("value", text.Clip(*day))
	}
	return score.At(kind, at.Add(12*time.Hour), zone), nil
}

// lock reads an indicator and keeps it, if the viewer may do the action.
func lock(ctx context.Context, tx *ent.Tx, a authz.Action, id typeid.ID, version int) (*ent.Indicator, error) {
	if err := authz.On(ctx, a, authz.Record{}); err != nil {
		return nil, err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, err
	}
	q := tx.Indicator.Query().Where(indicator.ID(id))
	q.Modify(database.Lock)
	row, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("id")
	}
	if err != nil {
		return nil, fmt.Errorf("indicators: locking: %w", err)
	}
	return row, tenants.Version(version, row.Version)
}

// event tells of an indicator.
func event(typ string, row *ent.Indicator, fields []string, detail map[string]any) journal.Event {
	rule, _ := score.Of(row.Code)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectIndicator, ID: row.ID, Number: row.Code},
		Fields: fields, Clauses: slices.Clone(rule.Clauses), Detail: detail,
	}
}
