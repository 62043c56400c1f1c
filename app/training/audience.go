package training

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// Audience are the members whom a plan is for: of its departments and those below them, in
// its posts, who work here (D0-74, D2-77).
func Audience(ctx context.Context, p *ent.TrainingPlan) predicate.Member {
	arms := []predicate.Member{member.StateEQ(flow.MemberActive)}
	if len(p.Posts) > 0 {
		arms = append(arms, member.PostIn(p.Posts...))
	}
	if len(p.DepartmentIds) > 0 {
		arms = append(arms, member.DepartmentIDIn(below(ctx, p)...))
	}
	return member.And(arms...)
}

// below are the plan's departments and those below them.
func below(ctx context.Context, p *ent.TrainingPlan) []typeid.ID {
	var all []typeid.ID
	for _, id := range p.DepartmentIds {
		all = append(all, tenants.ConfigFrom(ctx).Below(id)...)
	}
	return typeid.Unique(all)
}

// AudienceSizes are how many members each of the plans is for now, in one statement.
func AudienceSizes(ctx context.Context, client *ent.Client, plans []*ent.TrainingPlan) (map[typeid.ID]int, error) {
	var here []struct {
		Post         *string    `json:"post"`
		DepartmentID *typeid.ID `json:"department_id"`
		N            int        `json:"n"`
	}
	err := client.Member.Query().Where(member.StateEQ(flow.MemberActive)).GroupBy(member.FieldPost, member.FieldDepartmentID).
		Aggregate(ent.As(ent.Count(), "n")).Scan(ctx, &here)
	if err != nil {
		return nil, fmt.Errorf("training: counting members: %w", err)
	}
	sizes := make(map[typeid.ID]int, len(plans))
	for _, p := range plans {
		departments := of(below(ctx, p))
		for _, some := range here {
			if (len(p.Posts) == 0 || slices.Contains(p.Posts, optional.Value(some.Post))) &&
				(len(p.DepartmentIds) == 0 || departments[optional.Value(some.DepartmentID)]) {
				sizes[p.ID] += some.N
			}
		}
	}
	return sizes, nil
}
