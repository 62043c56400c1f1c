package governance

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/governingdocument"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Record is what scopes look at in a document, for who changes it: the department that
// answers for it, and who wrote it.
func Record(d *ent.GoverningDocument) authz.Record {
	return authz.Record{Departments: typeid.Present(d.DepartmentID), Members: typeid.Present(d.CreatedBy)}
}

func audience(d *ent.GoverningDocument) tenants.Audience {
	return tenants.Audience{Posts: d.Posts, DepartmentIDs: d.DepartmentIds}
}

func lock(ctx context.Context, tx *ent.Tx, id typeid.ID) (*ent.GoverningDocument, error) {
	q := tx.GoverningDocument.Query().Where(governingdocument.ID(id))
	q.Modify(database.Lock)
	d, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("governance: locking a document: %w", err)
	}
	return d, nil
}

// actionOf is what a role must allow for an act.
func actionOf(act flow.DocumentAct) authz.Action {
	switch act {
	case flow.DocumentActUpdate:
		return authz.GoverningDocumentUpdate
	case flow.DocumentActAcknowledge:
		return authz.GoverningDocumentRead
	default:
		return authz.GoverningDocumentTransition
	}
}

// take holds a document for an act. Errors, in this order: FORBIDDEN by role,
// FAILED_PRECONDITION of a suspended company, NOT_FOUND, FORBIDDEN on this document,
// CONFLICT version.conflict, FAILED_PRECONDITION transition.illegal.
func take(ctx context.Context, tx *ent.Tx, act flow.DocumentAct, id typeid.ID, version int) (*ent.GoverningDocument, flow.DocumentState, error) {
	if err := authz.Begin(ctx, actionOf(act), authz.GoverningDocumentRead); err != nil {
		return nil, "", err
	}
	d, err := lock(ctx, tx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.Permit(ctx, actionOf(act), Record(d)); err != nil {
		return nil, "", err
	}
	if err := tenants.Version(version, d.Version); err != nil {
		return nil, "", err
	}
	next, err := flow.GoverningDocument.Next(d.State, act)
	return d, next, err
}

// Available lists what the viewer may do with the document now, as far as it tells by
// itself: whether they have its post, or have acknowledged it already, is told when it is
// tried. It asks no database.
func Available(ctx context.Context, d *ent.GoverningDocument) []flow.DocumentAct {
	acts := []flow.DocumentAct{}
	if authz.Writable(ctx) != nil {
		return acts
	}
	today := tenants.Checking(ctx).Day(0)
	for _, act := range flow.GoverningDocument.Allowed(d.State) {
		switch {
		case authz.Require(ctx, actionOf(act)) != nil, authz.Permit(ctx, actionOf(act), Record(d)) != nil:
		case act == flow.DocumentActPublish && d.PeriodEnd < today:
		case act == flow.DocumentActAcknowledge && (d.PeriodStart > today || !audience(d).Holds(ctx, viewer.From(ctx).Department)):
		default:
			acts = append(acts, act)
		}
	}
	return acts
}

func event(d *ent.GoverningDocument, typ string, from flow.DocumentState) journal.Event {
	record := Record(d)
	e := journal.Event{
		Type: "governing_document." + typ, Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectDocument, ID: d.ID},
		Departments: record.Departments, Members: record.Members, Clauses: []string{"D2-81"},
		Detail: map[string]any{"kind": d.Kind, "periodStart": d.PeriodStart, "periodEnd": d.PeriodEnd},
	}
	if from != d.State {
		e.From, e.To = string(from), string(d.State)
	}
	return e
}

// save writes a change, and tells it: governing_document.<state>.
func save(ctx context.Context, was *ent.GoverningDocument, change *ent.GoverningDocumentUpdateOne) (*ent.GoverningDocument, error) {
	d, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("governance: writing a document: %w", err)
	}
	journal.Record(ctx, event(d, strings.ToLower(string(d.State)), was.State))
	return d, nil
}

// Fields are what a document says; nil stays.
type Fields struct {
	Title         *string
	Body          *string
	Channel       *flow.PublicityChannel
	PeriodStart   *string // YYYY-MM-DD
	PeriodEnd     *string // the last day
	Posts         []string
	DepartmentIDs []typeid.ID
}

// on is the document after the changes; what is wrong is refused.
func (in *Fields) on(ctx context.Context, tx *ent.Tx, was ent.GoverningDocument) (is ent.GoverningDocument, err error) {
	c := tenants.Checking(ctx)
	is = was
	is.Title = c.Line("title", optional.Or(in.Title, was.Title), 1, maxTitle)
	is.Body = c.Lines("body", optional.Or(in.Body, was.Body), 1, maxBody)
	is.Channel = optional.Or(in.Channel, was.Channel)
	tenants.Known(c, "channel", is.Channel)
	is.PeriodStart, is.PeriodEnd = optional.Or(in.PeriodStart, was.PeriodStart), optional.Or(in.PeriodEnd, was.PeriodEnd)
	c.Date("periodStart", is.PeriodStart)
	c.Date("periodEnd", is.PeriodEnd)
	if c.Err == nil && is.PeriodEnd < is.PeriodStart {
		c.Fail(fault.Input("periodEnd", "document.period_ends_before"))
	}
	if c.Err != nil {
		return is, c.Err
	}
	whom, err := tenants.AudienceInput{Posts: in.Posts, DepartmentIDs: in.DepartmentIDs}.On(ctx, tx.Client(), audience(&was))
	is.Posts, is.DepartmentIds = whom.Posts, whom.DepartmentIDs
	return is, err
}

// CreateInput is a new document.
type CreateInput struct {
	Kind flow.DocumentKind
	Fields
	DepartmentID *typeid.ID // which answers for it; the viewer's own when left out
}

// Create begins a document: what the company tells its people, where, from when to when,
// and whom (D2-81). Errors: document.period_ends_before, NOT_FOUND on departmentIds or
// departmentId, FORBIDDEN, BAD_USER_INPUT. Records governing_document.draft.
func Create(ctx context.Context, tx *ent.Tx, in CreateInput) (*ent.GoverningDocument, error) {
	if err := authz.Begin(ctx, authz.GoverningDocumentCreate, authz.GoverningDocumentRead); err != nil {
		return nil, err
	}
	department := optional.Or(in.DepartmentID, viewer.From(ctx).Department)
	if err := authz.Permit(ctx, authz.GoverningDocumentCreate, authz.Record{Departments: typeid.Present(department)}); err != nil {
		return nil, err
	}
	c := tenants.Checking(ctx)
	if tenants.Known(c, "kind", in.Kind); c.Err != nil {
		return nil, c.Err
	}
	is, err := in.on(ctx, tx, ent.GoverningDocument{Posts: []string{}, DepartmentIds: []typeid.ID{}})
	if err != nil {
		return nil, err
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: department}); err != nil {
		return nil, err
	}
	d, err := tx.GoverningDocument.Create().SetKind(in.Kind).SetTitle(is.Title).SetBody(is.Body).SetChannel(is.Channel).
		SetPeriodStart(is.PeriodStart).SetPeriodEnd(is.PeriodEnd).SetPosts(is.Posts).SetDepartmentIds(is.DepartmentIds).
		SetDepartmentID(department).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("governance: writing a document: %w", err)
	}
	journal.Record(ctx, event(d, "draft", d.State))
	return d, nil
}

// UpdateInput is a document's changes; nil stays.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Fields
}

// Update changes a draft; what people were told is never changed. Errors:
// input.empty_update, and those of Create. Records governing_document.updated.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.GoverningDocument, error) {
	was, _, err := take(ctx, tx, flow.DocumentActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if reflect.DeepEqual(in.Fields, Fields{}) {
		return nil, fault.Input("", "input.empty_update")
	}
	is, err := in.on(ctx, tx, *was)
	if err != nil {
		return nil, err
	}
	d, err := was.Update().SetTitle(is.Title).SetBody(is.Body).SetChannel(is.Channel).SetPeriodStart(is.PeriodStart).
		SetPeriodEnd(is.PeriodEnd).SetPosts(is.Posts).SetDepartmentIds(is.DepartmentIds).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("governance: writing a document: %w", err)
	}
	journal.Record(ctx, event(d, "updated", was.State))
	return d, nil
}
