package requirements

import (
	"context"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// actionOf is the permission that an act takes.
func actionOf(act flow.RequirementAct) authz.Action {
	switch act {
	case flow.RequirementActUpdate, flow.RequirementActAssess:
		return authz.RequirementUpdate
	case flow.RequirementActReject, flow.RequirementActMerge, flow.RequirementActUnmerge:
		return authz.RequirementDecisionApprove
	default:
		return authz.RequirementTransition
	}
}

// permit refuses an act on a requirement that the viewer can read: NOT_FOUND
// out of the viewer's reading scope, else FORBIDDEN.
func permit(ctx context.Context, act flow.RequirementAct, r *ent.Requirement) error {
	record, action := Record(r), actionOf(act)
	if act == flow.RequirementActReceive && receives(ctx, record) {
		return nil
	}
	if act == flow.RequirementActAssess {
		return permitAssess(ctx, r)
	}
	if err := authz.On(ctx, action, record); err != nil {
		return err
	}
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	working := work(act, r)
	if scope == viewer.Department { // who is in the team works on it as an assisting department does (D0-43)
		working.Members = append(working.Members, journal.Team(r)...)
	}
	if action == authz.RequirementTransition && !authz.Covers(v, scope, working) {
		return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
	}
	// Whoever may not change it moves it to RECEIVED and no further: staff.
	if action == authz.RequirementTransition && act != flow.RequirementActReceive &&
		!authz.Covers(v, v.Scope(string(authz.RequirementUpdate)), record) {
		return fault.Forbidden().Extend("action", string(authz.RequirementUpdate))
	}
	if act == flow.RequirementActReopen && r.State == flow.RequirementClosed {
		// What was closed is taken up again by those who decide, not by the assignee alone.
		return authz.On(ctx, authz.RequirementApprove, record)
	}
	return nil
}

// receives tells whether the viewer takes a draft on for the department: whoever
// moves at least what is their own, and may change this one (model 3.1: members
// receive, though they move no further what is not theirs).
func receives(ctx context.Context, record authz.Record) bool {
	return authz.Require(ctx, authz.RequirementTransition) == nil && authz.On(ctx, authz.RequirementUpdate, record) == nil
}

// permitAssess lets those assess who may change the requirement and work in its leading or
// an assisting department, or in its team, as assisting departments do (D0-43): who wrote it
// down or looks after it speaks for no department. The management department assesses any.
func permitAssess(ctx context.Context, r *ent.Requirement) error {
	if err := authz.On(ctx, authz.RequirementUpdate, Record(r)); err != nil {
		return err
	}
	v := viewer.From(ctx)
	scope := v.Scope(string(authz.RequirementUpdate))
	if authz.Covers(v, scope, authz.Record{Departments: append(assisting(r), r.LeadDepartmentID), Members: journal.Team(r)}) {
		return nil
	}
	return fault.Forbidden().Extend("action", string(authz.RequirementUpdate)).Extend("scope", string(scope))
}
