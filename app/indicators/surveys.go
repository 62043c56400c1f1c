package indicators

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"heed/app/clocks"
	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/slaclock"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// arrived are the invitations that went out in the period and did not come back; the good
// ones were answered (D3-31).
func arrived(a asked, part score.Part) []func(*sql.Selector) {
	answered := surveyinvitation.StateEQ(flow.InvitationCompleted)
	which := []func(*sql.Selector){
		surveyinvitation.SentAtGTE(a.from()), surveyinvitation.SentAtLT(a.to()), surveyinvitation.StateNEQ(flow.InvitationBounced),
	}
	switch part {
	case score.PartGood:
		which = append(which, answered)
	case score.PartRest:
		which = append(which, surveyinvitation.Not(answered))
	case score.PartAll:
	}
	return which
}

func invitationsBy(client *ent.Client, a asked) func(context.Context, []func(*sql.Selector)) ([]amount, error) {
	return func(ctx context.Context, which []func(*sql.Selector)) (rows []amount, err error) {
		q := client.SurveyInvitation.Query().Where(as[predicate.SurveyInvitation](which)...)
		if a.departments != nil {
			q.Where(surveyinvitation.DepartmentIDIn(a.departments...))
		}
		err = q.Modify(byColumn(surveyinvitation.FieldDepartmentID)).Scan(ctx, &rows)
		return rows, err
	}
}

// ofAnswers are the clocks of answers: to be put in order, or to be replied to (D3-25, D3-65).
var ofAnswers = map[string]sla.ClockKind{score.Tidy48hRate: sla.ClockSurveyTidy, score.WarnFollowUp24h: sla.ClockSurveyInitialReply}

// countAnswerClocks counts the clocks of answers that were due by now.
func countAnswerClocks(ctx context.Context, client *ent.Client, kind sla.ClockKind, a asked) (parts, error) {
	var rows []struct {
		Department *typeid.ID     `json:"department"`
		State      sla.ClockState `json:"state"`
		Count      int64          `json:"count"`
	}
	err := client.SlaClock.Query().Where(DueIn(kind, a.from(), a.to()), clocks.Decided(viewer.Now(ctx))).Modify(func(s *sql.Selector) {
		t := sql.Dialect(s.Dialect()).Table(surveyresponse.Table).As("answered")
		s.Join(t).OnP(sql.And(
			sql.ColumnsEQ(s.C(slaclock.FieldSurveyResponseID), t.C(surveyresponse.FieldID)), sql.ColumnsEQ(s.C("tenant_id"), t.C(surveyresponse.FieldTenantID)),
		))
		if a.departments != nil {
			s.Where(in(t.C(surveyresponse.FieldDepartmentID), a.departments))
		}
		department, state := t.C(surveyresponse.FieldDepartmentID), s.C(slaclock.FieldState)
		s.Select(sql.As(department, "department"), sql.As(state, "state"), sql.As(sql.Count("*"), "count")).GroupBy(department, state)
	}).Scan(ctx, &rows)
	p := parts{}
	for _, row := range rows {
		s := score.Sum{Denominator: row.Count, Sample: int(row.Count)}
		if row.State == sla.ClockMet {
			s.Numerator = row.Count
		}
		p.add(row.Department, s)
	}
	return p, err
}

// clocked are the responses behind countAnswerClocks.
func clocked(ctx context.Context, kind sla.ClockKind, a asked, part score.Part) []func(*sql.Selector) {
	return with(ctx, slaclock.Table, slaclock.FieldSurveyResponseID, func(s *sql.Selector) []*sql.Predicate {
		fit := []*sql.Predicate{
			sql.EQ(s.C(slaclock.FieldKind), kind), sql.NotIn(s.C(slaclock.FieldState), sla.ClockCancelled, sla.ClockPaused),
			sql.GTE(s.C(slaclock.FieldDueAt), a.from()), sql.LT(s.C(slaclock.FieldDueAt), a.to()),
			sql.Or(sql.NotNull(s.C(slaclock.FieldStoppedAt)), sql.LTE(s.C(slaclock.FieldDueAt), viewer.Now(ctx))),
		}
		switch met := sql.EQ(s.C(slaclock.FieldState), sla.ClockMet); part {
		case score.PartGood:
			fit = append(fit, met)
		case score.PartRest:
			fit = append(fit, sql.Not(met))
		case score.PartAll:
		}
		return fit
	})
}

// SurveyInvitations is Requirements of an indicator that rests on invitations.
func (f *Figure) SurveyInvitations(ctx context.Context, q *ent.SurveyInvitationQuery, part score.Part) (*ent.SurveyInvitationQuery, error) {
	a := f.asked(ctx)
	if a.departments != nil {
		q.Where(surveyinvitation.DepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.SurveyInvitation](arrived(a, part))...), nil
}

// SurveyResponses is Requirements of an indicator that rests on answers.
func (f *Figure) SurveyResponses(ctx context.Context, q *ent.SurveyResponseQuery, part score.Part) (*ent.SurveyResponseQuery, error) {
	a := f.asked(ctx)
	which, err := records(ctx, f.Rule, a, part)
	if err != nil {
		return nil, err
	}
	if a.departments != nil {
		q.Where(surveyresponse.DepartmentIDIn(a.departments...))
	}
	return q.Where(as[predicate.SurveyResponse](which)...), nil
}
