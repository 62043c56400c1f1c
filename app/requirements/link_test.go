package requirements

import (
	"testing"

	"heed/app/apptest"
	"heed/ent/requirementlink"
	"heed/rules/fault"
	"heed/rules/flow"
)

// An open conflict blocks the plans of both, until it is decided.
func TestConflict(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		one, two := s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral), s.at(flow.RequirementAnalyzing, flow.UrgencyGeneral)
		as := s.As("head.service")
		link := must(s, "head.service", LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkConflict})
		if e := s.lastEvent(); e.Type != "requirement.linked" || e.SubjectID != one.ID {
			t.Errorf("the event is %v", e)
		}
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
		if e := s.lastEvent(); e.Type != "requirement.conflict_resolved" || e.SubjectID != one.ID || link.ResolvedAt == nil || link.Version != 2 {
			t.Errorf("the event is %v of %v", e, link)
		}
		s.refused("decided twice", nil, fault.Precondition("requirement.link_resolved"), func() error {
			return only(try(w, as, LinkResolve, LinkResolveInput{link.ID, link.Version, "x"}))
		})
		must(s, "head.service", Plan, s.planInput(one.ID, one.Version))
		must(s, "head.service", Plan, s.planInput(two.ID, two.Version))
	})
}

// A duplicate goes on in the other: it keeps its words, and the link says so.
func TestMerge(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := newStage(t, w)
		one, two := s.received(flow.UrgencyGeneral), s.received(flow.UrgencyUrgent)
		must(s, management, LinkCreate, LinkCreateInput{one.ID, two.ID, flow.LinkDuplicate})
		merged := must(s, "head.service", Merge, MergeInput{one.ID, one.Version, two.ID})
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
		counts(t, s)
	})
}
