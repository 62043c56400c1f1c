package requirements

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql"

	"heed/app/journal"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirementform"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// FormDraftInput is a new version of the form.
type FormDraftInput struct {
	Fields []flow.FormField // nil for those of the version in force
	Note   *string
}

// FormUpdateInput is a draft's changes; nil stays.
type FormUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Fields          []flow.FormField
	Note            *string
}

// FormPublishInput is a draft that comes into force.
type FormPublishInput struct {
	ID              typeid.ID
	ExpectedVersion int
}

// FormDraft begins the next version of the company's form (D0-26), with the
// fields of the one in force where none are given. There is one draft at a time:
// CONFLICT requirement_form.draft_exists. Other errors: those of form.Check and
// form.Follows. Records requirement_form.draft.
func FormDraft(ctx context.Context, tx *ent.Tx, in FormDraftInput) (*ent.RequirementForm, error) {
	if err := begin(ctx, authz.TemplateCreate); err != nil {
		return nil, err
	}
	all, err := lockForms(ctx, tx)
	if err != nil {
		return nil, err
	}
	number, inForce := 1, (*ent.RequirementForm)(nil)
	for _, f := range all {
		if f.State == flow.FormDraft {
			return nil, fault.Conflict("requirement_form.draft_exists").Extend("id", string(f.ID))
		}
		inForce, number = f, max(number, f.Number+1)
	}
	fields := in.Fields
	if fields == nil {
		fields = slices.Clone(askedBy(inForce))
	}
	if fields, err = checkForm(askedBy(inForce), fields, &in.Note); err != nil {
		return nil, err
	}
	made, err := tx.RequirementForm.Create().SetNumber(number).SetFields(orNoFields(fields)).SetNote(optional.Value(in.Note)).Save(ctx)
	if ent.IsConstraintError(err) { // somebody else began the first one
		return nil, fault.Conflict("requirement_form.draft_exists").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("requirements: drafting a form: %w", err)
	}
	tellForm(ctx, made, "", nil)
	return made, nil
}

// FormUpdate changes a draft; what is in force never changes (transition.illegal).
// Errors: those of FormDraft. Records requirement_form.updated.
func FormUpdate(ctx context.Context, tx *ent.Tx, in FormUpdateInput) (*ent.RequirementForm, error) {
	was, others, _, err := takeForm(ctx, tx, flow.FormActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.Fields == nil && in.Note == nil {
		return nil, fault.Input("", "input.empty_update")
	}
	change, changed := was.Update(), []string{}
	fields, err := checkForm(askedBy(newest(others)), in.Fields, &in.Note)
	if err != nil {
		return nil, err
	}
	if in.Fields != nil {
		change.SetFields(orNoFields(fields))
		changed = append(changed, "fields")
	}
	if in.Note != nil {
		change.SetNote(*in.Note)
		changed = append(changed, "note")
	}
	f, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: changing the form: %w", err)
	}
	tellForm(ctx, f, f.State, changed)
	return f, nil
}

// FormPublish brings a draft into force; the version before is superseded, and
// stays that of the requirements collected on it (D0-26). Records
// requirement_form.effective, and requirement_form.superseded about the other.
func FormPublish(ctx context.Context, tx *ent.Tx, in FormPublishInput) (*ent.RequirementForm, error) {
	was, others, next, err := takeForm(ctx, tx, flow.FormActPublish, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	for _, other := range others {
		if other.State != flow.FormEffective {
			continue
		}
		old, err := other.Update().SetState(flow.FormSuperseded).Save(ctx)
		if err != nil {
			return nil, fmt.Errorf("requirements: superseding the form: %w", err)
		}
		tellForm(ctx, old, other.State, nil)
	}
	f, err := was.Update().SetState(next).SetPublishedAt(viewer.Now(ctx)).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: publishing the form: %w", err)
	}
	tellForm(ctx, f, was.State, nil)
	return f, nil
}

// lockForms locks what is in force and what is drafted, the draft last: nobody
// drafts or publishes meanwhile.
func lockForms(ctx context.Context, tx *ent.Tx) ([]*ent.RequirementForm, error) {
	q := tx.RequirementForm.Query().Where(requirementform.StateIn(flow.FormEffective, flow.FormDraft)).Order(requirementform.ByNumber())
	q.Modify(database.Lock)
	all, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("requirements: locking forms: %w", err)
	}
	return all, nil
}

// takeForm holds a version for an act, with the others that count. Errors as take.
func takeForm(ctx context.Context, tx *ent.Tx, act flow.FormAct, id typeid.ID, version int) (f *ent.RequirementForm, others []*ent.RequirementForm, next flow.FormState, err error) {
	if err := begin(ctx, formAction(act)); err != nil {
		return nil, nil, "", err
	}
	all, err := lockForms(ctx, tx)
	if err != nil {
		return nil, nil, "", err
	}
	for _, one := range all {
		if one.ID == id {
			f = one
		} else {
			others = append(others, one)
		}
	}
	if f == nil { // superseded long ago, or not there
		f, err = tx.RequirementForm.Query().Where(requirementform.ID(id)).Order(requirementform.ByNumber(sql.OrderDesc())).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, nil, "", fault.NotFound()
		}
		if err != nil {
			return nil, nil, "", fmt.Errorf("requirements: reading a form: %w", err)
		}
	}
	if err := tenants.Version(version, f.Version); err != nil {
		return nil, nil, "", err
	}
	next, err = flow.Form.Next(f.State, act)
	return f, others, next, err
}

func formAction(act flow.FormAct) authz.Action {
	if act == flow.FormActPublish {
		return authz.TemplateTransition
	}
	return authz.TemplateUpdate
}

// AvailableForm lists what the viewer may do with a version of the form now.
func AvailableForm(ctx context.Context, f *ent.RequirementForm) []flow.FormAct {
	acts := []flow.FormAct{}
	for _, act := range flow.Form.Allowed(f.State) {
		if begin(ctx, formAction(act)) == nil {
			acts = append(acts, act)
		}
	}
	return acts
}

// checkForm gives the fields and the note in the form they are stored in.
func checkForm(before, fields []flow.FormField, note **string) ([]flow.FormField, error) {
	c := checks{}
	c.optional("note", note, maxWhy)
	if c.err != nil {
		return nil, c.err
	}
	fields, err := form.Check(fields)
	if err != nil {
		return nil, err
	}
	return fields, form.Follows(before, fields)
}

func newest(forms []*ent.RequirementForm) *ent.RequirementForm {
	if len(forms) == 0 {
		return nil
	}
	return forms[len(forms)-1]
}

func orNoFields(fields []flow.FormField) []flow.FormField {
	if fields == nil {
		return []flow.FormField{}
	}
	return fields
}

// tellForm records that a version has reached a state, or what of it has changed.
func tellForm(ctx context.Context, f *ent.RequirementForm, from flow.FormState, fields []string) {
	e := journal.Event{
		Type: "requirement_form.updated", Kind: flow.EventDomain, Subject: journal.Subject{Type: flow.SubjectRequirementForm, ID: f.ID},
		Fields: fields, Clauses: []string{"D0-26"}, Detail: map[string]any{"number": f.Number},
	}
	if f.State != from {
		e.Type = "requirement_form." + strings.ToLower(string(f.State))
		e.From, e.To = string(from), string(f.State)
	}
	journal.Record(ctx, e)
}

// FormFilter says which versions of the form a list shows; an empty list does not
// restrict.
type FormFilter struct{ States []flow.FormState }

// Apply limits the query; a nil filter is none.
func (f *FormFilter) Apply(_ context.Context, q *ent.RequirementFormQuery) (*ent.RequirementFormQuery, error) {
	if f == nil || len(f.States) == 0 {
		return q, nil
	}
	if len(f.States) > MaxFilterValues {
		return nil, fault.Input("filter.states", "input.too_many").With("max", MaxFilterValues)
	}
	return q.Where(requirementform.StateIn(f.States...)), nil
}
