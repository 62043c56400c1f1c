package requirements

import (
	"context"
	"fmt"
	"time"

	"heed/ent"
	journalled "heed/ent/event"
	"heed/ent/member"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Stages are when a requirement came to its stages; nil for one that it has not come to.
type Stages struct {
	Received, Analyzed, Planned, Processing, Feedback, Closed *time.Time
}

// LedgerRow is a requirement in the ledger: stages, times, persons (D0-56).
type LedgerRow struct {
	Requirement     *ent.Requirement
	Stages          Stages
	RespondedAt     *time.Time
	ResponseMinutes *int
	Responsible     []*ent.Member // the assignee, then the owners of the newest plan's steps
}

// The events that tell of stages for which the requirement has no column.
const (
	analyzingEvent  = "requirement.analyzing"
	processingEvent = "requirement.processing"
)

// Ledger are the rows of requirements that the viewer reads, in their order. It is two
// statements for any number of them.
func Ledger(ctx context.Context, client *ent.Client, all []*ent.Requirement) ([]*LedgerRow, error) {
	if len(all) == 0 {
		return nil, nil
	}
	times, err := stageTimes(ctx, client, all)
	if err != nil {
		return nil, err
	}
	people, err := responsibleFor(ctx, client, all)
	if err != nil {
		return nil, err
	}
	rows := make([]*LedgerRow, len(all))
	for i, r := range all {
		row := &LedgerRow{Requirement: r, Stages: Stages{
			Received: r.ReceivedAt, Analyzed: times[analyzingEvent][r.ID], Processing: times[processingEvent][r.ID], Closed: r.ClosedAt,
		}}
		if n := len(r.Plans); n > 0 {
			row.Stages.Planned = &r.Plans[n-1].MadeAt
		}
		if r.Result != nil {
			row.Stages.Feedback = &r.Result.ToldAt
		}
		if r.Response != nil {
			row.RespondedAt = &r.Response.RespondedAt
		} else if r.Historic {
			row.RespondedAt = r.ClosedAt
		}
		if row.RespondedAt != nil && r.ReceivedAt != nil {
			minutes := max(int(row.RespondedAt.Sub(*r.ReceivedAt)/time.Minute), 0)
			row.ResponseMinutes = &minutes
		}
		for _, id := range responsible(r) {
			if m := people[id]; m != nil {
				row.Responsible = append(row.Responsible, m)
			}
		}
		rows[i] = row
	}
	return rows, nil
}

// stageTimes is when each requirement last came to a stage, by the event that tells it.
func stageTimes(ctx context.Context, client *ent.Client, all []*ent.Requirement) (map[string]map[typeid.ID]*time.Time, error) {
	ids := make([]typeid.ID, len(all))
	for i, r := range all {
		ids[i] = r.ID
	}
	events, err := client.Event.Query().Where(journalled.SubjectIDIn(ids...), journalled.TypeIn(analyzingEvent, processingEvent)).
		Order(journalled.ByPosition()).Select(journalled.FieldSubjectID, journalled.FieldType, journalled.FieldOccurredAt).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("requirements: reading the times of stages: %w", err)
	}
	times := map[string]map[typeid.ID]*time.Time{analyzingEvent: {}, processingEvent: {}}
	for _, e := range events {
		times[e.Type][e.SubjectID] = &e.OccurredAt
	}
	return times, nil
}

func responsibleFor(ctx context.Context, client *ent.Client, all []*ent.Requirement) (map[typeid.ID]*ent.Member, error) {
	var ids []typeid.ID
	for _, r := range all {
		ids = append(ids, responsible(r)...)
	}
	people := map[typeid.ID]*ent.Member{}
	if ids = typeid.Unique(ids); len(ids) == 0 {
		return people, nil
	}
	found, err := client.Member.Query().Where(member.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: reading who is responsible: %w", err)
	}
	for _, m := range found {
		people[m.ID] = m
	}
	return people, nil
}

// responsible are the assignee, then the owners of the newest plan's steps.
func responsible(r *ent.Requirement) []typeid.ID {
	var ids []typeid.ID
	if r.AssigneeID != "" {
		ids = append(ids, r.AssigneeID)
	}
	if n := len(r.Plans); n > 0 && r.State != flow.RequirementDraft {
		for _, s := range r.Plans[n-1].Steps {
			ids = append(ids, s.OwnerID)
		}
	}
	return typeid.Unique(ids)
}
