package survey

import (
	"fmt"
	"strings"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// group reads the elements of a page or a panel; what shows it shows them.
func (f *foreign) group(b *bag, module flow.SurveyModule, shown *Condition, depth int) {
	if own := f.condition(b, "visibleIf"); own != nil {
		shown = both(shown, own)
	}
	for _, e := range append(f.list(b, "elements"), f.list(b, "questions")...) {
		if e.string("type") != "panel" || depth == deepest {
			f.element(e, module, shown)
			continue
		}
		e.string("name")
		f.group(e, module, shown, depth+1)
	}
	f.rest(b)
}

func both(a, b *Condition) *Condition {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	default:
		return &Condition{All: []Condition{*a, *b}}
	}
}

// element reads a question.
func (f *foreign) element(b *bag, module flow.SurveyModule, shown *Condition) {
	kind, name := b.string("type"), b.string("name")
	q := Question{Module: module, Text: f.text(b, "title"), Instruction: f.text(b, "description"), Required: b.truth("isRequired")}
	if q.Text.Empty() {
		q.Text = f.text(&bag{at: b.at, all: map[string]any{"name": name}, used: map[string]bool{}}, "name")
	}
	switch kind {
	case "text":
		f.line(b, &q)
	case "comment":
		q.Type = flow.QuestionLongText
	case "radiogroup", "dropdown":
		q.Type = flow.QuestionSingle
	case "checkbox", "tagbox":
		q.Type = flow.QuestionMulti
	case "rating":
		f.rating(b, &q)
	case "boolean":
		f.yesNo(b, &q, name)
	default:
		f.note(fault.Input(b.at, "survey.note_element").With("type", text.Clip(kind)).With("name", text.Clip(name)))
		return
	}
	if n, ok := b.number("maxLength"); ok && q.Type.Writes() && n > 0 {
		q.MaxLength = int(min(n, float64(q.longest())))
	}
	if q.Type.Chooses() && kind != "boolean" {
		f.choices(b, &q, name)
	}
	q.ShowIf, q.RequiredIf = both(shown, f.condition(b, "visibleIf")), f.condition(b, "requiredIf")
	if visible, said := b.get("visible").(bool); said && !visible {
		f.note(fault.Input(under(b.at, "visible"), "survey.note_property").With("name", "visible"))
	}
	q.Code = f.code(under(b.at, "name"), name, "q", f.taken)
	f.codes[name] = len(f.out.Questions)
	f.out.Questions = append(f.out.Questions, q)
	f.rest(b)
}

// line reads a text of one line, which may be a number, a date or a way to reach a
// person.
func (f *foreign) line(b *bag, q *Question) {
	switch input := b.string("inputType"); input {
	case "", "text":
		q.Type = flow.QuestionText
	case "number", "range":
		q.Type = flow.QuestionNumber
		least, low := b.number("min")
		most, high := b.number("max")
		if low || high {
			q.Scale = &Scale{Min: -MaxMagnitude, Max: MaxMagnitude}
			if low {
				q.Scale.Min = least
			}
			if high {
				q.Scale.Max = most
			}
		}
	case "date":
		q.Type = flow.QuestionDate
	case "email":
		q.Type, q.MapsTo = flow.QuestionContact, []flow.SurveyTarget{flow.TargetContactEmail}
	case "tel":
		q.Type, q.MapsTo = flow.QuestionContact, []flow.SurveyTarget{flow.TargetContactPhone}
	default:
		q.Type = flow.QuestionText
		f.note(fault.Input(under(b.at, "inputType"), "survey.note_property").With("name", "inputType"))
	}
}

func (f *foreign) rating(b *bag, q *Question) {
	s := Scale{Min: 1, Max: 5, MinSay: f.text(b, "minRateDescription"), MaxSay: f.text(b, "maxRateDescription")}
	if n, ok := b.number("rateMin"); ok {
		s.Min = n
	}
	if n, ok := b.number("rateCount"); ok {
		s.Max = s.Min + n - 1
	}
	if n, ok := b.number("rateMax"); ok {
		s.Max = n
	}
	q.Type, q.Scale = flow.QuestionRating, &s
	if s.Min == 0 && s.Max == 10 {
		q.Type = flow.QuestionNPS
	}
}

func (f *foreign) yesNo(b *bag, q *Question, name string) {
	yes, no := f.text(b, "labelTrue"), f.text(b, "labelFalse")
	if yes.Empty() {
		yes = Text{ZhHans: "是", ZhHant: "是", En: "Yes"}
	}
	if no.Empty() {
		no = Text{ZhHans: "否", ZhHant: "否", En: "No"}
	}
	q.Type, q.Options = flow.QuestionSingle, []Option{{Code: "YES", Text: yes}, {Code: "NO", Text: no}}
	f.values[name] = map[string]string{"true": "YES", "false": "NO"}
}

// choices reads the options, and the two that SurveyJS keeps apart.
func (f *foreign) choices(b *bag, q *Question, name string) {
	values, seen := map[string]string{}, map[string]bool{}
	given, _ := b.get("choices").([]any)
	for i, v := range given {
		at := fmt.Sprintf("%s.choices[%d]", b.at, i)
		one, isObject := v.(map[string]any)
		if !isObject {
			one = map[string]any{"value": v}
		}
		c := &bag{at: at, all: one, used: map[string]bool{}}
		value := fmt.Sprint(c.get("value"))
		said := f.text(c, "text")
		if said.Empty() {
			said = f.text(c, "value")
		}
		values[value] = f.code(at, value, "o", seen)
		q.Options = append(q.Options, Option{Code: values[value], Text: said})
		f.rest(c)
	}
	extra := func(value string, said, standard Text, o Option) {
		if said.Empty() {
			said = standard
		}
		o.Code, o.Text = f.code(b.at, value, "o", seen), said
		values[value] = o.Code
		q.Options = append(q.Options, o)
	}
	if b.truth("hasOther") || b.truth("showOtherItem") {
		extra("other", f.text(b, "otherText"), Text{"其他", "其他", "Other"}, Option{OtherText: true})
	}
	if b.truth("hasNone") || b.truth("showNoneItem") {
		extra("none", f.text(b, "noneText"), Text{"以上都没有", "以上都沒有", "None"}, Option{Exclusive: q.Type == flow.QuestionMulti})
	}
	f.values[name] = values
}

// code makes a code of a name: its letters, digits and underscores, nothing that
// was there before. That it is another is noted.
func (f *foreign) code(at, name, prefix string, seen map[string]bool) string {
	made := strings.Map(func(r rune) rune {
		if r < 128 && (r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			return r
		}
		return '_'
	}, name)
	if len(made) > 30 {
		made = made[:30]
	}
	if !code.MatchString(made) || made == End || strings.Trim(made, "_") == "" {
		made = prefix + "_" + strings.Trim(made, "_")
	}
	for n, base := 2, made; seen[made]; n++ {
		made = fmt.Sprintf("%s_%d", base, n)
	}
	seen[made] = true
	if made != name {
		f.note(fault.Input(at, "survey.note_renamed").With("name", text.Clip(name)).With("code", made))
	}
	return made
}
