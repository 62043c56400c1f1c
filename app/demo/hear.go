package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"heed/app/requirements"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/typeid"
)

// The ways by which those who write needs down hear of them.
var hearing = map[string][]struct {
	source   flow.RequirementSource
	channels []flow.Channel
}{
	staff: {{flow.RequirementSourceEmployee, []flow.Channel{flow.ChannelFaceToFace, flow.ChannelPhone}}},
	headSales: {
		{flow.RequirementSourceVisit, []flow.Channel{flow.ChannelVisit, flow.ChannelFaceToFace}},
		{flow.RequirementSourceCallEmail, []flow.Channel{flow.ChannelPhone, flow.ChannelEmail}},
	},
	headService: {
		{flow.RequirementSourceComplaint, []flow.Channel{flow.ChannelPhone, flow.ChannelPost, flow.ChannelFax, flow.ChannelThirdParty}},
		{flow.RequirementSourceVisit, []flow.Channel{flow.ChannelVisit, flow.ChannelOnlineMeeting}},
	},
	memberService: {
		{flow.RequirementSourceCallEmail, []flow.Channel{flow.ChannelPhone, flow.ChannelPhone, flow.ChannelEmail}},
		{flow.RequirementSourceComplaint, []flow.Channel{flow.ChannelPhone, flow.ChannelOnlineChat}},
		{flow.RequirementSourceCustomerFeedback, []flow.Channel{flow.ChannelWeb, flow.ChannelApp, flow.ChannelOnlineChat}},
	},
	management: {
		{flow.RequirementSourceSurvey, []flow.Channel{flow.ChannelWeb, flow.ChannelApp, flow.ChannelEmail}},
		{flow.RequirementSourceSelfResearch, []flow.Channel{flow.ChannelOnlineMeeting, flow.ChannelVisit}},
		{flow.RequirementSourceOutsourcedResearch, []flow.Channel{flow.ChannelThirdParty}},
		{flow.RequirementSourceDataAnalysis, []flow.Channel{""}},
		{flow.RequirementSourceIntegration, []flow.Channel{flow.ChannelWeb}},
	},
}

// write plans the requirement's draft.
func (w *world) write(s *story, at time.Time) {
	way := pick(s.rng, hearing[s.hearer])
	industry, _, _ := strings.Cut(s.from.industry, " ")
	words := pick(s.rng, greetings) + pick(s.rng, settings[industry]) + fmt.Sprintf(s.need.words, s.variant[1]) + pick(s.rng, farewells)
	urgency := s.urgency
	if s.shape.raised {
		urgency = flow.UrgencyGeneral
	}
	in := requirements.CreateInput{
		Title: s.need.title + "（" + s.variant[0] + "）", OriginalText: words, Source: way.source,
		Channel: new(pick(s.rng, way.channels)), CollectedAt: at.Add(-time.Duration(s.minutes(2, 100)) * time.Minute),
		Category: s.need.category, Urgency: urgency, LeadDepartmentID: new(w.departments[s.need.lead]),
	}
	if s.end != flow.RequirementDraft || s.rng.IntN(2) == 0 {
		in.Content, in.Expectation = &s.need.sense, &s.need.hope
	}
	details := rand.New(rand.NewPCG(seed+2, uint64(s.number))) //nolint:gosec // a demo is the same every time
	s.detail(details, &in)
	s.add(at, s.hearer, "create", func(ctx context.Context, tx *ent.Tx) (_ *ent.Requirement, err error) {
		if in.Custom, err = fill(ctx, tx, details, s.urgency == flow.UrgencyUrgent); err != nil {
			return nil, err
		}
		in.CustomerID = s.from.id
		return requirements.Create(ctx, tx, in)
	})
}

func (w *world) receive(s *story, at time.Time) {
	who := s.hearer
	if s.rng.IntN(3) == 0 {
		who = s.decider
	}
	s.add(at, who, "receive", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Receive(ctx, tx, requirements.ReceiveInput{ID: s.id, ExpectedVersion: s.version})
	})
}

// assign gives the requirement to its assignee, whose department and the
// customer's assist.
func (w *world) assign(s *story, at time.Time) {
	in := requirements.AssignInput{AssigneeID: new(w.id(s.assignee)), AssistingDepartmentIDs: []typeid.ID{}}
	for _, d := range []typeid.ID{w.departments[teams[s.from.team].department], w.viewers[s.assignee].Department} {
		if d != w.departments[s.need.lead] && (len(in.AssistingDepartmentIDs) == 0 || in.AssistingDepartmentIDs[0] != d) {
			in.AssistingDepartmentIDs = append(in.AssistingDepartmentIDs, d)
		}
	}
	s.add(at, s.decider, "assign", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		in.ID, in.ExpectedVersion = s.id, s.version
		return requirements.Assign(ctx, tx, in)
	})
}

func (w *world) raise(s *story, at time.Time) {
	why := pick(s.rng, urgencyWhy)
	s.add(at, s.decider, "raise", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Update(ctx, tx, requirements.UpdateInput{
			ID: s.id, ExpectedVersion: s.version, Urgency: &s.urgency, UrgencyReason: &why,
		})
	})
}

func (w *world) refine(s *story, at time.Time) {
	content := s.need.sense + pick(s.rng, refined)
	s.add(at, s.decider, "refine", func(ctx context.Context, tx *ent.Tx) (*ent.Requirement, error) {
		return requirements.Update(ctx, tx, requirements.UpdateInput{ID: s.id, ExpectedVersion: s.version, Content: &content})
	})
}
