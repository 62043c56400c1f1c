package surveys

import (
	"context"
	"fmt"

	"heed/app/clocks"
	"heed/app/complaints"
	"heed/ent"
	"heed/ent/surveyinvitation"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// recountedAtOnce is how many rows of a kind are in memory when figures are counted anew.
const recountedAtOnce = 500

// Recount counts the maintained figures anew, from the rows themselves: those of
// requirements and complaints too. It is for tests, and for who doubts a figure.
func Recount(ctx context.Context, client *ent.Client) (map[clocks.Figure]int, error) {
	all, err := complaints.Recount(ctx, client)
	if err != nil {
		return nil, err
	}
	add := func(name string, n int) {
		if n != 0 {
			all[clocks.Figure{Name: name}] += n
		}
	}
	sys := viewer.SystemOf(ctx)
	if err := recountInvitations(sys, client, add); err != nil {
		return nil, err
	}
	if err := recountErased(sys, client, add); err != nil {
		return nil, err
	}
	return all, recountResponses(sys, client, add)
}

func recountInvitations(ctx context.Context, client *ent.Client, add func(string, int)) error {
	for last := typeid.ID(""); ; {
		q := client.SurveyInvitation.Query()
		if last != "" { // no id is none, not the least
			q.Where(surveyinvitation.IDGT(last))
		}
		rows, err := q.Order(surveyinvitation.ByID()).Limit(recountedAtOnce).All(ctx)
		if err != nil {
			return fmt.Errorf("surveys: counting invitations: %w", err)
		}
		for _, i := range rows {
			prefix := prefixOf(i.CampaignID)
			add(prefix+"i "+string(i.State), 1)
			for name, is := range map[string]bool{"out": i.SentAt != nil, "doubt": i.InDoubt, "reminded": i.RemindedAt != nil} {
				if is {
					add(prefix+name, 1)
				}
			}
			last = i.ID
		}
		if len(rows) < recountedAtOnce {
			return nil
		}
	}
}

// recountResponses counts what a response counted for, by what counted it.
func recountResponses(ctx context.Context, client *ent.Client, add func(string, int)) error {
	for last := typeid.ID(""); ; {
		q := client.SurveyResponse.Query()
		if last != "" {
			q.Where(surveyresponse.IDGT(last))
		}
		rows, err := q.WithTemplate().Order(surveyresponse.ByID()).Limit(recountedAtOnce).All(ctx)
		if err != nil {
			return fmt.Errorf("surveys: counting responses: %w", err)
		}
		for _, r := range rows {
			if last = r.ID; !submitted(r.State) {
				add(prefixOf(r.CampaignID)+"begun", 1)
				if r.State == flow.ResponseDiscarded {
					add(prefixOf(r.CampaignID)+"left "+r.LastQuestion, 1)
				}
				continue
			}
			if r.ErasedAt != nil {
				continue
			}
			count, err := countsFor(ctx, r)
			if err != nil {
				return err
			}
			for name, n := range count {
				add(name, n)
			}
		}
		if len(rows) < recountedAtOnce {
			return nil
		}
	}
}
