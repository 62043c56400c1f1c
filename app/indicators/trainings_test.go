package indicators

import (
	"errors"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

const post = "客服专员"

// trainingPlan is one that runs in the third quarter, for a department.
func (s *stage) trainingPlan(of flow.DepartmentType, posts ...string) *ent.TrainingPlan {
	s.t.Helper()
	if posts == nil {
		posts = []string{}
	}
	return s.Client.TrainingPlan.Create().SetTitle("季度培训").SetPeriodStart("2026-07-01").SetPeriodEnd("2026-09-30").SetPosts(posts).
		SetDepartmentIds([]typeid.ID{s.department(of)}).SetTopics([]flow.TrainingTopic{}).SetMethods([]flow.TrainingMethod{}).SetGaps([]flow.TrainingGap{}).
		SetDepartmentID(s.department(of)).SetState(flow.TrainingPlanRunning).SaveX(s.then(at("2026-07-01 09:00")))
}

// lesson is a training of the plan, of two hours.
func (s *stage) lesson(p *ent.TrainingPlan, when time.Time) *ent.TrainingSession {
	s.t.Helper()
	return s.Client.TrainingSession.Create().SetPlanID(p.ID).SetTopic(flow.TopicCommunication).SetTitle("倾听").SetMethod(flow.TrainingInternal).
		SetTrainerKind(flow.TrainerExpert).SetTrainerName("王老师").SetPlace("三楼").SetStartsAt(when).SetEndsAt(when.Add(2 * time.Hour)).SetCapacity(20).
		SetAssessment(flow.TrainingAssessment{Scale: 100, PassScore: 60}).SetStandards([]flow.TaughtStandard{}).SetState(flow.TrainingSessionHeld).
		SetDepartmentID(p.DepartmentID).SaveX(s.then(when))
}

// came is a member who came to it, with so many points and feedback, as of a post.
func (s *stage) came(one *ent.TrainingSession, name string, post string, points, feedback int) *ent.TrainingRecord {
	s.t.Helper()
	m := s.A.Members[name]
	return s.Client.TrainingRecord.Create().SetPlanID(one.PlanID).SetSessionID(one.ID).SetMemberID(m.ID).SetDepartmentID(m.DepartmentID).SetPost(post).
		SetTopic(one.Topic).SetState(flow.TrainingAttended).SetAttendedAt(one.StartsAt).SetMinutes(120).SetScore(points).SetScale(100).
		SetPassed(points >= 60).SetAssessedAt(one.EndsAt).SetFeedback(feedback).SetFeedbackAt(one.EndsAt).SaveX(s.then(one.EndsAt))
}

// again is a task to train again, done when it was.
func (s *stage) again(r *ent.TrainingRecord, due time.Time, done *time.Time) {
	s.t.Helper()
	q := s.Client.Task.Create().SetType(flow.TaskRetraining).SetTitle("复训").SetSubjectType(flow.SubjectTrainingRecord).SetSubjectID(r.ID).
		SetAssigneeID(r.MemberID).SetDepartmentID(r.DepartmentID).SetDueAt(due).SetClauseIds([]string{})
	if done != nil {
		q.SetState(flow.TaskDone).SetEndedAt(*done)
	}
	q.SaveX(s.then(due.Add(-24 * time.Hour)))
}

// trained are trainings of the service and the sales department, of which somebody failed.
func (s *stage) trained(when time.Time) {
	service, sales := s.lesson(s.trainingPlan(flow.DepartmentService), when), s.lesson(s.trainingPlan(flow.DepartmentSales), when)
	s.came(service, "head.service", "", 90, 5)
	failed := s.came(service, "member.service", post, 40, 3)
	passed := s.came(sales, "head.sales", "", 60, 4)
	before := when.Add(time.Hour)
	s.again(passed, when.Add(2*time.Hour), &before)
	s.again(failed, when.Add(2*time.Hour), nil)
	s.again(failed, when.Add(2*time.Hour), &before)
}

// The figures of trainings are what a reader of the records would count.
func TestD2_79_Figures(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-08-20 10:00")
		s.trained(when)
		s.trained(at("2026-03-02 10:00")) // of another quarter, for plans that do not run then
		const day = "2026-08-20"
		people := float64(s.Client.Member.Query().CountX(s.A.System()))
		s.is(s.value("management", score.TrainingPassRate, day, ""), 2, 3, 3)
		s.is(s.value("management", score.TrainingScore, day, ""), 190, 300, 3)
		s.is(s.value("management", score.TrainingFeedback, day, ""), 12, 3, 3)
		s.is(s.value("management", score.TrainingHours, day, ""), 6, people, 3)
		s.is(s.value("management", score.RetrainingOverdueRate, day, ""), 1, 3, 3)
		f := s.value("management", score.TrainingCoverage, day, "")
		if f.Numerator() != 3 || f.Denominator() != 3 {
			t.Errorf("%v of %v have come", f.Numerator(), f.Denominator())
		}
		s.is(s.value("head.sales", score.TrainingPassRate, day, s.department(flow.DepartmentSales)), 1, 1, 1)
	})
}

// The board tells departments and posts apart, by a constant number of statements; what
// stands behind a row's figure is the row's.
func TestD0_74_Board(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		when := at("2026-08-20 10:00")
		s.Client.Member.UpdateOneID(s.A.Members["member.service"].ID).SetPost(post).ExecX(s.A.System())
		s.trained(when)
		day := "2026-08-20"
		board := func(who string, department *typeid.ID) *TrainingBoard {
			t.Helper()
			ctx, statements := database.WithStatements(s.As(who))
			b, err := Trainings(ctx, s.Client, TrainingBoardInput{Start: &day, DepartmentID: department})
			if err != nil {
				t.Fatalf("%s: %v", who, err)
			}
			if n := statements.Count(); n > 10 {
				t.Errorf("%d statements", n)
			}
			return b
		}
		row := func(b *TrainingBoard, department typeid.ID, post string) TrainingRow {
			t.Helper()
			for _, r := range b.Rows {
				if r.DepartmentID == department && r.Post == post {
					return r
				}
			}
			t.Fatalf("no row of %s %s", department, post)
			return TrainingRow{}
		}
		of := func(r TrainingRow, code string) *Figure {
			t.Helper()
			for _, f := range r.Values {
				if f.Rule.Code == code {
					return f
				}
			}
			t.Fatalf("no %s", code)
			return nil
		}
		all := board("management", nil)
		s.is(of(row(all, "", ""), score.TrainingPassRate), 2, 3, 3)
		service := s.department(flow.DepartmentService)
		s.is(of(row(all, service, ""), score.TrainingPassRate), 1, 2, 2)
		s.is(of(row(all, "", post), score.TrainingPassRate), 0, 1, 1)
		s.is(of(row(all, "", post), score.RetrainingOverdueRate), 1, 2, 2)
		s.is(of(row(all, "", post), score.TrainingCoverage), 1, 1, 1)
		s.is(of(row(all, "", post), score.TrainingHours), 2, 1, 1)
		for code, want := range map[string]int{score.TrainingPassRate: 1, score.RetrainingOverdueRate: 2, score.TrainingCoverage: 1} {
			if n := s.behind("management", of(row(all, "", post), code), score.PartAll); n != want {
				t.Errorf("%d behind %s of the post, want %d", n, code, want)
			}
		}
		// A head reads their department's, and human resources all (D2-77).
		s.is(of(board("head.service", &service).Rows[0], score.TrainingPassRate), 1, 2, 2)
		for who, want := range map[string]error{"head.service": fault.Forbidden(), "staff": fault.Forbidden()} {
			if _, err := Trainings(s.As(who), s.Client, TrainingBoardInput{}); !errors.Is(err, want) {
				t.Errorf("%s: %v", who, err)
			}
		}
		sales := s.department(flow.DepartmentSales)
		if _, err := Trainings(s.As("head.service"), s.Client, TrainingBoardInput{DepartmentID: &sales}); !errors.Is(err, fault.NotFound()) {
			t.Errorf("another's department: %v", err)
		}
		week := flow.PeriodWeek
		if _, err := Trainings(s.As("management"), s.Client, TrainingBoardInput{Period: &week}); !errors.Is(err, fault.Input("period", "indicator.period")) {
			t.Errorf("a week: %v", err)
		}
	})
}

// Who left after a period had ended was at work then, and in the next no longer; who came
// back since was not there.
func TestHoursOfThen(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.trained(at("2026-09-20 10:00"))
		people := float64(s.Client.Member.Query().CountX(s.A.System()))
		for _, one := range []struct {
			when string
			to   flow.MemberState
		}{{"2026-10-10 10:00", flow.MemberLeft}, {"2026-11-10 10:00", flow.MemberActive}} {
			s.Clock.Set(at(one.when))
			row := s.Client.Member.GetX(s.A.System(), s.A.Members["staff"].ID)
			if _, err := try(s, "admin", tenants.UpdateMember, tenants.MemberUpdateInput{ID: row.ID, ExpectedVersion: row.Version, State: &one.to}); err != nil {
				t.Fatal(err)
			}
			for month, want := range map[string]float64{"2026-09-20": people, "2026-10-20": people - 1} {
				if is := s.month("management", score.TrainingHours, month).Denominator(); is != want {
					t.Errorf("%s, after %s: over %v, want %v", month, one.to, is, want)
				}
			}
		}
		if is := s.month("management", score.TrainingHours, "2026-11-20").Denominator(); is != people {
			t.Errorf("who came back counts again: over %v, want %v", is, people)
		}
	})
}

// month is an indicator's month that holds the day.
func (s *stage) month(who, code, day string) *Figure {
	s.t.Helper()
	f, err := Value(s.As(who), s.Client, ValueInput{Code: code, Period: new(flow.PeriodMonth), Start: &day})
	if err != nil {
		s.t.Fatal(err)
	}
	return f
}
