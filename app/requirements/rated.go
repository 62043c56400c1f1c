package requirements

import (
	"context"
	"fmt"
	"time"

	"heed/app/limit"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// How often ratings may be sent: from an address, and at one link.
var (
	RatingsOfAddress = limit.Limit{Kind: "rating address", Most: 60, Window: 15 * time.Minute}
	RatingsAtLink    = limit.Limit{Kind: "rating link", Most: 20, Window: time.Hour}
)

// Rated is what a link (Linked) is about, in the context of its company: the
// requirement, and what the customer has said of its newest result, nil for nothing.
// NOT_FOUND when it is gone, and in a company that is not at work.
func Rated(ctx context.Context, client *ent.Client, link *ent.Token) (*ent.Requirement, *ent.SatisfactionRating, error) {
	if !tenants.ConfigFrom(ctx).AtWork() {
		return nil, nil, fault.NotFound()
	}
	r, err := client.Requirement.Get(viewer.SystemOf(ctx), link.SubjectID)
	if ent.IsNotFound(err) {
		return nil, nil, fault.NotFound()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("requirements: reading what %s is about: %w", link.ID, err)
	}
	given, err := CustomerRating(ctx, client, r)
	return r, given, err
}
