package customers

import (
	"io"

	"heed/rules/table"
)

// Field is what a column of a table of customers fills.
type Field string

// The fields.
const (
	FieldName            Field = "NAME"
	FieldKind            Field = "KIND"
	FieldIndustry        Field = "INDUSTRY"
	FieldSizeBand        Field = "SIZE_BAND"
	FieldCooperationBand Field = "COOPERATION_BAND"
	FieldSince           Field = "COOPERATION_SINCE"
	FieldValueAmount     Field = "VALUE_AMOUNT"
	FieldGrowth          Field = "GROWTH_POTENTIAL"
	FieldStage           Field = "RELATIONSHIP_STAGE"
	FieldRenewal         Field = "RENEWAL_DUE_ON"
	FieldChurn           Field = "CHURN_REASON"
	FieldAddress         Field = "ADDRESS"
	FieldTier            Field = "TIER"
	FieldDepartment      Field = "DEPARTMENT"
	FieldAccountManager  Field = "ACCOUNT_MANAGER"
	FieldExternalID      Field = "EXTERNAL_ID"
	FieldContactName     Field = "CONTACT_NAME"
	FieldContactTitle    Field = "CONTACT_TITLE"
	FieldContactPhone    Field = "CONTACT_PHONE"
	FieldContactEmail    Field = "CONTACT_EMAIL"
	FieldContactWeChat   Field = "CONTACT_WECHAT"
	FieldIgnore          Field = "IGNORE" // of columns that fill nothing, whatever they are called
)

// contactFields fill people at customers; reachFields are those among them by
// the way to reach a person.
var (
	contactFields = []Field{FieldContactName, FieldContactTitle, FieldContactPhone, FieldContactEmail, FieldContactWeChat}
	reachFields   = [ways]Field{byPhone: FieldContactPhone, byEmail: FieldContactEmail, byWeChat: FieldContactWeChat}
)

// fieldNames are the fields with the names under which a file may have them:
// English, simplified and traditional Chinese.
var fieldNames = table.Words[Field]{Ignore: FieldIgnore, Needed: []Field{FieldName}, Names: []table.Names[Field]{
	{Field: FieldName, Names: "Customer name|Customer|名称|名稱|客户名称|客戶名稱|客户|客戶"},
	{Field: FieldKind, Names: "Type|Customer kind|Customer type|类型|類型|客户类型|客戶類型"},
	{Field: FieldIndustry, Names: "行业|行業|所属行业|所屬行業"},
	{Field: FieldSizeBand, Names: "Size|Company size|企业规模|企業規模|规模|規模"},
	{Field: FieldCooperationBand, Names: "Cooperation|合作时长|合作時長"},
	{Field: FieldSince, Names: "Customer since|合作起始日|合作起始日期|合作开始日期|合作開始日期"},
	{Field: FieldValueAmount, Names: "Annual amount|合作金额|合作金額|年合作金额|年合作金額"},
	{Field: FieldGrowth, Names: "增长潜力|增長潛力"},
	{Field: FieldStage, Names: "Stage|关系阶段|關係階段"},
	{Field: FieldRenewal, Names: "Renewal date|续约日|續約日|续约日期|續約日期"},
	{Field: FieldChurn, Names: "不续约原因|不續約原因|流失原因"},
	{Field: FieldAddress, Names: "Company address|地址|公司地址"},
	{Field: FieldTier, Names: "Customer tier|客户等级|客戶等級|等级|等級"},
	{Field: FieldDepartment, Names: "部门|部門|所属部门|所屬部門"},
	{Field: FieldAccountManager, Names: "Account manager e-mail|客户经理|客戶經理|客户经理邮箱|客戶經理郵箱"},
	{Field: FieldExternalID, Names: "Ext id|外部编号|外部編號"},
	{Field: FieldContactName, Names: "Contact|Contact person|联系人|聯繫人|聯系人|联系人姓名|聯繫人姓名"},
	{Field: FieldContactTitle, Names: "Title|Post|职位|職位|联系人职位|聯繫人職位"},
	{Field: FieldContactPhone, Names: "Phone|Telephone|电话|電話|联系电话|聯繫電話|联系人电话|聯繫人電話"},
	{Field: FieldContactEmail, Names: "Email|E-mail|邮箱|郵箱|联系人邮箱|聯繫人郵箱"},
	{Field: FieldContactWeChat, Names: "WeChat|微信|微信号|微信號|联系人微信|聯繫人微信"},
}}

// Values lists the fields.
func (Field) Values() []string { return fieldNames.Values() }

// Column says what a column of a file fills.
type Column struct {
	Name  string
	Field Field
}

// What a file of customers is read into.
type (
	row     = table.Row[Field]
	mistake = table.Mistake[Field]
)

func openTable(r io.Reader, named []Column) (*table.Table[Field], error) {
	columns := make([]table.Column[Field], len(named))
	for i, c := range named {
		columns[i] = table.Column[Field](c)
	}
	return table.Open(r, fieldNames, columns)
}
