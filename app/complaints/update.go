package complaints

import (
	"context"
	"slices"
	"time"

	"heed/app/clocks"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// UpdateInput is a complaint's changes: nil stays, an empty text clears.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Links
	Product      *string
	RemedySought *string
	Disputed     *bool
	// PromisedAt is by when an answer is promised, where nobody has told the customer yet: the
	// page did, or the handling was taken up again.
	PromisedAt *time.Time
}

// Update writes down what has become known of a complaint: whose it is, which purchase it
// is about. What the complainant said stays as it was said. What it says already changes
// nothing and tells nothing. Whose it is may bring another deadline, and the clock is counted
// anew; so is it by a promise (complaint.promise_confirmed once the customer was told one).
// Errors: input.empty_update, complaint.of_other_customer, complaint.customer_known,
// contact.erased for what is said of a person who was erased, NOT_FOUND on the ids. Records
// complaint.updated, with the names of what changed, and clock.recomputed.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Complaint, error) {
	was, _, err := take(ctx, tx, flow.ComplaintActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.Links == (Links{}) && in.Product == nil && in.RemedySought == nil && in.Disputed == nil && in.PromisedAt == nil {
		return nil, fault.Input("", "input.empty_update")
	}
	c := checks{now: viewer.Now(ctx)}
	if in.PromisedAt != nil {
		promised := c.promised("promisedAt", *in.PromisedAt)
		in.PromisedAt = &promised
	}
	if in.Product != nil {
		product := *in.Product
		c.line("product", &product, 0, maxProduct)
		in.Product = &product
	}
	c.optional("remedySought", &in.RemedySought, maxLong)
	if c.err != nil {
		return nil, c.err
	}
	switch {
	case in.PromisedAt != nil && was.PromiseConfirmed:
		return nil, fault.Precondition("complaint.promise_confirmed").On("promisedAt")
	case in.RemedySought != nil && was.ErasedAt != nil:
		return nil, fault.Precondition("contact.erased").On("remedySought")
	}
	change, t := was.Update(), told{clauses: []string{"D2-57"}}
	if err := in.relink(ctx, tx, was, change, &t); err != nil {
		return nil, err
	}
	if in.Product != nil && *in.Product != was.Product {
		change.SetProduct(*in.Product).SetGrams(grams(was.TenantID, was.Number, *in.Product, was.Content))
		t.fields = append(t.fields, "product")
	}
	if in.RemedySought != nil && *in.RemedySought != was.RemedySought {
		change.SetRemedySought(*in.RemedySought)
		t.fields = append(t.fields, "remedySought")
	}
	if in.Disputed != nil && (was.Disputed == nil || *was.Disputed != *in.Disputed) {
		change.SetDisputed(*in.Disputed)
		t.fields = append(t.fields, "disputed")
	}
	if in.PromisedAt != nil {
		change.SetPromisedAt(*in.PromisedAt).SetPromiseConfirmed(true)
		t.fields = append(t.fields, "promisedAt")
	}
	if len(t.fields) == 0 {
		return was, nil
	}
	if in.PromisedAt != nil || slices.Contains(t.fields, "customer") {
		s := clocks.OfComplaint(was)
		if id, known := change.Mutation().CustomerID(); known {
			s.CustomerID = id
		}
		due, err := clocks.Repromise(ctx, tx, s, sla.ClockComplaintResolution, in.PromisedAt)
		if err != nil {
			return nil, err
		}
		change.SetDueAt(due)
	}
	r, err := save(ctx, was, change)
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "complaint.updated", t)
	return r, nil
}

// relink puts the records that the complaint is about into the change. Whose complaint it
// is, once known, is not said otherwise: ratings and rates count for the customer.
func (in *UpdateInput) relink(ctx context.Context, tx *ent.Tx, was *ent.Complaint, change *ent.ComplaintUpdateOne, t *told) error {
	if in.Links == (Links{}) {
		return nil
	}
	links, f := in.Links, facts{name: was.ComplainantName, product: was.Product}
	if links.CustomerID == nil {
		links.CustomerID = &was.CustomerID
	}
	if err := links.find(viewerOr(ctx, in, was), tx, &f); err != nil {
		return err
	}
	if was.CustomerID != "" && f.customer != was.CustomerID {
		return fault.Precondition("complaint.customer_known").On("customerId")
	}
	if f.customer != was.CustomerID {
		change.SetCustomerID(f.customer)
		t.fields = append(t.fields, "customer")
		if was.RootCause != nil { // that it came again is seen now
			known := *was
			known.CustomerID = f.customer
			before, err := recurs(ctx, tx, &known, *was.RootCause)
			if err != nil {
				return err
			}
			if err := repeats(ctx, tx, was, change, before); err != nil {
				return err
			}
		}
	}
	if in.ContactID != nil && f.contact != was.ContactID {
		if change.SetContactID(f.contact); f.contact == "" {
			change.ClearContactID()
		}
		t.fields = append(t.fields, "contact")
	}
	if in.PurchaseID != nil && f.purchase != was.PurchaseID {
		if change.SetPurchaseID(f.purchase); f.purchase == "" {
			change.ClearPurchaseID()
		}
		t.fields = append(t.fields, "purchase")
	}
	if in.TouchpointID != nil && f.touchpoint != was.TouchpointID {
		if change.SetTouchpointID(f.touchpoint); f.touchpoint == "" {
			change.ClearTouchpointID()
		}
		t.fields = append(t.fields, "touchpoint")
	}
	return nil
}

// viewerOr is the viewer's context, or the system's where only what was known before is
// looked for: who works on a complaint need not reach its customer.
func viewerOr(ctx context.Context, in *UpdateInput, was *ent.Complaint) context.Context {
	if optional.Value(in.ContactID) == "" && optional.Value(in.PurchaseID) == "" && optional.Value(in.TouchpointID) == "" &&
		(in.CustomerID == nil || *in.CustomerID == was.CustomerID) {
		return viewer.SystemOf(ctx)
	}
	return ctx
}
