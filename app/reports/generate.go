package reports

import (
	"context"
	"fmt"
	"slices"

	"heed/app/journal"
	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/report"
	"heed/rules/score"
	"heed/rules/text"
	"heed/rules/typeid"
)

// GenerateInput is a report to be made.
type GenerateInput struct {
	Type         flow.ReportType
	From, To     string // days in the company's zone, both included
	Title        *string
	DepartmentID *typeid.ID // whose requirements, with those of all below; the whole company's when left out
}

// Indicators are the figures of a report on indicators beside the overview: of a period,
// each with that of the period before, of these departments or of the company (nil), for
// whoever makes the report. What counts them comes later in the order of topics: it is
// given to those who call.
type Indicators func(ctx context.Context, client *ent.Client, now, before score.Span, departments []typeid.ID) ([]report.Indicator, error)

// Generate makes a report from the figures of a period, in the company's language. An
// analysis is made of what is there of the period that the viewer reads. A report on
// indicators has the figures of the whole company or of a whole department, as the
// calendar's has (Scheduled), and others go by it: it is refused to those whose
// permissions to read requirements and indicators reach only part of that. Roles that
// hide the assessments make none. Errors: sla.date_format, period.reversed,
// period.too_long, field.masked, NOT_FOUND on departmentId, FORBIDDEN. Records
// report.generated.
func (figures Indicators) Generate(ctx context.Context, tx *ent.Tx, in GenerateInput) (*ent.Report, error) {
	if err := begin(ctx, authz.ReportCreate); err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, authz.RequirementRead); err != nil {
		return nil, err
	}
	if err := authz.Unmasked(ctx, authz.Requirement, "feasibility", "value"); err != nil {
		return nil, err
	}
	if !slices.Contains(in.Type.Values(), string(in.Type)) {
		return nil, fault.Input("type", "input.unknown_key").With("value", text.Clip(string(in.Type)))
	}
	c := tenants.ConfigFrom(ctx)
	begin, end, err := requirements.Days(in.From, in.To, c.Zone)
	if err != nil {
		return nil, err
	}
	d := draft{typ: in.Type, period: period{begin, end}}
	if in.DepartmentID != nil {
		d.department = *in.DepartmentID
	}
	if in.Title != nil {
		if d.title, err = text.Line("title", *in.Title, 1, maxTitle); err != nil {
			return nil, err
		}
	}
	if err := tenants.ActiveDepartments(ctx, tx.Client(), tenants.Ref{Field: "departmentId", ID: d.department}); err != nil {
		return nil, err
	}
	for _, action := range reaches[in.Type] {
		if err := permit(ctx, action, authz.Record{Departments: []typeid.ID{d.department}}); err != nil {
			return nil, err
		}
	}
	return d.make(ctx, tx, figures)
}

// reaches are the permissions that must reach all that a report of the type is about.
var reaches = map[flow.ReportType][]authz.Action{
	flow.ReportRequirementAnalysis: {authz.ReportCreate},
	flow.ReportMonthlyIndicators:   {authz.ReportCreate, authz.RequirementRead, authz.IndicatorRead},
	flow.ReportExperienceAnalysis:  {authz.ReportCreate, authz.IndicatorRead, authz.PurchaseRead, authz.ComplaintRead, authz.ResearchRead},
	flow.ReportSurveyEffect:        {authz.ReportCreate, authz.IndicatorRead, authz.CampaignRead, authz.SurveyResponseRead},
}

// draft is a report that is about to be made.
type draft struct {
	typ        flow.ReportType
	period     period
	title      string
	department typeid.ID
	key        string // of one that the calendar asks for
}

// make gathers the figures and writes them down.
func (d draft) make(ctx context.Context, tx *ent.Tx, figures Indicators) (*ent.Report, error) {
	c := tenants.ConfigFrom(ctx)
	l := c.Tenant.Locale
	g := &gathering{client: tx.Client()}
	if d.department != "" {
		g.departments = c.Below(d.department)
	}
	from, to := d.period.days(c.Zone)
	sections, err := d.sections(ctx, g, figures)
	if err != nil {
		return nil, err
	}
	if d.title == "" {
		d.title = fmt.Sprintf("%s %s – %s", label.Of(l, "ReportType", string(d.typ)), from, to)
	}
	q := tx.Report.Create().SetType(d.typ).SetTitle(d.title).SetPeriodStart(d.period.begin).SetPeriodEnd(d.period.end).SetSections(sections)
	if d.department != "" {
		q.SetDepartmentID(d.department)
	}
	if d.key != "" {
		q.SetDedupeKey(d.key)
	}
	r, err := q.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("reports: making: %w", err)
	}
	tell(ctx, r, "report.generated", "", nil, func(e *journal.Event) {
		e.Detail = map[string]any{"from": from, "to": to, "byCalendar": d.key != ""}
	})
	return r, nil
}

// sections are written from what was gathered.
func (d draft) sections(ctx context.Context, g *gathering, figures Indicators) ([]flow.ReportSection, error) {
	c := tenants.ConfigFrom(ctx)
	l := c.Tenant.Locale
	var all []report.Indicator
	if d.typ != flow.ReportRequirementAnalysis {
		var err error
		if all, err = figures(ctx, g.client, d.period.span(c.Zone), d.period.before(c.Zone).span(c.Zone), g.departments); err != nil {
			return nil, err
		}
	}
	from, to := d.period.days(c.Zone)
	switch d.typ {
	case flow.ReportExperienceAnalysis:
		e := g.experience(ctx, d.period, from, to)
		e.Indicators = all
		return e.Compose(l), g.err
	case flow.ReportSurveyEffect:
		return report.Effect{From: from, To: to, Indicators: all, Campaigns: g.reviewed(ctx, d.period)}.Compose(l), g.err
	case flow.ReportMonthlyIndicators:
		a, err := g.analysis(ctx, d.period)
		return report.Monthly(l, a, all), err
	default:
		a, err := g.analysis(ctx, d.period)
		return a.Compose(l), err
	}
}
