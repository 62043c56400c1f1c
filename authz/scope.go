package authz

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/contact"
	"heed/ent/customer"
	"heed/ent/groupmember"
	"heed/ent/identificationdepartment"
	"heed/ent/identificationround"
	"heed/ent/improvementaction"
	"heed/ent/inspectionschedule"
	"heed/ent/interaction"
	"heed/ent/intercept"
	"heed/ent/ledgerexport"
	"heed/ent/meeting"
	"heed/ent/meetingattendee"
	"heed/ent/notification"
	"heed/ent/progressentry"
	"heed/ent/recognition"
	"heed/ent/report"
	"heed/ent/reportrecipient"
	"heed/ent/requirement"
	"heed/ent/requirementassessment"
	"heed/ent/requirementdepartment"
	"heed/ent/requirementlink"
	"heed/ent/requirementset"
	"heed/ent/requirementsetitem"
	"heed/ent/satisfactionrating"
	"heed/ent/slaclock"
	"heed/ent/surveyresponse"
	"heed/ent/touchpointscore"
	"heed/ent/touchpointstandard"
	"heed/ent/workgroup"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// Install puts record scopes on a client: members see only the records that
// their roles reach, in lists, counts, aggregates, eager loads and subscriptions
// alike. The system's own work sees all of its company.
func Install(c *ent.Client) { c.Intercept(intercept.TraverseFunc(scopeQuery)) }

// scopeQuery adds the predicate of the viewer's reading scope.
func scopeQuery(ctx context.Context, q intercept.Query) error {
	v := viewer.From(ctx)
	if v.Kind != viewer.Member {
		return nil
	}
	limit, ok := scoped[q.Type()]
	if !ok {
		return nil
	}
	if p := limit(v); p != nil {
		q.WhereP(p)
	}
	return nil
}

// scoped are the types whose records have scopes. Of the others a member sees
// what the directives of the schema allow.
var scoped = map[string]func(*viewer.Viewer) func(*sql.Selector){
	ent.TypeCustomer:    func(v *viewer.Viewer) func(*sql.Selector) { return customers(v, CustomerRead) },
	ent.TypeRequirement: requirements,
	ent.TypeContact: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, customers(v, ContactRead), customer.Table, contact.FieldCustomerID)
	},
	ent.TypeSlaClock: func(v *viewer.Viewer) func(*sql.Selector) {
		return childOf(v,
			parent{requirements(v), requirement.Table, slaclock.FieldRequirementID, ""},
			parent{interactions(v), interaction.Table, slaclock.FieldInteractionID, ""},
			parent{complaints(v), complaint.Table, slaclock.FieldComplaintID, ""},
			parent{surveyResponses(v), surveyresponse.Table, slaclock.FieldSurveyResponseID, ""},
		)
	},
	ent.TypeRequirementLink: func(v *viewer.Viewer) func(*sql.Selector) {
		// A link is of both: who reads one of the two sees it.
		return through(v, requirements(v), requirement.Table, requirementlink.FieldRequirementID, requirementlink.FieldOtherID)
	},
	ent.TypeTask: tasks,
	ent.TypeNotification: func(v *viewer.Viewer) func(*sql.Selector) { // nobody reads what others are told
		return func(s *sql.Selector) { s.Where(sql.EQ(s.C(notification.FieldMemberID), v.Member)) }
	},
	ent.TypeLedgerExport: func(v *viewer.Viewer) func(*sql.Selector) { // nobody reads what others export
		return func(s *sql.Selector) { s.Where(sql.EQ(s.C(ledgerexport.FieldMemberID), v.Member)) }
	},
	ent.TypeApproval: approvals,
	ent.TypeSatisfactionRating: func(v *viewer.Viewer) func(*sql.Selector) {
		return childOf(v,
			parent{requirements(v), requirement.Table, satisfactionrating.FieldSubjectID, flow.SubjectRequirement},
			parent{complaints(v), complaint.Table, satisfactionrating.FieldSubjectID, flow.SubjectComplaint},
			parent{surveyResponses(v), surveyresponse.Table, satisfactionrating.FieldSubjectID, flow.SubjectSurveyResponse},
			parent{customers(v, CustomerRead), customer.Table, satisfactionrating.FieldSubjectID, flow.SubjectCustomer},
		)
	},
	ent.TypeAttachment:       files,
	ent.TypeInteraction:      interactions,
	ent.TypePurchaseRecord:   purchases,
	ent.TypeComplaint:        complaints,
	ent.TypeTouchpoint:       touchpoints,
	ent.TypeResearchActivity: research,
	ent.TypeRecognition: func(v *viewer.Viewer) func(*sql.Selector) {
		return placed(v, RecognitionRead, recognition.FieldMemberID, recognition.FieldCreatedBy)
	},
	ent.TypeIdentificationRound: rounds,
	ent.TypeIdentificationDepartment: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, rounds(v), identificationround.Table, identificationdepartment.FieldRoundID)
	},
	ent.TypeTouchpointScore: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, rounds(v), identificationround.Table, touchpointscore.FieldRoundID)
	},
	ent.TypeTouchpointStandard: func(v *viewer.Viewer) func(*sql.Selector) {
		return placed(v, StandardRead, touchpointstandard.FieldCreatedBy)
	},
	ent.TypeInspection: inspections,
	ent.TypeInspectionSchedule: func(v *viewer.Viewer) func(*sql.Selector) {
		return placed(v, InspectionRead, inspectionschedule.FieldInspectorID, inspectionschedule.FieldCreatedBy)
	},
	ent.TypeSurveyCampaign:    campaigns,
	ent.TypeSurveyInvitation:  surveyInvitations,
	ent.TypeSurveyResponse:    surveyResponses,
	ent.TypeOpportunity:       opportunities,
	ent.TypeTrainingPlan:      trainingPlans,
	ent.TypeTrainingSession:   trainingSessions,
	ent.TypeTrainingRecord:    trainingRecords,
	ent.TypeGoverningDocument: documents,
	ent.TypeAcknowledgement:   acknowledgements,
	ent.TypeAppraisal:         appraisals,
	ent.TypeRequirementSet:    sets,
	ent.TypeRequirementSetItem: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, sets(v), requirementset.Table, requirementsetitem.FieldSetID)
	},
	ent.TypeWorkGroup: groups,
	ent.TypeGroupMember: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, groups(v), workgroup.Table, groupmember.FieldGroupID)
	},
	ent.TypeReport: reports,
	ent.TypeReportRecipient: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, reports(v), report.Table, reportrecipient.FieldReportID)
	},
	ent.TypeMeeting: meetings,
	ent.TypeMeetingAttendee: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, meetings(v), meeting.Table, meetingattendee.FieldMeetingID)
	},
	ent.TypeFinding:           findings,
	ent.TypeImprovementAction: improvements,
	ent.TypeImprovementProject: func(v *viewer.Viewer) func(*sql.Selector) {
		return ofProjects.limit(v, ImprovementActionRead)
	},
	ent.TypeProgressEntry: func(v *viewer.Viewer) func(*sql.Selector) {
		return childOf(v,
			parent{requirements(v), requirement.Table, progressentry.FieldRequirementID, ""},
			parent{improvements(v), improvementaction.Table, progressentry.FieldActionID, ""},
			parent{complaints(v), complaint.Table, progressentry.FieldComplaintID, ""},
		)
	},
	ent.TypeIndicatorSnapshot: func(v *viewer.Viewer) func(*sql.Selector) {
		return placed(v, IndicatorRead)
	},
	ent.TypeRequirementAssessment: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, requirements(v), requirement.Table, requirementassessment.FieldRequirementID)
	},
	ent.TypeRequirementDepartment: func(v *viewer.Viewer) func(*sql.Selector) {
		return through(v, requirements(v), requirement.Table, requirementdepartment.FieldRequirementID)
	},
}

// through limits children to those of which a parent is reached, by any of the columns.
func through(v *viewer.Viewer, parents func(*sql.Selector), table string, columns ...string) func(*sql.Selector) {
	if parents == nil {
		return nil
	}
	return func(s *sql.Selector) {
		either := make([]*sql.Predicate, len(columns))
		for i, column := range columns {
			t := sql.Dialect(s.Dialect()).Table(table)
			reached := sql.Dialect(s.Dialect()).Select(t.C("id")).From(t).Where(sql.EQ(t.C("tenant_id"), v.Tenant))
			parents(reached)
			either[i] = sql.In(s.C(column), reached)
		}
		s.Where(sql.Or(either...))
	}
}

// parent is one kind of records that children of a type belong to.
type parent struct {
	limit   func(*sql.Selector) // to those that are reached; nil is no limit
	table   string
	column  string           // of the child, that names it
	subject flow.SubjectType // of the child, where one column names parents of all kinds
}

// childOf limits to the children of parents that are reached, each of one kind; nil when
// all of all kinds are.
func childOf(v *viewer.Viewer, kinds ...parent) func(*sql.Selector) {
	if !slices.ContainsFunc(kinds, func(p parent) bool { return p.limit != nil }) {
		return nil
	}
	return func(s *sql.Selector) {
		arms := make([]*sql.Predicate, len(kinds))
		for i, p := range kinds {
			arms[i] = sql.NotNull(s.C(p.column))
			if p.subject != "" {
				arms[i] = sql.EQ(s.C("subject_type"), string(p.subject))
			}
			if p.limit != nil {
				arms[i] = sql.And(arms[i], alone(s, through(v, p.limit, p.table, p.column)))
			}
		}
		s.Where(sql.Or(arms...))
	}
}
