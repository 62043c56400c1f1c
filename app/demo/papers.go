package demo

import (
	"context"
	"fmt"
	"time"

	"heed/app/indicators"
	"heed/app/reports"
	"heed/app/tasks"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/report"
	"heed/rules/typeid"
)

// paper is a report of a month, planned, and how far it has come.
type paper struct {
	months  int // before now: whose figures
	end     flow.ReportState
	of      flow.DepartmentType // "" for the whole company
	title   string              // "" for the usual one
	id      typeid.ID
	version int
}

// written are the reports of the year.
var written = []*paper{
	{months: 7, end: flow.ReportResponded},
	{months: 6, end: flow.ReportResponded},
	{months: 5, end: flow.ReportPublished},
	{months: 4, end: flow.ReportPublished},
	{months: 3, end: flow.ReportEdited},
	{months: 2, end: flow.ReportEdited},
	{months: 2, end: flow.ReportInReview, of: byCare, title: "体验管理部需求分析报告"},
	{months: 1, end: flow.ReportInReview},
	{months: 2, end: flow.ReportGenerated, of: byService, title: "客户服务部需求分析报告"},
	{months: 1, end: flow.ReportGenerated, of: bySales, title: "销售部需求分析报告"},
}

// papers plans the reports: those of the last days wait, the others have been
// published and answered.
func (w *world) papers(now time.Time) []*step {
	var all []*step
	for i, planned := range written {
		p := *planned
		local := now.In(w.config.Zone)
		month := time.Date(local.Year(), local.Month()-time.Month(p.months), 1, 0, 0, 0, 0, w.config.Zone)
		at := now.Add(-time.Duration(80-i) * time.Hour)
		if p.end == flow.ReportResponded || p.end == flow.ReportPublished {
			at = now.AddDate(0, 0, -12+i)
		}
		all = append(all, w.lead(&p, month, at, now)...)
	}
	return append(all, w.monthly(now)...)
}

// reportedMonths is of how many months the company has reports that the calendar asks for.
const reportedMonths = 6

// monthly plans the reports of the months' indicators, on the first working days.
func (w *world) monthly(now time.Time) []*step {
	var all []*step
	local := now.In(w.config.Zone)
	for back := range reportedMonths {
		month := time.Date(local.Year(), local.Month()-time.Month(back), 1, 0, 0, 0, 0, w.config.Zone)
		all = append(all, &step{at: w.working(month, 60).UTC(), who: system, act: "report a month", alone: func(ctx context.Context) error {
			return reports.Scheduled(ctx, w.Journal, indicators.InPeriod)
		}})
	}
	return until(all, now)
}

// lead takes a report as far as it has come.
func (w *world) lead(p *paper, month, at, now time.Time) []*step {
	var all []*step
	add := func(who, act string, do func(ctx context.Context, tx *ent.Tx) (*ent.Report, error)) {
		all = append(all, &step{at: at, who: who, act: act, do: func(ctx context.Context, tx *ent.Tx) error {
			r, err := do(ctx, tx)
			if err == nil {
				p.id, p.version = r.ID, r.Version
			}
			return err
		}})
		at = at.Add(40 * time.Minute)
	}
	add(management, "generate a report", func(ctx context.Context, tx *ent.Tx) (*ent.Report, error) {
		in := reports.GenerateInput{
			Type: flow.ReportRequirementAnalysis, From: month.Format(time.DateOnly), To: month.AddDate(0, 1, -1).Format(time.DateOnly),
		}
		if p.of != "" {
			in.DepartmentID, in.Title = new(w.departments[p.of]), new(fmt.Sprintf("%s %s", p.title, month.Format("2006-01")))
		}
		return reports.Indicators(indicators.InPeriod).Generate(ctx, tx, in)
	})
	if p.end == flow.ReportGenerated {
		return all
	}
	add(management, "edit a report", func(ctx context.Context, tx *ent.Tx) (*ent.Report, error) {
		r, err := tx.Report.Get(ctx, p.id)
		if err != nil {
			return nil, err
		}
		return reports.Edit(ctx, tx, reports.EditInput{ID: p.id, ExpectedVersion: p.version, Sections: []reports.SectionInput{
			{Key: report.Overview, Text: r.Sections[0].Text + "需求集中在安装与夜间维修，建议优先处理。"},
		}})
	})
	if p.end == flow.ReportEdited {
		return all
	}
	to := []flow.DepartmentType{flow.DepartmentService, flow.DepartmentSales}
	add(management, "submit a report", func(ctx context.Context, tx *ent.Tx) (*ent.Report, error) {
		in := reports.SubmitInput{ID: p.id, ExpectedVersion: p.version, Comment: new("请委员会审核。")}
		for _, of := range to {
			in.Recipients = append(in.Recipients, reports.RecipientInput{DepartmentID: w.departments[of], DueAt: now.AddDate(0, 0, 20)})
		}
		return reports.Submit(ctx, tx, in)
	})
	if p.end == flow.ReportInReview {
		return all
	}
	add(committee, "approve a report", func(ctx context.Context, tx *ent.Tx) (*ent.Report, error) {
		r, err := tx.Report.Get(ctx, p.id)
		if err != nil {
			return nil, err
		}
		a, err := r.QueryApproval().Only(ctx)
		if err != nil {
			return nil, err
		}
		if _, err = reports.Consequences.Vote(ctx, tx, tasks.VoteInput{ID: a.ID, ExpectedVersion: a.Version, Decision: flow.DecisionApprove}); err != nil {
			return nil, err
		}
		return tx.Report.Get(ctx, p.id)
	})
	answer := func(who, measures string) {
		add(who, "answer a report", func(ctx context.Context, tx *ent.Tx) (*ent.Report, error) {
			return reports.Answer(ctx, tx, reports.AnswerInput{ID: p.id, ExpectedVersion: p.version, Measures: measures})
		})
	}
	answer(headService, "增设夜间值守，安装前电话确认现场条件。")
	if p.end == flow.ReportResponded {
		answer(headSales, "签约时说明安装条件，并按月回访重点客户。")
	}
	return all
}
