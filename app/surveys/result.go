package surveys

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql"

	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/surveycampaign"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Rate is a share with what it is made of.
type Rate struct{ Numerator, Denominator int }

// Value is the share; nil of none.
func (r Rate) Value() *float64 {
	if r.Denominator == 0 {
		return nil
	}
	v := float64(r.Numerator) / float64(r.Denominator)
	return &v
}

// Change is how satisfaction changed against the campaign of its program before: of those
// who answered both, and as plain means (D3-31).
type Change struct {
	Now, Before, Change *float64
	Customers           int
}

// QuestionResult is what was answered to a question.
type QuestionResult struct {
	Question survey.Question
	Tally    survey.Tally
	Mean     *float64
	NPS      *float64
	Shares   []survey.Share
}

// ModuleFill is how well a module was filled in (D3-32).
type ModuleFill struct {
	Module flow.SurveyModule
	Fill   Rate
}

// TagCount is how often a tag was given.
type TagCount struct {
	Tag    flow.ResponseTag
	Count  int
	Share  float64
	Common bool // so many share it that it is a common need (D3-23)
}

// DropOff is after which question people stopped; "" before the first.
type DropOff struct {
	Question string
	Count    int
}

// Results are what a campaign was answered (D3-22, D3-31, D3-32).
type Results struct {
	Responses   int
	Withheld    bool // not over, or of too few, for who does not read all of them
	MeanSeconds *float64
	Mean        *float64
	NPS         *float64
	Warnings    int
	Urgent      int
	Progress    *Progress
	Conversion  Rate
	Change      Change
	Modules     []ModuleFill
	Questions   []QuestionResult
	DropOff     []DropOff
	Needs       []TagCount
}

// reached is a campaign whose figures the viewer may read, with its questionnaire.
func reached(ctx context.Context, client *ent.Client, id typeid.ID) (*ent.SurveyCampaign, error) {
	if err := authz.Require(ctx, authz.SurveyResultRead); err != nil {
		return nil, err
	}
	q := client.SurveyCampaign.Query().Where(surveycampaign.ID(id)).WithTemplate()
	if viewer.From(ctx).Kind != viewer.Member { // the system's own work
		return only(q.Only(viewer.SystemOf(ctx)))
	}
	if limit := authz.Results(viewer.From(ctx)); limit != nil {
		q.Where(limit)
	}
	return only(q.Only(viewer.SystemOf(ctx)))
}

func only(c *ent.SurveyCampaign, err error) (*ent.SurveyCampaign, error) {
	if ent.IsNotFound(err) {
		return nil, fault.NotFound().On("campaignId")
	}
	if err != nil {
		return nil, fmt.Errorf("surveys: reading a campaign: %w", err)
	}
	return c, nil
}

// ResultsOf are the results of a campaign: as many rows are read as it has questions and
// options. Who does not read all of its answers is told of nobody: nothing before it is
// over, and nothing of too few (D3-22). Errors: NOT_FOUND on campaignId.
func ResultsOf(ctx context.Context, client *ent.Client, id typeid.ID) (*Results, error) {
	c, err := reached(ctx, client, id)
	if err != nil {
		return nil, err
	}
	return resultsOf(ctx, client, c)
}

func resultsOf(ctx context.Context, client *ent.Client, c *ent.SurveyCampaign) (*Results, error) {
	f, err := figuresOf(ctx, client, c.ID)
	if err != nil {
		return nil, err
	}
	r := &Results{Responses: f["responses"], Progress: f.progress(), Modules: []ModuleFill{}, Questions: []QuestionResult{}, DropOff: []DropOff{}, Needs: []TagCount{}}
	least, err := leastOf(ctx, client, c.ID)
	if err != nil {
		return nil, err
	}
	if r.Withheld = withheld(c, r.Responses, least); r.Withheld {
		return r, nil
	}
	if r.Conversion, err = conversion(ctx, client, c.ID); err != nil || c.Edges.Template == nil {
		return r, err
	}
	r.Warnings, r.Urgent = f["warnings"], f["urgent"]
	r.MeanSeconds, r.Mean = Rate{f["seconds"], r.Responses}.Value(), f.mean(least)
	if r.Change, err = change(ctx, client, c, r.Mean, least); err != nil {
		return nil, err
	}
	questions := c.Edges.Template.Questionnaire.Questions
	tallies := f.tallies(questions)
	for i, q := range questions {
		if tooFew(tallies[i].Shown, least) || tooFew(tallies[i].Answered, least) {
			tallies[i] = survey.Tally{Question: q.Code}
			r.Questions = append(r.Questions, QuestionResult{Question: q, Tally: tallies[i]})
			continue
		}
		one := QuestionResult{Question: q, Tally: tallies[i], Shares: survey.Distribution(q, tallies[i])}
		if mean, ok := tallies[i].Mean(); ok {
			one.Mean = &mean
		}
		if q.Type == flow.QuestionNumber && tallies[i].Answered > 0 {
			mean := float64(f[fmt.Sprintf("q%d sum", i)]) / thousandths / float64(tallies[i].Answered)
			one.Mean = &mean
		}
		if q.Type == flow.QuestionNPS {
			if nps, ok := tallies[i].NPS(); ok {
				one.NPS, r.NPS = &nps, &nps
			}
		}
		r.Questions = append(r.Questions, one)
	}
	r.Modules = modules(questions, tallies)
	r.Needs = needs(ctx, f, r.Responses, least)
	r.DropOff = dropOff(f, least)
	return r, nil
}

// modules are how well those that the questionnaire has were filled in.
func modules(questions []survey.Question, tallies []survey.Tally) []ModuleFill {
	fills, all := survey.Fills(questions, tallies), []ModuleFill{}
	for _, name := range flow.SurveyModule("").Values() {
		if fill, ok := fills[flow.SurveyModule(name)]; ok {
			all = append(all, ModuleFill{flow.SurveyModule(name), Rate{fill.Answered, fill.Shown}})
		}
	}
	return all
}

// needs are the tags, the most frequent first.
func needs(ctx context.Context, f figures, responses, least int) []TagCount {
	all := []TagCount{}
	for name, n := range f {
		said, ok := strings.CutPrefix(name, "tag ")
		group, code, two := strings.Cut(said, " ")
		if !ok || !two || n <= 0 || responses == 0 || tooFew(n, least) {
			continue
		}
		share := float64(n) / float64(responses)
		all = append(all, TagCount{
			Tag: flow.ResponseTag{Group: flow.TagGroup(group), Code: code}, Count: n, Share: share,
			Common: flow.TagGroup(group) == flow.TagGroupNeed && share*100 >= float64(tenants.ConfigFrom(ctx).Tenant.Settings.CommonNeed()),
		})
	}
	slices.SortFunc(all, func(a, b TagCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(string(a.Tag.Group)+a.Tag.Code, string(b.Tag.Group)+b.Tag.Code)
	})
	return all
}

func dropOff(f figures, least int) []DropOff {
	all := []DropOff{}
	for name, n := range f {
		if code, ok := strings.CutPrefix(name, "left "); ok && n > 0 && !tooFew(n, least) {
			all = append(all, DropOff{code, n})
		}
	}
	slices.SortFunc(all, func(a, b DropOff) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Question, b.Question)
	})
	return all
}

// The needs that answers brought are the requirements and opportunities that were drawn
// from them; converted are those that were planned, tried or won (D3-31, D3-60).
const conversionSQL = `SELECT count(*), coalesce(sum(done), 0) FROM (
	SELECT CASE WHEN q.planned_at IS NULL THEN 0 ELSE 1 END AS done
	FROM requirements q JOIN survey_responses r ON r.tenant_id = q.tenant_id AND r.id = q.origin_id
	WHERE r.tenant_id = $1 AND r.campaign_id = $2 AND q.origin_type = 'SURVEY_RESPONSE'
	UNION ALL
	SELECT CASE WHEN o.converted_at IS NULL THEN 0 ELSE 1 END
	FROM opportunities o JOIN survey_responses r ON r.tenant_id = o.tenant_id AND r.id = o.response_id
	WHERE r.tenant_id = $1 AND r.campaign_id = $2) AS brought`

func conversion(ctx context.Context, client *ent.Client, campaign typeid.ID) (Rate, error) {
	var r Rate
	err := scanOne(ctx, client, conversionSQL, []any{viewer.Tenant(ctx), campaign}, &r.Denominator, &r.Numerator)
	return r, err
}

const changeSQL = `SELECT count(*), avg(CAST(a.score - b.score AS double precision)) FROM survey_responses a
	JOIN survey_responses b ON b.tenant_id = a.tenant_id AND b.customer_id = a.customer_id AND b.campaign_id = $3 AND b.score IS NOT NULL
	WHERE a.tenant_id = $1 AND a.campaign_id = $2 AND a.score IS NOT NULL`

// mean is satisfaction on the whole; nil of nobody and of too few.
func (f figures) mean(least int) *float64 {
	if tooFew(f["scores"], least) {
		return nil
	}
	return Rate{f["score"], f["scores"]}.Value()
}

// change compares with the campaign of the program that ended before.
func change(ctx context.Context, client *ent.Client, c *ent.SurveyCampaign, mean *float64, least int) (Change, error) {
	is := Change{Now: mean}
	before, err := client.SurveyCampaign.Query().Where(surveycampaign.ProgramEQ(c.Program), surveycampaign.ClosesAtLT(c.ClosesAt), surveycampaign.IDNEQ(c.ID),
		surveycampaign.StateIn(flow.CampaignClosed, flow.CampaignReviewed)).Order(surveycampaign.ByClosesAt(sql.OrderDesc())).First(viewer.SystemOf(ctx))
	if ent.IsNotFound(err) {
		return is, nil
	}
	if err != nil {
		return is, fmt.Errorf("surveys: looking for the campaign before: %w", err)
	}
	f, err := figuresOf(ctx, client, before.ID)
	if err != nil {
		return is, err
	}
	then, err := leastOf(ctx, client, before.ID)
	if err != nil {
		return is, err
	}
	is.Before = f.mean(then)
	err = scanOne(ctx, client, changeSQL, []any{viewer.Tenant(ctx), c.ID, before.ID}, &is.Customers, &is.Change)
	if tooFew(is.Customers, max(least, then)) {
		is.Change = nil
	}
	return is, err
}

// scanOne reads the one row of a query.
func scanOne(ctx context.Context, client *ent.Client, query string, args []any, into ...any) (err error) {
	rows, err := client.QueryContext(viewer.SystemOf(ctx), query, args...)
	if err != nil {
		return fmt.Errorf("surveys: reading figures: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("surveys: reading figures: %w", err)
		}
	}
	return rows.Err()
}
