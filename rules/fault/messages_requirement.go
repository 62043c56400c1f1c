package fault

// requirementMessages are the guards of the life of a requirement.
var requirementMessages = map[string]sentence{
	"requirement.team_kind": {
		"只能分派给快速响应团队。",
		"只能分派給快速響應團隊。",
		"Only a response team can be assigned.",
	},
	"work_group.empty": {
		"小组至少要有一名成员。",
		"小組至少要有一名成員。",
		"A group needs at least one member.",
	},
	"work_group.one_department": {
		"联合处理小组至少要有 {min} 个部门的成员。", "聯合處理小組至少要有 {min} 個部門的成員。", "The group must have members of at least {min} departments.",
	},
	"work_group.leader_no_member": {
		"组长必须是小组成员。",
		"組長必須是小組成員。",
		"The leader must be one of the members.",
	},
	"work_group.handles_complaint": {
		"该工作组正在处理投诉，结案或更换工作组后才能停用。", "該工作組正在處理投訴，結案或更換工作組後才能停用。",
		"The group handles an open complaint: it is taken out of use once that is closed or has another group.",
	},
	"work_group.name_taken": {
		"该小组名称已被使用。",
		"該小組名稱已被使用。",
		"This name of a group is already in use.",
	},
	"work_group.term_order": {
		"任期结束必须晚于任期开始。",
		"任期結束必須晚於任期開始。",
		"The term must end after it begins.",
	},
	"work_group.retired": {
		"该小组已停用。",
		"該小組已停用。",
		"This group is no longer in use.",
	},
	"work_group.out_of_term": {
		"该小组的任期未开始或已结束。",
		"該小組的任期未開始或已結束。",
		"The term of this group has not begun, or is over.",
	},
	"response_template.name_taken": {
		"该模板名称已被使用。",
		"該模板名稱已被使用。",
		"This name of a template is already in use.",
	},
	"response_template.placeholder": {
		"模板中的“{value}”无法识别；可用的有客户、编号和标题三个占位符。",
		"模板中的「{value}」無法識別；可用的有客戶、編號和標題三個佔位符。",
		"“{value}” is not known in a template; there are placeholders for the customer, the number and the title.",
	},
	"sla_policy.kind": {
		"只能为首次响应或咨询回复设定时限。",
		"只能為首次響應或諮詢回覆設定時限。",
		"Deadlines are set for first responses and for replies to inquiries only.",
	},
	"sla_policy.no_urgency": {
		"咨询回复不分紧急程度。",
		"諮詢回覆不分緊急程度。",
		"Replies to inquiries know no urgency.",
	},
	"requirement.no_lead_department": {
		"请先指定牵头部门。",
		"請先指定牽頭部門。",
		"Name the lead department first.",
	},
	"requirement.no_nature": {
		"请先确定需求性质（功能性或非功能性）。",
		"請先確定需求性質（功能性或非功能性）。",
		"State first whether the requirement is functional or non-functional.",
	},
	"requirement.no_assignee": {
		"请先指定责任人。",
		"請先指定責任人。",
		"Name an assignee first.",
	},
	"requirement.feasibility_incomplete": {
		"可行性评估须包含技术、经济、时间三项评分、各项理由和结论。",
		"可行性評估須包含技術、經濟、時間三項評分、各項理由和結論。",
		"The feasibility assessment needs technical, economic and time scores, each with a reason, and a conclusion.",
	},
	"requirement.value_incomplete": {
		"价值评估须包含业务增长、满意度、竞争力三项评分、文字判断和结论。",
		"價值評估須包含業務增長、滿意度、競爭力三項評分、文字判斷和結論。",
		"The value assessment needs scores for growth, satisfaction and competitiveness, a written judgement and a conclusion.",
	},
	"requirement.plan_empty": {
		"处理方案至少要有一个步骤。",
		"處理方案至少要有一個步驟。",
		"The plan needs at least one step.",
	},
	"requirement.plan_step_incomplete": {
		"方案的每个步骤都要有内容、责任人和期限。",
		"方案的每個步驟都要有內容、責任人和期限。",
		"Every step of the plan needs a text, an owner and a due date.",
	},
	"requirement.open_conflict": {
		"存在尚未解决的矛盾需求，请先处理。",
		"存在尚未解決的矛盾需求，請先處理。",
		"A conflict with another requirement is still open. Resolve it first.",
	},
	"requirement.no_response": {
		"该紧急程度要求先登记首次响应（{kind}）。",
		"該緊急程度要求先登記首次響應（{kind}）。",
		"The urgency demands a recorded first response: {kind}.",
	},
	"requirement.response_needs_solution": {
		"紧急需求的响应须写明解决方案和时间节点。",
		"緊急需求的響應須寫明解決方案和時間節點。",
		"The response to an urgent requirement must state a solution and its milestone.",
	},
	"requirement.response_needs_plan": {
		"重要需求的响应须包含详细的响应方案。",
		"重要需求的響應須包含詳細的響應方案。",
		"The response to an important requirement must hold a detailed plan.",
	},
	"requirement.response_already_recorded": {
		"首次响应已经登记。",
		"首次響應已經登記。",
		"The first response is already recorded.",
	},
	"requirement.steps_open": {
		"仍有未完成的步骤；请完成，或注明免除的理由。",
		"仍有未完成的步驟；請完成，或註明免除的理由。",
		"Some steps are still open. Finish them, or waive them with a reason.",
	},
	"requirement.result_missing": {
		"请填写处理结果。",
		"請填寫處理結果。",
		"State the result.",
	},
	"requirement.told_missing": {
		"请填写告知客户结果的时间和渠道。",
		"請填寫告知客戶結果的時間和渠道。",
		"State when and through which channel the customer was told the result.",
	},
	"requirement.rating_or_no_reply": {
		"关闭前须有客户评分或“未回复”标记，且只能选其一；客户可通过评分链接自行评分，也可由成员录入。",
		"關閉前須有客戶評分或「未回覆」標記，且只能選其一；客戶可通過評分鏈接自行評分，也可由成員錄入。",
		"Closing takes either a rating or the mark that the customer did not reply. The customer gives the rating at the link, or a member enters it.",
	},
	"requirement.low_rating_needs_decision": {
		"评分低于 3 分，须由部门负责人决定后才能关闭。",
		"評分低於 3 分，須由部門負責人決定後才能關閉。",
		"With a rating below 3, a department head must decide before the requirement is closed.",
	},
	"requirement.nothing_to_decide": {
		"只有评分低于 3 分时才需要决定，请删去。",
		"只有評分低於 3 分時才需要決定，請刪去。",
		"Only a rating below 3 takes a decision. Leave it out.",
	},
	"requirement.milestone_order": {
		"解决方案的时间节点不能早于响应时间。",
		"解決方案的時間節點不能早於響應時間。",
		"The milestone must not be before the response.",
	},
	"requirement.step_in_the_past": {
		"步骤的期限不能早于现在。",
		"步驟的期限不能早於現在。",
		"The due date of a step must not be in the past.",
	},
	"requirement.reopen_reason": {
		"请填写重新处理的原因。",
		"請填寫重新處理的原因。",
		"Give a reason for reopening.",
	},
	"requirement.historic": {
		"作为历史记录导入的需求不能重新处理，请新建需求。",
		"作為歷史記錄導入的需求不能重新處理，請新建需求。",
		"A requirement that was imported as a fact cannot be reopened. Create a new one.",
	},
	"requirement.reopen_too_late": {
		"关闭超过 {days} 天后不能重新处理，请新建需求。",
		"關閉超過 {days} 天後不能重新處理，請新建需求。",
		"A requirement cannot be reopened more than {days} days after it was closed. Create a new one.",
	},
	"requirement.reject_reason": {
		"请填写不予采纳的原因。",
		"請填寫不予採納的原因。",
		"Give a reason for rejecting.",
	},
	"requirement.not_told_customer": {
		"请先告知客户，并填写时间和渠道。",
		"請先告知客戶，並填寫時間和渠道。",
		"Tell the customer first, and state when and through which channel.",
	},
	"requirement.rejection_already_told": {
		"已登记告知客户的时间和渠道。",
		"已登記告知客戶的時間和渠道。",
		"It is already recorded when and how the customer was told.",
	},
	"requirement.assess_nothing": {
		"请填写可行性评估或价值评估。",
		"請填寫可行性評估或價值評估。",
		"Give an assessment of the feasibility or of the value.",
	},
	"requirement.assess_no_department": {
		"您不属于任何部门，不能提交部门评估。",
		"您不屬於任何部門，不能提交部門評估。",
		"You are in no department, so you cannot assess for one.",
	},
	"requirement.assessments_too_many": {
		"一个需求最多由 {max} 个部门评估。",
		"一個需求最多由 {max} 個部門評估。",
		"At most {max} departments can assess a requirement.",
	},
	"requirement.merge_self": {
		"需求不能合并到自身。",
		"需求不能合併到自身。",
		"A requirement cannot be merged into itself.",
	},
	"requirement.merge_into_merged": {
		"目标需求已被合并，请选择其最终的需求。",
		"目標需求已被合併，請選擇其最終的需求。",
		"The target has itself been merged. Choose the requirement it went into.",
	},
	"requirement.urgency_reason": {
		"调整紧急程度须说明原因。",
		"調整緊急程度須說明原因。",
		"Give a reason for changing the urgency.",
	},
	"requirement.merge_target": {
		"不能合并到状态为“{state}”的需求。",
		"不能合併到狀態為「{state}」的需求。",
		"A requirement in state “{state}” cannot take another in.",
	},
	"requirement.link_self": {
		"需求不能关联自身。",
		"需求不能關聯自身。",
		"A requirement cannot be linked to itself.",
	},
	"requirement.link_exists": {
		"两条需求之间已有同类关联。",
		"兩條需求之間已有同類關聯。",
		"The two requirements are already linked in this way.",
	},
	"requirement.links_too_many": {
		"一条需求最多有 {max} 条关联。",
		"一條需求最多有 {max} 條關聯。",
		"A requirement may have at most {max} links.",
	},
	"requirement.link_not_conflict": {
		"只有矛盾关联可以登记处理决定。",
		"只有矛盾關聯可以登記處理決定。",
		"Only a conflict can be decided.",
	},
	"requirement.link_resolved": {
		"该矛盾已有处理决定。",
		"該矛盾已有處理決定。",
		"This conflict is already decided.",
	},
	"requirement.plans_too_many": {
		"处理方案最多修订 {max} 次。",
		"處理方案最多修訂 {max} 次。",
		"A requirement may have at most {max} versions of its plan.",
	},
	"requirement.step_done_or_waived": {
		"请填写步骤的完成时间，或免除的理由，只能选其一。",
		"請填寫步驟的完成時間，或免除的理由，只能選其一。",
		"State when the step was done, or why it was waived: one of the two.",
	},
	"period.reversed": {
		"结束日期不能早于开始日期。",
		"結束日期不能早於開始日期。",
		"The last day must not be before the first.",
	},
	"period.too_long": {
		"期间最长 {max} 天。",
		"期間最長 {max} 天。",
		"The period may span at most {max} days.",
	},
}
