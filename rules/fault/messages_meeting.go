package fault

// meetingMessages are about meetings, their series, and reports.
var meetingMessages = map[string]sentence{
	"recurrence.malformed": {
		"无法识别重复规则 {value}，请使用 RFC 5545，例如 FREQ=WEEKLY;BYDAY=MO;COUNT=10。",
		"無法識別重複規則 {value}，請使用 RFC 5545，例如 FREQ=WEEKLY;BYDAY=MO;COUNT=10。",
		"{value} is not a recurrence that is known. Use RFC 5545, for example FREQ=WEEKLY;BYDAY=MO;COUNT=10.",
	},
	"recurrence.endless": {
		"重复规则须有结束：COUNT 或 UNTIL。",
		"重複規則須有結束：COUNT 或 UNTIL。",
		"A recurrence needs an end: COUNT or UNTIL.",
	},
	"recurrence.too_many": {
		"重复最多 {max} 次，且不超过 {years} 年。",
		"重複最多 {max} 次，且不超過 {years} 年。",
		"A recurrence has at most {max} dates, within {years} years.",
	},
	"recurrence.none": {
		"按此规则没有任何日期。",
		"按此規則沒有任何日期。",
		"This recurrence has no date.",
	},
	"meeting.too_many_places": {
		"整个系列的参会人次最多 {max}，请减少次数或参会人。",
		"整個系列的參會人次最多 {max}，請減少次數或參會人。",
		"A series has at most {max} places, attendees times dates. Ask fewer people or for fewer dates.",
	},
	"meeting.not_yet": {
		"会议尚未开始。",
		"會議尚未開始。",
		"The meeting has not begun yet.",
	},
	"meeting.due_without_owner": {
		"有期限的决议须有责任人。",
		"有期限的決議須有責任人。",
		"A decision with a date needs an owner.",
	},
	"report.sections": {
		"以下必填章节为空：{sections}。",
		"以下必填章節為空：{sections}。",
		"These required sections say nothing: {sections}.",
	},
	"report.no_recipients": {
		"报告须至少送达一个部门。",
		"報告須至少送達一個部門。",
		"Address the report to at least one department.",
	},
	"report.meeting_type": {
		"报告只能在未取消的需求分析会议上审核。",
		"報告只能在未取消的需求分析會議上審核。",
		"A report is reviewed in a meeting of requirement analysis that is not cancelled.",
	},
	"report.answered": {
		"该部门已反馈措施。",
		"該部門已反饋措施。",
		"This department has answered already.",
	},
	"task.answer_report": {
		"请以报告的反馈措施完成此任务。",
		"請以報告的反饋措施完成此任務。",
		"Answer the report to finish this task.",
	},
}
