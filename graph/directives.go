package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"heed/authz"
	"heed/graph/generated"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// Directives are the schema's.
func Directives() generated.DirectiveRoot {
	return generated.DirectiveRoot{
		Can:    can,
		Masked: masked,
		Public: func(ctx context.Context, _ any, next graphql.Resolver) (any, error) { return next(ctx) },
		Max:    func(ctx context.Context, _ any, next graphql.Resolver, _ int) (any, error) { return next(ctx) },
	}
}

// can is permission by role; permission by record is asked where records are read.
func can(ctx context.Context, _ any, next graphql.Resolver, do, or *authz.Action) (any, error) {
	if viewer.From(ctx).Kind != viewer.Member {
		return nil, Refusal(ctx)
	}
	if do == nil {
		return next(ctx)
	}
	if err := may(ctx, *do); err != nil {
		if or == nil || may(ctx, *or) != nil {
			return nil, err
		}
	}
	return next(ctx)
}

// may refuses an action that no role of the viewer allows, and any action until
// a first password has been changed.
func may(ctx context.Context, a authz.Action) error {
	if err := settled(ctx); err != nil {
		return err
	}
	return authz.Require(ctx, a)
}

// settled refuses all but changing it until a first password has been changed.
func settled(ctx context.Context) error {
	if viewer.From(ctx).MustChangePassword {
		return fault.Precondition("session.password_must_change")
	}
	return nil
}

// resources are what the types with masked fields are of.
var resources = map[string]authz.Resource{"Customer": authz.Customer, "Contact": authz.Contact, "Requirement": authz.Requirement, "RequirementAssessment": authz.Requirement, "Approval": authz.Approval, "PurchaseRecord": authz.Purchase}

// masked is null where the viewer's roles hide the field, wherever its record
// comes from. For who has no masks it asks nothing.
func masked(ctx context.Context, _ any, next graphql.Resolver) (any, error) {
	if v := viewer.From(ctx); len(v.Masked) > 0 {
		if fc := graphql.GetFieldContext(ctx); authz.Hides(v, resources[fc.Object], fc.Field.Name) {
			return nil, nil
		}
	}
	return next(ctx)
}

type refusalKey struct{}

// Refusal is why nobody is signed in.
func Refusal(ctx context.Context) error {
	if err, ok := ctx.Value(refusalKey{}).(error); ok {
		return err
	}
	return fault.Unauthenticated()
}

// WithRefusal keeps why a token does not hold: public fields still work, any
// other tells it.
func WithRefusal(ctx context.Context, err error) context.Context {
	return context.WithValue(ctx, refusalKey{}, err)
}
