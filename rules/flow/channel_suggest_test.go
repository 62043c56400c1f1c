package flow

import (
	"slices"
	"testing"
)

// The way to a customer follows from urgency, nature and what the customer prefers (D0-49).
func TestD0_49_ChannelSuggested(t *testing.T) {
	for name, c := range map[string]struct {
		facts   ChannelFacts
		first   Channel
		reasons []ChannelReason
	}{
		"urgent":                         {ChannelFacts{Urgency: UrgencyUrgent}, ChannelPhone, []ChannelReason{ReasonUrgentAtOnce}},
		"urgent, mail is preferred":      {ChannelFacts{Urgency: UrgencyUrgent, Preferred: []Channel{ChannelEmail}}, ChannelPhone, []ChannelReason{ReasonUrgentAtOnce}},
		"urgent, a meeting is preferred": {ChannelFacts{Urgency: UrgencyUrgent, Preferred: []Channel{ChannelOnlineMeeting}}, ChannelOnlineMeeting, []ChannelReason{ReasonUrgentAtOnce, ReasonPreferred}},
		"important and functional":       {ChannelFacts{Urgency: UrgencyImportant, Nature: NatureFunctional}, ChannelEmail, []ChannelReason{ReasonPlanInWriting, ReasonFunctionalExact}},
		"important and felt":             {ChannelFacts{Urgency: UrgencyImportant, Nature: NatureNonFunctional, CameBy: ChannelFaceToFace}, ChannelFaceToFace, []ChannelReason{ReasonPlanInWriting, ReasonNonFunctionalTalk, ReasonCameBy}},
		"general, by telephone":          {ChannelFacts{Urgency: UrgencyGeneral, Preferred: []Channel{ChannelPhone, ChannelPhone}}, ChannelPhone, []ChannelReason{ReasonShortWord, ReasonPreferred}},
		"general":                        {ChannelFacts{Urgency: UrgencyGeneral}, ChannelEmail, []ChannelReason{ReasonShortWord}},
	} {
		all := SuggestChannels(c.facts)
		if len(all) == 0 || len(all) > maxSuggested || all[0].Channel != c.first || !slices.Equal(all[0].Reasons, c.reasons) {
			t.Errorf("%s: %v", name, all)
		}
	}
	if again := SuggestChannels(ChannelFacts{Urgency: UrgencyGeneral}); !slices.EqualFunc(again, SuggestChannels(ChannelFacts{Urgency: UrgencyGeneral}), func(a, b SuggestedChannel) bool { return a.Channel == b.Channel }) {
		t.Error("the order is another one each time")
	}
}
