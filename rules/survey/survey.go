// Package survey is the questionnaires: what they may ask, which questions a
// person comes to see, whether what was filled in answers them, and what follows
// from it (D3-01 to D3-66). A questionnaire is data; so are its conditions.
package survey

import (
	"heed/rules/flow"
)

// The bounds of a questionnaire.
const (
	MaxQuestions  = 100
	MaxOptions    = 50 // of a question
	MaxJumps      = 10
	MaxTags       = 50
	MaxTargets    = 3
	MaxDepth      = 4  // of a condition; a test alone is one deep
	MaxNodes      = 50 // of a condition
	MaxTitle      = 100
	MaxWords      = 500  // of a question
	MaxChoice     = 100  // of an option
	MaxNotice     = 2000 // of the purpose, of the promise of confidence
	MaxHelp       = 500
	MaxLine       = 500     // of an answer in one line
	MaxLines      = 5000    // of an answer in several lines
	MaxOther      = 200     // of what stands beside "other"
	MaxMagnitude  = 1e12    // of a number
	MaxScale      = 20      // steps of a rating
	MaxSize       = 1 << 20 // bytes of a questionnaire in JSON
	MaxStates     = 20000   // of the search for a question that nobody is asked
	MaxWork       = 4000000 // of all these searches
	LeastMinutes  = 5       // without a reason (D3-15)
	MostMinutes   = 8
	LongestMinute = 60
)

// End is where a jump leads that ends the questionnaire.
const End = "END"

// Questionnaire is all that a version of a template holds.
type Questionnaire struct {
	Code            string              `json:"code"`
	Scenario        flow.SurveyScenario `json:"scenario"`
	Title           Text                `json:"title"`
	Purpose         Text                `json:"purpose"`         // said at the beginning (D3-16)
	Confidentiality Text                `json:"confidentiality"` // said at the beginning (D3-16, D3-63)
	Minutes         int                 `json:"minutes"`         // it takes, as its author estimates (D3-15)
	MinutesReason   string              `json:"minutesReason,omitempty"`
	Goals           []flow.SurveyGoal   `json:"goals"`
	Sections        []Section           `json:"sections,omitempty"`
	Questions       []Question          `json:"questions"`
}

// Section is the heading of a module, and how it is filled in (D3-34).
type Section struct {
	Module      flow.SurveyModule `json:"module"`
	Title       Text              `json:"title"`
	Instruction Text              `json:"instruction"`
	Clauses     []string          `json:"clauses,omitempty"`
	Guide       bool              `json:"guide,omitempty"` // the instruction is for who asks, and not shown to customers
}

// Question is one question. Those of one number stand in one line of the form.
type Question struct {
	Code          string              `json:"code"`
	Number        int                 `json:"number,omitempty"` // in its module, as it is printed
	Module        flow.SurveyModule   `json:"module"`
	Type          flow.QuestionType   `json:"type"`
	Text          Text                `json:"text"`
	Instruction   Text                `json:"instruction"`
	Options       []Option            `json:"options,omitempty"` // of SINGLE and MULTI
	Scale         *Scale              `json:"scale,omitempty"`   // of RATING; the bounds of a NUMBER
	Required      bool                `json:"required,omitempty"`
	RequiredIf    *Condition          `json:"requiredIf,omitempty"`
	ShowIf        *Condition          `json:"showIf,omitempty"`
	Jumps         []Jump              `json:"jumps,omitempty"`         // the first that holds is taken
	MinLengthHint int                 `json:"minLengthHint,omitempty"` // a hint, never a refusal (D3-46)
	MaxLength     int                 `json:"maxLength,omitempty"`
	KeyAnswer     bool                `json:"keyAnswer,omitempty"` // to be verified (D3-20)
	MapsTo        []flow.SurveyTarget `json:"mapsTo,omitempty"`
	Goals         []flow.SurveyGoal   `json:"goals,omitempty"` // none: those of its module
	Tags          []TagRule           `json:"tags,omitempty"`
	Clauses       []string            `json:"clauses,omitempty"`
}

// Option is a choice.
type Option struct {
	Code      string `json:"code"`
	Text      Text   `json:"text"`
	OtherText bool   `json:"otherText,omitempty"` // asks which (D3-12)
	Exclusive bool   `json:"exclusive,omitempty"` // goes with no other
}

// Scale is from where to where numbers go, and what its ends mean (D3-48).
type Scale struct {
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
	MinSay Text    `json:"minSay"`
	MaxSay Text    `json:"maxSay"`
}

// Jump leads on to a later question, or to the End, when its condition holds;
// without one it always does.
type Jump struct {
	If *Condition `json:"if,omitempty"`
	To string     `json:"to"`
}

// TagRule gives a customer a tag for an option, or for a number within a band (D3-21).
type TagRule struct {
	Group   flow.TagGroup `json:"group"`
	Option  string        `json:"option,omitempty"`
	AtLeast *float64      `json:"atLeast,omitempty"`
	AtMost  *float64      `json:"atMost,omitempty"`
	Tag     string        `json:"tag"`
}

// Condition is one of: all of some, any of some, not one, a test of an answer, a
// fact. It is data: nothing of it is ever run.
type Condition struct {
	All      []Condition     `json:"all,omitempty"`
	Any      []Condition     `json:"any,omitempty"`
	Not      *Condition      `json:"not,omitempty"`
	Question string          `json:"question,omitempty"`
	Is       flow.AnswerTest `json:"is,omitempty"`
	Options  []string        `json:"options,omitempty"`
	Number   *float64        `json:"number,omitempty"`
	Fact     flow.SurveyFact `json:"fact,omitempty"`
}

// Facts are what is known besides the answers; what is not there does not hold.
type Facts map[flow.SurveyFact]bool

// Answer is what was filled in for a question: the one of its places that the
// question's type asks for.
type Answer struct {
	Question  string   `json:"question"`
	Options   []string `json:"options,omitempty"`
	OtherText string   `json:"otherText,omitempty"` // beside an option that asks which
	Text      string   `json:"text,omitempty"`
	Number    *float64 `json:"number,omitempty"`
	Date      string   `json:"date,omitempty"` // 2026-11-26
}

// Answers is what was filled in, by question.
type answers map[string]*Answer

// Find is the question of a code; nil for none.
func Find(questions []Question, code string) *Question {
	if i := byCode(questions, code); i >= 0 {
		return &questions[i]
	}
	return nil
}

// byCode finds the place of a question, -1 for none.
func byCode(questions []Question, code string) int {
	for i := range questions {
		if questions[i].Code == code {
			return i
		}
	}
	return -1
}
