package sessions

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/password"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/session"
	"heed/ent/user"
	"heed/ent/usercompany"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How long sessions live.
const (
	idleLife = 30 * 24 * time.Hour // without a refresh
	fullLife = 90 * 24 * time.Hour // in all
	grace    = 10 * time.Second    // for a lost answer to a refresh
)

// Desk is what sign-in needs: the journal, the hasher, the keys and the ring.
type Desk struct {
	Journal *journal.Journal
	Hasher  *password.Hasher
	Keys    *vault.Keys
	Ring    *Ring

	turns turns // of those who prove who they are
}

// Tokens is what a client keeps of a session.
type Tokens struct {
	AccessToken  string
	RefreshToken string
	ExpiresAt    time.Time
}

// Proof is why a session may begin: the hash that the person's password was
// proven against, and the session they come from, if any.
type Proof struct {
	Hash string
	From typeid.ID
}

// Begin begins a session in the company, with its first tokens. The proof must
// still hold: a password that was changed meanwhile begins nothing, and neither
// does a person who has left meanwhile.
func (d *Desk) Begin(ctx context.Context, place *ent.UserCompany, proof Proof) (Tokens, error) {
	ctx = viewer.AsSystem(ctx, place.CompanyID)
	now := viewer.Now(ctx)
	// The keys come first: without them there would be a session that nobody holds.
	ring, err := d.Ring.Signing(ctx, now)
	if err != nil {
		return Tokens{}, err
	}
	s, _, err := journal.Changed(ctx, d.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Session, error) {
		if err := proof.holds(ctx, tx, place.UserID); err != nil {
			return nil, err
		}
		if err := open(ctx, tx.Client(), place.CompanyID); err != nil {
			return nil, err
		}
		at, err := tx.UserCompany.Update().Where(usercompany.ID(place.ID), usercompany.Active(true)).SetLastUsedAt(now).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("sessions: marking the membership: %w", err)
		}
		if at == 0 {
			return nil, left()
		}
		s, err := tx.Session.Create().SetUserID(place.UserID).SetCompanyID(place.CompanyID).SetMemberID(place.MemberID).
			SetCreatedAt(now).SetRotatedAt(now).SetExpiresAt(now.Add(idleLife)).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("sessions: beginning a session: %w", err)
		}
		record(ctx, "session.created", s, "")
		return s, nil
	})
	if err != nil {
		return Tokens{}, err
	}
	return d.tokens(ring, s, now)
}

// holds keeps the account until the end of the transaction: a change of the
// password comes before, and the proof holds no longer, or after, and ends what
// has begun.
func (p Proof) holds(ctx context.Context, tx *ent.Tx, person typeid.ID) error {
	q := tx.User.Query().Where(user.ID(person), user.PasswordHash(p.Hash), user.Disabled(false))
	q.Modify(database.Lock)
	if _, err := q.Only(ctx); ent.IsNotFound(err) {
		return wrong()
	} else if err != nil {
		return fmt.Errorf("sessions: keeping an account: %w", err)
	}
	if p.From == "" {
		return nil
	}
	goes, err := tx.Session.Query().Where(session.ID(p.From), session.EndedAtIsNil()).Exist(ctx)
	if err != nil {
		return fmt.Errorf("sessions: reading a session: %w", err)
	}
	if !goes {
		return fault.New(fault.CodeUnauthenticated, "session.ended")
	}
	return nil
}

// left is the refusal of who no longer works for the company.
func left() *fault.Error { return fault.New(fault.CodeUnauthenticated, "member.left") }

// closed is the refusal of a company that is closed.
func closed() *fault.Error { return fault.Precondition("company.closed") }

// open refuses a closed company, in a context of that company.
func open(ctx context.Context, client *ent.Client, company typeid.ID) error {
	c, err := client.Tenant.Get(ctx, company)
	if err != nil {
		return fmt.Errorf("sessions: reading the company: %w", err)
	}
	if c.State == flow.TenantClosed {
		return closed()
	}
	return nil
}

// tokens are the tokens of the session's generation.
func (d *Desk) tokens(ring *Keyring, s *ent.Session, now time.Time) (Tokens, error) {
	access, err := ring.Mint(now, Claims{User: s.UserID, Tenant: s.CompanyID, Session: s.ID, Expires: Expiry(now)})
	if err != nil {
		return Tokens{}, err
	}
	return Tokens{AccessToken: access, RefreshToken: refreshToken(d.Keys, s.ID, s.Generation), ExpiresAt: Expiry(now)}, nil
}

// within is the context for a change in the company: the viewer's own where
// they act in it, so that the event tells who did it.
func within(ctx context.Context, company typeid.ID) context.Context {
	if viewer.Tenant(ctx) == company {
		return ctx
	}
	return viewer.AsSystem(ctx, company)
}

// record tells of a session, and why it ended. An end changes who may do what:
// every replica forgets the session.
func record(ctx context.Context, kind string, s *ent.Session, why string) {
	e := journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: why != "",
		Subject: journal.Subject{Type: flow.SubjectSession, ID: s.ID}, Members: []typeid.ID{s.MemberID},
	}
	if why != "" {
		e.Detail = map[string]any{"reason": why}
	}
	journal.Record(ctx, e)
}
