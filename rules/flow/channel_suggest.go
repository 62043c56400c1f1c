package flow

import (
	"cmp"
	"slices"
)

// ChannelReason is why a way to a customer is suggested (D0-49).
type ChannelReason string

// The reasons.
const (
	ReasonUrgentAtOnce      ChannelReason = "URGENT_AT_ONCE"
	ReasonPlanInWriting     ChannelReason = "PLAN_IN_WRITING"
	ReasonShortWord         ChannelReason = "SHORT_WORD"
	ReasonFunctionalExact   ChannelReason = "FUNCTIONAL_EXACT"
	ReasonNonFunctionalTalk ChannelReason = "NON_FUNCTIONAL_TALK"
	ReasonPreferred         ChannelReason = "PREFERRED"
	ReasonCameBy            ChannelReason = "CAME_BY"
)

// Values lists the reasons, in their order.
func (ChannelReason) Values() []string {
	return names([]ChannelReason{
		ReasonUrgentAtOnce, ReasonPlanInWriting, ReasonShortWord, ReasonFunctionalExact, ReasonNonFunctionalTalk,
		ReasonPreferred, ReasonCameBy,
	})
}

// SuggestedChannel is a way to a customer, and why it is suggested.
type SuggestedChannel struct {
	Channel Channel         `json:"channel"`
	Reasons []ChannelReason `json:"reasons"`
}

// ChannelFacts are what the way to a customer is chosen by (D0-49).
type ChannelFacts struct {
	Urgency   Urgency
	Nature    Nature    // "" while it is not known
	CameBy    Channel   // by which the requirement came, "" for not known
	Preferred []Channel // by the customer's people
}

// maxSuggested is how many ways are suggested.
const maxSuggested = 3

// suits are the ways that suit an urgency or a nature, with what speaks for each.
// What is urgent is said at once; a detailed plan is kept in writing; what is felt
// rather than specified is talked about.
var (
	urgencySuits = map[Urgency]struct {
		reason  ChannelReason
		weights map[Channel]int
	}{
		UrgencyUrgent:    {ReasonUrgentAtOnce, map[Channel]int{ChannelPhone: 6, ChannelOnlineMeeting: 4, ChannelFaceToFace: 3, ChannelOnlineChat: 3}},
		UrgencyImportant: {ReasonPlanInWriting, map[Channel]int{ChannelEmail: 5, ChannelOnlineMeeting: 3, ChannelFaceToFace: 3}},
		UrgencyGeneral:   {ReasonShortWord, map[Channel]int{ChannelEmail: 4, ChannelOnlineChat: 4, ChannelPhone: 3}},
	}
	natureSuits = map[Nature]struct {
		reason  ChannelReason
		weights map[Channel]int
	}{
		NatureFunctional:    {ReasonFunctionalExact, map[Channel]int{ChannelEmail: 2, ChannelOnlineMeeting: 2}},
		NatureNonFunctional: {ReasonNonFunctionalTalk, map[Channel]int{ChannelFaceToFace: 2, ChannelPhone: 2}},
	}
)

// What the customer's own wishes weigh. A way that the customer prefers comes
// before others, but for what is urgent: there only ways that are heard at once
// come into question.
const (
	preferredWeight = 5
	cameByWeight    = 1
)

// SuggestChannels are the ways by which a customer is best answered, the best
// first.
func SuggestChannels(f ChannelFacts) []SuggestedChannel {
	type scored struct {
		SuggestedChannel
		weight int
	}
	found := map[Channel]*scored{}
	speaks := func(c Channel, reason ChannelReason, weight int) {
		s := found[c]
		if s == nil {
			s = &scored{SuggestedChannel: SuggestedChannel{Channel: c}}
			found[c] = s
		}
		s.Reasons, s.weight = append(s.Reasons, reason), s.weight+weight
	}
	urgency := urgencySuits[f.Urgency]
	comes := func(c Channel) bool { return f.Urgency != UrgencyUrgent || urgency.weights[c] > 0 }
	for c, weight := range urgency.weights {
		speaks(c, urgency.reason, weight)
	}
	nature := natureSuits[f.Nature]
	for c, weight := range nature.weights {
		if comes(c) {
			speaks(c, nature.reason, weight)
		}
	}
	for i, c := range f.Preferred {
		if comes(c) && !slices.Contains(f.Preferred[:i], c) {
			speaks(c, ReasonPreferred, preferredWeight)
		}
	}
	if f.CameBy != "" && comes(f.CameBy) {
		speaks(f.CameBy, ReasonCameBy, cameByWeight)
	}
	all := make([]*scored, 0, len(found))
	for _, s := range found {
		all = append(all, s)
	}
	order := Channel("").Values()
	slices.SortFunc(all, func(a, b *scored) int {
		return cmp.Or(b.weight-a.weight, slices.Index(order, string(a.Channel))-slices.Index(order, string(b.Channel)))
	})
	out := make([]SuggestedChannel, 0, maxSuggested)
	for _, s := range all[:min(len(all), maxSuggested)] {
		out = append(out, s.SuggestedChannel)
	}
	return out
}
