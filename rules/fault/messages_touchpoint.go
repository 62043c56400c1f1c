package fault

// touchpointMessages are about touchpoints, their identification and their standards.
var touchpointMessages = map[string]sentence{
	"touchpoint.name_taken": {
		"已有同名的接触点。",
		"已有同名的接觸點。",
		"There is a touchpoint with this name already.",
	},
	"touchpoint.in_round": {
		"该接触点正在一轮识别中评分，请先结束或取消该轮识别。",
		"該接觸點正在一輪識別中評分，請先結束或取消該輪識別。",
		"This touchpoint is being scored: close or cancel its round first.",
	},
	"identification.retired": {
		"该接触点已停用，不能参加识别。",
		"該接觸點已停用，不能參加識別。",
		"This touchpoint is retired; it cannot be scored.",
	},
	"identification.too_large": {
		"部门数与接触点数的乘积最多为 {max}，请分几轮识别。",
		"部門數與接觸點數的乘積最多為 {max}，請分幾輪識別。",
		"Departments times touchpoints may be {max} at most: use several rounds.",
	},
	"identification.undecided": {
		"还有 {count} 个接触点没有决定。",
		"還有 {count} 個接觸點沒有決定。",
		"{count} touchpoints of the round are not decided on.",
	},
	"identification.unscored": {
		"没有部门为该接触点评分，不能确认。",
		"沒有部門為該接觸點評分，不能確認。",
		"No department has scored this touchpoint; it cannot be confirmed.",
	},
	"identification.scores_missing": {
		"还有 {count} 个部门没有完成评分，请在结论中说明。",
		"還有 {count} 個部門沒有完成評分，請在結論中說明。",
		"{count} departments have not scored everything: say in the conclusion why the round ends.",
	},
	"standard.not_confirmed": {
		"只有已确认的接触点才能制定标准。",
		"只有已確認的接觸點才能制定標準。",
		"Only a confirmed touchpoint has standards.",
	},
	"standard.written_already": {
		"该接触点已有一份正在编写或审核的标准。",
		"該接觸點已有一份正在編寫或審核的標準。",
		"A standard of this touchpoint is being written or reviewed already.",
	},
	"standard.unmeasurable": {
		"标准须至少有一项可衡量的指标，不能只有文字。",
		"標準須至少有一項可衡量的指標，不能只有文字。",
		"A standard needs at least one thing that is measured; words alone do not do.",
	},
	"standard.review_far": {
		"复审日期最多在 {years} 年之内。",
		"複審日期最多在 {years} 年之內。",
		"The review may be {years} years ahead at most.",
	},
}
