package requirements

import (
	"context"
	"time"

	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/form"
	"heed/rules/optional"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// UpdateInput is a requirement's changes: nil stays, an empty channel, nature,
// expectation or reason is cleared.
type UpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Title           *string
	Content         *string
	Channel         *flow.Channel
	Category        *flow.RequirementCategory
	Urgency         *flow.Urgency
	UrgencyReason   *string
	Nature          *flow.Nature
	Expectation     *string
	Aspects         *[]flow.Aspect
	ServicePhase    *flow.ServicePhase // empty clears, as the zero values of the next two do
	Price           *PriceInput
	Expectations    *ExpectationsInput
	CommonNeed      *bool
	Custom          *[]form.Value // all of them, by the requirement's own version of the form
}

// Update changes a requirement's facts, never its original text. An update to
// what already is changes nothing and tells nothing. After DRAFT
// another urgency takes a reason, and the first-response clock is counted anew
// by the policy that then fits. The category, the aspects and what was filled in
// fit each other after every change. Errors: requirement.urgency_reason,
// input.empty_update, those of Create and BAD_USER_INPUT of single fields. Records
// requirement.updated, and what became of the clock: clock.recomputed,
// clock.started or clock.cancelled.
func Update(ctx context.Context, tx *ent.Tx, in UpdateInput) (*ent.Requirement, error) {
	was, _, err := take(ctx, tx, flow.RequirementActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if err := authz.Unmasked(ctx, authz.Requirement, in.maskable()...); err != nil {
		return nil, err
	}
	if err := in.check(viewer.Now(ctx), was); err != nil {
		return nil, err
	}
	custom, err := in.filled(ctx, tx, was)
	if err != nil {
		return nil, err
	}
	change, t := in.changes(was)
	if in.Custom != nil && differs(&t, "custom", orMap(was.Custom), custom) {
		change.SetCustom(custom)
	}
	if len(t.fields) == 0 {
		return was, nil
	}
	after := clockChange{}
	if in.Urgency != nil && *in.Urgency != was.Urgency && was.State != flow.RequirementDraft {
		if after, err = reclock(ctx, tx, was, *in.Urgency); err != nil {
			return nil, err
		}
		change.SetDueAt(after.due)
	}
	r, err := save(ctx, was, change)
	if err != nil {
		return nil, err
	}
	happened(ctx, r, "requirement.updated", t)
	after.happened(ctx, r)
	return r, nil
}

func (in *UpdateInput) check(now time.Time, r *ent.Requirement) error {
	if *in == (UpdateInput{ID: in.ID, ExpectedVersion: in.ExpectedVersion}) {
		return fault.Input("", "input.empty_update")
	}
	c := checks{now: now}
	if in.Title != nil {
		title := *in.Title
		c.line("title", &title, maxTitle)
		in.Title = &title
	}
	if in.Content != nil {
		content := *in.Content
		c.text("content", &content, maxWords)
		in.Content = &content
	}
	knownOr(&c, "channel", in.Channel)
	if in.Category != nil {
		known(&c, "category", *in.Category)
	}
	if in.Urgency != nil {
		known(&c, "urgency", *in.Urgency)
		if *in.Urgency != r.Urgency && r.State != flow.RequirementDraft {
			reason := optional.Value(in.UrgencyReason)
			c.named("urgencyReason", &reason, maxWhy, fault.Input("urgencyReason", "requirement.urgency_reason"))
		}
	}
	c.optional("urgencyReason", &in.UrgencyReason, maxWhy)
	knownOr(&c, "nature", in.Nature)
	c.optional("expectation", &in.Expectation, maxLong)
	in.checkDetails(&c, r)
	return c.err
}

// changes writes the input into a change; what differs is told by name, with
// the old and the new value in the detail.
func (in UpdateInput) changes(was *ent.Requirement) (*ent.RequirementUpdateOne, told) {
	change, t := was.Update(), told{clauses: []string{"D0-26"}}
	now := *was
	if in.Title != nil {
		now.Title = *in.Title
		change.SetTitle(now.Title)
		differ(&t, "title", was.Title, now.Title)
	}
	if in.Content != nil {
		now.Content = *in.Content
		change.SetContent(now.Content)
		differ(&t, "content", was.Content, now.Content)
	}
	if in.Channel != nil {
		setOr(*in.Channel, change.SetChannel, change.ClearChannel)
		differ(&t, "channel", optional.Value(was.Channel), *in.Channel)
	}
	if in.Category != nil {
		change.SetCategory(*in.Category)
		differ(&t, "category", was.Category, *in.Category)
	}
	if in.Urgency != nil {
		change.SetUrgency(*in.Urgency)
		if differ(&t, "urgency", was.Urgency, *in.Urgency) {
			t.clauses = append(t.clauses, urgencyClause[*in.Urgency])
		}
	}
	if in.UrgencyReason != nil {
		setOr(*in.UrgencyReason, change.SetUrgencyReason, change.ClearUrgencyReason)
		differ(&t, "urgencyReason", was.UrgencyReason, *in.UrgencyReason)
	}
	if in.Nature != nil {
		setOr(*in.Nature, change.SetNature, change.ClearNature)
		if differ(&t, "nature", optional.Value(was.Nature), *in.Nature) && *in.Nature != "" {
			t.clauses = append(t.clauses, natureClause[*in.Nature])
		}
	}
	if in.Expectation != nil {
		setOr(*in.Expectation, change.SetExpectation, change.ClearExpectation)
		differ(&t, "expectation", was.Expectation, *in.Expectation)
	}
	in.changeDetails(was, change, &t)
	if now.Title != was.Title || now.Content != was.Content {
		change.SetGrams(gramsOf(&now))
	}
	return change, t
}
