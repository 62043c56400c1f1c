package label

var purchase = map[string]words{
	"DeliveryState.PLANNED":   {"待发货", "待發貨", "To be shipped"},
	"DeliveryState.SHIPPED":   {"运输中", "運輸中", "On its way"},
	"DeliveryState.DELIVERED": {"已交付", "已交付", "Delivered"},
	"DeliveryState.RETURNED":  {"已退回", "已退回", "Returned"},
	"DeliveryState.CANCELLED": {"已取消", "已取消", "Cancelled"},

	"DeliveryExceptionType.DELAY":      {"延误", "延誤", "Delay"},
	"DeliveryExceptionType.DAMAGE":     {"损坏", "損壞", "Damage"},
	"DeliveryExceptionType.WRONG_ITEM": {"错发", "錯發", "Wrong item"},
	"DeliveryExceptionType.LOST":       {"丢失", "丟失", "Lost"},

	"PurchaseAct.UPDATE":            {"修改", "修改", "Edit"},
	"PurchaseAct.SHIP":              {"发货", "發貨", "Ship"},
	"PurchaseAct.DELIVER":           {"交付", "交付", "Deliver"},
	"PurchaseAct.RETURN":            {"退回", "退回", "Return"},
	"PurchaseAct.CANCEL":            {"取消", "取消", "Cancel"},
	"PurchaseAct.REPORT_EXCEPTION":  {"登记异常", "登記異常", "Report an exception"},
	"PurchaseAct.TELL_EXCEPTION":    {"告知客户", "告知客戶", "Tell the customer"},
	"PurchaseAct.RESOLVE_EXCEPTION": {"解决异常", "解決異常", "Resolve the exception"},
}
