package customers

import (
	"fmt"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/rules/fault"
	"heed/rules/flow"
)

func TestValues(t *testing.T) {
	w := apptest.NewWorld(t)
	ctx := w.As("management")
	department := func(d flow.DepartmentType) string { return string(w.A.Departments[d].ID) }
	for _, c := range []struct{ header, cells, want, mistakes string }{
		{"行业,规模,合作时长", "制造业,50-200人,合作1-3年", "MANUFACTURING B50_200 Y1_3  ", ""},
		{"行业,规模,合作时长", "製造業,200人以上,新客戶", "MANUFACTURING GT200 NEW  ", ""},
		{"industry,size,cooperation", "services,Fewer than 50 people,customer for more than 3 years", "SERVICE LT50 Y3_PLUS  ", ""},
		{"industry,size,cooperation", "other,b50_200,Y3_PLUS", "OTHER B50_200 Y3_PLUS  ", ""},
		{"tier,department", "战略,客户服务部", "   STRATEGIC " + department(flow.DepartmentService), ""},
		{"tier,department", "戰略,销售部", "   STRATEGIC " + department(flow.DepartmentSales), ""},
		{"tier,department", "ordinary,nowhere", "", "department input.unknown_key"},
		{"industry,size", "astronauts,7", "", "industry input.unknown_key|size input.unknown_key"},
		{"联系人,电话,邮箱", ",13800138000,a@b.cn", "", "联系人 input.required"},
		{"联系人,电话,邮箱", "张伟,1380013x,a@b", "", "电话 input.malformed_phone|邮箱 input.malformed_email"},
		{"address", strings.Repeat("长", 301), "", "address input.too_long"},
		{"address", "a\x00b", "", "address input.malformed_text"},
	} {
		t.Run(c.header+" "+c.cells[:min(len(c.cells), 20)], func(t *testing.T) {
			table, err := openTable(strings.NewReader("name,"+c.header+"\nx,"+c.cells+"\n"), nil)
			if err != nil {
				t.Fatal(err)
			}
			in, mistakes, err := table.Next()
			if err != nil || len(mistakes) > 0 {
				t.Fatal(mistakes, err)
			}
			e, wrong := newReader(ctx, table, "").understand(in)
			var keys []string
			for _, m := range wrong {
				keys = append(keys, m.Column+" "+fault.From(m.Fault).Key)
			}
			if got := strings.Join(keys, "|"); got != c.mistakes {
				t.Errorf("mistakes %q, want %q", got, c.mistakes)
			}
			s := e.sheet
			got := fmt.Sprintf("%s %s %s %s %s", s.industry, s.size, s.cooperation, s.tier, s.department)
			if c.mistakes == "" && got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPhoneAndEmail(t *testing.T) {
	for s, ok := range map[string]bool{
		"13800138000": true, "+86 138-0013-8000": true, "(010) 6552 9988": true, "１３８００１３８０００": true, "": true,
		"+": false, "12": false, "138 0013 8000 x": false, "1+38": false, "123456789012345678901": false, "电话": false,
	} {
		if _, err := CheckPhone("phone", s); (err == nil) != ok {
			t.Errorf("phone %q: %v", s, err)
		}
	}
	for s, ok := range map[string]bool{
		"a@b.cn": true, "A.B+c@D.example.com": true, "李@例子.公司": true, "": true,
		"a": false, "a@b": false, "a@@b.cn": false, "a b@c.cn": false, "<a@b.cn>": false, "a@.cn": false, "a@b.": false, "@b.cn": false,
		"a@b.cn, c@d.cn": false, strings.Repeat("a", 250) + "@b.cn": false,
	} {
		if _, err := CheckEmail("email", s); (err == nil) != ok {
			t.Errorf("email %q: %v", s, err)
		}
	}
}
