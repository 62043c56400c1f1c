package governance

import (
	"context"
	"fmt"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/acknowledgement"
	"heed/ent/member"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Acknowledge says that the viewer has read a document, once; nobody says it for them. Who
// may read documents may do so of those that are for them (D2-81). Errors:
// document.not_begun, document.not_asked, document.acknowledged, transition.illegal.
// Records governing_document.acknowledged, which is the member's own.
func Acknowledge(ctx context.Context, tx *ent.Tx, in tenants.Versioned) (*ent.GoverningDocument, error) {
	d, _, err := take(ctx, tx, flow.DocumentActAcknowledge, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := tenants.Checking(ctx)
	if d.PeriodStart > c.Day(0) {
		return nil, fault.Precondition("document.not_begun")
	}
	sys, v := viewer.SystemOf(ctx), viewer.From(ctx)
	m, err := tx.Member.Query().Where(member.ID(v.Member), audience(d).Members(ctx)).Only(sys)
	if ent.IsNotFound(err) {
		return nil, fault.Precondition("document.not_asked")
	}
	if err != nil {
		return nil, fmt.Errorf("governance: reading who reads: %w", err)
	}
	before, err := tx.Acknowledgement.Query().Where(acknowledgement.DocumentID(d.ID), acknowledgement.MemberID(m.ID)).Exist(sys)
	if err != nil {
		return nil, fmt.Errorf("governance: looking for an acknowledgement: %w", err)
	}
	if before {
		return nil, fault.Precondition("document.acknowledged")
	}
	err = tx.Acknowledgement.Create().SetDocumentID(d.ID).SetMemberID(m.ID).SetDepartmentID(m.DepartmentID).SetPost(m.Post).
		SetAcknowledgedAt(c.Now).Exec(ctx)
	if err != nil {
		return nil, fmt.Errorf("governance: writing an acknowledgement: %w", err)
	}
	e := event(d, "acknowledged", d.State)
	e.Departments, e.Members = nil, []typeid.ID{m.ID} // who has read what is not for everybody
	journal.Record(ctx, e)
	return d, nil
}

// AudienceSizes are how many members each document is for now, in one statement.
func AudienceSizes(ctx context.Context, client *ent.Client, all []*ent.GoverningDocument) (map[typeid.ID]int, error) {
	of := make(map[typeid.ID]tenants.Audience, len(all))
	for _, d := range all {
		of[d.ID] = audience(d)
	}
	return tenants.AudienceSizes(ctx, client, of)
}

// Acknowledged are how many have said that they have read each document, whoever asks, in
// one statement.
func Acknowledged(ctx context.Context, client *ent.Client, all []*ent.GoverningDocument) (map[typeid.ID]int, error) {
	var rows []struct {
		ID typeid.ID `json:"document_id"`
		N  int       `json:"n"`
	}
	err := client.Acknowledgement.Query().Where(acknowledgement.DocumentIDIn(idsOf(all)...)).GroupBy(acknowledgement.FieldDocumentID).
		Aggregate(ent.As(ent.Count(), "n")).Scan(viewer.SystemOf(ctx), &rows)
	if err != nil {
		return nil, fmt.Errorf("governance: counting acknowledgements: %w", err)
	}
	counts := make(map[typeid.ID]int, len(rows))
	for _, row := range rows {
		counts[row.ID] = row.N
	}
	return counts, nil
}

// Mine are the viewer's own acknowledgements of the documents, by document; of some there
// is none.
func Mine(ctx context.Context, client *ent.Client, all []*ent.GoverningDocument) (map[typeid.ID]*ent.Acknowledgement, error) {
	rows, err := client.Acknowledgement.Query().
		Where(acknowledgement.DocumentIDIn(idsOf(all)...), acknowledgement.MemberID(viewer.From(ctx).Member)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("governance: reading the viewer's acknowledgements: %w", err)
	}
	mine := make(map[typeid.ID]*ent.Acknowledgement, len(rows))
	for _, a := range rows {
		mine[a.DocumentID] = a
	}
	return mine, nil
}

func idsOf(all []*ent.GoverningDocument) []typeid.ID {
	ids := make([]typeid.ID, len(all))
	for i, d := range all {
		ids[i] = d.ID
	}
	return ids
}
