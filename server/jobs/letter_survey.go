package jobs

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

var surveyText = letterKind{
	{"{company}：{title}", `您好：

{purpose}

填写大约需要 {minutes} 分钟，无需登录，可以随时中断、换一台设备继续。请在 {closes} 前完成：

{link}

这是专属于您的链接，请勿转发。不想再收到问卷，请打开：{stop}

{company}
`},
	{"{company}：{title}", `您好：

{purpose}

填寫大約需要 {minutes} 分鐘，無需登錄，可以隨時中斷、換一台設備繼續。請在 {closes} 前完成：

{link}

這是專屬於您的鏈接，請勿轉發。不想再收到問卷，請打開：{stop}

{company}
`},
	{"{company}: {title}", `Hello,

{purpose}

It takes about {minutes} minutes, without an account; you can stop at any time and go on elsewhere. Please answer by {closes}:

{link}

The link is yours alone: please do not pass it on. If you want no more surveys, open {stop}

{company}
`},
}

var surveyReminderText = letterKind{
	{"{company}：温馨提醒，{title}", `您好：

前几天我们向您发送了一份问卷，还没有收到您的回答。如果您方便，请在 {closes} 前花大约 {minutes} 分钟填写：

{link}

这是唯一的一次提醒。不想再收到问卷，请打开：{stop}

{company}
`},
	{"{company}：溫馨提醒，{title}", `您好：

前幾天我們向您發送了一份問卷，還沒有收到您的回答。如果您方便，請在 {closes} 前花大約 {minutes} 分鐘填寫：

{link}

這是唯一的一次提醒。不想再收到問卷，請打開：{stop}

{company}
`},
	{"{company}: a reminder, {title}", `Hello,

A few days ago we sent you some questions and have not heard from you yet. If it suits you, please answer by {closes}; it takes about {minutes} minutes:

{link}

We remind you only this once. If you want no more surveys, open {stop}

{company}
`},
}
