package form

import (
	"slices"

	"heed/rules/flow"
)

// Answer is a value with what the form calls it.
type Answer struct {
	Key, Label string
	Type       flow.FieldType
	Text       *string
	Number     *float64
	Date       *string
	Boolean    *bool
	Options    []flow.FormOption // chosen, in the order of the form
}

// Answers are the kept values in the order of the form's fields. A value of which
// the form knows nothing is left out: it cannot be, for a requirement keeps its
// version of the form.
func Answers(fields []flow.FormField, kept map[string]any) []Answer {
	answers := []Answer{}
	for _, f := range fields {
		value, there := kept[f.Key]
		if !there {
			continue
		}
		a := Answer{Key: f.Key, Label: f.Label, Type: f.Type}
		switch value := value.(type) {
		case string:
			switch f.Type {
			case flow.FieldDate:
				a.Date = &value
			case flow.FieldSingle:
				a.Options = optionsOf(f, []string{value})
			case flow.FieldText, flow.FieldLongText, flow.FieldNumber, flow.FieldBoolean, flow.FieldMulti:
				a.Text = &value
			}
		case float64:
			a.Number = &value
		case bool:
			a.Boolean = &value
		case []string:
			a.Options = optionsOf(f, value)
		case []any: // as it comes out of the database
			keys := make([]string, 0, len(value))
			for _, k := range value {
				if k, ok := k.(string); ok {
					keys = append(keys, k)
				}
			}
			a.Options = optionsOf(f, keys)
		}
		answers = append(answers, a)
	}
	return answers
}

func optionsOf(f flow.FormField, keys []string) []flow.FormOption {
	var chosen []flow.FormOption
	for _, o := range f.Options {
		if slices.Contains(keys, o.Key) {
			chosen = append(chosen, o)
		}
	}
	return chosen
}
