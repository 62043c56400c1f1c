package progress

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// The longest texts, in characters.
const (
	maxText = 20_000
	maxLong = 5_000
)

// AddInput is an entry about a requirement, an action or a complaint: one of the three.
type AddInput struct {
	RequirementID    *typeid.ID
	ActionID         *typeid.ID
	ComplaintID      *typeid.ID // whose entries are added by package complaints
	Kind             flow.ProgressKind
	Text             string
	Problem          *string
	CustomerReaction *string
	Channel          *flow.Channel
	CustomerID       *typeid.ID // the requirement's own when left out
	DepartmentID     *typeid.ID // that is asked to coordinate
	MemberID         *typeid.ID // who is asked to coordinate
	DueAt            *time.Time // by when they are to coordinate
	At               *time.Time // now when left out
}

// Add writes down how work gets on. What the customer was told ends the silence towards
// them (D0-53), and those whose requirements were merged into it are to be told too (D0-38);
// whoever is asked to coordinate gets a task (D0-57, D0-58). Errors:
// progress.one_subject, progress.weekly_check_by_task, progress.no_channel,
// progress.told_of_requirement, progress.not_told, progress.nobody_to_coordinate,
// progress.only_coordination, progress.not_open, NOT_FOUND on the ids. Records
// requirement.progressed or action.progressed, and task.open or task.done.
func Add(ctx context.Context, tx *ent.Tx, in AddInput) (*ent.ProgressEntry, error) {
	if err := mayBegin(ctx); err != nil {
		return nil, err
	}
	about, action := optional.Value(in.RequirementID), optional.Value(in.ActionID)
	if (about == "") == (action == "") {
		return nil, fault.Input("requirementId", "progress.one_subject")
	}
	if about != "" {
		return ofRequirement(ctx, tx, about, in)
	}
	return ofAction(ctx, tx, action, in)
}

// mayBegin refuses whoever reads neither requirements nor actions, and changes of a
// company that is not at work.
func mayBegin(ctx context.Context) error {
	if err := authz.Require(ctx, authz.RequirementRead); err != nil && authz.Require(ctx, authz.ImprovementActionRead) != nil {
		return err
	}
	return authz.Writable(ctx)
}

// check looks at what an entry says by itself, and cleans its texts.
func (in *AddInput) check(ctx context.Context) (at time.Time, err error) {
	at = viewer.Now(ctx)
	if !slices.Contains(in.Kind.Values(), string(in.Kind)) {
		return at, fault.Input("kind", "input.unknown_key").With("value", text.Clip(string(in.Kind)))
	}
	if in.Kind == flow.ProgressWeeklyCheck {
		return at, fault.Input("kind", "progress.weekly_check_by_task")
	}
	if in.Text, err = text.Lines("text", in.Text, 1, maxText); err != nil {
		return at, err
	}
	for field, value := range map[string]**string{"problem": &in.Problem, "customerReaction": &in.CustomerReaction} {
		if *value == nil {
			continue
		}
		cleaned, err := text.Lines(field, **value, 0, maxLong)
		if err != nil {
			return at, err
		}
		*value = &cleaned
	}
	if in.Channel != nil && *in.Channel != "" && !slices.Contains(in.Channel.Values(), string(*in.Channel)) {
		return at, fault.Input("channel", "input.unknown_key").With("value", text.Clip(string(*in.Channel)))
	}
	if err := in.checkKind(); err != nil {
		return at, err
	}
	if in.At == nil {
		return at, nil
	}
	return past(*in.At, at)
}

// checkKind asks for what a kind needs, and refuses what only others have.
func (in *AddInput) checkKind() error {
	switch told, asks := in.Kind == flow.ProgressCustomerNotice, in.Kind == flow.ProgressCoordination; {
	case told && optional.Value(in.Channel) == "":
		return fault.Input("channel", "progress.no_channel")
	case !told && optional.Value(in.CustomerID) != "":
		return fault.Input("customerId", "progress.not_told")
	case asks && optional.Value(in.DepartmentID) == "" && optional.Value(in.MemberID) == "":
		return fault.Input("departmentId", "progress.nobody_to_coordinate")
	case !asks && (optional.Value(in.DepartmentID) != "" || optional.Value(in.MemberID) != "" || in.DueAt != nil):
		return fault.Input("departmentId", "progress.only_coordination")
	}
	return nil
}

// What a client may tell of the past.
var (
	ahead   = 2 * time.Minute
	longAgo = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
)

func past(at, now time.Time) (time.Time, error) {
	switch {
	case at.After(now.Add(ahead)):
		return now, fault.Input("at", "input.in_the_future")
	case at.Before(longAgo):
		return now, fault.Input("at", "input.long_ago").With("first", longAgo.Format(time.DateOnly))
	case at.After(now):
		return now, nil
	}
	return viewer.Instant(at), nil
}

// ofRequirement adds an entry about a requirement that is being handled.
func ofRequirement(ctx context.Context, tx *ent.Tx, id typeid.ID, in AddInput) (*ent.ProgressEntry, error) {
	if err := authz.Require(ctx, authz.RequirementRead); err != nil {
		return nil, err
	}
	held, err := requirements.Hold(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if len(held) == 0 {
		return nil, fault.NotFound().On("requirementId")
	}
	r := held[0]
	if err := requirements.PermitProgress(ctx, r); err != nil {
		return nil, err
	}
	at, err := in.check(ctx)
	if err != nil {
		return nil, err
	}
	if err := mayWrite(ctx, tx, r, in); err != nil {
		return nil, err
	}
	told, customer := requirements.ProgressTold{Kind: in.Kind, Problem: optional.Value(in.Problem) != "", Clauses: clauses[in.Kind]}, typeid.ID("")
	if in.Kind == flow.ProgressCustomerNotice {
		if customer, err = toldCustomer(ctx, tx, r, optional.Value(in.CustomerID)); err != nil {
			return nil, err
		}
		if customer == r.CustomerID {
			told.ToldAt = &at
		}
	}
	e, err := write(ctx, tx, in, at, customer)
	if err != nil {
		return nil, err
	}
	told.EntryID, told.Customer, told.At = e.ID, customer, at
	if err := requirements.Progressed(ctx, tx, r, told); err != nil {
		return nil, err
	}
	if in.Kind == flow.ProgressCoordination {
		err = coordinate(ctx, tx, e, in, asked{flow.SubjectRequirement, r.ID, optional.Value(r.Number), r.CustomerID})
	}
	return e, err
}

// mayWrite refuses entries about what is not being handled, but for the telling of how it ended
// that somebody is still asked for (D0-38).
func mayWrite(ctx context.Context, tx *ent.Tx, r *ent.Requirement, in AddInput) error {
	if requirements.Open(r) {
		return nil
	}
	if in.Kind == flow.ProgressCustomerNotice {
		still, err := requirements.ToldStill(ctx, tx, r, optional.Value(in.CustomerID))
		if err != nil || still {
			return err
		}
	}
	return requirements.NotOpen("requirementId")
}

// clauses that a kind of entries answers to.
var clauses = map[flow.ProgressKind][]string{
	flow.ProgressNote:           {"D0-53", "D0-57"},
	flow.ProgressCustomerNotice: {"D0-53"},
	flow.ProgressWeeklyCheck:    {"D0-57", "D0-62"},
	flow.ProgressCoordination:   {"D0-57", "D0-58"},
	flow.ProgressSupervision:    {"D0-57"},
}

// toldCustomer is who was told: the requirement's own customer, or one whose requirement
// was merged into it.
func toldCustomer(ctx context.Context, tx *ent.Tx, r *ent.Requirement, id typeid.ID) (typeid.ID, error) {
	if id == "" || id == r.CustomerID {
		return r.CustomerID, nil
	}
	all, err := requirements.Customers(ctx, tx, r)
	if err != nil {
		return "", err
	}
	if !slices.Contains(all, id) {
		return "", fault.NotFound().On("customerId")
	}
	return id, nil
}

func write(ctx context.Context, tx *ent.Tx, in AddInput, at time.Time, customer typeid.ID) (*ent.ProgressEntry, error) {
	department := optional.Value(in.DepartmentID)
	if department != "" {
		if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
			return nil, err
		}
	}
	q := tx.ProgressEntry.Create().SetRequirementID(optional.Value(in.RequirementID)).SetActionID(optional.Value(in.ActionID)).SetComplaintID(optional.Value(in.ComplaintID)).SetKind(in.Kind).SetText(in.Text).
		SetCustomerID(customer).SetDepartmentID(department).SetAuthorID(viewer.From(ctx).Member).SetHappenedAt(at).
		SetProblem(optional.Value(in.Problem)).SetCustomerReaction(optional.Value(in.CustomerReaction))
	if channel := optional.Value(in.Channel); channel != "" {
		q.SetChannel(channel)
	}
	e, err := q.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("progress: writing an entry: %w", err)
	}
	return e, nil
}

// dueOr is when a coordination is due, after now; never without a time.
func dueOr(ctx context.Context, at *time.Time) (time.Time, error) {
	if at == nil || at.IsZero() {
		return database.Never, nil
	}
	due := viewer.Instant(*at)
	if !due.After(viewer.Now(ctx)) {
		return due, fault.Input("dueAt", "input.in_the_past")
	}
	if !due.Before(database.Never) {
		return due, fault.Input("dueAt", "input.malformed_time")
	}
	return due, nil
}
