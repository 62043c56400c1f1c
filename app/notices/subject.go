package notices

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"heed/app/journal"
	"heed/app/tasks"
	"heed/authz"
	"heed/ent"
	"heed/ent/approval"
	"heed/ent/database"
	"heed/ent/eventdetail"
	"heed/ent/predicate"
	"heed/ent/recognition"
	"heed/ent/requirement"
	"heed/ent/requirementset"
	"heed/ent/task"
	"heed/rules/flow"
	"heed/rules/notice"
	"heed/rules/typeid"
)

// about is what an event is about, as it stands now.
type about struct {
	typ    flow.SubjectType
	id     typeid.ID
	number string
	record authz.Record // whom it belongs to: who may read it
	facts  notice.Facts
	params flow.NoticeParams

	creator, assignee, requester typeid.ID
	concerned                    typeid.ID
	department                   typeid.ID
	voters                       []typeid.ID
	told                         []typeid.ID // whom the event itself names
	leader                       typeid.ID   // of the group that handles a complaint
	group                        []typeid.ID // all of it
	voterRole                    string
	audience                     predicate.Member // whom a document is for
}

// subjectOf is what the event is about; nil when it is gone.
func subjectOf(ctx context.Context, tx *ent.Tx, e *ent.Event) (*about, error) {
	a := &about{
		typ: e.SubjectType, id: e.SubjectID, number: e.Number, params: flow.NoticeParams{},
		record: authz.Record{Departments: e.DepartmentIds, Members: e.MemberIds},
		facts:  notice.Facts{From: e.FromState, Assignee: slices.Contains(e.Fields, "assignee"), Calendar: e.ActorID == ""},
	}
	var err error
	switch e.SubjectType {
	case flow.SubjectRequirement:
		err = a.ofRequirement(ctx, tx, e.SubjectID)
	case flow.SubjectInteraction:
		err = a.ofInteraction(ctx, tx)
	case flow.SubjectTask:
		err = a.ofTask(ctx, tx)
	case flow.SubjectApproval:
		err = a.ofApproval(ctx, tx)
	case flow.SubjectMeeting:
		err = a.ofMeeting(ctx, tx)
	case flow.SubjectReport:
		err = a.ofReport(ctx, tx)
	case flow.SubjectRequirementSet:
		err = a.ofSet(ctx, tx)
	case flow.SubjectRecognition:
		err = a.ofRecognition(ctx, tx)
	case flow.SubjectFinding:
		err = a.ofFinding(ctx, tx)
	case flow.SubjectAction:
		err = a.ofAction(ctx, tx)
	case flow.SubjectInspection:
		err = a.ofInspection(ctx, tx)
	case flow.SubjectComplaint:
		err = a.ofComplaint(ctx, tx)
	case flow.SubjectDepartment:
		err = a.ofDepartment(ctx, tx)
	case flow.SubjectCustomer:
		err = a.ofCustomer(ctx, tx)
	case flow.SubjectTrainingSession:
		err = a.ofTrainingSession(ctx, tx)
	case flow.SubjectTrainingRecord:
		err = a.ofTrainingRecord(ctx, tx)
	case flow.SubjectDocument:
		err = a.ofDocument(ctx, tx)
	case flow.SubjectAppraisal:
		err = a.ofAppraisal(ctx, tx)
	default:
	}
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err == nil {
		err = a.tell(ctx, tx, e)
	}
	if err != nil {
		return nil, fmt.Errorf("notices: what %s is about: %w", e.ID, err)
	}
	return a, nil
}

func (a *about) ofRequirement(ctx context.Context, tx *ent.Tx, id typeid.ID) error {
	r, err := tx.Requirement.Query().Where(requirement.ID(id)).WithAssisting().Only(ctx)
	if err != nil {
		return err
	}
	assisting := make([]typeid.ID, len(r.Edges.Assisting))
	for i, d := range r.Edges.Assisting {
		assisting[i] = d.DepartmentID
	}
	a.typ, a.id = flow.SubjectRequirement, r.ID
	if r.Number != nil {
		a.number = *r.Number
	}
	if err := journal.LoadTeams(ctx, tx.Client(), r); err != nil {
		return err
	}
	a.record.Departments, a.record.Members = journal.RequirementRecord(r, assisting)
	a.creator, a.assignee, a.department = r.CreatedBy, r.AssigneeID, r.LeadDepartmentID
	a.due(r.DueAt)
	return nil
}

// ofInteraction is an interaction whose customer waits for a reply.
func (a *about) ofInteraction(ctx context.Context, tx *ent.Tx) error {
	i, err := tx.Interaction.Get(ctx, a.id)
	if err != nil {
		return err
	}
	a.typ = flow.SubjectInteraction
	a.record = authz.Record{Departments: []typeid.ID{i.DepartmentID}, Members: []typeid.ID{i.MemberID, i.CreatedBy}}
	a.creator, a.assignee, a.department = i.CreatedBy, i.MemberID, i.DepartmentID
	return nil
}

// ofCustomer is a customer, whose own name is not told.
func (a *about) ofCustomer(ctx context.Context, tx *ent.Tx) error {
	c, err := tx.Customer.Get(ctx, a.id)
	if err != nil {
		return err
	}
	a.record.Departments, a.record.Members = journal.CustomerRecord(c)
	a.assignee, a.department = c.AccountManagerID, c.DepartmentID
	return nil
}

func (a *about) ofTask(ctx context.Context, tx *ent.Tx) error {
	t, err := tx.Task.Query().Where(task.ID(a.id)).Only(ctx)
	if err != nil {
		return err
	}
	a.record = tasks.Record(t)
	a.creator, a.assignee, a.department = t.CreatedBy, t.AssigneeID, t.DepartmentID
	a.params[notice.ParamTask] = string(t.Type)
	a.facts.Task = string(t.Type)
	a.due(t.DueAt)
	return nil
}

func (a *about) ofApproval(ctx context.Context, tx *ent.Tx) error {
	p, err := tx.Approval.Query().Where(approval.ID(a.id)).Only(ctx)
	if err != nil {
		return err
	}
	a.number, a.requester, a.department = p.Number, p.RequesterID, p.DepartmentID
	a.record = journal.ApprovalRecord(p)
	a.params[notice.ParamKind] = string(p.Kind)
	a.due(p.ExpiresAt)
	if p.Step < len(p.Steps) {
		a.voters, a.voterRole = p.Steps[p.Step].MemberIDs, p.Steps[p.Step].RoleKey
	}
	return nil
}

// ofSet is a set of requirements: its owner answers for it, and the department
// that took it over is asked.
func (a *about) ofSet(ctx context.Context, tx *ent.Tx) error {
	s, err := tx.RequirementSet.Query().Where(requirementset.ID(a.id)).Only(ctx)
	if err != nil {
		return err
	}
	a.creator, a.assignee, a.department = s.CreatedBy, s.OwnerID, s.TakenByID
	return nil
}

func (a *about) ofRecognition(ctx context.Context, tx *ent.Tx) error {
	r, err := tx.Recognition.Query().Where(recognition.ID(a.id)).Only(ctx)
	if err != nil {
		return err
	}
	a.record = authz.Record{Departments: []typeid.ID{r.DepartmentID}, Members: []typeid.ID{r.MemberID, r.CreatedBy}}
	a.creator, a.concerned, a.department = r.CreatedBy, r.MemberID, r.DepartmentID
	a.due(r.DueAt)
	return nil
}

func (a *about) ofDepartment(ctx context.Context, tx *ent.Tx) error {
	d, err := tx.Department.Get(ctx, a.id)
	if err == nil {
		a.params[notice.ParamDepartment] = d.Name
	}
	return err
}

func (a *about) due(at time.Time) {
	if at.Before(database.Never) {
		a.params[notice.ParamDue] = at.UTC().Format(time.RFC3339)
	}
}

// tell takes what the event's detail tells beside the record: whom a deadline
// names and which it is, for that of the record may be another by now; whom a change of
// meetings concerns; the score of a rating; the year without days.
func (a *about) tell(ctx context.Context, tx *ent.Tx, e *ent.Event) error {
	switch e.Type {
	case "clock.warned", "clock.breached", "clock.escalated", "requirement.closing_soon", "requirement.rated", "calendar.data_missing",
		"meeting.cancelled", "meeting.updated", "requirement.silent", "complaint.silent", "complaint.planned", "department.weekly_checks_missed", "action.due", "action.overdue", "action.check_due",
		"inspection.due", "inspection.missed", "training_session.cancelled", "training_session.due", "training_session.invited",
		"training_session.open", "training_session.updated", "governing_document.due":
	default:
		return nil
	}
	var says struct {
		Score, Year int
		Tell        []typeid.ID
		DueAt       time.Time // of a clock
	}
	detail, err := tx.EventDetail.Query().Where(eventdetail.EventID(e.ID)).Only(ctx)
	if err == nil {
		err = json.Unmarshal([]byte(detail.Body), &says)
	}
	if err != nil && !ent.IsNotFound(err) {
		return err
	}
	if a.typ == flow.SubjectTrainingSession { // its records name those who come, and not who came once
		a.record.Members = append(a.record.Members, says.Tell...)
	}
	if a.typ == flow.SubjectMeeting {
		// Who was asked to a later one of the series, or is asked no more, is told too,
		// though they may read the meeting itself no longer.
		says.Tell = append(says.Tell, a.told...)
		a.record.Members = append(a.record.Members, says.Tell...)
	}
	a.told, a.facts.Score = says.Tell, says.Score
	if says.Year > 0 {
		a.params[notice.ParamYear] = strconv.Itoa(says.Year)
	}
	if !says.DueAt.IsZero() {
		a.due(says.DueAt)
	}
	return nil
}
