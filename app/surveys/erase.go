package surveys

import (
	"context"
	"fmt"
	"strings"

	"heed/app/clocks"
	"heed/app/customers"
	"heed/app/journal"
	"heed/app/tasks"
	"heed/ent"
	"heed/ent/counter"
	"heed/ent/database"
	"heed/ent/surveyresponse"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// erasedFigure stands before the name of a figure, for what responses of erased persons count
// for in it: it cannot be counted anew, and the figures of a campaign stay.
const erasedFigure = "erased "

// EraseContact is customers.EraseContact, with what follows for the questionnaires that the
// person filled in: nobody may act on them any more, so that nothing of them is due.
func EraseContact(ctx context.Context, tx *ent.Tx, in customers.EraseInput) (*ent.Contact, error) {
	q := tx.SurveyResponse.Query().Where(surveyresponse.ContactID(in.ID), surveyresponse.ErasedAtIsNil()).WithTemplate().Order(surveyresponse.ByID())
	q.Modify(database.Lock)
	held, err := q.All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("surveys: locking the responses of a person: %w", err)
	}
	count := make([]map[string]int, len(held))
	for i, r := range held {
		if submitted(r.State) {
			if count[i], err = countsFor(ctx, r); err != nil {
				return nil, err
			}
		}
	}
	erased, err := customers.EraseContact(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	for i, r := range held {
		for name, n := range count[i] {
			journal.Count(ctx, erasedFigure+name, "", n)
		}
		if err := rest(ctx, tx, r.ID, clocks.OfResponse(r)); err != nil {
			return nil, err
		}
	}
	return erased, nil
}

// rest ends what a response has others do by a time.
func rest(ctx context.Context, tx *ent.Tx, id typeid.ID, s clocks.Subject) error {
	if err := clocks.CancelAll(ctx, tx, s, viewer.Now(ctx)); err != nil {
		return err
	}
	if err := tasks.Retract(ctx, tx, verifyKey(&ent.SurveyResponse{ID: id}), ""); err != nil {
		return err
	}
	if err := tx.SurveyResponse.UpdateOneID(id).SetDueAt(database.Never).Exec(viewer.SystemOf(ctx)); err != nil {
		return fmt.Errorf("surveys: nothing of a response is due: %w", err)
	}
	return nil
}

func submitted(s flow.SurveyResponseState) bool {
	return s != flow.ResponseInProgress && s != flow.ResponseDiscarded
}

// countsFor is what a response that was submitted counts for in the figures, by what counted it.
func countsFor(ctx context.Context, r *ent.SurveyResponse) (map[string]int, error) {
	answers, err := AnswersOf(ctx, r)
	if err != nil {
		return nil, err
	}
	return journal.Counted(ctx, func(ctx context.Context) {
		(&filling{campaign: &ent.SurveyCampaign{ID: r.CampaignID}, template: r.Edges.Template, response: r}).countSubmitted(ctx, answers)
		for _, d := range r.Drafts {
			if d.State == survey.ProposalTaken {
				note(ctx, r.CampaignID, "needs", 1)
			}
		}
		note(ctx, r.CampaignID, "begun", 1) // it was before
	}), nil
}

// recountErased adds what responses of erased persons counted for.
func recountErased(ctx context.Context, client *ent.Client, add func(string, int)) error {
	rows, err := client.Counter.Query().Where(counter.NameHasPrefix(erasedFigure + "survey ")).All(ctx)
	if err != nil {
		return fmt.Errorf("surveys: reading what is erased: %w", err)
	}
	for _, r := range rows {
		add(strings.TrimPrefix(r.Name, erasedFigure), r.Amount)
	}
	return nil
}
