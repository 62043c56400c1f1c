package requirements

import (
	"context"
	"time"

	"heed/ent"
	"heed/ent/database"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// facts are what a table says of a requirement of the past; "" and nil are unknown.
type facts struct {
	title, content string
	source         flow.RequirementSource
	channel        flow.Channel
	category       flow.RequirementCategory
	nature         flow.Nature
	urgency        flow.Urgency
	department     typeid.ID
	received       time.Time
	sent, answered time.Time // zero is unknown
	timely         string    // "true", "false", or ""
	response       string
}

// unsaid is what a fact is of which the table does not say it.
var unsaid = facts{source: flow.RequirementSourceIntegration, category: flow.RequirementCategoryOther, urgency: flow.UrgencyGeneral}

func factsOf(r *ent.Requirement) facts {
	f := facts{
		title: r.Title, content: r.Content, source: r.Source, channel: optional.Value(r.Channel), category: r.Category,
		nature: optional.Value(r.Nature), urgency: r.Urgency, department: r.LeadDepartmentID, received: optional.Value(r.ReceivedAt).UTC(),
		sent: optional.Value(r.SentAt).UTC(), answered: optional.Value(r.ClosedAt).UTC(), response: r.StatedResponse,
	}
	if r.Timely != nil {
		f.timely = boolText(*r.Timely)
	}
	return f
}

func boolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func (f facts) isTimely() *bool {
	if f.timely == "" {
		return nil
	}
	timely := f.timely == "true"
	return &timely
}

func timeOr(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// fill gives a new requirement its facts. It is closed: nothing is promised of it any
// more, and nobody has to do anything.
func (f facts) fill(c *ent.RequirementCreate, tenant typeid.ID, number string) *ent.RequirementCreate {
	c.SetNumber(number).SetTitle(f.title).SetOriginalText(f.content).SetContent(f.content).SetSource(f.source).SetNillableChannel(set(&f.channel)).
		SetCollectedAt(f.received).SetReceivedAt(f.received).SetCategory(f.category).SetUrgency(f.urgency).SetNillableNature(set(&f.nature)).
		SetState(flow.RequirementClosed).SetDueAt(database.Never).SetHistoric(true).
		SetNillableSentAt(timeOr(f.sent)).SetNillableClosedAt(timeOr(f.answered)).SetNillableTimely(f.isTimely()).
		SetGrams(grams(tenant, number, f.title, f.content, f.content))
	if f.response != "" {
		c.SetStatedResponse(f.response)
	}
	if f.department != "" {
		c.SetLeadDepartmentID(f.department)
	}
	return c
}

// change writes the facts over those of a requirement, and tells what differs. The
// customer's words stay as they first came in.
func (f facts) change(was *ent.Requirement) (*ent.RequirementUpdateOne, told) {
	before, change, t := factsOf(was), was.Update(), told{clauses: []string{"D0-70"}}
	now := *was
	if differ(&t, "title", before.title, f.title) {
		now.Title = f.title
		change.SetTitle(f.title)
	}
	if differ(&t, "content", before.content, f.content) {
		now.Content = f.content
		change.SetContent(f.content)
	}
	if len(t.fields) > 0 {
		change.SetGrams(gramsOf(&now))
	}
	if differ(&t, "source", before.source, f.source) {
		change.SetSource(f.source)
	}
	if differ(&t, "channel", before.channel, f.channel) {
		change.SetChannel(f.channel)
	}
	if differ(&t, "category", before.category, f.category) {
		change.SetCategory(f.category)
	}
	if differ(&t, "nature", before.nature, f.nature) {
		change.SetNature(f.nature)
	}
	if differ(&t, "urgency", before.urgency, f.urgency) {
		change.SetUrgency(f.urgency)
	}
	if differ(&t, "leadDepartmentId", before.department, f.department) {
		change.SetLeadDepartmentID(f.department)
		t.was = was
	}
	if differTime(&t, "receivedAt", before.received, f.received) {
		change.SetReceivedAt(f.received).SetCollectedAt(f.received)
	}
	if differTime(&t, "sentAt", before.sent, f.sent) {
		change.SetSentAt(f.sent)
	}
	if differTime(&t, "answeredAt", before.answered, f.answered) {
		change.SetClosedAt(f.answered)
	}
	if differ(&t, "timely", before.timely, f.timely) {
		change.SetNillableTimely(f.isTimely())
	}
	if differ(&t, "response", before.response, f.response) {
		change.SetStatedResponse(f.response)
	}
	return change, t
}

func differTime(t *told, field string, was, now time.Time) bool {
	if was.Equal(now) {
		return false
	}
	t.fields = append(t.fields, field)
	t.detail = orMap(t.detail)
	t.detail[field] = map[string]any{"old": timeOr(was), "new": timeOr(now)}
	return true
}

// detail is what the event of a new fact tells of it.
func (f facts) detail(system, id string) map[string]any {
	d := map[string]any{"system": system, "externalId": id, "receivedAt": f.received}
	for name, at := range map[string]time.Time{"sentAt": f.sent, "answeredAt": f.answered} {
		if !at.IsZero() {
			d[name] = at
		}
	}
	if timely := f.isTimely(); timely != nil {
		d["timely"] = *timely
	}
	if f.response != "" {
		d["response"] = f.response
	}
	return d
}

// tellImported records that a fact has come in: requirement.imported.
func tellImported(ctx context.Context, r *ent.Requirement, f facts) {
	t := told{clauses: []string{"D0-70"}, detail: f.detail(optional.Value(r.ExternalSystem), optional.Value(r.ExternalID))}
	e := event(r, "requirement.imported", t)
	e.To = string(r.State)
	record(ctx, e)
}
