package flow

import (
	"time"

	"heed/rules/typeid"
)

// CampaignContact is a member who speaks for a campaign, and says that they know its questionnaire (D3-08).
type CampaignContact struct {
	Member      typeid.ID  `json:"member"`
	ConfirmedAt *time.Time `json:"confirmedAt,omitempty"`
}

// CampaignAudience is which customers a campaign asks (D3-07): all of what is given must hold, one of each list.
type CampaignAudience struct {
	Customers        []typeid.ID        `json:"customers,omitempty"` // these alone
	TierKeys         []string           `json:"tierKeys,omitempty"`
	Industries       []Industry         `json:"industries,omitempty"`
	SizeBands        []SizeBand         `json:"sizeBands,omitempty"`
	CooperationBands []CooperationBand  `json:"cooperationBands,omitempty"`
	Departments      []typeid.ID        `json:"departments,omitempty"`
	RenewalFrom      string             `json:"renewalFrom,omitempty"` // YYYY-MM-DD, both included
	RenewalTo        string             `json:"renewalTo,omitempty"`
	Maintenance      []MaintenanceClass `json:"maintenance,omitempty"`
	FlaggedOnly      bool               `json:"flaggedOnly,omitempty"`
}

// Empty tells that nothing is asked of the customers: all of them are meant.
func (a CampaignAudience) Empty() bool {
	return len(a.Customers)+len(a.TierKeys)+len(a.Industries)+len(a.SizeBands)+len(a.CooperationBands)+len(a.Departments)+len(a.Maintenance) == 0 &&
		a.RenewalFrom == "" && a.RenewalTo == "" && !a.FlaggedOnly
}

// CampaignSampling is how many of the audience are asked, and from which mean on a result is good enough (D1-39).
type CampaignSampling struct {
	Percent      int     `json:"percent"`                // of the audience that is asked, 1 to 100
	LeastAnswers int     `json:"leastAnswers,omitempty"` // below which nothing is concluded
	ScaleMin     int     `json:"scaleMin"`
	ScaleMax     int     `json:"scaleMax"`
	Threshold    float64 `json:"threshold,omitempty"` // a mean below it asks for a measure; 0 for none
}

// CampaignReview is what a campaign has come to: the figures as they stood, and what follows (D3-31, D3-32).
type CampaignReview struct {
	At           time.Time      `json:"at"`
	By           typeid.ID      `json:"by"`
	Sent         int            `json:"sent"`
	Bounced      int            `json:"bounced"`
	Completed    int            `json:"completed"`
	Needs        int            `json:"needs"`     // that became requirements or opportunities
	Converted    int            `json:"converted"` // of them planned, tried or won
	Mean         *float64       `json:"mean,omitempty"`
	Before       *float64       `json:"before,omitempty"` // of the campaign of its program before
	WeakModules  []SurveyModule `json:"weakModules,omitempty"`
	Conclusion   string         `json:"conclusion"`
	Improvements string         `json:"improvements,omitempty"`
	FindingID    typeid.ID      `json:"findingId,omitempty"`
	NextRevision *time.Time     `json:"nextRevision,omitempty"`
}

// ResponseTag is a tag that a response gave its customer (D3-21).
type ResponseTag struct {
	Group    TagGroup  `json:"group"`
	Code     string    `json:"code"`
	Question string    `json:"question,omitempty"` // by rule; none of one set by hand
	By       typeid.ID `json:"by,omitempty"`
}

// ResponseReply is the first answer to a customer who pressed (D3-25): what will be done, and by when.
type ResponseReply struct {
	Text        string    `json:"text"`
	MilestoneAt time.Time `json:"milestoneAt"`
	Channel     Channel   `json:"channel"`
	By          typeid.ID `json:"by"`
	At          time.Time `json:"at"`
}

// OpportunityTrialRun is a trial of a customer (D3-29).
type OpportunityTrialRun struct {
	From   string `json:"from"` // YYYY-MM-DD
	To     string `json:"to"`
	Result string `json:"result,omitempty"`
}

// FollowUpReason is why a customer is looked after first (D3-24).
type FollowUpReason struct {
	Kind     FollowUpKind `json:"kind"`
	Subject  SubjectType  `json:"subject"`
	ID       typeid.ID    `json:"id"`
	Score    *int         `json:"score,omitempty"`
	Question string       `json:"question,omitempty"`
	At       time.Time    `json:"at"`
}

// FollowUpKind is what made a customer one to look after first.
type FollowUpKind string

// The kinds.
const (
	FollowUpLowRating      FollowUpKind = "LOW_RATING" // strictly below three (A11)
	FollowUpUnresolvedNeed FollowUpKind = "UNRESOLVED_NEED"
)

// Values lists the kinds, in their order.
func (FollowUpKind) Values() []string {
	return names([]FollowUpKind{FollowUpLowRating, FollowUpUnresolvedNeed})
}

// FieldSource is where a field of a customer or a contact comes from, and who checked it (D3-20).
type FieldSource struct {
	Response typeid.ID  `json:"response"` // the answers that gave it
	Question string     `json:"question"`
	At       time.Time  `json:"at"`
	By       typeid.ID  `json:"by"` // who took it over
	Checked  *time.Time `json:"checked,omitempty"`
}
