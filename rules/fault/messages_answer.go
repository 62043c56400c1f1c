package fault

// answerMessages are the checks of what is filled in, and the notes of an import.
var answerMessages = map[string]sentence{
	"survey.unknown_question": {
		"问卷中没有问题 {code}。",
		"問卷中沒有問題 {code}。",
		"There is no question {code}.",
	},
	"survey.required": {
		"问题 {code} 必填。",
		"問題 {code} 必填。",
		"The question {code} must be answered.",
	},
	"survey.wrong_type": {
		"问题 {code} 须按{type}填写，且只填一种值。",
		"問題 {code} 須按{type}填寫，且只填一種值。",
		"The question {code} takes one answer of the type “{type}”.",
	},
	"survey.one_option": {
		"问题 {code} 只能选一项。",
		"問題 {code} 只能選一項。",
		"The question {code} takes one option.",
	},
	"survey.unknown_option": {
		"问题 {code} 没有选项 {option}。",
		"問題 {code} 沒有選項 {option}。",
		"The question {code} has no option {option}.",
	},
	"survey.exclusive_option": {
		"问题 {code} 的选项 {option} 不能与其他选项同选。",
		"問題 {code} 的選項 {option} 不能與其他選項同選。",
		"The option {option} of the question {code} goes with no other.",
	},
	"survey.other_text": {
		"请填写问题 {code} 所选的其他内容。",
		"請填寫問題 {code} 所選的其他內容。",
		"Say what “other” is at the question {code}.",
	},
	"survey.other_without_option": {
		"问题 {code} 没有选中需要填空的选项。",
		"問題 {code} 沒有選中需要填空的選項。",
		"No option that asks for a text is chosen at the question {code}.",
	},
	"survey.off_scale": {
		"问题 {code} 的答案须在 {min} 到 {max} 之间。",
		"問題 {code} 的答案須在 {min} 到 {max} 之間。",
		"The answer to the question {code} lies between {min} and {max}.",
	},
	"survey.whole_number": {
		"问题 {code} 的答案须为整数。",
		"問題 {code} 的答案須為整數。",
		"The answer to the question {code} is a whole number.",
	},
	"survey.not_a_number": {
		"问题 {code} 的答案不是有效的数字。",
		"問題 {code} 的答案不是有效的數字。",
		"The answer to the question {code} is not a number.",
	},
	"survey.not_a_contact": {
		"问题 {code} 须填写电话号码或邮箱地址。",
		"問題 {code} 須填寫電話號碼或郵箱地址。",
		"The question {code} takes a phone number or an e-mail address.",
	},
	"survey.note_property": {
		"“{name}”未能导入。",
		"「{name}」未能導入。",
		"“{name}” was not taken over.",
	},
	"survey.note_element": {
		"问题 {name}（{type}）未能导入。",
		"問題 {name}（{type}）未能導入。",
		"The question {name} of the type {type} was not taken over.",
	},
	"survey.note_expression": {
		"条件“{expression}”未能导入。",
		"條件「{expression}」未能導入。",
		"The condition “{expression}” was not taken over.",
	},
	"survey.note_renamed": {
		"“{name}”的代码改为 {code}。",
		"「{name}」的代碼改為 {code}。",
		"“{name}” has become the code {code}.",
	},
	"survey.note_page": {
		"页数多于模块，此页归入“{module}”。",
		"頁數多於模塊，此頁歸入「{module}」。",
		"There are more pages than modules; this one went into “{module}”.",
	},
}
