package jobs

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"heed/ent"
	"heed/rules/flow"
	"heed/rules/score"
	"heed/rules/typeid"
)

// desk is where people work: "" is any.
type desk struct {
	department typeid.ID
	post       string
}

// at tells whether it is where it is asked for.
func (d desk) at(asked desk) bool {
	return (asked.department == "" || asked.department == d.department) && (asked.post == "" || asked.post == d.post)
}

// employed is a member.
type employed struct {
	desk
	joined time.Time
	moves  []move
}

// move is a member coming, or going.
type move struct {
	at time.Time
	to string
}

// before is where the member stood before the instant.
func (m *employed) before(at time.Time) (state string) {
	for _, one := range m.moves {
		if one.at.Before(at) {
			state = one.to
		}
	}
	return state
}

// curriculum is a plan of trainings, since it runs.
type curriculum struct {
	state       string
	first, last string // days
	posts       []string
	departments []typeid.ID
}

// lesson is what a member has with a session.
type lesson struct {
	desk
	session, plan, member typeid.ID
	state                 string
	came, assessed, said  time.Time
	minutes, thought      int
	passed                bool
	score, scale          int // scale 0: without points
	waited                bool
}

// learnt is what the events of trainings and members tell.
type learnt struct {
	Session, Plan, Member           typeid.ID
	Post                            *string
	AttendedAt                      time.Time
	Minutes, Score, Scale, Feedback int
	PeriodStart, PeriodEnd          string
	Posts                           []string
	Departments                     []typeid.ID
}

// school follows the members, and how they are trained.
func (f *fold) school(e *ent.Event, topic, body string) {
	var d learnt
	if body != "" {
		if err := json.Unmarshal([]byte(body), &d); err != nil {
			f.y.t.Fatalf("%s: %s: %v", e.Type, body, err)
		}
	}
	switch topic {
	case "tenant":
		if e.Type == "tenant.onboarding" { // who founds the company
			f.staff[e.MemberIds[0]] = come(e.OccurredAt)
		}
	case "member":
		f.member(e, d)
	case "training_plan":
		f.curriculum(e, d)
	case "training_session":
		if e.ToState != "HELD" && e.ToState != "CANCELLED" {
			return
		}
		for _, l := range f.lessons { // who did not come to what is over; the session tells it for all
			if l.session == e.SubjectID && l.state != "ATTENDED" && l.state != "ABSENT" {
				l.state = "VOID"
			}
		}
	case "training_record":
		f.lesson(e, d)
	}
}

func (f *fold) member(e *ent.Event, d learnt) {
	m := f.staff[e.SubjectID]
	if e.Type == "member.created" {
		m = come(e.OccurredAt)
		f.staff[e.SubjectID] = m
	}
	m.department = first(e.DepartmentIds)
	if d.Post != nil {
		m.post = *d.Post
	}
	if e.ToState != "" {
		m.moves = append(m.moves, move{e.OccurredAt, e.ToState})
	}
}

func come(at time.Time) *employed { return &employed{joined: at, moves: []move{{at, "ACTIVE"}}} }

func (f *fold) curriculum(e *ent.Event, d learnt) {
	if e.ToState == "RUNNING" {
		f.curricula[e.SubjectID] = &curriculum{first: d.PeriodStart, last: d.PeriodEnd, posts: d.Posts, departments: d.Departments}
	}
	if p := f.curricula[e.SubjectID]; p != nil && e.ToState != "" {
		p.state = e.ToState
	}
}

func (f *fold) lesson(e *ent.Event, d learnt) {
	l := f.lessons[e.SubjectID]
	if l == nil {
		l = &lesson{desk: desk{first(e.DepartmentIds), *d.Post}, session: d.Session, plan: d.Plan, member: d.Member}
		f.lessons[e.SubjectID] = l
	}
	if e.ToState != "" {
		l.state = e.ToState
	}
	switch strings.TrimPrefix(e.Type, "training_record.") {
	case "waiting":
		l.waited = true
	case "attended":
		l.came, l.minutes = d.AttendedAt, d.Minutes
	case "passed", "failed":
		l.passed, l.assessed = e.Type == "training_record.passed", e.OccurredAt
		l.score, l.scale = d.Score, d.Scale
	case "feedback":
		l.thought, l.said = d.Feedback, e.OccurredAt
	}
}

// meant tells whether the plan is for the member.
func (p *curriculum) meant(m *employed) bool {
	return (len(p.posts) == 0 || slices.Contains(p.posts, m.post)) && (len(p.departments) == 0 || slices.Contains(p.departments, m.department))
}

// runs tells whether the plan runs in the period, or has run.
func (p *curriculum) runs(span score.Span) bool {
	return (p.state == "RUNNING" || p.state == "CLOSED") && p.first <= span.Last() && p.last >= span.First()
}

// trained counts an indicator of trainings, as the model defines it (model 7).
func (f *fold) trained(code string, span score.Span, of desk) (is figure) {
	switch code {
	case score.TrainingCoverage:
		for id, m := range f.staff {
			if m.at(of) && m.joined.Before(span.To) && m.before(f.asked.Add(time.Second)) == "ACTIVE" && f.meant(span, m) {
				is.good(f.came(span, id))
			}
		}
	case score.RetrainingOverdueRate:
		for _, t := range f.tasks {
			if t.kind != string(flow.TaskRetraining) || !(desk{t.of, f.lessons[t.about].post}).at(of) {
				continue
			}
			// A day ends when the next begins: the last of a period with the period.
			if done := t.state == "DONE"; t.state != "CANCELLED" && t.due.After(span.From) && !t.due.After(span.To) && (done || !t.due.After(f.asked)) {
				is.good(!done || t.ended.After(t.due))
			}
		}
	default:
		for _, l := range f.lessons {
			if l.state == "ATTENDED" && l.at(of) {
				l.count(&is, code, span)
			}
		}
	}
	if code == score.TrainingHours {
		is.below = 0
		for _, m := range f.staff {
			if m.at(of) && m.before(span.To) == "ACTIVE" {
				is.below++
			}
		}
	}
	return is
}

// count adds what a member has with a session that they came to.
func (l *lesson) count(is *figure, code string, span score.Span) {
	assessed := !l.assessed.IsZero() && span.Holds(l.assessed)
	switch {
	case code == score.TrainingPassRate && assessed:
		is.good(l.passed)
	case code == score.TrainingScore && assessed && l.scale > 0:
		is.add(float64(l.score), float64(l.scale))
	case code == score.TrainingFeedback && l.thought > 0 && span.Holds(l.said):
		is.add(float64(l.thought), 1)
	case code == score.TrainingHours && span.Holds(l.came):
		is.add(float64(l.minutes)/60, 0)
	}
}

// meant tells whether a plan of the period is for the member.
func (f *fold) meant(span score.Span, m *employed) bool {
	for _, p := range f.curricula {
		if p.runs(span) && p.meant(m) {
			return true
		}
	}
	return false
}

// came tells whether the member had come to a session of the period's plans when it ended.
func (f *fold) came(span score.Span, member typeid.ID) bool {
	for _, l := range f.lessons {
		if l.member == member && l.state == "ATTENDED" && l.came.Before(span.To) && f.curricula[l.plan].runs(span) {
			return true
		}
	}
	return false
}
