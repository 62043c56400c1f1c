package sessions

import (
	"context"
	"fmt"

	"heed/ent"
	"heed/ent/session"
	"heed/ent/usercompany"
	"heed/rules/fault"
	"heed/rules/viewer"
)

// rotations is how often a refresh looks again when others refresh the same
// session at the same time.
const rotations = 3

// Refresh gives a session's next tokens. The token before the newest is
// answered again within the grace, in the network that the newest was given to;
// any other has been stolen, and the session ends.
func (d *Desk) Refresh(ctx context.Context, token string) (Tokens, error) {
	id, generation, ok := readRefresh(d.Keys, token)
	if !ok {
		return Tokens{}, fault.Unauthenticated()
	}
	now := viewer.Now(ctx)
	// The keys come first: a session that rotated without an answer would end
	// with the client's next try.
	ring, err := d.Ring.Signing(ctx, now)
	if err != nil {
		return Tokens{}, err
	}
	for range rotations {
		s, err := d.Journal.Client().Session.Get(ctx, id)
		if ent.IsNotFound(err) {
			return Tokens{}, fault.Unauthenticated()
		}
		if err != nil {
			return Tokens{}, fmt.Errorf("sessions: reading a session: %w", err)
		}
		rotated, err := d.rotate(ctx, s, generation)
		if err != nil {
			return Tokens{}, err
		}
		if rotated {
			return d.tokens(ring, s, now)
		}
	}
	return Tokens{}, fault.Unavailable()
}

// rotate brings the session to the generation after the token's, and tells
// whether it is there: not when another refresh came between.
func (d *Desk) rotate(ctx context.Context, s *ent.Session, generation int) (bool, error) {
	now := viewer.Now(ctx)
	switch {
	case s.EndedAt != nil, !now.Before(s.ExpiresAt), !now.Before(s.CreatedAt.Add(fullLife)):
		return false, fault.New(fault.CodeUnauthenticated, "session.ended")
	case generation == s.Generation-1 && now.Sub(s.RotatedAt) <= grace:
		return true, d.works(ctx, s) // the answer was lost: the same successor
	case generation != s.Generation:
		if err := d.end(ctx, s, "reused"); err != nil {
			return false, err
		}
		return false, fault.New(fault.CodeUnauthenticated, "session.reused")
	}
	if err := d.works(ctx, s); err != nil {
		return false, err
	}
	// The generation in the condition makes the rotation atomic: of two at
	// once the second finds the session rotated, and gets the same successor.
	var changed int
	_, err := d.Journal.Change(viewer.AsSystem(ctx, s.CompanyID), func(ctx context.Context, tx *ent.Tx) error {
		var err error
		changed, err = tx.Session.Update().Where(session.ID(s.ID), session.Generation(generation), session.EndedAtIsNil()).
			SetGeneration(generation + 1).SetRotatedAt(now).SetExpiresAt(now.Add(idleLife)).Save(ctx)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("sessions: rotating: %w", err)
	}
	s.Generation = generation + 1
	return changed > 0, nil
}

// works refuses a person who has left the company or whose account is
// disabled, and a company that is closed.
func (d *Desk) works(ctx context.Context, s *ent.Session) error {
	client := d.Journal.Client()
	active, err := client.UserCompany.Query().Where(usercompany.MemberID(s.MemberID), usercompany.Active(true)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("sessions: reading the membership: %w", err)
	}
	u, err := client.User.Get(ctx, s.UserID)
	if err != nil {
		return fmt.Errorf("sessions: reading an account: %w", err)
	}
	if !active || u.Disabled {
		return left()
	}
	return open(viewer.AsSystem(ctx, s.CompanyID), client, s.CompanyID)
}
