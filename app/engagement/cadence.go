package engagement

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/engagementplan"
	"heed/ent/interaction"
	"heed/ent/requirement"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/period"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	atOnce  = 200 // customers in a change
	maxBack = 12  // periods that are caught up after downtime
)

// asking is one rule of a plan in one period.
type asking struct {
	plan *ent.EngagementPlan
	rule flow.EngagementRule
	span period.Span
	// opened is when the tasks of a period that is over were last opened: only who
	// came since is looked for. The zero time is for a period of which all are.
	opened time.Time
}

// key names what is asked of a customer: it is asked once.
func (a asking) key(customer typeid.ID) string {
	return fmt.Sprintf("%s:%s:%s:%s", a.plan.ID, a.rule.Key, customer, a.span.Name)
}

// OpenDue opens the tasks that the company's plans ask for in the present period
// (D0-23, D0-24), and in those since it last did, whether there was a customer or not:
// after downtime nothing is left out, and what was over before it was opened is a
// missed task like others. Customers are asked for who were there, and of their class,
// before the middle of the period; those that an import of facts has made, once
// somebody works with them. Records task.open, or task.done where enough was written
// down before.
func OpenDue(ctx context.Context, j *journal.Journal) error {
	sys := viewer.SystemOf(ctx)
	plans, err := j.Client().EngagementPlan.Query().Where(engagementplan.Active(true)).Order(engagementplan.ByID()).All(sys)
	if err != nil {
		return fmt.Errorf("engagement: reading plans: %w", err)
	}
	for _, p := range plans {
		for _, rule := range p.Rules {
			for _, a := range askings(sys, p, rule) {
				if err := a.open(sys, j); err != nil {
					return err
				}
			}
		}
		if err := opened(sys, j, p); err != nil {
			return err
		}
	}
	return nil
}

// opened keeps until when the plan has asked. For those who change the plan, meanwhile
// too, it stays as it is: ent's hooks would count its version on and stamp it.
func opened(ctx context.Context, j *journal.Journal, p *ent.EngagementPlan) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE engagement_plans SET opened_until = $1 WHERE tenant_id = $2 AND id = $3", viewer.Now(ctx), viewer.Tenant(ctx), p.ID)
		if err != nil {
			return fmt.Errorf("engagement: writing until when a plan has asked: %w", err)
		}
		return nil
	})
	return err
}

// askings are the periods in which something may have to be opened, the earliest first.
func askings(ctx context.Context, p *ent.EngagementPlan, rule flow.EngagementRule) []asking {
	first, now := p.CreatedAt, viewer.Now(ctx)
	if p.ValidFrom.After(first) {
		first = p.ValidFrom
	}
	last := optional.Value(p.OpenedUntil)
	if last.After(first) {
		first = last
	}
	var all []asking
	for _, span := range period.Since(rule.Cadence, first, now, tenants.ConfigFrom(ctx).Zone, maxBack) {
		switch {
		case span.Start.Before(p.ValidFrom):
		case !span.End.After(now) && !last.Before(span.Start):
			all = append(all, asking{p, rule, span, last})
		default:
			all = append(all, asking{plan: p, rule: rule, span: span})
		}
	}
	return all
}

// open opens the tasks of all customers, a lot in each change.
func (a asking) open(ctx context.Context, j *journal.Journal) error {
	for after, more := typeid.ID(""), true; more; {
		lot, err := a.customers(ctx, j.Client(), after)
		if err != nil {
			return err
		}
		if more = len(lot) == atOnce; len(lot) == 0 {
			return nil
		}
		after = lot[len(lot)-1].ID
		if lot, err = a.missing(ctx, j.Client(), lot); err != nil {
			return err
		}
		if len(lot) == 0 {
			continue
		}
		if _, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error { return a.openLot(ctx, tx, lot) }); err != nil {
			return err
		}
		if err := a.again(ctx, j, lot); err != nil {
			return err
		}
	}
	return nil
}

// customers are the next customers of the plan's classes.
func (a asking) customers(ctx context.Context, client *ent.Client, after typeid.ID) ([]*ent.Customer, error) {
	all, err := a.next(ctx, client, after).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("engagement: reading customers: %w", err)
	}
	return all, nil
}

func (a asking) next(ctx context.Context, client *ent.Client, after typeid.ID) *ent.CustomerQuery {
	tenant, middle := viewer.Tenant(ctx), a.span.Start.Add(a.span.End.Sub(a.span.Start)/2)
	q := client.Customer.Query().Where(
		customer.CreatedAtLT(middle), customer.Or(customer.TierSinceIsNil(), customer.TierSinceLT(middle)),
		customer.Or(
			customer.FromHistory(false),
			// The indexes of what lies behind an edge begin with the company.
			customer.HasInteractionsWith(interaction.TenantID(tenant)),
			customer.HasRequirementsWith(requirement.TenantID(tenant), requirement.Historic(false)),
		),
	)
	if !a.opened.IsZero() {
		q.Where(customer.Or(customer.CreatedAtGT(a.opened), customer.TierSinceGT(a.opened)))
	}
	if after != "" { // an empty id would be NULL
		q.Where(customer.IDGT(after))
	}
	if a.plan.CollectionClass != nil {
		q.Where(customer.TierKeyIn(a.tiers(ctx)...))
	}
	if a.plan.MaintenanceClass != nil {
		q.Where(tenants.Maintained(ctx, *a.plan.MaintenanceClass))
	}
	q.Order(customer.ByID()).Limit(atOnce).Select(customer.FieldID, customer.FieldDepartmentID, customer.FieldAccountManagerID)
	return q
}

// tiers are the keys of the tiers of the plan's collection class.
func (a asking) tiers(ctx context.Context) []string {
	var keys []string
	for _, t := range tenants.ConfigFrom(ctx).Tiers {
		if *a.plan.CollectionClass == t.CollectionClass {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// missing are the customers for whom there is no task of the rule and period.
func (a asking) missing(ctx context.Context, client *ent.Client, lot []*ent.Customer) ([]*ent.Customer, error) {
	keys := make([]string, len(lot))
	for i, c := range lot {
		keys[i] = a.key(c.ID)
	}
	found, err := client.Task.Query().Where(task.DedupeKeyIn(keys...)).Select(task.FieldDedupeKey).Strings(ctx)
	if err != nil {
		return nil, fmt.Errorf("engagement: looking for tasks: %w", err)
	}
	there := map[string]bool{}
	for _, key := range found {
		there[key] = true
	}
	var left []*ent.Customer
	for i, c := range lot {
		if !there[keys[i]] {
			left = append(left, c)
		}
	}
	return left, nil
}

// periodStart is the beginning of the period as tasks keep it.
func (a asking) periodStart() *time.Time { start := a.span.Start; return &start }
