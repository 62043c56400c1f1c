package label

var clock = map[string]words{
	"ClockState.RUNNING":   {"计时中", "計時中", "Running"},
	"ClockState.PAUSED":    {"暂停", "暫停", "Paused"},
	"ClockState.MET":       {"按时", "按時", "Met"},
	"ClockState.BREACHED":  {"超时", "超時", "Breached"},
	"ClockState.CANCELLED": {"取消", "取消", "Cancelled"},

	"ClockKind.FIRST_RESPONSE":       {"首次响应", "首次響應", "First response"},
	"ClockKind.COMPLAINT_ACK":        {"投诉受理确认", "投訴受理確認", "Complaint acknowledgement"},
	"ClockKind.COMPLAINT_RESOLUTION": {"投诉处理", "投訴處理", "Complaint resolution"},
	"ClockKind.INQUIRY_REPLY":        {"咨询回复", "諮詢回覆", "Reply to an inquiry"},
	"ClockKind.SURVEY_INITIAL_REPLY": {"问卷紧急事项初步回复", "問卷緊急事項初步回覆", "First reply to a survey"},
	"ClockKind.SURVEY_TIDY":          {"问卷信息整理", "問卷信息整理", "Tidying of survey answers"},
	"ClockKind.PROGRESS_SILENCE":     {"进展通报", "進展通報", "Progress notice"},
	"ClockKind.PLAN_MILESTONE":       {"方案节点", "方案節點", "Plan milestone"},

	"Unit.HOUR":         {"小时", "小時", "hours"},
	"Unit.WORKING_HOUR": {"工作小时", "工作小時", "working hours"},
	"Unit.WORKING_DAY":  {"工作日", "工作日", "working days"},

	"PauseReason.WAITING_CUSTOMER": {"等待客户", "等待客戶", "Waiting for the customer"},
	"PauseReason.FORCE_MAJEURE":    {"不可抗力", "不可抗力", "Force majeure"},

	"DayKind.HOLIDAY":        {"休息日", "休息日", "Holiday"},
	"DayKind.MAKEUP_WORKDAY": {"调休上班", "調休上班", "Make-up working day"},
	"DayKind.SPECIAL_HOURS":  {"特殊工时", "特殊工時", "Special hours"},

	"Target.REQUIREMENT":     {"需求", "需求", "Requirement"},
	"Target.COMPLAINT":       {"投诉", "投訴", "Complaint"},
	"Target.INTERACTION":     {"往来记录", "往來記錄", "Interaction"},
	"Target.SURVEY_RESPONSE": {"答卷", "答卷", "Survey response"},

	"SegmentKind.COUNTED": {"计入", "計入", "Counted"},
	"SegmentKind.SKIPPED": {"不计入", "不計入", "Skipped"},

	"Reason.WORKING": {"工作时间", "工作時間", "Working time"},
	"Reason.ELAPSED": {"自然时间", "自然時間", "Elapsed time"},
	"Reason.NIGHT":   {"非工作时段", "非工作時段", "Outside working hours"},
	"Reason.BREAK":   {"休息时段", "休息時段", "Break"},
	"Reason.WEEKEND": {"周末", "週末", "Weekend"},
	"Reason.HOLIDAY": {"节假日", "節假日", "Holiday"},
	"Reason.PAUSE":   {"暂停", "暫停", "Paused"},
}
