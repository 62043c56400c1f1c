package surveys

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"heed/ent"
	"heed/ent/surveyresponse"
	"heed/ent/surveytemplate"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// ShownAnswer is an answer as members read it: ways to reach a person by their ends.
type ShownAnswer struct {
	Question     string
	Text         survey.Text
	Module       flow.SurveyModule
	Type         flow.QuestionType
	Options      []survey.Option
	OtherText    *string
	Value        *string
	Number       *float64
	KeyAnswer    bool
	VerifiedAt   *time.Time
	VerifiedByID typeid.ID
}

// ShownAnswers are the answers of a response, in the order of its questions; its template
// is loaded.
func ShownAnswers(ctx context.Context, r *ent.SurveyResponse) ([]ShownAnswer, error) {
	answers, err := AnswersOf(ctx, r)
	if err != nil {
		return nil, err
	}
	shown := []ShownAnswer{}
	for _, q := range questionsOf(r) {
		for _, a := range Masked(questionsOf(r), answers) {
			if a.Question != q.Code {
				continue
			}
			one := ShownAnswer{
				Question: q.Code, Text: q.Text, Module: q.Module, Type: q.Type, Options: []survey.Option{}, OtherText: wordOrNone(a.OtherText),
				Value: wordOrNone(cmp.Or(a.Text, a.Date)), Number: a.Number, KeyAnswer: q.KeyAnswer,
			}
			for _, o := range q.Options {
				if slices.Contains(a.Options, o.Code) {
					one.Options = append(one.Options, o)
				}
			}
			for _, v := range r.Checked {
				if v.Question == q.Code {
					at := v.At
					one.VerifiedAt, one.VerifiedByID = &at, v.By
				}
			}
			shown = append(shown, one)
		}
	}
	return shown, nil
}

// ShownCorrection is a correction as members read it.
type ShownCorrection struct {
	Question string
	Was      *string
	Reason   string
	ByID     typeid.ID
	At       time.Time
}

// ShownCorrections are the corrections of a response; its template is loaded.
func ShownCorrections(ctx context.Context, r *ent.SurveyResponse) []ShownCorrection {
	l, shown := viewer.From(ctx).Locale, []ShownCorrection{}
	for _, k := range r.Corrections {
		one := ShownCorrection{Question: k.Question, Reason: k.Reason, ByID: k.By, At: k.At}
		if q := survey.Find(questionsOf(r), k.Question); q != nil && k.Was != nil {
			one.Was = wordOrNone(answerText(l, *q, []survey.Answer{*k.Was}))
		}
		shown = append(shown, one)
	}
	return shown
}

// ShownProposal is a draft as members read it.
type ShownProposal struct {
	Index      int
	Kind       survey.DraftKind
	Question   *string
	Text       *string
	State      survey.ProposalState
	RecordType *flow.SubjectType
	RecordID   typeid.ID
	Reason     *string
}

// ShownProposals are the drafts of a response.
func ShownProposals(r *ent.SurveyResponse) []ShownProposal {
	shown := make([]ShownProposal, len(r.Drafts))
	for i, d := range r.Drafts {
		shown[i] = ShownProposal{
			Index: i, Kind: d.Kind, Question: wordOrNone(d.Question), Text: wordOrNone(d.Text), State: d.State,
			RecordType: bandOrNone(d.Type), RecordID: d.ID, Reason: wordOrNone(d.Reason),
		}
	}
	return shown
}

// TagLabel is a tag in the language: its constant's label where it has one, else its code.
func TagLabel(l label.Locale, t flow.ResponseTag) string {
	enums := map[flow.TagGroup]string{
		flow.TagGroupIndustry: "Industry", flow.TagGroupNeed: "CoreConcern", flow.TagGroupSatisfaction: "SatisfactionTag",
	}
	if enum, ok := enums[t.Group]; ok {
		return label.Of(l, enum, t.Code)
	}
	return t.Code
}

// ShownResult is what was answered to a question, as members read it.
type ShownResult struct {
	Question     survey.Question
	Fill         Rate
	Mean         *float64
	NPS          *float64
	Distribution []ShownShare
}

// ShownShare is how many said one thing.
type ShownShare struct {
	Code  *string
	Value *float64
	Label string
	Count int
	Share float64
}

// Shown are the results question by question, in the language.
func (r *Results) Shown(l label.Locale) []ShownResult {
	shown := make([]ShownResult, len(r.Questions))
	for i, q := range r.Questions {
		fill := q.Tally.Fill()
		one := ShownResult{Question: q.Question, Fill: Rate{fill.Answered, fill.Shown}, Mean: q.Mean, NPS: q.NPS, Distribution: []ShownShare{}}
		for _, s := range q.Shares {
			share := ShownShare{Count: s.Count, Share: s.Share}
			if s.Code == "" {
				value := s.Value
				share.Value, share.Label = &value, strconv.FormatFloat(value, 'f', -1, 64)
			} else {
				code := s.Code
				share.Code, share.Label = &code, s.Code
				for _, o := range q.Question.Options {
					if o.Code == code {
						share.Label = o.Text.In(l)
					}
				}
			}
			one.Distribution = append(one.Distribution, share)
		}
		shown[i] = one
	}
	return shown
}

// TemplatesOf are the questionnaires of campaigns or responses by their ids, by one
// statement: whoever reads an answer reads what was asked.
func TemplatesOf(ctx context.Context, client *ent.Client, ids []typeid.ID) (map[typeid.ID]*ent.SurveyTemplate, error) {
	all, err := client.SurveyTemplate.Query().Where(surveytemplate.IDIn(present(ids...)...)).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("surveys: reading templates: %w", err)
	}
	by := make(map[typeid.ID]*ent.SurveyTemplate, len(all))
	for _, t := range all {
		by[t.ID] = t
	}
	return by, nil
}

// PreviousOf are what the customers of responses submitted before them, as far as the
// viewer may read it (D3-03), by response, in two statements for any number of them.
func PreviousOf(ctx context.Context, client *ent.Client, all []*ent.SurveyResponse) (map[typeid.ID]*ent.SurveyResponse, error) {
	var of []typeid.ID
	for _, r := range all {
		of = append(of, r.CustomerID)
	}
	rows, err := client.SurveyResponse.Query().Where(surveyresponse.CustomerIDIn(present(of...)...), surveyresponse.SubmittedAtLT(never)).
		Select(surveyresponse.FieldID, surveyresponse.FieldCustomerID, surveyresponse.FieldSubmittedAt).Order(surveyresponse.BySubmittedAt()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("surveys: looking for what was answered before: %w", err)
	}
	before, ids := map[typeid.ID]typeid.ID{}, []typeid.ID{}
	for _, r := range all {
		for _, b := range rows {
			if b.CustomerID == r.CustomerID && b.ID != r.ID && b.SubmittedAt.Before(r.SubmittedAt) {
				before[r.ID] = b.ID
			}
		}
		ids = append(ids, before[r.ID])
	}
	found, err := client.SurveyResponse.Query().Where(surveyresponse.IDIn(present(ids...)...)).WithTemplate().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("surveys: reading what was answered before: %w", err)
	}
	by := map[typeid.ID]*ent.SurveyResponse{}
	for id, was := range before {
		for _, r := range found {
			if r.ID == was {
				by[id] = r
			}
		}
	}
	return by, nil
}

// ProgressOfAll is how campaigns get on, by one statement for any number of them.
func ProgressOfAll(ctx context.Context, client *ent.Client, all []*ent.SurveyCampaign) (map[typeid.ID]*Progress, error) {
	by := make(map[typeid.ID]*Progress, len(all))
	for _, c := range all {
		by[c.ID] = nil
	}
	f, err := figuresOfAll(ctx, client, all)
	if err != nil {
		return nil, err
	}
	for id := range by {
		by[id] = f[id].progress()
	}
	return by, nil
}
