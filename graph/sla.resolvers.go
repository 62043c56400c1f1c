package graph

import (
	"context"

	"heed/app/requirements"
	"heed/ent"
	"heed/ent/slapolicy"
	"heed/ent/workingcalendar"
	"heed/graph/generated"
	"heed/graph/model"
	"heed/rules/sla"
	"heed/rules/viewer"
)

func (r *queryResolver) WorkingCalendars(ctx context.Context) ([]*ent.WorkingCalendar, error) {
	return r.Client.WorkingCalendar.Query().Order(workingcalendar.ByName(), workingcalendar.ByID()).All(ctx)
}

func (r *queryResolver) SLAPolicies(ctx context.Context) ([]*ent.SlaPolicy, error) {
	return r.Client.SlaPolicy.Query().Order(slapolicy.ByClockKind(), slapolicy.ByName(), slapolicy.ByID()).All(ctx)
}

func (r *slaClockResolver) State(ctx context.Context, obj *ent.SlaClock) (sla.ClockState, error) {
	return clockState(obj, viewer.Now(ctx)), nil
}

func (r *slaClockResolver) Provisional(ctx context.Context, obj *ent.SlaClock) (bool, error) {
	return requirements.Provisional(ctx, obj), nil
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

func (r *workingCalendarResolver) Week(ctx context.Context, obj *ent.WorkingCalendar) ([][]*model.WorkFrame, error) {
	return weekOf(obj.Week), nil
}

func (r *workingCalendarResolver) Days(ctx context.Context, obj *ent.WorkingCalendar) ([]*model.CalendarDay, error) {
	return daysOf(calendarOf(ctx, obj).Days()), nil
}

func (r *workingCalendarResolver) ValidUntil(ctx context.Context, obj *ent.WorkingCalendar) (*string, error) {
	until := calendarOf(ctx, obj).ValidUntil()
	if until == "" {
		return nil, nil
	}
	return &until, nil
}

func (r *Resolver) SlaClock() generated.SlaClockResolver { return &slaClockResolver{r} }

func (r *Resolver) WorkingCalendar() generated.WorkingCalendarResolver {
	return &workingCalendarResolver{r}
}

type (
	slaClockResolver        struct{ *Resolver }
	workingCalendarResolver struct{ *Resolver }
)
