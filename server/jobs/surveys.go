package jobs

import (
	"context"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"heed/app/research"
	"heed/app/surveys"
	"heed/app/tenants"
	"heed/ent"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/delivery"
)

// surveyArgs says whose campaigns have something to do.
type surveyArgs struct {
	Company typeid.ID `json:"company"`
}

// Kind implements river.JobArgs.
func (surveyArgs) Kind() string { return "surveys" }

const (
	// surveyBudget is how long one job goes on with a company's campaigns; what is left
	// stays due, and other companies have their turn.
	surveyBudget = time.Minute
	// surveysAgain is how long a company whose campaigns wait for a worker is left alone.
	surveysAgain = 15 * time.Second
)

// campaigns have the work of campaigns done by workers of letters: it may be long, and hangs
// on a mail server.
func (e *Engine) campaigns() Tick {
	return Tick{Name: "campaigns", Do: func(ctx context.Context, _ *Works) error { return e.queueCampaigns(ctx) }, Next: nextCampaigns}
}

func nextCampaigns(ctx context.Context, tx *ent.Tx) (time.Time, error) {
	at, err := surveys.NextDue(ctx, tx)
	if now := viewer.Now(ctx); err == nil && !at.After(now) { // they are in the queue already
		at = now.Add(surveysAgain)
	}
	return at, err
}

func (e *Engine) queueCampaigns(ctx context.Context) error {
	var due time.Time
	_, err := e.Journal.Change(ctx, func(ctx context.Context, tx *ent.Tx) (err error) {
		due, err = surveys.NextDue(ctx, tx)
		return err
	})
	if err != nil || due.After(viewer.Now(ctx)) {
		return err
	}
	return e.insert(ctx, []river.InsertManyParams{{
		Args:       surveyArgs{Company: viewer.Tenant(ctx)},
		InsertOpts: &river.InsertOpts{Queue: letterQueue, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: inFlight}},
	}})
}

type surveyWorker struct {
	river.WorkerDefaults[surveyArgs]
	engine *Engine
}

// Work implements river.Worker.
func (w *surveyWorker) Work(ctx context.Context, job *river.Job[surveyArgs]) error {
	own, err := w.engine.In(ctx, job.Args.Company)
	if err != nil {
		return gone(err)
	}
	if err := runCampaigns(own, &w.engine.Works, surveyBudget, w.engine.between); err != nil {
		return err
	}
	worked(surveyArgs{}.Kind())
	return nil
}

// NextRetry implements river.Worker.
func (*surveyWorker) NextRetry(*river.Job[surveyArgs]) time.Time { return soon() }

// Timeout implements river.Worker.
func (*surveyWorker) Timeout(*river.Job[surveyArgs]) time.Duration { return dutyTimeout }

// runCampaigns does what is due for the company's campaigns.
func runCampaigns(ctx context.Context, w *Works, budget time.Duration, between func(string) error) error {
	until := time.Now().Add(budget)
	return surveys.Tick(ctx, w.Journal, w.Client, w.invite, func() bool { return time.Now().After(until) }, between)
}

// invite sends a letter of a campaign. It repeats nothing of the customer's, and says how to
// want no more of them (D3-16, D3-18, D3-19).
func (w *Works) invite(ctx context.Context, l surveys.Letter) (surveys.Posted, string) {
	words, id := surveyText, "survey-"+string(l.Invitation)
	if l.Reminder {
		words, id = surveyReminderText, id+"-reminder"
	}
	link := w.PublicURL + surveys.PathOf(l.Secret)
	stop := link + "/stop"
	config := tenants.ConfigFrom(ctx)
	subject, text := words.in(l.Locale, config.Tenant.Name, link, "{title}", l.Title.In(l.Locale), "{purpose}", l.Purpose.In(l.Locale),
		"{minutes}", itoa(l.Minutes), "{closes}", l.ClosesAt.In(viewer.From(ctx).Zone).Format("2006-01-02"), "{stop}", stop)
	err := w.sends(ctx, delivery.Letter{To: l.To, Subject: subject, Text: text, ID: id, Unsubscribe: stop})
	switch {
	case err == nil:
		return surveys.PostedSent, ""
	case delivery.Refused(err):
		return surveys.PostedRefused, safe(err).Error()
	case delivery.Unsure(err):
		slog.WarnContext(ctx, "a letter of a campaign may have been sent", "invitation", l.Invitation, "tenant", viewer.Tenant(ctx), "error", safe(err))
		return surveys.PostedUnsure, ""
	default:
		slog.WarnContext(ctx, "a letter of a campaign was not sent", "invitation", l.Invitation, "tenant", viewer.Tenant(ctx), "error", safe(err))
		return surveys.PostedNot, ""
	}
}

// surveyPlan drafts the campaigns of the period, asks for the review of those that ended and
// for the yearly revision of questionnaires; and plans interviews and mystery visits
// (D0-64, D2-40, D2-41, D3-31, D3-33).
var surveyPlan = Duty{
	Name: "survey_plan", Hour: 7,
	Do: func(ctx context.Context, w *Works) error {
		if err := surveys.Plan(ctx, w.Journal); err != nil {
			return err
		}
		if err := research.Plan(ctx, w.Journal); err != nil {
			return err
		}
		return surveys.RemindRevisions(ctx, w.Journal)
	},
}
