package surveys

import (
	"maps"
	"math"
	"strings"

	"heed/app/clocks"
	"heed/ent"
	"heed/ent/counter"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/survey"
)

// recounted holds the figures of a campaign against all that stands of it.
func (s *stage) recounted(c *ent.SurveyCampaign) *Results {
	s.t.Helper()
	sys := s.A.System()
	is, err := ResultsOf(s.As("management"), s.Client, c.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	questions := s.template(c.TemplateID).Questionnaire.Questions
	want, scores, score, seconds, warnings, urgent, tags := survey.Count(questions), 0, 0, 0, 0, 0, map[flow.ResponseTag]int{}
	all := s.Client.SurveyResponse.Query().Where(surveyresponse.CampaignID(c.ID), surveyresponse.StateNotIn(flow.ResponseInProgress, flow.ResponseDiscarded)).WithTemplate().AllX(sys)
	for _, r := range all {
		answers, err := AnswersOf(sys, r)
		if err != nil {
			s.t.Fatal(err)
		}
		survey.Add(want, questions, answers, r.Facts)
		seconds += r.DurationSeconds
		if r.Score != nil {
			scores, score = scores+1, score+*r.Score
		}
		if r.Warning {
			warnings++
		}
		if r.Urgent {
			urgent++
		}
		for _, t := range r.Tags {
			tags[flow.ResponseTag{Group: t.Group, Code: t.Code}]++
		}
	}
	if is.Responses != len(all) || is.Warnings != warnings || is.Urgent != urgent || !near(is.Mean, score, scores) || !near(is.MeanSeconds, seconds, len(all)) {
		s.t.Errorf("%d responses, mean %v, %d warnings, %d urgent; counted are %d, %d/%d, %d, %d", is.Responses, is.Mean, is.Warnings, is.Urgent, len(all), score, scores, warnings, urgent)
	}
	for i, q := range is.Questions {
		if q.Question.Type == flow.QuestionNumber { // of numbers their sum alone is kept
			if mean, ok := want[i].Mean(); ok && (q.Mean == nil || math.Abs(*q.Mean-mean) > 0.001) {
				s.t.Errorf("%s: mean %v, counted is %v", q.Question.Code, q.Mean, mean)
			}
			want[i].Numbers = q.Tally.Numbers
		}
		if t := q.Tally; t.Shown != want[i].Shown || t.Answered != want[i].Answered || !maps.Equal(t.Options, want[i].Options) || !maps.Equal(t.Numbers, want[i].Numbers) {
			s.t.Errorf("%s: %+v, counted is %+v", q.Question.Code, t, want[i])
		}
	}
	for _, n := range is.Needs {
		if tags[n.Tag] != n.Count {
			s.t.Errorf("%v: %d, counted are %d", n.Tag, n.Count, tags[n.Tag])
		}
		delete(tags, n.Tag)
	}
	if len(tags) > 0 {
		s.t.Errorf("not told are %v", tags)
	}
	s.recountedProgress(c, is.Progress)
	s.recountedAll()
	return is
}

// recountedAll holds what is kept as figures of surveys against Recount.
func (s *stage) recountedAll() {
	s.t.Helper()
	want, err := Recount(s.A.System(), s.Client)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range s.Client.Counter.Query().Where(counter.NameHasPrefix("survey "), counter.AmountNEQ(0)).AllX(s.A.System()) {
		f := clocks.Figure{Name: c.Name, Bucket: c.Bucket}
		if want[f] != c.Amount {
			s.t.Errorf("%v is %d, recounted %d", f, c.Amount, want[f])
		}
		delete(want, f)
	}
	for f, n := range want {
		if strings.HasPrefix(f.Name, "survey ") && n != 0 {
			s.t.Errorf("%v is not kept, recounted %d", f, n)
		}
	}
}

// recountedProgress holds how a campaign gets on against its invitations.
func (s *stage) recountedProgress(c *ent.SurveyCampaign, is *Progress) {
	s.t.Helper()
	want := Progress{Responses: is.Responses}
	for _, i := range s.Client.SurveyInvitation.Query().Where(surveyinvitation.CampaignID(c.ID)).AllX(s.A.System()) {
		of := map[flow.SurveyInvitationState]*int{
			flow.InvitationPending: &want.Pending, flow.InvitationSent: &want.Sent, flow.InvitationOpened: &want.Opened, flow.InvitationCompleted: &want.Completed,
			flow.InvitationBounced: &want.Bounced, flow.InvitationOptedOut: &want.OptedOut, flow.InvitationExpired: &want.Expired, flow.InvitationRevoked: &want.Revoked,
		}
		*of[i.State]++
		if i.RemindedAt != nil {
			want.Reminded++
		}
		if i.InDoubt {
			want.InDoubt++
		}
		if i.SentAt != nil && i.State != flow.InvitationBounced {
			want.WentOut++
		}
	}
	if *is != want {
		s.t.Errorf("it gets on %+v, counted is %+v", *is, want)
	}
	if one := s.progress(c); *one != want {
		s.t.Errorf("among others it gets on %+v, counted is %+v", *one, want)
	}
}

func near(is *float64, sum, n int) bool {
	if n == 0 {
		return is == nil
	}
	return is != nil && math.Abs(*is-float64(sum)/float64(n)) < 1e-9
}
