package requirements

import (
	"io"

	"heed/rules/fault"
	"heed/rules/table"
)

// HistoryField is what a column of a table of facts fills.
type HistoryField string

// The fields.
const (
	HistoryCustomer   HistoryField = "CUSTOMER"
	HistoryCustomerID HistoryField = "CUSTOMER_ID"
	HistoryTitle      HistoryField = "TITLE"
	HistoryContent    HistoryField = "CONTENT"
	HistorySource     HistoryField = "SOURCE"
	HistoryChannel    HistoryField = "CHANNEL"
	HistoryCategory   HistoryField = "CATEGORY"
	HistoryNature     HistoryField = "NATURE"
	HistoryUrgency    HistoryField = "URGENCY"
	HistoryDepartment HistoryField = "DEPARTMENT"
	HistoryReceived   HistoryField = "RECEIVED"
	HistorySent       HistoryField = "SENT"
	HistoryAnswered   HistoryField = "ANSWERED"
	HistoryTimely     HistoryField = "TIMELY"
	HistoryResponse   HistoryField = "RESPONSE"
	HistoryExternalID HistoryField = "EXTERNAL_ID"
	HistoryIgnore     HistoryField = "IGNORE" // of columns that fill nothing, whatever they are called
)

// historyNames are the fields with the names under which a file may have them:
// English, simplified and traditional Chinese.
var historyNames = table.Words[HistoryField]{
	Ignore: HistoryIgnore, Needed: []HistoryField{HistoryTitle, HistoryReceived},
	Names: []table.Names[HistoryField]{
		{Field: HistoryCustomer, Names: "Customer name|客户|客戶|客户名称|客戶名稱"},
		{Field: HistoryCustomerID, Names: "客户编号|客戶編號|客户外部编号|客戶外部編號"},
		{Field: HistoryTitle, Names: "Subject|标题|標題|需求标题|需求標題"},
		{Field: HistoryContent, Names: "Description|内容|內容|需求内容|需求內容", Longest: maxWords},
		{Field: HistorySource, Names: "来源|來源|需求来源|需求來源"},
		{Field: HistoryChannel, Names: "Submitted via|渠道|受理渠道"},
		{Field: HistoryCategory, Names: "类别|類別|需求类别|需求類別"},
		{Field: HistoryNature, Names: "性质|性質|需求性质|需求性質"},
		{Field: HistoryUrgency, Names: "紧急程度|緊急程度"},
		{Field: HistoryDepartment, Names: "部门|部門|负责部门|負責部門|主责部门|主責部門"},
		{Field: HistoryReceived, Names: "Received at|Date received|接收日期|接收时间|接收時間|收到日期"},
		{Field: HistorySent, Names: "Sent at|Date sent|转办日期|轉辦日期|转交日期|轉交日期"},
		{Field: HistoryAnswered, Names: "Answered at|Date answered|答复日期|答覆日期|回复日期|回覆日期"},
		{Field: HistoryTimely, Names: "Timely response|In time|是否及时|是否及時|及时|及時"},
		{Field: HistoryResponse, Names: "Response given|答复|答覆|回复|回覆|答复内容|答覆內容", Longest: maxLong},
		{Field: HistoryExternalID, Names: "Ext id|外部编号|外部編號|原编号|原編號"},
	},
}

// Values lists the fields.
func (HistoryField) Values() []string { return historyNames.Values() }

// HistoryColumn says what a column of a file fills.
type HistoryColumn struct {
	Name  string
	Field HistoryField
}

// What a file of facts is read into.
type (
	historyTable   = table.Table[HistoryField]
	historyRow     = table.Row[HistoryField]
	historyMistake = table.Mistake[HistoryField]
)

// openHistory reads the header. Whose requirements they are, the file has to say by
// one column or the other.
func openHistory(r io.Reader, named []HistoryColumn) (*historyTable, error) {
	columns := make([]table.Column[HistoryField], len(named))
	for i, c := range named {
		columns[i] = table.Column[HistoryField](c)
	}
	t, err := table.Open(r, historyNames, columns)
	if err != nil {
		return nil, err
	}
	if !t.Fills(HistoryCustomer) && !t.Fills(HistoryCustomerID) {
		return nil, fault.Input("csv", "import.bad_header").With("column", string(HistoryCustomer))
	}
	return t, nil
}
