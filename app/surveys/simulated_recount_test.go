package surveys

import (
	"fmt"
	"maps"
	"math"

	"heed/ent"
	"heed/ent/event"
	"heed/ent/opportunity"
	"heed/ent/requirement"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// counted is what stands in the rows, by other means than those that counted it first.
type counted struct {
	progress                           Progress
	responses, warnings, urgent        int
	seconds, scores, score             int
	shown, answered                    map[string]int
	options                            map[string]map[string]int
	sum                                map[string]float64
	tags                               map[flow.ResponseTag]int
	left                               map[string]int
	needs, converted, letters, reminds int
}

// recount holds the results of the campaign against its rows, and those against what the
// mail server was given.
func (s *simulation) recount() {
	s.t.Helper()
	c := &counted{
		shown: map[string]int{}, answered: map[string]int{}, options: map[string]map[string]int{}, sum: map[string]float64{},
		tags: map[flow.ResponseTag]int{}, left: map[string]int{},
	}
	s.countInvitations(c)
	s.countResponses(c)
	is, err := ResultsOf(s.As("management"), s.Client, s.campaign.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	c.progress.Responses = c.responses
	if *is.Progress != c.progress || *s.progress(s.campaign) != c.progress {
		s.t.Errorf("it got on %+v, counted is %+v", *is.Progress, c.progress)
	}
	if rate := is.Progress.ResponseRate(); !near(rate, c.progress.Completed, c.letters-c.progress.Bounced) {
		s.t.Errorf("the response rate is %v of %d", *rate, c.letters-c.progress.Bounced)
	}
	if is.Responses != c.responses || is.Warnings != c.warnings || is.Urgent != c.urgent || !near(is.Mean, c.score, c.scores) || !near(is.MeanSeconds, c.seconds, c.responses) {
		s.t.Errorf("%+v, counted is %+v", is, c)
	}
	if is.Conversion != (Rate{c.converted, c.needs}) || c.converted == 0 {
		s.t.Errorf("needs come to %v, counted are %d of %d", is.Conversion, c.converted, c.needs)
	}
	s.sameAnswers(c, is)
	p := c.progress
	for what, n := range map[string]int{
		"bounced": p.Bounced, "declined": p.OptedOut, "completed": p.Completed, "expired": p.Expired, "revoked": p.Revoked, "reminded": p.Reminded,
		"in doubt": p.InDoubt, "warned": c.warnings, "urgent": c.urgent,
	} {
		if n == 0 {
			s.t.Errorf("nobody is %s", what)
		}
	}
}

// sameAnswers compares question by question, the tags, and after which question people left.
func (s *simulation) sameAnswers(c *counted, is *Results) {
	s.t.Helper()
	for _, q := range is.Questions {
		code, t := q.Question.Code, q.Tally
		if t.Shown != c.shown[code] || t.Answered != c.answered[code] || !maps.Equal(t.Options, c.options[code]) && len(t.Options)+len(c.options[code]) > 0 {
			s.t.Errorf("%s: %+v, counted is %d of %d, %v", code, t, c.answered[code], c.shown[code], c.options[code])
		}
		if q.Mean != nil && math.Abs(*q.Mean-c.sum[code]/float64(c.answered[code])) > 1e-9 {
			s.t.Errorf("%s: mean %v, counted is %v of %d", code, *q.Mean, c.sum[code], c.answered[code])
		}
	}
	tags, left := map[flow.ResponseTag]int{}, map[string]int{}
	for _, n := range is.Needs {
		tags[n.Tag] = n.Count
	}
	for _, d := range is.DropOff {
		left[d.Question] = d.Count
	}
	if !maps.Equal(tags, c.tags) || !maps.Equal(left, c.left) || len(left) == 0 {
		s.t.Errorf("tags %v, counted are %v; left %v, counted are %v", tags, c.tags, left, c.left)
	}
}

func (s *simulation) countInvitations(c *counted) {
	every := map[flow.SurveyInvitationState]*int{
		flow.InvitationPending: &c.progress.Pending, flow.InvitationSent: &c.progress.Sent, flow.InvitationOpened: &c.progress.Opened, flow.InvitationCompleted: &c.progress.Completed,
		flow.InvitationBounced: &c.progress.Bounced, flow.InvitationOptedOut: &c.progress.OptedOut, flow.InvitationExpired: &c.progress.Expired, flow.InvitationRevoked: &c.progress.Revoked,
	}
	numbers := s.numbers()
	states := make([]flow.SurveyInvitationState, 0, len(every))
	for state := range every {
		states = append(states, state)
	}
	asked := 0
	s.each(func(i *ent.SurveyInvitation) {
		*every[i.State]++
		asked++
		n := numbers[i.CustomerID]
		letters, reminders := s.letters[n], s.reminders[n]
		if i.SentAt != nil {
			c.letters++
			if i.State != flow.InvitationBounced {
				c.progress.WentOut++
			}
		}
		if i.InDoubt {
			c.progress.InDoubt++
		}
		if i.RemindedAt != nil {
			c.progress.Reminded++
		}
		sure := i.SentAt != nil && !i.InDoubt
		if letters > 1 || reminders > 1 || sure && letters != 1 || i.SentAt == nil && letters != 0 || reminders > 0 && i.RemindedAt == nil {
			s.t.Errorf("customer %d got %d letters and %d reminders: %v", n, letters, reminders, i)
		}
		c.reminds += int(reminders)
	}, states...)
	told := s.Client.Event.Query().Where(event.Type("survey_invitation.reminded")).CountX(s.A.System())
	if asked != s.campaign.Invited || c.reminds > c.progress.Reminded || c.progress.Reminded-c.reminds > (s.died+s.stood)*sentAtOnce || told != c.progress.Reminded {
		s.t.Errorf("%d are asked of %d, %d reminders went out of %d, of which %d were told", asked, s.campaign.Invited, c.reminds, c.progress.Reminded, told)
	}
}

// numbers are those of the customers.
func (s *simulation) numbers() map[typeid.ID]int {
	all := make(map[typeid.ID]int, s.size)
	for _, c := range s.Client.Customer.Query().Select("id", "name").AllX(s.A.System()) {
		var n int
		if _, err := fmt.Sscanf(c.Name, "店%d", &n); err != nil {
			s.t.Fatal(err)
		}
		all[c.ID] = n
	}
	return all
}

func (s *simulation) countResponses(c *counted) {
	sys := s.A.System()
	questions := s.template(s.campaign.TemplateID).Questionnaire.Questions
	for last := typeid.ID(""); ; {
		q := s.Client.SurveyResponse.Query().Where(surveyresponse.CampaignID(s.campaign.ID))
		if last != "" {
			q.Where(surveyresponse.IDGT(last))
		}
		page := q.Order(surveyresponse.ByID()).Limit(recountedAtOnce).AllX(sys)
		for _, r := range page {
			last = r.ID
			s.countResponse(c, r, questions)
		}
		s.weigh()
		if len(page) < recountedAtOnce {
			break
		}
	}
	for _, q := range s.Client.Requirement.Query().Where(requirement.OriginTypeEQ(flow.SubjectSurveyResponse)).AllX(sys) {
		c.needs++
		if q.State == flow.RequirementPlanned {
			c.converted++
		}
	}
	for _, o := range s.Client.Opportunity.Query().Where(opportunity.ResponseIDNotNil()).AllX(sys) {
		c.needs++
		if o.State == flow.OpportunityTrial || o.State == flow.OpportunityWon {
			c.converted++
		}
	}
}

func (s *simulation) countResponse(c *counted, r *ent.SurveyResponse, questions []survey.Question) {
	switch r.State {
	case flow.ResponseInProgress:
		s.t.Errorf("%s goes on", r.ID)
		return
	case flow.ResponseDiscarded:
		c.left[r.LastQuestion]++
		return
	default:
	}
	c.responses++
	c.seconds += r.DurationSeconds
	if r.Urgent {
		c.urgent++
	}
	if r.Warning {
		c.warnings++
	}
	for _, step := range survey.Path(questions, r.Answers, r.Facts) {
		c.shown[step.Code]++
	}
	for _, a := range r.Answers {
		c.answered[a.Question]++
		for _, o := range a.Options {
			if c.options[a.Question] == nil {
				c.options[a.Question] = map[string]int{}
			}
			c.options[a.Question][o]++
		}
		if a.Number != nil {
			c.sum[a.Question] += *a.Number
			if a.Question == "satisfaction" {
				c.scores++
				c.score += int(*a.Number)
			}
		}
	}
	for _, t := range r.Tags {
		c.tags[flow.ResponseTag{Group: t.Group, Code: t.Code}]++
	}
}
