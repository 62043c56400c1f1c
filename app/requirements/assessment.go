package requirements

import (
	"strings"
	"time"

	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/optional"
	"heed/rules/typeid"
)

// AssessmentFactorInput is one scored view: 1 (bad) to 5 (good), and why.
type AssessmentFactorInput struct {
	Score  int
	Reason string
}

// FeasibilityInput tells whether it can be done (D0-34, D0-35).
type FeasibilityInput struct {
	Technical, Economic, Time AssessmentFactorInput
	Conclusion                flow.Feasibility
	Note                      *string
}

// ValueInput tells what it is worth: three scores and a written judgement, both (D0-36, D0-37).
type ValueInput struct {
	Growth, Satisfaction, Competitiveness AssessmentFactorInput
	Judgement                             string
	Level                                 flow.ValueLevel
}

func (in *FeasibilityInput) check(c *checks, field string) {
	missing := fault.Precondition("requirement.feasibility_incomplete")
	in.Technical.check(c, field+".technical", missing)
	in.Economic.check(c, field+".economic", missing)
	in.Time.check(c, field+".time", missing)
	known(c, field+".conclusion", in.Conclusion)
	c.optional(field+".note", &in.Note, maxLong)
}

func (in *ValueInput) check(c *checks, field string) {
	missing := fault.Precondition("requirement.value_incomplete")
	in.Growth.check(c, field+".growth", missing)
	in.Satisfaction.check(c, field+".satisfaction", missing)
	in.Competitiveness.check(c, field+".competitiveness", missing)
	c.named(field+".judgement", &in.Judgement, maxLong, missing.On(field+".judgement"))
	known(c, field+".level", in.Level)
}

func (in *AssessmentFactorInput) check(c *checks, field string, missing *fault.Error) {
	c.upTo(5, field+".score", in.Score)
	c.named(field+".reason", &in.Reason, maxShort, missing.On(field+".reason"))
}

func (in AssessmentFactorInput) factor() flow.Factor {
	return flow.Factor{Score: in.Score, Reason: strings.TrimSpace(in.Reason)}
}

// assessor is who assesses, for which department, and when.
type assessor struct {
	member, department typeid.ID
	at                 time.Time
}

func (in FeasibilityInput) assessment(by assessor) *flow.FeasibilityAssessment {
	return &flow.FeasibilityAssessment{
		Technical: in.Technical.factor(), Economic: in.Economic.factor(), Time: in.Time.factor(),
		Conclusion: in.Conclusion, Note: optional.Value(in.Note), AssessedAt: by.at, AssessorID: by.member, AssessorDepartmentID: by.department,
	}
}

// assessment counts the factors as the company weighs them now; how it did stays
// with the number (D0-37).
func (in ValueInput) assessment(by assessor, settings flow.TenantSettings) *flow.ValueAssessment {
	total := settings.Weights().Total(in.Growth.Score, in.Satisfaction.Score, in.Competitiveness.Score)
	return &flow.ValueAssessment{
		Growth: in.Growth.factor(), Satisfaction: in.Satisfaction.factor(), Competitiveness: in.Competitiveness.factor(),
		Total: total, Judgement: in.Judgement, Level: in.Level, AssessedAt: by.at, AssessorID: by.member, AssessorDepartmentID: by.department,
		Weights: settings.ValueWeights,
	}
}
