package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"heed/rules/flow"
)

// work is one thing that both sides do.
type work struct {
	name  string
	raws  []string // the ways of the raw side, the first is the one to compare with
	tasks []task
	once  bool // each task can be done once: the load uses them up
}

// task is one request of a work, in the words of each side.
type task struct {
	heed request
	raw  []request // one for each of the work's raws
}

// works makes the works from what is in the database.
func works(ctx context.Context, s *sample, heed *serving, size string) ([]work, error) {
	var all []work
	for _, one := range []func(context.Context, *sample, *serving) (work, error){
		pointWork, pointsWork, ledgerWork, nestedWork, dashboardWork, crossWork, createWork,
	} {
		w, err := one(ctx, s, heed)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.name, err)
		}
		all = append(all, w)
	}
	all = append(all, complaintWorks(s)...)
	for _, some := range []func(context.Context, *sample, string) ([]work, error){trainingWorks, surveyWorks} {
		more, err := some(ctx, s, size)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

func pointWork(ctx context.Context, s *sample, _ *serving) (work, error) {
	w := work{name: "point read with its customer", raws: []string{"raw"}}
	return w, w.points(ctx, s, s.companies[0], 2000)
}

func pointsWork(ctx context.Context, s *sample, _ *serving) (work, error) {
	w := work{name: "the same, all companies in turn", raws: []string{"raw"}}
	const each = 20
	for _, c := range s.companies {
		if err := w.points(ctx, s, c, each); err != nil {
			return w, err
		}
	}
	// One of each company, then the next of each.
	turn := make([]task, 0, len(w.tasks))
	for i := range each {
		for k := i; k < len(w.tasks); k += each {
			turn = append(turn, w.tasks[k])
		}
	}
	w.tasks = turn
	return w, nil
}

func (w *work) points(ctx context.Context, s *sample, c *company, n int) error {
	ids, err := s.requirements(ctx, c, n)
	for _, id := range ids {
		w.tasks = append(w.tasks, task{
			heed: graphql(c, documentRequirement, map[string]any{"id": id}),
			raw:  []request{byHand("/requirement", nil, "tenant", string(c.id), "id", id)},
		})
	}
	return err
}

func ledgerWork(_ context.Context, s *sample, _ *serving) (work, error) {
	w := work{name: "ledger page of 50 with totalCount", raws: []string{"raw"}}
	c := s.companies[0]
	for _, states := range [][2]flow.RequirementState{
		{flow.RequirementReceived, flow.RequirementAnalyzing},
		{flow.RequirementPlanned, flow.RequirementProcessing},
		{flow.RequirementReceived, flow.RequirementProcessing},
		{flow.RequirementAnalyzing, flow.RequirementPlanned},
	} {
		for _, urgency := range flow.Urgency("").Values() {
			w.tasks = append(w.tasks, task{
				heed: graphql(c, documentLedger, map[string]any{
					"filter": map[string]any{"states": states, "urgencies": []string{urgency}}, "first": 50,
				}),
				raw: []request{byHand("/ledger", nil, "tenant", string(c.id), "urgency", urgency, "state", string(states[0]), "or", string(states[1]))},
			})
		}
	}
	return w, nil
}

// nestedWork reads the customers page by page; where the pages begin is learned
// by reading them once.
func nestedWork(ctx context.Context, s *sample, heed *serving) (work, error) {
	w := work{name: "20 customers with 5 requirements each", raws: []string{"raw"}}
	const pages = 25
	c := s.companies[0]
	var after any
	name, id := "", ""
	for range pages {
		ask := graphql(c, documentCustomers, map[string]any{"first": 20, "after": after})
		w.tasks = append(w.tasks, task{
			heed: ask,
			raw:  []request{byHand("/customers", nil, "tenant", string(c.id), "name", name, "id", id)},
		})
		var page struct {
			Data struct {
				Customers struct {
					Edges    []struct{ Node struct{ ID, Name string } }
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
				}
			}
		}
		if err := fetchInto(ctx, heed.address, ask, &page); err != nil {
			return w, err
		}
		found := page.Data.Customers
		if !found.PageInfo.HasNextPage {
			break
		}
		last := found.Edges[len(found.Edges)-1].Node
		after, name, id = found.PageInfo.EndCursor, last.Name, last.ID
	}
	return w, nil
}

func dashboardWork(_ context.Context, s *sample, _ *serving) (work, error) {
	w := work{name: "dashboard", raws: []string{"raw"}}
	c := s.companies[0]
	now := time.Now().In(c.zone)
	from := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, c.zone)
	to := time.Date(now.Year(), now.Month()+1, 0, 0, 0, 0, 0, c.zone)
	w.tasks = []task{{
		heed: graphql(c, documentDashboard, nil),
		raw: []request{byHand("/dashboard", nil, "tenant", string(c.id), "from", from.Format(time.DateOnly), "to", to.Format(time.DateOnly),
			"begin", from.UTC().Format(time.RFC3339), "end", to.AddDate(0, 0, 1).UTC().Format(time.RFC3339))},
	}}
	return w, nil
}

// crossWork counts the requirements of a quarter by two dimensions; the raw side
// has no such thing.
func crossWork(_ context.Context, s *sample, _ *serving) (work, error) {
	w := work{name: "cross query of a quarter"}
	c := s.companies[0]
	for _, by := range [][2]string{{"CATEGORY", "URGENCY"}, {"INDUSTRY", "TIER"}, {"DEPARTMENT", "NATURE"}} {
		w.tasks = append(w.tasks, task{heed: graphql(c, documentCross, map[string]any{
			"filter": map[string]any{"period": "QUARTER"}, "rows": by[0], "columns": by[1],
		})})
	}
	return w, nil
}

func createWork(ctx context.Context, s *sample, _ *serving) (work, error) {
	w := work{name: "create one requirement", raws: []string{"raw, one statement", "raw, a transaction", "raw, the row alone"}}
	c := s.companies[0]
	customers, err := s.customers(ctx, c, 500)
	if err != nil {
		return w, err
	}
	for i, customer := range customers {
		in := creation(customer, i)
		body, err := json.Marshal(in)
		if err != nil {
			return w, err
		}
		by := []string{"tenant", string(c.id), "member", string(c.member), "department", string(c.department)}
		w.tasks = append(w.tasks, task{
			heed: graphql(c, documentCreate, map[string]any{"in": in}),
			raw: []request{
				byHand("/create/all", body, by...), byHand("/create/steps", body, by...), byHand("/create/row", body, by...),
			},
		})
	}
	return w, nil
}

// creation is a new requirement, of the length that people write.
func creation(customer string, i int) map[string]any {
	return map[string]any{
		"customerId": customer, "title": fmt.Sprintf("第 %d 批货物的送达时间希望固定在上午", i),
		"originalText": fmt.Sprintf("你们上个月第 %d 批货又是下午四点才到，我们仓库五点就下班了，希望以后固定在上午十点以前送到，最好提前一天打电话通知。", i),
		"source":       flow.RequirementSourceCustomerFeedback, "collectedAt": time.Now().UTC().Add(-time.Hour).Format(time.RFC3339),
		"category": flow.RequirementCategoryService, "urgency": flow.UrgencyImportant,
	}
}
