package label

var inspections = map[string]words{
	"SubjectType.INSPECTION":          {"检查", "檢查", "Inspection"},
	"SubjectType.INSPECTION_SCHEDULE": {"检查计划", "檢查計劃", "Schedule of inspections"},

	// Why something ends that nobody has ended.
	"Inspection.NO_STANDARD": {"接触点已没有生效的标准", "接觸點已沒有生效的標準", "The touchpoint has no effective standard any more"},
	"Inspection.RETIRED":     {"接触点已停用", "接觸點已停用", "The touchpoint is retired"},

	"InspectionKind.SELF":          {"部门自查", "部門自查", "Self-inspection"},
	"InspectionKind.SUPERVISORY":   {"监督检查", "監督檢查", "Supervisory inspection"},
	"InspectionKind.CONTENT_CHECK": {"发布内容审核", "發佈內容審核", "Check of content"},

	"InspectionState.PLANNED":   {"已计划", "已計劃", "Planned"},
	"InspectionState.DONE":      {"已完成", "已完成", "Done"},
	"InspectionState.CANCELLED": {"已取消", "已取消", "Cancelled"},
	"InspectionState.MISSED":    {"未按期进行", "未按期進行", "Missed"},

	"InspectionAct.ASSIGN": {"指派", "指派", "Assign"},
	"InspectionAct.RENEW":  {"更新标准版本", "更新標準版本", "Renew"},
	"InspectionAct.RECORD": {"记录结果", "記錄結果", "Record"},
	"InspectionAct.MISS":   {"逾期", "逾期", "Miss"},
	"InspectionAct.CANCEL": {"取消", "取消", "Cancel"},

	"InspectionOutcome.PASSED":  {"通过", "通過", "Passed"},
	"InspectionOutcome.REFUSED": {"不予发布", "不予發佈", "Refused"},

	"ContentAspect.TRUE":           {"真实", "真實", "True"},
	"ContentAspect.ACCURATE":       {"准确", "準確", "Accurate"},
	"ContentAspect.NOT_MISLEADING": {"不误导", "不誤導", "Not misleading"},
}
