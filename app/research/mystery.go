package research

import (
	"context"
	"fmt"

	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// who cleans whom research is done with, and who goes as a mystery shopper: that is written
// down by those alone who may read it (D2-38).
func who(ctx context.Context, tx *ent.Tx, method flow.ResearchMethod, of *typeid.ID, goes *string) (typeid.ID, string, error) {
	id := optional.Value(of)
	if id != "" {
		there, err := tx.Customer.Query().Where(customer.ID(id)).Exist(ctx)
		if err != nil {
			return "", "", fmt.Errorf("research: looking for a customer: %w", err)
		}
		if !there {
			return "", "", fault.NotFound().On("customerId")
		}
	}
	if goes == nil {
		return id, "", nil
	}
	if err := authz.Require(ctx, authz.ResearchReveal); err != nil {
		return "", "", err
	}
	name, err := text.Line("shopper", *goes, 0, maxTitle)
	if err == nil && name != "" && method != flow.ResearchMystery {
		err = fault.Input("shopper", "research.shopper")
	}
	return id, name, err
}

// Shopper is who went as a mystery shopper; nil for nobody, and for who may not know it
// (D2-38).
func Shopper(ctx context.Context, r *ent.ResearchActivity) *string {
	if r.Shopper == "" || authz.On(ctx, authz.ResearchReveal, Record(r)) != nil {
		return nil
	}
	return &r.Shopper
}

// hidden tells whether departments do not know of it yet.
func hidden(r *ent.ResearchActivity) bool { return r.Method.Hidden(r.PublishedAt) }

// PublishInput is a mystery visit.
type PublishInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// Publish shows departments what a mystery visit that is done found; who went stays hidden
// (D2-38). Errors: research.not_mystery, research.published. Records research.published.
func Publish(ctx context.Context, tx *ent.Tx, in PublishInput) (*ent.ResearchActivity, error) {
	was, _, err := take(ctx, tx, flow.ResearchActPublish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if was.Method != flow.ResearchMystery {
		return nil, fault.Precondition("research.not_mystery")
	}
	if was.PublishedAt != nil {
		return nil, fault.Precondition("research.published")
	}
	r, err := was.Update().SetPublishedAt(viewer.Now(ctx)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("research: publishing %s: %w", was.ID, err)
	}
	tell(ctx, r, "research.published", r.State, []string{"publishedAt"})
	return r, nil
}
