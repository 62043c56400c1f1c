package customers

import (
	"strings"
	"testing"

	"heed/rules/fault"
	"heed/rules/table"
)

func TestHeader(t *testing.T) {
	for _, c := range []struct {
		name, header string
		named        []Column
		want         string // the fields, or the key of the error
	}{
		{"constants", "NAME,EXTERNAL_ID,note", nil, "NAME EXTERNAL_ID "},
		{"English", "Customer name,Industry, size band ,E-mail", nil, "NAME INDUSTRY SIZE_BAND CONTACT_EMAIL"},
		{"Chinese", "客户名称,企业规模,客户经理邮箱,联系人", nil, "NAME SIZE_BAND ACCOUNT_MANAGER CONTACT_NAME"},
		{"traditional Chinese", "客戶名稱,企業規模,聯繫人,電話", nil, "NAME SIZE_BAND CONTACT_NAME CONTACT_PHONE"},
		{"full width", "Ｎａｍｅ,ＫＩＮＤ", nil, "NAME KIND"},
		{"named", "Issue,Company", []Column{{"Company", FieldName}}, " NAME"},
		{"named goes first", "Name,Company", []Column{{"Company", FieldName}}, " NAME"},
		{"named differently", "Name,Type", []Column{{"Type", FieldIndustry}}, "NAME INDUSTRY"},
		{"ignored", "Name,Phone,Email", []Column{{"Phone", FieldIgnore}, {"Email", FieldIgnore}}, "NAME  "},
		{"ignored, so another one counts", "Name,名称", []Column{{"名称", FieldIgnore}}, "NAME "},
		{"the same column named twice", "Name,B", []Column{{"B", FieldAddress}, {" B", FieldIgnore}}, "input.duplicate"},
		{"no name", "Industry,Address", nil, "import.bad_header"},
		{"twice", "Name,名称", nil, "import.bad_header"},
		{"named twice", "Company,Company", []Column{{"Company", FieldName}}, "import.bad_header"},
		{"named but not there", "Name", []Column{{"Company", FieldAddress}}, "import.bad_header"},
		{"two columns named for one field", "A,B", []Column{{"A", FieldName}, {"B", FieldName}}, "import.bad_header"},
		{"an unknown field", "Name,B", []Column{{"B", "COLOUR"}}, "input.unknown_key"},
		{"no header", "", nil, "import.bad_header"},
		{"another encoding", "\xbf\xcd\xbb\xa7,Name", nil, "import.not_utf8"},
		{"a broken header", "Na\"me,B", nil, "import.malformed"},
		{"too many columns", "Name" + strings.Repeat(",x", table.MaxColumns), nil, "import.row_too_long"},
		{"a header without end", `"` + strings.Repeat("x", 2*table.MaxRecord), nil, "import.row_too_long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, err := openTable(strings.NewReader(c.header+"\n"), c.named)
			got := fault.From(err).Key
			if err == nil {
				var fields []string
				for _, f := range in.Fields() {
					fields = append(fields, string(f))
				}
				got = strings.Join(fields, " ")
			}
			if got != c.want {
				t.Errorf("got %q, want %q (%v)", got, c.want, err)
			}
		})
	}
}

func TestNoTwoFieldsHaveAName(t *testing.T) {
	seen := map[string]Field{}
	for _, c := range fieldNames.Names {
		for _, name := range append(strings.Split(c.Names, "|"), string(c.Field)) {
			if was, ok := seen[table.Fold(name)]; ok && was != c.Field {
				t.Errorf("%q is %s and %s", name, was, c.Field)
			}
			seen[table.Fold(name)] = c.Field
		}
	}
}
