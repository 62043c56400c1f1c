package survey

import (
	"time"

	"heed/rules/flow"
	"heed/rules/typeid"
)

// Correction keeps what was said in a key answer that was put right (D3-20).
type Correction struct {
	Question string    `json:"question"`
	Was      *Answer   `json:"was,omitempty"` // none of what had not been answered; ways to reach a person are left out
	Reason   string    `json:"reason"`
	By       typeid.ID `json:"by"`
	At       time.Time `json:"at"`
}

// Verified tells that a key answer was checked with the customer (D3-20).
type Verified struct {
	Question string    `json:"question"`
	By       typeid.ID `json:"by"`
	At       time.Time `json:"at"`
}

// Proposal is a draft with what became of it.
type Proposal struct {
	Draft
	State  ProposalState    `json:"state"`
	Type   flow.SubjectType `json:"type,omitempty"` // of the record that was made of it
	ID     typeid.ID        `json:"id,omitempty"`
	Reason string           `json:"reason,omitempty"` // why it was dropped
}

// ProposalState is what became of a draft.
type ProposalState string

// The states of a proposal.
const (
	ProposalOpen    ProposalState = "OPEN"
	ProposalTaken   ProposalState = "TAKEN"
	ProposalDropped ProposalState = "DROPPED"
)

// Values lists the states, in their order.
func (ProposalState) Values() []string {
	return []string{string(ProposalOpen), string(ProposalTaken), string(ProposalDropped)}
}
