package customers

import (
	"slices"
	"strings"

	"golang.org/x/text/width"

	"heed/rules/fault"
	"heed/rules/text"
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

// Column says what a column of a file fills.
type Column struct {
	Name  string
	Field Field
}

// columnNames are the fields with the names, besides their own, under which a
// file may have them: English, simplified and traditional Chinese.
var columnNames = []struct {
	field Field
	names string
}{
	{FieldName, "Customer name|Customer|名称|名稱|客户名称|客戶名稱|客户|客戶"},
	{FieldKind, "Type|Customer kind|Customer type|类型|類型|客户类型|客戶類型"},
	{FieldIndustry, "行业|行業|所属行业|所屬行業"},
	{FieldSizeBand, "Size|Company size|企业规模|企業規模|规模|規模"},
	{FieldCooperationBand, "Cooperation|合作时长|合作時長"},
	{FieldSince, "Customer since|合作起始日|合作起始日期|合作开始日期|合作開始日期"},
	{FieldValueAmount, "Annual amount|合作金额|合作金額|年合作金额|年合作金額"},
	{FieldGrowth, "增长潜力|增長潛力"},
	{FieldStage, "Stage|关系阶段|關係階段"},
	{FieldRenewal, "Renewal date|续约日|續約日|续约日期|續約日期"},
	{FieldChurn, "不续约原因|不續約原因|流失原因"},
	{FieldAddress, "Company address|地址|公司地址"},
	{FieldTier, "Customer tier|客户等级|客戶等級|等级|等級"},
	{FieldDepartment, "部门|部門|所属部门|所屬部門"},
	{FieldAccountManager, "Account manager e-mail|客户经理|客戶經理|客户经理邮箱|客戶經理郵箱"},
	{FieldExternalID, "Ext id|外部编号|外部編號"},
	{FieldContactName, "Contact|Contact person|联系人|聯繫人|聯系人|联系人姓名|聯繫人姓名"},
	{FieldContactTitle, "Title|Post|职位|職位|联系人职位|聯繫人職位"},
	{FieldContactPhone, "Phone|Telephone|电话|電話|联系电话|聯繫電話|联系人电话|聯繫人電話"},
	{FieldContactEmail, "Email|E-mail|邮箱|郵箱|联系人邮箱|聯繫人郵箱"},
	{FieldContactWeChat, "WeChat|微信|微信号|微信號|联系人微信|聯繫人微信"},
}

// Values lists the fields.
func (Field) Values() []string {
	values := make([]string, len(columnNames))
	for i, c := range columnNames {
		values[i] = string(c.field)
	}
	return append(values, string(FieldIgnore))
}

// byColumnName finds a field by the folded name of a column.
var byColumnName = func() map[string]Field {
	m := map[string]Field{}
	for _, c := range columnNames {
		for _, name := range append(strings.Split(c.names, "|"), string(c.field)) {
			m[fold(name)] = c.field
		}
	}
	return m
}()

// fold makes words comparable that people write in several ways: width, case,
// spaces and dashes do not count.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u3000', '\u00a0', '_', '-', '‐', '–', '—', '~', '～', '至':
			return -1
		}
		return r
	}, strings.ToLower(width.Fold.String(strings.TrimSpace(s))))
}

// columns says which field each column of the header fills, "" for none. What
// the caller named goes before names that merely look like a field.
func columns(header []string, named []Column) ([]Field, error) {
	fields, by := make([]Field, len(header)), map[Field]bool{}
	for i, column := range named {
		if slices.ContainsFunc(named[:i], func(c Column) bool { return strings.TrimSpace(c.Name) == strings.TrimSpace(column.Name) }) {
			return nil, fault.Input("columns", "input.duplicate").With("value", text.Clip(column.Name))
		}
		if !slices.Contains(Field("").Values(), string(column.Field)) {
			return nil, fault.Input("columns", "input.unknown_key").With("value", text.Clip(string(column.Field)))
		}
		at := -1
		for i, name := range header {
			if strings.TrimSpace(name) != strings.TrimSpace(column.Name) {
				continue
			}
			if at >= 0 {
				return nil, badHeader(column.Name)
			}
			at = i
		}
		if at < 0 || by[column.Field] {
			return nil, badHeader(column.Name)
		}
		fields[at], by[column.Field] = column.Field, column.Field != FieldIgnore
	}
	likely := map[Field]bool{}
	for i, name := range header {
		field, ok := byColumnName[fold(name)]
		if !ok || fields[i] != "" || by[field] {
			continue
		}
		if likely[field] {
			return nil, badHeader(name)
		}
		fields[i], likely[field] = field, true
	}
	if !by[FieldName] && !likely[FieldName] {
		return nil, badHeader(string(FieldName))
	}
	for i, field := range fields {
		if field == FieldIgnore {
			fields[i] = ""
		}
	}
	return fields, nil
}

func badHeader(column string) error {
	return fault.Input("csv", "import.bad_header").With("column", column)
}
