package graph

import (
	"context"

	"heed/app/clocks"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/workingcalendar"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/sla"
	"heed/rules/viewer"
)

func (r *mutationResolver) WorkingCalendarUpdate(ctx context.Context, input model.WorkingCalendarUpdateInput) (*model.WorkingCalendarUpdatePayload, error) {
	in, err := calendarInput(input)
	if err != nil {
		return nil, err
	}
	made, cursor, err := change(ctx, r.Resolver, with(tenants.UpdateCalendar, in))
	if err != nil {
		return nil, inCalendar(err, input.Days)
	}
	return &model.WorkingCalendarUpdatePayload{Calendar: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SLAPolicyCreate(ctx context.Context, input model.SLAPolicyCreateInput) (*model.SLAPolicyCreatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.CreatePolicy, tenants.PolicyInput{
		Name: &input.Name, Urgency: input.Urgency, TierKey: input.TierKey, Amount: &input.Amount, Unit: &input.Unit,
		PauseOn: input.PauseOn, WarnAtPercent: input.WarnAtPercent, DepartmentID: input.DepartmentID,
		EscalateTo: values(input.EscalateTo), Kind: input.ClockKind, Severity: input.Severity,
	}))
	if err != nil {
		return nil, err
	}
	return &model.SLAPolicyCreatePayload{Policy: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SLAPolicyUpdate(ctx context.Context, input model.SLAPolicyUpdateInput) (*model.SLAPolicyUpdatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.UpdatePolicy, tenants.SLAPolicyUpdateInput{
		ID: input.ID, ExpectedVersion: input.ExpectedVersion, PolicyInput: tenants.PolicyInput{
			Name: input.Name, Urgency: patch(input.Urgency), TierKey: patch(input.TierKey), Amount: input.Amount, Unit: input.Unit,
			PauseOn: input.PauseOn, WarnAtPercent: input.WarnAtPercent, DepartmentID: patch(input.DepartmentID),
			EscalateTo: values(input.EscalateTo), Severity: patch(input.Severity),
		},
	}))
	if err != nil {
		return nil, err
	}
	return &model.SLAPolicyUpdatePayload{Policy: made, Cursor: cursor}, nil
}

func (r *mutationResolver) SLAPolicyDeactivate(ctx context.Context, input tenants.SLAPolicyDeactivateInput) (*model.SLAPolicyDeactivatePayload, error) {
	made, cursor, err := change(ctx, r.Resolver, with(tenants.DeactivatePolicy, input))
	if err != nil {
		return nil, err
	}
	return &model.SLAPolicyDeactivatePayload{Policy: made, Cursor: cursor}, nil
}

func (r *queryResolver) WorkingCalendars(ctx context.Context) ([]*ent.WorkingCalendar, error) {
	return r.Client.WorkingCalendar.Query().Order(workingcalendar.ByName(), workingcalendar.ByID()).All(ctx)
}

func (r *queryResolver) SLAPolicies(ctx context.Context) ([]*ent.SlaPolicy, error) {
	return tenants.Policies(ctx, r.Client)
}

func (r *slaClockResolver) State(ctx context.Context, obj *ent.SlaClock) (sla.ClockState, error) {
	return clockState(obj, viewer.Now(ctx)), nil
}

func (r *slaClockResolver) Provisional(ctx context.Context, obj *ent.SlaClock) (bool, error) {
	return clocks.Provisional(ctx, obj), nil
}

func (r *slaClockResolver) Policy(ctx context.Context, obj *ent.SlaClock) (*ent.SlaPolicy, error) {
	return policyOf(ctx, r.Client, obj)
}

func (r *slaClockResolver) Candidates(ctx context.Context, obj *ent.SlaClock) ([]*model.ClockCandidate, error) {
	return candidatesOf(ctx, obj)
}

func (r *slaClockResolver) Segments(ctx context.Context, obj *ent.SlaClock) ([]*model.ClockSegment, error) {
	return clockSegments(ctx, obj), nil
}

func (r *slaPolicyResolver) Department(ctx context.Context, obj *ent.SlaPolicy) (*ent.Department, error) {
	if obj.DepartmentID == "" {
		return nil, nil
	}
	d, err := r.Client.Department.Get(ctx, obj.DepartmentID)
	return d, ent.MaskNotFound(err)
}

func (r *slaPolicyResolver) EscalateTo(_ context.Context, obj *ent.SlaPolicy) ([]*sla.Escalation, error) {
	up := obj.EscalateTo
	if len(up) == 0 {
		up = sla.DefaultEscalation()
	}
	all := make([]*sla.Escalation, len(up))
	for i := range up {
		all[i] = &up[i]
	}
	return all, nil
}

func (r *slaPolicyResolver) Revisions(ctx context.Context, obj *ent.SlaPolicy) ([]*ent.SlaPolicy, error) {
	return tenants.PolicyRevisions(ctx, r.Client, obj)
}

func (r *workingCalendarResolver) Week(ctx context.Context, obj *ent.WorkingCalendar) ([][]*model.WorkFrame, error) {
	return weekOf(obj.Week), nil
}

func (r *workingCalendarResolver) Days(_ context.Context, obj *ent.WorkingCalendar) ([]*model.CalendarDay, error) {
	calendar, err := calendarOf(obj)
	if err != nil {
		return nil, err
	}
	return daysOf(calendar.Days()), nil
}

func (r *workingCalendarResolver) ValidUntil(_ context.Context, obj *ent.WorkingCalendar) (*string, error) {
	calendar, err := calendarOf(obj)
	if err != nil {
		return nil, err
	}
	until := calendar.ValidUntil()
	if until == "" {
		return nil, nil
	}
	return &until, nil
}

func (r *Resolver) SlaClock() generated.SlaClockResolver { return &slaClockResolver{r} }

func (r *Resolver) SlaPolicy() generated.SlaPolicyResolver { return &slaPolicyResolver{r} }

func (r *Resolver) WorkingCalendar() generated.WorkingCalendarResolver {
	return &workingCalendarResolver{r}
}

type (
	slaClockResolver        struct{ *Resolver }
	slaPolicyResolver       struct{ *Resolver }
	workingCalendarResolver struct{ *Resolver }
)
