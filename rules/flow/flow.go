// Package flow is what records are and how they move: the closed lists of
// constants, and the state machines as tables. Constants never change;
// companies may rename their labels (package label), never their meaning.
//
// A constant is named after its type and its value; the words State, Type and
// Kind of the type are left out: RequirementDraft, UrgencyUrgent, ChannelWeb.
package flow

// names spells constants as strings, in their order.
func names[T ~string](values []T) []string {
	s := make([]string, len(values))
	for i, v := range values {
		s[i] = string(v)
	}
	return s
}
