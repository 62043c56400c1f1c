package jobs

import (
	"heed/app/indicators"
	"heed/ent/trainingplan"
	"heed/ent/trainingrecord"
	"heed/rules/flow"
	"heed/rules/score"
)

// board are the figures of trainings of a period, by department and by post.
func (y *year) board(f *fold, span score.Span) {
	got, err := indicators.Trainings(y.as("management"), y.Client, indicators.TrainingBoardInput{Period: &span.Period, Start: new(span.First())})
	y.check("the board of trainings", err)
	posts := 0
	for _, row := range got.Rows {
		if row.Post != "" {
			posts++
		}
		for _, is := range row.Values {
			want := f.trained(is.Rule.Code, span, desk{row.DepartmentID, row.Post})
			what := "the board: " + is.Rule.Code + " " + string(row.DepartmentID) + row.Post
			y.equal(what, span, figure{is.Numerator(), is.Denominator(), is.Sample()}, want)
			y.value(what, span, is.Value(), want)
		}
	}
	if posts != 2 {
		y.t.Errorf("%d posts have figures of trainings, not 2", posts)
	}
}

// lessons are the records of trainings as they stand, and what the year has seen of them.
func (y *year) lessons(f *fold) {
	sys, saw := y.A.System(), map[string]int{}
	rows := y.Client.TrainingRecord.Query().AllX(sys)
	if len(rows) != len(f.lessons) {
		y.t.Errorf("%d records of trainings, the journal knows %d", len(rows), len(f.lessons))
	}
	for _, r := range rows {
		l := f.lessons[r.ID]
		if l == nil || l.state != string(r.State) || l.member != r.MemberID || l.minutes != r.Minutes || (l.desk != desk{r.DepartmentID, r.Post}) {
			y.t.Errorf("%s of %s is %s, in the journal %+v", r.ID, r.MemberID, r.State, l)
			continue
		}
		if (r.Passed != nil) != !l.assessed.IsZero() || r.Passed != nil && *r.Passed != l.passed {
			y.t.Errorf("%s of %s has passed: %v, in the journal %+v", r.ID, r.MemberID, r.Passed, l)
		}
		saw[l.state]++
		for what, is := range map[string]bool{
			"passed": l.passed, "failed": r.Passed != nil && !l.passed, "without points": r.Passed != nil && l.scale == 0,
			"waited in vain": l.waited && l.state == "VOID", "silent": l.state == "ATTENDED" && l.thought == 0, "told": l.thought > 0,
		} {
			if is {
				saw[what]++
			}
		}
	}
	saw["outdated"] = y.Client.TrainingRecord.Query().Where(trainingrecord.OutdatedAtNotNil()).CountX(sys)
	for _, t := range f.tasks {
		if t.kind != string(flow.TaskRetraining) {
			continue
		}
		if kind, ok := map[string]string{"DONE": "trained again", "MISSED": "not trained again in time", "CANCELLED": "failed again"}[t.state]; ok {
			saw[kind]++
		}
	}
	saw["plan that follows"] = y.Client.TrainingPlan.Query().Where(trainingplan.StateEQ(flow.TrainingPlanDraft), trainingplan.PreviousIDNotNil()).CountX(sys)
	for _, what := range []string{
		"ATTENDED", "ABSENT", "VOID", "passed", "failed", "without points", "waited in vain", "silent", "told", "outdated",
		"trained again", "not trained again in time", "failed again", "plan that follows",
	} {
		if saw[what] == 0 {
			y.t.Errorf("trainings: the year has seen nobody %s", what)
		}
	}
	y.t.Logf("trainings: %v", saw)
}
