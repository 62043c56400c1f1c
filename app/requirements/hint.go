package requirements

import (
	"context"
	"strings"

	"heed/authz"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// maxHintTitle is how many characters of a hint's first line make its title.
const maxHintTitle = 60

// HintInput is what an employee heard of a customer's need.
type HintInput struct {
	CustomerID typeid.ID
	Text       string
	Category   *flow.RequirementCategory
}

// Hint writes down what an employee heard, as little as it is: a draft of source
// EMPLOYEE, collected now by the viewer, whose title is the beginning of the text
// (D0-13). It may be about any customer of the company: what is given of the hint tells
// nothing of one that the viewer does not read. Records requirement.draft.
func Hint(ctx context.Context, tx *ent.Tx, in HintInput) (*ent.Requirement, error) {
	if err := begin(ctx, authz.RequirementCreate); err != nil {
		return nil, err
	}
	if err := text.Verbatim("text", in.Text, maxWords); err != nil {
		return nil, err
	}
	category := flow.RequirementCategoryOther
	if c := set(in.Category); c != nil {
		category = *c
	}
	return create(ctx, tx, CreateInput{
		Drawn:      true,
		CustomerID: in.CustomerID, Title: hintTitle(in.Text), OriginalText: in.Text, Source: flow.RequirementSourceEmployee,
		CollectedAt: viewer.Now(ctx), Category: category, Urgency: flow.UrgencyGeneral,
	}, Origin{Clauses: []string{"D0-13"}, heard: true})
}

// hintTitle is the beginning of a text, in one line.
func hintTitle(words string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(words), "\n")
	line = strings.Join(strings.Fields(line), " ")
	if runes := []rune(line); len(runes) > maxHintTitle {
		line = string(runes[:maxHintTitle-1]) + "…"
	}
	return line
}
