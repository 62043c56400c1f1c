package requirements

import (
	"context"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Origin is the record that a requirement is drawn from. Who draws it has read the
// record and its customer.
type Origin struct {
	Type    flow.SubjectType
	ID      typeid.ID
	Clauses []string // that the drawing answers to
	heard   bool     // by somebody who need not read the customer (D0-13)
}

// CreateFrom is Create for a requirement that is drawn from another record, which it
// keeps as its origin.
func CreateFrom(ctx context.Context, tx *ent.Tx, in CreateInput, from Origin) (*ent.Requirement, error) {
	in.Drawn = true
	return create(ctx, tx, in, from)
}

func (o Origin) on(q *ent.RequirementCreate) *ent.RequirementCreate {
	if o.ID == "" {
		return q
	}
	return q.SetOriginType(o.Type).SetOriginID(o.ID)
}
