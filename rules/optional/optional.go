// Package optional reads values that may be left out, as inputs have them.
package optional

// Value is the value, or the zero value where it is left out.
func Value[T any](p *T) T {
	var none T
	return Or(p, none)
}

// Or is the value, or another where it is left out.
func Or[T any](p *T, other T) T {
	if p == nil {
		return other
	}
	return *p
}
