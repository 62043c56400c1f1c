package jobs

import (
	"context"
	"fmt"
	"time"

	"heed/app/complaints"
	"heed/app/limit"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/viewer"
	"heed/server/delivery"
)

var complaintLetter = Reaction{
	Name: "letter.complaint", Types: []string{"complaint.received"}, Mails: true, React: writeComplaintReceipt,
}

// receiptsOfAddress is how many receipts an address of mail gets: whoever complains on a
// page types what they like, and nobody is to be flooded by it.
var receiptsOfAddress = limit.Limit{Kind: "complaint receipt", Most: 5, Window: 24 * time.Hour}

// writeComplaintReceipt sends who complained by their own hand the receipt with the link at
// which they see how it gets on, where they gave an address (D2-58). It repeats nothing that
// they wrote. Done again, it sends the same letter with the same link.
func writeComplaintReceipt(ctx context.Context, w *Works, e *ent.Event) error {
	c, err := w.Client.Complaint.Get(ctx, e.SubjectID)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("jobs: reading a complaint: %w", err)
	}
	if c.Intake != flow.IntakePage && c.Intake != flow.IntakeAPI || len(c.Email) == 0 {
		return nil
	}
	place := string(c.EmailHash)
	if err := receiptsOfAddress.Check(ctx, w.Client, place); err != nil {
		if fault.CodeOf(err) == fault.CodeRateLimited {
			return nil
		}
		return err
	}
	link, err := complaints.StatusLink(ctx, w.Client, c.ID)
	if err != nil || link == nil {
		return err
	}
	reach, err := complaints.ReachOf(ctx, c)
	if err != nil {
		return err
	}
	l := label.Locale(c.Locale)
	subject, text := complaintText.in(l, tenants.ConfigFrom(ctx).Tenant.Name, w.PublicURL+complaints.PathOf(link.Secret),
		"{number}", c.Number, "{promised}", c.PromisedAt.In(viewer.From(ctx).Zone).Format("2006-01-02 15:04"))
	if err := w.post(ctx, delivery.Letter{To: reach.Email, Subject: subject, Text: text, ID: "complaint-" + string(e.ID)}, "/c/"); err != nil {
		return err
	}
	return receiptsOfAddress.Count(ctx, w.Journal, place)
}

var complaintText = letterKind{
	{"{company}：投诉 {number} 已收到", `您好：

我们已收到您的投诉，编号 {number}，承诺在 {promised} 前答复。处理进度请看：

{link}

链接一年内有效，无需登录。请勿转发此邮件。如果不是您本人所为，请忽略本邮件。

{company}
`},
	{"{company}：投訴 {number} 已收到", `您好：

我們已收到您的投訴，編號 {number}，承諾在 {promised} 前答覆。處理進度請看：

{link}

鏈接一年內有效，無需登錄。請勿轉發此郵件。如果不是您本人所為，請忽略本郵件。

{company}
`},
	{"{company}: we have your complaint {number}", `Hello,

Your complaint has come in. Its number is {number}, and you will have an answer by {promised}. See how it gets on:

{link}

The link works for a year, without an account. Please do not pass this mail on. If it was not you, ignore this letter.

{company}
`},
}
