package notice

import "heed/rules/flow"

var sentences = map[string]sentence{
	"action.check_due": {
		[3]string{"改进措施待验证", "改進措施待驗證", "An action is to be verified"},
		[3]string{"自 {due} 起可验证其效果，请记录验证结果。", "自 {due} 起可驗證其效果，請記錄驗證結果。", "Its effect can be looked at from {due} on: record what you see."},
	},
	"action.due": {
		[3]string{"改进措施即将到期", "改進措施即將到期", "An action is due soon"},
		[3]string{"请在 {due} 前完成。", "請在 {due} 前完成。", "Finish it before {due}."},
	},
	"action.ineffective": {
		[3]string{"改进措施验证无效", "改進措施驗證無效", "An action had no effect"},
		[3]string{"请采取其他措施。", "請採取其他措施。", "Something else is to be done."},
	},
	"action.overdue": {
		[3]string{"改进措施已逾期", "改進措施已逾期", "An action is overdue"},
		[3]string{"截止时间 {due} 已过，仍未完成。", "截止時間 {due} 已過，仍未完成。", "It was due at {due} and is not done."},
	},
	"action.planned": {
		[3]string{"新的改进措施由您负责", "新的改進措施由您負責", "An action is yours"},
		[3]string{"截止时间 {due}。", "截止時間 {due}。", "It is due at {due}."},
	},
	"appraisal.appealed": {
		[3]string{"工作考核有申诉", "工作考核有申訴", "Somebody appeals against an appraisal"},
		[3]string{"请由评价人以外的人裁定。", "請由評價人以外的人裁定。", "Somebody else than who commented on it is to decide."},
	},
	"appraisal.final": {
		[3]string{"工作考核申诉已裁定", "工作考核申訴已裁定", "Your appeal has been decided on"},
		[3]string{"请查看裁定和考核结果。", "請查看裁定和考核結果。", "See the decision, and the appraisal as it is now."},
	},
	"appraisal.shown": {
		[3]string{"您的工作考核待确认", "您的工作考核待確認", "Your work has been appraised"},
		[3]string{"请在 7 天内认可或提出申诉，逾期自动生效。", "請在 7 天內認可或提出申訴，逾期自動生效。", "Accept it or appeal within 7 days; after that it is final."},
	},
	"approval.approved": {
		[3]string{"{kind}审批已通过", "{kind}審批已通過", "{kind}: approved"},
		[3]string{"您发起的审批 {number} 已通过。", "您發起的審批 {number} 已通過。", "What you asked for {number} has been approved."},
	},
	"approval.expired": {
		[3]string{"{kind}审批已过期", "{kind}審批已過期", "{kind}: expired"},
		[3]string{"您发起的审批 {number} 在期限内无人决定，已过期。", "您發起的審批 {number} 在期限內無人決定，已過期。", "Nobody decided in time on what you asked for {number}."},
	},
	"approval.pending": {
		[3]string{"{kind}待您审批", "{kind}待您審批", "{kind}: your vote is asked for"},
		[3]string{"审批 {number} 等待您的意见，截止 {due}。", "審批 {number} 等待您的意見，截止 {due}。", "A request for approval {number} waits for your vote until {due}."},
	},
	"approval.rejected": {
		[3]string{"{kind}审批未通过", "{kind}審批未通過", "{kind}: not approved"},
		[3]string{"您发起的审批 {number} 未获通过。", "您發起的審批 {number} 未獲通過。", "What you asked for {number} was not approved."},
	},
	"calendar.data_missing": {
		[3]string{"工作日历缺少节假日数据", "工作日曆缺少節假日數據", "The working calendar lacks statutory days"},
		[3]string{"{year} 时限将无法按法定节假日计算，请尽快补充。", "{year} 時限將無法按法定節假日計算，請盡快補充。", "{year} Deadlines cannot be counted by the statutory days until they are entered."},
	},
	"clock.breached": {
		[3]string{"需求 {number} 已超过时限", "需求 {number} 已超過時限", "Requirement {number} is overdue"},
		[3]string{"截止时间 {due} 已过，请立即处理。", "截止時間 {due} 已過，請立即處理。", "It was due at {due}; act now."},
	},
	"clock.escalated": {
		[3]string{"需求 {number} 超时已上报", "需求 {number} 超時已上報", "Requirement {number} is overdue and goes up to you"},
		[3]string{"截止时间 {due} 已过，仍未处理，请督促。", "截止時間 {due} 已過，仍未處理，請督促。", "It was due at {due} and is still not answered; see to it."},
	},
	"clock.warned": {
		[3]string{"需求 {number} 即将到期", "需求 {number} 即將到期", "Requirement {number} is due soon"},
		[3]string{"请在 {due} 前处理。", "請在 {due} 前處理。", "Answer it before {due}."},
	},
	"complaint.answered": {
		[3]string{"客户已答复投诉 {number}", "客戶已答覆投訴 {number}", "The customer has answered on complaint {number}"},
		[3]string{"请查看客户是否认可。", "請查看客戶是否認可。", "See whether they accept the reply."},
	},
	"complaint.assigned": {
		[3]string{"投诉 {number} 由您处理", "投訴 {number} 由您處理", "Complaint {number} is yours"},
		[3]string{"截止时间 {due}。", "截止時間 {due}。", "It is due at {due}."},
	},
	"complaint.closed": {
		[3]string{"投诉 {number} 已结案", "投訴 {number} 已結案", "Complaint {number} is closed"},
		[3]string{"处理已结束。", "處理已結束。", "Its handling has ended."},
	},
	"complaint.decided": {
		[3]string{"委员会已就投诉 {number} 作出决定", "委員會已就投訴 {number} 作出決定", "The committee has decided on complaint {number}"},
		[3]string{"请据此回复客户。", "請據此回覆客戶。", "Reply to the customer by it."},
	},
	"complaint.escalated": {
		[3]string{"投诉 {number} 已上报", "投訴 {number} 已上報", "Complaint {number} has gone up"},
		[3]string{"请关注处理并作出决定。", "請關注處理並作出決定。", "See to its handling, and decide."},
	},
	"complaint.group_formed": {
		[3]string{"您参加投诉 {number} 的联合处理", "您參加投訴 {number} 的聯合處理", "You are in the group that handles complaint {number}"},
		[3]string{"截止时间 {due}。", "截止時間 {due}。", "It is due at {due}."},
	},
	"complaint.handed_over": {
		[3]string{"投诉 {number} 移交管理部门", "投訴 {number} 移交管理部門", "Complaint {number} was handed over to the management department"},
		[3]string{"请组建联合处理小组。", "請組建聯合處理小組。", "Form the group that handles it."},
	},
	"complaint.planned": {
		[3]string{"投诉 {number} 的方案中有您负责的步骤", "投訴 {number} 的方案中有您負責的步驟", "A step of the plan of complaint {number} is yours"},
		[3]string{"请按方案期限完成，并在系统中确认。", "請按方案期限完成，並在系統中確認。", "Do it by its date, and say so here when it is done."},
	},
	"complaint.processing": {
		[3]string{"投诉 {number} 需重新处理", "投訴 {number} 需重新處理", "Complaint {number} is taken up again"},
		[3]string{"客户不认可处理结果，截止时间 {due}。", "客戶不認可處理結果，截止時間 {due}。", "The customer does not accept the reply; it is due at {due}."},
	},
	"complaint.received": {
		[3]string{"收到新投诉 {number}", "收到新投訴 {number}", "A new complaint {number} has come in"},
		[3]string{"请在 {due} 前评估并处理。", "請在 {due} 前評估並處理。", "Assess and handle it before {due}."},
	},
	"complaint.silent": {
		[3]string{"投诉 {number} 久未告知客户", "投訴 {number} 久未告知客戶", "The customer of complaint {number} has heard nothing"},
		[3]string{"请向客户反馈处理进度。", "請向客戶反饋處理進度。", "Tell the customer how its handling gets on."},
	},
	"governing_document.begun": {
		[3]string{"有新的宣传内容", "有新的宣傳內容", "Something new is to be read by you"},
		[3]string{"请阅读并确认。", "請閱讀並確認。", "Read it and say so."},
	},
	"governing_document.due": {
		[3]string{"有宣传内容待您确认", "有宣傳內容待您確認", "Something is still to be read by you"},
		[3]string{"宣传期间即将结束，请阅读并确认。", "宣傳期間即將結束，請閱讀並確認。", "Its period ends soon; read it and say so."},
	},
	"inspection.assigned": {
		[3]string{"检查由您负责", "檢查由您負責", "An inspection is yours now"},
		[3]string{"请在 {due} 前完成检查并记录结果。", "請在 {due} 前完成檢查並記錄結果。", "Make it and record what you see before {due}."},
	},
	"inspection.due": {
		[3]string{"检查即将到期", "檢查即將到期", "An inspection is due soon"},
		[3]string{"请在 {due} 前完成检查并记录结果。", "請在 {due} 前完成檢查並記錄結果。", "Make it and record what you see before {due}."},
	},
	"inspection.handed_over": {
		[3]string{"检查已转由本部门负责", "檢查已轉由本部門負責", "An inspection is your department's now"},
		[3]string{"接触点改由本部门负责，请指派检查人并在 {due} 前完成。", "接觸點改由本部門負責，請指派檢查人並在 {due} 前完成。", "Your department answers for its touchpoint now: say who makes it, before {due}."},
	},
	"inspection.missed": {
		[3]string{"检查未按期进行", "檢查未按期進行", "An inspection was missed"},
		[3]string{"截止时间 {due} 已过，未记录检查结果，请督促。", "截止時間 {due} 已過，未記錄檢查結果，請督促。", "Nobody made it before {due}; see to it."},
	},
	"inspection.planned": {
		[3]string{"新的检查由您进行", "新的檢查由您進行", "An inspection is planned and yours"},
		[3]string{"请在 {due} 前完成检查并记录结果。", "請在 {due} 前完成檢查並記錄結果。", "Make it and record what you see before {due}."},
	},
	"meeting.cancelled": {
		[3]string{"会议已取消：{meeting}", "會議已取消：{meeting}", "A meeting is cancelled: {meeting}"},
		[3]string{"原定于 {due} 开始的会议不再召开。", "原定於 {due} 開始的會議不再召開。", "The meeting of {due} does not take place."},
	},
	"meeting.due": {
		[3]string{"会议即将召开：{meeting}", "會議即將召開：{meeting}", "A meeting is near: {meeting}"},
		[3]string{"会议将于 {due} 开始，请准备。", "會議將於 {due} 開始，請準備。", "It begins at {due}; please prepare."},
	},
	"meeting.planned": {
		[3]string{"会议邀请：{meeting}", "會議邀請：{meeting}", "You are asked to a meeting: {meeting}"},
		[3]string{"会议将于 {due} 开始。", "會議將於 {due} 開始。", "It begins at {due}."},
	},
	"meeting.updated": {
		[3]string{"会议有变更：{meeting}", "會議有變更：{meeting}", "A meeting has changed: {meeting}"},
		[3]string{"会议将于 {due} 开始，请查看变更。", "會議將於 {due} 開始，請查看變更。", "It begins at {due}; see what has changed."},
	},
	"report.generated": {
		[3]string{"报告已生成：{report}", "報告已生成：{report}", "A report has been made: {report}"},
		[3]string{"请编辑并提交审核。", "請編輯並提交審核。", "Edit it and have it reviewed."},
	},
	"report.published": {
		[3]string{"报告已送达：{report}", "報告已送達：{report}", "A report is addressed to your department: {report}"},
		[3]string{"请在期限内反馈改进措施。", "請在期限內反饋改進措施。", "Answer it with measures in time."},
	},
	"report.responded": {
		[3]string{"报告已全部反馈：{report}", "報告已全部反饋：{report}", "All departments have answered: {report}"},
		[3]string{"各部门均已反馈改进措施。", "各部門均已反饋改進措施。", "Their measures can be read now."},
	},
	"recognition.cancelled": {
		[3]string{"您提议的奖惩已取消", "您提議的獎懲已取消", "What you proposed has been dropped"},
		[3]string{"原因见该记录。", "原因見該記錄。", "The record says why."},
	},
	"recognition.decided": {
		[3]string{"奖惩已决定", "獎懲已決定", "A recognition has been decided"},
		[3]string{"请查看该记录的理由和期限 {due}。", "請查看該記錄的理由和期限 {due}。", "See the record for the reason; it is to be done by {due}."},
	},
	"recognition.done": {
		[3]string{"奖惩已执行", "獎懲已執行", "A recognition has been carried out"},
		[3]string{"执行结果见该记录。", "執行結果見該記錄。", "The record says what was done."},
	},
	"customer.flagged": {
		[3]string{"有客户需要重点跟进", "有客戶需要重點跟進", "A customer is to be looked after first"},
		[3]string{"客户评价偏低或需求尚未解决，请尽快联系。", "客戶評價偏低或需求尚未解決，請儘快聯繫。", "They are not content, or a need of theirs is not met: see that they are called soon."},
	},
	"department.weekly_checks_missed": {
		[3]string{"{department}本周跟踪检查有未完成项", "{department}本週跟蹤檢查有未完成項", "Weekly checks of {department} were missed"},
		[3]string{"有责任人未按时记录每周检查，请督促。", "有責任人未按時記錄每週檢查，請督促。", "Some owners have not recorded their weekly check; see to it."},
	},
	"finding.closed": {
		[3]string{"问题 {number} 已关闭", "問題 {number} 已關閉", "Finding {number} is closed"},
		[3]string{"整改措施已验证有效。", "整改措施已驗證有效。", "What was done about it had its effect."},
	},
	"finding.open": {
		[3]string{"新问题 {number}", "新問題 {number}", "Finding {number}"},
		[3]string{"请查明原因并制定措施。", "請查明原因並制定措施。", "Find its cause and decide what is done about it."},
	},
	"requirement.assigned": {
		[3]string{"需求 {number} 已指派给您", "需求 {number} 已指派給您", "Requirement {number} is yours"},
		[3]string{"您是该需求的责任人。", "您是該需求的責任人。", "You are its assignee now."},
	},
	"requirement.closed": {
		[3]string{"需求 {number} 已关闭", "需求 {number} 已關閉", "Requirement {number} is closed"},
		[3]string{"该需求的处理已结束。", "該需求的處理已結束。", "Its handling has ended."},
	},
	"requirement.closing_soon": {
		[3]string{"需求 {number} 即将自动关闭", "需求 {number} 即將自動關閉", "Requirement {number} closes by itself soon"},
		[3]string{"客户尚未回复，请联系客户确认结果。", "客戶尚未回覆，請聯繫客戶確認結果。", "The customer has not replied: ask them about the result."},
	},
	"requirement.feedback": {
		[3]string{"需求 {number} 已向客户反馈", "需求 {number} 已向客戶反饋", "The customer has been told the result of requirement {number}"},
		[3]string{"等待客户确认或评分。", "等待客戶確認或評分。", "The customer may confirm or rate it now."},
	},
	"requirement.rated": {
		// Not how: roles may hide the rating.
		[3]string{"客户已为需求 {number} 评分", "客戶已為需求 {number} 評分", "The customer has rated requirement {number}"},
		[3]string{"请决定是否重新处理。", "請決定是否重新處理。", "Decide whether it is taken up again."},
	},
	"requirement.received": {
		[3]string{"收到需求 {number}", "收到需求 {number}", "Requirement {number} was received"},
		[3]string{"请安排处理，答复截止 {due}。", "請安排處理，答覆截止 {due}。", "See to it; the answer is due at {due}."},
	},
	"requirement.rejected": {
		[3]string{"需求 {number} 未予采纳", "需求 {number} 未予採納", "Requirement {number} was not taken up"},
		[3]string{"客户已获告知。", "客戶已獲告知。", "The customer has been told."},
	},
	"requirement.planned": {
		[3]string{"需求 {number} 的方案由您负责", "需求 {number} 的方案由您負責", "Requirement {number} is planned and yours"},
		[3]string{"您是该需求的责任人。", "您是該需求的責任人。", "You are its assignee now."},
	},
	"requirement.processing": {
		[3]string{"需求 {number} 重新处理", "需求 {number} 重新處理", "Requirement {number} is taken up again"},
		[3]string{"请继续处理该需求。", "請繼續處理該需求。", "Its handling goes on."},
	},
	"requirement_set.answered": {
		[3]string{"您的需求集合已获答复", "您的需求集合已獲答覆", "Your set of requirements has been answered"},
		[3]string{"接收部门已答复，请查看。", "接收部門已答覆，請查看。", "The department that took it over has answered; look at it."},
	},
	"requirement_set.handed_over": {
		[3]string{"有需求集合移交给贵部门", "有需求集合移交給貴部門", "A set of requirements was handed over to your department"},
		[3]string{"请研究其中的需求并答复。", "請研究其中的需求並答覆。", "Look into its requirements and answer it."},
	},
	"requirement.silent": {
		[3]string{"需求 {number} 久未告知客户", "需求 {number} 久未告知客戶", "The customer of requirement {number} has heard nothing"},
		[3]string{"请向客户反馈处理进度。", "請向客戶反饋處理進度。", "Tell the customer how its handling gets on."},
	},
	"task.assigned": {
		[3]string{"任务转给您：{task}", "任務轉給您：{task}", "A task is yours now: {task}"},
		[3]string{"截止时间 {due}。", "截止時間 {due}。", "It is due at {due}."},
	},
	"task.due": {
		[3]string{"任务即将到期：{task}", "任務即將到期：{task}", "A task is due soon: {task}"},
		[3]string{"请在 {due} 前完成。", "請在 {due} 前完成。", "Finish it before {due}."},
	},
	"task.missed": {
		[3]string{"任务逾期未办：{task}", "任務逾期未辦：{task}", "A task was missed: {task}"},
		[3]string{"截止时间 {due} 已过，记录为逾期未办。", "截止時間 {due} 已過，記錄為逾期未辦。", "It was due at {due} and stays on record as missed."},
	},
	"task.open": {
		[3]string{"新任务：{task}", "新任務：{task}", "A new task: {task}"},
		[3]string{"截止时间 {due}。", "截止時間 {due}。", "It is due at {due}."},
	},
	"tenant.suspended": {
		[3]string{"公司已暂停使用", "公司已暫停使用", "The company is suspended"},
		[3]string{"数据可以读取，但不能修改。", "數據可以讀取，但不能修改。", "What is there can be read; nothing can be changed."},
	},
	"training_record.expiring": {
		[3]string{"培训即将到期", "培訓即將到期", "A training runs out soon"},
		[3]string{"成员的培训记录即将到期，请安排复训。", "成員的培訓記錄即將到期，請安排複訓。", "A member's record runs out; have them trained again."},
	},
	"training_record.failed": {
		[3]string{"培训考核未通过", "培訓考核未通過", "An assessment was not passed"},
		[3]string{"请安排复训。", "請安排複訓。", "It is to be trained again."},
	},
	"training_record.outdated": {
		[3]string{"岗位标准已更新", "崗位標準已更新", "The standards of a post have changed"},
		[3]string{"成员的培训内容已过时，请安排复训。", "成員的培訓內容已過時，請安排複訓。", "What a member learnt holds no longer; have them trained again."},
	},
	"training_record.seated": {
		[3]string{"您已递补到培训名额", "您已遞補到培訓名額", "You have a seat in a training"},
		[3]string{"有名额空出，您已报名成功，开始时间 {due}。", "有名額空出，您已報名成功，開始時間 {due}。", "A seat has become free and is yours; it begins at {due}."},
	},
	"training_session.cancelled": {
		[3]string{"培训已取消", "培訓已取消", "A training is cancelled"},
		[3]string{"原定于 {due} 开始的培训不再举行。", "原定於 {due} 開始的培訓不再舉行。", "The training of {due} does not take place."},
	},
	"training_session.due": {
		[3]string{"培训即将开始", "培訓即將開始", "A training is near"},
		[3]string{"培训将于 {due} 开始，请准备。", "培訓將於 {due} 開始，請準備。", "It begins at {due}; please prepare."},
	},
	"training_session.invited": {
		[3]string{"培训邀请", "培訓邀請", "You are asked to a training"},
		[3]string{"培训将于 {due} 开始，请报名。", "培訓將於 {due} 開始，請報名。", "It begins at {due}; please enrol."},
	},
	"training_session.open": {
		[3]string{"培训邀请", "培訓邀請", "You are asked to a training"},
		[3]string{"培训将于 {due} 开始，请报名。", "培訓將於 {due} 開始，請報名。", "It begins at {due}; please enrol."},
	},
	"training_session.updated": {
		[3]string{"培训有变更", "培訓有變更", "A training has changed"},
		[3]string{"培训将于 {due} 开始，请查看变更。", "培訓將於 {due} 開始，請查看變更。", "It begins at {due}; see what has changed."},
	},
}

// sentencesOf are those of notices that are about another record than the usual one.
var sentencesOf = map[flow.SubjectType]map[string]sentence{
	flow.SubjectComplaint: {
		"clock.breached": {
			[3]string{"投诉 {number} 已超过时限", "投訴 {number} 已超過時限", "Complaint {number} is overdue"},
			[3]string{"截止时间 {due} 已过，请立即处理。", "截止時間 {due} 已過，請立即處理。", "It was due at {due}; act now."},
		},
		"clock.escalated": {
			[3]string{"投诉 {number} 超时已上报", "投訴 {number} 超時已上報", "Complaint {number} is overdue and goes up to you"},
			[3]string{"截止时间 {due} 已过，仍未处理，请督促。", "截止時間 {due} 已過，仍未處理，請督促。", "It was due at {due} and is still not answered; see to it."},
		},
		"clock.warned": {
			[3]string{"投诉 {number} 即将到期", "投訴 {number} 即將到期", "Complaint {number} is due soon"},
			[3]string{"请在 {due} 前处理。", "請在 {due} 前處理。", "Answer it before {due}."},
		},
	},
	// An interaction has no number: its customer waits for a reply.
	flow.SubjectInteraction: {
		"clock.breached": {
			[3]string{"给客户的答复已超过时限", "給客戶的答覆已超過時限", "A reply to a customer is overdue"},
			[3]string{"截止时间 {due} 已过，请立即答复。", "截止時間 {due} 已過，請立即答覆。", "It was due at {due}; reply now."},
		},
		"clock.escalated": {
			[3]string{"给客户的答复超时已上报", "給客戶的答覆超時已上報", "A reply to a customer is overdue and goes up to you"},
			[3]string{"截止时间 {due} 已过，仍未答复，请督促。", "截止時間 {due} 已過，仍未答覆，請督促。", "It was due at {due} and is still not given; see to it."},
		},
		"clock.warned": {
			[3]string{"给客户的答复即将到期", "給客戶的答覆即將到期", "A reply to a customer is due soon"},
			[3]string{"请在 {due} 前答复。", "請在 {due} 前答覆。", "Give it before {due}."},
		},
	},
	// Nor has what a customer answered in a survey.
	flow.SubjectSurveyResponse: {
		"clock.breached": {
			[3]string{"问卷答复的处理已超过时限", "問卷答覆的處理已超過時限", "What a customer answered in a survey is overdue"},
			[3]string{"截止时间 {due} 已过，请立即处理。", "截止時間 {due} 已過，請立即處理。", "It was due at {due}; act now."},
		},
		"clock.escalated": {
			[3]string{"问卷答复的处理超时已上报", "問卷答覆的處理超時已上報", "What a customer answered in a survey is overdue and goes up to you"},
			[3]string{"截止时间 {due} 已过，仍未处理，请督促。", "截止時間 {due} 已過，仍未處理，請督促。", "It was due at {due} and is still not dealt with; see to it."},
		},
		"clock.warned": {
			[3]string{"问卷答复的处理即将到期", "問卷答覆的處理即將到期", "What a customer answered in a survey is due soon"},
			[3]string{"请在 {due} 前处理。", "請在 {due} 前處理。", "Deal with it before {due}."},
		},
	},
}
