package jobs

import (
	"context"

	"heed/app/touchpoints"
)

// standardReview asks for standards of touchpoints to be looked at again when their day is near.
var standardReview = Duty{
	Name: "standard_review", Hour: 7,
	Do: func(ctx context.Context, w *Works) error { return touchpoints.RemindReviews(ctx, w.Journal) },
}
