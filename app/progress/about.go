package progress

import (
	"context"
	"time"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// About is a record of another topic, which has locked it and asked for the right to write
// an entry about it.
type About struct {
	Subject  flow.SubjectType
	ID       typeid.ID
	Number   string
	Customer typeid.ID // empty for one who is not in the company's books
	Open     error     // of a record that is over: no entry is written about it any more
}

// AddAbout adds an entry about the record, and asks whom it names to coordinate. It gives
// when what it tells of happened. The topic tells the event of its record.
func AddAbout(ctx context.Context, tx *ent.Tx, in AddInput, of About) (*ent.ProgressEntry, time.Time, error) {
	at, err := in.check(ctx)
	if err != nil {
		return nil, at, err
	}
	if other := optional.Value(in.CustomerID); other != "" && other != of.Customer {
		return nil, at, fault.NotFound().On("customerId")
	}
	if of.Open != nil {
		return nil, at, of.Open
	}
	customer := typeid.ID("")
	if in.Kind == flow.ProgressCustomerNotice {
		customer = of.Customer
	}
	e, err := write(ctx, tx, in, at, customer)
	if err == nil && in.Kind == flow.ProgressCoordination {
		err = coordinate(ctx, tx, e, in, asked{of.Subject, of.ID, of.Number, of.Customer})
	}
	return e, at, err
}
