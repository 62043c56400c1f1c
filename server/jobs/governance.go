package jobs

import (
	"context"

	"heed/app/appraisals"
	"heed/app/governance"
)

// appraisalsLapse makes final what was shown seven days ago and not appealed against (D0-78).
var appraisalsLapse = Duty{
	Name: "appraisals_lapse", Hour: 1,
	Do: func(ctx context.Context, w *Works) error { return appraisals.Lapse(ctx, w.Journal) },
}

// documentsTend retires what people were told for a period that is over, and reminds those
// who have not read what ends soon (D2-81).
var documentsTend = Duty{
	Name: "documents_tend", Hour: 8,
	Do: func(ctx context.Context, w *Works) error { return governance.Tend(ctx, w.Journal) },
}
