package survey

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"heed/rules/flow"
)

const foreignFile = `{
  "locale": "zh-cn", "title": {"default": "满意度", "en": "Satisfaction"}, "logo": "x.png",
  "pages": [
    {"name": "p1", "title": "基本", "elements": [
      {"type": "text", "name": "name", "title": "姓名", "isRequired": true, "maxLength": 40},
      {"type": "text", "name": "mail", "inputType": "email", "title": "邮箱"},
      {"type": "text", "name": "age", "inputType": "number", "min": 0, "max": 120, "title": "年龄"},
      {"type": "text", "name": "since", "inputType": "date", "title": "日期"},
      {"type": "radiogroup", "name": "行业", "title": "行业", "choices": ["retail", {"value": 2, "text": {"default": "服务业", "en": "Services"}}], "hasOther": true, "otherText": "其他", "colCount": 2}
    ]},
    {"name": "p2", "visibleIf": "{行业} = 'retail'", "elements": [
      {"type": "checkbox", "name": "wants", "title": "需求", "choices": ["a", "b", "c"], "showNoneItem": true},
      {"type": "rating", "name": "score", "title": "评分", "rateMax": 5, "minRateDescription": "差", "visibleIf": "{wants} contains 'a' and {age} >= 18"},
      {"type": "rating", "name": "nps", "title": "推荐", "rateMin": 0, "rateMax": 10},
      {"type": "panel", "name": "inner", "visibleIf": "{score} < 3", "elements": [
        {"type": "comment", "name": "why", "title": "原因", "requiredIf": "{nps} <= 6 or {wants} anyof ['b', 'c']"}
      ]},
      {"type": "boolean", "name": "again", "title": "再来？"},
      {"type": "dropdown", "name": "how", "title": "方式", "choices": ["x", "y"], "visibleIf": "{again} = true"},
      {"type": "matrix", "name": "grid", "title": "表"},
      {"type": "comment", "name": "odd", "title": "其他", "visibleIf": "age({since}) > 3", "validators": [{"type": "regex"}]}
    ]}
  ],
  "triggers": [{"type": "complete"}]
}`

func TestImportSurveyJS(t *testing.T) {
	q, notes, f := ImportSurveyJS([]byte(foreignFile))
	if f.Err() != nil {
		t.Fatal(faults(f))
	}
	if q.Title != (Text{ZhHans: "满意度", En: "Satisfaction"}) || len(q.Sections) != 1 || q.Sections[0].Title.ZhHans != "基本" {
		t.Errorf("%+v %+v", q.Title, q.Sections)
	}
	var got []string
	for _, x := range q.Questions {
		s := fmt.Sprint(x.Module, " ", x.Code, " ", x.Type)
		for _, o := range x.Options {
			s += " " + o.Code
			if o.OtherText {
				s += "?"
			}
			if o.Exclusive {
				s += "!"
			}
		}
		got = append(got, s)
	}
	want := []string{
		"BASIC name TEXT", "BASIC mail CONTACT", "BASIC age NUMBER", "BASIC since DATE", "BASIC q_ SINGLE retail o_2 other?",
		"NEED wants MULTI a b c none!", "NEED score RATING", "NEED nps NPS", "NEED why LONG_TEXT", "NEED again SINGLE YES NO", "NEED how SINGLE x y", "NEED odd LONG_TEXT",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if x := q.Questions[0]; !x.Required || x.MaxLength != 40 || x.Text.ZhHans != "姓名" {
		t.Errorf("%+v", x)
	}
	if x := q.Questions[2]; x.Scale.Min != 0 || x.Scale.Max != 120 {
		t.Errorf("%+v", x.Scale)
	}
	noted := faults(notes)
	for _, n := range []string{
		"logo survey.note_property", "triggers survey.note_property", "pages[0].elements[4].colCount survey.note_property", "pages[0].elements[4].name survey.note_renamed",
		"pages[0].elements[4].choices[1] survey.note_renamed", "pages[1].elements[6] survey.note_element", "pages[1].elements[7].visibleIf survey.note_expression", "pages[1].elements[7].validators survey.note_property",
	} {
		if !strings.Contains(noted, n) {
			t.Errorf("%s is not noted: %s", n, noted)
		}
	}
	if len(notes) != 8 {
		t.Errorf("%d notes: %s", len(notes), noted)
	}
	asked := codes(Path(q.Questions, []Answer{pick("q_", "retail"), pick("wants", "a"), rate("age", 18), rate("score", 2), rate("nps", 6), pick("again", "YES")}, nil))
	if strings.Join(asked, " ") != "name mail age since q_ wants score nps why again how odd" {
		t.Error(asked)
	}
}

func TestSurveyJSExpressions(t *testing.T) {
	for expression, want := range map[string]string{
		`{s} = 'a'`:                           `{"question":"s","is":"ONE_OF","options":["a"]}`,
		`{s} == "a"`:                          `{"question":"s","is":"ONE_OF","options":["a"]}`,
		`{s} <> 'a'`:                          `{"not":{"question":"s","is":"ONE_OF","options":["a"]}}`,
		`{s} != a`:                            `{"not":{"question":"s","is":"ONE_OF","options":["a"]}}`,
		`{s} notempty`:                        `{"question":"s","is":"ANSWERED"}`,
		`{t} empty`:                           `{"question":"t","is":"EMPTY"}`,
		`{m} contains 'b'`:                    `{"question":"m","is":"ONE_OF","options":["b"]}`,
		`{m} contains ['a', 'b']`:             `{"all":[{"question":"m","is":"ONE_OF","options":["a"]},{"question":"m","is":"ONE_OF","options":["b"]}]}`,
		`{m} anyof ['a','b']`:                 `{"question":"m","is":"ONE_OF","options":["a","b"]}`,
		`{s} anyof ['a','b']`:                 `{"question":"s","is":"ONE_OF","options":["a","b"]}`,
		`{r} >= 4`:                            `{"question":"r","is":"AT_LEAST","number":4}`,
		`{r} <= 2`:                            `{"question":"r","is":"AT_MOST","number":2}`,
		`{r} > 4`:                             `{"all":[{"question":"r","is":"ANSWERED"},{"not":{"question":"r","is":"AT_MOST","number":4}}]}`,
		`{r} = 3`:                             `{"all":[{"question":"r","is":"AT_LEAST","number":3},{"question":"r","is":"AT_MOST","number":3}]}`,
		`{s} = 'a' or {t} empty and {r} >= 1`: `{"any":[{"question":"s","is":"ONE_OF","options":["a"]},{"all":[{"question":"t","is":"EMPTY"},{"question":"r","is":"AT_LEAST","number":1}]}]}`,
		`({s} = 'a' || {t} empty) && !{r} >= 1`: `{"all":[{"any":[{"question":"s","is":"ONE_OF","options":["a"]},{"question":"t","is":"EMPTY"}]},` +
			`{"not":{"question":"r","is":"AT_LEAST","number":1}}]}`,
		// What cannot be said.
		`{s} = {t}`: "", `{later} = 'a'`: "", `{s} = 'unknown'`: "", `{t} = 'x'`: "", `{m} = 'a'`: "", `iif({s} = 'a', 1, 2)`: "", `{s} =`: "", `({s} empty`: "", `{s`: "", `{r} + 1 > 2`: "",
		`{s} empty {t}`: "", `'a' = {s}`: "", strings.Repeat("!", 300) + `{s} empty`: "", strings.Repeat("(", 100000): "", `{r} >= Infinity`: "",
	} {
		f := &foreign{codes: map[string]int{"s": 0, "m": 1, "t": 2, "r": 3}, values: map[string]map[string]string{"s": {"a": "a", "b": "b"}, "m": {"a": "a", "b": "b"}}}
		f.out.Questions = []Question{ask("s", flow.QuestionSingle), ask("m", flow.QuestionMulti), ask("t", flow.QuestionText), ask("r", flow.QuestionRating)}
		c := f.condition(&bag{at: "x", all: map[string]any{"visibleIf": expression}, used: map[string]bool{}}, "visibleIf")
		got := ""
		if c != nil {
			raw, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			got = string(raw)
		}
		if got != want || (c == nil) != (len(f.notes) == 1) {
			t.Errorf("%.60s\n%s\nwant\n%s\n%v", expression, got, want, f.notes)
		}
	}
}

func TestImportSurveyJSRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"no JSON":   {"x", "file survey.file_json"},
		"nothing":   {"{}", "questions survey.no_questions"},
		"too large": {strings.Repeat(" ", MaxSize+1), "file survey.file_large"},
	} {
		if _, _, f := ImportSurveyJS([]byte(c.file)); faults(f) != c.want {
			t.Errorf("%s: %s", name, faults(f))
		}
	}
	many := make([]string, 8)
	for i := range many {
		many[i] = fmt.Sprintf(`{"elements":[{"type":"comment","name":"q%d"}]}`, i)
	}
	q, notes, f := ImportSurveyJS([]byte(`{"pages":[` + strings.Join(many, ",") + `]}`))
	if f.Err() != nil || q.Questions[7].Module != flow.ModuleSupplement || faults(notes) != "pages[6] survey.note_page, pages[7] survey.note_page" {
		t.Errorf("%s, %s", faults(f), faults(notes))
	}
	if q, _, f := ImportSurveyJS([]byte(`{"elements":[{"type":"comment","name":"loose"}]}`)); f.Err() != nil || len(q.Questions) != 1 {
		t.Errorf("%v %+v", f, q)
	}
}

// FuzzImport: no file breaks the readers, and what comes out without faults can be
// filled in, written and read again.
func FuzzImport(f *testing.F) {
	f.Add([]byte(foreignFile))
	if file, err := Export(Experience()); err == nil {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		q, wrong := Import(file)
		if len(wrong) > 0 {
			q, _, wrong = ImportSurveyJS(file)
		}
		if len(wrong) > 0 {
			return
		}
		lawful(t, q.Questions, nil, nil)
		if _, again := Check(q.Questions); len(again) > 0 {
			t.Errorf("what was right has faults: %s", faults(again))
		}
	})
}
