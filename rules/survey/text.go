package survey

import (
	"slices"

	"heed/rules/fault"
	"heed/rules/label"
	"heed/rules/text"
)

// Text is said in up to three languages (D3-14).
type Text struct {
	ZhHans string `json:"zh_Hans,omitempty"`
	ZhHant string `json:"zh_Hant,omitempty"`
	En     string `json:"en,omitempty"`
}

// Raw is the text in the language, "" where it is not said.
func (t Text) Raw(l label.Locale) string {
	switch l {
	case label.ZhHans:
		return t.ZhHans
	case label.ZhHant:
		return t.ZhHant
	case label.En:
		return t.En
	default:
		return ""
	}
}

// In is the text in the language, or else in the one that its readers know best:
// the other script, then whatever there is.
func (t Text) In(l label.Locale) string {
	order := []label.Locale{label.Default, label.ZhHant, label.En}
	if l == label.ZhHant {
		order = []label.Locale{label.ZhHant, label.ZhHans, label.En}
	} else if l != "" {
		order = append([]label.Locale{l}, order...)
	}
	for _, l := range order {
		if s := t.Raw(l); s != "" {
			return s
		}
	}
	return ""
}

// Empty tells that nothing is said in any language.
func (t Text) Empty() bool { return t == Text{} }

// each gives the text of every language by its place in the JSON.
func (t *Text) each(do func(l label.Locale, s *string)) {
	do(label.ZhHans, &t.ZhHans)
	do(label.ZhHant, &t.ZhHant)
	do(label.En, &t.En)
}

// clean brings a text into shape; it must be said in one language at least, if
// it is required.
func (f *Faults) clean(at string, t Text, required, lines bool, most int) Text {
	rule := text.Line
	if lines {
		rule = text.Lines
	}
	t.each(func(l label.Locale, s *string) {
		got, err := rule(at+"."+string(l), *s, 0, most)
		if err != nil {
			f.add(err)
			return
		}
		*s = got
	})
	if required && t.Empty() {
		f.add(fault.Input(at, "input.required"))
	}
	return t
}

// Languages lists those that a questionnaire speaks: its title or one of its
// questions is said in them.
func Languages(q Questionnaire) []label.Locale {
	var spoken []label.Locale
	for _, v := range label.Locale("").Values() {
		l := label.Locale(v)
		if q.Title.Raw(l) != "" || slices.ContainsFunc(q.Questions, func(q Question) bool { return q.Text.Raw(l) != "" }) {
			spoken = append(spoken, l)
		}
	}
	return spoken
}
