package touchpoints

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// SubmitInput is a draft for review.
type SubmitInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Comment         *string
}

// Submit asks for a draft to be approved: one of those who may approve standards, of a
// major one most of the committee; never who asks. A standard of words alone, without
// anything that is measured, is refused (D2-51), and one whose review day has passed
// meanwhile. Errors: standard.unmeasurable on items, input.in_the_past on reviewDueOn,
// approval.nobody_to_ask, BAD_USER_INPUT. Records standard.in_review and
// approval.pending.
func Submit(ctx context.Context, tx *ent.Tx, in SubmitInput) (*ent.TouchpointStandard, error) {
	was, next, err := takeStandard(ctx, tx, flow.StandardActSubmit, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if len(was.Items) == 0 {
		return nil, fault.Precondition("standard.unmeasurable").On("items")
	}
	c := checking(ctx)
	comment := c.Lines("comment", optional.Value(in.Comment), 0, maxComment)
	c.ahead("reviewDueOn", was.ReviewDueOn)
	if c.Err != nil {
		return nil, c.Err
	}
	asked, err := approvers(ctx, tx, was.Major)
	if err != nil {
		return nil, err
	}
	rule, clauses := flow.ApprovalAny, []string{"D2-50", "D2-51", "D2-52"}
	if was.Major {
		rule = flow.ApprovalMajority
	}
	a, err := tasks.RequestApproval(ctx, tx, tasks.Ask{
		Kind: flow.ApprovalStandard, Subject: journal.Subject{Type: flow.SubjectStandard, ID: was.ID}, DepartmentID: was.DepartmentID,
		Reason: comment, Steps: []flow.ApprovalStep{{MemberIDs: asked, Rule: rule}}, Clauses: clauses,
	})
	if err != nil {
		return nil, err
	}
	return saveStandard(ctx, was, was.Update().SetState(next).SetApprovalID(a.ID), clauses...)
}

// approvers are those who may approve standards, and vote, but for the viewer: of a
// major one those in the committee, of others those who are not there for major ones
// alone.
func approvers(ctx context.Context, tx *ent.Tx, major bool) ([]typeid.ID, error) {
	c := tenants.ConfigFrom(ctx)
	all, err := tx.Member.Query().Where(member.StateEQ(flow.MemberActive), member.HasMemberRoles(), member.IDNEQ(viewer.From(ctx).Member)).
		WithMemberRoles().Order(member.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("touchpoints: reading who may approve: %w", err)
	}
	var asked []typeid.ID
	for _, m := range all {
		v, err := sessions.Viewer(c, m)
		if err != nil {
			return nil, err
		}
		if v.Scope(string(authz.StandardApprove)) == viewer.None || v.Scope(string(authz.ApprovalApprove)) == viewer.None {
			continue
		}
		committee := slices.Contains(v.Roles, authz.Committee)
		if major && committee || !major && (!committee || slices.Contains(v.Roles, authz.Management)) {
			asked = append(asked, m.ID)
		}
	}
	return asked, nil
}
