package complaints

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/limit"
	"heed/app/tenants"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How often the public may do something: from one address, and at one link. A page that
// many know takes many complaints; an address sends few.
var (
	ComplaintsOfAddress = limit.Limit{Kind: "complaint address", Most: 20, Window: time.Hour}
	ComplaintsAtPage    = limit.Limit{Kind: "complaint page", Most: 1_000, Window: time.Hour}
	// FilesAtPage keeps a page from being a store: of 5 MiB each that is 1.5 GiB a day.
	FilesAtPage    = limit.Limit{Kind: "complaint files", Most: 300, Window: 24 * time.Hour}
	LooksOfAddress = limit.Limit{Kind: "complaint look", Most: 600, Window: 15 * time.Minute}
	AnswersAtLink  = limit.Limit{Kind: "complaint answer", Most: 20, Window: time.Hour}
)

const (
	// statusUse is what the secrets of the links to a complaint's status are made for.
	statusUse = "complaint status"
	// statusLife is how long a complainant may look; a new link begins it anew.
	statusLife = 365 * 24 * time.Hour
)

// Linked finds what a secret is for, before the company is known: a page
// (TokenComplaintForm) or the status of a complaint (TokenComplaintStatus). NOT_FOUND for
// one that is unknown, of another kind, or over.
func Linked(ctx context.Context, client *ent.Client, secret string) (*ent.Token, error) {
	for _, kind := range []flow.TokenKind{flow.TokenComplaintStatus, flow.TokenComplaintForm} {
		row, err := token.Find(ctx, client, kind, secret)
		if !errors.Is(err, token.Invalid()) {
			return row, err
		}
	}
	return nil, fault.NotFound()
}

// Page is the page that a link is for, in the context of its company. NOT_FOUND when it is
// out of use, and in a company that is not at work.
func Page(ctx context.Context, client *ent.Client, link *ent.Token) (*ent.ComplaintForm, error) {
	if link.Kind != flow.TokenComplaintForm || !tenants.ConfigFrom(ctx).AtWork() {
		return nil, fault.NotFound()
	}
	f, err := client.ComplaintForm.Get(viewer.SystemOf(ctx), link.SubjectID)
	if ent.IsNotFound(err) || err == nil && !f.Active {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("complaints: reading the page of %s: %w", link.ID, err)
	}
	return f, nil
}

// Followed is the complaint that a link is about, in the context of its company, with its
// purchase. NOT_FOUND when it is gone, and in a company that is not at work.
func Followed(ctx context.Context, client *ent.Client, link *ent.Token) (*ent.Complaint, error) {
	if link.Kind != flow.TokenComplaintStatus || !tenants.ConfigFrom(ctx).AtWork() {
		return nil, fault.NotFound()
	}
	sys := viewer.SystemOf(ctx)
	c, err := client.Complaint.Get(sys, link.SubjectID)
	if ent.IsNotFound(err) || err == nil && c.ErasedAt != nil {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("complaints: reading what %s is about: %w", link.ID, err)
	}
	if c.PurchaseID != "" {
		if c.Edges.Purchase, err = client.PurchaseRecord.Get(sys, c.PurchaseID); err != nil {
			return nil, fmt.Errorf("complaints: reading the purchase of %s: %w", c.ID, err)
		}
	}
	return c, nil
}

func statusOf(company, id typeid.ID) token.For {
	return token.For{Kind: flow.TokenComplaintStatus, Company: company, Subject: id}
}

// newStatusLink makes the link at which the complainant sees how the complaint gets on, and
// answers the reply; the one before ends.
func newStatusLink(ctx context.Context, tx *ent.Tx, c *ent.Complaint) (*token.Link, error) {
	link := statusOf(c.TenantID, c.ID)
	link.Life = statusLife
	return token.IssueDerived(ctx, tx, link, statusUse)
}

// StatusLink is the live link to a complaint's status, nil for none.
func StatusLink(ctx context.Context, client *ent.Client, id typeid.ID) (*token.Link, error) {
	return token.Derived(ctx, client, statusOf(viewer.Tenant(ctx), id), statusUse)
}

// LinkInput is the complaint that a link is for.
type LinkInput struct{ ID typeid.ID }

// RenewLink makes a new link at which the complainant sees how the complaint gets on; the
// one before ends. Whoever holds it may answer in the customer's place, so it takes who
// handles the complaint and could close it too: they tell it to who lost theirs. StatusLink
// gives it. Errors: complaint.historic. Records complaint.status_link.
func RenewLink(ctx context.Context, tx *ent.Tx, in LinkInput) (*ent.Complaint, error) {
	c, err := holdFor(ctx, tx, authz.ComplaintUpdate, in.ID)
	if err != nil {
		return nil, err
	}
	switch {
	case !handles(ctx, c):
		return nil, fault.Forbidden().Extend("action", string(authz.ComplaintUpdate))
	case c.Historic:
		return nil, fault.Precondition("complaint.historic")
	case c.ErasedAt != nil:
		return nil, fault.Precondition("contact.erased")
	}
	if _, err := newStatusLink(ctx, tx, c); err != nil {
		return nil, err
	}
	happened(ctx, c, "complaint.status_link", told{clauses: []string{"D2-64"}})
	return c, nil
}
