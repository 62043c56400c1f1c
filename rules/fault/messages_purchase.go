package fault

// purchaseMessages are about purchases and their delivery.
var purchaseMessages = map[string]sentence{
	"purchase.order_no_taken": {
		"已有相同订单号的购买记录。",
		"已有相同訂單號的購買記錄。",
		"There is a purchase with this order number already.",
	},
	"purchase.currency": {
		"“{value}”不是币种代码，请填写三个大写字母，例如 CNY。",
		"「{value}」不是幣種代碼，請填寫三個大寫字母，例如 CNY。",
		"“{value}” is not the code of a currency: give three capital letters, e.g. CNY.",
	},
	"purchase.promised_before_order": {
		"承诺交付时间不能早于订购日期。",
		"承諾交付時間不能早於訂購日期。",
		"The promised delivery cannot be earlier than the order.",
	},
	"purchase.before_order": {
		"该时间不能早于订购日期。",
		"該時間不能早於訂購日期。",
		"This time cannot be earlier than the order.",
	},
	"purchase.delivered_before_shipped": {
		"交付时间不能早于发货时间。",
		"交付時間不能早於發貨時間。",
		"The delivery cannot be earlier than the shipment.",
	},
	"purchase.state_back": {
		"该订单的交付状态已超过此行所写的状态，不能退回。",
		"該訂單的交付狀態已超過此行所寫的狀態，不能退回。",
		"The delivery of this order has gone further than this row says; it does not go back.",
	},
	"purchase.state_contradicts": {
		"交付状态与发货时间或交付时间不符。",
		"交付狀態與發貨時間或交付時間不符。",
		"The delivery state contradicts when it was shipped or delivered.",
	},
	"purchase.ended": {
		"该订单已交付、退回或取消，此项不能再更改。",
		"該訂單已交付、退回或取消，此項不能再更改。",
		"This order was delivered, returned or cancelled: this cannot be changed any more.",
	},
	"purchase.told_channel": {
		"告知客户的时间和渠道须同时填写，或都不填。",
		"告知客戶的時間和渠道須同時填寫，或都不填。",
		"Say both when and by which way the customer was told, or neither.",
	},
	"purchase.exception_told": {
		"客户已被告知此交付异常。",
		"客戶已被告知此交付異常。",
		"The customer has been told of this exception before.",
	},
	"purchase.exception_untold": {
		"请先告知客户，并写明告知的时间和渠道。",
		"請先告知客戶，並寫明告知的時間和渠道。",
		"Tell the customer first, and say when and by which way.",
	},
	"purchase.exception_solved": {
		"此交付异常已解决。",
		"此交付異常已解決。",
		"This exception has been made good before.",
	},
	"purchase.too_many_exceptions": {
		"一条购买记录最多登记 {max} 项交付异常。",
		"一條購買記錄最多登記 {max} 項交付異常。",
		"A purchase has at most {max} exceptions.",
	},
}
