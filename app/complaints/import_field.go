package complaints

import (
	"io"

	"heed/rules/table"
)

// ImportField is what a column of a table of complaints fills.
type ImportField string

// The fields.
const (
	FieldExternalID  ImportField = "EXTERNAL_ID"
	FieldReceived    ImportField = "RECEIVED"
	FieldComplained  ImportField = "COMPLAINED"
	FieldAnswered    ImportField = "ANSWERED"
	FieldChannel     ImportField = "CHANNEL"
	FieldComplainant ImportField = "COMPLAINANT"
	FieldCustomer    ImportField = "CUSTOMER"
	FieldCustomerID  ImportField = "CUSTOMER_ID"
	FieldProduct     ImportField = "PRODUCT"
	FieldContent     ImportField = "CONTENT"
	FieldNature      ImportField = "NATURE"
	FieldSeverity    ImportField = "SEVERITY"
	FieldRootCause   ImportField = "ROOT_CAUSE"
	FieldDepartment  ImportField = "DEPARTMENT"
	FieldState       ImportField = "STATE"
	FieldOutcome     ImportField = "OUTCOME"
	FieldResponse    ImportField = "RESPONSE"
	FieldTimely      ImportField = "TIMELY"
	FieldDisputed    ImportField = "DISPUTED"
	FieldIgnore      ImportField = "IGNORE" // of columns that fill nothing, whatever they are called
)

// importNames are the fields with the names under which a file may have them: English,
// simplified and traditional Chinese.
var importNames = table.Words[ImportField]{
	Ignore: FieldIgnore, Needed: []ImportField{FieldContent, FieldReceived},
	Names: []table.Names[ImportField]{
		{Field: FieldExternalID, Names: "Ext id|外部编号|外部編號|原编号|原編號"},
		{Field: FieldReceived, Names: "Received at|Date received|受理日期|受理时间|受理時間|接收日期"},
		{Field: FieldComplained, Names: "Complained at|投诉日期|投訴日期|投诉时间|投訴時間"},
		{Field: FieldAnswered, Names: "Answered at|Closed at|答复日期|答覆日期|结案日期|結案日期"},
		{Field: FieldChannel, Names: "Submitted via|渠道|投诉渠道|投訴渠道"},
		{Field: FieldComplainant, Names: "Complainant name|投诉人|投訴人"},
		{Field: FieldCustomer, Names: "Customer name|客户|客戶|客户名称|客戶名稱"},
		{Field: FieldCustomerID, Names: "客户编号|客戶編號|客户外部编号|客戶外部編號"},
		{Field: FieldProduct, Names: "产品|產品|投诉产品|投訴產品"},
		{Field: FieldContent, Names: "Complaint|内容|內容|投诉内容|投訴內容", Longest: maxWords},
		{Field: FieldNature, Names: "性质|性質|投诉性质|投訴性質"},
		{Field: FieldSeverity, Names: "严重程度|嚴重程度"},
		{Field: FieldRootCause, Names: "Root cause class|原因类别|原因類別"},
		{Field: FieldDepartment, Names: "部门|部門|责任部门|責任部門"},
		{Field: FieldState, Names: "状态|狀態"},
		{Field: FieldOutcome, Names: "结果|結果|处理结果|處理結果"},
		{Field: FieldResponse, Names: "Response given|答复|答覆|答复内容|答覆內容", Longest: maxStated},
		{Field: FieldTimely, Names: "Timely response|In time|是否及时|是否及時|及时|及時"},
		{Field: FieldDisputed, Names: "Consumer disputed|是否有争议|是否有爭議|有争议|有爭議"},
	},
}

// maxStated is the longest answer of a fact, in characters.
const maxStated = 500

// Values lists the fields.
func (ImportField) Values() []string { return importNames.Values() }

// ImportColumn says what a column of a file fills.
type ImportColumn struct {
	Name  string
	Field ImportField
}

// What a file of complaints is read into.
type (
	importTable   = table.Table[ImportField]
	importRow     = table.Row[ImportField]
	importMistake = table.Mistake[ImportField]
)

func openImport(r io.Reader, named []ImportColumn) (*importTable, error) {
	columns := make([]table.Column[ImportField], len(named))
	for i, c := range named {
		columns[i] = table.Column[ImportField](c)
	}
	return table.Open(r, importNames, columns)
}
