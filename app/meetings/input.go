package meetings

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/finding"
	"heed/ent/improvementaction"
	"heed/ent/interaction"
	"heed/ent/meeting"
	"heed/ent/report"
	"heed/ent/requirement"
	"heed/ent/requirementset"
	"heed/ent/researchactivity"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The bounds of what is given.
const (
	MaxAttendees = 200
	MaxRecords   = 50
	MaxDecisions = 100
	// MaxPlaces is how many places the dates of a series have together: attendees times dates.
	MaxPlaces  = 20_000
	maxTitle   = 200
	maxPlace   = 500
	maxAgenda  = 20_000
	maxMinutes = 50_000
	maxText    = 2000
	maxReason  = 2000
	maxLong    = 7 * 24 * 60 // minutes
	maxYears   = 50          // from now, either way
)

// start is when a meeting begins, to the second.
func start(ctx context.Context, at time.Time) (time.Time, error) {
	at, now := at.UTC().Truncate(time.Second), viewer.Now(ctx)
	first, last := now.AddDate(-maxYears, 0, 0), now.AddDate(maxYears, 0, 0)
	switch {
	case at.Before(first):
		return at, fault.Input("startsAt", "input.long_ago").With("first", first.Format(time.DateOnly))
	case at.After(last):
		return at, fault.Input("startsAt", "input.malformed_time")
	}
	return at, nil
}

func long(minutes int) error {
	if minutes < 1 || minutes > maxLong {
		return fault.Input("minutesLong", "input.out_of_range").With("min", 1).With("max", maxLong)
	}
	return nil
}

// called checks whose a meeting is to be, and who calls it.
func called(ctx context.Context, tx *ent.Tx, department, organizer typeid.ID) error {
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return err
	}
	return tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "organizerId", ID: organizer})
}

// asked checks who is asked to a meeting, each once: sorted.
func asked(ctx context.Context, tx *ent.Tx, given []typeid.ID) ([]typeid.ID, error) {
	all, err := distinct("attendeeIds", given, MaxAttendees)
	if err != nil {
		return nil, err
	}
	named := make([]tenants.Ref, len(all))
	for i, id := range all {
		named[i] = tenants.Ref{Field: "attendeeIds", ID: id}
	}
	return all, tenants.PresentMembers(ctx, tx.Client(), named...)
}

func distinct(field string, given []typeid.ID, most int) ([]typeid.ID, error) {
	if len(given) > most {
		return nil, fault.Input(field, "input.too_many").With("max", most)
	}
	all := slices.Compact(slices.Sorted(slices.Values(given)))
	if len(all) > 0 && all[0] == "" {
		return nil, fault.NotFound().On(field)
	}
	return all, nil
}

// linked is the records that a meeting is about, in the order given: each is one
// that the viewer may read, or stood there before.
func linked(ctx context.Context, tx *ent.Tx, given []typeid.ID, before []flow.RecordRef) ([]flow.RecordRef, error) {
	if _, err := distinct("recordIds", given, MaxRecords); err != nil {
		return nil, err
	}
	refs, fresh := []flow.RecordRef{}, map[flow.SubjectType][]typeid.ID{}
	for _, id := range given {
		of, ok := linkable[id.Prefix()]
		ref := flow.RecordRef{Type: of.subject, ID: id}
		switch {
		case !ok:
			return nil, fault.NotFound().On("recordIds")
		case slices.Contains(refs, ref):
			continue
		case !slices.Contains(before, ref):
			if !journal.MayRead(viewer.From(ctx), of.subject) {
				return nil, fault.NotFound().On("recordIds")
			}
			fresh[of.subject] = append(fresh[of.subject], id)
		}
		refs = append(refs, ref)
	}
	for _, of := range linkable {
		ids := fresh[of.subject]
		if len(ids) == 0 {
			continue
		}
		found, err := of.count(ctx, tx, ids)
		if err != nil {
			return nil, fmt.Errorf("meetings: reading what it is about: %w", err)
		}
		if found != len(ids) {
			return nil, fault.NotFound().On("recordIds")
		}
	}
	return refs, nil
}

// kind is a type of records that meetings are about: count tells how many of them
// the viewer may read.
type kind struct {
	subject flow.SubjectType
	count   func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error)
}

// linkable are the types of records that meetings are about, by the prefix of their ids.
var linkable = map[string]kind{
	ent.Prefixes[ent.TypeCustomer]: {flow.SubjectCustomer, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.Customer.Query().Where(customer.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeRequirement]: {flow.SubjectRequirement, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.Requirement.Query().Where(requirement.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeRequirementSet]: {flow.SubjectRequirementSet, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.RequirementSet.Query().Where(requirementset.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeInteraction]: {flow.SubjectInteraction, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.Interaction.Query().Where(interaction.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeResearchActivity]: {flow.SubjectResearch, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.ResearchActivity.Query().Where(researchactivity.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeReport]: {flow.SubjectReport, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.Report.Query().Where(report.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeMeeting]: {flow.SubjectMeeting, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.Meeting.Query().Where(meeting.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeFinding]: {flow.SubjectFinding, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.Finding.Query().Where(finding.IDIn(ids...)).Count(ctx)
	}},
	ent.Prefixes[ent.TypeImprovementAction]: {flow.SubjectAction, func(ctx context.Context, tx *ent.Tx, ids []typeid.ID) (int, error) {
		return tx.ImprovementAction.Query().Where(improvementaction.IDIn(ids...)).Count(ctx)
	}},
}

// known refuses a type that the list does not have.
func known(t flow.MeetingType) error {
	if !slices.Contains(t.Values(), string(t)) {
		return fault.Input("type", "input.unknown_key").With("value", text.Clip(string(t)))
	}
	return nil
}
