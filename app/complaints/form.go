package complaints

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql/sqlgraph"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/app/token"
	"heed/authz"
	"heed/ent"
	"heed/ent/complaintform"
	"heed/ent/database"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	// formUse is what the secrets of the pages' links are made for.
	formUse = "complaint form"
	// formLife is as good as for ever: a page stands on invoices and packages.
	formLife = 50 * 365 * 24 * time.Hour
	// maxForms is how many pages a company may have.
	maxForms = 50
)

// FormInput is what a page says; nil stays, or is the usual of a new one.
type FormInput struct {
	Name         *string
	Channel      *flow.Channel
	Introduction *string
	DepartmentID *typeid.ID
	Active       *bool
}

// CreateForm makes a page on which whoever has its link complains, through one channel
// (D1-44, D2-56). Errors: complaint_form.name_taken, input.too_many, NOT_FOUND on
// departmentId, department.inactive. Records complaint_form.created. LinkOfForm gives the
// link.
func CreateForm(ctx context.Context, tx *ent.Tx, in FormInput) (*ent.ComplaintForm, error) {
	if err := begin(ctx, authz.TemplateCreate); err != nil {
		return nil, err
	}
	n, err := tx.ComplaintForm.Query().Count(ctx)
	if err != nil {
		return nil, fmt.Errorf("complaints: counting pages: %w", err)
	}
	if n >= maxForms {
		return nil, fault.Conflict("input.too_many").With("max", maxForms)
	}
	if err := in.check(ctx, tx); err != nil {
		return nil, err
	}
	f, err := tx.ComplaintForm.Create().SetName(*in.Name).SetChannel(*in.Channel).SetNillableIntroduction(in.Introduction).
		SetDepartmentID(*in.DepartmentID).SetNillableActive(in.Active).Save(ctx)
	if err != nil {
		return nil, formWritten(err)
	}
	tellForm(ctx, "complaint_form.created", f)
	return f, newFormLink(ctx, tx, f)
}

// FormUpdateInput is a page's changes.
type FormUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	FormInput
	NewLink *bool // the link before is good no longer
}

// UpdateForm changes a page, and takes it out of use; with another link the one before is
// good no longer. Errors: input.empty_update, those of CreateForm. Records
// complaint_form.updated.
func UpdateForm(ctx context.Context, tx *ent.Tx, in FormUpdateInput) (*ent.ComplaintForm, error) {
	if err := begin(ctx, authz.TemplateUpdate); err != nil {
		return nil, err
	}
	q := tx.ComplaintForm.Query().Where(complaintform.ID(in.ID))
	q.Modify(database.Lock)
	was, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.NotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("complaints: locking a page: %w", err)
	}
	if err := tenants.Version(in.ExpectedVersion, was.Version); err != nil {
		return nil, err
	}
	renewed := in.NewLink != nil && *in.NewLink
	if in.FormInput == (FormInput{}) && !renewed {
		return nil, fault.Input("", "input.empty_update")
	}
	if err := in.check(ctx, tx); err != nil {
		return nil, err
	}
	change, fields := in.changes(was)
	if renewed {
		if err := newFormLink(ctx, tx, was); err != nil {
			return nil, err
		}
		fields = append(fields, "link")
	}
	if len(fields) == 0 {
		return was, nil
	}
	f, err := change.Save(ctx)
	if err != nil {
		return nil, formWritten(err)
	}
	tellForm(ctx, "complaint_form.updated", f, fields...)
	return f, nil
}

func (in *FormInput) check(ctx context.Context, tx *ent.Tx) error {
	c := checks{now: viewer.Now(ctx)}
	if in.Name != nil {
		name := *in.Name
		c.line("name", &name, 1, maxName)
		in.Name = &name
	}
	if in.Channel != nil {
		known(&c, "channel", *in.Channel)
	}
	c.optional("introduction", &in.Introduction, maxShort)
	if c.err != nil || in.DepartmentID == nil {
		return c.err
	}
	if *in.DepartmentID == "" {
		return fault.Input("departmentId", "input.required")
	}
	return tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: *in.DepartmentID})
}

func (in *FormInput) changes(was *ent.ComplaintForm) (change *ent.ComplaintFormUpdateOne, fields []string) {
	change = was.Update()
	if in.Name != nil && *in.Name != was.Name {
		change.SetName(*in.Name)
		fields = append(fields, "name")
	}
	if in.Channel != nil && *in.Channel != was.Channel {
		change.SetChannel(*in.Channel)
		fields = append(fields, "channel")
	}
	if in.Introduction != nil && *in.Introduction != was.Introduction {
		change.SetIntroduction(*in.Introduction)
		fields = append(fields, "introduction")
	}
	if in.DepartmentID != nil && *in.DepartmentID != was.DepartmentID {
		change.SetDepartmentID(*in.DepartmentID)
		fields = append(fields, "department")
	}
	if in.Active != nil && *in.Active != was.Active {
		change.SetActive(*in.Active)
		fields = append(fields, "active")
	}
	return change, fields
}

func formWritten(err error) error {
	if sqlgraph.IsUniqueConstraintError(err) {
		return fault.Conflict("complaint_form.name_taken").On("name").Because(err)
	}
	return fmt.Errorf("complaints: writing a page: %w", err)
}

func tellForm(ctx context.Context, typ string, f *ent.ComplaintForm, fields ...string) {
	journal.Record(ctx, journal.Event{
		Type: typ, Kind: flow.EventAdmin, Subject: journal.Subject{Type: flow.SubjectComplaintForm, ID: f.ID},
		Departments: []typeid.ID{f.DepartmentID}, Fields: fields, Clauses: []string{"D1-44", "D2-56"},
		Detail: map[string]any{"channel": f.Channel, "active": f.Active},
	})
}

func newFormLink(ctx context.Context, tx *ent.Tx, f *ent.ComplaintForm) error {
	link := formOf(f.TenantID, f.ID)
	link.Life = formLife
	_, err := token.IssueDerived(ctx, tx, link, formUse)
	return err
}

func formOf(company, id typeid.ID) token.For {
	return token.For{Kind: flow.TokenComplaintForm, Company: company, Subject: id}
}

// PathOf is where a link of complaints leads: to a page, or to how a complaint gets on.
func PathOf(secret string) string { return "/c/" + secret }

// LinkOfForm is the link of a page, nil for none.
func LinkOfForm(ctx context.Context, client *ent.Client, id typeid.ID) (*token.Link, error) {
	return token.Derived(ctx, client, formOf(viewer.Tenant(ctx), id), formUse)
}

// LinksOfForms are the links of pages, by page.
func LinksOfForms(ctx context.Context, client *ent.Client, ids []typeid.ID) (map[typeid.ID]*token.Link, error) {
	return token.DerivedOf(ctx, client, formOf(viewer.Tenant(ctx), ""), formUse, ids)
}
