package server

import (
	"context"
	"math"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"heed/app/limit"
	"heed/app/tenants"
	"heed/graph/cost"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/throttle"
)

const (
	// requestPoints is as how many points one of a plan's requests a minute counts: a page of 50 records with two others each.
	requestPoints = 100
	keptCompanies = 10_000
	keptNetworks  = 100_000
)

// accounts say how much a company, and a place in the network, may still ask for.
// A company has what its plan says. A place pays for what nobody who is signed
// in asks from there, and one point for each operation of members: they have an
// account, and many may come from one place.
type accounts struct {
	companies, networks *throttle.Buckets
	network             throttle.Rate
	dearest             int // points of the dearest operation that is allowed
	limits              func(flow.Plan) flow.Limits
	now                 func() time.Time
}

func newAccounts(o Options) *accounts {
	if o.Unthrottled {
		return nil
	}
	a := &accounts{
		network: throttle.PerMinute(o.AddressPoints, o.Limits.Cost), dearest: o.Limits.Cost, limits: o.PlanLimits, now: o.Now,
	}
	var err error
	if a.companies, err = throttle.NewBuckets(keptCompanies); err == nil {
		a.networks, err = throttle.NewBuckets(keptNetworks)
	}
	if err != nil {
		panic(err) // the sizes are constants
	}
	return a
}

// limitOf is how fast the viewer's company may ask.
func (a *accounts) limitOf(ctx context.Context) throttle.Rate {
	return throttle.PerMinute(a.limits(tenants.ConfigFrom(ctx).Tenant.Plan).RequestsPerMinute*requestPoints, a.dearest)
}

// used is how many of its requests a minute the viewer's company has taken, of
// the usual size and as this process counts; false where nobody counts.
func (a *accounts) used(ctx context.Context) (int, bool) {
	if a == nil {
		return 0, false
	}
	rate := a.limitOf(ctx)
	if rate.Unlimited() {
		return 0, false
	}
	spent := a.companies.Spent(string(viewer.Tenant(ctx)), rate, a.now())
	return (spent + requestPoints - 1) / requestPoints, true
}

// charge is what one operation pays.
type charge struct {
	*accounts
	company typeid.ID // "" for nobody
	rate    throttle.Rate
	network string
	paid    int
	settled bool
}

const chargeKey = "heed.charge"

// begin takes the point that every operation costs, also one that cannot be
// read. Nil accounts take nothing.
func (a *accounts) begin(ctx context.Context) (*charge, error) {
	if a == nil {
		return nil, nil
	}
	c := &charge{accounts: a, rate: a.network, network: limit.Network(viewer.Address(ctx))}
	if v := viewer.From(ctx); v.Kind == viewer.Member {
		c.company, c.rate = v.Tenant, a.limitOf(ctx)
		if wait := a.networks.Take(c.network, a.network, 1, a.now()); wait > 0 {
			return nil, limited(wait)
		}
	}
	return c, c.take(1)
}

// file takes what reading a file costs.
func (a *accounts) file(ctx context.Context) error {
	c, err := a.begin(ctx)
	if c == nil || err != nil {
		return err
	}
	return c.take(filePoints - 1)
}

// take takes from the bucket that pays.
func (c *charge) take(points int) error {
	if points <= 0 {
		return nil
	}
	buckets, key := c.payer()
	if wait := buckets.Take(key, c.rate, points, c.now()); wait > 0 {
		return limited(wait)
	}
	c.paid += points
	return nil
}

func (c *charge) payer() (*throttle.Buckets, string) {
	if c.company != "" {
		return c.companies, string(c.company)
	}
	return c.networks, c.network
}

func limited(wait time.Duration) error {
	return fault.RateLimited().Extend("retryAfter", int(math.Ceil(wait.Seconds())))
}

// operation takes what the operation may cost.
func (c *charge) operation(oc *graphql.OperationContext) error {
	bill := cost.BillOf(oc)
	if c == nil || bill == nil {
		return nil
	}
	oc.Stats.SetExtension(chargeKey, c)
	return c.take(bill.Requested - c.paid)
}

// settle gives back what was not used, once, and tells what is left.
func (c *charge) settle(actual int) *throttleStatus {
	if c == nil || c.rate.Unlimited() {
		return nil
	}
	back := 0
	if !c.settled {
		c.settled, back = true, c.paid-max(1, actual)
	}
	buckets, key := c.payer()
	return &throttleStatus{
		MaximumAvailable: int(c.rate.Most), RestoreRate: int(c.rate.PerSecond),
		CurrentlyAvailable: buckets.Settle(key, c.rate, back, c.now()),
	}
}

// costs is extensions.cost of an answer.
type costs struct {
	Requested int             `json:"requestedQueryCost"`
	Actual    int             `json:"actualQueryCost"`
	Throttle  *throttleStatus `json:"throttleStatus,omitempty"`
}

type throttleStatus struct {
	MaximumAvailable   int `json:"maximumAvailable"`
	CurrentlyAvailable int `json:"currentlyAvailable"`
	RestoreRate        int `json:"restoreRate"` // points a second
}

// costTold tells what an operation cost, with its answer. Events of
// subscriptions are shared and say nothing of it; their refusal does.
type costTold struct{}

// ExtensionName implements graphql.HandlerExtension.
func (costTold) ExtensionName() string { return "Cost" }

// Validate implements graphql.HandlerExtension.
func (costTold) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse implements graphql.ResponseInterceptor.
func (costTold) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	resp := next(ctx)
	oc := graphql.GetOperationContext(ctx)
	bill := cost.BillOf(oc)
	if resp == nil || bill == nil {
		return resp
	}
	executed := len(resp.Data) > 0
	if executed && oc.Operation.Operation == ast.Subscription {
		return resp
	}
	told := costs{Requested: bill.Requested}
	if executed {
		told.Actual = bill.Actual()
	}
	c, _ := oc.Stats.GetExtension(chargeKey).(*charge)
	told.Throttle = c.settle(told.Actual)
	if resp.Extensions == nil {
		resp.Extensions = map[string]any{}
	}
	resp.Extensions["cost"] = told
	return resp
}
