package surveys

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/ent/satisfactionrating"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

type departmentID = typeid.ID

// maxReasons is how many reasons are kept for which a customer is looked after first.
const maxReasons = 20

// followKey is what opens the task to look after a customer first.
func followKey(customer, response typeid.ID) string {
	return "customer.follow_up " + string(customer) + " " + string(response)
}

func names(reasons []flow.FollowUpReason, id typeid.ID) bool {
	for _, r := range reasons {
		if r.ID == id {
			return true
		}
	}
	return false
}

// customerEvent is what the journal tells of a customer.
func customerEvent(c *ent.Customer, typ string, clauses ...string) journal.Event {
	departments, members := journal.CustomerRecord(c)
	return journal.Event{
		Type: typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectCustomer, ID: c.ID},
		Departments: departments, Members: members, Clauses: clauses,
	}
}

// FollowUpClearInput is a customer that need not be looked after first any more.
type FollowUpClearInput struct {
	CustomerID      typeid.ID
	ExpectedVersion int
	Result          string
	Score           *int // as the customer says now
	Comment         *string
}

// ClearFollowUp ends that a customer is looked after first: with what was done, and a new
// rating of three or more; where only needs that were overdue are the reason, that they are
// closed will do (D3-24). The tasks that asked for it are done. Errors: NOT_FOUND on
// customerId, customer.not_flagged, customer.still_unhappy, BAD_USER_INPUT. Records
// customer.follow_up_cleared, and task.done.
func ClearFollowUp(ctx context.Context, tx *ent.Tx, in FollowUpClearInput) (*ent.Customer, error) {
	if err := begin(ctx, authz.CustomerTransition); err != nil {
		return nil, err
	}
	q := tx.Customer.Query().Where(customer.ID(in.CustomerID))
	q.Modify(database.Lock)
	was, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("customerId")
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: locking a customer: %w", err)
	}
	departments, members := journal.CustomerRecord(was)
	if err := authz.On(ctx, authz.CustomerTransition, authz.Record{Departments: departments, Members: members}); err != nil {
		return nil, err
	}
	if err := tenants.Version(in.ExpectedVersion, was.Version); err != nil {
		return nil, err
	}
	if !was.FollowUp {
		return nil, fault.Precondition("customer.not_flagged")
	}
	c := checking(ctx)
	result := c.Lines("result", in.Result, 1, maxReason)
	comment := c.Lines("comment", optional.Value(in.Comment), 0, maxReason)
	if in.Score != nil {
		c.within("score", *in.Score, 1, 5)
	}
	if c.Err != nil {
		return nil, c.Err
	}
	if err := contentAgain(ctx, tx, was, in.Score); err != nil {
		return nil, err
	}
	if in.Score != nil {
		if err := rateAgain(ctx, tx, was, *in.Score, comment); err != nil {
			return nil, err
		}
	}
	is, err := was.Update().SetFollowUp(false).ClearFollowUpSince().SetFollowUpReasons([]flow.FollowUpReason{}).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("surveys: writing a customer: %w", err)
	}
	if err := settleFollowUps(ctx, tx, was.ID, result); err != nil {
		return nil, err
	}
	e := customerEvent(is, "customer.follow_up_cleared", "D3-24")
	e.Detail = map[string]any{"result": result, "since": was.FollowUpSince} // no rating: whoever reads the customer reads it
	journal.Record(ctx, e)
	return is, nil
}

// settleFollowUps finishes the tasks that asked to look after the customer, whatever the
// reasons were.
func settleFollowUps(ctx context.Context, tx *ent.Tx, id typeid.ID, result string) error {
	asked, err := tx.Task.Query().Where(task.CustomerID(id), task.TypeEQ(flow.TaskFollowUp), task.SubjectTypeEQ(flow.SubjectSurveyResponse), task.EndedAtIsNil()).
		Order(task.ByID()).All(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("surveys: looking for the tasks of a customer: %w", err)
	}
	for _, t := range asked {
		if err := tasks.Settle(ctx, tx, followKey(id, t.SubjectID), result); err != nil {
			return err
		}
	}
	return nil
}

// contentAgain refuses to end it while the customer is as unhappy as before.
func contentAgain(ctx context.Context, tx *ent.Tx, c *ent.Customer, score *int) error {
	if score != nil {
		if *score < flow.LowRating {
			return fault.Input("score", "customer.still_unhappy")
		}
		return nil
	}
	var needs []typeid.ID
	for _, r := range c.FollowUpReasons {
		if r.Kind == flow.FollowUpLowRating {
			return fault.Input("score", "customer.still_unhappy")
		}
		needs = append(needs, r.ID)
	}
	open, err := tx.Requirement.Query().Where(requirement.IDIn(needs...), requirement.StateNotIn(flow.RequirementClosed, flow.RequirementRejected, flow.RequirementMerged)).
		Exist(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("surveys: looking for open needs: %w", err)
	}
	if open {
		return fault.Input("score", "customer.still_unhappy")
	}
	return nil
}

// rateAgain keeps the new rating with the answers that had been the reason.
func rateAgain(ctx context.Context, tx *ent.Tx, c *ent.Customer, score int, comment string) error {
	on := c.ID
	subject := flow.SubjectCustomer
	for _, r := range c.FollowUpReasons {
		if r.Subject == flow.SubjectSurveyResponse {
			on, subject = r.ID, flow.SubjectSurveyResponse
		}
	}
	round, err := tx.SatisfactionRating.Query().Where(satisfactionrating.SubjectID(on)).Count(viewer.SystemOf(ctx))
	if err != nil {
		return fmt.Errorf("surveys: counting ratings: %w", err)
	}
	err = tx.SatisfactionRating.Create().SetSubjectType(subject).SetSubjectID(on).SetCustomerID(c.ID).SetRound(round).SetScore(score).
		SetComment(comment).SetMethod(flow.RatingInterview).SetRatedAt(viewer.Now(ctx)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("surveys: keeping a rating: %w", err)
	}
	return nil
}
