package fault

// formMessages are the checks of the requirement form and of what is filled in.
var formMessages = map[string]sentence{
	"form.key": {
		"键须以字母开头，只含字母、数字和下划线，最多 40 个字符。",
		"鍵須以字母開頭，只含字母、數字和下劃線，最多 40 個字符。",
		"A key begins with a letter and holds letters, digits and underscores, at most 40.",
	},
	"form.options_of_no_choice": {
		"只有单选和多选字段可以有选项。",
		"只有單選和多選字段可以有選項。",
		"Only fields of one or several choices have options.",
	},
	"form.no_options": {
		"单选和多选字段至少要有一个选项。",
		"單選和多選字段至少要有一個選項。",
		"A field of choices needs at least one option.",
	},
	"form.bounds_of_no_number": {
		"只有数字字段可以设上下限。",
		"只有數字字段可以設上下限。",
		"Only fields of numbers have a minimum and a maximum.",
	},
	"form.bounds_upside_down": {
		"上限不能小于下限。",
		"上限不能小於下限。",
		"The maximum is below the minimum.",
	},
	"form.not_a_number": {
		"不是有效的数字。",
		"不是有效的數字。",
		"This is not a number.",
	},
	"form.type_changed": {
		"字段 {key} 在上一版中的类型是{type}，不能改变；请换一个键。",
		"字段 {key} 在上一版中的類型是{type}，不能改變；請換一個鍵。",
		"In the version before the field {key} is of the type {type}, which stays; take another key.",
	},
	"form.unknown_field": {
		"表格中没有字段 {key}。",
		"表格中沒有字段 {key}。",
		"The form has no field {key}.",
	},
	"form.other_category": {
		"字段 {key} 不适用于{category}类需求。",
		"字段 {key} 不適用於{category}類需求。",
		"The field {key} is not for requirements of the category {category}.",
	},
	"form.wrong_type": {
		"字段 {key} 须按{type}填写，且只填一种值。",
		"字段 {key} 須按{type}填寫，且只填一種值。",
		"The field {key} takes one value of the type {type}.",
	},
	"form.required": {
		"请填写“{label}”（{key}）。",
		"請填寫「{label}」（{key}）。",
		"Fill in {label} ({key}).",
	},
	"form.too_small": {
		"字段 {key} 不能小于 {min}。",
		"字段 {key} 不能小於 {min}。",
		"The field {key} must be at least {min}.",
	},
	"form.too_large": {
		"字段 {key} 不能大于 {max}。",
		"字段 {key} 不能大於 {max}。",
		"The field {key} must be at most {max}.",
	},
	"form.one_option": {
		"字段 {key} 只能选一项。",
		"字段 {key} 只能選一項。",
		"The field {key} takes one option only.",
	},
	"form.unknown_option": {
		"字段 {key} 没有选项 {option}。",
		"字段 {key} 沒有選項 {option}。",
		"The field {key} has no option {option}.",
	},
	"requirement_form.draft_exists": {
		"已有一个草稿版本，请先发布或修改它。",
		"已有一個草稿版本，請先發佈或修改它。",
		"There is a draft already. Change or publish it.",
	},
	"requirement.aspect_of_other_category": {
		"{aspect}不属于{category}类需求。",
		"{aspect}不屬於{category}類需求。",
		"The aspect {aspect} is not one of the category {category}.",
	},
	"requirement.price_upside_down": {
		"价格上限不能低于下限。",
		"價格上限不能低於下限。",
		"The highest price is below the lowest.",
	},
	"requirement.price_currency": {
		"请用 ISO 4217 代码注明币种，例如 CNY。",
		"請用 ISO 4217 代碼註明幣種，例如 CNY。",
		"Name the currency by its ISO 4217 code, such as CNY.",
	},
	"requirement.price_empty": {
		"请至少填写价格的一项内容。",
		"請至少填寫價格的一項內容。",
		"Say at least one thing about the price.",
	},
	"requirement.unmerge_too_late": {
		"合并超过 {days} 天，不能再撤销。",
		"合併超過 {days} 天，不能再撤銷。",
		"A merge can be undone within {days} days only.",
	},
	"requirement.unmerge_target_closed": {
		"合并到的需求此后已关闭，不能再撤销合并。",
		"合併到的需求此後已關閉，不能再撤銷合併。",
		"The requirement it was merged into has been closed since: the merge cannot be undone.",
	},
	"requirement.likely_nothing": {
		"请给出标题或内容。",
		"請給出標題或內容。",
		"Give a title or a text.",
	},
	"tenant.satisfaction_weights": {
		"三种方法的权重为 0 至 100 的整数，合计须为 100。",
		"三種方法的權重為 0 至 100 的整數，合計須為 100。",
		"The weights of the three methods are whole numbers from 0 to 100 that add up to 100.",
	},
	"tenant.maintenance_rule": {
		"中等价值的门槛须大于 0 且小于高价值的门槛。",
		"中等價值的門檻須大於 0 且小於高價值的門檻。",
		"Medium value begins above 0 and below high value.",
	},
	"tenant.value_weights": {
		"权重须为 0 至 {max} 的整数，且不能全为 0。",
		"權重須為 0 至 {max} 的整數，且不能全為 0。",
		"Weights are whole numbers from 0 to {max}, not all of them 0.",
	},
}

// setMessages are the guards of the life of a set of requirements.
var setMessages = map[string]sentence{
	"requirement_set.empty": {
		"需求集合至少要有一个需求。",
		"需求集合至少要有一個需求。",
		"The set needs at least one requirement.",
	},
	"requirement_set.no_owner": {
		"请先指定负责人。",
		"請先指定負責人。",
		"Name an owner first.",
	},
	"requirement_set.requirement_state": {
		"状态为{state}的需求不能放入集合。",
		"狀態為{state}的需求不能放入集合。",
		"A requirement that is {state} cannot be part of a set.",
	},
	"requirement_set.unanswered": {
		"接收部门尚未答复，不能归档。",
		"接收部門尚未答覆，不能歸檔。",
		"The department that took the set over has not answered yet.",
	},
}
