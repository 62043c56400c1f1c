package survey

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"heed/rules/flow"
	"heed/rules/label"
)

// printed is a line of the document's form: the wording of section three, in
// traditional characters throughout; what is asked in one number stands in parts.
type printed struct {
	clause string
	module flow.SurveyModule
	number int
	says   string   // 問題設計
	codes  []string // the questions that ask it
}

// The document, section three, line by line.
var document = []printed{
	{"D3-35", flow.ModuleBasic, 1, "客戶名稱(公司/個人)", []string{"customer_name", "customer_kind"}},
	{"D3-36", flow.ModuleBasic, 2, "所屬行業:□製造業□零售業□服務業□其他_", []string{"industry"}},
	{"D3-37", flow.ModuleBasic, 3, "客戶類型:□新客戶□合作1-3年□合作3年以上", []string{"cooperation_band"}},
	{"D3-38", flow.ModuleBasic, 4, "聯繫人姓名:職位:", []string{"contact_name", "contact_title"}},
	{"D3-39", flow.ModuleBasic, 5, "聯繫方式:郵箱:", []string{"contact_phone", "contact_email"}},
	{"D3-40", flow.ModuleBasic, 6, "公司地址:企業規模(員工數):□50人以下□50-200人□200人以上", []string{"address", "size"}},
	{"D3-42", flow.ModuleNeed, 1, "您當前最關注的核心問題是?(可多選)□降本增效□技術升級□市場拓展□合規管理□其他_", []string{"core_concerns"}},
	{"D3-43", flow.ModuleNeed, 2, "您期望通過我們的產品/服務解決的具體痛點是?", []string{"pain_point"}},
	{"D3-44", flow.ModuleNeed, 3, "預算範圍:□5萬以下□5-20萬□20-50萬□50萬以上", []string{"budget"}},
	{"D3-45", flow.ModuleNeed, 4, "決策周期:□1個月內□1-3個月□3-6個月□6個月以上", []string{"decision"}},
	{"D3-47", flow.ModuleHistory, 1, "合作時長:合作產品/服務:", []string{"cooperation_length", "cooperation_products"}},
	{"D3-48", flow.ModuleHistory, 2, "對當前合作的滿意度評分:1-5分(1分=非常不滿意,5分=非常滿意)", []string{"satisfaction"}},
	{"D3-49", flow.ModuleHistory, 3, "不滿意或需改進的方面:", []string{"dissatisfaction"}},
	{"D3-50", flow.ModuleHistory, 4, "未續約/未合作的原因(如適用):□價格□服務響應□產品功能□其他_", []string{"non_renew_reason"}},
	{"D3-52", flow.ModuleRelation, 1, "您偏好的溝通頻率:□每周□每月□每季度□有需求時", []string{"frequency"}},
	{"D3-53", flow.ModuleRelation, 2, "偏好的溝通方式:□電話□郵件□線上會議□線下拜訪", []string{"channel"}},
	{"D3-54", flow.ModuleRelation, 3, "您希望我們定期提供哪些信息?(可多選)□行業解決方案□產品更新□客戶案例□政策解讀□其他_", []string{"wanted_content"}},
	{"D3-55", flow.ModuleRelation, 4, "其他維護建議:", []string{"relation_suggestion"}},
	{"D3-57", flow.ModuleExpansion, 1, "未來6-12個月,您是否有以下業務拓展計劃?(可多選)□新產品線引入□新市場布局□技術合作□其他_", []string{"expansion_plans"}},
	{"D3-58", flow.ModuleExpansion, 2, "在拓展過程中,需要我們提供哪些支持?", []string{"expansion_support"}},
	{"D3-59", flow.ModuleExpansion, 3, "對我們的產品/服務有哪些新的期待?", []string{"expectation"}},
	{"D3-61", flow.ModuleSupplement, 1, "您有任何其他建議或需求,請在此處填寫:", []string{"anything_else"}},
}

// The modules' headings and 填寫說明.
var headings = []struct{ clause, title, instruction string }{
	{"D3-41", "客戶基本信息", "個人客戶可簡化企業相關信息"},
	{"D3-46", "當前業務需求", "引導客戶描述具體場景,避免籠統"},
	{"D3-51", "歷史合作情況", "老客戶必填,新客戶跳轉至模塊五"},
	{"D3-56", "客戶關係維護需求", "體現客戶關懷,提升服務體驗"},
	{"D3-60", "潛在拓展需求", "挖掘二次合作機會,支持業務增長"},
	{"D3-62", "其他補充", "開放性問題,收集客戶隱性反饋"},
}

var punctuation = strings.NewReplacer("（", "(", "）", ")", "？", "?", "，", ",", "：", ":", "_", "", ":", "")

// plain leaves marks out that a form is printed with and a page is not.
func plain(s string) string { return punctuation.Replace(s) }

func TestD3_34_TheFormOfTheDocument(t *testing.T) {
	q := Standard()
	next := 0
	for _, line := range document {
		t.Run(line.clause, func(t *testing.T) {
			says := ""
			for _, want := range line.codes {
				asks := q.Questions[next]
				next++
				if asks.Code != want || asks.Module != line.module || asks.Number != line.number || !slices.Contains(asks.Clauses, line.clause) {
					t.Fatalf("%s of %s %d (%v), want %s of %s %d", asks.Code, asks.Module, asks.Number, asks.Clauses, want, line.module, line.number)
				}
				if want == "customer_kind" {
					continue // 公司/個人 stands in the question before
				}
				says += asks.Text.ZhHant + asks.Instruction.ZhHant
				for _, o := range asks.Options {
					says += "□" + o.Text.ZhHant
					if o.OtherText != (o.Text.ZhHant == "其他") {
						t.Errorf("%s: only 其他 asks which", o.Code)
					}
				}
			}
			if plain(says) != plain(line.says) {
				t.Errorf("it says\n%s, the document\n%s", plain(says), plain(line.says))
			}
		})
	}
	if next != len(q.Questions) {
		t.Errorf("%d questions, %d in the document", len(q.Questions), next)
	}
	for i, h := range headings {
		s := q.Sections[i]
		if s.Title.ZhHant != h.title || plain(s.Instruction.ZhHant) != plain(h.instruction) || !slices.Contains(s.Clauses, h.clause) {
			t.Errorf("%s: %+v", h.clause, s)
		}
	}
}

// Every clause of the form is named by what fulfils it.
func TestD3_35_To_62_EveryClauseIsNamed(t *testing.T) {
	named, q := []string{"D3-34"}, Standard()
	for _, s := range q.Sections {
		named = append(named, s.Clauses...)
	}
	for _, x := range q.Questions {
		named = append(named, x.Clauses...)
	}
	for n := 34; n <= 62; n++ {
		if clause := "D3-" + string(rune('0'+n/10)) + string(rune('0'+n%10)); !slices.Contains(named, clause) {
			t.Errorf("%s is named nowhere", clause)
		}
	}
}

func TestStandardsCanBePublished(t *testing.T) {
	for _, q := range []Questionnaire{Standard(), Experience()} {
		for _, f := range Publishable(q, nil) {
			t.Errorf("%s: %v: %s", q.Code, f, f.Message(label.En))
		}
		if got := Languages(q); len(got) != 3 {
			t.Errorf("%s speaks %v", q.Code, got)
		}
		if lacking := Untranslated(q); len(lacking) > 0 {
			t.Errorf("%s lacks %v", q.Code, lacking)
		}
		if off := OffGoal(q.Questions, q.Goals); len(off) > 0 {
			t.Errorf("%s asks for its own sake: %v", q.Code, off)
		}
		if m := Minutes(q.Questions); m > MostMinutes {
			t.Errorf("%s takes %d minutes", q.Code, m)
		}
	}
}

func codes(steps []Step) []string {
	all := []string{}
	for _, s := range steps {
		all = append(all, s.Code)
	}
	return all
}

func modules(q Questionnaire, steps []Step) string {
	var all []string
	for _, s := range steps {
		if m := string(q.Questions[s.Index].Module); len(all) == 0 || all[len(all)-1] != m {
			all = append(all, m)
		}
	}
	return strings.Join(all, " ")
}

func TestD3_51_NewCustomersGoOnToModuleFive(t *testing.T) {
	q := Standard()
	for name, c := range map[string]struct {
		band  string
		facts Facts
		want  string
	}{
		"of old":                  {"Y1_3", nil, "BASIC NEED HISTORY RELATION EXPANSION SUPPLEMENT"},
		"for long":                {"Y3_PLUS", nil, "BASIC NEED HISTORY RELATION EXPANSION SUPPLEMENT"},
		"new":                     {"NEW", nil, "BASIC NEED EXPANSION SUPPLEMENT"},
		"new, module four wanted": {"NEW", Facts{flow.FactAskRelationOfNew: true}, "BASIC NEED RELATION EXPANSION SUPPLEMENT"},
		"new by name only (A7)":   {"NEW", Facts{flow.FactCooperationExists: true}, "BASIC NEED HISTORY RELATION EXPANSION SUPPLEMENT"},
	} {
		t.Run(name, func(t *testing.T) {
			steps := Path(q.Questions, []Answer{{Question: "cooperation_band", Options: []string{c.band}}}, c.facts)
			if got := modules(q, steps); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			for _, s := range steps {
				if x := q.Questions[s.Index]; x.Module == flow.ModuleHistory && s.Required != (x.Number < 4) {
					t.Errorf("%s: required %v", x.Code, s.Required)
				}
			}
		})
	}
}

func TestD3_41_PersonsLeaveOutWhatIsAboutCompanies(t *testing.T) {
	q := Standard()
	for kind, required := range map[string]bool{"COMPANY": true, "INDIVIDUAL": false} {
		for _, s := range Path(q.Questions, []Answer{{Question: "customer_kind", Options: []string{kind}}}, nil) {
			if slices.Contains([]string{"industry", "contact_title", "address", "size"}, s.Code) && s.Required != required {
				t.Errorf("%s of %s: required %v", s.Code, kind, s.Required)
			}
		}
	}
}

func TestD2_36_Experience(t *testing.T) {
	q := Experience()
	text := ""
	for _, x := range q.Questions {
		text += x.Text.ZhHant
	}
	for _, aspect := range []string{"產品質量", "價格", "服務態度", "交付時間", "信息獲取", "產品選擇", "交易過程", "交付", "使用", "售後服務"} {
		if !strings.Contains(text, aspect) {
			t.Errorf("%s is not rated", aspect)
		}
	}
	three, two := 3.0, 2.0
	for name, c := range map[string]struct {
		given []Answer
		want  bool
	}{
		"nothing yet":      {nil, false},
		"three is not low": {[]Answer{{Question: "price", Number: &three}}, false},
		"one is low":       {[]Answer{{Question: "price", Number: &two}}, true},
		"another is low":   {[]Answer{{Question: "price", Number: &three}, {Question: "stage_use", Number: &two}}, true},
	} {
		steps := Path(q.Questions, c.given, nil)
		if last := steps[len(steps)-1]; last.Code != "improve" || last.Required != c.want {
			t.Errorf("%s: %+v", name, last)
		}
	}
}

// The three languages say the same: numbers and brackets stand in all.
func TestStandardsAreConsistent(t *testing.T) {
	digits := regexp.MustCompile(`[0-9]+`)
	for _, q := range []Questionnaire{Standard(), Experience()} {
		for _, x := range q.Questions {
			if a, b := digits.FindAllString(x.Text.ZhHans, -1), digits.FindAllString(x.Text.ZhHant, -1); !slices.Equal(a, b) {
				t.Errorf("%s: %v and %v", x.Code, a, b)
			}
			for _, o := range x.Options {
				if len([]rune(o.Text.ZhHans)) != len([]rune(o.Text.ZhHant)) {
					t.Errorf("%s.%s: %s and %s", x.Code, o.Code, o.Text.ZhHans, o.Text.ZhHant)
				}
			}
		}
	}
}
