package requirements

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// within begins a statement about what was merged into the requirements, also through others:
// the table merged has all of it, and the table told their customers but each requirement's own,
// in the order in which they are told: those of what was merged most directly come first, place 1
// on, and of how many. Nothing merges in a circle; the depth is bounded all the same.
func within(ctx context.Context, roots ...typeid.ID) (with string, args []any) {
	args = []any{viewer.Tenant(ctx)}
	places := make([]string, len(roots))
	for i, id := range roots {
		args = append(args, id)
		places[i] = "$" + strconv.Itoa(len(args))
	}
	return `WITH RECURSIVE merged (root, id, customer_id, assignee_id, department_id, depth) AS (
		SELECT merged_into_id, id, customer_id, assignee_id, lead_department_id, 1 FROM requirements
		WHERE tenant_id = $1 AND merged_into_id IN (` + strings.Join(places, ", ") + `)
		UNION
		SELECT m.root, r.id, r.customer_id, r.assignee_id, r.lead_department_id, m.depth + 1 FROM merged m
		JOIN requirements r ON r.tenant_id = $1 AND r.merged_into_id = m.id WHERE m.depth < 1000
	), told AS (
		SELECT m.root, m.customer_id, row_number() OVER (PARTITION BY m.root ORDER BY min(m.depth), min(m.id)) AS place,
			count(*) OVER (PARTITION BY m.root) AS customers
		FROM merged m JOIN requirements o ON o.tenant_id = $1 AND o.id = m.root WHERE m.customer_id <> o.customer_id
		GROUP BY m.root, m.customer_id
	)`, args
}

// each reads the rows of a statement of within.
func each(ctx context.Context, client *ent.Client, query string, args []any, row func(scan func(...any) error) error) (err error) {
	rows, err := client.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("requirements: reading what was merged: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return fmt.Errorf("requirements: reading what was merged: %w", err)
		}
	}
	return rows.Err()
}

// idsWithin are the different values of a column of all that was merged into the requirement,
// without empty ones.
func idsWithin(ctx context.Context, client *ent.Client, column string, root typeid.ID) (ids []typeid.ID, err error) {
	with, args := within(ctx, root)
	err = each(ctx, client, with+` SELECT DISTINCT `+column+` FROM merged WHERE `+column+` <> '' ORDER BY 1`, args, func(scan func(...any) error) error {
		var id typeid.ID
		if err := scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	})
	return ids, err
}

// Customers are the requirement's own customer, first, and those of all requirements
// that were merged into it: whoever asked is told of its progress (D0-38).
func Customers(ctx context.Context, tx *ent.Tx, r *ent.Requirement) ([]typeid.ID, error) {
	others, err := idsWithin(ctx, tx.Client(), "customer_id", r.ID)
	if err != nil {
		return nil, err
	}
	return typeid.Unique(append([]typeid.ID{r.CustomerID}, others...)), nil
}
