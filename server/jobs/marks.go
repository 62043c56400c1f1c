package jobs

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"heed/ent"
	"heed/rules/typeid"
)

// What has been put into the queue is remembered in the database itself
// (job_positions, duty_marks), not in the queue: a queue that is lost, or older,
// loses what waited in it, and brings nothing back.

// behind is a company whose journal has grown beyond what was handed on.
type behind struct {
	company     typeid.ID
	after, head int64
}

// followAtOnce is how many companies one look follows.
const followAtOnce = 500

// allBehind are companies with events that were not handed on, the smallest
// backlog first, so that one company's import holds up nobody. A look at all reads
// every head; one at some finds theirs by the index.
func allBehind(ctx context.Context, client *ent.Client, which lookAt) (all []behind, err error) {
	args, some := []any{followAtOnce}, ""
	if !which.all {
		places := make([]string, len(which.companies))
		for i, company := range which.companies {
			args = append(args, string(company))
			places[i] = "$" + strconv.Itoa(len(args))
		}
		some = " AND h.company_id IN (" + strings.Join(places, ", ") + ")"
	}
	rows, err := client.QueryContext(ctx, `SELECT h.company_id, coalesce(p.position, 0), h.position
		FROM company_heads h LEFT JOIN job_positions p ON p.company_id = h.company_id
		WHERE h.position > coalesce(p.position, 0)`+some+` ORDER BY h.position - coalesce(p.position, 0) LIMIT $1`, args...)
	if err != nil {
		return nil, fmt.Errorf("jobs: looking for events: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var b behind
		if err := rows.Scan(&b.company, &b.after, &b.head); err != nil {
			return nil, fmt.Errorf("jobs: looking for events: %w", err)
		}
		all = append(all, b)
	}
	return all, rows.Err()
}

// handedOn writes down that the company's events up to the position are in the
// queue. Another process may be further: it never goes back.
func handedOn(ctx context.Context, client *ent.Client, company typeid.ID, position int64) error {
	_, err := client.ExecContext(ctx, `INSERT INTO job_positions (company_id, position) VALUES ($1, $2)
		ON CONFLICT (company_id) DO UPDATE SET position = excluded.position WHERE job_positions.position < excluded.position`, string(company), position)
	if err != nil {
		return fmt.Errorf("jobs: noting a position: %w", err)
	}
	return nil
}

// everywhere stands for the company of a duty that concerns none.
const everywhere typeid.ID = ""

// marked is the period for which a duty was last put into the queue.
type marked struct {
	company typeid.ID
	period  string // "" before the first
}

// dutyAtOnce is how many companies one look gives a duty.
const dutyAtOnce = 500

// dueDuties are companies for which it is time to look whether a new period of
// the duty has begun.
func dueDuties(ctx context.Context, client *ent.Client, duty string, now time.Time) (all []marked, err error) {
	rows, err := client.QueryContext(ctx, `SELECT h.company_id, coalesce(m.period, '')
		FROM company_heads h LEFT JOIN duty_marks m ON m.company_id = h.company_id AND m.duty = $1
		WHERE m.look_at IS NULL OR m.look_at <= $2 ORDER BY h.company_id LIMIT $3`, duty, now, dutyAtOnce)
	if err != nil {
		return nil, fmt.Errorf("jobs: looking for duties: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var m marked
		if err := rows.Scan(&m.company, &m.period); err != nil {
			return nil, fmt.Errorf("jobs: looking for duties: %w", err)
		}
		all = append(all, m)
	}
	return all, rows.Err()
}

// dueEverywhere is dueDuties of a duty that concerns no company.
func dueEverywhere(ctx context.Context, client *ent.Client, duty string, now time.Time) (all []marked, err error) {
	rows, err := client.QueryContext(ctx, "SELECT period, look_at <= $1 FROM duty_marks WHERE company_id = $2 AND duty = $3", now, string(everywhere), duty)
	if err != nil {
		return nil, fmt.Errorf("jobs: looking for duties: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if !rows.Next() {
		return []marked{{company: everywhere}}, rows.Err()
	}
	m, due := marked{company: everywhere}, false
	if err := rows.Scan(&m.period, &due); err != nil {
		return nil, fmt.Errorf("jobs: looking for duties: %w", err)
	}
	if due {
		all = append(all, m)
	}
	return all, rows.Err()
}

// mark writes down that the duty of the period is in the queue, and when to look again.
func mark(ctx context.Context, client *ent.Client, company typeid.ID, duty, period string, lookAt time.Time) error {
	_, err := client.ExecContext(ctx, `INSERT INTO duty_marks (company_id, duty, period, look_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (company_id, duty) DO UPDATE SET period = excluded.period, look_at = excluded.look_at`, string(company), duty, period, lookAt)
	if err != nil {
		return fmt.Errorf("jobs: marking a duty: %w", err)
	}
	return nil
}
