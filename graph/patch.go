package graph

import "github.com/99designs/gqlgen/graphql"

// patch translates a field of a partial change: left out, it is nil and stays;
// null, it is the zero value and clears.
func patch[T any](o graphql.Omittable[*T]) *T {
	value, set := o.ValueOK()
	if set && value == nil {
		return new(T)
	}
	return value
}

// one reads the single record of a query whose fields were collected.
func one[T interface {
	Only(ctx C) (R, error)
}, R, C any](q T, err error) func(ctx C) (R, error) {
	return func(ctx C) (R, error) {
		if err != nil {
			var none R
			return none, err
		}
		return q.Only(ctx)
	}
}

// refs points to the elements of a list.
func refs[T any](list []T) []*T {
	all := make([]*T, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

// listed is a list that is given; nil for one that is left out.
func listed[T any](list []T) *[]T {
	if list == nil {
		return nil
	}
	return &list
}

// values are the elements of an optional list; nil stays nil.
func values[T any](list []*T) []T {
	if list == nil {
		return nil
	}
	all := make([]T, len(list))
	for i, one := range list {
		all[i] = *one
	}
	return all
}
