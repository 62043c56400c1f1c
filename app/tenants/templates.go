package tenants

import (
	"context"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/label"
)

// startingTemplates are the texts that a company begins with, to change as it
// likes (D0-50): each in three languages.
var startingTemplates = []struct {
	key                string
	urgency            flow.Urgency
	category           flow.RequirementCategory
	channel            flow.Channel
	zhHans, zhHant, en string
}{
	{
		key: "URGENT", urgency: flow.UrgencyUrgent,
		zhHans: "尊敬的{customer}：您好！您反映的“{title}”（{number}）我们已作为紧急事项受理。解决方案和完成时间如下，如有任何疑问，请随时联系我们。",
		zhHant: "尊敬的{customer}：您好！您反映的「{title}」（{number}）我們已作為緊急事項受理。解決方案和完成時間如下，如有任何疑問，請隨時聯繫我們。",
		en:     "Dear {customer}, we have taken up “{title}” ({number}) as urgent. Our solution and the date by which it will be done are below. Please reach us at any time with questions.",
	},
	{
		key: "IMPORTANT", urgency: flow.UrgencyImportant,
		zhHans: "尊敬的{customer}：感谢您的反馈。针对“{title}”（{number}），我们制定了以下详细的处理方案，请您过目，并期待您的意见。",
		zhHant: "尊敬的{customer}：感謝您的反饋。針對「{title}」（{number}），我們制定了以下詳細的處理方案，請您過目，並期待您的意見。",
		en:     "Dear {customer}, thank you for your feedback. This is our detailed plan for “{title}” ({number}). We look forward to your opinion.",
	},
	{
		key: "GENERAL", urgency: flow.UrgencyGeneral,
		zhHans: "尊敬的{customer}：您好！您提出的“{title}”（{number}）我们已收到，将由专人跟进，并及时向您反馈进展。",
		zhHant: "尊敬的{customer}：您好！您提出的「{title}」（{number}）我們已收到，將由專人跟進，並及時向您反饋進展。",
		en:     "Dear {customer}, we have received “{title}” ({number}). One of us follows it up and will keep you informed.",
	},
	{
		key: "PRODUCT", category: flow.RequirementCategoryProduct, channel: flow.ChannelEmail,
		zhHans: "尊敬的{customer}：感谢您对我们产品提出的宝贵意见。关于“{title}”（{number}），我们的产品人员正在评估，并将以书面方式告知您结果。",
		zhHant: "尊敬的{customer}：感謝您對我們產品提出的寶貴意見。關於「{title}」（{number}），我們的產品人員正在評估，並將以書面方式告知您結果。",
		en:     "Dear {customer}, thank you for your valuable opinion on our product. Our specialists are looking into “{title}” ({number}) and will tell you the outcome in writing.",
	},
	{
		key: "SERVICE", category: flow.RequirementCategoryService, channel: flow.ChannelPhone,
		zhHans: "{customer}您好，我来电是为了您提出的“{title}”（{number}）。给您带来不便，我们深表歉意，现在向您说明我们的处理安排。",
		zhHant: "{customer}您好，我來電是為了您提出的「{title}」（{number}）。給您帶來不便，我們深表歉意，現在向您說明我們的處理安排。",
		en:     "Good day, {customer}. I am calling about “{title}” ({number}). We are sorry for the inconvenience, and I would like to explain what we will do.",
	},
	{
		key: "PRICE", category: flow.RequirementCategoryPrice,
		zhHans: "尊敬的{customer}：关于“{title}”（{number}），我们已了解您对价格的考虑，将在核算后向您提供准确的信息。",
		zhHant: "尊敬的{customer}：關於「{title}」（{number}），我們已了解您對價格的考慮，將在核算後向您提供準確的信息。",
		en:     "Dear {customer}, we understand what you have in mind about the price in “{title}” ({number}), and will give you exact information once we have worked it out.",
	},
}

func makeTemplates(ctx context.Context, tx *ent.Tx, l label.Locale) error {
	rows := make([]*ent.ResponseTemplateCreate, len(startingTemplates))
	for i, t := range startingTemplates {
		rows[i] = tx.ResponseTemplate.Create().SetName(label.Of(l, "ResponseTemplate", t.key)).SetZhHans(t.zhHans).SetZhHant(t.zhHant).SetEn(t.en)
		if t.urgency != "" {
			rows[i].SetUrgency(t.urgency)
		}
		if t.category != "" {
			rows[i].SetCategory(t.category)
		}
		if t.channel != "" {
			rows[i].SetChannel(t.channel)
		}
	}
	return tx.ResponseTemplate.CreateBulk(rows...).Exec(ctx)
}
