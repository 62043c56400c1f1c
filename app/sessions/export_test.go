package sessions

import (
	"context"

	"heed/ent"
	"heed/ent/vault"
	"heed/rules/typeid"
)

// RefreshToken is a session's token of a generation.
func RefreshToken(keys *vault.Keys, session typeid.ID, generation int) string {
	return refreshToken(keys, session, generation)
}

// Crowd out a company's configuration, as a thousand other companies do.
func (w *Who) CrowdOut(tenant typeid.ID) { w.configs.Drop(tenant) }

// Watches is how many companies are watched.
func (w *Who) Watches() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.watched)
}

// HeaderKey is the kid of a token's header.
func HeaderKey(segment string) string {
	kid, _ := checkHeader(segment)
	return kid
}

// Rehash stores a proven password at the present cost.
func (d *Desk) Rehash(ctx context.Context, u *ent.User, pass string) (*ent.User, error) {
	return d.rehash(ctx, u, pass)
}
