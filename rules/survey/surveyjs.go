package survey

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/text"
)

// deepest is how far panels may stand in panels.
const deepest = 10

// foreign reads a questionnaire in the JSON of SurveyJS.
type foreign struct {
	out    Questionnaire
	notes  Faults
	locale label.Locale
	codes  map[string]int               // questions by their names
	values map[string]map[string]string // codes of options by the question's name and the value
	taken  map[string]bool              // codes of questions
}

// ImportSurveyJS reads what a questionnaire of SurveyJS says and this package can:
// texts, comments, choices, ratings, yes or no, numbers, dates, pages as modules in
// their order, simple conditions. What it leaves out or renames is noted, with its
// place in the file; nothing goes silently. The faults are those of what came out
// (Check): scenario, goals and notices are the author's to add.
func ImportSurveyJS(file []byte) (q Questionnaire, notes, faults Faults) {
	if len(file) > MaxSize {
		faults.add(fault.Input("file", "survey.file_large").With("max", MaxSize/1024))
		return Questionnaire{}, nil, faults
	}
	var root map[string]any
	if err := json.Unmarshal(file, &root); err != nil {
		faults.add(fault.Input("file", "survey.file_json").Because(err))
		return Questionnaire{}, nil, faults
	}
	f := &foreign{codes: map[string]int{}, values: map[string]map[string]string{}, taken: map[string]bool{}}
	f.root(&bag{at: "", all: root, used: map[string]bool{}})
	questions, faults := Check(f.out.Questions)
	f.out.Questions, f.out.Minutes = questions, min(Minutes(questions), LongestMinute)
	return f.out, f.notes, faults
}

// bag is an object of the file: what is never asked for is noted.
type bag struct {
	at   string
	all  map[string]any
	used map[string]bool
}

func (b *bag) get(name string) any {
	b.used[name] = true
	return b.all[name]
}

func (b *bag) string(name string) string { s, _ := b.get(name).(string); return s }

func (b *bag) truth(name string) bool { t, _ := b.get(name).(bool); return t }

func (b *bag) number(name string) (float64, bool) { n, ok := b.get(name).(float64); return n, ok }

// list gives the objects of a list; what is none is noted.
func (f *foreign) list(b *bag, name string) []*bag {
	given, _ := b.get(name).([]any)
	var all []*bag
	for i, v := range given {
		at := fmt.Sprintf("%s[%d]", under(b.at, name), i)
		if m, ok := v.(map[string]any); ok {
			all = append(all, &bag{at: at, all: m, used: map[string]bool{}})
			continue
		}
		f.note(fault.Input(at, "survey.note_property").With("name", name))
	}
	return all
}

func under(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}

func (f *foreign) note(e *fault.Error) { f.notes = append(f.notes, e) }

// rest notes what nobody has asked for.
func (f *foreign) rest(b *bag) {
	for _, name := range slices.Sorted(maps.Keys(b.all)) {
		if !b.used[name] {
			f.note(fault.Input(under(b.at, name), "survey.note_property").With("name", text.Clip(name)))
		}
	}
}

func (f *foreign) root(b *bag) {
	f.locale = locales[strings.ToLower(b.string("locale"))]
	f.out = Questionnaire{Code: "imported", Title: f.text(b, "title"), Purpose: f.text(b, "description")}
	pages := f.list(b, "pages")
	if loose := f.list(b, "elements"); len(loose) > 0 || b.all["questions"] != nil {
		pages = append(pages, &bag{all: map[string]any{"elements": b.all["elements"], "questions": b.get("questions")}, used: map[string]bool{}})
	}
	modules := flow.SurveyModule("").Values()
	for i, page := range pages {
		module := flow.SurveyModule(modules[min(i, len(modules)-1)])
		if i >= len(modules) {
			f.note(fault.Input(page.at, "survey.note_page").With("module", module))
		}
		title, help := f.text(page, "title"), f.text(page, "description")
		page.string("name")
		switch {
		case i < len(modules) && !title.Empty():
			f.out.Sections = append(f.out.Sections, Section{Module: module, Title: title, Instruction: help})
		case !title.Empty() || !help.Empty():
			f.note(fault.Input(under(page.at, "title"), "survey.note_property").With("name", "title"))
		}
		f.group(page, module, nil, 0)
	}
	f.rest(b)
}

// locales are the languages of SurveyJS that are ours.
var locales = map[string]label.Locale{
	"zh-cn": label.ZhHans, "zh-hans": label.ZhHans, "zh": label.ZhHans, "zh-tw": label.ZhHant, "zh-hant": label.ZhHant, "zh-hk": label.ZhHant, "en": label.En,
}

// text reads a text in one or several languages. One without a language is in that
// of the questionnaire; without that too, its script tells.
func (f *foreign) text(b *bag, name string) Text {
	var t Text
	set := func(l label.Locale, s string) {
		if l == "" {
			l = label.En
			if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				l = label.ZhHans
			}
		}
		t.each(func(is label.Locale, to *string) {
			if is == l {
				*to = s
			}
		})
	}
	switch v := b.get(name).(type) {
	case string:
		set(f.locale, v)
	case float64, bool:
		set(f.locale, fmt.Sprint(v))
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			s, isText := v[key].(string)
			l, ours := locales[strings.ToLower(key)]
			switch {
			case isText && key == "default":
				set(f.locale, s)
			case isText && ours:
				set(l, s)
			default:
				f.note(fault.Input(under(under(b.at, name), key), "survey.note_property").With("name", text.Clip(key)))
			}
		}
	case nil:
	default:
		f.note(fault.Input(under(b.at, name), "survey.note_property").With("name", name))
	}
	return t
}
