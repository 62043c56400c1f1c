// Package exchange is what comes into a company and goes out of it whole.
package exchange

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/sessions"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/member"
	"heed/ent/tenant"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// linkLife is how long an export can be fetched.
const linkLife = 15 * time.Minute

// perExport is how many links a member may ask for.
var perExport = limit.Limit{Kind: "export", Most: 5, Window: time.Hour}

// Link is where an export is fetched, once.
type Link struct {
	Token     string
	ExpiresAt time.Time
	Cursor    journal.Cursor
}

// CreateLink makes a link to the company's data for who may export it and gives
// their password again; the one that they had before works no more. It works in a
// suspended company too: it reads. The database keeps a hash of it.
func CreateLink(ctx context.Context, d *sessions.Desk, password string) (*Link, error) {
	if err := authz.On(ctx, authz.TenantExport, authz.Record{}); err != nil {
		return nil, err
	}
	v := viewer.From(ctx)
	if err := perExport.Take(ctx, d.Journal, limit.Of(string(v.Member))); err != nil {
		return nil, err
	}
	if err := d.Confirm(ctx, "password", password); err != nil {
		return nil, err
	}
	var err error
	l := &Link{ExpiresAt: viewer.Now(ctx).Add(linkLife)}
	l.Cursor, err = d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
		l.Token, err = token.Issue(ctx, tx, token.For{Kind: flow.TokenExport, Company: v.Tenant, Subject: v.Member, Life: linkLife})
		if err != nil {
			return err
		}
		journal.Record(ctx, told(ctx, "tenant.export_created"))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return l, nil
}

// told is an event of access to the whole company.
func told(ctx context.Context, kind string) journal.Event {
	return journal.Event{
		Type: kind, Kind: flow.EventAccess, Subject: journal.Subject{Type: flow.SubjectTenant, ID: viewer.Tenant(ctx)},
		Clauses: []string{"D1-20", "D1-24"},
	}
}

// Open takes a link, which works no second time, and gives the context of the
// member who asked for it. Before a byte goes out tenant.exported is told. A link
// that is not there, is old, was used, or belongs to somebody who may no longer
// export is NOT_FOUND; too many of them from one address are RATE_LIMITED.
func Open(ctx context.Context, d *sessions.Desk, who *sessions.Who, secret string) (context.Context, error) {
	j := d.Journal
	row, err := d.Link(ctx, flow.TokenExport, secret)
	if errors.Is(err, token.Invalid()) {
		return nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, err
	}
	ctx, err = who.AsSystem(ctx, row.CompanyID)
	if err != nil {
		return nil, err
	}
	ctx, err = asker(ctx, j.Client(), who, row)
	if err != nil {
		return nil, err
	}
	_, err = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		err := token.Use(ctx, tx, row)
		if errors.Is(err, token.Invalid()) { // somebody was faster
			return fault.NotFound().Because(err)
		}
		if err != nil {
			return err
		}
		journal.Record(ctx, told(ctx, "tenant.exported"))
		return nil
	})
	return ctx, err
}

// asker is the context of the member of the link, if they may still export.
func asker(ctx context.Context, client *ent.Client, who *sessions.Who, row *ent.Token) (context.Context, error) {
	m, err := client.Member.Query().Where(member.ID(row.SubjectID)).WithMemberRoles().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("exchange: reading a member: %w", err)
	}
	now, err := who.Member(ctx, m)
	if err != nil {
		return nil, err
	}
	v := viewer.From(now)
	if m.State != flow.MemberActive || v.TenantState == string(flow.TenantClosed) || authz.On(now, authz.TenantExport, authz.Record{}) != nil {
		return nil, fault.NotFound()
	}
	return now, nil
}

// Done notes that the company's data was fetched whole: it may be closed now.
func Done(ctx context.Context, j *journal.Journal) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		return tx.Tenant.Update().Where(tenant.ID(viewer.Tenant(ctx))).SetExportedAt(viewer.Now(ctx)).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("exchange: noting an export: %w", err)
	}
	return nil
}
