package rating

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
	"form.title":     {"请为我们的服务评分", "請為我們的服務評分", "How did we do?"},
	"form.wrong":     {"请检查：", "請檢查：", "Please check: "},
	"form.about":     {"您提出的需求已有处理结果，请告诉我们您是否满意。", "您提出的需求已有處理結果，請告訴我們您是否滿意。", "There is a result for what you asked of us. Please tell us how satisfied you are."},
	"form.again":     {"您已经评过分；在关闭之前可以修改。", "您已經評過分；在關閉之前可以修改。", "You have given a rating. You can change it until the matter is closed."},
	"form.score":     {"您对处理结果满意吗？（必选）", "您對處理結果滿意嗎？（必選）", "How satisfied are you with the result? (required)"},
	"form.comment":   {"您的意见（选填）", "您的意見（選填）", "What would you like to tell us? (optional)"},
	"form.hint":      {"最多 2000 个字符。", "最多 2000 個字符。", "Up to 2,000 characters."},
	"form.send":      {"提交", "提交", "Send"},
	"thanks.title":   {"感谢您的评分", "感謝您的評分", "Thank you"},
	"thanks.text":    {"我们已经收到您的评分。", "我們已經收到您的評分。", "We have received your rating."},
	"done.title":     {"此事项已经处理完毕", "此事項已經處理完畢", "This matter is closed"},
	"done.text":      {"现在不能再评分。如有需要，请直接与我们联系。", "現在不能再評分。如有需要，請直接與我們聯繫。", "It can no longer be rated. If there is anything else, please contact us."},
	"outcome.score":  {"评分：", "評分：", "Rating: "},
	"outcome.open":   {"在关闭之前，您可以修改评分。", "在關閉之前，您可以修改評分。", "You can change it until the matter is closed."},
	"outcome.change": {"修改评分", "修改評分", "Change the rating"},
	"lost.title":     {"链接无效", "鏈接無效", "This link does not work"},
	"lost.text":      {"链接不存在或已过期。如有需要，请直接与我们联系。", "鏈接不存在或已過期。如有需要，請直接與我們聯繫。", "The link does not exist, or its time is over. If there is anything you need, please contact us."},
	"error.title":    {"暂时无法提交", "暫時無法提交", "This could not be sent"},
}
