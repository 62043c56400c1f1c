package servertest

import (
	"strings"
	"testing"
	"time"

	"heed/app/training"
	"heed/ent"
	"heed/ent/memberrole"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/paper"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// trainingPlan is a plan of the member's department, for all, until the end of next year:
// draft, with somebody of human resources who could agree to it, or running.
func (st *Stage) trainingPlan(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, client := st.Company.System(), st.Server.Client
	q := client.TrainingPlan.Create().SetTitle("Those who meet customers").SetPeriodStart("2026-09-01").SetPeriodEnd("2027-12-31").
		SetPosts([]string{}).SetDepartmentIds([]typeid.ID{}).SetTopics([]flow.TrainingTopic{{Kind: flow.TopicCommunication, Title: "To listen"}}).
		SetMethods([]flow.TrainingMethod{flow.TrainingInternal}).SetGaps([]flow.TrainingGap{}).SetDepartmentID(st.ID(t, "department.own")).
		SetCreatedBy(st.Company.Members[st.Owner].ID)
	if state, _, _ := strings.Cut(which, "."); state == "running" {
		q.SetState(flow.TrainingPlanRunning).SetApprovedAt(st.Server.Clock.Now())
	} else {
		guest := st.ID(t, "member.guest")
		head := client.MemberRole.Query().Where(memberrole.MemberID(guest), memberrole.RoleID(st.ID(t, "role.DEPARTMENT_HEAD")))
		if !head.ExistX(sys) {
			client.MemberRole.Create().SetMemberID(guest).SetRoleID(st.ID(t, "role.DEPARTMENT_HEAD")).SaveX(sys)
		}
		client.Member.UpdateOneID(guest).SetDepartmentID(st.Company.Departments[flow.DepartmentHR].ID).
			SetIsDepartmentHead(true).ExecX(sys)
	}
	made := q.SaveX(sys)
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// trainingSession is a session of trainingplan.running, with a hundred points: planned, open
// or running since an hour; given, begun or held of those that the stage's member gives; and
// paper, held by others, with a question paper.
func (st *Stage) trainingSession(t testing.TB, which string) typeid.ID {
	t.Helper()
	sys, client, now := st.Company.System(), st.Server.Client, st.Server.Clock.Now()
	me := st.Company.Members[st.Owner]
	begins := now.AddDate(0, 0, 7)
	q := client.TrainingSession.Create().SetPlanID(st.ID(t, "trainingplan.running")).SetDepartmentID(st.ID(t, "department.own")).
		SetTopic(flow.TopicCommunication).SetTitle("To listen").SetMethod(flow.TrainingInternal).SetTrainerKind(flow.TrainerExpert).
		SetTrainerName("Prof. Wang").SetPlace("Room 3").SetCapacity(20).SetAssessment(flow.TrainingAssessment{Scale: 100, PassScore: 60, ValidMonths: 12}).
		SetStandards([]flow.TaughtStandard{}).SetCreatedBy(me.ID)
	switch state, _, _ := strings.Cut(which, "."); state {
	case "open":
		q.SetState(flow.TrainingSessionOpen)
	case "running":
		begins = now.Add(-time.Hour)
		q.SetState(flow.TrainingSessionOpen)
	case "given":
		q.SetState(flow.TrainingSessionOpen).SetTrainerID(me.ID)
	case "begun":
		begins = now.Add(-time.Hour)
		q.SetState(flow.TrainingSessionOpen).SetTrainerID(me.ID)
	case "held":
		begins = now.AddDate(0, 0, -1)
		q.SetState(flow.TrainingSessionHeld).SetTrainerID(me.ID)
	}
	if strings.HasPrefix(which, "paper") {
		begins = now.AddDate(0, 0, -1)
		q.SetState(flow.TrainingSessionHeld).SetCreatedBy(st.ID(t, "member.guest")).SetPaper(questionPaper())
	}
	made := q.SetStartsAt(begins).SetEndsAt(begins.Add(2 * time.Hour)).SaveX(sys)
	st.Server.Clock.Advance(time.Second)
	return made.ID
}

// questionPaper is one question of a hundred points, in two tries.
func questionPaper() *paper.Paper {
	text := func(s string) survey.Text { return survey.Text{En: s} }
	return &paper.Paper{
		Questions: []survey.Question{{
			Code: "first", Module: flow.ModuleSupplement, Type: flow.QuestionSingle, Text: text("What comes first?"),
			Options: []survey.Option{{Code: "a", Text: text("To listen")}, {Code: "b", Text: text("To argue")}},
		}},
		Keys:  []paper.Key{{Question: "first", Points: 100, Options: []string{"a"}}},
		Tries: 2, Minutes: 30,
	}
}

// trainingRecord is the stage's member's: invited or enrolled to trainingsession.open, there
// at trainingsession.running, or attended trainingsession.held; of trainingsession.paper asked,
// and writing since now.
func (st *Stage) trainingRecord(t testing.TB, which string) typeid.ID {
	t.Helper()
	state, _, _ := strings.Cut(which, ".")
	session := map[string]string{
		"invited": "trainingsession.open", "enrolled": "trainingsession.open.enrolled", "there": "trainingsession.running", "attended": "trainingsession.held",
		"asked": "trainingsession.paper", "writing": "trainingsession.paper.writing", "passed": "trainingsession.held.passed",
	}[state]
	return st.record(t, st.ID(t, session), st.Company.Members[st.Owner], state).ID
}

func (st *Stage) record(t testing.TB, session typeid.ID, m *ent.Member, state string) *ent.TrainingRecord {
	t.Helper()
	sys, client := st.Company.System(), st.Server.Client
	s := client.TrainingSession.GetX(sys, session)
	q := client.TrainingRecord.Create().SetPlanID(s.PlanID).SetSessionID(s.ID).SetMemberID(m.ID).SetDepartmentID(m.DepartmentID).SetTopic(s.Topic).
		SetCreatedBy(m.ID)
	switch state {
	case "enrolled", "there":
		q.SetState(flow.TrainingEnrolled)
		client.TrainingSession.UpdateOne(s).AddSeatsTaken(1).ExecX(sys)
	case "asked":
		q.SetTries([]paper.Try{})
	case "writing":
		q.SetTries([]paper.Try{s.Paper.Begin(st.Server.Clock.Now())})
	case "passed":
		q.SetScore(90).SetScale(100).SetPassed(true).SetAssessedAt(s.EndsAt).SetCertificateNumber("TC-2025-00007").SetValidUntil("2027-11-30")
	}
	switch state {
	case "attended", "asked", "writing", "passed":
		q.SetState(flow.TrainingAttended).SetAttendance(flow.AttendanceByList).SetAttendedAt(s.StartsAt).SetMinutes(120)
	}
	return q.SaveX(sys)
}

// learner is who came to trainingsession.held, beside the stage's member: they can be given
// points by them.
func (st *Stage) learner(t testing.TB) typeid.ID {
	t.Helper()
	sys, client, session := st.Company.System(), st.Server.Client, st.ID(t, "trainingsession.held")
	m := st.Company.Members["staff"]
	if st.Owner == "staff" {
		m = st.Company.Members["member.service"]
	}
	if !client.TrainingRecord.Query().Where(trainingrecord.SessionID(session), trainingrecord.MemberID(m.ID)).ExistX(sys) {
		st.record(t, session, m, "attended")
	}
	return m.ID
}

// attendanceCode is what is shown in the room of trainingsession.running, to which the
// stage's member is enrolled.
func (st *Stage) attendanceCode(t testing.TB) string {
	t.Helper()
	st.ID(t, "trainingrecord.there")
	sys := st.Company.System()
	return training.Code(sys, st.Server.Client.TrainingSession.GetX(sys, st.ID(t, "trainingsession.running")))
}
