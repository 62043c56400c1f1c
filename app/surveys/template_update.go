package surveys

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"heed/app/journal"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
)

// TemplateUpdateInput is a draft's changes: nil stays.
type TemplateUpdateInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Document        json.RawMessage // the whole questionnaire
	RevisionDueOn   *string         // YYYY-MM-DD
}

// UpdateTemplate changes a draft; what is in review, or effective, never (D3-33). An update
// to what already is changes nothing and tells nothing. Errors: input.empty_update, those
// of DraftTemplate. Records template.updated.
func UpdateTemplate(ctx context.Context, tx *ent.Tx, in TemplateUpdateInput) (*ent.SurveyTemplate, error) {
	was, _, err := takeTemplate(ctx, tx, flow.TemplateActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	if in.Document == nil && in.RevisionDueOn == nil {
		return nil, fault.Input("", "input.empty_update")
	}
	change, fields := was.Update(), []string(nil)
	if in.Document != nil {
		q, wrong := readDocument(in.Document)
		if err := faults(ctx, wrong); err != nil {
			return nil, err
		}
		q.Code = was.Code
		if !reflect.DeepEqual(q, was.Questionnaire) {
			change.SetQuestionnaire(q).SetScenario(q.Scenario)
			fields = append(fields, "document")
		}
	}
	if in.RevisionDueOn != nil && *in.RevisionDueOn != was.RevisionDueOn {
		c := checking(ctx)
		c.revised(*in.RevisionDueOn)
		if c.Err != nil {
			return nil, c.Err
		}
		change.SetRevisionDueOn(*in.RevisionDueOn)
		fields = append(fields, "revisionDueOn")
	}
	return templateUpdated(ctx, was, change, fields...)
}

// DecisionInput is why a phrase that looks leading may stay.
type DecisionInput struct {
	Question string
	Phrase   string
	Reason   string
}

// TemplateDecideInput are the decisions on a draft's phrases, in place of those before.
type TemplateDecideInput struct {
	ID              typeid.ID
	ExpectedVersion int
	Decisions       []DecisionInput
}

// DecideTemplate keeps why phrases that look leading may stay (D3-64). Errors:
// survey.no_such_phrase on decisions[i].phrase, input.required. Records template.updated.
func DecideTemplate(ctx context.Context, tx *ent.Tx, in TemplateDecideInput) (*ent.SurveyTemplate, error) {
	was, _, err := takeTemplate(ctx, tx, flow.TemplateActUpdate, in.ID, in.ExpectedVersion)
	if err != nil {
		return nil, err
	}
	c := checking(ctx)
	c.many("decisions", len(in.Decisions), maxDecisions)
	if c.Err != nil {
		return nil, c.Err
	}
	hits, decisions := survey.Leading(was.Questionnaire.Questions), []survey.Decision{}
	for i, d := range in.Decisions {
		at := fmt.Sprintf("decisions[%d].", i)
		found := false
		for _, h := range hits {
			found = found || h.Question == d.Question && h.Phrase == d.Phrase
		}
		if !found {
			c.Fail(fault.Input(at+"phrase", "survey.no_such_phrase"))
		}
		decisions = append(decisions, survey.Decision{Question: d.Question, Phrase: d.Phrase, Reason: c.Lines(at+"reason", d.Reason, 1, maxShort)})
	}
	if c.Err != nil {
		return nil, c.Err
	}
	if reflect.DeepEqual(decisions, was.Decisions) {
		return was, nil
	}
	return templateUpdated(ctx, was, was.Update().SetDecisions(decisions), "decisions")
}

// templateUpdated writes what differs, and tells it by its name.
func templateUpdated(ctx context.Context, was *ent.SurveyTemplate, change *ent.SurveyTemplateUpdateOne, fields ...string) (*ent.SurveyTemplate, error) {
	if len(fields) == 0 {
		return was, nil
	}
	t, err := change.Save(ctx)
	if err != nil {
		return nil, templateWritten(err)
	}
	e := templateEvent(t, "template.updated", was.State, "D3-33")
	e.Fields = fields
	journal.Record(ctx, e)
	return t, nil
}
