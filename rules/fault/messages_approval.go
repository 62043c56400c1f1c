package fault

// approvalMessages are the guards of approvals, and of the customers' ratings.
var approvalMessages = map[string]sentence{
	"approval.already_pending": {
		"此事项已提交审批，请等待审批结果或先撤回。",
		"此事項已提交審批，請等待審批結果或先撤回。",
		"An approval has already been asked for. Wait for it, or withdraw it first.",
	},
	"approval.nobody_to_ask": {
		"第 {step} 步没有可以审批的成员；申请人不能审批自己的申请。",
		"第 {step} 步沒有可以審批的成員；申請人不能審批自己的申請。",
		"Step {step} asks nobody: whoever asks does not approve their own request.",
	},
	"approval.own_request": {
		"不能审批自己提出的申请。",
		"不能審批自己提出的申請。",
		"Nobody decides on their own request.",
	},
	"approval.not_asked": {
		"当前步骤没有请您审批。",
		"當前步驟沒有請您審批。",
		"The present step does not ask you.",
	},
	"approval.not_own": {
		"只有申请人可以撤回申请。",
		"只有申請人可以撤回申請。",
		"Only who asked for an approval withdraws it.",
	},
	"approval.expired": {
		"此审批已过期。",
		"此審批已過期。",
		"The time for this approval is over.",
	},
	"approval.comment": {
		"不同意时须说明理由。",
		"不同意時須說明理由。",
		"Say why you reject it.",
	},
	"approval.subject_moved": {
		"审批的事项已有变化，不能再按申请执行；请由申请人撤回。",
		"審批的事項已有變化，不能再按申請執行；請由申請人撤回。",
		"What the approval is about has moved on, so that it can no longer be done. Whoever asked may withdraw it.",
	},
	"rating.score": {
		"请选择 1 至 5 分。",
		"請選擇 1 至 5 分。",
		"Choose a rating from 1 to 5.",
	},
	"requirement.not_in_feedback": {
		"只有等待客户确认的需求可以评分。",
		"只有等待客戶確認的需求可以評分。",
		"A requirement is rated while it waits for the customer's word.",
	},
	"requirement.customer_rated": {
		"客户已自行评分，请按该评分关闭。",
		"客戶已自行評分，請按該評分關閉。",
		"The customer has given a rating of their own. Close with that one.",
	},
}
