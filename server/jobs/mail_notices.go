package jobs

import (
	"context"
	"errors"

	"heed/app/notices"
	"heed/server/delivery"
)

// sendNotices sends the letters of notices that are due. What is sent twice,
// because the process ended between sending and noting it, has one Message-ID.
func sendNotices(ctx context.Context, w *Works) error {
	for {
		letters, err := notices.TakeUp(ctx, w.Journal, w.PublicURL)
		if err != nil || len(letters) == 0 {
			return err
		}
		for _, l := range letters {
			failure := w.Post(ctx, delivery.Letter{To: l.To, Subject: l.Subject, Text: l.Text, ID: "notices-" + string(l.ID)})
			if ctx.Err() != nil { // the work ends here: whether it was sent is not known
				return errors.Join(ctx.Err(), failure)
			}
			if err := notices.Settle(ctx, w.Journal, l, failure); err != nil {
				return err
			}
		}
	}
}
