package surveys

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"testing"
	"time"

	"heed/app/apptest"
	"heed/app/customers"
	"heed/app/journal"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/contact"
	"heed/ent/slaclock"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/ent/surveytemplate"
	"heed/ent/task"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// stage is a world with customers of the service department, and a mail server of its own.
type stage struct {
	*apptest.World
	t    *testing.T
	post *post
	n    *int
}

func on(t *testing.T, w *apptest.World) *stage {
	return &stage{World: w, t: t, post: &post{times: map[string]int{}, secrets: map[typeid.ID]string{}}, n: new(int)}
}

// in is the stage of a subtest.
func (s *stage) in(t *testing.T) *stage {
	one := *s
	one.t = t
	return &one
}

func ptr[T any](v T) *T { return &v }

// try runs a verb in a change.
func try[In, Out any](s *stage, ctx context.Context, verb func(context.Context, *ent.Tx, In) (Out, error), in In) (Out, error) { //nolint:revive // the stage is what is acted on
	out, _, err := journal.Changed(ctx, s.Journal, func(ctx context.Context, tx *ent.Tx) (Out, error) { return verb(ctx, tx, in) })
	return out, err
}

func must[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In) Out {
	s.t.Helper()
	out, err := try(s, s.As(who), verb, in)
	if err != nil {
		s.t.Fatalf("%s: %v", who, err)
	}
	return out
}

// refused is a verb that must fail, and change nothing.
func refused[In, Out any](s *stage, who string, verb func(context.Context, *ent.Tx, In) (Out, error), in In, want error, field string) error {
	s.t.Helper()
	return s.unchanged(who, want, field, func() error {
		_, err := try(s, s.As(who), verb, in)
		return err
	})
}

// unchanged is work that must fail, and change nothing.
func (s *stage) unchanged(what string, want error, field string, work func() error) error {
	s.t.Helper()
	before := s.Count(s.t)
	err := work()
	var f *fault.Error
	if !errors.Is(err, want) || errors.As(err, &f) && f.Field != field {
		s.t.Errorf("%s: %v, want %v on %q", what, err, want, field)
	}
	if after := s.Count(s.t); !maps.Equal(before, after) {
		s.t.Errorf("%s: refused, and it changed %v to %v", what, before, after)
	}
	return err
}

func (s *stage) department(of flow.DepartmentType) typeid.ID { return s.A.Departments[of].ID }

func (s *stage) member(name string) typeid.ID { return s.A.Members[name].ID }

// settings changes what the company decides for itself.
func (s *stage) settings(in tenants.TenantUpdateInput) {
	s.t.Helper()
	in.ExpectedVersion = s.Client.Tenant.GetX(s.A.System(), s.A.ID).Version
	must(s, "admin", tenants.UpdateTenant, in)
	s.Who.Changed(s.A.ID)
}

// customer is one of the service department, with a person who takes letters.
func (s *stage) customer(name string, change ...func(*customers.CreateInput)) *ent.Customer {
	s.t.Helper()
	*s.n++
	service, manager := s.department(flow.DepartmentService), s.member("member.service")
	in := customers.CreateInput{
		Name: name, DepartmentID: &service, AccountManagerID: &manager, TierKey: ptr("KEY"),
		Contacts: []customers.ContactInput{{Name: name + "经理", Email: ptr(fmt.Sprintf("guest%d@inn.example", *s.n)), Phone: ptr(fmt.Sprintf("1380000%04d", *s.n))}},
	}
	for _, c := range change {
		c(&in)
	}
	made := must(s, "management", customers.Create, in)
	return s.Client.Customer.GetX(s.A.System(), made.ID)
}

func (s *stage) person(of *ent.Customer) *ent.Contact {
	return s.Client.Contact.Query().Where(contact.CustomerID(of.ID)).Order(contact.ByCreatedAt(), contact.ByID()).FirstX(s.A.System())
}

// holds is the edition of a questionnaire that holds.
func (s *stage) holds(code string) *ent.SurveyTemplate {
	s.t.Helper()
	return s.Client.SurveyTemplate.Query().Where(surveytemplate.Code(code), surveytemplate.StateEQ(flow.TemplateEffective)).OnlyX(s.A.System())
}

func (s *stage) template(id typeid.ID) *ent.SurveyTemplate {
	return s.Client.SurveyTemplate.GetX(s.A.System(), id)
}

// planning is a campaign of the management department with everything that one needs.
func (s *stage) planning(code string) CampaignCreateInput {
	id, until := s.holds(code).ID, s.Clock.Now().Add(21*24*time.Hour)
	return CampaignCreateInput{Program: flow.ProgramProfile, CampaignFields: CampaignFields{
		Name: ptr("年度回访"), Objective: ptr("了解满意度"), Goals: []flow.SurveyGoal{flow.GoalSatisfaction}, TemplateID: &id,
		ContactIDs: []typeid.ID{s.member("management")}, Channels: []flow.Channel{flow.ChannelEmail}, ClosesAt: &until,
	}}
}

// planned is a campaign whose contact knows the questionnaire.
func (s *stage) planned(code string, change ...func(*CampaignCreateInput)) *ent.SurveyCampaign {
	s.t.Helper()
	in := s.planning(code)
	for _, c := range change {
		c(&in)
	}
	made := must(s, "management", CreateCampaign, in)
	return must(s, "management", ConfirmCampaign, CampaignInput{made.ID, made.Version})
}

// prepared is a campaign whose invitations are made.
func (s *stage) prepared(code string, change ...func(*CampaignCreateInput)) *ent.SurveyCampaign {
	s.t.Helper()
	c := s.planned(code, change...)
	must(s, "management", PrepareCampaign, CampaignInput{c.ID, c.Version})
	s.tick()
	return s.campaign(c.ID)
}

// running is a campaign whose letters are sent.
func (s *stage) running(code string, change ...func(*CampaignCreateInput)) *ent.SurveyCampaign {
	s.t.Helper()
	c := s.prepared(code, change...)
	must(s, "management", StartCampaign, CampaignInput{c.ID, c.Version})
	s.tick()
	return s.campaign(c.ID)
}

// close ends a campaign, and what is left of it.
func (s *stage) close(id typeid.ID) *ent.SurveyCampaign {
	s.t.Helper()
	c := s.campaign(id)
	must(s, "management", CloseCampaign, CampaignInput{c.ID, c.Version})
	s.tick()
	return s.campaign(id)
}

func (s *stage) campaign(id typeid.ID) *ent.SurveyCampaign {
	return s.Client.SurveyCampaign.GetX(s.A.System(), id)
}

func (s *stage) invitation(c *ent.SurveyCampaign, of *ent.Customer) *ent.SurveyInvitation {
	s.t.Helper()
	return s.Client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(c.ID), surveyinvitation.CustomerID(of.ID)).OnlyX(s.A.System())
}

// asked are the names of the customers that a campaign has invitations for.
func (s *stage) asked(c *ent.SurveyCampaign) map[string]bool {
	all := map[string]bool{}
	for _, i := range s.Client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(c.ID)).WithCustomer().AllX(s.A.System()) {
		all[i.Edges.Customer.Name] = true
	}
	return all
}

func (s *stage) response(i *ent.SurveyInvitation) *ent.SurveyResponse {
	s.t.Helper()
	return s.Client.SurveyResponse.Query().Where(surveyresponse.InvitationID(i.ID)).WithTemplate().OnlyX(s.A.System())
}

// clock is the open clock of the kind of a record, nil for none.
func (s *stage) clock(id typeid.ID, kind sla.ClockKind) *ent.SlaClock {
	c, err := s.Client.SlaClock.Query().Where(slaclock.SurveyResponseID(id), slaclock.KindEQ(kind)).Only(s.A.System())
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// tasks are those about a record, the earliest first.
func (s *stage) tasks(id typeid.ID, of flow.TaskType) []*ent.Task {
	return s.Client.Task.Query().Where(task.SubjectID(id), task.TypeEQ(of)).Order(task.ByID()).AllX(s.A.System())
}

// events are the types of the events of the record, the newest last.
func (s *stage) events(id typeid.ID) (types []string) {
	for _, e := range s.A.Events(s.t) {
		if e.SubjectID == id {
			types = append(types, e.Type)
		}
	}
	return types
}
