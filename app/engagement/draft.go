package engagement

import (
	"context"

	"heed/app/requirements"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// DraftInput is a requirement to be drawn from an interaction.
type DraftInput struct {
	ID               typeid.ID
	ExpectedVersion  int
	Title            *string
	OriginalText     *string
	Content          *string
	Category         flow.RequirementCategory
	Urgency          *flow.Urgency
	Nature           *flow.Nature
	Expectation      *string
	LeadDepartmentID *typeid.ID
}

// sources are how a requirement came to be known, and by which way, by the type of
// the interaction that it is drawn from.
var sources = map[flow.InteractionType]struct {
	source  flow.RequirementSource
	channel flow.Channel // none for those that have several
}{
	flow.InteractionVisit:         {flow.RequirementSourceVisit, flow.ChannelVisit},
	flow.InteractionPhone:         {flow.RequirementSourceCallEmail, flow.ChannelPhone},
	flow.InteractionEmail:         {flow.RequirementSourceCallEmail, flow.ChannelEmail},
	flow.InteractionOnlineMeeting: {flow.RequirementSourceVisit, flow.ChannelOnlineMeeting},
	flow.InteractionOnlineChat:    {flow.RequirementSourceCallEmail, flow.ChannelOnlineChat},
	flow.InteractionReturnVisit:   {flow.RequirementSourceVisit, flow.ChannelVisit},
	flow.InteractionObservation:   {flow.RequirementSourceSelfResearch, ""},
	flow.InteractionInquiry:       {flow.RequirementSourceCustomerFeedback, ""},
	flow.InteractionSuggestion:    {flow.RequirementSourceCustomerFeedback, ""},
	flow.InteractionExecVisit:     {flow.RequirementSourceVisit, flow.ChannelVisit},
}

// DraftRequirement draws a requirement from an interaction in one step: a draft with
// the interaction's customer, time and words, whose source follows from the type, and
// which keeps the interaction as its origin. Errors: interaction.needs_missing, those
// of requirements.Create. Records requirement.draft.
func DraftRequirement(ctx context.Context, tx *ent.Tx, in DraftInput) (*ent.Requirement, error) {
	i, _, err := take(ctx, tx, flow.InteractionActDraft, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	from := sources[i.Type]
	made := requirements.CreateInput{
		CustomerID: i.CustomerID, Title: i.Title, OriginalText: i.Needs, Content: in.Content, Source: from.source, Channel: set(&from.channel),
		CollectedAt: i.OccurredAt, Category: in.Category, Urgency: flow.UrgencyGeneral, Nature: in.Nature, Expectation: in.Expectation,
		LeadDepartmentID: in.LeadDepartmentID,
	}
	if title := set(in.Title); title != nil {
		made.Title = *title
	}
	if words := set(in.OriginalText); words != nil {
		made.OriginalText = *words
	}
	if made.OriginalText == "" {
		return nil, fault.Input("originalText", "interaction.needs_missing")
	}
	if urgency := set(in.Urgency); urgency != nil {
		made.Urgency = *urgency
	}
	if in.Expectation == nil && len([]rune(i.Expectations)) <= maxExpectation {
		made.Expectation = set(&i.Expectations)
	}
	return requirements.CreateFrom(ctx, tx, made, requirements.Origin{Type: flow.SubjectInteraction, ID: i.ID, Clauses: []string{clause(i)}})
}

// maxExpectation is how long a requirement's expectation may be.
const maxExpectation = 5_000
