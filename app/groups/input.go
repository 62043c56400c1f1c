package groups

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// The bounds of groups.
const (
	MaxMembers = 100
	maxName    = 100
	maxPurpose = 5_000
	maxDuty    = 1_000
)

// MemberInput is somebody's part in a group (D0-44).
type MemberInput struct {
	MemberID typeid.ID
	Capacity flow.GroupCapacity
	Duty     *string
}

func checkName(name *string) (err error) {
	*name, err = text.Line("name", *name, 1, maxName)
	return err
}

func checkPurpose(purpose *string) (err error) {
	*purpose, err = text.Lines("purpose", *purpose, 0, maxPurpose)
	return err
}

// checkMembers asks for 1 to MaxMembers members who are here, each once.
func checkMembers(ctx context.Context, tx *ent.Tx, all []MemberInput) error {
	if len(all) == 0 {
		return fault.Precondition("work_group.empty").On("members")
	}
	if len(all) > MaxMembers {
		return fault.Input("members", "input.too_many").With("max", MaxMembers)
	}
	named := make([]tenants.Ref, len(all))
	for i := range all {
		m, field := &all[i], fmt.Sprintf("members[%d]", i)
		if slices.ContainsFunc(all[:i], func(other MemberInput) bool { return other.MemberID == m.MemberID }) {
			return fault.Input(field+".memberId", "input.duplicate").With("value", string(m.MemberID))
		}
		if m.MemberID == "" {
			return fault.NotFound().On(field + ".memberId")
		}
		if !slices.Contains(m.Capacity.Values(), string(m.Capacity)) {
			return fault.Input(field+".capacity", "input.unknown_key").With("value", text.Clip(string(m.Capacity)))
		}
		if m.Duty != nil {
			duty, err := text.Lines(field+".duty", *m.Duty, 0, maxDuty)
			if err != nil {
				return err
			}
			m.Duty = &duty
		}
		named[i] = tenants.Ref{Field: field + ".memberId", ID: m.MemberID}
	}
	return tenants.PresentMembers(ctx, tx.Client(), named...)
}

// checkLeader asks for a leader who is one of the members (D0-43).
func checkLeader(ctx context.Context, client *ent.Client, leader typeid.ID, members []typeid.ID) error {
	if !slices.Contains(members, leader) {
		if err := tenants.PresentMembers(ctx, client, tenants.Ref{Field: "leaderId", ID: leader}); err != nil {
			return err
		}
		return fault.Precondition("work_group.leader_no_member").On("leaderId")
	}
	return nil
}

func checkTerm(from, until *time.Time) error {
	if from != nil && until != nil && !until.After(*from) {
		return fault.Input("termUntil", "work_group.term_order")
	}
	return nil
}

func idsOf(all []MemberInput) []typeid.ID {
	ids := make([]typeid.ID, len(all))
	for i, m := range all {
		ids[i] = m.MemberID
	}
	return ids
}
