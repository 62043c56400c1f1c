package clocks

import (
	"context"
	"fmt"
	"time"

	"heed/app/tenants"
	"heed/ent"
	"heed/ent/complaint"
	"heed/ent/requirement"
	"heed/rules/sla"
	"heed/rules/typeid"
)

// A requirement or a complaint that came in as a fact has no clock: nobody knows what was promised.
// Where its source says whether it was answered in time, that counts among the
// responses of the period in which it was received (ADR 19).

// CountFact moves a fact from its old figures to its new ones; was is nil for a new one.
func CountFact(ctx context.Context, was, now *ent.Requirement) {
	zone := tenants.ConfigFrom(ctx).Zone
	if was != nil {
		Count(ctx, factFigures(was, zone), -1)
	}
	Count(ctx, factFigures(now, zone), +1)
}

func factFigures(r *ent.Requirement, zone *time.Location) []Figure {
	if r.Timely == nil || r.ReceivedAt == nil {
		return nil
	}
	return said(sla.ClockFirstResponse, *r.Timely, *r.ReceivedAt, zone)
}

// ComplaintFigures are what a complaint that came in as a fact says of answers in time.
func ComplaintFigures(c *ent.Complaint, zone *time.Location) []Figure {
	if c.Timely == nil {
		return nil
	}
	return said(sla.ClockComplaintResolution, *c.Timely, c.ReceivedAt, zone)
}

func said(kind sla.ClockKind, timely bool, received time.Time, zone *time.Location) []Figure {
	day := received.In(zone).Format(time.DateOnly)
	all := []Figure{{counted[kind].due, day}}
	if timely {
		all = append(all, Figure{counted[kind].met, day})
	}
	return all
}

// addFacts adds the figures of all facts of the company.
func addFacts(ctx context.Context, client *ent.Client, zone *time.Location, all map[Figure]int) error {
	for last, more := typeid.ID(""), true; more; {
		q := client.Requirement.Query().Where(requirement.TimelyNotNil())
		if last != "" {
			q.Where(requirement.IDGT(last))
		}
		page, err := q.Order(requirement.ByID()).Limit(figuresPage).
			Select(requirement.FieldID, requirement.FieldTimely, requirement.FieldReceivedAt).All(ctx)
		if err != nil {
			return fmt.Errorf("clocks: counting facts: %w", err)
		}
		for _, r := range page {
			for _, f := range factFigures(r, zone) {
				all[f]++
			}
			last = r.ID
		}
		more = len(page) == figuresPage
	}
	return nil
}

// addComplaints adds the figures of all complaints that came in as facts.
func addComplaints(ctx context.Context, client *ent.Client, zone *time.Location, all map[Figure]int) error {
	for last, more := typeid.ID(""), true; more; {
		q := client.Complaint.Query().Where(complaint.TimelyNotNil())
		if last != "" {
			q.Where(complaint.IDGT(last))
		}
		page, err := q.Order(complaint.ByID()).Limit(figuresPage).
			Select(complaint.FieldID, complaint.FieldTimely, complaint.FieldReceivedAt).All(ctx)
		if err != nil {
			return fmt.Errorf("clocks: counting complaints: %w", err)
		}
		for _, c := range page {
			for _, f := range ComplaintFigures(c, zone) {
				all[f]++
			}
			last = c.ID
		}
		more = len(page) == figuresPage
	}
	return nil
}

// Facts are how many of the requirements came in as facts, were received from the
// first instant up to the second, and are said to have been answered in time or late.
func Facts(ctx context.Context, q *ent.RequirementQuery, from, to time.Time) (timely, late int, err error) {
	var rows []struct {
		Timely bool `json:"timely"`
		Count  int  `json:"count"`
	}
	err = q.Where(requirement.TimelyNotNil(), requirement.ReceivedAtGTE(from), requirement.ReceivedAtLT(to)).
		GroupBy(requirement.FieldTimely).Aggregate(ent.Count()).Scan(ctx, &rows)
	if err != nil {
		return 0, 0, fmt.Errorf("clocks: counting facts: %w", err)
	}
	for _, row := range rows {
		if row.Timely {
			timely += row.Count
		} else {
			late += row.Count
		}
	}
	return timely, late, nil
}
