// Package responses is the texts with which customers are answered, in three
// languages, and by which way (D0-49, D0-50).
package responses

import (
	"context"
	"regexp"
	"slices"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
)

// The longest texts, in characters, and how many templates a company may have.
const (
	maxName      = 100
	maxText      = 5_000
	maxTemplates = 500
)

func begin(ctx context.Context, action authz.Action) error {
	if err := authz.On(ctx, action, authz.Record{}); err != nil {
		return err
	}
	return authz.Writable(ctx)
}

func known[T flow.Enum](field string, value *T) error {
	if value != nil && *value != "" && !slices.Contains((*value).Values(), string(*value)) {
		return fault.Input(field, "input.unknown_key").With("value", text.Clip(string(*value)))
	}
	return nil
}

func errorsOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

func tell(ctx context.Context, typ string, t *ent.ResponseTemplate, fields []string) {
	journal.Record(ctx, journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectResponseTemplate, ID: t.ID},
		Fields: fields, Detail: map[string]any{"name": t.Name, "active": t.Active}, Clauses: []string{"D0-50"},
	})
}

// placeholder is a word in braces, which the facts of a requirement take the place of.
var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

var placeholders = []string{"{customer}", "{number}", "{title}"}

// checkText refuses texts with placeholders that nothing is known to fill.
func checkText(field, value string) (string, error) {
	value, err := text.Lines(field, value, 1, maxText)
	if err != nil {
		return value, err
	}
	for _, p := range placeholder.FindAllString(value, -1) {
		if !slices.Contains(placeholders, p) {
			return value, fault.Input(field, "response_template.placeholder").With("value", text.Clip(p))
		}
	}
	return value, nil
}
