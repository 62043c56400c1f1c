package flow

// TaskType is what kind of work a task is.
type TaskType string

// The types of tasks; those of later parts of the rules stand with them.
const (
	TaskCollection         TaskType = "COLLECTION"
	TaskExecVisit          TaskType = "EXEC_VISIT"
	TaskManagerTalk        TaskType = "MANAGER_TALK"
	TaskNewsPush           TaskType = "NEWS_PUSH"
	TaskServicePlan        TaskType = "SERVICE_PLAN"
	TaskTrial              TaskType = "TRIAL"
	TaskReturnVisit        TaskType = "RETURN_VISIT"
	TaskFollowUp           TaskType = "FOLLOW_UP"
	TaskAnswerVerification TaskType = "ANSWER_VERIFICATION"
	TaskWeeklyCheck        TaskType = "WEEKLY_CHECK"
	TaskCoordination       TaskType = "COORDINATION"
	TaskTemplateRevision   TaskType = "TEMPLATE_REVISION"
	TaskStandardReview     TaskType = "STANDARD_REVIEW"
	TaskReportResponse     TaskType = "REPORT_RESPONSE"
	TaskRetraining         TaskType = "RETRAINING"
	TaskGeneral            TaskType = "GENERAL"
)

// Values lists the types of tasks, in their order.
func (TaskType) Values() []string {
	return names([]TaskType{
		TaskCollection, TaskExecVisit, TaskManagerTalk, TaskNewsPush, TaskServicePlan, TaskTrial, TaskReturnVisit, TaskFollowUp,
		TaskAnswerVerification, TaskWeeklyCheck, TaskCoordination, TaskTemplateRevision, TaskStandardReview,
		TaskReportResponse, TaskRetraining, TaskGeneral,
	})
}

// ByHand tells whether who does such a task says that it is done, where a plan asks for it:
// no interaction shows it (D3-27, D3-28).
func (t TaskType) ByHand() bool { return t == TaskServicePlan || t == TaskNewsPush }

// ByTrial tells whether a customer that tries something completes such a task (D3-29).
func (t TaskType) ByTrial() bool { return t == TaskTrial }

// Priority is how much a task presses.
type Priority string

// The priorities.
const (
	PriorityHigh   Priority = "HIGH"
	PriorityNormal Priority = "NORMAL"
	PriorityLow    Priority = "LOW"
)

// Values lists the priorities, the highest first.
func (Priority) Values() []string {
	return names([]Priority{PriorityHigh, PriorityNormal, PriorityLow})
}

// TaskState is where a task stands.
type TaskState string

// The states of a task.
const (
	TaskOpen       TaskState = "OPEN"
	TaskInProgress TaskState = "IN_PROGRESS"
	TaskDone       TaskState = "DONE"
	TaskMissed     TaskState = "MISSED"
	TaskCancelled  TaskState = "CANCELLED"
)

// Values lists the states of a task, in their order.
func (TaskState) Values() []string {
	return names([]TaskState{TaskOpen, TaskInProgress, TaskDone, TaskMissed, TaskCancelled})
}

// TaskAct is what can happen to a task.
type TaskAct string

// The acts on a task. Nobody but the calendar misses one.
const (
	TaskActUpdate TaskAct = "UPDATE"
	TaskActStart  TaskAct = "START"
	TaskActFinish TaskAct = "FINISH"
	TaskActMiss   TaskAct = "MISS"
	TaskActCancel TaskAct = "CANCEL"
)

// Values lists the acts on a task, in their order.
func (TaskAct) Values() []string {
	return names([]TaskAct{TaskActUpdate, TaskActStart, TaskActFinish, TaskActMiss, TaskActCancel})
}

// Task is the life of a task. A missed one stays a fact.
var Task = Table[TaskState, TaskAct]{
	{TaskOpen, TaskActUpdate}:       TaskOpen,
	{TaskInProgress, TaskActUpdate}: TaskInProgress,
	{TaskOpen, TaskActStart}:        TaskInProgress,
	{TaskOpen, TaskActFinish}:       TaskDone,
	{TaskInProgress, TaskActFinish}: TaskDone,
	{TaskOpen, TaskActMiss}:         TaskMissed,
	{TaskInProgress, TaskActMiss}:   TaskMissed,
	{TaskOpen, TaskActCancel}:       TaskCancelled,
	{TaskInProgress, TaskActCancel}: TaskCancelled,
}
