package surveys

import (
	"context"
	"encoding/json"
	"fmt"

	"heed/app/journal"
	"heed/authz"
	"heed/ent"
	"heed/ent/surveytemplate"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/text"
	"heed/rules/viewer"
)

// farthestRevision is how many years ahead a questionnaire may be revised: more is a slip.
const farthestRevision = 5

// DocumentFormat is how a questionnaire is written.
type DocumentFormat string

// The formats.
const (
	FormatHeed     DocumentFormat = "HEED"
	FormatSurveyJS DocumentFormat = "SURVEYJS"
)

// Values lists the formats, in their order.
func (DocumentFormat) Values() []string { return []string{string(FormatHeed), string(FormatSurveyJS)} }

// TemplateDraftInput is a draft of the next edition; without a document it is as the
// effective one, or as it comes with Heed.
type TemplateDraftInput struct {
	Code          string
	Document      json.RawMessage
	Format        DocumentFormat
	Scenario      *flow.SurveyScenario
	Goals         []flow.SurveyGoal
	RevisionDueOn *string // YYYY-MM-DD; in a year when left out
}

// Drafted is a draft, with what of another format was left out or renamed.
type Drafted struct {
	Template *ent.SurveyTemplate
	Notes    survey.Faults
}

// DraftTemplate begins the next edition of a questionnaire, or a new one (D3-01, D3-33).
// What holds meanwhile goes on to. Errors: template.written_already, template.unknown_code,
// survey.revision_far, what is wrong with the document, with all of it in
// extensions.faults. Records template.draft.
func DraftTemplate(ctx context.Context, tx *ent.Tx, in TemplateDraftInput) (Drafted, error) {
	if err := begin(ctx, authz.SurveyTemplateCreate); err != nil {
		return Drafted{}, err
	}
	c := checking(ctx)
	known(c, "format", in.Format)
	due := c.inYears(1)
	if in.RevisionDueOn != nil {
		due = *in.RevisionDueOn
		c.revised(due)
	}
	if c.Err != nil {
		return Drafted{}, c.Err
	}
	q, notes, err := in.questionnaire(ctx, tx)
	if err != nil {
		return Drafted{}, err
	}
	q.Code = in.Code
	q, wrong := survey.CheckAll(q)
	if err := faults(ctx, wrong); err != nil {
		return Drafted{}, err
	}
	edition, err := nextEdition(ctx, tx, q.Code)
	if err != nil {
		return Drafted{}, err
	}
	t, err := tx.SurveyTemplate.Create().SetCode(q.Code).SetEdition(edition).SetScenario(q.Scenario).SetQuestionnaire(q).
		SetDecisions([]survey.Decision{}).SetRevisionDueOn(due).SetSlot(slotWritten + q.Code).Save(ctx)
	if err != nil {
		return Drafted{}, templateWritten(err)
	}
	journal.Record(ctx, templateEvent(t, "template.draft", "", "D3-01", "D3-33"))
	return Drafted{t, notes}, nil
}

// questionnaire is what the draft begins as.
func (in *TemplateDraftInput) questionnaire(ctx context.Context, tx *ent.Tx) (q survey.Questionnaire, notes survey.Faults, err error) {
	if in.Document == nil {
		q, err = startingPoint(ctx, tx, in.Code)
		return q, nil, err
	}
	var wrong survey.Faults
	if in.Format == FormatSurveyJS {
		q, notes, wrong = survey.ImportSurveyJS(in.Document)
	} else {
		q, wrong = readDocument(in.Document)
	}
	if in.Scenario != nil {
		q.Scenario = *in.Scenario
	}
	if q.Scenario == "" {
		q.Scenario = flow.ScenarioReturnVisit
	}
	if len(in.Goals) > 0 {
		q.Goals = in.Goals
	}
	if q.Minutes == 0 {
		q.Minutes = survey.Minutes(q.Questions)
	}
	return q, notes, faults(ctx, wrong)
}

// readDocument reads a questionnaire of our own format. What it lacks beside its questions
// is looked for after it was completed.
func readDocument(document json.RawMessage) (survey.Questionnaire, survey.Faults) {
	q, wrong := survey.Import(document)
	return q, wrong
}

// startingPoint is the edition that holds, or the questionnaire that comes with Heed.
func startingPoint(ctx context.Context, tx *ent.Tx, code string) (survey.Questionnaire, error) {
	before, err := effectiveOf(ctx, tx, code, false)
	if err != nil {
		return survey.Questionnaire{}, err
	}
	if before != nil {
		return before.Questionnaire, nil
	}
	for _, q := range survey.Shipped() {
		if q.Code == code {
			return q, nil
		}
	}
	return survey.Questionnaire{}, fault.Input("code", "template.unknown_code").With("code", text.Clip(code))
}

// nextEdition is the number of the next edition; one that is written stands in its way.
func nextEdition(ctx context.Context, tx *ent.Tx, code string) (int, error) {
	all, err := tx.SurveyTemplate.Query().Where(surveytemplate.Code(code)).
		Select(surveytemplate.FieldEdition, surveytemplate.FieldState).All(viewer.SystemOf(ctx))
	if err != nil {
		return 0, fmt.Errorf("surveys: counting editions: %w", err)
	}
	last := 0
	for _, t := range all {
		if t.State == flow.TemplateDraft || t.State == flow.TemplateInReview {
			return 0, fault.Conflict("template.written_already").On("code")
		}
		last = max(last, t.Edition)
	}
	return last + 1, nil
}
