package tenants

import (
	"context"
	"fmt"
	"math"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/counter"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// CustomersFigure counts a company's customers, so that nobody counts them one
// by one to know whether there is room for another.
const CustomersFigure = "customers"

// nearShare is the last part of a limit, one in so many, in which customers are
// made one change after another. What was begun before it is far smaller.
const nearShare = 10

// roomForMember refuses one more member than the company's plan allows. Those who
// are invited count; the company's row is kept, so that of two who come at once
// the second waits.
func roomForMember(ctx context.Context, tx *ent.Tx) error {
	c, err := lockCompany(ctx, tx)
	if err != nil {
		return err
	}
	limit := flow.LimitsOf(c.Plan).Members
	if limit == 0 {
		return nil
	}
	used, err := countMembers(ctx, tx.Client())
	if err != nil {
		return err
	}
	if used >= limit {
		return fault.Precondition("plan.members").With("plan", c.Plan).With("limit", limit).Extend("plan", string(c.Plan)).Extend("limit", limit)
	}
	return nil
}

func countMembers(ctx context.Context, client *ent.Client) (int, error) {
	n, err := client.Member.Query().Where(member.StateIn(flow.MemberActive, flow.MemberInvited)).Count(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
	if err != nil {
		return 0, fmt.Errorf("tenants: counting members: %w", err)
	}
	return n, nil
}

// RoomForCustomer counts one more customer, or refuses it.
func RoomForCustomer(ctx context.Context, tx *ent.Tx) error {
	taken, err := TakeRoom(ctx, tx, 1)
	if err == nil && taken == 0 {
		err = TooManyCustomers(ctx)
	}
	return err
}

// TooManyCustomers is the refusal of a customer beyond the plan.
func TooManyCustomers(ctx context.Context) *fault.Error {
	plan := ConfigFrom(ctx).Tenant.Plan
	limit := flow.LimitsOf(plan).Customers
	return fault.Precondition("plan.customers").With("plan", plan).With("limit", limit).Extend("plan", string(plan)).Extend("limit", limit)
}

// TakeRoom counts as many more customers as the plan has room for, and gives how
// many. Near the limit, and for several, the company's row is kept until the end
// of the change: two lots at once may be more than the last part of the limit.
func TakeRoom(ctx context.Context, tx *ent.Tx, more int) (int, error) {
	if more == 0 {
		return 0, nil
	}
	limit := flow.LimitsOf(ConfigFrom(ctx).Tenant.Plan).Customers
	used, known, err := customersUsed(ctx, tx.Client())
	if err != nil {
		return 0, err
	}
	near := limit > 0 && (more > 1 || used+more > limit-limit/nearShare)
	if near || !known {
		c, err := lockCompany(ctx, tx)
		if err != nil {
			return 0, err
		}
		limit = flow.LimitsOf(c.Plan).Customers
		if used, known, err = customersUsed(ctx, tx.Client()); err != nil {
			return 0, err
		}
	}
	if !known { // the first since customers are counted
		if used, err = countCustomers(ctx, tx.Client()); err != nil {
			return 0, err
		}
		journal.Count(ctx, CustomersFigure, "", used)
	}
	if limit > 0 {
		more = max(0, min(more, limit-used))
	}
	if more > 0 {
		journal.Count(ctx, CustomersFigure, "", more)
	}
	return more, nil
}

// customersUsed is how many customers the company has; false when they have not
// been counted yet.
func customersUsed(ctx context.Context, client *ent.Client) (int, bool, error) {
	row, err := client.Counter.Query().Where(counter.Name(CustomersFigure), counter.Bucket("")).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return 0, false, nil
	case err != nil:
		return 0, false, fmt.Errorf("tenants: reading the number of customers: %w", err)
	}
	return row.Amount, true, nil
}

func countCustomers(ctx context.Context, client *ent.Client) (int, error) {
	n, err := client.Customer.Query().Count(viewer.AsSystem(ctx, viewer.Tenant(ctx)))
	if err != nil {
		return 0, fmt.Errorf("tenants: counting customers: %w", err)
	}
	return n, nil
}

// CustomersLeft is how many more customers the plan has room for, without taking it.
func CustomersLeft(ctx context.Context, client *ent.Client) (int, error) {
	limit := flow.LimitsOf(ConfigFrom(ctx).Tenant.Plan).Customers
	if limit == 0 {
		return math.MaxInt, nil
	}
	used, err := numberOfCustomers(ctx, client)
	return max(0, limit-used), err
}

func numberOfCustomers(ctx context.Context, client *ent.Client) (int, error) {
	used, known, err := customersUsed(ctx, client)
	if err == nil && !known {
		return countCustomers(ctx, client)
	}
	return used, err
}

// CountFiles adds to the bytes that the company's files take, in the change of the context.
func CountFiles(ctx context.Context, bytes int64) {
	journal.Count(ctx, flow.FilesFigure, "", int(bytes))
}

// RoomForFile refuses a file for which the company's plan has no room. Some that
// come at once may go beyond it by their own size.
func RoomForFile(ctx context.Context, client *ent.Client, bytes int64) error {
	plan := ConfigFrom(ctx).Tenant.Plan
	limit := flow.LimitsOf(plan).FileBytes
	if limit == 0 {
		return nil
	}
	row, err := client.Counter.Query().Where(counter.Name(flow.FilesFigure), counter.Bucket("")).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("tenants: reading the size of files: %w", err)
	}
	if row != nil && row.Amount+int(bytes) > limit || int(bytes) > limit {
		megabytes := limit >> 20
		return fault.Precondition("plan.files").With("plan", plan).With("limit", megabytes).Extend("plan", string(plan)).Extend("limit", megabytes)
	}
	return nil
}

// sparePart of the room for files, one in so many, is the members' alone: the public cannot fill it.
const sparePart = 5

// SpareRoomForFile is RoomForFile for what comes from the public.
func SpareRoomForFile(ctx context.Context, client *ent.Client, bytes int64) error {
	return RoomForFile(ctx, client, bytes+int64(flow.LimitsOf(ConfigFrom(ctx).Tenant.Plan).FileBytes/sparePart))
}

// Quota is how much of something is used; no Limit is none.
type Quota struct {
	Used  *int // nil when it is not known
	Limit *int
}

// Usage is what a company uses of its plan.
type Usage struct {
	Plan              flow.Plan
	Members           Quota
	Customers         Quota
	RequestsPerMinute Quota
}

// UsageOf looks up what the company uses. Requests are counted by each process;
// nil when nobody counts them.
func UsageOf(ctx context.Context, client *ent.Client, requests func(context.Context) (int, bool)) (*Usage, error) {
	c, err := client.Tenant.Get(ctx, viewer.Tenant(ctx))
	if err != nil {
		return nil, fmt.Errorf("tenants: reading the company: %w", err)
	}
	members, err := countMembers(ctx, client)
	if err != nil {
		return nil, err
	}
	customers, err := numberOfCustomers(ctx, client)
	if err != nil {
		return nil, err
	}
	limits := flow.LimitsOf(c.Plan)
	u := &Usage{
		Plan: c.Plan, Members: Quota{&members, limited(limits.Members)}, Customers: Quota{&customers, limited(limits.Customers)},
		RequestsPerMinute: Quota{Limit: limited(limits.RequestsPerMinute)},
	}
	if requests != nil {
		if n, ok := requests(ctx); ok {
			u.RequestsPerMinute.Used = &n
		}
	}
	return u, nil
}

func limited(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
