package cost

import (
	"context"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
)

// Bill is what one operation may cost and has cost so far.
type Bill struct {
	Requested int

	plan   *Plan
	listed atomic.Int64
	merged atomic.Bool // a list was asked for twice in one place: its items are dearer than known
}

// Open begins the bill of an operation.
func (p *Plan) Open(variables map[string]any) *Bill {
	return &Bill{Requested: p.Estimate(variables), plan: p}
}

// Actual is what the operation has cost: as what was asked for, but with as many
// items as there were. It may be more, where lists without pages are long.
func (b *Bill) Actual() int {
	total := max(1, b.plan.own+int(b.listed.Load()))
	if b.merged.Load() {
		return max(total, b.Requested)
	}
	return total
}

const key = "heed.bill"

// Attach keeps the bill with its operation.
func (b *Bill) Attach(oc *graphql.OperationContext) { oc.Stats.SetExtension(key, b) }

// BillOf is the bill of the operation, nil before it is known.
func BillOf(oc *graphql.OperationContext) *Bill {
	b, _ := oc.Stats.GetExtension(key).(*Bill)
	return b
}

// Count adds the items of a list that is being answered.
func Count(ctx context.Context, items int) {
	if items == 0 || !graphql.HasOperationContext(ctx) {
		return
	}
	b := BillOf(graphql.GetOperationContext(ctx))
	fc := graphql.GetFieldContext(ctx)
	if b == nil || fc == nil || fc.Field.Field == nil {
		return
	}
	each := b.plan.items[fc.Field.Field]
	if len(fc.Field.Selections) != len(fc.Field.SelectionSet) {
		b.merged.Store(true)
	}
	if each > 0 {
		b.listed.Add(int64(each) * int64(items))
	}
}
