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
		Public: func(ctx context.Context, _ any, next graphql.Resolver) (any, error) { return next(ctx) },
		Max:    func(ctx context.Context, _ any, next graphql.Resolver, _ int) (any, error) { return next(ctx) },
	}
}

// can is permission by role; permission by record is asked where records are read.
func can(ctx context.Context, _ any, next graphql.Resolver, do, or *authz.Action) (any, error) {
	if viewer.From(ctx).Kind != viewer.Member {
		if refusal, ok := ctx.Value(refusalKey{}).(error); ok {
			return nil, refusal
		}
		return nil, fault.Unauthenticated()
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

type refusalKey struct{}

// WithRefusal keeps why a token does not hold: public fields still work, any
// other tells it.
func WithRefusal(ctx context.Context, err error) context.Context {
	return context.WithValue(ctx, refusalKey{}, err)
}
