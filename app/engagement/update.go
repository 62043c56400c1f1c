package engagement

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// UpdateInput is an interaction's changes: nil stays, an empty value is cleared.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	ServicePhase    *flow.ServicePhase
	ContactID       *typeid.ID
	ParticipantIDs  []typeid.ID
	Title           *string
	OccurredAt      *time.Time
	InDepth         *bool
	Needs           *string
	Expectations    *string
	Opinions        *string
	Question        *string
}

// Update changes what is written of an interaction that was not answered. Tasks of
// plans that it then fulfils are done; those that are done stay so. Where a reply is
// awaited its time counts from when the customer asked, as that is written now. An update to what
// already is changes nothing and tells nothing. Errors: input.empty_update, those of
// Create, interaction.question_missing where a reply is awaited. Records
// interaction.updated, with the names of what changed, and clock.recomputed.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Interaction, error) {
	was, _, err := take(ctx, tx, flow.InteractionActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := in.check(viewer.Now(ctx), was); err != nil {
		return nil, err
	}
	if in.ContactID != nil || in.ParticipantIDs != nil {
		with, participants := was.ContactID, was.ParticipantIds
		if in.ContactID != nil {
			with = *in.ContactID
		}
		if in.ParticipantIDs != nil {
			participants = in.ParticipantIDs
		}
		if err := people(ctx, tx, was.CustomerID, with, participants); err != nil {
			return nil, err
		}
	}
	change, fields := in.changes(was)
	if len(fields) == 0 {
		return was, nil
	}
	i, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("engagement: changing %s: %w", was.ID, err)
	}
	e := event(i, "interaction.updated")
	e.Fields = fields
	e.Departments, e.Members = present(append(e.Departments, was.DepartmentID)...), present(append(e.Members, was.MemberID)...)
	journal.Record(ctx, e)
	if i.State == flow.InteractionOpen && !i.OccurredAt.Equal(was.OccurredAt) {
		if err := replyAwaitedSince(ctx, tx, i); err != nil {
			return nil, err
		}
	}
	return i, fulfil(ctx, tx, i)
}

func (in *UpdateInput) check(now time.Time, was *ent.Interaction) error {
	if in.ServicePhase == nil && in.ContactID == nil && in.ParticipantIDs == nil && in.Title == nil && in.OccurredAt == nil && in.InDepth == nil &&
		in.Needs == nil && in.Expectations == nil && in.Opinions == nil && in.Question == nil {
		return fault.Input("", "input.empty_update")
	}
	c := checks{now: now}
	knownOr(&c, "servicePhase", in.ServicePhase)
	if in.Title != nil {
		title := *in.Title
		c.line("title", &title, maxTitle)
		in.Title = &title
	}
	if in.OccurredAt != nil {
		at := c.past("occurredAt", *in.OccurredAt)
		in.OccurredAt = &at
	}
	c.words("needs", &in.Needs)
	c.words("expectations", &in.Expectations)
	c.words("opinions", &in.Opinions)
	c.words("question", &in.Question)
	if in.Question != nil && (*in.Question == "") == (was.State == flow.InteractionOpen) {
		// Where nobody waits a question would have nobody answer it.
		c.fail(fault.Input("question", "interaction.question_missing"))
	}
	return c.err
}

// changes writes the input into a change, and names what differs.
func (in *UpdateInput) changes(was *ent.Interaction) (change *ent.InteractionUpdateOne, fields []string) {
	change = was.Update()
	differ := func(field string, differs bool) {
		if differs {
			fields = append(fields, field)
		}
	}
	if in.ServicePhase != nil {
		setOr(*in.ServicePhase, change.SetServicePhase, change.ClearServicePhase)
		differ("servicePhase", optional.Value(was.ServicePhase) != *in.ServicePhase)
	}
	if in.ContactID != nil {
		setOr(*in.ContactID, change.SetContactID, change.ClearContactID)
		differ("contact", was.ContactID != *in.ContactID)
	}
	if in.ParticipantIDs != nil {
		change.SetParticipantIds(in.ParticipantIDs)
		differ("participantIds", !slices.Equal(was.ParticipantIds, in.ParticipantIDs))
	}
	if in.Title != nil {
		change.SetTitle(*in.Title)
		differ("title", was.Title != *in.Title)
	}
	if in.OccurredAt != nil {
		change.SetOccurredAt(*in.OccurredAt)
		differ("occurredAt", !was.OccurredAt.Equal(*in.OccurredAt))
	}
	if in.InDepth != nil {
		change.SetInDepth(*in.InDepth)
		differ("inDepth", was.InDepth != *in.InDepth)
	}
	for _, one := range []struct {
		field    string
		was      string
		now      *string
		put      func(string) *ent.InteractionUpdateOne
		takeAway func() *ent.InteractionUpdateOne
	}{
		{"needs", was.Needs, in.Needs, change.SetNeeds, change.ClearNeeds},
		{"expectations", was.Expectations, in.Expectations, change.SetExpectations, change.ClearExpectations},
		{"opinions", was.Opinions, in.Opinions, change.SetOpinions, change.ClearOpinions},
		{"question", was.Question, in.Question, change.SetQuestion, change.ClearQuestion},
	} {
		if one.now != nil {
			setOr(*one.now, one.put, one.takeAway)
			differ(one.field, one.was != *one.now)
		}
	}
	return change, fields
}

// setOr sets a value, or clears it when it is empty.
func setOr[T ~string](value T, put func(T) *ent.InteractionUpdateOne, takeAway func() *ent.InteractionUpdateOne) {
	if value == "" {
		takeAway()
		return
	}
	put(value)
}
