// Package governance is the documents by which a company governs itself and tells its
// people: what they say, whom they are for, and who has read them (D2-81).
package governance

// The longest texts, in characters, and the longest list of a filter.
const (
	maxTitle  = 200
	maxBody   = 50_000
	maxReason = 2_000
	maxValues = 100
)
