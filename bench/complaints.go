package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"heed/app/clocks"
	"heed/app/complaints"
	"heed/app/sessions"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/vault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// complaintSizes are how many complaints the company that is asked has, and all together.
var complaintSizes = map[string]struct{ own, all int }{
	"full":  {own: 100_000, all: 1_000_000},
	"small": {own: 1_000, all: 10_000},
}

// complaintRows makes complaints of a company, over two years, the newest last: nine of ten
// closed, one of thirty a recurrence of the one before, each with the clock of its
// resolution. The ids are made of the company and a number.
const complaintRows = `WITH made AS (
		SELECT n, now() - ($2 - n) * interval '2 years' / $2 AS at, n % 10 > 0 OR n < $2 * 19 / 20 AS closed,
			'cmp_0' || substr(md5($1 || n), 1, 25) AS id, 'clk_0' || substr(md5($1 || 'clock' || n), 1, 25) AS clock, 'cmp_0' || substr(md5($1 || n - 1), 1, 25) AS before
		FROM generate_series(1, $2::int) n
	), whose AS (
		SELECT (SELECT array_agg(id ORDER BY id) FROM customers WHERE tenant_id = $1) AS customers,
			(SELECT array_agg(id ORDER BY id) FROM departments WHERE tenant_id = $1) AS departments,
			(SELECT min(id) FROM members WHERE tenant_id = $1) AS member, (SELECT min(id) FROM working_calendars WHERE tenant_id = $1) AS calendar
	), written AS (
		INSERT INTO complaints (id, tenant_id, created_at, created_by, updated_at, number, intake, content, product, complained_at, channel, received_at,
			promised_at, due_at, state, nature, severity, path, root_cause, outcome, closed_at, customer_id, owner_department_id, assignee_id, recurrence_of_id, recurred)
		SELECT id, $1, at, member, at, 'CMP-' || extract(year FROM at) || '-' || lpad(n::text, 6, '0'), 'MEMBER', '送来的货物第 ' || n || ' 次与订单不符，请尽快处理并说明原因。',
			'产品 ' || n * 7 % 40, at - interval '1 hour', (ARRAY['WEB','PHONE','EMAIL','POST','VISIT'])[1 + n % 5], at, at + interval '7 days',
			CASE WHEN closed THEN timestamptz '9999-12-31' ELSE at + interval '3 days' END,
			CASE WHEN closed THEN 'CLOSED' ELSE (ARRAY['RECEIVED','INVESTIGATING','PROCESSING'])[1 + n / 10 % 3] END,
			(ARRAY['PRODUCT_QUALITY','DELIVERY','ATTITUDE','PRICE','OTHER'])[1 + (n % 5) * (n % 5) % 5], CASE WHEN n % 12 = 0 THEN 'MAJOR' ELSE 'GENERAL' END,
			CASE WHEN n % 12 = 0 THEN 'JOINT' ELSE 'DIRECT' END, (ARRAY['PRODUCT','PROCESS','PEOPLE','INFORMATION'])[1 + n / 3 % 4],
			CASE WHEN closed THEN (ARRAY['ACCEPTED','ACCEPTED','ACCEPTED','NO_REPLY_CLOSED'])[1 + n % 4] END, CASE WHEN closed THEN at + n % 5 * interval '1 day' END,
			customers[1 + n / 2 % cardinality(customers)], departments[1 + n % cardinality(departments)], member, CASE WHEN n > 1 AND n % 30 = 0 THEN before END, n % 30 = 29 AND n < $2
		FROM made, whose
	)
	INSERT INTO sla_clocks (id, tenant_id, created_at, updated_at, complaint_id, policy_version, calendar_id, kind, state, amount, unit, started_at, due_at, stopped_at, pauses)
	SELECT clock, $1, at, at, id, 1, calendar, 'COMPLAINT_RESOLUTION', CASE WHEN NOT closed THEN 'RUNNING' WHEN n % 5 < 4 THEN 'MET' ELSE 'BREACHED' END,
		3, 'WORKING_DAY', at, at + interval '3 days', CASE WHEN closed THEN at + n % 5 * interval '1 day' END, '[]'
	FROM made, whose`

// complain gives the companies their complaints, and the figures that are kept of them.
func complain(ctx context.Context, url string, keys *vault.Keys, size string) (err error) {
	s, err := look(ctx, url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.db.Close()) }()
	db, err := database.Open(ctx, url, "", database.PostgresOptions{Role: database.AppRole, StatementTimeout: -1})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	authz.Install(db.Client)
	who, err := sessions.NewWho(db.Client)
	if err != nil {
		return err
	}
	ctx = viewer.WithNow(vault.With(ctx, keys), time.Now())
	z := complaintSizes[size]
	for i, c := range s.companies {
		n := z.own
		if i > 0 {
			n = (z.all - z.own) / (len(s.companies) - 1)
		}
		if err := complainOf(ctx, s.db, db.Client, who, c.id, n); err != nil {
			return fmt.Errorf("complaints of %s: %w", c.id, err)
		}
	}
	say("made %d complaints", z.all)
	return nil
}

func complainOf(ctx context.Context, owner *sql.DB, client *ent.Client, who *sessions.Who, tenant typeid.ID, n int) error {
	if _, err := owner.ExecContext(ctx, complaintRows, string(tenant), n); err != nil {
		return err
	}
	ctx, err := who.AsSystem(ctx, tenant)
	if err != nil {
		return err
	}
	all, err := complaints.Recount(ctx, client)
	if err != nil {
		return err
	}
	for f := range all {
		if !strings.HasPrefix(f.Name, "complaint.") { // the others are kept already
			delete(all, f)
		}
	}
	tx, err := client.Tx(ctx)
	if err != nil {
		return err
	}
	if err := clocks.Anew(ctx, tx, all); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// The documents of the works over complaints; the raw side has no such thing.
const (
	documentComplaints = `query($filter: ComplaintFilter, $first: Int) { complaints(filter: $filter, first: $first, orderBy: {field: DUE_AT, direction: ASC}) { edges { node { id number state product receivedAt dueAt severity customer { id name } ownerDepartment { name } assignee { displayName } availableActions } } pageInfo { hasNextPage endCursor } } }`
	documentPareto     = `query($by: ComplaintDimension!, $from: Date, $to: Date) { complaintPareto(by: $by, from: $from, to: $to) { total others rows { value label count share cumulative } } }`
	documentTrend      = `query { complaintTrend { month received closed onTime accepted } }`
	documentGrievances = `query { complaintDashboard { byState { state count } bySeverity { severity count } byPath { path count } overdue received closed complaintRate { value basis } onTimeRate { numerator denominator value } acceptanceRate { value } recurrenceRate { value } } }`
)

// complaintWorks are the list, the dashboard, the analysis by each dimension over a quarter
// and over a year, and the trend.
func complaintWorks(s *sample) []work {
	c := s.companies[0]
	list := work{name: "complaints: page of 50"}
	for _, state := range []flow.ComplaintState{flow.ComplaintReceived, flow.ComplaintProcessing, flow.ComplaintClosed} {
		list.tasks = append(list.tasks, task{heed: graphql(c, documentComplaints, map[string]any{"filter": map[string]any{"states": []flow.ComplaintState{state}}, "first": 50})})
	}
	today := time.Now().In(c.zone)
	pareto := func(name string, days int) work {
		w := work{name: name}
		for _, by := range flow.ComplaintDimension("").Values() {
			w.tasks = append(w.tasks, task{heed: graphql(c, documentPareto, map[string]any{
				"by": by, "from": today.AddDate(0, 0, -days).Format(time.DateOnly), "to": today.Format(time.DateOnly),
			})})
		}
		return w
	}
	return []work{
		list,
		{name: "complaints: dashboard", tasks: []task{{heed: graphql(c, documentGrievances, nil)}}},
		pareto("complaints: Pareto of a quarter", 91),
		pareto("complaints: Pareto of a year", 365),
		{name: "complaints: trend of a year", tasks: []task{{heed: graphql(c, documentTrend, nil)}}},
	}
}
