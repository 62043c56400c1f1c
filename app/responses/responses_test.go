package responses

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/ent"
	"heed/ent/responsetemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/words"
)

func TestMain(m *testing.M) { apptest.Main(m) }

func ptr[T any](v T) *T { return &v }

func try[In, Out any](w *apptest.World, ctx context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) { //nolint:revive // the world is what is acted on
	out, _, err := journal.Changed(ctx, w.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	return out, err
}

func requirementOf(t *testing.T, w *apptest.World) *ent.Requirement {
	t.Helper()
	r, err := try(w, w.A.System(), func(ctx context.Context, tx *ent.Tx, _ int) (*ent.Requirement, error) {
		c, err := tx.Customer.Create().SetName("甲乙丙公司").SetGrams(words.Prefixed(words.Company(string(w.A.ID)), words.Index("甲乙丙公司"))).
			SetTierKey("KEY").SetDepartmentID(w.A.Departments[flow.DepartmentService].ID).Save(ctx)
		if err != nil {
			return nil, err
		}
		if err := tx.Contact.Create().SetCustomerID(c.ID).SetName("周敏").SetPreferredChannels([]flow.Channel{flow.ChannelOnlineMeeting}).Exec(ctx); err != nil {
			return nil, err
		}
		return tx.Requirement.Create().SetCustomerID(c.ID).SetTitle("加快发货").SetOriginalText("慢").SetContent("慢").
			SetSource(flow.RequirementSourceVisit).SetCollectedAt(w.Clock.Now()).SetCategory(flow.RequirementCategoryService).
			SetUrgency(flow.UrgencyUrgent).SetNumber("REQ-2026-00042").SetState(flow.RequirementReceived).SetDueAt(w.Clock.Now()).
			SetGrams("").SetLeadDepartmentID(w.A.Departments[flow.DepartmentService].ID).Save(ctx)
	}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Customers are answered with texts in three languages, of which a company begins
// with at least five (D0-50).
func TestD0_50_Templates(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r, ctx := requirementOf(t, w), w.As("management")
		all, err := w.Client.ResponseTemplate.Query().All(ctx)
		if err != nil || len(all) < 5 {
			t.Fatalf("%d templates, %v", len(all), err)
		}
		for _, one := range all {
			for _, l := range []label.Locale{label.ZhHans, label.ZhHant, label.En} {
				got, err := Fill(ctx, w.Client, one.ID, r.ID, l)
				if err != nil || !strings.Contains(got.Text, "加快发货") || !strings.Contains(got.Text, "REQ-2026-00042") ||
					!strings.Contains(got.Text, "甲乙丙公司") || strings.ContainsAny(got.Text, "{}") {
					t.Errorf("%s in %s: %v, %v", one.Name, l, got, err)
				}
			}
		}
		in := CreateInput{Name: "回访", Urgency: ptr(flow.UrgencyGeneral), ZhHans: "您好", ZhHant: "您好", En: "Dear {customer}"}
		made, err := try(w, ctx, Create, in)
		if err != nil {
			t.Fatal(err)
		}
		q, err := (&Filter{Urgency: ptr(flow.UrgencyUrgent), Active: ptr(true)}).Apply(w.Client.ResponseTemplate.Query())
		if err != nil {
			t.Fatal(err)
		}
		if there := q.Where(responsetemplate.ID(made.ID)).ExistX(ctx); there {
			t.Error("a template for general requirements is offered for urgent ones")
		}
		if made, err = try(w, ctx, Update, UpdateInput{ID: made.ID, ExpectedVersion: made.Version, Urgency: ptr(flow.Urgency("")), Active: ptr(false)}); err != nil || made.Urgency != nil || made.Active {
			t.Errorf("%v, %v", made, err)
		}
		before := w.Count(t)
		wrong := in
		wrong.Name, wrong.En = "别的", "Dear {customers}"
		for name, c := range map[string]struct {
			want *fault.Error
			try  func() error
		}{
			"the name": {fault.Conflict("response_template.name_taken"), func() error { _, err := try(w, ctx, Create, in); return err }},
			"a word":   {fault.Input("en", "response_template.placeholder"), func() error { _, err := try(w, ctx, Create, wrong); return err }},
			"nothing": {fault.Input("", "input.empty_update"), func() error {
				_, err := try(w, ctx, Update, UpdateInput{ID: made.ID, ExpectedVersion: made.Version})
				return err
			}},
			"staff":   {fault.Forbidden(), func() error { _, err := try(w, w.As("staff"), Create, wrong); return err }},
			"unknown": {fault.NotFound(), func() error { _, err := Fill(w.B.As("management"), w.Client, all[0].ID, r.ID, label.En); return err }},
		} {
			if err := c.try(); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) {
			t.Errorf("%v became %v", before, after)
		}
	})
}

// The way to a customer follows from the requirement and what the customer's people
// prefer (D0-49).
func TestD0_49_SuggestionOfARequirement(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		r := requirementOf(t, w)
		all, err := Suggest(w.As("management"), w.Client, r.ID)
		if err != nil || len(all) == 0 || all[0].Channel != flow.ChannelOnlineMeeting {
			t.Errorf("%v, %v", all, err)
		}
	})
}
