package complaints

import (
	"context"
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

// CreateInput is a complaint that a member writes down.
type CreateInput struct {
	Links
	ComplainantName   *string // the contact's when left out
	Phone             *string
	Email             *string
	OtherContact      *string
	Content           string
	Product           *string
	OrderNo           *string
	RemedySought      *string
	ComplainedAt      time.Time
	HappenedOn        *string // a day, YYYY-MM-DD
	Channel           flow.Channel
	PromisedAt        time.Time
	OwnerDepartmentID *typeid.ID
	AssigneeID        *typeid.ID
}

// Create writes a complaint down, with the four facts that it must have and the time by
// which the customer was promised an answer (D2-56 to D2-58, D1-44). The name and how to
// reach the complainant may be left out for a contact of the company's books. The
// department is the viewer's own when left out; a complaint heard in person, by telephone
// or in a chat is acknowledged by that. Errors: complaint.no_name, complaint.no_contact,
// complaint.promise_in_the_past, complaint.promise_too_far, complaint.of_other_customer,
// complaint.no_department, NOT_FOUND on the ids, department.inactive, member.left,
// FORBIDDEN where the viewer's permission does not reach whose it is. Records
// complaint.received.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.Complaint, error) {
	if err := begin(ctx, authz.ComplaintCreate); err != nil {
		return nil, err
	}
	facts, err := in.check(ctx)
	if err != nil {
		return nil, err
	}
	if err := in.Links.find(ctx, tx, &facts); err != nil {
		return nil, err
	}
	switch {
	case facts.name == "":
		return nil, fault.Input("complainantName", "complaint.no_name")
	case facts.reach.none() && !facts.reachable:
		return nil, fault.Input("phone", "complaint.no_contact")
	}
	if facts.department, err = ownDepartment(ctx, tx, optional.Value(in.OwnerDepartmentID)); err != nil {
		return nil, err
	}
	if facts.assignee = optional.Value(in.AssigneeID); facts.assignee != "" {
		if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "assigneeId", ID: facts.assignee}); err != nil {
			return nil, err
		}
	}
	if err := reaches(ctx, authz.ComplaintCreate, facts.department); err != nil {
		return nil, err
	}
	facts.intake, facts.confirmed = flow.IntakeMember, true
	if spoken(facts.channel) {
		facts.acknowledged = &flow.Acknowledgement{At: viewer.Now(ctx), Channel: facts.channel, ByID: viewer.From(ctx).Member}
	}
	return register(ctx, tx, facts)
}

func (in *CreateInput) check(ctx context.Context) (facts, error) {
	c := checks{now: viewer.Now(ctx)}
	f := facts{
		name: optional.Value(in.ComplainantName), content: in.Content, product: optional.Value(in.Product),
		order: optional.Value(in.OrderNo), remedy: optional.Value(in.RemedySought), channel: in.Channel,
		reach: Reach{Phone: optional.Value(in.Phone), Email: optional.Value(in.Email), Other: optional.Value(in.OtherContact)},
	}
	f.check(&c)
	c.line("orderNo", &f.order, 0, maxOrder)
	known(&c, "channel", in.Channel)
	f.complainedAt = c.past("complainedAt", in.ComplainedAt)
	f.promisedAt = c.promised("promisedAt", in.PromisedAt)
	if f.happenedOn = optional.Value(in.HappenedOn); f.happenedOn != "" {
		day, err := time.ParseInLocation(time.DateOnly, f.happenedOn, tenants.ConfigFrom(ctx).Zone)
		if err != nil {
			c.fail(fault.Input("happenedOn", "input.malformed").Because(err))
		}
		c.past("happenedOn", day)
	}
	return f, c.err
}

// spoken tells whether who complains by the channel hears at once that it came in.
func spoken(channel flow.Channel) bool {
	switch channel {
	case flow.ChannelPhone, flow.ChannelOnlineChat, flow.ChannelOnlineMeeting, flow.ChannelVisit, flow.ChannelFaceToFace:
		return true
	default:
		return false
	}
}

// ownDepartment is the department that answers: the given one, else the viewer's own, else
// the first that serves customers.
func ownDepartment(ctx context.Context, tx *ent.Tx, id typeid.ID) (typeid.ID, error) {
	if id != "" {
		return id, tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "ownerDepartmentId", ID: id})
	}
	if own := viewer.From(ctx).Department; own != "" {
		return own, nil
	}
	if id = servicing(ctx); id == "" {
		return "", fault.Input("ownerDepartmentId", "complaint.no_department")
	}
	return id, nil
}

// servicing is the first department that serves customers; empty for none.
func servicing(ctx context.Context) typeid.ID {
	first := typeid.ID("")
	for _, d := range tenants.ConfigFrom(ctx).Departments {
		if d.Active && d.Type == flow.DepartmentService && (first == "" || d.ID < first) {
			first = d.ID
		}
	}
	return first
}

// reaches refuses a complaint of a department that the action does not reach. What
// somebody hears is theirs to write down, wherever it belongs.
func reaches(ctx context.Context, action authz.Action, department typeid.ID) error {
	v := viewer.From(ctx)
	scope := v.Scope(string(action))
	if authz.Covers(v, scope, authz.Record{Departments: []typeid.ID{department}, Members: []typeid.ID{v.Member}}) {
		return nil
	}
	return fault.Forbidden().Extend("action", string(action)).Extend("scope", string(scope))
}
