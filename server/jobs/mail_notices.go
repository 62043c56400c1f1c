package jobs

import (
	"context"
	"errors"
	"time"

	"heed/app/notices"
	"heed/server/delivery"
)

// often is how often what is due by the minute is looked for: one statement by
// an index where nothing is.
const often = 5 * time.Minute

// Every has a duty done once in each such span of time.
func Every(span time.Duration) func(now time.Time) string {
	return func(now time.Time) string { return now.UTC().Truncate(span).Format(time.RFC3339) }
}

// mailNotices sends the letters of notices that are due. What is sent twice,
// because the process ended between sending and noting it, has one Message-ID.
var mailNotices = Duty{Name: "mail_notices", Period: Every(often), Do: func(ctx context.Context, w *Works) error {
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
}}
