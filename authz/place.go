package authz

import (
	"entgo.io/ent/dialect/sql"

	"heed/ent/approval"
	"heed/ent/complaint"
	"heed/ent/customer"
	"heed/ent/database"
	"heed/ent/finding"
	"heed/ent/groupmember"
	"heed/ent/identificationdepartment"
	"heed/ent/identificationround"
	"heed/ent/improvementaction"
	"heed/ent/improvementproject"
	"heed/ent/inspection"
	"heed/ent/interaction"
	"heed/ent/meeting"
	"heed/ent/meetingattendee"
	"heed/ent/purchaserecord"
	"heed/ent/report"
	"heed/ent/reportrecipient"
	"heed/ent/requirement"
	"heed/ent/requirementdepartment"
	"heed/ent/requirementset"
	"heed/ent/researchactivity"
	"heed/ent/task"
	"heed/ent/touchpoint"
	"heed/ent/workgroup"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// place is where a kind of record belongs: the columns with its departments, and
// with the members whose own it is; more of either may stand in a join table.
type place struct {
	departments, members []string
	joinedDepartments    *joined
	joinedMembers        *joined
	also                 func(*sql.Selector, *viewer.Viewer) *sql.Predicate // one more way to be the viewer's own
}

// joined is a table that names more departments or members of a record.
type joined struct {
	table, record, named string
	column               string // of the record, "id" when left out
}

// unjoined is the place without those whom join tables name: they read the record,
// and change nothing of it.
func (p place) unjoined() place {
	return place{departments: p.departments, members: p.members}
}

// limit is to the records that the action reaches; nil is no limit.
func (p place) limit(v *viewer.Viewer, a Action) func(*sql.Selector) {
	switch v.Scope(string(a)) {
	case viewer.All:
		return nil
	case viewer.Department:
		return func(s *sql.Selector) { s.Where(sql.Or(append(p.near(s, v), p.mine(s, v)...)...)) }
	case viewer.Own:
		if len(p.members) > 0 || p.joinedMembers != nil || p.also != nil {
			return func(s *sql.Selector) { s.Where(sql.Or(p.mine(s, v)...)) }
		}
	case viewer.None:
	}
	return nothing
}

// near are the ways in which a record is of the viewer's departments.
func (p place) near(s *sql.Selector, v *viewer.Viewer) []*sql.Predicate {
	var arms []*sql.Predicate
	for _, column := range p.departments {
		arms = append(arms, among(s.C(column), v.Departments))
	}
	if p.joinedDepartments != nil && len(v.Departments) > 0 {
		arms = append(arms, p.joinedDepartments.holds(s, v, func(column string) *sql.Predicate { return among(column, v.Departments) }))
	}
	return arms
}

// mine are the ways in which a record is the viewer's own.
func (p place) mine(s *sql.Selector, v *viewer.Viewer) []*sql.Predicate {
	var arms []*sql.Predicate
	for _, column := range p.members {
		arms = append(arms, sql.EQ(s.C(column), v.Member))
	}
	if p.joinedMembers != nil {
		arms = append(arms, p.joinedMembers.holds(s, v, func(column string) *sql.Predicate { return sql.EQ(column, v.Member) }))
	}
	if p.also != nil {
		arms = append(arms, p.also(s, v))
	}
	return arms
}

// holds is: the join table names one of those that are asked for, for the record.
func (j *joined) holds(s *sql.Selector, v *viewer.Viewer, named func(column string) *sql.Predicate) *sql.Predicate {
	t := sql.Dialect(s.Dialect()).Table(j.table)
	column := j.column
	if column == "" {
		column = "id"
	}
	return sql.In(s.C(column), sql.Dialect(s.Dialect()).Select(t.C(j.record)).From(t).
		Where(sql.And(sql.EQ(t.C("tenant_id"), v.Tenant), named(t.C(j.named)))))
}

// placed limits to the records that the action reaches, by their department and the
// columns of the members whose own they are; nil is no limit.
func placed(v *viewer.Viewer, a Action, members ...string) func(*sql.Selector) {
	return place{departments: []string{"department_id"}, members: members}.limit(v, a)
}

// Customers limits to the customers that the viewer may read, where they are asked
// for behind an edge, which Install does not see; nil is no limit.
func Customers(v *viewer.Viewer) func(*sql.Selector) { return customers(v, CustomerRead) }

// CustomersOfContacts limits to the customers whose contacts the viewer may read;
// nil is no limit.
func CustomersOfContacts(v *viewer.Viewer) func(*sql.Selector) { return customers(v, ContactRead) }

// customers limits to the customers that the action reaches; nil is no limit.
func customers(v *viewer.Viewer, a Action) func(*sql.Selector) {
	return placed(v, a, customer.FieldAccountManagerID, customer.FieldCreatedBy)
}

var ofRequirements = place{
	departments: []string{requirement.FieldLeadDepartmentID},
	members:     []string{requirement.FieldAssigneeID, requirement.FieldCreatedBy, requirement.FieldCollectedByID},
	// A department of the viewer assists the requirement (D0-58).
	joinedDepartments: &joined{table: requirementdepartment.Table, record: requirementdepartment.FieldRequirementID, named: requirementdepartment.FieldDepartmentID},
	// The viewer is in the team that answers it (D0-43).
	joinedMembers: &joined{table: groupmember.Table, record: groupmember.FieldGroupID, named: groupmember.FieldMemberID, column: requirement.FieldTeamID},
}

func requirements(v *viewer.Viewer) func(*sql.Selector) { return requirementsOf(v, RequirementRead) }

func requirementsOf(v *viewer.Viewer, a Action) func(*sql.Selector) {
	return ofRequirements.limit(v, a)
}

var ofTasks = place{departments: []string{task.FieldDepartmentID}, members: []string{task.FieldAssigneeID, task.FieldCreatedBy}}

func tasks(v *viewer.Viewer) func(*sql.Selector) { return ofTasks.limit(v, TaskRead) }

// approvals are read by who is asked, too, in whichever step and wherever they belong.
func approvals(v *viewer.Viewer) func(*sql.Selector) {
	return place{
		departments: []string{approval.FieldDepartmentID},
		members:     []string{approval.FieldRequesterID},
		also:        func(s *sql.Selector, v *viewer.Viewer) *sql.Predicate { return database.Asks(s, v.Member, v.Roles) },
	}.limit(v, ApprovalRead)
}

var ofInteractions = place{
	departments: []string{interaction.FieldDepartmentID},
	members:     []string{interaction.FieldMemberID, interaction.FieldCreatedBy},
}

func interactions(v *viewer.Viewer) func(*sql.Selector) {
	return ofInteractions.limit(v, InteractionRead)
}

// purchases are of the department and the member who look after them, and of who wrote them down.
func purchases(v *viewer.Viewer) func(*sql.Selector) {
	return placed(v, PurchaseRead, purchaserecord.FieldMemberID, purchaserecord.FieldCreatedBy)
}

// ofComplaints are of the department that answers, of who wrote them down or works on
// them, and of the group that handles them jointly (D2-62).
var ofComplaints = place{
	departments:   []string{complaint.FieldOwnerDepartmentID},
	members:       []string{complaint.FieldAssigneeID, complaint.FieldCreatedBy},
	joinedMembers: &joined{table: groupmember.Table, record: groupmember.FieldGroupID, named: groupmember.FieldMemberID, column: complaint.FieldGroupID},
}

func complaints(v *viewer.Viewer) func(*sql.Selector) { return ofComplaints.limit(v, ComplaintRead) }

// Complaints limits to the complaints that an action reaches; nil is no limit.
func Complaints(v *viewer.Viewer, a Action) func(*sql.Selector) { return ofComplaints.limit(v, a) }

// touchpoints are of the department that answers for them, and read by those that score
// them (D2-47).
func touchpoints(v *viewer.Viewer) func(*sql.Selector) {
	return place{
		departments: []string{touchpoint.FieldDepartmentID},
		members:     []string{touchpoint.FieldCreatedBy},
		joinedDepartments: &joined{
			table: identificationdepartment.Table, record: identificationdepartment.FieldRoundID,
			named: identificationdepartment.FieldDepartmentID, column: touchpoint.FieldRoundID,
		},
	}.limit(v, TouchpointRead)
}

// rounds are of the department that leads them and of those that are asked.
func rounds(v *viewer.Viewer) func(*sql.Selector) {
	return place{
		departments: []string{identificationround.FieldDepartmentID},
		members:     []string{identificationround.FieldCreatedBy},
		joinedDepartments: &joined{
			table: identificationdepartment.Table, record: identificationdepartment.FieldRoundID,
			named: identificationdepartment.FieldDepartmentID,
		},
	}.limit(v, TouchpointRead)
}

// ofInspections are of the department that is looked at, and of who looks.
var ofInspections = place{
	departments: []string{inspection.FieldDepartmentID},
	members:     []string{inspection.FieldInspectorID, inspection.FieldCreatedBy},
}

func inspections(v *viewer.Viewer) func(*sql.Selector) { return ofInspections.limit(v, InspectionRead) }

var ofResearch = place{
	departments: []string{researchactivity.FieldDepartmentID},
	members:     []string{researchactivity.FieldOwnerID, researchactivity.FieldCreatedBy},
}

// research that is confidential is for those alone who may change it; of mystery visits
// departments learn when they are published, but for who sees to one (D2-38).
func research(v *viewer.Viewer) func(*sql.Selector) {
	read, changed := ofResearch.limit(v, ResearchRead), ofResearch.limit(v, ResearchUpdate)
	unseen := v.Scope(string(ResearchRead)) != viewer.All && v.Scope(string(ResearchReveal)) != viewer.All
	if changed == nil && !unseen {
		return read
	}
	return func(s *sql.Selector) {
		if read != nil {
			read(s)
		}
		if changed != nil {
			s.Where(sql.Or(sql.EQ(s.C(researchactivity.FieldConfidential), false), alone(s, changed)))
		}
		if unseen {
			s.Where(sql.Or(
				sql.NEQ(s.C(researchactivity.FieldMethod), string(flow.ResearchMystery)), sql.NotNull(s.C(researchactivity.FieldPublishedAt)),
				sql.EQ(s.C(researchactivity.FieldOwnerID), v.Member), sql.EQ(s.C(researchactivity.FieldCreatedBy), v.Member),
			))
		}
	}
}

// alone is what the limit asks for, apart from what the selector has.
func alone(s *sql.Selector, limit func(*sql.Selector)) *sql.Predicate {
	one := s.Clone()
	one.SetP(nil)
	limit(one)
	return one.P()
}

// sets are of the department that made them and of the one that took them over.
func sets(v *viewer.Viewer) func(*sql.Selector) {
	return place{
		departments: []string{requirementset.FieldDepartmentID, requirementset.FieldTakenByID},
		members:     []string{requirementset.FieldOwnerID, requirementset.FieldCreatedBy},
	}.limit(v, RequirementSetRead)
}

// groups are of their department, and of all who are in them.
func groups(v *viewer.Viewer) func(*sql.Selector) {
	return place{
		departments:   []string{workgroup.FieldDepartmentID},
		members:       []string{workgroup.FieldLeaderID},
		joinedMembers: &joined{table: groupmember.Table, record: groupmember.FieldGroupID, named: groupmember.FieldMemberID},
	}.limit(v, WorkGroupRead)
}

// reports are of the department that wrote them and of those they are addressed to.
var ofReports = place{
	departments:       []string{report.FieldDepartmentID},
	members:           []string{report.FieldCreatedBy},
	joinedDepartments: &joined{table: reportrecipient.Table, record: reportrecipient.FieldReportID, named: reportrecipient.FieldDepartmentID},
}

func reports(v *viewer.Viewer) func(*sql.Selector) { return ofReports.limit(v, ReportRead) }

// meetings are of their department, of who calls them, and of all who are asked to them.
var ofMeetings = place{
	departments:   []string{meeting.FieldDepartmentID},
	members:       []string{meeting.FieldOrganizerID, meeting.FieldCreatedBy},
	joinedMembers: &joined{table: meetingattendee.Table, record: meetingattendee.FieldMeetingID, named: meetingattendee.FieldMemberID},
}

func meetings(v *viewer.Viewer) func(*sql.Selector) { return ofMeetings.limit(v, MeetingRead) }

var ofFindings = place{departments: []string{finding.FieldDepartmentID}, members: []string{finding.FieldOwnerID, finding.FieldCreatedBy}}

func findings(v *viewer.Viewer) func(*sql.Selector) { return ofFindings.limit(v, FindingRead) }

// ofImprovements are actions: of their department, of who does them, and of who looks at their effect.
var ofImprovements = place{
	departments: []string{improvementaction.FieldDepartmentID},
	members:     []string{improvementaction.FieldOwnerID, improvementaction.FieldVerifierID, improvementaction.FieldCreatedBy},
}

func improvements(v *viewer.Viewer) func(*sql.Selector) {
	return ofImprovements.limit(v, ImprovementActionRead)
}

// ofProjects are of their department and their owner.
var ofProjects = place{
	departments: []string{improvementproject.FieldDepartmentID},
	members:     []string{improvementproject.FieldOwnerID, improvementproject.FieldCreatedBy},
}

func among(column string, all []typeid.ID) *sql.Predicate {
	if len(all) == 0 {
		return sql.False()
	}
	args := make([]any, len(all))
	for i, id := range all {
		args[i] = id
	}
	return sql.In(column, args...)
}

func nothing(s *sql.Selector) { s.Where(sql.False()) }

// Requirements limits to the requirements that an action reaches, beside what the viewer
// reads anyway; nil is no limit.
func Requirements(v *viewer.Viewer, a Action) func(*sql.Selector) { return requirementsOf(v, a) }
