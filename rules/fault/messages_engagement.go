package fault

// engagementMessages are about interactions and the plans that ask for them.
var engagementMessages = map[string]sentence{
	"interaction.question_missing": {
		"请写明客户的问题或建议。",
		"請寫明客戶的問題或建議。",
		"Say what the customer asks or suggests.",
	},
	"interaction.reply_channel": {
		"有回复时须说明回复渠道，无回复时不填。",
		"有回覆時須說明回覆渠道，無回覆時不填。",
		"A reply needs its channel, and no reply has none.",
	},
	"interaction.reply_early": {
		"回复时间不能早于互动时间。",
		"回覆時間不能早於互動時間。",
		"The reply cannot be earlier than the interaction.",
	},
	"interaction.needs_missing": {
		"该互动没有记录需求，请填写客户原话。",
		"該互動沒有記錄需求，請填寫客戶原話。",
		"This interaction holds no needs: give the customer's own words.",
	},
	"engagement_plan.name_taken": {
		"已有同名的维护计划。",
		"已有同名的維護計劃。",
		"There is a plan of this name already.",
	},
	"engagement_plan.no_interactions": {
		"此类任务由经办人确认或由试用完成，不能要求互动的次数、类型或内容。",
		"此類任務由經辦人確認或由試用完成，不能要求互動的次數、類型或內容。",
		"Such tasks are confirmed by who does them, or done by a trial: they ask for no number, type or content of interactions.",
	},
	"engagement_plan.no_rules": {
		"计划须有 1 到 {max} 条规则。",
		"計劃須有 1 到 {max} 條規則。",
		"A plan has 1 to {max} rules.",
	},
}
