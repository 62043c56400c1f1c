package exchange

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/limit"
	"heed/app/requirements"
	"heed/app/sessions"
	apptoken "heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/ledgerexport"
	"heed/ent/member"
	"heed/ent/token"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	words "heed/rules/text"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// LedgerInput is a file of the ledger.
type LedgerInput struct {
	Filter *requirements.Filter
	Format flow.ExportFormat
}

// perLedger is how many links to the ledger a member may ask for.
var perLedger = limit.Limit{Kind: "ledger export", Most: 20, Window: time.Hour}

// CreateLedger makes a link at which the ledger is fetched once, within a quarter of an
// hour (D0-56). What it gives is what the asker may read and export then. The link is
// given by LedgerLink. Too many of a member are RATE_LIMITED. Records
// requirement.ledger_export_created.
func CreateLedger(ctx context.Context, j *journal.Journal, in LedgerInput) (*ent.LedgerExport, journal.Cursor, error) {
	if err := authz.Require(ctx, authz.RequirementExport); err != nil {
		return nil, "", err
	}
	if err := authz.Writable(ctx); err != nil {
		return nil, "", err
	}
	if !slices.Contains(in.Format.Values(), string(in.Format)) {
		return nil, "", fault.Input("format", "input.unknown_key").With("value", words.Clip(string(in.Format)))
	}
	if _, err := in.Filter.Apply(ctx, j.Client().Requirement.Query()); err != nil {
		return nil, "", err
	}
	if err := journal.Earlier(ctx, j.Client()); err != nil {
		return nil, "", err
	}
	// What is refused uses nothing up, nor does what was asked for before.
	if err := perLedger.Take(ctx, j, limit.Of(string(viewer.From(ctx).Member))); err != nil {
		return nil, "", err
	}
	return journal.Changed(ctx, j, func(ctx context.Context, tx *ent.Tx) (*ent.LedgerExport, error) { return createLedger(ctx, tx, in) })
}

func createLedger(ctx context.Context, tx *ent.Tx, in LedgerInput) (*ent.LedgerExport, error) {
	filter, err := json.Marshal(in.Filter)
	if err != nil {
		return nil, fmt.Errorf("exchange: keeping a filter: %w", err)
	}
	v, now := viewer.From(ctx), viewer.Now(ctx)
	export, err := tx.LedgerExport.Create().SetMemberID(v.Member).SetFormat(in.Format).SetFilter(filter).SetExpiresAt(now.Add(linkLife)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("exchange: asking for the ledger: %w", err)
	}
	if _, err := tx.Token.Delete().Where(token.KindEQ(flow.TokenLedger), token.ExpiresAtLTE(now)).Exec(ctx); err != nil {
		return nil, fmt.Errorf("exchange: removing old links: %w", err)
	}
	id := typeid.New(ent.Prefixes[ent.TypeToken], now)
	err = tx.Token.Create().SetID(id).SetHash(apptoken.Hash(ledgerSecrets(ctx, id)[0])).SetKind(flow.TokenLedger).SetCompanyID(v.Tenant).
		SetSubjectID(export.ID).SetCreatedAt(now).SetExpiresAt(export.ExpiresAt).Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("exchange: making a link: %w", err)
	}
	journal.Record(ctx, ledgerEvent(ctx, "requirement.ledger_export_created", export, filter))
	return export, nil
}

// ledgerSecrets are those that a row of the directory may have, by the current data key
// first: they are kept nowhere, and can be given again to who has lost the answer.
func ledgerSecrets(ctx context.Context, row typeid.ID) []string {
	var all []string
	for _, sum := range vault.From(ctx).Lookups(viewer.Tenant(ctx), "ledger link", string(row)) {
		all = append(all, base64.RawURLEncoding.EncodeToString(sum[:sha256.Size]))
	}
	return all
}

// LedgerLink is where an export is fetched, "" when the link is used or over.
func LedgerLink(ctx context.Context, client *ent.Client, export *ent.LedgerExport) (string, error) {
	row, err := client.Token.Query().Where(token.SubjectID(export.ID), token.KindEQ(flow.TokenLedger), token.CompanyID(viewer.Tenant(ctx)),
		token.UsedAtIsNil(), token.ExpiresAtGT(viewer.Now(ctx))).Only(ctx)
	if ent.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("exchange: reading a link: %w", err)
	}
	for _, secret := range ledgerSecrets(ctx, row.ID) {
		if subtle.ConstantTimeCompare(apptoken.Hash(secret), row.Hash) == 1 {
			return "/ledger/" + secret, nil
		}
	}
	return "", nil
}

func ledgerEvent(ctx context.Context, typ string, export *ent.LedgerExport, filter []byte) journal.Event {
	return journal.Event{
		Type: typ, Kind: flow.EventAccess, Subject: journal.Subject{Type: flow.SubjectTenant, ID: viewer.Tenant(ctx)},
		Members: []typeid.ID{export.MemberID}, Clauses: []string{"D0-56"},
		Detail: map[string]any{"export": export.ID, "format": export.Format, "filter": json.RawMessage(filter)},
	}
}

// OpenLedger takes a link, which works no second time, and gives the context of the member
// who asked for it, with the export. Before a byte goes out requirement.ledger_exported is
// told. A link that is not there, is old, was used, or belongs to somebody who may no
// longer export is NOT_FOUND; too many of them from one address are RATE_LIMITED.
func OpenLedger(ctx context.Context, d *sessions.Desk, who *sessions.Who, secret string) (context.Context, *ent.LedgerExport, error) {
	row, err := d.Link(ctx, flow.TokenLedger, secret)
	if errors.Is(err, apptoken.Invalid()) {
		return nil, nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, nil, err
	}
	if ctx, err = who.AsSystem(ctx, row.CompanyID); err != nil {
		return nil, nil, err
	}
	client := d.Journal.Client()
	export, err := client.LedgerExport.Query().Where(ledgerexport.ID(row.SubjectID)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil, fault.NotFound().Because(err)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("exchange: reading an export: %w", err)
	}
	if ctx, err = ledgerAsker(ctx, client, who, export); err != nil {
		return nil, nil, err
	}
	_, err = d.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		err := apptoken.Use(ctx, tx, row)
		if errors.Is(err, apptoken.Invalid()) { // somebody was faster
			return fault.NotFound().Because(err)
		}
		if err != nil {
			return err
		}
		journal.Record(ctx, ledgerEvent(ctx, "requirement.ledger_exported", export, export.Filter))
		return nil
	})
	return ctx, export, err
}

// ledgerAsker is the context of the member of the export, if they may still export.
func ledgerAsker(ctx context.Context, client *ent.Client, who *sessions.Who, export *ent.LedgerExport) (context.Context, error) {
	m, err := client.Member.Query().Where(member.ID(export.MemberID)).WithMemberRoles().Only(ctx)
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
	if m.State != flow.MemberActive || authz.Writable(now) != nil || authz.Require(now, authz.RequirementExport) != nil {
		return nil, fault.NotFound()
	}
	return now, nil
}

// note keeps how far an export is. It tells nothing.
func note(ctx context.Context, j *journal.Journal, id typeid.ID, set func(*ent.LedgerExportUpdateOne)) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		change := tx.LedgerExport.UpdateOneID(id)
		set(change)
		return change.Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("exchange: noting how far an export is: %w", err)
	}
	return nil
}

// endLedger notes how an export ended now: whole, or broken off.
func endLedger(ctx context.Context, j *journal.Journal, id typeid.ID, whole bool) error {
	return note(ctx, j, id, func(c *ent.LedgerExportUpdateOne) {
		c.SetEndedAt(viewer.Now(ctx)).SetState(flow.ExportFailed)
		if whole {
			c.SetState(flow.ExportDone)
		}
	})
}
