package meetings

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// DecisionInput is what a meeting has decided.
type DecisionInput struct {
	Text    string
	OwnerID *typeid.ID // who does it: a task is opened
	DueAt   *time.Time // by when
}

// MinutesInput is what was said and decided.
type MinutesInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Minutes         *string // nil stays
	Decisions       []DecisionInput
}

// Minutes writes what a meeting that was held has said, in place of what stood
// there, and adds what it has decided. A decision with an owner is a task of theirs, by its
// date. Errors: input.empty_update, meeting.due_without_owner, NOT_FOUND on
// decisions[n].ownerId, input.in_the_past. Records meeting.minuted, and task.open for each task.
func Minutes(ctx context.Context, tx *ent.Tx, in MinutesInput) (*ent.Meeting, error) {
	was, err := take(ctx, tx, flow.MeetingActMinute, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.Minutes == nil && len(in.Decisions) == 0 {
		return nil, fault.Input("", "input.empty_update")
	}
	q, fields := was.Update(), []string{}
	if in.Minutes != nil {
		words, err := text.Lines("minutes", *in.Minutes, 1, maxMinutes)
		if err != nil {
			return nil, err
		}
		q.SetMinutes(words)
		fields = append(fields, "minutes")
	}
	if len(in.Decisions) > 0 {
		all, err := decide(ctx, tx, was, in.Decisions)
		if err != nil {
			return nil, err
		}
		q.SetDecisions(all)
		fields = append(fields, "decisions")
	}
	m, err := save(ctx, q)
	if err != nil {
		return nil, err
	}
	e := event(m, "meeting.minuted", was.attendees)
	e.Fields, e.Detail = fields, map[string]any{"decisions": len(in.Decisions)}
	journal.Record(ctx, e)
	return m, nil
}

// decide adds the decisions to those before, and opens their tasks.
func decide(ctx context.Context, tx *ent.Tx, was *taken, given []DecisionInput) ([]flow.MeetingDecision, error) {
	all := append([]flow.MeetingDecision{}, was.Decisions...)
	if len(all)+len(given) > MaxDecisions {
		return nil, fault.Input("decisions", "input.too_many").With("max", MaxDecisions)
	}
	var owners []tenants.Ref
	for i, in := range given {
		field := fmt.Sprintf("decisions[%d]", i)
		d, err := in.check(ctx, field)
		if err != nil {
			return nil, err
		}
		owners = append(owners, tenants.Ref{Field: field + ".ownerId", ID: d.OwnerID})
		all = append(all, d)
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), owners...); err != nil {
		return nil, err
	}
	departments, err := departmentsOf(ctx, tx, owners)
	if err != nil {
		return nil, err
	}
	for i := len(was.Decisions); i < len(all); i++ {
		d := &all[i]
		if d.OwnerID == "" {
			continue
		}
		about := flow.SubjectMeeting
		t, err := tasks.Open(ctx, tx, tasks.OpenInput{
			Type: flow.TaskGeneral, Title: titleOf(d.Text), SubjectType: &about, SubjectID: was.ID, AssigneeID: d.OwnerID,
			DepartmentID: departments[d.OwnerID], DueAt: optional.Value(d.DueAt), Clauses: clauses[was.Type],
			Key: fmt.Sprintf("meeting %s %d", was.ID, i),
		})
		if err != nil {
			return nil, err
		}
		d.TaskID = t.ID
	}
	return all, nil
}

func (in DecisionInput) check(ctx context.Context, field string) (flow.MeetingDecision, error) {
	d := flow.MeetingDecision{OwnerID: optional.Value(in.OwnerID)}
	var err error
	if d.Text, err = text.Lines(field+".text", in.Text, 1, maxText); err != nil {
		return d, err
	}
	if in.DueAt == nil {
		return d, nil
	}
	due := viewer.Instant(*in.DueAt)
	d.DueAt = &due
	switch {
	case d.OwnerID == "":
		return d, fault.Input(field+".ownerId", "meeting.due_without_owner")
	case !due.After(viewer.Now(ctx)):
		return d, fault.Input(field+".dueAt", "input.in_the_past")
	case !due.Before(database.Never):
		return d, fault.Input(field+".dueAt", "input.malformed_time")
	}
	return d, nil
}

// departmentsOf are those of the members.
func departmentsOf(ctx context.Context, tx *ent.Tx, named []tenants.Ref) (map[typeid.ID]typeid.ID, error) {
	var ids []typeid.ID
	for _, n := range named {
		if n.ID != "" {
			ids = append(ids, n.ID)
		}
	}
	of := map[typeid.ID]typeid.ID{}
	if len(ids) == 0 {
		return of, nil
	}
	members, err := tx.Member.Query().Where(member.IDIn(ids...)).Select(member.FieldDepartmentID).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("meetings: reading who does it: %w", err)
	}
	for _, m := range members {
		of[m.ID] = m.DepartmentID
	}
	return of, nil
}

// titleOf is a decision as the title of its task: its first line, as far as there
// is room.
func titleOf(words string) string {
	for i, r := range words {
		if r == '\n' {
			words = words[:i]
			break
		}
	}
	if all := []rune(words); len(all) > maxTitle {
		return string(all[:maxTitle-1]) + "…"
	}
	return words
}
