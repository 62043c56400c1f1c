package attachments_test

import (
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// Material of a training is added by who has it given and by the trainer, and read by whom
// it is for (D0-77).
func TestD0_77_MaterialOfTrainings(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		sys, now := s.A.System(), s.Clock.Now()
		service := s.A.Departments[flow.DepartmentService].ID
		plan := s.Client.TrainingPlan.Create().SetTitle("培训").SetPeriodStart("2026-09-01").SetPeriodEnd("2026-12-31").SetPosts([]string{}).
			SetDepartmentIds([]typeid.ID{}).SetTopics([]flow.TrainingTopic{}).SetMethods([]flow.TrainingMethod{}).SetGaps([]flow.TrainingGap{}).
			SetDepartmentID(service).SetState(flow.TrainingPlanRunning).SaveX(sys)
		lesson := s.Client.TrainingSession.Create().SetPlanID(plan.ID).SetDepartmentID(service).SetTopic(flow.TopicMethod).SetTitle("方法").
			SetMethod(flow.TrainingInternal).SetTrainerKind(flow.TrainerStaff).SetTrainerID(s.A.Members["staff"].ID).SetPlace("三楼").
			SetStartsAt(now.Add(time.Hour)).SetEndsAt(now.Add(2 * time.Hour)).SetCapacity(5).SetAssessment(flow.TrainingAssessment{}).
			SetStandards([]flow.TaughtStandard{}).SetState(flow.TrainingSessionOpen).SaveX(sys)
		adding := func(in *attachments.AddInput) { in.OwnerType, in.OwnerID = flow.SubjectTrainingSession, lesson.ID }
		for who, want := range map[string]fault.Code{
			"head.service": "", "staff": "", "management": "", "member.service": fault.CodeForbidden, "head.sales": fault.CodeNotFound,
		} {
			before := s.Count(t)
			_, err := s.add(who, file("讲义.txt", "text/plain", "倾听"), adding)
			if fault.CodeOf(err) != want {
				t.Errorf("%s: %v", who, err)
			}
			if after := s.Count(t); want != "" && !maps.Equal(before, after) {
				t.Errorf("%s: refused, and it changed %v to %v", who, before, after)
			}
		}
	})
}
