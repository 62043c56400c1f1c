package requirements

import (
	"context"
	"fmt"
	"time"

	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// TellRejectionInput is when and by which way the customer was told that a
// requirement is not taken up.
type TellRejectionInput struct {
	ID              typeid.ID
	ExpectedVersion int
	ToldAt          time.Time
	Channel         flow.Channel
}

// TellRejection records that the customer was told of a rejection which others had
// to agree to first (rejection.go), once: requirement.rejection_already_told. The
// task that asked for it is done. Records requirement.rejection_told, and task.done.
func TellRejection(ctx context.Context, tx *ent.Tx, in TellRejectionInput) (*ent.Requirement, error) {
	was, _, err := take(ctx, tx, flow.RequirementActTell, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	now := viewer.Now(ctx)
	c := checks{now: now}
	toldCustomer(&c, in.ToldAt, in.Channel, fault.Input("toldAt", "requirement.told_missing"))
	if c.err != nil {
		return nil, c.err
	}
	if toldRejection(was) {
		return nil, fault.Precondition("requirement.rejection_already_told")
	}
	plan, at := *was.Rejection, happenedAt(in.ToldAt, now)
	plan.ToldAt, plan.Channel = &at, &in.Channel
	r, err := save(ctx, was, was.Update().SetRejection(&plan))
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "requirement.rejection_told", told{clauses: []string{"D0-45"}})
	result := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Channel", string(in.Channel))
	return r, tasks.Settle(ctx, tx, tellingKey(r.ID), result)
}

// toldRejection tells whether the customer knows that it is not taken up.
func toldRejection(r *ent.Requirement) bool { return r.Rejection == nil || r.Rejection.ToldAt != nil }

func tellingKey(id typeid.ID) string { return "requirement.rejection_tell " + string(id) }

// askTelling asks the requirement's assignee, or the head of its department, to tell
// the customer of the rejection.
func askTelling(ctx context.Context, tx *ent.Tx, r *ent.Requirement) error {
	who, err := teller(viewer.SystemOf(ctx), tx, r)
	if err != nil {
		return err
	}
	about := flow.SubjectRequirement
	title := label.Of(tenants.ConfigFrom(ctx).Tenant.Locale, "Task", "TELL_REJECTION")
	if r.Number != nil {
		title += " " + *r.Number
	}
	_, err = tasks.Open(viewer.SystemOf(ctx), tx, tasks.OpenInput{
		Type: flow.TaskCoordination, Title: title, SubjectType: &about, SubjectID: r.ID, CustomerID: r.CustomerID,
		AssigneeID: who, DepartmentID: r.LeadDepartmentID, Clauses: []string{"D0-45"}, Key: tellingKey(r.ID),
	})
	return err
}

// teller is who tells the customer: "" when nobody of the two is at work, then it is
// the department's.
func teller(ctx context.Context, tx *ent.Tx, r *ent.Requirement) (typeid.ID, error) {
	for _, who := range []func(*ent.MemberQuery) *ent.MemberQuery{
		func(q *ent.MemberQuery) *ent.MemberQuery { return q.Where(member.ID(r.AssigneeID)) },
		func(q *ent.MemberQuery) *ent.MemberQuery {
			return q.Where(member.DepartmentID(r.LeadDepartmentID), member.IsDepartmentHead(true))
		},
	} {
		id, err := who(tx.Member.Query().Where(member.StateEQ(flow.MemberActive))).Order(member.ByID()).FirstID(ctx)
		if !ent.IsNotFound(err) {
			if err != nil {
				err = fmt.Errorf("requirements: looking for who tells the customer: %w", err)
			}
			return id, err
		}
	}
	return "", nil
}
