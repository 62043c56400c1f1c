package governance

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/acknowledgement"
	"heed/ent/governingdocument"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Filter says which documents a list shows.
type Filter struct {
	States       []flow.DocumentState
	Channel      *flow.PublicityChannel
	DepartmentID *typeid.ID
	Mine         *bool
}

// Apply limits the query; a nil filter is none. The client reads who the viewer is. Errors:
// BAD_USER_INPUT on filter.states.
func (f *Filter) Apply(ctx context.Context, client *ent.Client, q *ent.GoverningDocumentQuery) (*ent.GoverningDocumentQuery, error) {
	if f == nil {
		return q, nil
	}
	if len(f.States) > maxValues {
		return nil, fault.Input("filter.states", "input.too_many").With("max", maxValues)
	}
	if len(f.States) > 0 {
		q.Where(governingdocument.StateIn(f.States...))
	}
	if f.Channel != nil {
		q.Where(governingdocument.ChannelEQ(*f.Channel))
	}
	if f.DepartmentID != nil {
		q.Where(governingdocument.DepartmentID(*f.DepartmentID))
	}
	if !optional.Value(f.Mine) {
		return q, nil
	}
	m, err := client.Member.Query().Where(member.ID(viewer.From(ctx).Member), member.StateEQ(flow.MemberActive)).Only(viewer.SystemOf(ctx))
	if ent.IsNotFound(err) {
		return q.Where(func(s *sql.Selector) { s.Where(sql.False()) }), nil
	}
	if err != nil {
		return nil, fmt.Errorf("governance: reading who reads: %w", err)
	}
	return q.Where(governingdocument.StateEQ(flow.DocumentEffective), governingdocument.PeriodStartLTE(tenants.Checking(ctx).Day(0)), asks(ctx, m), unread(ctx, m)), nil
}

// asks is: the document is for the member, as tenants.Audience has it.
func asks(ctx context.Context, m *ent.Member) func(*sql.Selector) {
	above := []typeid.ID{}
	for id := range tenants.ConfigFrom(ctx).Departments {
		if (tenants.Audience{DepartmentIDs: []typeid.ID{id}}).Holds(ctx, m.DepartmentID) {
			above = append(above, id)
		}
	}
	above = typeid.Unique(above) // in one order, so that the statement is the same each time
	return func(s *sql.Selector) {
		posts, departments := s.C(governingdocument.FieldPosts), s.C(governingdocument.FieldDepartmentIds)
		of := []*sql.Predicate{sqljson.LenEQ(departments, 0)}
		for _, id := range above {
			of = append(of, sqljson.ValueContains(departments, string(id)))
		}
		s.Where(sql.And(
			sql.Or(sqljson.LenEQ(posts, 0), sqljson.ValueContains(posts, m.Post)),
			sql.Or(of...),
		))
	}
}

// unread is: the member has not acknowledged it.
func unread(ctx context.Context, m *ent.Member) func(*sql.Selector) {
	tenant := viewer.Tenant(ctx)
	return func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(acknowledgement.Table)
		s.Where(sql.NotIn(s.C(governingdocument.FieldID), sql.Dialect(s.Dialect()).Select(t.C(acknowledgement.FieldDocumentID)).From(t).
			Where(sql.And(sql.EQ(t.C(acknowledgement.FieldTenantID), tenant), sql.EQ(t.C(acknowledgement.FieldMemberID), m.ID)))))
	}
}

// AcknowledgementFilter limits a list to those of a document, and of members of a
// department then.
func AcknowledgementFilter(document typeid.ID, department *typeid.ID) func(*ent.AcknowledgementQuery) (*ent.AcknowledgementQuery, error) {
	return func(q *ent.AcknowledgementQuery) (*ent.AcknowledgementQuery, error) {
		q.Where(acknowledgement.DocumentID(document))
		if department != nil {
			q.Where(acknowledgement.DepartmentID(*department))
		}
		return q, nil
	}
}
