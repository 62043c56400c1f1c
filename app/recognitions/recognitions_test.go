package recognitions_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/notices"
	"heed/app/recognitions"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/event"
	"heed/ent/notification"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/money"
	"heed/rules/typeid"
)

func ptr[T any](v T) *T { return &v }

// stage is a world with a customer of the service department, who told us something.
type stage struct {
	*apptest.World
	t               *testing.T
	customer, other *ent.Customer
	contact         *ent.Contact
	said            *ent.Requirement
}

func on(t *testing.T, w *apptest.World) *stage {
	t.Helper()
	s := &stage{World: w, t: t}
	w.Change(t, s.As("head.service"), func(ctx context.Context, tx *ent.Tx) (err error) {
		if s.customer, err = customers.Create(ctx, tx, customers.CreateInput{Name: "晨光酒店"}); err != nil {
			return err
		}
		if s.other, err = customers.Create(ctx, tx, customers.CreateInput{Name: "远山宾馆"}); err != nil {
			return err
		}
		if s.contact, err = customers.CreateContact(ctx, tx, customers.ContactCreateInput{CustomerID: s.customer.ID, Contact: customers.ContactInput{Name: "周敏"}}); err != nil {
			return err
		}
		s.said, err = requirements.Create(ctx, tx, requirements.CreateInput{
			CustomerID: s.customer.ID, Title: "门", OriginalText: "门关得太快", Source: flow.RequirementSourceCustomerFeedback, CollectedAt: s.Clock.Now(),
			Category: flow.RequirementCategoryProduct, Urgency: flow.UrgencyGeneral,
		})
		return err
	})
	return s
}

func try[In any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (*ent.Recognition, error), in In) (out *ent.Recognition, err error) {
	_, err = s.Journal.Change(s.As(who), func(ctx context.Context, tx *ent.Tx) (err error) {
		out, err = verb(ctx, tx, in)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out.Unwrap(), nil
}

func must[In any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (*ent.Recognition, error), in In) *ent.Recognition {
	s.t.Helper()
	r, err := try(s, who, verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return r
}

// refused runs a verb that must be refused and change nothing.
func refused[In any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (*ent.Recognition, error), in In, want *fault.Error) {
	s.t.Helper()
	before := s.Count(s.t)
	if _, err := try(s, who, verb, in); !errors.Is(err, want) {
		s.t.Errorf("%s: %v, want %v", who, err, want)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: refused, but rows were %v, are %v", who, before, after)
	}
}

func (s *stage) reward() recognitions.ProposeInput {
	return recognitions.ProposeInput{
		Kind: flow.RecognitionReward, CustomerID: &s.customer.ID, ContactID: &s.contact.ID, CauseID: s.said.ID, Reason: "及时反馈", Amount: ptr(money.Amount(20_000)),
	}
}

// A customer who told us something gets a reward: proposed, decided by others,
// carried out (D0-12).
func TestD0_12(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for name, c := range map[string]struct {
			change func(*recognitions.ProposeInput)
			want   *fault.Error
		}{
			"urging":           {func(in *recognitions.ProposeInput) { in.Kind = flow.RecognitionUrge }, fault.Precondition("recognition.kind")},
			"a member too":     {func(in *recognitions.ProposeInput) { in.MemberID = &w.A.Members["staff"].ID }, fault.Input("customerId", "recognition.whom")},
			"nobody":           {func(in *recognitions.ProposeInput) { in.CustomerID = nil }, fault.Input("memberId", "recognition.whom")},
			"another customer": {func(in *recognitions.ProposeInput) { in.CustomerID, in.ContactID = &s.other.ID, nil }, fault.Precondition("recognition.cause")},
			"another person":   {func(in *recognitions.ProposeInput) { in.CustomerID = &s.other.ID }, fault.NotFound()},
			"no cause":         {func(in *recognitions.ProposeInput) { in.CauseID = s.customer.ID }, fault.NotFound()},
			"no reason":        {func(in *recognitions.ProposeInput) { in.Reason = " " }, fault.Input("reason", "input.required")},
			"the past":         {func(in *recognitions.ProposeInput) { in.DueAt = ptr(s.Clock.Now()) }, fault.Input("dueAt", "input.in_the_past")},
			"no currency":      {func(in *recognitions.ProposeInput) { in.Currency = ptr("元") }, fault.Input("currency", "amount.currency")},
		} {
			in := s.reward()
			c.change(&in)
			t.Log(name)
			refused(s, "head.service", recognitions.Propose, in, c.want)
		}
		refused(s, "staff", recognitions.Propose, s.reward(), fault.Forbidden())
		refused(s, "head.sales", recognitions.Propose, s.reward(), fault.NotFound())
		made := must(s, "head.service", recognitions.Propose, s.reward())
		if made.State != flow.RecognitionProposed || made.CauseType != flow.SubjectRequirement || made.Currency != "CNY" {
			t.Errorf("made is %+v", made)
		}
		refused(s, "management", recognitions.Finish, recognitions.FinishInput{ID: made.ID, ExpectedVersion: made.Version, Result: "早"}, fault.Precondition("transition.illegal"))
		refused(s, "management", recognitions.Decide, recognitions.DecideInput{ID: made.ID, ExpectedVersion: made.Version, Decision: flow.DecisionApprove}, fault.Forbidden())
		decided := must(s, "committee", recognitions.Decide, recognitions.DecideInput{ID: made.ID, ExpectedVersion: made.Version, Decision: flow.DecisionApprove})
		if decided.DecidedByID != w.A.Members["committee"].ID || decided.DecidedAt == nil {
			t.Errorf("decided is %+v", decided)
		}
		refused(s, "management", recognitions.Update, recognitions.UpdateInput{ID: made.ID, ExpectedVersion: decided.Version, Reason: ptr("晚")}, fault.Precondition("transition.illegal"))
		done := must(s, "management", recognitions.Finish, recognitions.FinishInput{ID: made.ID, ExpectedVersion: decided.Version, Result: "已寄出礼品卡"})
		if done.State != flow.RecognitionDone || done.Result != "已寄出礼品卡" || done.EndedAt == nil {
			t.Errorf("done is %+v", done)
		}
		// Whoever is erased leaves no words behind.
		w.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := customers.EraseContact(ctx, tx, customers.EraseInput{ID: s.contact.ID, ExpectedVersion: s.contact.Version, Reason: "they ask for it"})
			return err
		})
		left := w.Client.Recognition.GetX(w.A.System(), done.ID)
		if recognitions.Reason(s.As("management"), left) == "及时反馈" || left.Result != "" {
			t.Errorf("left is %+v", left)
		}
	})
}

// Who erred is held to account, by others than who proposes it, and told (D0-66).
func TestD0_66(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		finding := func(number string, erred bool) typeid.ID {
			return w.Client.Finding.Create().SetNumber(number).SetSource(flow.FindingSource(flow.FindingSource("").Values()[0])).SetDescription("回复拖延").
				SetDepartmentID(w.A.Departments[flow.DepartmentService].ID).SetDueToError(erred).SaveX(w.A.System()).ID
		}
		in := recognitions.ProposeInput{
			Kind: flow.RecognitionAccountability, MemberID: &w.A.Members["member.service"].ID, CauseID: finding("FND-1", false), Reason: "工作失误导致延误",
		}
		refused(s, "head.service", recognitions.Propose, in, fault.Precondition("recognition.no_error"))
		in.CauseID = s.said.ID // a requirement tells of no error
		refused(s, "head.service", recognitions.Propose, in, fault.Precondition("recognition.no_error"))
		in.CauseID = finding("FND-2", true)
		refused(s, "head.sales", recognitions.Propose, in, fault.Forbidden())
		made := must(s, "head.service", recognitions.Propose, in)
		if made.DepartmentID != w.A.Departments[flow.DepartmentService].ID || made.CauseType != flow.SubjectFinding {
			t.Errorf("made is %+v", made)
		}
		own := must(s, "management", recognitions.Propose, recognitions.ProposeInput{
			Kind: flow.RecognitionUrge, MemberID: &w.A.Members["committee"].ID, CauseID: s.said.ID, Reason: "迟迟未决",
		})
		decide := recognitions.DecideInput{ID: own.ID, ExpectedVersion: own.Version, Decision: flow.DecisionApprove}
		refused(s, "committee", recognitions.Decide, decide, fault.New(fault.CodeForbidden, "recognition.own"))
		if acts := recognitions.Available(s.As("committee"), own); len(acts) != 0 {
			t.Errorf("the committee may %v", acts)
		}
		refused(s, "committee", recognitions.Decide, recognitions.DecideInput{ID: made.ID, ExpectedVersion: made.Version, Decision: flow.DecisionReject}, fault.Input("comment", "input.required"))
		decided := must(s, "committee", recognitions.Decide, recognitions.DecideInput{ID: made.ID, ExpectedVersion: made.Version, Decision: flow.DecisionApprove})
		e := w.Client.Event.Query().Where(event.Type("recognition.decided"), event.SubjectID(decided.ID)).OnlyX(w.A.System())
		w.Change(t, w.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			_, err := notices.Make(ctx, tx, e)
			return err
		})
		var told []typeid.ID
		for _, n := range w.Client.Notification.Query().Where(notification.Type("recognition.decided")).AllX(w.A.System()) {
			told = append(told, n.MemberID)
		}
		slices.Sort(told)
		want := []typeid.ID{w.A.Members["head.service"].ID, w.A.Members["member.service"].ID}
		slices.Sort(want)
		if !slices.Equal(told, want) {
			t.Errorf("told are %v, want %v", told, want)
		}
		refused(s, "staff", recognitions.Cancel, recognitions.CancelInput{ID: made.ID, ExpectedVersion: decided.Version, Reason: "否"}, fault.Forbidden())
		gone := must(s, "management", recognitions.Cancel, recognitions.CancelInput{ID: made.ID, ExpectedVersion: decided.Version, Reason: "查明并非失误"})
		if gone.State != flow.RecognitionCancelled || gone.EndedAt == nil {
			t.Errorf("dropped is %+v", gone)
		}
	})
}
