package jobs

import (
	"context"

	"heed/app/purchases"
)

// deliveryWatch notes deliveries whose promised time has passed, and has their customers told.
var deliveryWatch = Duty{
	Name: "delivery_watch", Hour: 7,
	Do: func(ctx context.Context, w *Works) error { return purchases.NoteDelays(ctx, w.Journal) },
}
