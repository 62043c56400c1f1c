package authz

import (
	"maps"

	"entgo.io/ent/dialect/sql"

	"heed/ent/trainingplan"
	"heed/ent/trainingrecord"
	"heed/ent/trainingsession"
	"heed/rules/viewer"
)

// Widened is the grants of who works in human resources: what reaches their department of
// trainings and of appraisals reaches those of the whole company, which human resources own
// together with the management department (D2-77, D0-78).
func Widened(grants viewer.Grants) viewer.Grants {
	wide := maps.Clone(grants)
	for _, a := range []Action{
		TrainingRead, TrainingCreate, TrainingUpdate, TrainingTransition,
		AppraisalRead, AppraisalCreate, AppraisalUpdate, AppraisalTransition,
	} {
		if wide[string(a)] == viewer.Department {
			wide[string(a)] = viewer.All
		}
	}
	return wide
}

// Plans and sessions are of the department that has them made, of the trainer, and are
// read by whom they ask, and by the departments of those.
var (
	ofTrainingPlans = place{
		departments:       []string{trainingplan.FieldDepartmentID},
		members:           []string{trainingplan.FieldCreatedBy},
		joinedDepartments: &joined{table: trainingrecord.Table, record: trainingrecord.FieldPlanID, named: trainingrecord.FieldDepartmentID},
		joinedMembers:     &joined{table: trainingrecord.Table, record: trainingrecord.FieldPlanID, named: trainingrecord.FieldMemberID},
	}
	ofTrainingSessions = place{
		departments:       []string{trainingsession.FieldDepartmentID},
		members:           []string{trainingsession.FieldTrainerID, trainingsession.FieldCreatedBy},
		joinedDepartments: &joined{table: trainingrecord.Table, record: trainingrecord.FieldSessionID, named: trainingrecord.FieldDepartmentID},
		joinedMembers:     &joined{table: trainingrecord.Table, record: trainingrecord.FieldSessionID, named: trainingrecord.FieldMemberID},
	}
	// Records are of the member and of the member's department; who trains reads those of
	// the session.
	ofTrainingRecords = place{
		departments: []string{trainingrecord.FieldDepartmentID},
		members:     []string{trainingrecord.FieldMemberID},
		joinedMembers: &joined{
			table: trainingsession.Table, record: trainingsession.FieldID, named: trainingsession.FieldTrainerID, column: trainingrecord.FieldSessionID,
		},
	}
)

func trainingPlans(v *viewer.Viewer) func(*sql.Selector) {
	return ofTrainingPlans.limit(v, TrainingRead)
}

func trainingSessions(v *viewer.Viewer) func(*sql.Selector) {
	return ofTrainingSessions.limit(v, TrainingRead)
}

func trainingRecords(v *viewer.Viewer) func(*sql.Selector) {
	return ofTrainingRecords.limit(v, TrainingRead)
}
