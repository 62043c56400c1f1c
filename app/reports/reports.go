// Package reports is the reports of a company: generated from a period's
// figures, edited, reviewed, addressed to departments, and answered with measures
// (D0-40 to D0-42, D0-63).
package reports

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/report"
	"heed/ent/reportrecipient"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// clauses are those that ask for a type of reports.
var clauses = map[flow.ReportType][]string{
	flow.ReportRequirementAnalysis: {"D0-40"},
	flow.ReportMonthlyIndicators:   {"D0-63"},
	flow.ReportExperienceAnalysis:  {"D2-39", "D2-42", "D2-43", "D2-44"},
	flow.ReportSurveyEffect:        {"D3-31"},
}

// actionOf is the permission that an act takes; whether it is approved or sent back
// is an approval's.
func actionOf(act flow.ReportAct) authz.Action {
	switch act {
	case flow.ReportActSubmit:
		return authz.ReportTransition
	case flow.ReportActAnswer, flow.ReportActComplete:
		return authz.ReportResponseCreate
	default:
		return authz.ReportUpdate
	}
}

// Record is what scopes look at in a report.
func Record(r *ent.Report, addressed []typeid.ID) authz.Record {
	departments, members := journal.ReportRecord(r, addressed)
	return authz.Record{Departments: departments, Members: members}
}

func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// take holds a report for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state. The state
// after the act comes with it.
func take(ctx context.Context, tx *ent.Tx, act flow.ReportAct, id typeid.ID, version int) (*ent.Report, flow.ReportState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	r, err := lock(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if act != flow.ReportActAnswer { // whose answer it is, is asked there
		if err := permit(ctx, actionOf(act), Record(r, nil)); err != nil {
			return nil, "", err
		}
	}
	if err := tenants.Version(version, r.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Report.Next(r.State, act)
	return r, next, err
}

func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.Report, error) {
	q := tx.Report.Query().Where(report.ID(id))
	q.Modify(database.Lock)
	r, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("reports: locking: %w", err)
	}
	return r, nil
}

// permit refuses what is not within the viewer's reach.
func permit(ctx context.Context, action authz.Action, r authz.Record) error {
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	if !authz.Covers(v, scope, r) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

func save(ctx context.Context, change *ent.ReportUpdateOne) (*ent.Report, error) {
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("reports: writing: %w", err)
	}
	return r, nil
}

// recipients are whom the report is addressed to, in the order of their departments.
func recipients(ctx context.Context, tx *ent.Tx, id typeid.ID) ([]*ent.ReportRecipient, error) {
	all, err := tx.ReportRecipient.Query().Where(reportrecipient.ReportID(id)).Order(reportrecipient.ByDepartmentID()).
		All(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
	if err != nil {
		return nil, fmt.Errorf("reports: reading whom it is addressed to: %w", err)
	}
	return all, nil
}

// tell records what happened to a report; without a state before it has just been
// made, or kept its state.
func tell(ctx context.Context, r *ent.Report, typ string, from flow.ReportState, addressed []typeid.ID, also ...func(*journal.Event)) {
	departments, members := journal.ReportRecord(r, addressed)
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectReport, ID: r.ID},
		Departments: departments, Members: members, Clauses: clauses[r.Type],
	}
	if from != r.State {
		e.From, e.To = string(from), string(r.State)
	}
	for _, more := range also {
		more(&e)
	}
	journal.Record(ctx, e)
}
