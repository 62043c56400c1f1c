package requirements

import (
	"strings"
	"unicode/utf8"

	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
)

// minPlan is the least that a detailed plan says, in characters.
const minPlan = 20

// answered tells whether the customer has had the answer that the urgency demands.
func answered(r *ent.Requirement) bool { return answeredFor(r.Urgency, r) }

// answeredFor tells whether the answer would do for an urgency.
func answeredFor(urgency flow.Urgency, r *ent.Requirement) bool {
	return r.Response != nil && holds(urgency, r.Response) == nil
}

// holds refuses an answer without what the urgency demands: a solution and its
// date (D0-46), a detailed plan (D0-47), a word (D0-48).
func holds(urgency flow.Urgency, answer *flow.Response) error {
	text := strings.TrimSpace(answer.Text)
	switch urgency {
	case flow.UrgencyUrgent:
		if strings.TrimSpace(answer.Solution) == "" {
			return fault.Precondition("requirement.response_needs_solution").On("solution")
		}
		if answer.MilestoneAt == nil {
			return fault.Precondition("requirement.response_needs_solution").On("milestoneAt")
		}
	case flow.UrgencyImportant:
		if utf8.RuneCountInString(text) < minPlan {
			return fault.Precondition("requirement.response_needs_plan").On("text")
		}
	case flow.UrgencyGeneral:
	}
	if text == "" {
		return fault.Input("text", "input.required")
	}
	return nil
}
