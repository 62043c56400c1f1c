package survey

import (
	"slices"

	"heed/rules/flow"
)

// What follows from answers is reckoned from those that count: as Validate kept
// them.

// Tag is a tag that an answer gives the customer (D3-21).
type Tag struct {
	Question string
	Group    flow.TagGroup
	Code     string
}

// Tags lists the tags that the answers give, each once.
func Tags(questions []Question, kept []Answer) []Tag {
	tags := []Tag{}
	given(questions, kept, func(q *Question, a *Answer) {
		for _, r := range q.Tags {
			t := Tag{q.Code, r.Group, r.Tag}
			same := func(o Tag) bool { return o.Group == t.Group && o.Code == t.Code }
			if r.matches(a) && !slices.ContainsFunc(tags, same) {
				tags = append(tags, t)
			}
		}
	})
	return tags
}

func (r *TagRule) matches(a *Answer) bool {
	if r.Option != "" {
		return slices.Contains(a.Options, r.Option)
	}
	return a.Number != nil && (r.AtLeast == nil || *a.Number >= *r.AtLeast) && (r.AtMost == nil || *a.Number <= *r.AtMost)
}

// given calls do for every answer, in the order of the questions.
func given(questions []Question, kept []Answer, do func(*Question, *Answer)) {
	for i := range questions {
		for k := range kept {
			if kept[k].Question == questions[i].Code {
				do(&questions[i], &kept[k])
			}
		}
	}
}

// Value is an answer where it belongs.
type Value struct {
	Target flow.SurveyTarget
	Answer Answer
	Key    bool // to be verified before it is taken over (D3-20)
}

// Mapped lists what the answers say about the customer's records (D3-35 to D3-61).
func Mapped(questions []Question, kept []Answer) []Value {
	values := []Value{}
	given(questions, kept, func(q *Question, a *Answer) {
		for _, t := range q.MapsTo {
			values = append(values, Value{t, *a, q.KeyAnswer})
		}
	})
	return values
}

// Flagged lists the questions on satisfaction that were rated low, strictly below
// three (D3-24, A11): the account manager is called in.
func Flagged(questions []Question, kept []Answer) []string {
	low := []string{}
	for _, v := range Mapped(questions, kept) {
		if satisfies(v.Target) && v.Answer.Number != nil && *v.Answer.Number < flow.LowRating && !slices.Contains(low, v.Answer.Question) {
			low = append(low, v.Answer.Question)
		}
	}
	return low
}

// DraftKind is what becomes of an answer in words.
type DraftKind string

// Values lists the kinds of drafts, in their order.
func (DraftKind) Values() []string {
	return []string{string(DraftRequirement), string(DraftComplaint), string(DraftSuggestion), string(DraftOpportunity)}
}

// The kinds of drafts.
const (
	DraftRequirement DraftKind = "REQUIREMENT"
	DraftComplaint   DraftKind = "COMPLAINT"
	DraftSuggestion  DraftKind = "SUGGESTION"
	DraftOpportunity DraftKind = "OPPORTUNITY" // of what Opportunity gathers
)

// Draft is an answer in words that somebody should see to (D3-43, D3-49, D3-55,
// D3-58, D3-59, D3-61). Who tidies up decides; this is what is proposed.
type Draft struct {
	Kind     DraftKind `json:"kind"`
	Question string    `json:"question,omitempty"`
	Text     string    `json:"text,omitempty"`
}

// Drafts lists them. Dissatisfaction is a complaint where satisfaction was rated
// low, else a requirement (D3-49). What a chance of more business is about is
// Chance's.
func Drafts(questions []Question, kept []Answer) []Draft {
	low := len(Flagged(questions, kept)) > 0
	drafts := []Draft{}
	for _, v := range Mapped(questions, kept) {
		var kind DraftKind
		switch v.Target {
		case flow.TargetRequirement:
			kind = DraftRequirement
		case flow.TargetComplaint:
			kind = DraftComplaint
		case flow.TargetSuggestion:
			kind = DraftSuggestion
		case flow.TargetDissatisfaction:
			kind = DraftRequirement
			if low {
				kind = DraftComplaint
			}
		default:
			continue
		}
		drafts = append(drafts, Draft{kind, v.Answer.Question, v.Answer.Text})
	}
	return drafts
}
