package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"heed/app/demo"
)

const (
	growthWork = "growth"
	// What the pages are asked of at first: two companies of these together.
	growthOthers = 100 // times the rows of the other company
	growthOwn    = 10  // times the rows of the company that is asked
)

var growthSize = demo.Size{Companies: 2, Customers: 400, Requirements: 2_000}

// The pages whose cost is compared; without a count, which grows with what is counted.
var growing = map[string]string{
	"the ledger's first page of 50": `{ requirements(first: 50, orderBy: {field: DUE_AT, direction: ASC}) { edges { node { id number title state urgency dueAt customer { id name } leadDepartment { name } assignee { displayName } availableActions } } pageInfo { hasNextPage endCursor } } }`,
	"50 of a state and an urgency":  `{ requirements(first: 50, filter: {states: [CLOSED], urgencies: [GENERAL]}) { edges { node { id number title state customer { id name } } } pageInfo { hasNextPage endCursor } } }`,
	"20 customers by name":          `{ customers(first: 20, orderBy: {field: NAME, direction: ASC}) { edges { node { id name tier { key } } } pageInfo { hasNextPage endCursor } } }`,
	"the dashboard":                 documentDashboard,
}

func pageNames() []string { return slices.Sorted(maps.Keys(growing)) }

// grows tells how the cost of a page changes when the other companies have a
// hundred times, and then the company itself ten times as many rows. It works on a
// small database of its own.
func (r *runner) grows(ctx context.Context, st *store) (_ string, err error) {
	const name = "heed_bench_growth"
	if err := st.drop(ctx, name); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, st.drop(context.WithoutCancel(ctx), name)) }()
	if _, err := st.admin.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"); err != nil {
		return "", err
	}
	url := st.server.named(name)
	if err := fill(ctx, url, st.keys, growthSize); err != nil {
		return "", err
	}
	g := &runner{settings: r.settings, postmaster: r.postmaster}
	if g.heed, err = start(ctx, childHeed, url, filepath.Join(r.data, "data.key")); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, g.heed.stop()) }()
	if g.sample, err = look(ctx, url); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, g.sample.db.Close()) }()

	own, other := g.sample.companies[0], g.sample.companies[1]
	var costs [3]map[string]float64
	for step, grow := range []func() error{
		func() error { return nil },
		func() error { return g.multiply(ctx, other, growthOthers) },
		func() error { return g.multiply(ctx, own, growthOwn) },
	} {
		if err := errors.Join(grow(), tidy(ctx, url)); err != nil {
			return "", err
		}
		if costs[step], err = g.pages(ctx, own); err != nil {
			return "", err
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n| Page, in a company of %d requirements | CPU | the other company %d × | its own rows %d × |\n|---|--:|--:|--:|\n",
		growthSize.Requirements/growthSize.Companies, growthOthers, growthOwn)
	for _, page := range pageNames() {
		first, others, rows := costs[0][page], costs[1][page], costs[2][page]
		fmt.Fprintf(&b, "| %s | %.0f | %.0f (%.2f×) | %.0f (%.2f×) |\n", page, first, others, others/first, rows, rows/others)
	}
	return b.String(), nil
}

// pages is the CPU of each page in microseconds, of Heed and the database together.
func (r *runner) pages(ctx context.Context, c *company) (map[string]float64, error) {
	costs := map[string]float64{}
	if err := r.sample.signIn(r.heed); err != nil {
		return nil, err
	}
	for _, page := range pageNames() {
		say("%s: %s", growthWork, page)
		res, err := r.measure(ctx, work{name: page, tasks: []task{{heed: graphql(c, growing[page], nil)}}})
		if err != nil {
			return nil, err
		}
		costs[page] = res.sides[0].each(res.sides[0].cpu + res.sides[0].db)
	}
	return costs, nil
}

// multiply copies the company's customers and requirements until there are so
// many times as many.
func (r *runner) multiply(ctx context.Context, c *company, times int) error {
	for _, table := range []string{"requirements", "customers"} {
		number := ""
		if table == "requirements" {
			number = ", 'number', 'COPY-' || n || '-' || r.number"
		}
		// Each copy is an instant older, so that no order is one of equals.
		_, err := r.sample.db.ExecContext(ctx, fmt.Sprintf(`INSERT INTO %s
			SELECT (jsonb_populate_record(r, jsonb_build_object('id', left(r.id, 4) || lpad(n || right(r.id, 20), 26, '0'),
				'created_at', r.created_at - n * interval '1 minute', 'external_id', NULL%s))).*
			FROM %s r, generate_series(1, $2) n WHERE r.tenant_id = $1`, table, number, table), c.id, times-1)
		if err != nil {
			return fmt.Errorf("copying %s: %w", table, err)
		}
	}
	return nil
}
