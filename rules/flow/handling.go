package flow

import (
	"time"

	"heed/rules/typeid"
)

// What happens to a requirement is kept with it, as typed JSON: these children
// are only ever read with their parent.

// Factor is one scored view of a requirement: 1 (bad) to 5 (good), and why.
type Factor struct {
	Score  int    `json:"score"`
	Reason string `json:"reason"`
}

// ValueWeights are how much the factors of a value count, in any unit: only
// their proportion does (D0-37).
type ValueWeights struct {
	Growth          int `json:"growth"`
	Satisfaction    int `json:"satisfaction"`
	Competitiveness int `json:"competitiveness"`
}

// MaxWeight is the largest weight of a factor.
const MaxWeight = 100

// Total is the weighted mean of three scores, as exact as they are; the plain
// mean where no weight counts.
func (w ValueWeights) Total(growth, satisfaction, competitiveness int) float64 {
	sum := w.Growth + w.Satisfaction + w.Competitiveness
	if sum <= 0 {
		return float64(growth+satisfaction+competitiveness) / 3
	}
	return float64(w.Growth*growth+w.Satisfaction*satisfaction+w.Competitiveness*competitiveness) / float64(sum)
}

// AssessmentKind is what an assessment looks at.
type AssessmentKind string

// The kinds of assessments.
const (
	AssessFeasibility AssessmentKind = "FEASIBILITY" // whether it can be done (D0-34, D0-35)
	AssessValue       AssessmentKind = "VALUE"       // what it is worth (D0-36, D0-37)
)

// Values lists the kinds of assessments, in their order.
func (AssessmentKind) Values() []string {
	return names([]AssessmentKind{AssessFeasibility, AssessValue})
}

// FeasibilityAssessment tells whether the company can do it (D0-34, D0-35).
type FeasibilityAssessment struct {
	Technical  Factor      `json:"technical"`
	Economic   Factor      `json:"economic"`
	Time       Factor      `json:"time"`
	Conclusion Feasibility `json:"conclusion"`
	Note       string      `json:"note,omitempty"` // resources and abilities at hand
	AssessedAt time.Time   `json:"assessedAt"`
	AssessorID typeid.ID   `json:"assessorId,omitempty"`
	// The assessor's department at that time.
	AssessorDepartmentID typeid.ID `json:"assessorDepartmentId,omitempty"`
}

// ValueAssessment tells what it is worth: a weighted number and a written
// judgement, both (D0-36, D0-37).
type ValueAssessment struct {
	Growth          Factor     `json:"growth"`
	Satisfaction    Factor     `json:"satisfaction"`
	Competitiveness Factor     `json:"competitiveness"`
	Total           float64    `json:"total"` // 1 to 5, the weighted mean of the three
	Judgement       string     `json:"judgement"`
	Level           ValueLevel `json:"level"`
	AssessedAt      time.Time  `json:"assessedAt"`
	AssessorID      typeid.ID  `json:"assessorId,omitempty"`
	// The assessor's department at that time, and how the factors counted then;
	// nil for equally.
	AssessorDepartmentID typeid.ID     `json:"assessorDepartmentId,omitempty"`
	Weights              *ValueWeights `json:"weights,omitempty"`
}

// PlanStep is one piece of work with an owner and a date (D0-51, D0-52).
type PlanStep struct {
	Text    string     `json:"text"`
	OwnerID typeid.ID  `json:"ownerId"`
	DueAt   time.Time  `json:"dueAt"`
	DoneAt  *time.Time `json:"doneAt,omitempty"`
	Waived  string     `json:"waived,omitempty"` // why it was not done
}

// PlanRevision is one version of the handling plan; the newest counts (D0-53).
type PlanRevision struct {
	Number   int        `json:"number"` // 1 for the first
	Steps    []PlanStep `json:"steps"`
	Cause    string     `json:"cause,omitempty"` // why the plan before did not hold
	MadeAt   time.Time  `json:"madeAt"`
	AuthorID typeid.ID  `json:"authorId,omitempty"`
}

// Response is the first answer to the customer, of the kind the urgency
// demands (D0-46 to D0-48).
type Response struct {
	Kind        ResponseKind `json:"kind"`
	Text        string       `json:"text"`
	Solution    string       `json:"solution,omitempty"`
	MilestoneAt *time.Time   `json:"milestoneAt,omitempty"`
	Channel     Channel      `json:"channel"`
	RespondedAt time.Time    `json:"respondedAt"`
	ResponderID typeid.ID    `json:"responderId,omitempty"`
}

// Result is what came out, and when and how the customer was told (D0-54).
type Result struct {
	Text    string    `json:"text"`
	ToldAt  time.Time `json:"toldAt"`
	Channel Channel   `json:"channel"`
}

// Outcome is how the customer took the result (D0-55).
type Outcome struct {
	Rating   *int      `json:"rating,omitempty"` // 1 to 5; none for no reply
	Comment  string    `json:"comment,omitempty"`
	NoReply  bool      `json:"noReply,omitempty"`
	Decision string    `json:"decision,omitempty"` // of the head, to close in spite of a rating below 3
	At       time.Time `json:"at"`
	ByID     typeid.ID `json:"byId,omitempty"`
}

// Rejection is why a requirement is not taken up, and how the customer was told: when
// others have to agree first, afterwards.
type Rejection struct {
	Reason  string     `json:"reason"`
	ToldAt  *time.Time `json:"toldAt,omitempty"`
	Channel *Channel   `json:"channel,omitempty"`
	At      time.Time  `json:"at"`
	ByID    typeid.ID  `json:"byId,omitempty"`
}

// Grant is one line of a role: what it may do, and how far.
type Grant struct {
	Resource string `json:"resource"`
	Verb     string `json:"verb"`
	Scope    string `json:"scope"`  // ALL, DEPARTMENT, OWN
	Effect   string `json:"effect"` // ALLOW, DENY
	Mask     Mask   `json:"mask,omitempty"`
}
