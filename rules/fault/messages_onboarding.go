package fault

// onboardingMessages are about setting a company up, its settings, what it may
// use, and its end.
var onboardingMessages = map[string]sentence{
	"onboarding.why_company": {
		"需求管理适用于公司各部门；名称、时区与语言用于记录和计时，管理员的邮箱用于找回账号。",
		"需求管理適用於公司各部門；名稱、時區與語言用於記錄和計時，管理員的郵箱用於找回賬號。",
		"Managing requirements concerns the whole company. Records and clocks use its name, time zone and language; the administrator's address is the way back to the account.",
	},
	"onboarding.why_departments": {
		"每项需求都有责任部门，并由一个管理部门指导和监督。",
		"每項需求都有責任部門，並由一個管理部門指導和監督。",
		"Every requirement has a responsible department, and one management department guides and supervises them all.",
	},
	"onboarding.why_people": {
		"全员参与：每项需求都有责任人，部门负责人组成快速响应团队。",
		"全員參與：每項需求都有責任人，部門負責人組成快速響應團隊。",
		"Everybody takes part: every requirement has a responsible person, and the heads of departments form the team that answers fast.",
	},
	"onboarding.why_roles": {
		"委员会审批重大事项，管理部门负责计划和考核，管理员负责配置。",
		"委員會審批重大事項，管理部門負責計劃和考核，管理員負責配置。",
		"The committee approves what is major, the management department plans and evaluates, and an administrator configures.",
	},
	"onboarding.why_calendar": {
		"以工作日计算的时限依据工作日历、节假日和调休日。",
		"以工作日計算的時限依據工作日曆、節假日和調休日。",
		"Deadlines in working days are counted on the working calendar, with its holidays and make-up working days.",
	},
	"onboarding.why_deadlines": {
		"紧急、重要和一般需求都必须在规定的时限内首次响应。",
		"緊急、重要和一般需求都必須在規定的時限內首次響應。",
		"Urgent, important and general requirements must each be answered first within a set time.",
	},
	"onboarding.why_tiers": {
		"重点客户每月深入沟通一次，一般客户每季度一次；客户等级决定这些频率。",
		"重點客戶每月深入溝通一次，一般客戶每季度一次；客戶等級決定這些頻率。",
		"Key customers are talked to in depth once a month, others once a quarter; tiers decide which.",
	},
	"onboarding.why_templates": {
		"需求表单、回复和问卷采用统一的模板，收集和响应才规范、准确。",
		"需求表單、回覆和問卷採用統一的模板，收集和響應才規範、準確。",
		"Forms, replies and questionnaires use common templates, so that needs are collected and answered alike and exactly.",
	},
	"onboarding.no_template": {
		"还没有启用的回复模板。",
		"還沒有啟用的回覆模板。",
		"No response template is in use yet.",
	},
	"onboarding.form_unpublished": {
		"需求表单已编写，但尚未发布。",
		"需求表單已編寫，但尚未發佈。",
		"The requirement form has been written but not published.",
	},
	"onboarding.no_name": {
		"请填写公司名称。",
		"請填寫公司名稱。",
		"Give the company a name.",
	},
	"onboarding.no_timezone": {
		"请设置公司时区。",
		"請設置公司時區。",
		"Set the company's time zone.",
	},
	"onboarding.no_locale": {
		"请设置公司语言。",
		"請設置公司語言。",
		"Set the company's language.",
	},
	"onboarding.admin_unverified": {
		"还没有管理员验证自己的邮箱地址。",
		"還沒有管理員驗證自己的郵箱地址。",
		"No administrator has verified an e-mail address yet.",
	},
	"onboarding.no_management": {
		"请指定一个在用的部门为管理部门。",
		"請指定一個在用的部門為管理部門。",
		"Mark one department in use as the management department.",
	},
	"onboarding.nobody_else": {
		"请邀请其他成员，或确认只有一人工作。",
		"請邀請其他成員，或確認只有一人工作。",
		"Invite somebody else, or confirm that one person works alone.",
	},
	"onboarding.no_head": {
		"以下部门没有负责人：{departments}。",
		"以下部門沒有負責人：{departments}。",
		"These departments have no head: {departments}.",
	},
	"onboarding.role_unheld": {
		"没有成员担任“{role}”角色。",
		"沒有成員擔任「{role}」角色。",
		"Nobody has the role “{role}”.",
	},
	"onboarding.no_calendar": {
		"公司没有默认的工作日历。",
		"公司沒有默認的工作日曆。",
		"The company has no default working calendar.",
	},
	"onboarding.no_working_time": {
		"工作日历中没有工作时间。",
		"工作日曆中沒有工作時間。",
		"The working calendar has no working time.",
	},
	"onboarding.days_unknown": {
		"工作日历还不知道 {year} 年的节假日。",
		"工作日曆還不知道 {year} 年的節假日。",
		"The working calendar does not know the holidays of {year} yet.",
	},
	"onboarding.no_deadline": {
		"{urgency}需求没有首次响应时限。",
		"{urgency}需求沒有首次響應時限。",
		"No deadline for a first response fits requirements of the urgency “{urgency}”.",
	},
	"onboarding.no_key_tier": {
		"没有属于重点客户的客户等级。",
		"沒有屬於重點客戶的客戶等級。",
		"No customer tier is one of key customers.",
	},
	"onboarding.not_confirmed": {
		"这一步还没有人确认。",
		"這一步還沒有人確認。",
		"Nobody has confirmed this step yet.",
	},
	"onboarding.step_incomplete": {
		"这一步还有缺少的内容，不能确认。",
		"這一步還有缺少的內容，不能確認。",
		"Something is still missing in this step, so it cannot be confirmed.",
	},
	"onboarding.incomplete": {
		"公司还不能启用：还有 {count} 项未完成。",
		"公司還不能啟用：還有 {count} 項未完成。",
		"The company is not ready yet: {count} things are left to do.",
	},
	"onboarding.over": {
		"公司的开通已经完成。",
		"公司的開通已經完成。",
		"The company has been set up already.",
	},
	"calendar.name_taken": {
		"已有同名的工作日历。",
		"已有同名的工作日曆。",
		"A working calendar of this name already exists.",
	},
	"sla_policy.last": {
		"{urgency}需求至少要保留一条首次响应时限。",
		"{urgency}需求至少要保留一條首次響應時限。",
		"Requirements of the urgency “{urgency}” must keep at least one deadline for a first response.",
	},
	"sla_policy.inactive": {
		"该时限规则已停用。",
		"該時限規則已停用。",
		"This deadline is no longer in force.",
	},
	"tier.key_taken": {
		"已有使用该标识的客户等级。",
		"已有使用該標識的客戶等級。",
		"A customer tier with this key already exists.",
	},
	"plan.members": {
		"{plan}最多允许 {limit} 名成员。",
		"{plan}最多允許 {limit} 名成員。",
		"The plan “{plan}” allows at most {limit} members.",
	},
	"plan.customers": {
		"{plan}最多允许 {limit} 个客户。",
		"{plan}最多允許 {limit} 個客戶。",
		"The plan “{plan}” allows at most {limit} customers.",
	},
	"tenant.slug_differs": {
		"输入的公司标识与本公司不符。",
		"輸入的公司標識與本公司不符。",
		"This is not the company's slug.",
	},
	"tenant.not_exported": {
		"注销前必须在 {days} 天内完整导出过公司数据。",
		"註銷前必須在 {days} 天內完整導出過公司數據。",
		"Before it is closed, the company's data must have been fetched whole within the last {days} days.",
	},
	"export.link": {
		"该链接无效、已使用或已过期。",
		"該鏈接無效、已使用或已過期。",
		"This link is not valid, was used, or has expired.",
	},
	"tenant.erased": {
		"该公司的数据已被删除，不能恢复。",
		"該公司的數據已被刪除，不能恢復。",
		"The company's data has been erased; it cannot come back.",
	},
}
