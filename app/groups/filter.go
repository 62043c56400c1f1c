package groups

import (
	"heed/ent"
	"heed/ent/groupmember"
	"heed/ent/workgroup"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Filter says which groups a list shows; nil does not restrict.
type Filter struct {
	Kind         *flow.WorkGroupKind
	DepartmentID *typeid.ID
	LeaderID     *typeid.ID
	MemberID     *typeid.ID
	Active       *bool
}

// Apply limits the query; a nil filter is none.
func (f *Filter) Apply(tenant typeid.ID, q *ent.WorkGroupQuery) (*ent.WorkGroupQuery, error) {
	if f == nil {
		return q, nil
	}
	if f.Kind != nil {
		q.Where(workgroup.KindEQ(*f.Kind))
	}
	if f.DepartmentID != nil {
		q.Where(workgroup.DepartmentID(*f.DepartmentID))
	}
	if f.LeaderID != nil {
		q.Where(workgroup.LeaderID(*f.LeaderID))
	}
	if f.MemberID != nil { // what lies behind an edge is not limited to the company by itself
		q.Where(workgroup.HasMembershipsWith(groupmember.TenantID(tenant), groupmember.MemberID(*f.MemberID)))
	}
	if f.Active != nil {
		q.Where(workgroup.Active(*f.Active))
	}
	return q, nil
}
