package requirements

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/ent/token"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// linkLife is how long a customer may rate at a link.
const linkLife = 90 * 24 * time.Hour

// Link is where a customer rates: the secret stands in nothing that is kept.
type Link struct {
	Secret    string
	ExpiresAt time.Time
}

// Path is where the link leads.
func (l Link) Path() string { return "/r/" + l.Secret }

// RatingLinkInput is the requirement that a link is for.
type RatingLinkInput struct{ ID typeid.ID }

// RatingLink makes a new link at which the customer rates the requirement, for
// 90 days or until it is taken up again; the one before ends. It takes the right
// to close: requirement.not_in_feedback, when nothing is to be rated. LinkOf
// gives the link. Records requirement.rating_link.
func RatingLink(ctx context.Context, tx *ent.Tx, in RatingLinkInput) (*ent.Requirement, error) {
	if err := begin(ctx, authz.RequirementTransition); err != nil {
		return nil, err
	}
	all, err := lock(ctx, tx, in.ID)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.NotFound()
	}
	r := all[0]
	if err := permit(ctx, flow.RequirementActClose, r); err != nil {
		return nil, err
	}
	return r, newLink(ctx, tx, r)
}

// OpenLink sees to it that the requirement has a link, in the system's name: the
// one that it has, or a new one; none when nothing is to be rated any more.
func OpenLink(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	all, err := lock(ctx, tx, id)
	if err != nil || len(all) == 0 || all[0].State != flow.RequirementFeedback {
		return err
	}
	if link, err := LinkOf(ctx, tx.Client(), id); err != nil || link != nil {
		return err
	}
	return newLink(ctx, tx, all[0])
}

func newLink(ctx context.Context, tx *ent.Tx, r *ent.Requirement) error {
	if r.State != flow.RequirementFeedback {
		return fault.Precondition("requirement.not_in_feedback")
	}
	if err := endLinks(ctx, tx, r.ID); err != nil {
		return err
	}
	now := viewer.Now(ctx)
	id := typeid.New(ent.Prefixes[ent.TypeToken], now)
	err := tx.Token.Create().SetID(id).SetHash(hashOf(secrets(ctx, id)[0])).SetKind(flow.TokenRating).SetCompanyID(r.TenantID).
		SetSubjectID(r.ID).SetCreatedAt(now).SetExpiresAt(now.Add(linkLife)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("requirements: making a link: %w", err)
	}
	happened(ctx, r, "requirement.rating_link", told{clauses: []string{"D0-55"}})
	return nil
}

// endLinks ends the links of a requirement, and takes out a company's old ones on
// the way.
func endLinks(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	_, err := tx.Token.Delete().Where(token.KindEQ(flow.TokenRating), token.CompanyID(viewer.Tenant(ctx)),
		token.Or(token.SubjectID(id), token.ExpiresAtLTE(viewer.Now(ctx)))).Exec(ctx)
	if err != nil {
		return fmt.Errorf("requirements: ending links: %w", err)
	}
	return nil
}

// LinkOf is the live link of a requirement, nil for none. The secret is made anew
// from the data key: of a link whose key is gone there is none.
func LinkOf(ctx context.Context, client *ent.Client, id typeid.ID) (*Link, error) {
	row, err := client.Token.Query().Where(token.SubjectID(id), token.KindEQ(flow.TokenRating), token.CompanyID(viewer.Tenant(ctx)),
		token.ExpiresAtGT(viewer.Now(ctx))).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil //nolint:nilnil // no link, no error
	}
	if err != nil {
		return nil, fmt.Errorf("requirements: reading a link: %w", err)
	}
	for _, secret := range secrets(ctx, row.ID) {
		if subtle.ConstantTimeCompare(hashOf(secret), row.Hash) == 1 {
			return &Link{Secret: secret, ExpiresAt: row.ExpiresAt}, nil
		}
	}
	return nil, nil //nolint:nilnil // no link, no error
}

// secretLength is that of every secret.
var secretLength = base64.RawURLEncoding.EncodedLen(sha256.Size)

// Linked finds what a secret is for, before the company is known: NOT_FOUND for
// one that is unknown, of another kind, or over.
func Linked(ctx context.Context, client *ent.Client, secret string) (*ent.Token, error) {
	if len(secret) != secretLength {
		return nil, fault.NotFound()
	}
	row, err := client.Token.Query().Where(token.Hash(hashOf(secret)), token.KindEQ(flow.TokenRating),
		token.ExpiresAtGT(viewer.Now(ctx))).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("requirements: reading a link: %w", err)
	}
	return row, nil
}

// secrets are those that a row of the directory may have, by the current data key
// first: 256 bits that nobody without a key can tell from random ones. They are
// kept nowhere, and can be given again to who has lost the answer.
func secrets(ctx context.Context, row typeid.ID) []string {
	var all []string
	for _, sum := range vault.From(ctx).Lookups(viewer.Tenant(ctx), "rating link", string(row)) {
		all = append(all, base64.RawURLEncoding.EncodeToString(sum))
	}
	return all
}

func hashOf(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
