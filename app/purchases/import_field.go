package purchases

import (
	"io"

	"heed/rules/table"
)

// ImportField is what a column of a table of purchases fills.
type ImportField string

// The fields.
const (
	FieldOrderNo    ImportField = "ORDER_NO"
	FieldCustomer   ImportField = "CUSTOMER"
	FieldCustomerID ImportField = "CUSTOMER_ID"
	FieldProduct    ImportField = "PRODUCT"
	FieldAmount     ImportField = "AMOUNT"
	FieldCurrency   ImportField = "CURRENCY"
	FieldOrderedOn  ImportField = "ORDERED_ON"
	FieldPromised   ImportField = "PROMISED_DELIVERY"
	FieldShipped    ImportField = "SHIPPED"
	FieldDelivered  ImportField = "DELIVERED"
	FieldState      ImportField = "STATE"
	FieldTracking   ImportField = "TRACKING"
	FieldException  ImportField = "EXCEPTION"
	FieldNoticed    ImportField = "EXCEPTION_NOTICED"
	FieldTold       ImportField = "CUSTOMER_TOLD"
	FieldSolution   ImportField = "SOLUTION"
	FieldIgnore     ImportField = "IGNORE" // of columns that fill nothing, whatever they are called
)

// names are the fields with the names under which a file may have them: English,
// simplified and traditional Chinese.
var names = table.Words[ImportField]{
	Ignore: FieldIgnore, Needed: []ImportField{FieldOrderNo},
	Names: []table.Names[ImportField]{
		{Field: FieldOrderNo, Names: "Order number|Order|订单号|訂單號|订单编号|訂單編號"},
		{Field: FieldCustomer, Names: "Customer name|客户|客戶|客户名称|客戶名稱"},
		{Field: FieldCustomerID, Names: "客户编号|客戶編號|客户外部编号|客戶外部編號"},
		{Field: FieldProduct, Names: "产品|產品|产品名称|產品名稱"},
		{Field: FieldAmount, Names: "金额|金額|订单金额|訂單金額"},
		{Field: FieldCurrency, Names: "币种|幣種"},
		{Field: FieldOrderedOn, Names: "Order date|Ordered|订购日期|訂購日期|下单日期|下單日期"},
		{Field: FieldPromised, Names: "Promised|Promised delivery at|承诺交付时间|承諾交付時間|承诺交期|承諾交期"},
		{Field: FieldShipped, Names: "Shipped at|发货时间|發貨時間|发货日期|發貨日期"},
		{Field: FieldDelivered, Names: "Delivered at|交付时间|交付時間|签收时间|簽收時間"},
		{Field: FieldState, Names: "Delivery state|交付状态|交付狀態|物流状态|物流狀態"},
		{Field: FieldTracking, Names: "Tracking number|Tracking ref|运单号|運單號|物流单号|物流單號"},
		{Field: FieldException, Names: "Delivery exception|交付异常|交付異常|异常类型|異常類型"},
		{Field: FieldNoticed, Names: "Exception noticed at|异常发现时间|異常發現時間"},
		{Field: FieldTold, Names: "Customer told at|告知客户时间|告知客戶時間"},
		{Field: FieldSolution, Names: "解决方案|解決方案|处理方案|處理方案", Longest: maxSolution},
	},
}

// Values lists the fields.
func (ImportField) Values() []string { return names.Values() }

// ImportColumn says what a column of a file fills.
type ImportColumn struct {
	Name  string
	Field ImportField
}

// What a file of purchases is read into.
type (
	orders  = table.Table[ImportField]
	row     = table.Row[ImportField]
	mistake = table.Mistake[ImportField]
)

func openOrders(r io.Reader, named []ImportColumn) (*orders, error) {
	columns := make([]table.Column[ImportField], len(named))
	for i, c := range named {
		columns[i] = table.Column[ImportField](c)
	}
	return table.Open(r, names, columns)
}
