package demo

import (
	"time"

	"heed/rules/flow"
)

// tell plans the story's steps up to its end.
func (w *world) tell(s *story) {
	w.write(s, s.heard)
	if s.end == flow.RequirementDraft {
		return
	}
	s.received = w.working(s.heard, s.minutes(5, 90))
	w.receive(s, s.received)
	answered := w.answer(s)
	at := s.received
	if s.shape.assigned || s.end != flow.RequirementReceived {
		at = w.working(at, s.minutes(10, 90))
		w.assign(s, at)
	}
	if s.shape.refined {
		w.refine(s, w.working(at, s.minutes(10, 60)))
	}
	if s.end == flow.RequirementReceived {
		return
	}
	if s.shape.analyzed || s.end != flow.RequirementRejected && s.end != flow.RequirementMerged {
		at = w.working(at, s.minutes(60, 300))
		w.analyze(s, at)
		w.assess(s, w.working(at, 10))
	}
	switch s.end {
	case flow.RequirementAnalyzing:
		if s.shape.contested {
			at = w.working(later(at, answered), s.minutes(60, 300))
			w.reject(s, at)
			w.appealed(s, at)
		}
	case flow.RequirementRejected:
		at = w.working(later(at, answered), s.minutes(60, 700))
		w.reject(s, at)
		if s.shape.contested {
			w.agree(s, w.working(at, s.minutes(60, 700)))
		}
	case flow.RequirementMerged:
		w.merge(s, w.working(later(at, answered), s.minutes(20, 200)))
	default:
		w.handle(s, at, answered)
	}
}

// handle plans from the plan on.
func (w *world) handle(s *story, at, answered time.Time) {
	at = w.working(at, s.minutes(60, 900))
	w.plan(s, at)
	if s.end == flow.RequirementPlanned && !s.shape.revised {
		return
	}
	at = w.working(later(at, answered), s.minutes(20, 300))
	w.start(s, at)
	if s.shape.revised {
		at = w.working(at, s.minutes(200, 1200))
		w.revise(s, at)
		if s.end == flow.RequirementPlanned {
			return
		}
		at = w.working(at, s.minutes(20, 300))
		w.start(s, at)
	}
	if s.end == flow.RequirementProcessing && !s.shape.reopened && !s.shape.returned {
		return
	}
	at = w.finish(s, at)
	if s.end == flow.RequirementFeedback {
		w.rate(s, w.working(at, s.minutes(60, 600)))
		return
	}
	if s.shape.reopened || s.shape.returned {
		if s.shape.returned {
			at = w.working(at, s.minutes(200, 1500))
			w.close(s, at, 0)
		}
		at = w.working(at, s.minutes(300, 2000))
		w.reopen(s, at)
		if s.end == flow.RequirementProcessing {
			return
		}
		at = w.working(at, s.minutes(60, 400))
		w.respondAgain(s, at)
		at = w.finish(s, at)
	}
	w.rate(s, w.working(at, s.minutes(60, 180)))
	w.close(s, w.working(at, s.minutes(200, 2400)), s.shape.rating)
}

// answer plans the first answer and what its clock goes through, and gives the
// instant of the answer, zero for none.
func (w *world) answer(s *story) time.Time {
	if s.shape.raised {
		w.raise(s, w.working(s.received, s.minutes(3, 9)))
	}
	due := w.due(s.received, w.limit(s.urgency))
	allowed := due.Sub(s.received)
	at := w.working(s.received.Add(allowed*time.Duration(s.minutes(5, 55))/100), s.minutes(1, 30))
	if at.After(due) {
		at = s.received.Add(allowed * time.Duration(s.minutes(20, 80)) / 100)
	}
	if s.shape.paused || s.shape.answer == onPause {
		pause := s.received.Add(allowed * time.Duration(s.minutes(8, 20)) / 100)
		w.pause(s, pause)
		if s.shape.answer == onPause {
			return time.Time{}
		}
		resume := w.working(pause, s.minutes(300, 1200))
		w.resume(s, resume)
		at = w.working(resume, s.minutes(20, 90))
	}
	switch s.shape.answer {
	case late:
		at = w.working(due, s.minutes(60, 900))
	case never, overdue, onPause:
		return time.Time{}
	case inTime:
	}
	w.respond(s, at)
	return at
}

// finish plans the delivery of the result and gives its instant.
func (w *world) finish(s *story, at time.Time) time.Time {
	began := at
	at = w.working(at, s.minutes(300, 3000))
	w.deliver(s, began, at)
	return at
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
