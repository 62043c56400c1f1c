package sets

import (
	"context"
	"fmt"
	"slices"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/text"
	"heed/rules/typeid"
)

// UpdateInput is a set's changes; nil stays.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Theme           *string
	Summary         *string // empty clears
	OwnerID         *typeid.ID
	RequirementIDs  []typeid.ID // all of them, in their order; empty for none
}

// Update changes a set that is not handed over yet. One that was confirmed is a
// draft again. Requirements that are in it stay there though their state is no
// longer one that a set takes. An update to what already is changes nothing and
// tells nothing. Errors: input.empty_update and those of Create. Records
// requirement_set.updated, or requirement_set.draft when it was confirmed.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.RequirementSet, error) {
	was, next, err := take(ctx, tx, flow.SetActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.Theme == nil && in.Summary == nil && in.OwnerID == nil && in.RequirementIDs == nil {
		return nil, fault.Input("", "input.empty_update")
	}
	change, fields := was.Update().SetState(next), []string{}
	if in.Theme != nil {
		theme, err := text.Line("theme", *in.Theme, 1, maxTheme)
		if err != nil {
			return nil, err
		}
		if theme != was.Theme {
			change.SetTheme(theme)
			fields = append(fields, "theme")
		}
	}
	if in.Summary != nil {
		summary, err := optional("summary", in.Summary)
		if err != nil {
			return nil, err
		}
		if summary != was.Summary {
			change.SetSummary(summary)
			fields = append(fields, "summary")
		}
	}
	if in.OwnerID != nil && *in.OwnerID != was.OwnerID {
		if *in.OwnerID == "" {
			return nil, fault.NotFound().On("ownerId")
		}
		if err := tenants.PresentMembers(ctx, tx.Client(), tenants.Ref{Field: "ownerId", ID: *in.OwnerID}); err != nil {
			return nil, err
		}
		change.SetOwnerID(*in.OwnerID)
		fields = append(fields, "owner")
	}
	rearranged, err := rearrange(ctx, tx, was.ID, in.RequirementIDs)
	if err != nil {
		return nil, err
	}
	if rearranged {
		fields = append(fields, "requirements")
	}
	if len(fields) == 0 {
		return was, nil
	}
	s, err := change.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("sets: changing %s: %w", was.ID, err)
	}
	if s.State != was.State {
		moved(ctx, s, was.State, together, map[string]any{"fields": fields})
		return s, nil
	}
	happened(ctx, s, "requirement_set.updated", together, fields)
	return s, nil
}

// rearrange makes the requirements those of the set; false when they are, or when
// none are given.
func rearrange(ctx context.Context, tx *ent.Tx, set typeid.ID, ids []typeid.ID) (bool, error) {
	if ids == nil {
		return false, nil
	}
	before, err := contents(ctx, tx, set)
	if err != nil || slices.Equal(before, ids) {
		return false, err
	}
	if err := distinct(ids); err != nil {
		return false, err
	}
	added := slices.DeleteFunc(slices.Clone(ids), func(id typeid.ID) bool { return slices.Contains(before, id) })
	if err := members(ctx, tx, added); err != nil {
		return false, placedIn(err, ids, added)
	}
	return true, arrange(ctx, tx, set, ids)
}

// distinct refuses a list that is too long or names a requirement twice.
func distinct(ids []typeid.ID) error {
	if len(ids) > MaxRequirements {
		return fault.Input("requirementIds", "input.too_many").With("max", MaxRequirements)
	}
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return fault.Input(fmt.Sprintf("requirementIds[%d]", i), "input.duplicate").With("value", string(id))
		}
	}
	return nil
}

// placedIn names the place that a refused requirement has in the whole list.
func placedIn(err error, whole, added []typeid.ID) error {
	f := fault.From(err)
	for i, id := range added {
		if f.Field == fmt.Sprintf("requirementIds[%d]", i) {
			return f.On(fmt.Sprintf("requirementIds[%d]", slices.Index(whole, id)))
		}
	}
	return err
}
