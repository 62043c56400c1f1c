package indicators

import (
	"context"
	"fmt"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// stage is a world in which records lie where a test puts them, as if they had been
// made then.
type stage struct {
	*apptest.World
	t        *testing.T
	customer *ent.Customer // of the service department, of no class that is asked for
	n        int
}

func newStage(t *testing.T, w *apptest.World) *stage {
	s := &stage{World: w, t: t}
	s.customer = s.client("ORDINARY", flow.DepartmentService, at("2026-01-01 09:00"))
	return s
}

// shanghai is the companies' zone.
var shanghai = time.FixedZone("CST", 8*60*60)

// at is an instant by the companies' clocks.
func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, shanghai)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func ptr[T any](v T) *T { return &v }

// then is the system's context in company A at an instant.
func (s *stage) then(now time.Time) context.Context { return viewer.WithNow(s.A.System(), now) }

func (s *stage) department(of flow.DepartmentType) typeid.ID { return s.A.Departments[of].ID }

func (s *stage) client(tier string, of flow.DepartmentType, made time.Time) *ent.Customer {
	s.n++
	return s.Client.Customer.Create().SetName(fmt.Sprintf("客户 %d", s.n)).SetTierKey(tier).SetIndustry(flow.Industry(flow.Industry("").Values()[0])).
		SetDepartmentID(s.department(of)).SaveX(s.then(made))
}

// need is a requirement received an hour after it was collected and entered.
type need struct {
	received time.Time
	delay    time.Duration // from collecting to entering
	state    flow.RequirementState
	closed   *time.Time
	of       flow.DepartmentType
	urgency  flow.Urgency
	category flow.RequirementCategory
}

func (s *stage) need(n need) *ent.Requirement {
	s.t.Helper()
	s.n++
	if n.of == "" {
		n.of = flow.DepartmentService
	}
	if n.state == "" {
		n.state = flow.RequirementReceived
	}
	if n.urgency == "" {
		n.urgency = flow.UrgencyGeneral
	}
	if n.category == "" {
		n.category = flow.RequirementCategoryProduct
	}
	entered := n.received.Add(-time.Hour)
	return s.Client.Requirement.Create().SetNumber(fmt.Sprintf("REQ-%d", s.n)).SetCustomerID(s.customer.ID).SetTitle("需求").SetOriginalText("原话").SetContent("内容").
		SetSource(flow.RequirementSourceVisit).SetCollectedAt(entered.Add(-n.delay)).SetCategory(n.category).SetUrgency(n.urgency).
		SetLeadDepartmentID(s.department(n.of)).SetState(n.state).SetReceivedAt(n.received).SetNillableClosedAt(n.closed).
		SetDueAt(database.Never).SaveX(s.then(entered))
}

// clock is one of the requirement that was stopped, or runs when it was not.
func (s *stage) clock(r *ent.Requirement, limit sla.Limit, state sla.ClockState, start, due time.Time, stopped *time.Time, pauses ...sla.Pause) {
	s.t.Helper()
	config, err := tenants.Loader(s.Client)(s.then(start), s.A.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	if pauses == nil {
		pauses = []sla.Pause{}
	}
	s.Client.SlaClock.Create().SetRequirementID(r.ID).SetPolicyID(config.Policies[0].ID).SetPolicyVersion(1).SetCalendarID(config.CalendarID).
		SetKind(sla.ClockFirstResponse).SetState(state).SetAmount(limit.Amount).SetUnit(limit.Unit).SetStartedAt(start).SetDueAt(due).
		SetNillableStoppedAt(stopped).SetPauses(pauses).SaveX(s.then(start))
}

func (s *stage) rate(r *ent.Requirement, score int, when time.Time) {
	s.t.Helper()
	rating := s.Client.SatisfactionRating.Create().SetSubjectType(flow.SubjectRequirement).SetSubjectID(r.ID).SetCustomerID(r.CustomerID).
		SetScore(score).SetMethod(flow.RatingMethod(flow.RatingMethod("").Values()[0])).SetRatedAt(when).SaveX(s.then(when))
	s.Client.Requirement.UpdateOne(r).SetRatingID(rating.ID).ExecX(s.then(when))
}

func (s *stage) talk(c *ent.Customer, when time.Time, inDepth bool) {
	s.t.Helper()
	s.Client.Interaction.Create().SetType(flow.InteractionVisit).SetDirection(flow.DirectionOutbound).SetCustomerID(c.ID).SetTitle("拜访").
		SetOccurredAt(when).SetInDepth(inDepth).SetParticipantIds([]typeid.ID{}).SaveX(s.then(when))
}

// value is an indicator as the member sees it.
func (s *stage) value(who, code string, day string, department typeid.ID) *Figure {
	s.t.Helper()
	in := ValueInput{Code: code, Start: &day}
	if department != "" {
		in.DepartmentID = &department
	}
	f, err := Value(s.As(who), s.Client, in)
	if err != nil {
		s.t.Fatalf("%s: %s: %v", who, code, err)
	}
	return f
}

// is compares a figure.
func (s *stage) is(f *Figure, numerator, denominator float64, sample int) {
	s.t.Helper()
	if f.Numerator() != numerator || f.Denominator() != denominator || f.Sample() != sample {
		s.t.Errorf("%s of %s: %v of %v by %d, want %v of %v by %d", f.Rule.Code, f.From(), f.Numerator(), f.Denominator(), f.Sample(), numerator, denominator, sample)
	}
	if v := f.Value(); (v == nil) != (denominator == 0) || v != nil && *v != numerator/denominator {
		s.t.Errorf("%s of %s: the value is %v", f.Rule.Code, f.From(), v)
	}
}
