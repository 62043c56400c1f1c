package score

import "heed/rules/flow"

// What trainings' indicators rest on.
const (
	OnTrainings Rests = "TRAINING_RECORDS"
	OnMembers   Rests = "MEMBERS"
)

// The codes of trainings' indicators.
const (
	TrainingCoverage      = "training_coverage"
	TrainingPassRate      = "training_pass_rate"
	TrainingScore         = "training_score"
	TrainingFeedback      = "training_feedback"
	TrainingHours         = "training_hours"
	RetrainingOverdueRate = "retraining_overdue_rate"
)

// trainingPeriods are those in which trainings are planned; the quarter is the usual one.
var trainingPeriods = []flow.Period{flow.PeriodQuarter, flow.PeriodMonth, flow.PeriodHalfYear}

// ofTrainings are the indicators of trainings.
var ofTrainings = []Definition{
	{
		Code: TrainingCoverage, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: trainingPeriods, Version: 1,
		Rests: OnMembers, Clauses: []string{"D0-74", "D2-77"},
		name: sentence{"培训覆盖率", "培訓覆蓋率", "Coverage of trainings"},
		numerator: sentence{
			"截至期末参加过这些计划的培训的成员数", "截至期末參加過這些計劃的培訓的成員數",
			"those of them who have come to a session of these plans by the end of the period",
		},
		denominator: sentence{
			"在职成员中属于本期执行的培训计划对象的人数", "在職成員中屬於本期執行的培訓計劃對象的人數",
			"members at work whom plans of trainings are for that run in the period",
		},
	},
	{
		Code: TrainingPassRate, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: trainingPeriods, Version: 1,
		Rests: OnTrainings, Clauses: []string{"D2-79"},
		name:        sentence{"培训合格率", "培訓合格率", "Trainings passed"},
		numerator:   sentence{"其中合格的培训记录数", "其中合格的培訓記錄數", "those of them that passed"},
		denominator: sentence{"本期考核的培训记录数", "本期考核的培訓記錄數", "records of trainings assessed in the period"},
	},
	{
		Code: TrainingScore, Unit: flow.UnitShare, Better: flow.BetterHigher, Periods: trainingPeriods, Version: 1,
		Rests: OnTrainings, Clauses: []string{"D2-79"},
		name:        sentence{"培训平均得分率", "培訓平均得分率", "Average score of trainings"},
		numerator:   sentence{"本期考核的得分之和", "本期考核的得分之和", "points given in the period"},
		denominator: sentence{"同一批考核的满分之和", "同一批考核的滿分之和", "the most that could be given to the same"},
	},
	{
		Code: TrainingFeedback, Unit: flow.UnitScore, Better: flow.BetterHigher, Periods: trainingPeriods, Version: 1,
		Rests: OnTrainings, Clauses: []string{"D2-79"},
		name:        sentence{"培训评价", "培訓評價", "Feedback on trainings"},
		numerator:   sentence{"本期培训评价之和（1 至 5 分）", "本期培訓評價之和（1 至 5 分）", "sum of what members thought of trainings, 1 to 5, said in the period"},
		denominator: sentence{"本期评价数", "本期評價數", "number of those"},
	},
	{
		Code: TrainingHours, Unit: flow.UnitRatio, Better: flow.BetterHigher, Periods: trainingPeriods, Version: 1,
		Rests: OnTrainings, Clauses: []string{"D0-74"},
		name:        sentence{"人均培训时长（小时）", "人均培訓時長（小時）", "Hours of training a member"},
		numerator:   sentence{"本期参加培训的小时数", "本期參加培訓的小時數", "hours of trainings that members came to in the period"},
		denominator: sentence{"期末在职成员数", "期末在職成員數", "members at work at the end of the period"},
	},
	{
		Code: RetrainingOverdueRate, Unit: flow.UnitShare, Better: flow.BetterLower, Periods: trainingPeriods, Version: 1,
		Rests: OnTasks, Clauses: []string{"D2-78", "D2-79"},
		name:      sentence{"复训逾期率", "複訓逾期率", "Retraining overdue"},
		numerator: sentence{"其中逾期未完成的复训任务数", "其中逾期未完成的複訓任務數", "those of them that were not done in time"},
		denominator: sentence{
			"本期到期的复训任务数（不含已取消以及尚未完成也未到期的）", "本期到期的複訓任務數（不含已取消以及尚未完成也未到期的）",
			"tasks to train again due in the period, but for cancelled ones and those that are open and not due yet",
		},
	},
}
