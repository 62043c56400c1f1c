package fault

// inspectionMessages are about inspections and their schedules.
var inspectionMessages = map[string]sentence{
	"inspection.kind": {
		"接触点只能进行部门自查或监督检查。",
		"接觸點只能進行部門自查或監督檢查。",
		"A touchpoint is inspected by its department or by the management; content is checked by itself.",
	},
	"inspection.too_far": {
		"检查日期最多在 {days} 天之内。",
		"檢查日期最多在 {days} 天之內。",
		"An inspection may be {days} days ahead at most.",
	},
	"inspection.no_standard": {
		"该接触点没有生效的标准，不能检查。",
		"該接觸點沒有生效的標準，不能檢查。",
		"This touchpoint has no effective standard to be inspected by.",
	},
	"inspection.standard_not_effective": {
		"该版标准在检查时并未生效（{state}），不能据此检查。",
		"該版標準在檢查時並未生效（{state}），不能據此檢查。",
		"This edition of the standard is not the one that held when the inspection was made ({state}).",
	},
	"inspection.not_confirmed": {
		"只有已确认的接触点才能制定检查计划。",
		"只有已確認的接觸點才能制定檢查計劃。",
		"Only a confirmed touchpoint is inspected regularly.",
	},
	"inspection.cadence": {
		"检查周期只能为每月或每季度。",
		"檢查週期只能為每月或每季度。",
		"Inspections come each month or each quarter.",
	},
	"inspection.scheduled": {
		"该接触点已有同类检查计划。",
		"該接觸點已有同類檢查計劃。",
		"This touchpoint has a schedule of this kind already.",
	},
	"inspection.schedule_ended": {
		"该检查计划已结束。",
		"該檢查計劃已結束。",
		"This schedule has ended.",
	},
	"inspection.inspector_elsewhere": {
		"部门自查须由责任部门的成员进行。",
		"部門自查須由責任部門的成員進行。",
		"A self-inspection is made by a member of the department that answers for the touchpoint.",
	},
	"inspection.not_management": {
		"监督检查须由管理部门的成员进行。",
		"監督檢查須由管理部門的成員進行。",
		"A supervisory inspection is made by a member of the management department.",
	},
	"inspection.content_by_author": {
		"发布内容须由提交人以外的人审核。",
		"發佈內容須由提交人以外的人審核。",
		"What is to be published is checked by somebody else than who asks for it.",
	},
	"inspection.content_check": {
		"这是发布内容审核，请用相应的操作记录。",
		"這是發佈內容審核，請用相應的操作記錄。",
		"This is a check of content; record it as one.",
	},
	"inspection.no_content_check": {
		"这不是发布内容审核。",
		"這不是發佈內容審核。",
		"This is no check of content.",
	},
	"inspection.client_ref_taken": {
		"该编号已用于另一次检查。",
		"該編號已用於另一次檢查。",
		"Another inspection is called by this reference.",
	},
	"inspection.client_ref_reused": {
		"该编号已用于另一份检查结果。",
		"該編號已用於另一份檢查結果。",
		"Something else was recorded under this reference.",
	},
	"inspection.done_before_asked": {
		"审核时间不能早于提交时间。",
		"審核時間不能早於提交時間。",
		"Nobody checks content before it is asked for.",
	},
	"inspection.lapsed": {
		"该检查已因没有生效的标准而取消，只能补录取消之前完成的检查。",
		"該檢查已因沒有生效的標準而取消，只能補錄取消之前完成的檢查。",
		"It was cancelled for lack of a standard: only what was made before can be recorded.",
	},
	"inspection.files_fixed": {
		"检查已结束，其附件不能再增减。",
		"檢查已結束，其附件不能再增減。",
		"The inspection is over: its files stay as they are.",
	},
	"inspection.done_ahead": {
		"检查时间不能晚于现在。",
		"檢查時間不能晚於現在。",
		"An inspection cannot have been made in the future.",
	},
	"inspection.missed": {
		"该检查已逾期，只能补录逾期之前完成的检查。",
		"該檢查已逾期，只能補錄逾期之前完成的檢查。",
		"It was missed: only what was made before can be recorded.",
	},
	"inspection.incomplete": {
		"还有 {count} 项没有结果。",
		"還有 {count} 項沒有結果。",
		"{count} items have no result.",
	},
	"inspection.nothing_checked": {
		"至少须检查一项。",
		"至少須檢查一項。",
		"At least one item is to be checked.",
	},
	"inspection.value_of_nothing": {
		"不适用的项目没有数值。",
		"不適用的項目沒有數值。",
		"What does not apply has no value.",
	},
}
