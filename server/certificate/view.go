package certificate

import (
	_ "embed"

	"heed/app/training"
	"heed/rules/label"
	"heed/server/page"
)

//go:embed standing.html
var standingHTML string

var (
	standingPage = page.Template(standingHTML)
	refusalPage  = page.Template(`{{define "content"}}<p>{{.Data}}</p>{{end}}`)
)

// content is what the page's template finds in .Data.
type content struct {
	Lang  label.Locale
	State string // holds, expired, gone
	training.Standing
}

// Say is a text of the page in its language.
func (c content) Say(key string) string { return say(c.Lang, key) }

// say is a text of the pages in the language.
func say(lang label.Locale, key string) string { return words[key][lang.Index()] }

// words are the texts of the pages in simplified Chinese, traditional Chinese and English.
var words = map[string][3]string{
	"title.holds":   {"证书有效", "證書有效", "This certificate is valid"},
	"title.expired": {"证书已过期", "證書已過期", "This certificate has run out"},
	"title.gone":    {"证书已失效", "證書已失效", "This certificate is not valid any more"},
	"text.holds":    {"该培训合格证书由本公司签发，现在有效。", "該培訓合格證書由本公司簽發，現在有效。", "The company issued this certificate of training, and it holds."},
	"text.expired":  {"该培训合格证书由本公司签发，有效期已过。", "該培訓合格證書由本公司簽發，有效期已過。", "The company issued this certificate of training; its time is over."},
	"text.gone":     {"该培训合格证书由本公司签发，因结果更正或岗位标准更新，现已失效。", "該培訓合格證書由本公司簽發，因結果更正或崗位標準更新，現已失效。", "The company issued this certificate of training. It was corrected, or what was taught has changed since."},
	"number":        {"证书编号", "證書編號", "Number"},
	"until":         {"有效期至", "有效期至", "Valid until"},
	"good":          {"长期有效", "長期有效", "no end"},
	"lost.title":    {"查无此证书", "查無此證書", "There is no such certificate"},
	"lost.text":     {"证书不存在，或链接被改动过。请核对证书上的链接。", "證書不存在，或鏈接被改動過。請核對證書上的鏈接。", "There is no such certificate, or its link was changed. Please compare it with the one that is printed."},
	"error.title":   {"暂时无法查询", "暫時無法查詢", "This cannot be looked up now"},
}
