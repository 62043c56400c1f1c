package fault

// taskMessages are about tasks and notices.
var taskMessages = map[string]sentence{
	"input.in_the_past": {
		"时间须晚于现在。",
		"時間須晚於現在。",
		"It must lie in the future.",
	},
	"task.planned": {
		"此任务由维护计划产生：记录符合要求的互动即完成，截止于周期末，不能取消。",
		"此任務由維護計劃產生：記錄符合要求的互動即完成，截止於週期末，不能取消。",
		"An engagement plan asks for this task: it is done by recording an interaction that fulfils it, due at the end of its period, and not taken back.",
	},
	"task.nobody": {
		"任务须有责任人或责任部门。",
		"任務須有責任人或責任部門。",
		"A task needs an assignee or a department.",
	},
	"notice.quiet_hours": {
		"免打扰的开始和结束须同时给出，为 HH:MM 且不相同；都为空则取消。",
		"免打擾的開始和結束須同時給出，為 HH:MM 且不相同；都為空則取消。",
		"Quiet hours need a beginning and an end, HH:MM and not the same; none of both is no quiet hours.",
	},
}
