package flow

import (
	"time"

	"heed/rules/typeid"
)

// What happens to a complaint is kept with it, as typed JSON: these children are only
// ever read with their parent. Plans are those of requirements.

// Acknowledgement is the word that a complaint has come in (D2-58).
type Acknowledgement struct {
	At        time.Time `json:"at"`
	Channel   Channel   `json:"channel"`
	Automatic bool      `json:"automatic,omitempty"` // the receipt of the page
	ByID      typeid.ID `json:"byId,omitempty"`
}

// Triage is one assessment of a complaint (D2-59).
type Triage struct {
	Nature          ComplaintNature `json:"nature"`
	Severity        Severity        `json:"severity"`
	CrossDepartment bool            `json:"crossDepartment"`
	Path            HandlingPath    `json:"path"`
	Reason          string          `json:"reason,omitempty"` // of an assessment that replaces another
	At              time.Time       `json:"at"`
	ByID            typeid.ID       `json:"byId,omitempty"`
}

// Investigation is what was found out about a complaint (D1-45).
type Investigation struct {
	Background string    `json:"background"`
	Cause      string    `json:"cause"`
	At         time.Time `json:"at"`
	ByID       typeid.ID `json:"byId,omitempty"`
}

// Measure is something that is done about the cause (D1-46).
type Measure struct {
	Text         string    `json:"text"`
	DepartmentID typeid.ID `json:"departmentId,omitempty"`
}

// ComplaintReply is what was decided and told to the customer (D1-47, D2-60).
type ComplaintReply struct {
	Decision string    `json:"decision"`
	Channel  Channel   `json:"channel"`
	At       time.Time `json:"at"`
	ByID     typeid.ID `json:"byId,omitempty"`
}

// ComplaintAnswer is the customer's word about the reply (D2-61).
type ComplaintAnswer struct {
	Acceptance Acceptance `json:"acceptance"`
	Score      *int       `json:"score,omitempty"` // 1 to 5
	Comment    string     `json:"comment,omitempty"`
	ByCustomer bool       `json:"byCustomer,omitempty"` // by the customer's own hand, at the link
	At         time.Time  `json:"at"`
	ByID       typeid.ID  `json:"byId,omitempty"` // the member who wrote it down
}

// ComplaintReopening is a time that the handling was taken up again (model 3.2).
type ComplaintReopening struct {
	Reason     string    `json:"reason"`
	ByCustomer bool      `json:"byCustomer,omitempty"`
	Score      *int      `json:"score,omitempty"` // 1 to 5, of what is not accepted
	At         time.Time `json:"at"`
	ByID       typeid.ID `json:"byId,omitempty"`
	// Reply is what the customer was told before, and did not accept.
	Reply *ComplaintReply `json:"reply,omitempty"`
}

// ComplaintDecision is what the committee decided on a complaint that came up to it (D2-62).
type ComplaintDecision struct {
	Text string    `json:"text"`
	At   time.Time `json:"at"`
	ByID typeid.ID `json:"byId,omitempty"`
}

// ComplaintEnding is how a complaint was closed or taken back, in words.
type ComplaintEnding struct {
	Note string    `json:"note,omitempty"` // of a withdrawal the customer's statement
	At   time.Time `json:"at"`
	ByID typeid.ID `json:"byId,omitempty"`
}
