package sessions

import (
	"context"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/password"
	"heed/ent"
	"heed/ent/companyslug"
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
}

// Tokens is what a client keeps of a session.
type Tokens struct {
	AccessToken  string
	RefreshToken string
	ExpiresAt    time.Time
}

// CreateInput is a person who signs in.
type CreateInput struct {
	Email      string
	Password   string
	TenantSlug *string
}

// Create signs a person in. Unknown address, wrong password, and a company the
// person does not work for get the same answer in the same time.
func (d *Desk) Create(ctx context.Context, in CreateInput) (Tokens, error) {
	email := normalise(in.Email)
	client := d.Journal.Client()
	for l, value := range map[limit]string{perAccount: email, perAddress: viewer.Address(ctx)} {
		if err := l.check(ctx, client, value); err != nil {
			return Tokens{}, err
		}
	}
	u, err := d.prove(ctx, email, in.Password)
	if err != nil {
		return Tokens{}, err
	}
	place, err := d.place(ctx, u, in.TenantSlug)
	if err != nil {
		return Tokens{}, err
	}
	return d.Begin(ctx, place)
}

// prove finds the account and checks its password.
func (d *Desk) prove(ctx context.Context, email, pass string) (*ent.User, error) {
	u, err := d.Journal.Client().User.Query().Where(user.Email(email)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		if err := d.Hasher.DummyVerify(ctx, pass); err != nil {
			return nil, err
		}
		return nil, d.failed(ctx, email)
	case err != nil:
		return nil, fmt.Errorf("sessions: looking an account up: %w", err)
	}
	ok, err := d.Hasher.Verify(ctx, u.PasswordHash, pass)
	if err != nil {
		return nil, err
	}
	if !ok || u.Disabled {
		return nil, d.failed(ctx, email)
	}
	return u, nil
}

func (d *Desk) failed(ctx context.Context, email string) error {
	for l, value := range map[limit]string{perAccount: email, perAddress: viewer.Address(ctx)} {
		if err := l.count(ctx, d.Journal, value); err != nil {
			return err
		}
	}
	return wrong()
}

func wrong() *fault.Error { return fault.New(fault.CodeUnauthenticated, "session.wrong_credentials") }

// place is the company that a person signs in to: the named one, or the one
// used last.
func (d *Desk) place(ctx context.Context, u *ent.User, slug *string) (*ent.UserCompany, error) {
	q := d.Journal.Client().UserCompany.Query().
		Where(usercompany.UserID(u.ID), usercompany.Active(true)).
		Order(usercompany.ByLastUsedAt(desc()), usercompany.ByID())
	if slug != nil {
		company, err := d.Journal.Client().CompanySlug.Query().Where(companyslug.Slug(normalise(*slug))).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, wrong()
		}
		if err != nil {
			return nil, fmt.Errorf("sessions: looking a company up: %w", err)
		}
		q.Where(usercompany.CompanyID(company.CompanyID))
	}
	place, err := q.First(ctx)
	if ent.IsNotFound(err) {
		return nil, wrong()
	}
	if err != nil {
		return nil, fmt.Errorf("sessions: reading memberships: %w", err)
	}
	return place, nil
}

// Begin begins a session in the company, with its first tokens.
func (d *Desk) Begin(ctx context.Context, place *ent.UserCompany) (Tokens, error) {
	ctx = viewer.AsSystem(ctx, place.CompanyID)
	now := viewer.Now(ctx)
	s, _, err := journal.Changed(ctx, d.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.Session, error) {
		if err := open(ctx, tx, place); err != nil {
			return nil, err
		}
		s, err := tx.Session.Create().SetUserID(place.UserID).SetCompanyID(place.CompanyID).SetMemberID(place.MemberID).
			SetCreatedAt(now).SetRotatedAt(now).SetExpiresAt(now.Add(idleLife)).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("sessions: beginning a session: %w", err)
		}
		record(ctx, "session.created", s)
		return s, nil
	})
	if err != nil {
		return Tokens{}, err
	}
	return d.tokens(ctx, s)
}

// open refuses a closed company and marks the membership as used.
func open(ctx context.Context, tx *ent.Tx, place *ent.UserCompany) error {
	company, err := tx.Tenant.Get(ctx, place.CompanyID)
	if err != nil {
		return fmt.Errorf("sessions: reading the company: %w", err)
	}
	if company.State == flow.TenantClosed {
		return fault.Precondition("company.closed")
	}
	if err := tx.UserCompany.UpdateOneID(place.ID).SetLastUsedAt(viewer.Now(ctx)).Exec(ctx); err != nil {
		return fmt.Errorf("sessions: marking the membership: %w", err)
	}
	return nil
}

func (d *Desk) tokens(ctx context.Context, s *ent.Session) (Tokens, error) {
	now := viewer.Now(ctx)
	ring, err := d.Ring.Signing(ctx, now)
	if err != nil {
		return Tokens{}, err
	}
	access, err := ring.Mint(now, Claims{User: s.UserID, Tenant: s.CompanyID, Session: s.ID, Expires: Expiry(now)})
	if err != nil {
		return Tokens{}, err
	}
	return Tokens{AccessToken: access, RefreshToken: refreshToken(d.Keys, s.ID, s.Generation), ExpiresAt: Expiry(now)}, nil
}

// Refresh gives a session's next tokens. The token before the newest is
// answered again within the grace; any older one has been stolen, and the
// session ends.
func (d *Desk) Refresh(ctx context.Context, token string) (Tokens, error) {
	id, generation, ok := readRefresh(d.Keys, token)
	if !ok {
		return Tokens{}, fault.Unauthenticated()
	}
	s, err := d.Journal.Client().Session.Get(ctx, id)
	if ent.IsNotFound(err) {
		return Tokens{}, fault.Unauthenticated()
	}
	if err != nil {
		return Tokens{}, fmt.Errorf("sessions: reading a session: %w", err)
	}
	now := viewer.Now(ctx)
	switch {
	case s.EndedAt != nil, !now.Before(s.ExpiresAt), !now.Before(s.CreatedAt.Add(fullLife)):
		return Tokens{}, fault.New(fault.CodeUnauthenticated, "session.ended")
	case generation == s.Generation-1 && now.Sub(s.RotatedAt) <= grace:
		return d.tokens(ctx, s) // the answer was lost: the same successor
	case generation != s.Generation:
		if err := d.end(ctx, s, "reused"); err != nil {
			return Tokens{}, err
		}
		return Tokens{}, fault.New(fault.CodeUnauthenticated, "session.reused")
	}
	// The generation in the condition makes the rotation atomic: of two at
	// once the second finds the session rotated, and gets the same successor.
	_, err = d.Journal.Change(viewer.AsSystem(ctx, s.CompanyID), func(ctx context.Context, tx *ent.Tx) error {
		_, err := tx.Session.Update().Where(session.ID(id), session.Generation(generation), session.EndedAtIsNil()).
			SetGeneration(generation + 1).SetRotatedAt(now).SetExpiresAt(now.Add(idleLife)).Save(ctx)
		return err
	})
	if err != nil {
		return Tokens{}, fmt.Errorf("sessions: rotating: %w", err)
	}
	s.Generation = generation + 1
	return d.tokens(ctx, s)
}

// End ends the session of a refresh token, or of the viewer. Ending what has
// ended is no error.
func (d *Desk) End(ctx context.Context, token *string) error {
	id := viewer.From(ctx).Session
	if token != nil {
		var ok bool
		if id, _, ok = readRefresh(d.Keys, *token); !ok {
			return fault.Unauthenticated()
		}
	}
	if id == "" {
		return fault.Unauthenticated()
	}
	s, err := d.Journal.Client().Session.Get(ctx, id)
	if ent.IsNotFound(err) {
		return fault.Unauthenticated()
	}
	if err != nil {
		return fmt.Errorf("sessions: reading a session: %w", err)
	}
	if s.EndedAt != nil {
		return nil
	}
	return d.end(ctx, s, "signed out")
}

// EndAll ends the sessions of the viewer's person in all companies; spare is
// left alone.
func (d *Desk) EndAll(ctx context.Context, person, spare typeid.ID, reason string) (int, error) {
	all, err := d.Journal.Client().Session.Query().
		Where(session.UserID(person), session.EndedAtIsNil(), session.IDNEQ(spare)).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("sessions: reading sessions: %w", err)
	}
	for _, s := range all {
		if err := d.end(ctx, s, reason); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

// end ends a session, in its company's journal.
func (d *Desk) end(ctx context.Context, s *ent.Session, reason string) error {
	_, err := d.Journal.Change(viewer.AsSystem(ctx, s.CompanyID), func(ctx context.Context, tx *ent.Tx) error {
		n, err := tx.Session.Update().Where(session.ID(s.ID), session.EndedAtIsNil()).
			SetEndedAt(viewer.Now(ctx)).SetEndReason(reason).Save(ctx)
		if err == nil && n > 0 {
			record(ctx, "session.ended", s)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("sessions: ending a session: %w", err)
	}
	return nil
}

// Switch takes the viewer's session to another company of the person: this
// one ends, another begins there.
func (d *Desk) Switch(ctx context.Context, slug string) (Tokens, error) {
	v := viewer.From(ctx)
	u, err := d.Journal.Client().User.Get(ctx, v.User)
	if err != nil {
		return Tokens{}, fmt.Errorf("sessions: reading the account: %w", err)
	}
	place, err := d.place(ctx, u, &slug)
	if err != nil {
		return Tokens{}, fault.NotFound().On("tenantSlug").Because(err)
	}
	tokens, err := d.Begin(ctx, place)
	if err != nil {
		return Tokens{}, err
	}
	return tokens, d.End(ctx, nil)
}

// ChangePassword changes the viewer's password and ends their other sessions.
func (d *Desk) ChangePassword(ctx context.Context, current, next string) (ended int, err error) {
	v := viewer.From(ctx)
	if err := password.Check("newPassword", next); err != nil {
		return 0, err
	}
	u, err := d.Journal.Client().User.Get(ctx, v.User)
	if err != nil {
		return 0, fmt.Errorf("sessions: reading the account: %w", err)
	}
	if err := perAccount.check(ctx, d.Journal.Client(), u.Email); err != nil {
		return 0, err
	}
	if _, err := d.prove(ctx, u.Email, current); err != nil {
		if fault.CodeOf(err) == fault.CodeUnauthenticated {
			return 0, fault.Input("currentPassword", "session.wrong_credentials")
		}
		return 0, err
	}
	hash, err := d.Hasher.Hash(ctx, next)
	if err != nil {
		return 0, err
	}
	_, err = d.Journal.Change(viewer.AsSystem(ctx, v.Tenant), func(ctx context.Context, tx *ent.Tx) error {
		journal.Record(ctx, journal.Event{
			Type: "member.password_changed", Kind: flow.EventAdmin, Config: true,
			Subject: journal.Subject{Type: flow.SubjectMember, ID: v.Member}, Members: []typeid.ID{v.Member},
		})
		return tx.User.UpdateOneID(u.ID).SetPasswordHash(hash).SetMustChangePassword(false).Exec(ctx)
	})
	if err != nil {
		return 0, fmt.Errorf("sessions: changing the password: %w", err)
	}
	return d.EndAll(ctx, v.User, v.Session, "password changed")
}

// record tells of a session. It changes who may do what: every replica looks
// at the company's sessions again.
func record(ctx context.Context, kind string, s *ent.Session) {
	journal.Record(ctx, journal.Event{
		Type: kind, Kind: flow.EventAdmin, Config: kind == "session.ended",
		Subject: journal.Subject{Type: flow.SubjectSession, ID: s.ID}, Members: []typeid.ID{s.MemberID},
	})
}
