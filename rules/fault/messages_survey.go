package fault

// surveyMessages are the checks of questionnaires.
var surveyMessages = map[string]sentence{
	"survey.no_questions": {
		"问卷至少要有一个问题。",
		"問卷至少要有一個問題。",
		"A questionnaire needs at least one question.",
	},
	"survey.code": {
		"代码须以字母开头，只含字母、数字和下划线，最多 40 个字符，且不能是 END。",
		"代碼須以字母開頭，只含字母、數字和下劃線，最多 40 個字符，且不能是 END。",
		"A code begins with a letter and holds letters, digits and underscores, at most 40; it is not END.",
	},
	"survey.length_of_no_text": {
		"只有文字类问题可以设长度。",
		"只有文字類問題可以設長度。",
		"Only questions that take a text have lengths.",
	},
	"survey.exclusive_of_single": {
		"单选题的选项本来就互斥，无须标记。",
		"單選題的選項本來就互斥，無須標記。",
		"Options of a single choice exclude each other anyway.",
	},
	"survey.two_others": {
		"一个问题最多有一个带填空的选项。",
		"一個問題最多有一個帶填空的選項。",
		"One option of a question at most asks which.",
	},
	"survey.no_scale": {
		"评分题须有量表。",
		"評分題須有量表。",
		"A rating needs a scale.",
	},
	"survey.scale_of_no_number": {
		"只有数字、评分和推荐意愿题可以有量表。",
		"只有數字、評分和推薦意願題可以有量表。",
		"Only numbers, ratings and recommendations have a scale.",
	},
	"survey.scale_number": {
		"量表的上下限须为有效的数字。",
		"量表的上下限須為有效的數字。",
		"The bounds must be numbers that can be reckoned with.",
	},
	"survey.nps_scale": {
		"推荐意愿的量表固定为 0 到 10。",
		"推薦意願的量表固定為 0 到 10。",
		"The scale of recommendations is 0 to 10.",
	},
	"survey.rating_scale": {
		"评分的上下限须为整数，相差最多 {max}。",
		"評分的上下限須為整數，相差最多 {max}。",
		"The scale of a rating has whole numbers, {max} apart at most.",
	},
	"survey.tag_shape": {
		"标签规则须且只能指定一个选项，或数字的范围。",
		"標籤規則須且只能指定一個選項，或數字的範圍。",
		"A rule for tags names either an option or a band of numbers.",
	},
	"survey.target_type": {
		"{type}题的答案不能写入“{target}”。",
		"{type}題的答案不能寫入「{target}」。",
		"An answer of the type “{type}” cannot be kept as “{target}”.",
	},
	"survey.target_option": {
		"选项 {option} 不是“{target}”的可用值。",
		"選項 {option} 不是「{target}」的可用值。",
		"The option {option} is not a value of “{target}”.",
	},
	"survey.target_scale": {
		"“{target}”的评分须为 1 到 5。",
		"「{target}」的評分須為 1 到 5。",
		"“{target}” is rated from 1 to 5.",
	},
	"survey.condition_shape": {
		"条件须恰好是以下之一：全部、任一、非、对某题答案的判断（附所需的选项或数字）、已知事实。",
		"條件須恰好是以下之一：全部、任一、非、對某題答案的判斷（附所需的選項或數字）、已知事實。",
		"A condition is exactly one of: all, any, not, a test of an answer with the options or the number it takes, a fact.",
	},
	"survey.condition_deep": {
		"条件最多嵌套 {max} 层。",
		"條件最多嵌套 {max} 層。",
		"A condition is at most {max} deep.",
	},
	"survey.condition_large": {
		"一个条件最多有 {max} 个部分。",
		"一個條件最多有 {max} 個部分。",
		"A condition has at most {max} parts.",
	},
	"survey.condition_self": {
		"问题的显示和必填不能取决于它自己的答案。",
		"問題的顯示和必填不能取決於它自己的答案。",
		"Whether a question is shown or required cannot depend on its own answer.",
	},
	"survey.condition_question": {
		"条件中的问题 {code} 不存在或排在后面。",
		"條件中的問題 {code} 不存在或排在後面。",
		"The question {code} of the condition does not exist or comes later.",
	},
	"survey.condition_test": {
		"对{type}题不能作“{test}”的判断。",
		"對{type}題不能作「{test}」的判斷。",
		"The test “{test}” cannot be made of an answer of the type “{type}”.",
	},
	"survey.jump_nowhere": {
		"跳转的目标 {code} 不存在。",
		"跳轉的目標 {code} 不存在。",
		"The jump leads to {code}, which does not exist.",
	},
	"survey.jump_back": {
		"只能向后跳转，不能跳到 {code}。",
		"只能向後跳轉，不能跳到 {code}。",
		"A jump leads on, never to itself or back: not to {code}.",
	},
	"survey.jump_never": {
		"问题 {code} 的这一跳转永远不会发生。",
		"問題 {code} 的這一跳轉永遠不會發生。",
		"This jump of the question {code} is never taken.",
	},
	"survey.never_reached": {
		"问题 {code} 总被跳过，没有人会看到。",
		"問題 {code} 總被跳過，沒有人會看到。",
		"The question {code} is always jumped over: nobody is ever asked.",
	},
	"survey.never_shown": {
		"问题 {code} 的显示条件永远不成立。",
		"問題 {code} 的顯示條件永遠不成立。",
		"The condition to show the question {code} never holds.",
	},
	"survey.entangled": {
		"问题 {code} 取决于太多相互牵连的条件，请简化。",
		"問題 {code} 取決於太多相互牽連的條件，請簡化。",
		"The question {code} depends on conditions that are too entangled. Make them simpler.",
	},
	"survey.no_goal": {
		"请选择问卷的核心目标。",
		"請選擇問卷的核心目標。",
		"Name a goal of the questionnaire.",
	},
	"survey.notice_missing": {
		"请填写{language}的问卷用途和保密承诺。",
		"請填寫{language}的問卷用途和保密承諾。",
		"The purpose and the promise of confidence must be said in this language: {language}.",
	},
	"survey.minutes_reason": {
		"填写时长不在 {min} 到 {max} 分钟之内，请说明理由。",
		"填寫時長不在 {min} 到 {max} 分鐘之內，請說明理由。",
		"It takes less than {min} or more than {max} minutes: give a reason.",
	},
	"survey.leading": {
		"“{phrase}”可能带有引导性，请改用中性表述，或说明保留的理由。",
		"「{phrase}」可能帶有引導性，請改用中性表述，或說明保留的理由。",
		"“{phrase}” may be leading. Say it neutrally, or give a reason to keep it.",
	},
	"survey.file_large": {
		"文件最大 {max} KB。",
		"文件最大 {max} KB。",
		"The file may have {max} KB at most.",
	},
	"survey.file_json": {
		"文件不是有效的 JSON，或含有未知的内容。",
		"文件不是有效的 JSON，或含有未知的內容。",
		"The file is not valid JSON, or holds what is not known.",
	},
	"survey.file_format": {
		"文件的格式须为 {format}。",
		"文件的格式須為 {format}。",
		"The format of the file must be {format}.",
	},
}
