package training

import (
	"context"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// AssessmentInput is how those who came are assessed.
type AssessmentInput struct {
	Scale       int
	PassScore   int
	ValidMonths *int
}

// SessionFields are what a session says; nil stays.
type SessionFields struct {
	Topic       *flow.TrainingTopicKind
	Post        *string
	Title       *string
	Method      *flow.TrainingMethod
	TrainerKind *flow.TrainerKind
	TrainerID   *typeid.ID
	TrainerName *string
	Place       *string
	URL         *string
	Outline     *string
	StartsAt    *time.Time
	EndsAt      *time.Time
	Capacity    *int
	Assessment  *AssessmentInput
	Paper       *PaperInput
}

// maxHours is how long a session takes at most.
const maxHours = 24

// on is the session after the changes; what is wrong is refused. What the plan allows is
// looked at with it.
func (in *SessionFields) on(ctx context.Context, plan *ent.TrainingPlan, was ent.TrainingSession) (is ent.TrainingSession, err error) {
	c := checking(ctx)
	is = was
	is.Topic, is.Method, is.TrainerKind = optional.Or(in.Topic, was.Topic), optional.Or(in.Method, was.Method), optional.Or(in.TrainerKind, was.TrainerKind)
	tenants.Known(c.Checks, "topic", is.Topic)
	tenants.Known(c.Checks, "method", is.Method)
	tenants.Known(c.Checks, "trainerKind", is.TrainerKind)
	is.Title = c.Line("title", optional.Or(in.Title, was.Title), 1, maxTitle)
	is.Post = c.Line("post", optional.Or(in.Post, was.Post), 0, maxPost)
	is.TrainerID = optional.Or(in.TrainerID, was.TrainerID)
	is.TrainerName = c.Line("trainerName", optional.Or(in.TrainerName, was.TrainerName), 0, maxName)
	is.Place = c.Line("place", optional.Or(in.Place, was.Place), 0, maxPlace)
	is.URL = c.web("url", optional.Or(in.URL, was.URL))
	is.Outline = c.Lines("outline", optional.Or(in.Outline, was.Outline), 0, maxOutline)
	is.Capacity = optional.Or(in.Capacity, was.Capacity)
	c.Within("capacity", is.Capacity, 1, maxSeats)
	is.StartsAt, is.EndsAt = viewer.Instant(optional.Or(in.StartsAt, was.StartsAt)), viewer.Instant(optional.Or(in.EndsAt, was.EndsAt))
	if in.Assessment != nil {
		is.Assessment = flow.TrainingAssessment{Scale: in.Assessment.Scale, PassScore: in.Assessment.PassScore, ValidMonths: optional.Value(in.Assessment.ValidMonths)}
	}
	c.Within("assessment.scale", is.Assessment.Scale, 0, maxScale)
	c.Within("assessment.passScore", is.Assessment.PassScore, 0, max(is.Assessment.Scale, 0))
	c.Within("assessment.validMonths", is.Assessment.ValidMonths, 0, maxMonths)
	if in.Paper != nil {
		if is.Paper, err = in.Paper.paper(ctx); err != nil {
			c.Fail(err)
		}
	}
	c.marked(is.Paper, is.Assessment.Scale)
	c.session(&is, plan)
	return is, c.Err
}

// web is an address of the web, or nothing.
func (c *checks) web(field, s string) string {
	s = c.Line(field, s, 0, maxPlace)
	if s == "" {
		return s
	}
	if at, err := url.Parse(s); err != nil || at.Host == "" || at.Scheme != "https" && at.Scheme != "http" {
		c.Fail(fault.Input(field, "training.url").With("value", text.Clip(s)))
	}
	return s
}

// session looks at what the parts of a session say together, and what its plan says.
func (c *checks) session(is *ent.TrainingSession, plan *ent.TrainingPlan) {
	first, last := is.StartsAt.In(c.Zone).Format(time.DateOnly), is.EndsAt.In(c.Zone).Format(time.DateOnly)
	switch {
	case c.Err != nil:
	case !is.StartsAt.After(c.Now):
		c.Fail(fault.Input("startsAt", "training.starts_in_past"))
	case !is.EndsAt.After(is.StartsAt):
		c.Fail(fault.Input("endsAt", "training.ends_before"))
	case is.EndsAt.Sub(is.StartsAt) > maxHours*time.Hour:
		c.Fail(fault.Input("endsAt", "training.too_long").With("hours", maxHours))
	case first < plan.PeriodStart || last > plan.PeriodEnd:
		c.Fail(fault.Input("startsAt", "training.out_of_period").With("from", plan.PeriodStart).With("to", plan.PeriodEnd))
	case !slices.Contains(plan.Methods, is.Method):
		c.Fail(fault.Input("method", "training.method_not_planned"))
	case !slices.ContainsFunc(plan.Topics, func(t flow.TrainingTopic) bool { return t.Kind == is.Topic && t.Post == is.Post }):
		c.Fail(fault.Input("topic", "training.topic_not_planned"))
	case is.TrainerID == "" && is.TrainerName == "":
		c.Fail(fault.Input("trainerName", "training.no_trainer"))
	case is.TrainerID == "" && is.TrainerKind == flow.TrainerStaff:
		c.Fail(fault.Input("trainerId", "training.no_trainer"))
	case is.Method == flow.TrainingOnline && is.URL == "":
		c.Fail(fault.Input("url", "training.no_place"))
	case is.Method != flow.TrainingOnline && is.Place == "" && is.URL == "":
		c.Fail(fault.Input("place", "training.no_place"))
	}
}

// SessionCreateInput is a new session of a plan that runs.
type SessionCreateInput struct {
	PlanID typeid.ID
	SessionFields
	DepartmentID *typeid.ID // which has it given; the plan's when left out
}

// CreateSession plans a session (D0-74, D0-76, D0-77): on a topic and by a method of its
// plan, within the plan's period; nobody is asked yet. Errors: training.starts_in_past,
// training.ends_before, training.too_long, training.out_of_period,
// training.method_not_planned, training.topic_not_planned, training.no_trainer,
// training.no_place, training.url, training.trainer_busy, NOT_FOUND, FORBIDDEN,
// BAD_USER_INPUT, transition.illegal of a plan that does not run. Records
// training_session.planned.
func CreateSession(ctx context.Context, tx *ent.Tx, in SessionCreateInput) (*ent.TrainingSession, error) {
	if err := authz.Begin(ctx, authz.TrainingCreate, authz.TrainingRead); err != nil {
		return nil, err
	}
	plan, err := lockPlan(ctx, tx, in.PlanID)
	if err != nil {
		return nil, onPlan(err)
	}
	department := optional.Or(in.DepartmentID, plan.DepartmentID)
	if err := authz.Permit(ctx, authz.TrainingCreate, authz.Record{Departments: typeid.Present(department)}); err != nil {
		return nil, err
	}
	if err := authz.Permit(ctx, authz.TrainingCreate, PlanRecord(plan)); err != nil {
		return nil, err
	}
	if _, err := flow.TrainingPlan.Next(plan.State, flow.TrainingPlanActSchedule); err != nil {
		return nil, err
	}
	is, err := in.on(ctx, plan, ent.TrainingSession{})
	if err != nil {
		return nil, err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return nil, err
	}
	if err := trainerFree(ctx, tx, &is); err != nil {
		return nil, err
	}
	s, err := tx.TrainingSession.Create().SetPlanID(plan.ID).SetDepartmentID(department).SetTopic(is.Topic).SetPost(is.Post).SetTitle(is.Title).
		SetMethod(is.Method).SetTrainerKind(is.TrainerKind).SetTrainerID(is.TrainerID).SetTrainerName(is.TrainerName).SetPlace(is.Place).SetURL(is.URL).
		SetOutline(is.Outline).SetStartsAt(is.StartsAt).SetEndsAt(is.EndsAt).SetCapacity(is.Capacity).SetAssessment(is.Assessment).
		SetPaper(is.Paper).SetStandards([]flow.TaughtStandard{}).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("training: planning a session: %w", err)
	}
	journal.Record(ctx, sessionEvent(s, "training_session.planned", "", nil, "D0-74", "D0-76", "D0-77"))
	return s, nil
}

func onPlan(err error) error {
	if fault.CodeOf(err) == fault.CodeNotFound {
		return fault.NotFound().On("planId")
	}
	return err
}

// SessionUpdateInput is a session's changes; nil stays.
type SessionUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	SessionFields
}

// UpdateSession changes a session that has not begun; all who were asked and have not
// declined are told, and the trainers, and nobody loses a seat. Errors: input.empty_update,
// training.seats_taken, training.members_busy, training.fixed once people were asked, and
// those of CreateSession. Records training_session.updated.
func UpdateSession(ctx context.Context, tx *ent.Tx, in SessionUpdateInput) (*ent.TrainingSession, error) {
	was, _, err := takeSession(ctx, tx, flow.TrainingSessionActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if reflect.DeepEqual(in.SessionFields, SessionFields{}) {
		return nil, fault.Input("", "input.empty_update")
	}
	if !viewer.Now(ctx).Before(was.StartsAt) {
		return nil, fault.Precondition("training.begun")
	}
	plan, err := tx.TrainingPlan.Get(viewer.SystemOf(ctx), was.PlanID)
	if err != nil {
		return nil, fmt.Errorf("training: reading the plan: %w", err)
	}
	is, err := in.on(ctx, plan, *was)
	if err != nil {
		return nil, err
	}
	switch {
	case is.Capacity < was.SeatsTaken:
		return nil, fault.Input("capacity", "training.seats_taken").With("n", was.SeatsTaken)
	case was.State != flow.TrainingSessionPlanned && (is.Topic != was.Topic || is.Post != was.Post || is.Assessment != was.Assessment || !reflect.DeepEqual(is.Paper, was.Paper)):
		return nil, fault.Precondition("training.fixed")
	}
	told, coming, err := concerned(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	// All at once, so that none waits for another.
	if err := lockMembers(ctx, tx, typeid.Present(append(membersOf(coming), is.TrainerID)...)...); err != nil {
		return nil, err
	}
	if is.TrainerID != was.TrainerID && slices.Contains(membersOf(coming), is.TrainerID) {
		return nil, fault.Precondition("training.trainer_busy").On("trainerId")
	}
	if err := trainerFree(ctx, tx, &is); err != nil {
		return nil, err
	}
	if !is.StartsAt.Equal(was.StartsAt) || !is.EndsAt.Equal(was.EndsAt) {
		if err := membersFree(ctx, tx, &is, membersOf(coming)...); err != nil {
			return nil, err
		}
	}
	change := was.Update().SetTopic(is.Topic).SetPost(is.Post).SetTitle(is.Title).SetMethod(is.Method).SetTrainerKind(is.TrainerKind).
		SetTrainerID(is.TrainerID).SetTrainerName(is.TrainerName).SetPlace(is.Place).SetURL(is.URL).SetOutline(is.Outline).SetStartsAt(is.StartsAt).
		SetEndsAt(is.EndsAt).SetCapacity(is.Capacity).SetAssessment(is.Assessment)
	if in.Paper != nil {
		change.SetPaper(is.Paper)
		if is.Paper == nil {
			change.ClearPaper()
		}
	}
	s, err := saveSession(ctx, was, change, "training_session.updated", typeid.Present(append(told, was.TrainerID, is.TrainerID)...), "D0-74")
	if err != nil || is.Capacity == was.Capacity {
		return s, err
	}
	return seatNext(ctx, tx, s)
}

// SessionCancelInput is a session that does not take place.
type SessionCancelInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Reason          string
}

// CancelSession calls a session off, and tells all who were asked and have not declined, and
// the trainer. Errors: training.begun
// once somebody was there, BAD_USER_INPUT. Records training_session.cancelled.
func CancelSession(ctx context.Context, tx *ent.Tx, in SessionCancelInput) (*ent.TrainingSession, error) {
	was, next, err := takeSession(ctx, tx, flow.TrainingSessionActCancel, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	reason := c.Lines("reason", in.Reason, 1, maxReason)
	if c.Err != nil {
		return nil, c.Err
	}
	if came, err := rowsOf(ctx, tx, was.ID, flow.TrainingAttended); err != nil || len(came) > 0 {
		if err == nil {
			err = fault.Precondition("training.begun")
		}
		return nil, err
	}
	told, _, err := concerned(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	if err := void(ctx, tx, was.ID); err != nil {
		return nil, err
	}
	return saveSession(ctx, was, was.Update().SetState(next).SetEndReason(reason).SetEndedAt(c.Now).SetSeatsTaken(0).SetWaiting(0), "",
		typeid.Present(append(told, was.TrainerID)...), "D0-74")
}

// concerned are the members who have a session in their calendars, asked ones too, and the
// records of those of them who come or wait.
func concerned(ctx context.Context, tx *ent.Tx, session typeid.ID) (told []typeid.ID, coming []*ent.TrainingRecord, err error) {
	all, err := rowsOf(ctx, tx, session, flow.TrainingInvited, flow.TrainingEnrolled, flow.TrainingWaiting)
	if err != nil {
		return nil, nil, err
	}
	return membersOf(all), slices.DeleteFunc(all, func(r *ent.TrainingRecord) bool { return r.State == flow.TrainingInvited }), nil
}
