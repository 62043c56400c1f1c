package fault

// complaintMessages are about complaints, and the pages on which people complain.
var complaintMessages = map[string]sentence{
	"complaint.no_name": {
		"请填写投诉人姓名。", "請填寫投訴人姓名。", "Give the name of who complains.",
	},
	"complaint.no_contact": {
		"请至少填写一种联系方式：电话、邮箱或其他方式。", "請至少填寫一種聯繫方式：電話、郵箱或其他方式。", "Give at least one way to reach the complainant: telephone, e-mail or another.",
	},
	"complaint.sent_before": {
		"这份表单已提交过，投诉编号为 {number}。如为另一件事，请重新打开页面填写。", "這份表單已提交過，投訴編號為 {number}。如為另一件事，請重新打開頁面填寫。", "This form was sent before: it is complaint {number}. If this is another matter, open the page anew.",
	},
	"complaint.file_too_large": {
		"每个文件不能超过 {max} MB。", "每個文件不能超過 {max} MB。", "A file has {max} MB at most.",
	},
	"complaint.promise_in_the_past": {
		"承诺处理时间必须晚于现在。", "承諾處理時間必須晚於現在。", "The promised time must lie ahead.",
	},
	"complaint.promise_confirmed": {
		"已向客户承诺处理时间，不能在此变更。", "已向客戶承諾處理時間，不能在此變更。", "The customer has been told by when: that is not changed here.",
	},
	"complaint.files_closed": {
		"投诉已结束，不再接收文件。", "投訴已結束，不再接收文件。", "The complaint is over: it takes no more files.",
	},
	"complaint.step_owner": {
		"联合处理的步骤须由处理小组成员负责。", "聯合處理的步驟須由處理小組成員負責。", "A step of joint handling is done by a member of its group.",
	},
	"complaint.promise_too_far": {
		"承诺处理时间不能晚于 {days} 天后。", "承諾處理時間不能晚於 {days} 天後。", "The promised time cannot lie more than {days} days ahead.",
	},
	"complaint.no_department": {
		"请选择责任部门：公司没有启用的客户服务部门。", "請選擇責任部門：公司沒有啟用的客戶服務部門。", "Name the department that answers: no department that serves customers is active.",
	},
	"complaint.of_other_customer": {
		"该记录属于另一位客户。", "該記錄屬於另一位客戶。", "This record is of another customer.",
	},
	"complaint.customer_known": {
		"投诉已关联客户，不能再更改。", "投訴已關聯客戶，不能再更改。", "Whose complaint it is is known, and cannot be changed.",
	},
	"complaint.historic": {
		"这是导入的历史投诉，不能再处理。", "這是導入的歷史投訴，不能再處理。", "This complaint was imported as a fact: it is no longer handled.",
	},
	"complaint.acknowledged": {
		"该投诉已确认受理。", "該投訴已確認受理。", "The complaint has been acknowledged already.",
	},
	"complaint.triage_reason": {
		"重新评估时请说明原因。", "重新評估時請說明原因。", "Say why the complaint is assessed anew.",
	},
	"complaint.triages_too_many": {
		"一个投诉最多评估 {max} 次。", "一個投訴最多評估 {max} 次。", "A complaint is assessed {max} times at most.",
	},
	"complaint.not_joint": {
		"该投诉由责任部门直接处理，不需要联合处理小组。", "該投訴由責任部門直接處理，不需要聯合處理小組。", "The department handles this complaint itself: it needs no group.",
	},
	"complaint.no_group": {
		"请先组建联合处理小组，再开始调查。", "請先組建聯合處理小組，再開始調查。", "Form the group that handles it first, then investigate.",
	},
	"complaint.no_assignee": {
		"请先指定责任人，再开始调查。", "請先指定責任人，再開始調查。", "Assign the complaint to somebody first, then investigate.",
	},
	"complaint.no_measures": {
		"请至少填写一项处理措施。", "請至少填寫一項處理措施。", "Name at least one measure.",
	},
	"complaint.no_plan": {
		"联合处理需要有步骤、责任人和日期的处理方案。", "聯合處理需要有步驟、責任人和日期的處理方案。", "Joint handling takes a plan with steps, owners and dates.",
	},
	"complaint.plan_cause": {
		"请说明原方案为何不适用。", "請說明原方案為何不適用。", "Say why the plan before did not hold.",
	},
	"complaint.steps_not_processing": {
		"只有处理中的投诉才能更新方案步骤。", "只有處理中的投訴才能更新方案步驟。", "Steps are settled while the complaint is being handled.",
	},
	"complaint.steps_open": {
		"方案中还有未完成的步骤。", "方案中還有未完成的步驟。", "Steps of the plan are still open.",
	},
	"complaint.no_committee_decision": {
		"该投诉已上报委员会，须先有委员会的决定才能回复客户。", "該投訴已上報委員會，須先有委員會的決定才能回覆客戶。", "The complaint is with the committee, which decides before the customer is replied to.",
	},
	"complaint.not_in_feedback": {
		"现在不需要客户的答复。", "現在不需要客戶的答覆。", "The customer's word is not waited for now.",
	},
	"complaint.answered": {
		"客户已经答复。", "客戶已經答覆。", "The customer has answered already.",
	},
	"complaint.attempts_missing": {
		"回复后须至少联系客户 {min} 次（现为 {done} 次），才能按逾期未回复结案。", "回覆後須至少聯繫客戶 {min} 次（現為 {done} 次），才能按逾期未回覆結案。",
		"Before it is closed without an answer the customer is asked {min} times after the reply; so far {done} times.",
	},
	"complaint.no_reply_too_soon": {
		"等待客户答复的期限未到，不能按逾期未回复结案。", "等待客戶答覆的期限未到，不能按逾期未回覆結案。", "The time that the customer has to answer is not over.",
	},
	"complaint.score_without_reply": {
		"客户没有答复，不能填写满意度。", "客戶沒有答覆，不能填寫滿意度。", "A customer who did not answer has given no score.",
	},
	"complaint.note_missing": {
		"请说明为何这样结案。", "請說明為何這樣結案。", "Say why it ends this way.",
	},
	"complaint.reopen_reason": {
		"请说明客户不认可的原因。", "請說明客戶不認可的原因。", "Say what is not accepted.",
	},
	"complaint.reopen_too_late": {
		"结案超过 {days} 天，不能重新处理。", "結案超過 {days} 天，不能重新處理。", "It was closed more than {days} days ago and cannot be taken up again.",
	},
	"complaint.statement_missing": {
		"请填写客户撤回投诉时的说明。", "請填寫客戶撤回投訴時的說明。", "Write down what the customer said when taking it back.",
	},
	"complaint.escalation_reason": {
		"请说明为何上报委员会。", "請說明為何上報委員會。", "Say why it goes up to the committee.",
	},
	"complaint.escalated": {
		"该投诉已上报委员会。", "該投訴已上報委員會。", "The complaint is with the committee already.",
	},
	"complaint.not_escalated": {
		"该投诉没有上报委员会。", "該投訴沒有上報委員會。", "The complaint has not come up to the committee.",
	},
	"complaint.no_customer": {
		"请先关联客户，再从投诉生成需求。", "請先關聯客戶，再從投訴生成需求。", "Say whose complaint it is first, then draw a requirement from it.",
	},
	"complaint.still_open": {
		"未结案的投诉不能删除投诉人信息。", "未結案的投訴不能刪除投訴人信息。", "Nobody is erased from a complaint that is still being handled.",
	},
	"complaint_form.name_taken": {
		"已有同名的投诉页面。", "已有同名的投訴頁面。", "There is a page of this name already.",
	},
	"sla_policy.no_severity": {
		"只有投诉的时限规则可以区分严重程度。", "只有投訴的時限規則可以區分嚴重程度。", "Only deadlines of complaints are for a severity.",
	},
}
