package requirements

import (
	"context"
	"slices"
	"testing"

	"heed/app/apptest"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/requirement"
	"heed/ent/requirementlink"
	"heed/rules/fault"
	"heed/rules/flow"
)

// An open conflict blocks the plans of both, until it is decided.
func TestD0_38_Conflict(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		one, two := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral), s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral)
		as := s.As("head.service")
		link := must(s, "head.service", LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkConflict})
		s.toldOfBoth("requirement.linked", one, two)
		s.refused("the same link", one, fault.Conflict("requirement.link_exists").On("otherId"), func() error {
			return only(try(w, as, LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkConflict}))
		})
		s.refused("its other direction", one, fault.Conflict("requirement.link_exists").On("otherId"), func() error {
			return only(try(w, as, LinkCreate, LinkCreateInput{two.ID, one.ID, flow.LinkConflict}))
		})
		s.refused("to itself", one, fault.Precondition("requirement.link_self").On("otherId"), func() error {
			return only(try(w, as, LinkCreate, LinkCreateInput{two.ID, two.ID, flow.LinkConflict}))
		})
		s.refused("staff", one, fault.Forbidden(), func() error {
			return only(try(w, s.As("staff"), LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkRelated}))
		})
		related := must(s, "head.service", LinkCreate, LinkCreateInput{two.ID, one.ID, flow.LinkRelated})
		s.refused("a plan", one, fault.Precondition("requirement.open_conflict"), func() error {
			return only(try(w, as, Plan, s.planInput(one.ID, one.Version)))
		})
		s.refused("the other's plan", two, fault.Precondition("requirement.open_conflict"), func() error {
			return only(try(w, as, Plan, s.planInput(two.ID, two.Version)))
		})

		in := LinkResolveInput{link.ID, link.Version, "先做第一项"}
		s.refused("no words", nil, fault.Input("resolution", "input.required"), func() error {
			return only(try(w, as, LinkResolve, LinkResolveInput{link.ID, link.Version, " "}))
		})
		s.refused("a member decides", nil, fault.Forbidden(), func() error { return only(try(w, s.As("member.service"), LinkResolve, in)) })
		s.refused("another department", nil, fault.NotFound(), func() error { return only(try(w, s.As("head.sales"), LinkResolve, in)) })
		s.refused("another company", nil, fault.NotFound(), func() error { return only(try(w, w.B.As(management), LinkResolve, in)) })
		s.refused("an old version", nil, fault.Conflict("version.conflict").On("expectedVersion"), func() error {
			return only(try(w, as, LinkResolve, LinkResolveInput{link.ID, link.Version + 1, "x"}))
		})
		s.refused("no conflict", nil, fault.Precondition("requirement.link_not_conflict"), func() error {
			return only(try(w, as, LinkResolve, LinkResolveInput{related.ID, related.Version, "x"}))
		})
		link = must(s, "head.service", LinkResolve, in)
		s.toldOfBoth("requirement.conflict_resolved", one, two)
		if link.ResolvedAt == nil || link.Version != 2 {
			t.Errorf("the link is %v", link)
		}
		s.refused("decided twice", nil, fault.Precondition("requirement.link_resolved"), func() error {
			return only(try(w, as, LinkResolve, LinkResolveInput{link.ID, link.Version, "x"}))
		})
		must(s, "head.service", Plan, s.planInput(one.ID, one.Version))
		must(s, "head.service", Plan, s.planInput(two.ID, two.Version))
	})
}

// toldOfBoth finds that the last two events tell of each of two requirements, to whom it concerns.
func (s *stage) toldOfBoth(typ string, one, other *ent.Requirement) {
	s.t.Helper()
	events := s.A.Events(s.t)
	for i, r := range []*ent.Requirement{one, other} {
		e := events[len(events)-2+i]
		if e.Type != typ || e.SubjectID != r.ID || !slices.Contains(e.DepartmentIds, r.LeadDepartmentID) || len(e.ClauseIds) == 0 {
			s.t.Errorf("the event is %v", e)
		}
	}
}

// Departments that conflict may each decide, though neither reads the other's requirement.
func TestD0_38_ConflictOfDepartments(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		sales := s.A.Departments[flow.DepartmentSales].ID
		conflict := func() (one, other *ent.Requirement, link *ent.RequirementLink) {
			one = s.at(flow.RequirementReceived, flow.UrgencyGeneral)
			in := s.input(flow.UrgencyGeneral)
			in.LeadDepartmentID = &sales
			other = must(s, management, Create, in)
			return one, other, must(s, management, LinkCreate, LinkCreateInput{one.ID, other.ID, flow.LinkConflict})
		}
		for _, who := range []string{"head.service", "head.sales", management} {
			one, other, link := conflict()
			s.toldOfBoth("requirement.linked", one, other)
			must(s, who, LinkResolve, LinkResolveInput{link.ID, link.Version, "先做第一项"})
			s.toldOfBoth("requirement.conflict_resolved", one, other)
			if e := s.lastEvent(); slices.Contains(e.DepartmentIds, one.LeadDepartmentID) {
				t.Errorf("the other department is told of what it may not read: %v", e)
			}
		}
	})
}

// With what was rejected or merged nothing conflicts any more; another plan waits
// for the decision as the first one does.
func TestD0_38_ConflictEnds(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.target()
		as, verbs := s.As(management), s.verbs()
		for _, end := range []flow.RequirementAct{flow.RequirementActReject, flow.RequirementActMerge} {
			for _, first := range []bool{true, false} {
				one, two := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral), s.received(flow.UrgencyGeneral)
				link := LinkCreateInput{one.ID, two.ID, flow.LinkConflict}
				if !first {
					link.ID, link.OtherID = two.ID, one.ID
				}
				must(s, management, LinkCreate, link)
				s.refused("a plan before "+string(end), one, fault.Precondition("requirement.open_conflict"), func() error {
					return verbs[flow.RequirementActPlan](as, one.ID, one.Version)
				})
				if err := verbs[end](as, two.ID, two.Version); err != nil {
					t.Fatal(err)
				}
				if err := verbs[flow.RequirementActPlan](as, one.ID, one.Version); err != nil {
					t.Errorf("after %s of the other: %v", end, err)
				}
			}
		}
		one, two := s.at(flow.RequirementProcessing, flow.UrgencyGeneral), s.received(flow.UrgencyGeneral)
		link := must(s, management, LinkCreate, LinkCreateInput{two.ID, one.ID, flow.LinkConflict})
		s.refused("another plan", one, fault.Precondition("requirement.open_conflict"), func() error {
			return verbs[flow.RequirementActRevise](as, one.ID, one.Version)
		})
		must(s, management, LinkResolve, LinkResolveInput{link.ID, link.Version, "先做第一项"})
		if err := verbs[flow.RequirementActRevise](as, one.ID, one.Version); err != nil {
			t.Error(err)
		}
	})
}

// A link is seen from either end, by who reads that end, and shows the other one.
func TestLinksFromEitherEnd(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		one := s.received(flow.UrgencyGeneral)
		in := s.input(flow.UrgencyGeneral)
		in.LeadDepartmentID = &s.A.Departments[flow.DepartmentSales].ID
		two := must(s, management, Create, in)
		link := must(s, management, LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkConflict})
		for who, reads := range map[string][]*ent.Requirement{
			management: {one, two}, "head.service": {one}, "head.sales": {two}, "staff": {},
		} {
			ctx := s.As(who)
			if n := w.Client.RequirementLink.Query().Where(requirementlink.ID(link.ID)).CountX(ctx); (n == 1) != (len(reads) > 0) {
				t.Errorf("%s: reads %d links", who, n)
			}
			for _, r := range reads {
				far := two
				if r.ID == two.ID {
					far = one
				}
				for name, links := range map[string]func() []*ent.RequirementLink{
					"asked for": func() []*ent.RequirementLink {
						links, err := Links(ctx, w.Client, r.ID)
						if err != nil {
							t.Fatal(err)
						}
						return links
					},
					"loaded": func() []*ent.RequirementLink {
						return w.Client.Requirement.Query().Where(requirement.ID(r.ID)).
							WithLinks(func(q *ent.RequirementLinkQuery) { q.WithRequirement().WithOther() }).OnlyX(ctx).Edges.Links
					},
				} {
					got := links()
					if len(got) != 1 || got[0].ID != link.ID || got[0].RequirementID != r.ID || got[0].OtherID != far.ID || got[0].Edges.Requirement.ID != r.ID {
						t.Fatalf("%s, %s: %v", who, name, got)
					}
					other, err := got[0].Edges.OtherOrErr()
					if len(reads) == 2 && (err != nil || other.ID != far.ID) || len(reads) == 1 && !ent.IsNotFound(err) {
						t.Errorf("%s, %s: the other is %v, %v", who, name, other, err)
					}
				}
			}
		}
		// Both on one page have it, each its own way.
		page := w.Client.Requirement.Query().WithLinks(func(q *ent.RequirementLinkQuery) { q.WithOther() }).AllX(s.As(management))
		for _, r := range page {
			if len(r.Edges.Links) != 1 || r.Edges.Links[0].OtherID == r.ID {
				t.Errorf("%s has the links %v", r.ID, r.Edges.Links)
			}
		}
	})
}

// A link is made where the requirement may be changed, and only so many.
func TestLinkLimits(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		s.target()
		one, two := s.received(flow.UrgencyGeneral), s.received(flow.UrgencyGeneral)
		for _, state := range []flow.RequirementState{flow.RequirementClosed, flow.RequirementRejected, flow.RequirementMerged} {
			ended := s.at(state, flow.UrgencyGeneral)
			s.refused("from "+string(state), ended, fault.Precondition("transition.illegal"), func() error {
				return only(try(w, s.As(management), LinkCreate, LinkCreateInput{ended.ID, one.ID, flow.LinkRelated}))
			})
		}
		w.Change(t, s.A.System(), func(ctx context.Context, tx *ent.Tx) error {
			for i := range maxLinks - 1 {
				in := s.input(flow.UrgencyGeneral)
				other, err := tx.Requirement.Create().SetCustomerID(in.CustomerID).SetTitle(in.Title).SetOriginalText("x").SetContent("x").
					SetSource(in.Source).SetCollectedAt(in.CollectedAt).SetCategory(in.Category).SetUrgency(in.Urgency).SetDueAt(database.Never).Save(ctx)
				if err != nil {
					return err
				}
				from, to := one.ID, other.ID
				if i%2 == 0 {
					from, to = to, from
				}
				if err := tx.RequirementLink.Create().SetRequirementID(from).SetOtherID(to).SetType(flow.LinkRelated).Exec(ctx); err != nil {
					return err
				}
			}
			return nil
		})
		must(s, management, LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkRelated})
		s.refused("one more", one, fault.Conflict("requirement.links_too_many"), func() error {
			return only(try(w, s.As(management), LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkConflict}))
		})
		s.refused("one more at the other", one, fault.Conflict("requirement.links_too_many").On("otherId"), func() error {
			return only(try(w, s.As(management), LinkCreate, LinkCreateInput{two.ID, one.ID, flow.LinkConflict}))
		})
		three := s.received(flow.UrgencyGeneral)
		s.refused("merged", one, fault.Conflict("requirement.links_too_many"), func() error {
			return only(try(w, s.As(management), Merge, MergeInput{ID: one.ID, ExpectedVersion: one.Version, IntoID: three.ID}))
		})
		s.refused("merged into", three, fault.Conflict("requirement.links_too_many").On("intoId"), func() error {
			return only(try(w, s.As(management), Merge, MergeInput{ID: three.ID, ExpectedVersion: three.Version, IntoID: one.ID}))
		})
	})
}

// A duplicate goes on in the other: it keeps its words, and the link says so.
func TestD0_38_Merge(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		one, two := s.received(flow.UrgencyGeneral), s.received(flow.UrgencyUrgent)
		must(s, management, LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkDuplicate})
		merged := must(s, "head.service", Merge, MergeInput{ID: one.ID, ExpectedVersion: one.Version, IntoID: two.ID})
		if merged.MergedIntoID != two.ID || merged.OriginalText != one.OriginalText || merged.State != flow.RequirementMerged {
			t.Errorf("merged it is %v", merged)
		}
		links := w.Client.RequirementLink.Query().Where(requirementlink.RequirementID(one.ID)).AllX(s.A.System())
		if len(links) != 1 || links[0].OtherID != two.ID || links[0].Type != flow.LinkDuplicate {
			t.Errorf("the links are %v", links)
		}
		if s.read(two.ID).Version != two.Version {
			t.Error("the other has changed")
		}
		events := s.A.Events(t)
		moved, absorbed := events[len(events)-2], events[len(events)-1]
		if moved.Type != "requirement.merged" || moved.SubjectID != one.ID || absorbed.Type != "requirement.absorbed" || absorbed.SubjectID != two.ID ||
			absorbed.Number != *two.Number || !slices.Contains(absorbed.DepartmentIds, two.LeadDepartmentID) || !slices.Equal(absorbed.ClauseIds, []string{"D0-38"}) {
			t.Errorf("the events are %v, %v", moved, absorbed)
		}
		// Linked from the other side they are joined already.
		three := s.received(flow.UrgencyGeneral)
		must(s, management, LinkCreate, LinkCreateInput{two.ID, three.ID, flow.LinkDuplicate})
		must(s, "head.service", Merge, MergeInput{ID: three.ID, ExpectedVersion: three.Version, IntoID: two.ID})
		if n := w.Client.RequirementLink.Query().CountX(s.A.System()); n != 2 {
			t.Errorf("there are %d links", n)
		}
		counts(t, s)
	})
}
