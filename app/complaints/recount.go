package complaints

import (
	"context"
	"fmt"
	"time"

	"heed/app/clocks"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/complaint"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// recountPage is how many complaints are read at a time.
const recountPage = 5_000

// Recount computes all maintained figures of the context's company from its rows, those of
// requirements and of clocks too, in the system's name. Figures of zero are left out. It is
// for proving the counters, and for making them after a bulk load.
func Recount(ctx context.Context, client *ent.Client) (map[clocks.Figure]int, error) {
	all, err := requirements.Recount(ctx, client)
	if err != nil {
		return nil, err
	}
	return all, each(ctx, client, func(c *ent.Complaint, zone *time.Location) {
		for _, f := range figures(c, zone) {
			all[f]++
		}
	})
}

// each reads all complaints of the company, with what figures count.
func each(ctx context.Context, client *ent.Client, do func(*ent.Complaint, *time.Location)) error {
	zone := tenants.ConfigFrom(ctx).Zone
	ctx = viewer.SystemOf(ctx)
	for last, more := typeid.ID(""), true; more; {
		q := client.Complaint.Query()
		if last != "" {
			q.Where(complaint.IDGT(last))
		}
		page, err := q.Order(complaint.ByID()).Limit(recountPage).Select(
			complaint.FieldState, complaint.FieldSeverity, complaint.FieldPath, complaint.FieldReceivedAt, complaint.FieldClosedAt,
			complaint.FieldOutcome, complaint.FieldCustomerID, complaint.FieldRootCause, complaint.FieldHistoric, complaint.FieldRecurred,
		).All(ctx)
		if err != nil {
			return fmt.Errorf("complaints: recounting: %w", err)
		}
		for _, c := range page {
			do(c, zone)
			last = c.ID
		}
		more = len(page) == recountPage
	}
	return nil
}
