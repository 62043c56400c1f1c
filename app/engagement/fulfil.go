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
	"heed/ent/predicate"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/period"
	"heed/rules/typeid"
	"heed/rules/viewer"
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
		found, err := evidence(ctx, tx.Interaction, rule, spanOf(t), []typeid.ID{i.CustomerID})
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

// again ends tasks that were opened while what they ask for was written down: neither
// the change that opened them nor the one that wrote it saw the other.
func (a asking) again(ctx context.Context, j *journal.Journal, lot []*ent.Customer) error {
	ids, keys := make([]typeid.ID, len(lot)), make([]string, len(lot))
	for i, c := range lot {
		ids[i], keys[i] = c.ID, a.key(c.ID)
	}
	found, err := evidence(ctx, j.Client().Interaction, a.rule, a.span, ids)
	if err != nil || len(found) == 0 {
		return err
	}
	open, err := j.Client().Task.Query().Where(task.DedupeKeyIn(keys...), task.StateIn(flow.TaskOpen, flow.TaskInProgress)).
		Order(task.ByID()).Select(task.FieldID, task.FieldCustomerID).All(ctx)
	if err != nil {
		return fmt.Errorf("engagement: looking at what was opened: %w", err)
	}
	for _, t := range open {
		of := found[t.CustomerID]
		if of == nil {
			continue
		}
		_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
			asked, err := tasks.Planned(ctx, tx, t.CustomerID)
			if err != nil {
				return err
			}
			for _, one := range asked {
				if one.ID == t.ID {
					return tasks.Fulfil(ctx, one, *of)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Evidence is what shows that a task was done in its period and written down in it;
// nil for nothing, and for a task of no plan. It is asked for before a task is missed.
func Evidence(ctx context.Context, tx *ent.Tx, t *ent.Task) (*journal.Subject, error) {
	if t.PlanID == "" {
		return nil, nil
	}
	p, err := tx.EngagementPlan.Query().Where(engagementplan.ID(t.PlanID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("engagement: reading the plan of %s: %w", t.ID, err)
	}
	rule, ok := ruleOf(p, t.RuleKey)
	if !ok {
		return nil, nil
	}
	found, err := evidence(ctx, tx.Interaction, rule, spanOf(t), []typeid.ID{t.CustomerID}, interaction.CreatedAtLT(spanOf(t).End))
	return found[t.CustomerID], err
}

// spanOf is the period in which a plan asks for the task.
func spanOf(t *ent.Task) period.Span {
	return period.Span{Start: optional.Value(t.PeriodStart), End: t.DueAt.Add(time.Second)}
}

// evidence is, by customer, the interaction with which the rule is fulfilled in the
// period: the first of enough; none where interactions do not show it. It is one statement for any number of customers.
func evidence(ctx context.Context, client *ent.InteractionClient, rule flow.EngagementRule, span period.Span, customers []typeid.ID, more ...predicate.Interaction) (map[typeid.ID]*journal.Subject, error) {
	if rule.TaskType.ByHand() || rule.TaskType.ByTrial() {
		return nil, nil
	}
	all, err := client.Query().Where(more...).Where(
		interaction.CustomerIDIn(customers...), interaction.OccurredAtGTE(span.Start), interaction.OccurredAtLT(span.End), counting(rule),
	).Order(interaction.ByOccurredAt(), interaction.ByID()).Select(interaction.FieldID, interaction.FieldCustomerID).All(viewer.SystemOf(ctx))
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
