package surveys

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"heed/app/journal"
	"heed/ent"
	"heed/ent/counter"
	"heed/rules/flow"
	"heed/rules/survey"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// What a campaign has come to is counted as it happens, so that its figures read as many
// rows as it has questions and options, not as it has answers. A counter's name is the
// campaign's with a blank and what is counted behind it.

func prefixOf(campaign typeid.ID) string { return "survey " + string(campaign) + " " }

// count adds invitations in a state.
func count(ctx context.Context, campaign typeid.ID, state flow.SurveyInvitationState, n int) {
	if n != 0 {
		journal.Count(ctx, prefixOf(campaign)+"i "+string(state), "", n)
	}
}

// note adds one thing of a campaign: "reminded", "doubt", "warnings", "seconds" …
func note(ctx context.Context, campaign typeid.ID, what string, n int) {
	if n != 0 {
		journal.Count(ctx, prefixOf(campaign)+what, "", n)
	}
}

// thousandths keeps numbers of answers as whole ones.
const thousandths = 1000

// countAnswers adds the answers of one person, or takes them away with -1.
func countAnswers(ctx context.Context, campaign typeid.ID, questions []survey.Question, answers []survey.Answer, facts survey.Facts, n int) {
	tallies := survey.Count(questions)
	survey.Add(tallies, questions, answers, facts)
	for i, t := range tallies {
		q := "q" + strconv.Itoa(i) + " "
		note(ctx, campaign, q+"shown", n*t.Shown)
		note(ctx, campaign, q+"answered", n*t.Answered)
		for code, times := range t.Options {
			for k, o := range questions[i].Options {
				if o.Code == code {
					note(ctx, campaign, q+"o"+strconv.Itoa(k), n*times)
				}
			}
		}
		for value, times := range t.Numbers {
			if questions[i].Type == flow.QuestionNumber { // any number may be said: their sum alone is kept
				note(ctx, campaign, q+"sum", n*times*int(math.Round(value*thousandths)))
				continue
			}
			note(ctx, campaign, q+"n"+strconv.FormatFloat(value, 'f', -1, 64), n*times)
		}
	}
}

// countScore adds satisfaction on the whole, or takes it away with -1.
func countScore(ctx context.Context, campaign typeid.ID, score *int, n int) {
	if score != nil {
		note(ctx, campaign, "scores", n)
		note(ctx, campaign, "score", n**score)
	}
}

// countTags adds tags, or takes them away with -1.
func countTags(ctx context.Context, campaign typeid.ID, tags []flow.ResponseTag, n int) {
	for _, t := range tags {
		note(ctx, campaign, "tag "+string(t.Group)+" "+t.Code, n)
	}
}

// figures are the counters of a campaign, by what they count.
type figures map[string]int

// figuresOf reads them, by one statement.
func figuresOf(ctx context.Context, client *ent.Client, campaign typeid.ID) (figures, error) {
	prefix := prefixOf(campaign)
	rows, err := client.Counter.Query().Where(counter.NameGTE(prefix), counter.NameLT(prefix+"\x7f")).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("surveys: reading the figures of a campaign: %w", err)
	}
	f := figures{}
	for _, r := range rows {
		f[strings.TrimPrefix(r.Name, prefix)] = r.Amount
	}
	return f, nil
}

// tallies are the figures question by question.
func (f figures) tallies(questions []survey.Question) []survey.Tally {
	all := survey.Count(questions)
	for i := range all {
		q := "q" + strconv.Itoa(i) + " "
		all[i].Shown, all[i].Answered = f[q+"shown"], f[q+"answered"]
		for k, o := range questions[i].Options {
			if n := f[q+"o"+strconv.Itoa(k)]; n > 0 {
				all[i].Options[o.Code] = n
			}
		}
		for name, n := range f {
			if said, ok := strings.CutPrefix(name, q+"n"); ok && n > 0 {
				if value, err := strconv.ParseFloat(said, 64); err == nil {
					all[i].Numbers[value] = n
				}
			}
		}
	}
	return all
}

// Progress is how a campaign gets on.
type Progress struct {
	Pending, Sent, Opened, Completed, Bounced, OptedOut, Expired, Revoked int
	Reminded, InDoubt                                                     int
	Responses, WentOut                                                    int // answered, and sent without coming back
}

func (f figures) progress() *Progress {
	of := func(s flow.SurveyInvitationState) int { return f["i "+string(s)] }
	return &Progress{
		Pending: of(flow.InvitationPending), Sent: of(flow.InvitationSent), Opened: of(flow.InvitationOpened), Completed: of(flow.InvitationCompleted),
		Bounced: of(flow.InvitationBounced), OptedOut: of(flow.InvitationOptedOut), Expired: of(flow.InvitationExpired), Revoked: of(flow.InvitationRevoked),
		Reminded: f["reminded"], InDoubt: f["doubt"], Responses: f["responses"], WentOut: f["out"] - of(flow.InvitationBounced),
	}
}

// ResponseRate is the share of invitations that were answered, of those that went out and
// did not come back (D3-31); nil while none did.
func (p *Progress) ResponseRate() *float64 {
	if p.WentOut <= 0 {
		return nil
	}
	rate := float64(p.Completed) / float64(p.WentOut)
	return &rate
}

// progressNames are what progress is made of.
var progressNames = func() []string {
	names := []string{"reminded", "doubt", "responses", "out"}
	for _, s := range flow.SurveyInvitationState("").Values() {
		names = append(names, "i "+s)
	}
	return names
}()

// figuresOfAll reads what progress is made of, of several campaigns.
func figuresOfAll(ctx context.Context, client *ent.Client, all []*ent.SurveyCampaign) (map[typeid.ID]figures, error) {
	by, names := map[typeid.ID]figures{}, []string{}
	for _, c := range all {
		by[c.ID] = figures{}
		for _, name := range progressNames {
			names = append(names, prefixOf(c.ID)+name)
		}
	}
	rows, err := client.Counter.Query().Where(counter.NameIn(names...)).All(viewer.SystemOf(ctx))
	if err != nil {
		return nil, fmt.Errorf("surveys: reading the progress of campaigns: %w", err)
	}
	for _, r := range rows {
		for id, f := range by {
			if name, ok := strings.CutPrefix(r.Name, prefixOf(id)); ok {
				f[name] = r.Amount
			}
		}
	}
	return by, nil
}
