package engagement

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// CreateInput is an interaction to be written down.
type CreateInput struct {
	Type           flow.InteractionType
	Direction      flow.Direction
	ServicePhase   *flow.ServicePhase
	CustomerID     typeid.ID
	ContactID      *typeid.ID
	DepartmentID   *typeid.ID
	MemberID       *typeid.ID
	ParticipantIDs []typeid.ID
	Title          string
	OccurredAt     time.Time
	InDepth        *bool
	Needs          *string
	Expectations   *string
	Opinions       *string
	Question       *string
	Reply          *string
	ReplyChannel   *flow.Channel
}

// Create writes an interaction down (D0-07, D0-08). Where the customer asked or
// suggested something, it waits for a reply, unless one was given at once. Tasks of
// plans that it fulfils are done. Errors: NOT_FOUND on customerId, contactId,
// participantIds, memberId and departmentId, contact.erased, member.left,
// department.inactive, interaction.question_missing, interaction.reply_channel,
// FORBIDDEN where the viewer's permission does not reach whose it is, BAD_USER_INPUT.
// Records interaction.recorded, interaction.open or interaction.replied.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Interaction, error) {
	if err := begin(ctx, authz.InteractionCreate); err != nil {
		return nil, err
	}
	if err := in.check(ctx); err != nil {
		return nil, err
	}
	with, err := customerOf(ctx, tx, in.CustomerID)
	if err != nil {
		return nil, err
	}
	if err := people(ctx, tx, with.ID, optional.Value(in.ContactID), in.ParticipantIDs); err != nil {
		return nil, err
	}
	member, department, err := whose(ctx, tx, with, optional.Value(in.MemberID), optional.Value(in.DepartmentID))
	if err != nil {
		return nil, err
	}
	q := tx.Interaction.Create().SetType(in.Type).SetDirection(in.Direction).SetNillableServicePhase(set(in.ServicePhase)).
		SetCustomerID(with.ID).SetContactID(optional.Value(in.ContactID)).SetDepartmentID(department).SetMemberID(member).
		SetParticipantIds(append([]typeid.ID{}, in.ParticipantIDs...)).SetTitle(in.Title).SetOccurredAt(in.OccurredAt).SetInDepth(optional.Value(in.InDepth)).
		SetNillableNeeds(set(in.Needs)).SetNillableExpectations(set(in.Expectations)).SetNillableOpinions(set(in.Opinions)).
		SetNillableQuestion(set(in.Question)).SetState(in.state())
	if set(in.Reply) != nil {
		q.SetReply(*in.Reply).SetReplyChannel(*in.ReplyChannel).SetRepliedAt(in.OccurredAt).SetRepliedByID(viewer.From(ctx).Member)
	}
	i, err := q.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("engagement: writing an interaction down: %w", err)
	}
	if i.State == flow.InteractionOpen {
		if err := replyAwaited(ctx, tx, i); err != nil {
			return nil, err
		}
	} else {
		moved(ctx, i, "")
	}
	return i, fulfil(ctx, tx, i)
}

// state is where the interaction stands when it is written down.
func (in *CreateInput) state() flow.InteractionState {
	switch {
	case set(in.Reply) != nil:
		return flow.InteractionReplied
	case in.Type.Asks() || set(in.Question) != nil:
		return flow.InteractionOpen
	default:
		return flow.InteractionRecorded
	}
}

func (in *CreateInput) check(ctx context.Context) error {
	c := checks{now: viewer.Now(ctx)}
	known(&c, "type", in.Type)
	known(&c, "direction", in.Direction)
	knownOr(&c, "servicePhase", in.ServicePhase)
	c.line("title", &in.Title, maxTitle)
	in.OccurredAt = c.past("occurredAt", in.OccurredAt)
	c.words("needs", &in.Needs)
	c.words("expectations", &in.Expectations)
	c.words("opinions", &in.Opinions)
	c.words("question", &in.Question)
	c.words("reply", &in.Reply)
	knownOr(&c, "replyChannel", in.ReplyChannel)
	if set(in.Question) == nil && (in.Type.Asks() || set(in.Reply) != nil) {
		c.fail(fault.Input("question", "interaction.question_missing"))
	}
	if (set(in.Reply) == nil) != (set(in.ReplyChannel) == nil) {
		c.fail(fault.Input("replyChannel", "interaction.reply_channel"))
	}
	return c.err
}

// whose is the member and the department that talked with the customer: the viewer,
// and the member's department or else the customer's. The viewer's permission must
// reach them.
func whose(ctx context.Context, tx *ent.Tx, with *ent.Customer, member, department typeid.ID) (typeid.ID, typeid.ID, error) {
	v := viewer.From(ctx)
	if member == "" {
		member = v.Member
	}
	if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "memberId", ID: member}); err != nil {
		return "", "", err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return "", "", err
	}
	if department == "" && member != "" {
		m, err := tx.Member.Get(ctx, member)
		if err != nil {
			return "", "", fmt.Errorf("engagement: reading the member: %w", err)
		}
		department = m.DepartmentID
	}
	if department == "" {
		department = with.DepartmentID
	}
	scope := v.Scope(string(authz.InteractionCreate))
	if !authz.Covers(v, scope, authz.Record{Departments: present(department), Members: present(member)}) {
		return "", "", fault.Forbidden().Extend("action", string(authz.InteractionCreate)).Extend("scope", string(scope))
	}
	return member, department, nil
}
