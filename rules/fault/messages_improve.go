package fault

// improveMessages are about progress, weekly checks, findings and actions.
var improveMessages = map[string]sentence{
	"project.not_running": {
		"改进项目不在进行中（{state}），不能加入措施。",
		"改進項目不在進行中（{state}），不能加入措施。",
		"This project does not run any more ({state}).",
	},
	"project.name_taken": {
		"已有同名的改进项目。",
		"已有同名的改進項目。",
		"There is a project with this name already.",
	},
	"project.ends_first": {
		"结束日期不能早于开始日期。",
		"結束日期不能早於開始日期。",
		"A project cannot end before it begins.",
	},
	"project.target_of_nothing": {
		"有目标值须先选择指标。",
		"有目標值須先選擇指標。",
		"A target needs the indicator that is to reach it.",
	},
	"project.closed_by_owner": {
		"项目须由未曾担任其负责人的人结项。",
		"項目須由未曾擔任其負責人的人結項。",
		"Somebody who has never owned it says what a project has brought.",
	},
	"project.actions_open": {
		"还有 {count} 项措施未完成或未验证。",
		"還有 {count} 項措施未完成或未驗證。",
		"{count} actions are not done or not verified.",
	},
	"project.reached_missing": {
		"项目有目标值，结项须填写实际达到的值。",
		"項目有目標值，結項須填寫實際達到的值。",
		"The project has a target: say where the indicator stands now.",
	},
	"project.too_many_actions": {
		"一个改进项目最多有 {max} 项措施。",
		"一個改進項目最多有 {max} 項措施。",
		"A project has {max} actions at most.",
	},
	"progress.one_subject": {
		"请指明一个需求或一项改进措施，且只能指明其一。",
		"請指明一個需求或一項改進措施，且只能指明其一。",
		"Name a requirement or an action, one of the two.",
	},
	"progress.weekly_check_by_task": {
		"每周检查请通过其任务记录。",
		"每週檢查請通過其任務記錄。",
		"A weekly check is recorded by its task.",
	},
	"progress.no_channel": {
		"告知客户的记录须写明渠道。",
		"告知客戶的記錄須寫明渠道。",
		"Say by which way the customer was told.",
	},
	"progress.told_of_requirement": {
		"告知客户的记录须针对需求。",
		"告知客戶的記錄須針對需求。",
		"A customer is told of a requirement, not of an action.",
	},
	"progress.not_told": {
		"只有告知客户的记录才写明客户。",
		"只有告知客戶的記錄才寫明客戶。",
		"Only an entry that the customer was told names a customer.",
	},
	"progress.nobody_to_coordinate": {
		"请指明负责协调的部门或成员。",
		"請指明負責協調的部門或成員。",
		"Name the department or the member who is to coordinate.",
	},
	"progress.only_coordination": {
		"只有协调记录才指明协调部门、成员和期限。",
		"只有協調記錄才指明協調部門、成員和期限。",
		"Only a coordination names who is asked, and by when.",
	},
	"progress.not_open": {
		"该事项不在处理中，不能再记录进展。",
		"該事項不在處理中，不能再記錄進展。",
		"It is not being handled: nothing more is written about its progress.",
	},
	"task.no_weekly_check": {
		"该任务不是每周检查。",
		"該任務不是每週檢查。",
		"The task asks for no weekly check.",
	},
	"task.weekly_check_needs_record": {
		"每周检查须逐项记录后才能完成。",
		"每週檢查須逐項記錄後才能完成。",
		"A weekly check ends when it is recorded, item by item.",
	},
	"task.weekly_check_stays": {
		"每周检查由被检查人在本周内完成，不能取消、转交或延期。",
		"每週檢查由被檢查人在本週內完成，不能取消、轉交或延期。",
		"A weekly check is made by who is asked, in its week: it is not taken back, given away or put off.",
	},
	"weekly_check.incomplete": {
		"每周检查须包含全部未结需求，还缺 {missing} 项。",
		"每週檢查須包含全部未結需求，還缺 {missing} 項。",
		"A weekly check covers every open requirement; {missing} are missing.",
	},
	"weekly_check.not_theirs": {
		"该需求不属于被检查人的未结需求。",
		"該需求不屬於被檢查人的未結需求。",
		"It is no open requirement of who is asked for the check.",
	},
	"requirement.steps_not_processing": {
		"需求处理中才能完成或取消方案步骤，当前状态为 {state}。",
		"需求處理中才能完成或取消方案步驟，當前狀態為 {state}。",
		"Steps are done while a requirement is being worked on; it is {state}.",
	},
	"requirement.step_settled": {
		"该步骤已完成或已取消。",
		"該步驟已完成或已取消。",
		"The step is done or waived already.",
	},
	"finding.source_needs": {
		"延误须指明需求；跟踪检查须指明需求或进展记录之一；其他来源不指明。",
		"延誤須指明需求；跟蹤檢查須指明需求或進展記錄之一；其他來源不指明。",
		"A DELAY names a requirement, a CHECK a requirement or an entry about progress; other sources name none.",
	},
	"finding.not_late": {
		"该需求没有超过时限。",
		"該需求沒有超過時限。",
		"No deadline of the requirement was missed.",
	},
	"finding.no_problem": {
		"该进展记录没有写明问题。",
		"該進展記錄沒有寫明問題。",
		"The entry tells of no problem.",
	},
	"finding.no_action": {
		"请先制定至少一项措施。",
		"請先制定至少一項措施。",
		"Plan at least one action first.",
	},
	"finding.actions_open": {
		"还有 {count} 项措施未结束。",
		"還有 {count} 項措施未結束。",
		"{count} actions are still open.",
	},
	"finding.action_ineffective": {
		"有措施验证无效，且没有后续有效的同类措施。",
		"有措施驗證無效，且沒有後續有效的同類措施。",
		"An action had no effect, and none of its kind that followed had.",
	},
	"finding.no_corrective": {
		"关闭前须有一项验证有效的纠正措施。",
		"關閉前須有一項驗證有效的糾正措施。",
		"A corrective action with its effect comes before closing.",
	},
	"finding.no_preventive": {
		"关闭前须有一项验证有效的预防措施。",
		"關閉前須有一項驗證有效的預防措施。",
		"A preventive action with its effect comes before closing.",
	},
	"finding.effect_by_owner": {
		"措施效果须由责任人以外的人在验证时间之后确认。",
		"措施效果須由責任人以外的人在驗證時間之後確認。",
		"Somebody else than its owner sees the effect of an action, when it can be seen.",
	},
	"finding.not_for_actions": {
		"原因查明后、验证之前才能增加措施，当前状态为 {state}。",
		"原因查明後、驗證之前才能增加措施，當前狀態為 {state}。",
		"Actions are planned once the cause is known and before the effect is looked at; it is {state}.",
	},
	"action.needs_finding": {
		"纠正措施和预防措施须针对一个问题。",
		"糾正措施和預防措施須針對一個問題。",
		"A corrective or preventive action answers a finding.",
	},
	"action.check_before_due": {
		"验证时间不得早于截止时间。",
		"驗證時間不得早於截止時間。",
		"The effect is looked at after the action is due.",
	},
	"action.verified_by_owner": {
		"责任人不能验证自己的措施。",
		"責任人不能驗證自己的措施。",
		"Nobody verifies their own action.",
	},
	"action.verified_by_doer": {
		"办结措施的人不能验证该措施。",
		"辦結措施的人不能驗證該措施。",
		"Who has finished an action does not verify it.",
	},
	"action.reached_missing": {
		"措施有目标值，验证须填写实际达到的值。",
		"措施有目標值，驗證須填寫實際達到的值。",
		"The action has a target: say where the indicator stands now.",
	},
	"action.target_missed": {
		"指标为 {reached}，未达到目标值 {target}，不能验证为有效。",
		"指標為 {reached}，未達到目標值 {target}，不能驗證為有效。",
		"The indicator stands at {reached} and does not keep to the target {target}: the action has not had its effect.",
	},
	"action.owner_fixed": {
		"措施开始后不能更换责任人，除非其已离开公司。",
		"措施開始後不能更換責任人，除非其已離開公司。",
		"The owner of an action stays once it has begun, unless they have left the company.",
	},
	"action.check_too_early": {
		"未到验证时间 {day}。",
		"未到驗證時間 {day}。",
		"Its effect cannot be looked at before {day}.",
	},
}
