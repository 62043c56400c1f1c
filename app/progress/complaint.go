package progress

import (
	"context"

	"heed/app/complaints"
	"heed/app/requirements"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// complaintClauses are those that a kind of entries about complaints answers to.
var complaintClauses = map[flow.ProgressKind][]string{
	flow.ProgressNote:           {"D2-63"},
	flow.ProgressCustomerNotice: {"D2-64"},
	flow.ProgressCoordination:   {"D2-62", "D2-63"},
	flow.ProgressSupervision:    {"D2-67"},
}

// ofComplaint adds an entry about a complaint that is not over. Who was told is the
// complainant, whether or not they are a customer of the company's books.
func ofComplaint(ctx context.Context, tx *ent.Tx, id typeid.ID, in AddInput) (*ent.ProgressEntry, error) {
	c, err := complaints.HoldForProgress(ctx, tx, id)
	if err != nil {
		return nil, on(err, "complaintId")
	}
	at, err := in.check(ctx)
	if err != nil {
		return nil, err
	}
	if other := optional.Value(in.CustomerID); other != "" && other != c.CustomerID {
		return nil, fault.NotFound().On("customerId")
	}
	if !c.State.Open() {
		return nil, requirements.NotOpen("complaintId")
	}
	customer := typeid.ID("")
	if in.Kind == flow.ProgressCustomerNotice {
		customer = c.CustomerID
	}
	e, err := write(ctx, tx, in, at, customer)
	if err != nil {
		return nil, err
	}
	err = complaints.Progressed(ctx, c, complaints.ProgressTold{
		EntryID: e.ID, Kind: in.Kind, At: at, Problem: optional.Value(in.Problem) != "", Clauses: complaintClauses[in.Kind],
	})
	if err == nil && in.Kind == flow.ProgressCoordination {
		err = coordinate(ctx, tx, e, in, asked{flow.SubjectComplaint, c.ID, c.Number, c.CustomerID})
	}
	return e, err
}

// on names the field in an error about a record that is not found.
func on(err error, field string) error {
	if fault.CodeOf(err) == fault.CodeNotFound {
		return fault.NotFound().On(field)
	}
	return err
}
