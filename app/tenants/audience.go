package tenants

import (
	"context"
	"fmt"
	"slices"

	"heed/ent"
	"heed/ent/member"
	"heed/ent/predicate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
)

// The bounds of an audience.
const (
	maxPosts = 100 // and departments
	maxPost  = 100
)

// Audience is whom something is for: members of the departments and those below them, in
// the posts, who work here; where a list is empty it does not restrict.
type Audience struct {
	Posts         []string
	DepartmentIDs []typeid.ID
}

// AudienceInput is whom something is to be for; nil stays.
type AudienceInput Audience

// On is the audience after the changes. Errors, on posts or departmentIds: input.too_many,
// input.duplicate, input.required, input.too_long, NOT_FOUND, department.inactive.
func (in AudienceInput) On(ctx context.Context, client *ent.Client, was Audience) (Audience, error) {
	is := was
	if in.Posts != nil {
		posts, err := postsOf(in.Posts)
		if err != nil {
			return was, err
		}
		is.Posts = posts
	}
	if in.DepartmentIDs == nil {
		return is, nil
	}
	if len(in.DepartmentIDs) > maxPosts {
		return was, fault.Input("departmentIds", "input.too_many").With("max", maxPosts)
	}
	is.DepartmentIDs = typeid.Unique(in.DepartmentIDs)
	named := make([]Ref, len(is.DepartmentIDs))
	for i, id := range is.DepartmentIDs {
		named[i] = Ref{Field: "departmentIds", ID: id}
	}
	return is, ActiveDepartments(ctx, client, named...)
}

func postsOf(given []string) ([]string, error) {
	if len(given) > maxPosts {
		return nil, fault.Input("posts", "input.too_many").With("max", maxPosts)
	}
	posts := make([]string, len(given))
	for i, one := range given {
		post, err := text.Line(fmt.Sprintf("posts.%d", i), one, 1, maxPost)
		if err != nil {
			return nil, err
		}
		if slices.Contains(posts[:i], post) {
			return nil, fault.Input("posts", "input.duplicate").With("value", post)
		}
		posts[i] = post
	}
	return posts, nil
}

// Members are those of the audience.
func (a Audience) Members(ctx context.Context) predicate.Member {
	arms := []predicate.Member{member.StateEQ(flow.MemberActive)}
	if len(a.Posts) > 0 {
		arms = append(arms, member.PostIn(a.Posts...))
	}
	if len(a.DepartmentIDs) > 0 {
		arms = append(arms, member.DepartmentIDIn(a.below(ctx)...))
	}
	return member.And(arms...)
}

// Holds tells whether a department is one of the audience's, or below one.
func (a Audience) Holds(ctx context.Context, department typeid.ID) bool {
	return len(a.DepartmentIDs) == 0 || slices.Contains(a.below(ctx), department)
}

func (a Audience) below(ctx context.Context) []typeid.ID {
	var all []typeid.ID
	for _, id := range a.DepartmentIDs {
		all = append(all, ConfigFrom(ctx).Below(id)...)
	}
	return typeid.Unique(all)
}

// AudienceSizes are how many members each audience has now, in one statement.
func AudienceSizes(ctx context.Context, client *ent.Client, audiences map[typeid.ID]Audience) (map[typeid.ID]int, error) {
	var here []struct {
		Post         *string    `json:"post"`
		DepartmentID *typeid.ID `json:"department_id"`
		N            int        `json:"n"`
	}
	err := client.Member.Query().Where(member.StateEQ(flow.MemberActive)).GroupBy(member.FieldPost, member.FieldDepartmentID).
		Aggregate(ent.As(ent.Count(), "n")).Scan(ctx, &here)
	if err != nil {
		return nil, fmt.Errorf("tenants: counting members: %w", err)
	}
	sizes := make(map[typeid.ID]int, len(audiences))
	for id, a := range audiences {
		departments := map[typeid.ID]bool{}
		for _, one := range a.below(ctx) {
			departments[one] = true
		}
		for _, some := range here {
			if (len(a.Posts) == 0 || slices.Contains(a.Posts, optional.Value(some.Post))) &&
				(len(a.DepartmentIDs) == 0 || departments[optional.Value(some.DepartmentID)]) {
				sizes[id] += some.N
			}
		}
	}
	return sizes, nil
}
