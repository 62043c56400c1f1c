package survey

import "heed/rules/label"

// say is a text of the pages in the language.
func say(lang label.Locale, key string) string { return words[key][lang.Index()] }

// words are the texts of the pages in simplified Chinese, traditional Chinese and English.
var words = map[string][3]string{
	"begin.minutes": {"预计用时：", "預計用時：", "It takes about"},
	"begin.unit":    {"分钟", "分鐘", "minutes"},
	"begin.go":      {"开始填写", "開始填寫", "Begin"},
	"begin.resume":  {"继续填写", "繼續填寫", "Go on"},

	"form.wrong":  {"请检查：", "請檢查：", "Please check: "},
	"form.needed": {"带 * 的问题必答。", "帶 * 的問題必答。", "Questions with a * must be answered."},
	"part.step":   {"第", "第", "Part"},
	"part.saved":  {"已保存", "已保存", "Saved"},
	"part.next":   {"下一步", "下一步", "Next"},
	"part.back":   {"上一步", "上一步", "Back"},
	"part.send":   {"提交问卷", "提交問卷", "Send"},
	"part.urgent": {"我的需求或意见比较紧急，希望 24 小时内得到回应", "我的需求或意見比較緊急，希望 24 小時內得到回應", "It is urgent: please answer me within 24 hours"},

	"thanks.title": {"感谢您的填写", "感謝您的填寫", "Thank you"},
	"thanks.text":  {"您的回答已收到，仅用于改进我们的服务。", "您的回答已收到，僅用於改進我們的服務。", "We have your answers. They serve to improve our service, and nothing else."},

	"stop.link":     {"不想再收到问卷", "不想再收到問卷", "I want no more surveys"},
	"stop.title":    {"不再接收问卷？", "不再接收問卷？", "No more surveys?"},
	"stop.text":     {"确认后，我们不会再向您发送任何问卷。", "確認後，我們不會再向您發送任何問卷。", "Confirm it, and we send you no more surveys."},
	"stop.send":     {"确认退订", "確認退訂", "Send me no more"},
	"stopped.title": {"已退订", "已退訂", "You get no more surveys"},
	"stopped.text":  {"我们不会再向您发送问卷。", "我們不會再向您發送問卷。", "We will send you no more surveys."},

	"survey.over":     {"问卷已结束", "問卷已結束", "This survey is over"},
	"survey.declined": {"您已退订", "您已退訂", "You want no surveys"},
	"lost.title":      {"链接无效", "鏈接無效", "This link does not work"},
	"lost.text":       {"链接不存在或已失效。如有需要，请直接与我们联系。", "鏈接不存在或已失效。如有需要，請直接與我們聯繫。", "The link does not exist, or is good no longer. If there is anything you need, please contact us."},
	"error.title":     {"暂时无法提交", "暫時無法提交", "This could not be sent"},
}
