package exchange

import (
	"context"
	"strings"
	"time"

	"heed/app/requirements"
	"heed/app/tenants"
	"heed/authz"
	"heed/ent"
	"heed/ent/database"
	"heed/rules/label"
	"heed/rules/viewer"
)

// ledgerColumn is a column of the ledger as a file: its head, and what stands in a row;
// nil for nothing.
type ledgerColumn struct {
	head  string
	value func(*requirements.LedgerRow) any
}

// ledgerColumns are the columns of the ledger, in the viewer's language and the company's
// time zone. What the viewer's roles hide is empty (authz/mask.go).
func ledgerColumns(ctx context.Context) []ledgerColumn {
	language, zone, now := viewer.From(ctx).Language(), tenants.ConfigFrom(ctx).Zone, viewer.Now(ctx)
	at := func(t *time.Time) any {
		if t == nil || !t.Before(database.Never) {
			return nil
		}
		return t.In(zone).Format("2006-01-02 15:04")
	}
	name := func(enum, value string) any { return label.Of(language, enum, value) }
	shown := func(field string, value func(*ent.Requirement) any) func(*requirements.LedgerRow) any {
		if authz.Masked(ctx, authz.Requirement, field) {
			return func(*requirements.LedgerRow) any { return nil }
		}
		return func(r *requirements.LedgerRow) any { return value(r.Requirement) }
	}
	yes := [3]string{"是", "是", "Yes"}[language.Index()]
	columns := []struct {
		head  [3]string
		value func(*requirements.LedgerRow) any
	}{
		{[3]string{"编号", "編號", "Number"}, func(r *requirements.LedgerRow) any { return textOf(r.Requirement.Number) }},
		{[3]string{"标题", "標題", "Title"}, func(r *requirements.LedgerRow) any { return r.Requirement.Title }},
		{[3]string{"客户", "客戶", "Customer"}, func(r *requirements.LedgerRow) any {
			if c := r.Requirement.Edges.Customer; c != nil {
				return c.Name
			}
			return nil
		}},
		{[3]string{"类别", "類別", "Category"}, func(r *requirements.LedgerRow) any {
			return name("RequirementCategory", string(r.Requirement.Category))
		}},
		{[3]string{"紧急程度", "緊急程度", "Urgency"}, func(r *requirements.LedgerRow) any { return name("Urgency", string(r.Requirement.Urgency)) }},
		{[3]string{"环节", "環節", "Stage"}, func(r *requirements.LedgerRow) any { return name("RequirementState", string(r.Requirement.State)) }},
		{[3]string{"责任部门", "責任部門", "Department"}, func(r *requirements.LedgerRow) any {
			if d := r.Requirement.Edges.LeadDepartment; d != nil {
				return d.Name
			}
			return nil
		}},
		{[3]string{"责任人", "責任人", "Responsible"}, func(r *requirements.LedgerRow) any {
			names := make([]string, len(r.Responsible))
			for i, m := range r.Responsible {
				names[i] = m.DisplayName
			}
			return strings.Join(names, "、")
		}},
		{[3]string{"接收时间", "接收時間", "Received"}, func(r *requirements.LedgerRow) any { return at(r.Stages.Received) }},
		{[3]string{"分析时间", "分析時間", "Analysed"}, func(r *requirements.LedgerRow) any { return at(r.Stages.Analyzed) }},
		{[3]string{"方案时间", "方案時間", "Planned"}, func(r *requirements.LedgerRow) any { return at(r.Stages.Planned) }},
		{[3]string{"处理时间", "處理時間", "Processing"}, func(r *requirements.LedgerRow) any { return at(r.Stages.Processing) }},
		{[3]string{"反馈时间", "反饋時間", "Told"}, func(r *requirements.LedgerRow) any { return at(r.Stages.Feedback) }},
		{[3]string{"关闭时间", "關閉時間", "Closed"}, func(r *requirements.LedgerRow) any { return at(r.Stages.Closed) }},
		{[3]string{"截止时间", "截止時間", "Due"}, func(r *requirements.LedgerRow) any { return at(&r.Requirement.DueAt) }},
		{[3]string{"是否逾期", "是否逾期", "Overdue"}, func(r *requirements.LedgerRow) any {
			if r.Requirement.DueAt.Before(now) {
				return yes
			}
			return nil
		}},
		{[3]string{"响应时间", "響應時間", "Answered"}, func(r *requirements.LedgerRow) any { return at(r.RespondedAt) }},
		{[3]string{"响应用时（分钟）", "響應用時（分鐘）", "Minutes to the answer"}, func(r *requirements.LedgerRow) any {
			if r.ResponseMinutes == nil {
				return nil
			}
			return *r.ResponseMinutes
		}},
		{[3]string{"客户期望", "客戶期望", "Expectation"}, shown("expectation", func(r *ent.Requirement) any { return r.Expectation })},
		{[3]string{"客户评分", "客戶評分", "Rating"}, shown("rating", func(r *ent.Requirement) any {
			if r.Edges.Rating != nil {
				return r.Edges.Rating.Score
			}
			return nil
		})},
	}
	all := make([]ledgerColumn, len(columns))
	for i, c := range columns {
		all[i] = ledgerColumn{c.head[language.Index()], c.value}
	}
	return all
}

func textOf(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}
