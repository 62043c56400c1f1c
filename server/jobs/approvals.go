package jobs

import (
	"context"

	"heed/app/requirements"
)

// expireApprovals ends the requests for approval that nobody has decided in time.
func expireApprovals(ctx context.Context, w *Works) error {
	return requirements.Consequences.Expire(ctx, w.Journal)
}
