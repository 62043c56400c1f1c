package jobs

import (
	"heed/app/requirements"
	"heed/rules/flow"
)

// hearBack plans what the customer says of the result.
func (l *life) hearBack() {
	y := l.y
	switch roll := y.rng.IntN(100); {
	case roll < 30: // at the link
		y.later(y.between(60, 3_000), func() { l.rate() })
	case roll < 65: // to who works on it
		y.later(y.between(60, 3_000), func() { l.close(l.score()) })
	case roll < 72:
		y.later(y.between(1_000, 3_000), func() { l.close(0) })
	case roll < 80:
		y.later(y.between(200, 2_000), l.reopen)
	default: // nothing: it closes by itself
	}
}

// score is what a customer gives: mostly they are content.
func (l *life) score() int { return oneOf(l.y, []int{1, 2, 3, 3, 4, 4, 4, 5, 5, 5}) }

// rate is the customer giving a rating by their own hand, and now and then another.
func (l *life) rate() {
	y := l.y
	if _, ok := l.stands(flow.RequirementFeedback); !ok {
		return
	}
	made(y, "", "rate", requirements.GiveRating, requirements.RatingInput{ID: l.id, Score: l.score(), Comment: "感谢"})
	switch roll := y.rng.IntN(100); {
	case roll < 12:
		y.later(y.between(30, 900), l.rate)
	case roll < 70:
		y.later(y.between(30, 1_500), func() { l.close(-1) })
	case roll < 80:
		y.later(y.between(30, 1_500), l.reopen)
	default: // it closes by itself, unless the rating is low
	}
}

// close ends it: with a rating, without a reply (0), or with what the customer gave.
func (l *life) close(score int) {
	y := l.y
	r, ok := l.stands(flow.RequirementFeedback)
	if !ok {
		return
	}
	in, who := requirements.CloseInput{ID: l.id, ExpectedVersion: r.Version}, l.actor()
	low := score > 0 && score < flow.LowRating
	switch {
	case score > 0:
		in.Rating = &score
	case score == 0:
		in.NoReply = new(true)
	default:
		given, err := requirements.CustomerRating(y.as(""), y.Client, r)
		y.check("reading a rating", err)
		low = given != nil && given.Score < flow.LowRating
	}
	if low {
		if y.in(50) {
			l.reopen()
			return
		}
		in.Decision, who = new("已当面致歉并补偿"), teams[l.lead].head
	}
	if made(y, who, "close", requirements.Close, in) != nil && y.in(8) {
		y.later(y.between(1_000, 20_000), l.reopen)
	}
}

// reopen takes it up again: it is answered and delivered anew.
func (l *life) reopen() {
	y := l.y
	r, ok := l.stands(flow.RequirementFeedback, flow.RequirementClosed)
	if !ok || l.rounds == 2 {
		return
	}
	if made(y, teams[l.lead].head, "reopen", requirements.Reopen, requirements.ReopenInput{ID: l.id, ExpectedVersion: r.Version, Reason: "问题再次出现"}) == nil {
		return
	}
	l.rounds, l.waits, l.urgency = l.rounds+1, y.Clock.Now(), r.Urgency
	l.answerInTime()
	y.later(y.between(500, 4_000), l.deliver)
}
