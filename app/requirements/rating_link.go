package requirements

import (
	"context"
	"errors"
	"time"

	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// linkLife is how long a customer may rate at a link.
const linkLife = 90 * 24 * time.Hour

// ratingLink is what the secrets of links to rate are made for.
const ratingLink = "rating link"

// Link is where a customer rates.
type Link struct{ token.Link }

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
	link := ratingOf(r.TenantID, r.ID)
	link.Life = linkLife
	if _, err := token.IssueDerived(ctx, tx, link, ratingLink); err != nil {
		return err
	}
	happened(ctx, r, "requirement.rating_link", told{clauses: []string{"D0-55"}})
	return nil
}

// ratingOf is what a link to rate the requirement is for.
func ratingOf(company, id typeid.ID) token.For {
	return token.For{Kind: flow.TokenRating, Company: company, Subject: id}
}

// endLinks ends the links of a requirement.
func endLinks(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	return token.Revoke(ctx, tx, flow.TokenRating, id)
}

// LinkOf is the live link of a requirement, nil for none.
func LinkOf(ctx context.Context, client *ent.Client, id typeid.ID) (*Link, error) {
	link, err := token.Derived(ctx, client, ratingOf(viewer.Tenant(ctx), id), ratingLink)
	if link == nil || err != nil {
		return nil, err
	}
	return &Link{*link}, nil
}

// Linked finds what a secret is for, before the company is known: NOT_FOUND for
// one that is unknown, of another kind, or over. Rating does not use a link up.
func Linked(ctx context.Context, client *ent.Client, secret string) (*ent.Token, error) {
	row, err := token.Find(ctx, client, flow.TokenRating, secret)
	if errors.Is(err, token.Invalid()) {
		return nil, fault.NotFound().Because(err)
	}
	return row, err
}
