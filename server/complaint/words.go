package complaint

import "heed/rules/label"

// say is a text of the pages in the language.
func say(lang label.Locale, key string) string { return words[key][lang.Index()] }

// scores are what the choices mean, from 1.
var scores = [5][3]string{
	{"很不满意", "很不滿意", "Very dissatisfied"},
	{"不满意", "不滿意", "Dissatisfied"},
	{"一般", "一般", "Neither"},
	{"满意", "滿意", "Satisfied"},
	{"非常满意", "非常滿意", "Very satisfied"},
}

// words are the texts of the pages in simplified Chinese, traditional Chinese and English.
var words = map[string][3]string{
	"form.wrong":           {"请检查：", "請檢查：", "Please check: "},
	"form.needed":          {"带 * 的项目必填。", "帶 * 的項目必填。", "What has a * must be filled in."},
	"form.trap":            {"请勿填写", "請勿填寫", "Leave this empty"},
	"form.content":         {"投诉内容", "投訴內容", "What do you complain of?"},
	"form.content.hint":    {"请说明发生了什么，最多 20000 个字符。", "請說明發生了什麼，最多 20000 個字符。", "Tell us what happened, in up to 20,000 characters."},
	"form.complainantName": {"您的姓名", "您的姓名", "Your name"},
	"form.reach":           {"联系方式 *", "聯繫方式 *", "How we reach you *"},
	"form.reach.hint":      {"请至少填写一种，我们只用于处理这次投诉。", "請至少填寫一種，我們只用於處理這次投訴。", "Give at least one. We use it for this complaint alone."},
	"form.phone":           {"电话", "電話", "Telephone"},
	"form.email":           {"邮箱", "郵箱", "E-mail address"},
	"form.otherContact":    {"其他方式（如微信、地址）", "其他方式（如微信、地址）", "Another way (WeChat, an address)"},
	"form.product":         {"产品或服务（选填）", "產品或服務（選填）", "Product or service (optional)"},
	"form.orderNo":         {"订单号（选填）", "訂單號（選填）", "Number of the order (optional)"},
	"form.happenedAt":      {"发生日期（选填）", "發生日期（選填）", "The day it happened (optional)"},
	"form.remedySought":    {"您的诉求（选填）", "您的訴求（選填）", "What you ask for (optional)"},
	"form.files":           {"图片或文件（选填）", "圖片或文件（選填）", "Pictures or files (optional)"},
	"form.files.hint": {
		"最多 3 个，每个不超过 5 MB；如需重新提交，请再次选择。", "最多 3 個，每個不超過 5 MB；如需重新提交，請再次選擇。",
		"Up to 3, of 5 MB each. If you have to send the form again, choose them again.",
	},
	"form.send": {"提交投诉", "提交投訴", "Send the complaint"},

	"trap.fast":   {"表单提交得太快，尚未收下。请核对内容后再次提交。", "表單提交得太快，尚未收下。請核對內容後再次提交。", "That was too fast to be taken. Please look it over and send it again."},
	"trap.old":    {"页面打开的时间太久，尚未收下。请核对内容后再次提交。", "頁面打開的時間太久，尚未收下。請核對內容後再次提交。", "This page was open for too long, and nothing was taken. Please look it over and send it again."},
	"trap.filled": {"浏览器填写了应当留空的项目，尚未收下；现已清空，请再次提交。", "瀏覽器填寫了應當留空的項目，尚未收下；現已清空，請再次提交。", "A field that must stay empty was filled in, and nothing was taken. It is empty now: please send it again."},

	"receipt.title": {"投诉已收到", "投訴已收到", "We have your complaint"},
	"receipt.text":  {"感谢您告诉我们，投诉已经受理。", "感謝您告訴我們，投訴已經受理。", "Thank you for telling us. Your complaint has come in."},
	"receipt.files": {"投诉已收到，但有文件未能保存，请另行联系我们。", "投訴已收到，但有文件未能保存，請另行聯繫我們。", "The complaint was taken, but a file could not be kept. Please send it to us in another way."},
	"receipt.link":  {"查看处理进度", "查看處理進度", "See how it gets on"},
	"receipt.keep":  {"请收藏该链接：只有凭它才能查看进度。", "請收藏該鏈接：只有憑它才能查看進度。", "Keep this link: it is the only way to see how your complaint gets on."},

	"status.title":        {"投诉处理进度", "投訴處理進度", "How your complaint gets on"},
	"status.news":         {"进度已更新。", "進度已更新。", "There is news below."},
	"status.number":       {"投诉编号", "投訴編號", "Number"},
	"status.state":        {"当前状态", "目前狀態", "Where it stands"},
	"status.received":     {"收到时间", "收到時間", "Came in"},
	"status.acknowledged": {"受理确认时间", "受理確認時間", "Acknowledged"},
	"status.promised":     {"承诺答复时间", "承諾答覆時間", "Answer promised by"},
	"status.decision":     {"处理结果", "處理結果", "What was decided"},
	"status.replied":      {"答复时间", "答覆時間", "Answered"},
	"status.outcome":      {"结案结果", "結案結果", "How it ended"},
	"status.closed":       {"结案时间", "結案時間", "Ended"},
	"status.refresh":      {"刷新", "重新整理", "Refresh"},

	"delivery.title":     {"交付进度", "交付進度", "Delivery"},
	"delivery.state":     {"交付状态", "交付狀態", "Where it stands"},
	"delivery.promised":  {"承诺交付时间", "承諾交付時間", "Promised by"},
	"delivery.shipped":   {"发货时间", "發貨時間", "Shipped"},
	"delivery.delivered": {"交付时间", "交付時間", "Delivered"},
	"delivery.tracking":  {"物流单号", "物流單號", "Tracking number"},

	"answer.title":    {"您认可这个处理结果吗？", "您認可這個處理結果嗎？", "Do you accept this answer?"},
	"answer.accepted": {"您的答复", "您的答覆", "Your word"},
	"answer.yes":      {"认可", "認可", "I accept it"},
	"answer.no":       {"不认可，请继续处理", "不認可，請繼續處理", "I do not: please go on"},
	"answer.score":    {"满意度（选填）", "滿意度（選填）", "How satisfied are you? (optional)"},
	"answer.comment":  {"您的意见", "您的意見", "What would you like to tell us?"},
	"answer.hint":     {"不认可时请说明原因；最多 2000 个字符。", "不認可時請說明原因；最多 2000 個字符。", "If you do not accept it, say why. Up to 2,000 characters."},
	"answer.send":     {"提交答复", "提交答覆", "Send"},
	"answer.thanks":   {"您已认可处理结果，谢谢。", "您已認可處理結果，謝謝。", "You have accepted the answer. Thank you."},

	"lost.title":  {"链接无效", "鏈接無效", "This link does not work"},
	"lost.text":   {"链接不存在或已过期。如有需要，请直接与我们联系。", "鏈接不存在或已過期。如有需要，請直接與我們聯繫。", "The link does not exist, or its time is over. If there is anything you need, please contact us."},
	"error.title": {"暂时无法提交", "暫時無法提交", "This could not be sent"},
}
