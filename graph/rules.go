package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"heed/app/attachments"
	"heed/app/journal"
	"heed/graph/cost"
	"heed/graph/guard"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// DefaultCost is what an operation may cost if nothing else is said: a page of
// 100 with what stands around each record, or of 45 with 100 below each.
const DefaultCost = 5000

// Introspection is who may ask for the schema.
type Introspection string

// The settings of introspection.
const (
	IntrospectionOn      Introspection = "on"
	IntrospectionMembers Introspection = "members"
	IntrospectionOff     Introspection = "off"
)

// Limits are the most that a document and an operation may ask for. Zero means
// the default.
type Limits struct {
	guard.Limits
	Cost int // points of an operation (5,000)
}

// Rules are what operations must keep beside the schema. They hold whatever way
// an operation comes: the executor asks for each.
type Rules struct {
	documents     *Documents
	limits        Limits
	introspection Introspection
}

// WithDefaults fills in what is not set.
func (l Limits) WithDefaults() Limits {
	l.Limits = l.Limits.WithDefaults()
	if l.Cost <= 0 {
		l.Cost = DefaultCost
	}
	return l
}

// NewRules makes the rules for documents that are kept there.
func NewRules(d *Documents, l Limits, i Introspection) *Rules {
	if i == "" {
		i = IntrospectionOn
	}
	return &Rules{d, l.WithDefaults(), i}
}

// ExtensionName implements graphql.HandlerExtension.
func (*Rules) ExtensionName() string { return "Rules" }

// Validate implements graphql.HandlerExtension.
func (*Rules) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters implements graphql.OperationParameterMutator: the
// guard sees a document before the parser does. One that is known has passed.
func (r *Rules) MutateOperationParameters(_ context.Context, in *graphql.RawParams) *gqlerror.Error {
	if r.documents.knows(in.Query) {
		return nil
	}
	if refused := guard.Check(in.Query, r.limits.Limits); refused != nil {
		return wrapped(refused)
	}
	return nil
}

// MutateOperationContext implements graphql.OperationContextMutator.
func (r *Rules) MutateOperationContext(ctx context.Context, oc *graphql.OperationContext) *gqlerror.Error {
	plan := r.documents.plan(oc.RawQuery, oc.Operation)
	if oc.Operation.Operation == ast.Mutation && plan.Roots > 1 {
		return wrapped(fault.Input("", "request.one_mutation"))
	}
	if err := r.introspect(ctx, plan); err != nil {
		return wrapped(err)
	}
	oc.DisableIntrospection = false
	if err := checkEnums(r.documents.schema, oc.Operation.VariableDefinitions, oc.Variables); err != nil {
		return wrapped(err)
	}
	for _, f := range plan.Pages {
		if err := checkPage(f, oc.Variables); err != nil {
			return wrapped(err)
		}
	}
	bill := plan.Open(oc.Variables)
	bill.Attach(oc)
	if bill.Requested > r.limits.Cost {
		return wrapped(fault.New(fault.CodeCostExceeded, "request.too_costly").With("cost", bill.Requested).With("max", r.limits.Cost).
			Extend("detail", fmt.Sprintf("more than %d points", r.limits.Cost)))
	}
	return nil
}

// introspect refuses who may not ask for the schema.
func (r *Rules) introspect(ctx context.Context, plan *cost.Plan) error {
	switch {
	case !plan.Introspects || r.introspection == IntrospectionOn:
		return nil
	case r.introspection == IntrospectionOff:
		return fault.New(fault.CodeForbidden, "request.no_introspection")
	case viewer.From(ctx).Kind != viewer.Member:
		return Refusal(ctx)
	}
	return nil
}

// InterceptOperation implements graphql.OperationInterceptor: all fields of an
// operation look at no more events together than one of them alone.
func (*Rules) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	return next(attachments.WithOwners(journal.WithBudget(ctx)))
}

func wrapped(err error) *gqlerror.Error {
	e := &gqlerror.Error{Err: err, Message: err.Error()}
	var at *guard.Refusal
	if errors.As(err, &at) && at.Line > 0 {
		e.Locations = []gqlerror.Location{{Line: at.Line, Column: at.Column}}
	}
	return e
}
