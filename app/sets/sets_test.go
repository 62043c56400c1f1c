package sets

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/journal"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/requirementsetitem"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
)

func TestMain(m *testing.M) { apptest.Main(m) }

func try[I, O any](w *apptest.World, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I) (O, error) {
	made, _, err := journal.Changed(w.As(who), w.Journal, func(ctx context.Context, tx *ent.Tx) (O, error) { return verb(ctx, tx, in) })
	return made, err
}

func must[I, O any](t *testing.T, w *apptest.World, who string, verb func(context.Context, *ent.Tx, I) (O, error), in I) O {
	t.Helper()
	made, err := try(w, who, verb, in)
	if err != nil {
		t.Fatalf("%s: %v", who, err)
	}
	return made
}

// refused runs what must fail with the error, and finds that nothing changed.
func refused(t *testing.T, w *apptest.World, name string, want *fault.Error, act func() error) {
	t.Helper()
	before := w.Count(t)
	err := act()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != want.Code || f.Key != want.Key || f.Field != want.Field {
		t.Errorf("%s: %v, want %v", name, err, want)
	}
	if after := w.Count(t); !maps.Equal(before, after) {
		t.Errorf("%s: rows were %v, are %v", name, before, after)
	}
}

func only[T any](_ T, err error) error { return err }

// needs are so many received requirements of the service department, and a draft.
func needs(t *testing.T, w *apptest.World, n int) (received []typeid.ID, draft typeid.ID) {
	t.Helper()
	service := w.A.Departments[flow.DepartmentService].ID
	var customer *ent.Customer
	w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) (err error) {
		customer, err = tx.Customer.Create().SetName("甲").SetGrams("").SetTierKey("ORDINARY").SetDepartmentID(service).Save(ctx)
		return err
	})
	for i := range n + 1 {
		r := must(t, w, "management", requirements.Create, requirements.CreateInput{
			CustomerID: customer.ID, Title: "需求", OriginalText: "机器停机", Source: flow.RequirementSourceVisit,
			CollectedAt: w.Clock.Now(), Category: flow.RequirementCategoryProduct, Urgency: flow.UrgencyGeneral, LeadDepartmentID: &service,
		})
		if i == n {
			return received, r.ID
		}
		received = append(received, r.ID)
		must(t, w, "management", requirements.Receive, requirements.ReceiveInput{ID: r.ID, ExpectedVersion: r.Version})
	}
	return received, ""
}

// A set is put in order, confirmed, handed over, answered and put away.
func TestD0_39(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		ids, draft := needs(t, w, 3)
		sales := w.A.Departments[flow.DepartmentSales].ID
		const head = "head.service"
		refused(t, w, "staff", fault.Forbidden(), func() error { return only(try(w, "staff", Create, CreateInput{Theme: "x"})) })
		refused(t, w, "another department's", fault.Forbidden(), func() error {
			return only(try(w, head, Create, CreateInput{Theme: "x", DepartmentID: &sales}))
		})
		refused(t, w, "a draft in it", fault.Precondition("requirement_set.requirement_state").On("requirementIds[1]"), func() error {
			return only(try(w, head, Create, CreateInput{Theme: "x", RequirementIDs: []typeid.ID{ids[0], draft}}))
		})
		refused(t, w, "one twice", fault.Input("requirementIds[1]", "input.duplicate"), func() error {
			return only(try(w, head, Create, CreateInput{Theme: "x", RequirementIDs: []typeid.ID{ids[0], ids[0]}}))
		})
		refused(t, w, "too many", fault.Input("requirementIds", "input.too_many"), func() error {
			return only(try(w, head, Create, CreateInput{Theme: "x", RequirementIDs: make([]typeid.ID, MaxRequirements+1)}))
		})
		refused(t, w, "one that is not theirs to read", fault.NotFound().On("requirementIds[0]"), func() error {
			return only(try(w, "head.sales", Create, CreateInput{Theme: "x", RequirementIDs: ids[:1]}))
		})
		refused(t, w, "no theme", fault.Input("theme", "input.required"), func() error { return only(try(w, head, Create, CreateInput{})) })

		s := must(t, w, head, Create, CreateInput{Theme: "断网收款", RequirementIDs: ids[:2]})
		s = must(t, w, head, Update, UpdateInput{ID: s.ID, ExpectedVersion: s.Version, RequirementIDs: []typeid.ID{ids[2], ids[0]}})
		if got := inside(w, s.ID); !slices.Equal(got, []typeid.ID{ids[2], ids[0]}) {
			t.Errorf("in it are %v", got)
		}
		refused(t, w, "an old version", fault.Conflict("version.conflict").On("expectedVersion"), func() error {
			return only(try(w, head, Confirm, ConfirmInput{s.ID, s.Version - 1}))
		})
		refused(t, w, "too early", fault.Precondition("transition.illegal"), func() error {
			return only(try(w, head, HandOver, HandOverInput{s.ID, s.Version, sales}))
		})
		refused(t, w, "a member confirms", fault.Forbidden(), func() error {
			return only(try(w, "member.service", Confirm, ConfirmInput{s.ID, s.Version}))
		})
		empty := must(t, w, head, Create, CreateInput{Theme: "空"})
		refused(t, w, "an empty one", fault.Precondition("requirement_set.empty"), func() error {
			return only(try(w, head, Confirm, ConfirmInput{empty.ID, empty.Version}))
		})
		s = must(t, w, head, Confirm, ConfirmInput{s.ID, s.Version})
		theme := "断网时收款"
		if s = must(t, w, head, Update, UpdateInput{ID: s.ID, ExpectedVersion: s.Version, Theme: &theme}); s.State != flow.SetDraft {
			t.Errorf("changed it is %s", s.State)
		}
		s = must(t, w, head, Confirm, ConfirmInput{s.ID, s.Version})
		answers(t, w, s, ids[2])
	})
}

// answers hands the set over to another department, which answers (D2-28, D2-29).
func answers(t *testing.T, w *apptest.World, s *ent.RequirementSet, id typeid.ID) {
	t.Helper()
	const head = "head.service"
	sales := w.A.Departments[flow.DepartmentSales].ID
	refused(t, w, "to nobody", fault.NotFound().On("departmentId"), func() error {
		return only(try(w, head, HandOver, HandOverInput{s.ID, s.Version, "dep_00000000000000000000000000"}))
	})
	s = must(t, w, head, HandOver, HandOverInput{s.ID, s.Version, sales})
	if s.TakenByID != sales || s.HandedOverAt == nil {
		t.Errorf("handed over it is %v", s)
	}
	if _, err := w.Client.Requirement.Get(w.As("head.sales"), id); err != nil {
		t.Errorf("who took the set over reads what is in it: %v", err)
	}
	refused(t, w, "not answered yet", fault.Precondition("requirement_set.unanswered"), func() error {
		return only(try(w, head, Archive, ArchiveInput{s.ID, s.Version}))
	})
	refused(t, w, "who handed it over", fault.Forbidden(), func() error {
		return only(try(w, head, Answer, AnswerInput{s.ID, s.Version, "x"}))
	})
	refused(t, w, "no answer", fault.Input("answer", "input.required"), func() error {
		return only(try(w, "head.sales", Answer, AnswerInput{s.ID, s.Version, " "}))
	})
	s = must(t, w, "head.sales", Answer, AnswerInput{s.ID, s.Version, "列入下一版本"})
	if s.AnsweredByID != w.A.Members["head.sales"].ID || s.State != flow.SetHandedOver {
		t.Errorf("answered it is %v", s)
	}
	if acts := Available(w.As(head), s); !slices.Equal(acts, []flow.RequirementSetAct{flow.SetActArchive}) {
		t.Errorf("its maker may %v", acts)
	}
	if s = must(t, w, head, Archive, ArchiveInput{s.ID, s.Version}); s.State != flow.SetArchived {
		t.Errorf("in the end it is %s", s.State)
	}
	refused(t, w, "another company's", fault.NotFound(), func() error {
		_, _, err := journal.Changed(w.B.As("management"), w.Journal, func(ctx context.Context, tx *ent.Tx) (*ent.RequirementSet, error) {
			return Archive(ctx, tx, ArchiveInput{s.ID, s.Version})
		})
		return err
	})
	yes := true
	q, err := (&Filter{Answered: &yes, TakenByID: &sales, RequirementID: &id, Mine: &yes, States: []flow.RequirementSetState{flow.SetArchived}}).
		Apply(w.As(head), w.Client.RequirementSet.Query())
	if err != nil || q.CountX(w.As(head)) != 1 {
		t.Errorf("the filter does not find it: %v", err)
	}
}

func inside(w *apptest.World, set typeid.ID) []typeid.ID {
	var ids []typeid.ID
	for _, item := range w.Client.RequirementSetItem.Query().Where(requirementsetitem.SetID(set)).Order(requirementsetitem.ByPlace()).AllX(w.A.System()) {
		ids = append(ids, item.RequirementID)
	}
	return ids
}
