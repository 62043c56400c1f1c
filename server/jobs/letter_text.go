package jobs

import (
	"strings"

	"heed/rules/label"
)

// letterKind is the words of a letter, in simplified Chinese, traditional Chinese
// and English: {company}, {link} and whatever else it is given are filled in.
type letterKind [3]struct{ subject, text string }

// in is the letter in the language. More is what else is filled in: a place, its
// text, and so on.
func (k letterKind) in(l label.Locale, company, link string, more ...string) (subject, text string) {
	words := k[l.Index()]
	fill := strings.NewReplacer(append([]string{"{company}", company, "{link}", link}, more...)...)
	return fill.Replace(words.subject), fill.Replace(words.text)
}

var invitationText = letterKind{
	{"{company} 邀请您加入", `您好：

{company} 邀请您加入其客户关怀平台。请打开下面的链接接受邀请；还没有账号的，在页面上设置密码即可：

{link}

链接 24 小时内有效，只能使用一次。如果您不认识这家公司，请忽略本邮件，不会发生任何事情。
`},
	{"{company} 邀請您加入", `您好：

{company} 邀請您加入其客戶關懷平台。請開啟下面的鏈接接受邀請；還沒有帳號的，在頁面上設定密碼即可：

{link}

鏈接 24 小時內有效，只能使用一次。如果您不認識這家公司，請忽略本郵件，不會發生任何事情。
`},
	{"{company} invites you", `Hello,

{company} invites you to its customer care platform. Open this link to accept; if you have no account yet, you choose a password there:

{link}

The link is good for 24 hours and works once. If you do not know this company, ignore this letter and nothing will happen.
`},
}

var verificationText = letterKind{
	{"请验证您的邮箱", `您好：

这个邮箱地址被用于 {company} 的账号。请打开下面的链接，确认它属于您：

{link}

链接 7 天内有效，只能使用一次。如果不是您本人所为，请忽略本邮件。
`},
	{"請驗證您的郵箱", `您好：

這個郵箱地址被用於 {company} 的帳號。請開啟下面的鏈接，確認它屬於您：

{link}

鏈接 7 天內有效，只能使用一次。如果不是您本人所為，請忽略本郵件。
`},
	{"Verify your e-mail address", `Hello,

this address was given for an account of {company}. Open this link to show that it is yours:

{link}

The link is good for 7 days and works once. If it was not you, ignore this letter.
`},
}

var resetText = letterKind{
	{"重设您的密码", `您好：

有人为您的账号请求重设密码。请打开下面的链接设置新密码；之后所有登录都会结束，需要重新登录：

{link}

链接 1 小时内有效，只能使用一次。如果不是您本人所为，请忽略本邮件，您的密码不变。
`},
	{"重設您的密碼", `您好：

有人為您的帳號請求重設密碼。請開啟下面的鏈接設定新密碼；之後所有登入都會結束，需要重新登入：

{link}

鏈接 1 小時內有效，只能使用一次。如果不是您本人所為，請忽略本郵件，您的密碼不變。
`},
	{"Set a new password", `Hello,

somebody asked for a new password for your account. Open this link to choose one; all your sessions end then, and you sign in again:

{link}

The link is good for one hour and works once. If it was not you, ignore this letter: your password stays as it is.
`},
}

var ratingText = letterKind{
	{"{company}：请为我们的服务评分", `您好：

您提出的需求“{title}”（{number}）已有处理结果。请用一分钟告诉我们您是否满意：

{link}

链接 90 天内有效，无需登录。请勿转发此邮件。

{company}
`},
	{"{company}：請為我們的服務評分", `您好：

您提出的需求「{title}」（{number}）已有處理結果。請用一分鐘告訴我們您是否滿意：

{link}

鏈接 90 天內有效，無需登錄。請勿轉發此郵件。

{company}
`},
	{"{company}: how did we do?", `Hello,

There is a result for what you asked of us: {title} ({number}). Please take a minute to tell us how satisfied you are:

{link}

The link works for 90 days, without an account. Please do not pass this mail on.

{company}
`},
}
