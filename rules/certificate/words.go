package certificate

import (
	"fmt"
	"strings"
	"time"

	"heed/rules/label"
)

// language is the fixed words of a certificate in one language.
type language struct {
	tag                     string // as in BCP 47
	title, number           string
	certify, assessed, came string
	close                   string
	topic, held, took       string
	points, issued, until   string
	forever, scan           string
	day                     string // how a day is written
	hour, hours, min, mins  string
}

var languages = map[label.Locale]language{
	label.ZhHans: {
		tag: "zh-Hans", title: "培训合格证书", number: "证书编号：",
		certify: "兹证明", assessed: "参加下列培训，并经考核合格", came: "参加并完成下列培训，准予合格", close: "特发此证。",
		topic: "培训主题", held: "培训日期", took: "培训时长", points: "考核成绩", issued: "发证日期", until: "有效期至",
		forever: "长期有效", scan: "扫码查验真伪", day: "2006年1月2日",
		hour: "小时", hours: "小时", min: "分钟", mins: "分钟",
	},
	label.ZhHant: {
		tag: "zh-Hant", title: "培訓合格證書", number: "證書編號：",
		certify: "茲證明", assessed: "參加下列培訓，並經考核合格", came: "參加並完成下列培訓，准予合格", close: "特發此證。",
		topic: "培訓主題", held: "培訓日期", took: "培訓時長", points: "考核成績", issued: "發證日期", until: "有效期至",
		forever: "長期有效", scan: "掃碼查驗真偽", day: "2006年1月2日",
		hour: "小時", hours: "小時", min: "分鐘", mins: "分鐘",
	},
	label.En: {
		tag: "en", title: "Certificate of Training", number: "Certificate no. ",
		certify: "This is to certify that", assessed: "has completed the following training and passed its assessment", came: "has completed the following training",
		topic: "Topic", held: "Held on", took: "Duration", points: "Result", issued: "Issued on", until: "Valid until",
		forever: "No expiry", scan: "Scan to verify", day: "2 January 2006",
		hour: " hour", hours: " hours", min: " minute", mins: " minutes",
	},
}

// date is a day as the language writes it. What is no day stays as it is.
func (l language) date(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format(l.day)
}

// duration is the minutes in hours and minutes, empty for none.
func (l language) duration(minutes int) string {
	var parts []string
	if h := minutes / 60; h > 0 {
		parts = append(parts, count(h, l.hour, l.hours))
	}
	if m := minutes % 60; m > 0 {
		parts = append(parts, count(m, l.min, l.mins))
	}
	if l.tag == "en" {
		return strings.Join(parts, " ")
	}
	return strings.Join(parts, "")
}

func count(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprint(n, one)
	}
	return fmt.Sprint(n, many)
}
