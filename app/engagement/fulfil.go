package engagement

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/engagementplan"
	"heed/ent/interaction"
	"heed/rules/flow"
	"heed/rules/period"
	"heed/rules/typeid"
)

// fulfil ends the tasks of plans that the interaction completes: the rule's period
// holds it, it has the type, depth and contents that the rule asks for, and with it
// there are as many as the rule asks for. One interaction may count for several tasks
// (trace A4). What a plan asked for in a period that is over was missed, whatever is
// written down later.
func fulfil(ctx context.Context, tx *ent.Tx, i *ent.Interaction) error {
	asked, err := tasks.Planned(ctx, tx, i.CustomerID)
	if err != nil || len(asked) == 0 {
		return err
	}
	ids := make([]typeid.ID, len(asked))
	for n, t := range asked {
		ids[n] = t.PlanID
	}
	plans, err := tx.EngagementPlan.Query().Where(engagementplan.IDIn(ids...)).All(ctx)
	if err != nil {
		return fmt.Errorf("engagement: reading plans: %w", err)
	}
	byID := map[typeid.ID]*ent.EngagementPlan{}
	for _, p := range plans {
		byID[p.ID] = p
	}
	for _, t := range asked {
		rule, ok := flow.EngagementRule{}, false
		if p := byID[t.PlanID]; p != nil {
			rule, ok = ruleOf(p, t.RuleKey)
		}
		if span := spanOf(t); !ok || !span.Holds(i.OccurredAt) {
			continue
		}
		found, err := evidence(ctx, tx.Interaction, rule, spanOf(t), i.CustomerID)
		if err != nil {
			return err
		}
		if of := found[i.CustomerID]; of != nil {
			if err := tasks.Fulfil(ctx, t, *of); err != nil {
				return err
			}
		}
	}
	return nil
}

// spanOf is the period in which a plan asks for the task.
func spanOf(t *ent.Task) period.Span {
	return period.Span{Start: or(t.PeriodStart), End: t.DueAt.Add(time.Second)}
}

// evidence is, by customer, the interaction with which the rule is fulfilled in the
// period: the first of enough. It is one statement for any number of customers.
func evidence(ctx context.Context, client *ent.InteractionClient, rule flow.EngagementRule, span period.Span, customers ...typeid.ID) (map[typeid.ID]*journal.Subject, error) {
	all, err := client.Query().Where(
		interaction.CustomerIDIn(customers...), interaction.OccurredAtGTE(span.Start), interaction.OccurredAtLT(span.End), counting(rule),
	).Order(interaction.ByOccurredAt(), interaction.ByID()).Select(interaction.FieldID, interaction.FieldCustomerID).All(asSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("engagement: reading interactions of a period: %w", err)
	}
	count, found := map[typeid.ID]int{}, map[typeid.ID]*journal.Subject{}
	for _, i := range all {
		if count[i.CustomerID]++; count[i.CustomerID] == rule.MinCount {
			s := subject(i)
			found[i.CustomerID] = &s
		}
	}
	return found, nil
}
