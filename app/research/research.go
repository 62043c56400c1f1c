// Package research is what a company finds out about customers on purpose, of
// its own or by an agency (D0-09, D0-10). What is confidential is for those who
// may change it.
package research

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/researchactivity"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	maxTitle        = 200
	maxLong         = 5_000
	maxConclusion   = 20_000
	maxInsights     = 100
	maxParticipants = 1_000_000
	usualCurrency   = "CNY"
)

// Record is what scopes look at in research: its department, and who sees to it
// and made it.
func Record(r *ent.ResearchActivity) authz.Record {
	var departments, members []typeid.ID
	if r.DepartmentID != "" {
		departments = []typeid.ID{r.DepartmentID}
	}
	for _, id := range []typeid.ID{r.OwnerID, r.CreatedBy} {
		if id != "" && !slices.Contains(members, id) {
			members = append(members, id)
		}
	}
	return authz.Record{Departments: departments, Members: members}
}

// actionOf is the permission that an act takes.
func actionOf(act flow.ResearchAct) authz.Action {
	if act == flow.ResearchActUpdate {
		return authz.ResearchUpdate
	}
	return authz.ResearchTransition
}

// take holds research for an act: the viewer may do it, the row is locked and
// stands at the expected version, and the act is legal in its state. Errors, in
// this order: FORBIDDEN by role, FAILED_PRECONDITION of a suspended company,
// NOT_FOUND, FORBIDDEN on this record, CONFLICT version.conflict,
// FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.ResearchAct, id typeid.ID, version int) (*ent.ResearchActivity, flow.ResearchState, error) {
	if err := begin(ctx, actionOf(act)); err != nil {
		return nil, "", err
	}
	q := tx.ResearchActivity.Query().Where(researchactivity.ID(id))
	q.Modify(database.Lock)
	r, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, "", fault.NotFound()
	}
	if err != nil {
		return nil, "", fmt.Errorf("research: locking: %w", err)
	}
	if err := authz.On(ctx, actionOf(act), Record(r)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, r.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.Research.Next(r.State, act)
	return r, next, err
}

// begin refuses whom no role allows the action, and changes of a company that
// is not at work.
func begin(ctx context.Context, action authz.Action) error {
	if err := authz.Require(ctx, action); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

// Available lists what the viewer may do with the research now. It asks no database.
func Available(ctx context.Context, r *ent.ResearchActivity) []flow.ResearchAct {
	acts := []flow.ResearchAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	for _, act := range flow.Research.Allowed(r.State) {
		if act == flow.ResearchActPublish && !hidden(r) {
			continue
		}
		if authz.On(ctx, actionOf(act), Record(r)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// tell records what happened to research. Without a state before it has just
// been made, or kept its state.
func tell(ctx context.Context, r *ent.ResearchActivity, typ string, from flow.ResearchState, fields []string) {
	record := Record(r)
	if r.Confidential || hidden(r) { // only those hear of it who may change it, or read all there is
		record.Departments = nil
	}
	clause := "D0-10"
	if r.Mode == flow.ResearchOutsourced {
		clause = "D0-09"
	}
	e := journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectResearch, ID: r.ID},
		Departments: record.Departments, Members: record.Members, Fields: fields, Clauses: []string{clause},
	}
	if from != r.State {
		e.From, e.To = string(from), string(r.State)
	}
	journal.Record(ctx, e)
}

// moved records that research has reached a state: research.<state>.
func moved(ctx context.Context, r *ent.ResearchActivity, from flow.ResearchState) {
	tell(ctx, r, "research."+strings.ToLower(string(r.State)), from, nil)
}

// save writes a change of the state and tells it.
func save(ctx context.Context, was *ent.ResearchActivity, change *ent.ResearchActivityUpdateOne) (*ent.ResearchActivity, error) {
	r, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("research: writing %s: %w", was.ID, err)
	}
	moved(ctx, r, was.State)
	return r, nil
}

// by refuses an agency that is missing where one does the research, and one that
// is named where we do it ourselves.
func by(mode flow.ResearchMode, agency string) error {
	switch {
	case mode == flow.ResearchOutsourced && agency == "":
		return fault.Precondition("research.agency").On("agency")
	case mode == flow.ResearchSelf && agency != "":
		return fault.Precondition("research.no_agency").On("agency")
	}
	return nil
}

// place checks whom research is given to: they are there, and the viewer's
// permission reaches them or their department.
func place(ctx context.Context, tx *ent.Tx, action authz.Action, department, owner typeid.ID) error {
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "ownerId", ID: owner}); err != nil {
		return err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return err
	}
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	if !authz.Covers(v, scope, authz.Record{Departments: []typeid.ID{department}, Members: []typeid.ID{owner}}) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	return nil
}

// found cleans what research has brought to light.
func found(insights []flow.Insight) ([]flow.Insight, error) {
	if len(insights) > maxInsights {
		return nil, fault.Input("insights", "input.too_many").With("max", maxInsights)
	}
	all := make([]flow.Insight, len(insights))
	for i, one := range insights {
		at := fmt.Sprintf("insights.%d", i)
		if err := known(at+".kind", one.Kind); err != nil {
			return nil, err
		}
		words, err := text.Lines(at+".text", one.Text, 1, maxLong)
		if err != nil {
			return nil, err
		}
		all[i] = flow.Insight{Kind: one.Kind, Text: words}
	}
	return all, nil
}

// currency cleans the three letters of a currency.
func currency(field, code string) (string, error) {
	code = strings.ToUpper(strings.TrimSpace(code))
	if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", fault.Input(field, "amount.currency")
	}
	return code, nil
}

// known must be a constant of its list.
func known[T flow.Enum](field string, value T) error {
	if !slices.Contains(value.Values(), string(value)) {
		return fault.Input(field, "input.unknown_key").With("value", text.Clip(string(value)))
	}
	return nil
}
