package indicators

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/predicate"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// spot is where people work: figures of trainings are told apart by both.
type spot struct {
	department typeid.ID
	post       string
}

type spots map[spot]score.Sum

// tally is what the database adds up of a spot.
type tally struct {
	Department *typeid.ID `json:"department"`
	Post       *string    `json:"post"`
	Above      int64      `json:"above"`
	Below      int64      `json:"below"`
	Count      int64      `json:"count"`
}

func (p spots) add(t tally, s score.Sum) {
	at := spot{}
	if t.Department != nil {
		at.department = *t.Department
	}
	if t.Post != nil {
		at.post = *t.Post
	}
	p[at] = p[at].Plus(s)
}

// sum is that of the spots that are asked for.
func (p spots) sum(wanted func(spot) bool) score.Sum {
	var all score.Sum
	for at, s := range p {
		if wanted(at) {
			all = all.Plus(s)
		}
	}
	return all
}

// parts are the spots by department alone.
func (p spots) parts() parts {
	all := parts{}
	for at, s := range p {
		all.add(&at.department, s)
	}
	return all
}

// countTrainings counts an indicator of trainings by department and post, by one to three
// statements.
func countTrainings(ctx context.Context, client *ent.Client, rule score.Definition, a asked) (spots, error) {
	switch rule.Code {
	case score.TrainingCoverage:
		return countCovered(ctx, client, a)
	case score.RetrainingOverdueRate:
		return countOverdue(ctx, client, a)
	case score.TrainingHours:
		return countHours(ctx, client, a)
	}
	return countRecords(ctx, client, rule, a)
}

// trainingSums are what is added up of the records of an indicator.
func trainingSums(rule score.Definition) (above, below string) {
	switch rule.Code {
	case score.TrainingScore:
		return trainingrecord.FieldScore, trainingrecord.FieldScale
	case score.TrainingFeedback:
		return trainingrecord.FieldFeedback, ""
	case score.TrainingHours:
		return trainingrecord.FieldMinutes, ""
	}
	return "", "" // pass rate: those that passed, of all
}

func countRecords(ctx context.Context, client *ent.Client, rule score.Definition, a asked) (spots, error) {
	which := trained(rule, a, score.PartAll)
	q := client.TrainingRecord.Query().Where(as[predicate.TrainingRecord](which)...).Where(a.ofRecords()...)
	above, below := trainingSums(rule)
	var rows []tally
	err := q.Modify(func(s *sql.Selector) {
		s.Select(sql.As(s.C(trainingrecord.FieldDepartmentID), "department"), sql.As(s.C(trainingrecord.FieldPost), "post"), sql.As(sql.Count("*"), "count"))
		s.AppendSelectExprAs(added(s, above), "above")
		s.AppendSelectExprAs(added(s, below), "below")
		s.GroupBy(s.C(trainingrecord.FieldDepartmentID), s.C(trainingrecord.FieldPost))
	}).Scan(ctx, &rows)
	p := spots{}
	for _, row := range rows {
		s := score.Sum{Numerator: row.Above, Denominator: row.Count, Sample: int(row.Count)}
		if below != "" {
			s.Denominator = row.Below
		}
		p.add(row, s)
	}
	return p, err
}

// added is the sum of a column; without one it is how many passed.
func added(s *sql.Selector, column string) sql.Querier {
	if column != "" {
		return sql.Raw("COALESCE(SUM(" + s.C(column) + "), 0)")
	}
	return sql.Raw("SUM(CASE WHEN " + s.C(trainingrecord.FieldPassed) + " THEN 1 ELSE 0 END)")
}

// ofRecords are records of the departments and the post that are asked for.
func (a asked) ofRecords() (which []predicate.TrainingRecord) {
	if a.departments != nil {
		which = append(which, trainingrecord.DepartmentIDIn(a.departments...))
	}
	if a.post != "" {
		which = append(which, trainingrecord.Post(a.post))
	}
	return which
}

// good is how many points of five say that a training was good.
const good = 4

// trained are the records behind an indicator of trainings; the good ones passed, or were
// found good.
func trained(rule score.Definition, a asked, part score.Part) []func(*sql.Selector) {
	within := func(from, before func(time.Time) predicate.TrainingRecord) predicate.TrainingRecord {
		return trainingrecord.And(trainingrecord.StateEQ(flow.TrainingAttended), from(a.from()), before(a.to()))
	}
	var which predicate.TrainingRecord
	fine := trainingrecord.Passed(true)
	switch rule.Code {
	case score.TrainingFeedback:
		which, fine = within(trainingrecord.FeedbackAtGTE, trainingrecord.FeedbackAtLT), trainingrecord.FeedbackGTE(good)
	case score.TrainingHours:
		which, fine = within(trainingrecord.AttendedAtGTE, trainingrecord.AttendedAtLT), trainingrecord.MinutesGT(0)
	case score.TrainingScore:
		which = trainingrecord.And(within(trainingrecord.AssessedAtGTE, trainingrecord.AssessedAtLT), trainingrecord.ScoreNotNil(), trainingrecord.ScaleNotNil())
	default:
		which = within(trainingrecord.AssessedAtGTE, trainingrecord.AssessedAtLT)
	}
	switch part {
	case score.PartGood:
		return []func(*sql.Selector){which, fine}
	case score.PartRest:
		return []func(*sql.Selector){which, trainingrecord.Not(fine)}
	case score.PartAll:
	}
	return []func(*sql.Selector){which}
}

// countHours adds up the hours, over those who are at work.
func countHours(ctx context.Context, client *ent.Client, a asked) (spots, error) {
	rule, _ := score.Of(score.TrainingHours)
	rows, err := countRecords(ctx, client, rule, a)
	if err != nil {
		return nil, err
	}
	const hour = int64(time.Hour / time.Minute)
	p := spots{}
	for at, s := range rows {
		p[at] = score.Sum{Numerator: s.Numerator, Scale: hour, Sample: s.Sample}
	}
	here, err := countMembers(ctx, client, nil, a.atWork)
	for _, row := range here {
		p.add(row, score.Sum{Denominator: row.Count * hour, Scale: hour})
	}
	return p, err
}

// TrainingRecords is Requirements of an indicator that rests on records of trainings.
func (f *Figure) TrainingRecords(ctx context.Context, q *ent.TrainingRecordQuery, part score.Part) (*ent.TrainingRecordQuery, error) {
	a := f.asked(ctx)
	return q.Where(a.ofRecords()...).Where(as[predicate.TrainingRecord](trained(f.Rule, a, part))...), nil
}
