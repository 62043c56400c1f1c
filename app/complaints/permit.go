package complaints

import (
	"context"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// actionOf is the permission that an act takes.
func actionOf(act flow.ComplaintAct) authz.Action {
	switch act {
	case flow.ComplaintActUpdate, flow.ComplaintActAcknowledge:
		return authz.ComplaintUpdate
	case flow.ComplaintActFormGroup, flow.ComplaintActEscalate:
		return authz.ComplaintApprove
	case flow.ComplaintActDecide:
		return authz.ComplaintDecisionApprove
	default:
		return authz.ComplaintTransition
	}
}

// permit refuses an act on a complaint that the viewer can read: NOT_FOUND out of the
// viewer's reading scope, else FORBIDDEN. Beside the permission it asks for the part that
// the viewer has in the handling (model 3.2, D2-60 to D2-63).
func permit(ctx context.Context, act flow.ComplaintAct, c *ent.Complaint) error {
	action := actionOf(act)
	if err := authz.On(ctx, action, Record(c)); err != nil {
		return err
	}
	if hasPart(ctx, act, c) {
		return nil
	}
	return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(viewer.From(ctx).Scope(string(action))))
}

func hasPart(ctx context.Context, act flow.ComplaintAct, c *ent.Complaint) bool {
	switch act {
	case flow.ComplaintActTriage:
		if c.State == flow.ComplaintReceived {
			return works(ctx, c)
		}
		// What was assessed is assessed anew by who decides: of joint handling, so that no
		// department takes it back, by who manages it.
		return manages(ctx) || !joint(c) && decides(ctx, c)
	case flow.ComplaintActFormGroup, flow.ComplaintActEscalate:
		return manages(ctx)
	case flow.ComplaintActInvestigate:
		return manages(ctx) || !joint(c) && works(ctx, c)
	case flow.ComplaintActProcess, flow.ComplaintActPlan, flow.ComplaintActReply, flow.ComplaintActClose:
		return handles(ctx, c)
	case flow.ComplaintActReopen:
		if c.State == flow.ComplaintClosed {
			return manages(ctx) || !joint(c) && decides(ctx, c)
		}
		return handles(ctx, c)
	case flow.ComplaintActWithdraw: // it ends the handling, which no single department does jointly
		return joint(c) && (manages(ctx) || leads(ctx, c)) || !joint(c) && works(ctx, c)
	case flow.ComplaintActAssign, flow.ComplaintActPause, flow.ComplaintActResume:
		return works(ctx, c) || leads(ctx, c)
	default:
		return true
	}
}

// manages tells whether the viewer leads joint handling: who decides on all complaints.
func manages(ctx context.Context) bool { return authz.Can(ctx, authz.ComplaintApprove) == viewer.All }

// decides tells whether the viewer decides on what the department answers.
func decides(ctx context.Context, c *ent.Complaint) bool {
	v := viewer.From(ctx)
	return authz.Covers(v, v.Scope(string(authz.ComplaintApprove)), authz.Record{Departments: []typeid.ID{c.OwnerDepartmentID}})
}

// works tells whether the complaint is the viewer's department's, or the viewer's own to
// work on. Who is in the group that handles it does so for another department.
func works(ctx context.Context, c *ent.Complaint) bool {
	v := viewer.From(ctx)
	return authz.Covers(v, v.Scope(string(authz.ComplaintTransition)),
		authz.Record{Departments: []typeid.ID{c.OwnerDepartmentID}, Members: []typeid.ID{c.AssigneeID}})
}

// leads tells whether the viewer leads the group that handles it jointly.
func leads(ctx context.Context, c *ent.Complaint) bool {
	me := viewer.From(ctx).Member
	return joint(c) && me != "" && leader(c) == me
}

// handles tells whether the viewer is who handles the complaint: jointly the group's leader
// or who manages it, so that no single department does (D2-62); else who works on it, or
// decides in the department.
func handles(ctx context.Context, c *ent.Complaint) bool {
	if manages(ctx) {
		return true
	}
	if joint(c) {
		return leads(ctx, c)
	}
	me := viewer.From(ctx).Member
	return me != "" && c.AssigneeID == me || decides(ctx, c)
}
