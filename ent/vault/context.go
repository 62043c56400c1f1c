package vault

import "context"

type keysKey struct{}

// With puts the data keys into the context.
func With(ctx context.Context, keys *Keys) context.Context {
	return context.WithValue(ctx, keysKey{}, keys)
}

// From is the data keys of the context. A context without them is a mistake in
// the program.
func From(ctx context.Context) *Keys {
	keys, ok := ctx.Value(keysKey{}).(*Keys)
	if !ok || keys == nil {
		panic("vault: the context carries no data keys (With)")
	}
	return keys
}
