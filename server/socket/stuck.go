package socket

import (
	"sync/atomic"
	"time"
)

// stuck tells when a write takes too long. Its timer is set once for many
// writes, not for each: setting it costs more than the rest of a short one.
type stuck struct {
	limit time.Duration
	tell  func()
	base  time.Time
	timer *time.Timer
	set   atomic.Bool
	since atomic.Int64 // when the present write began, as time since base; 0 for none
}

// arm comes before the first write.
func (w *stuck) arm(limit time.Duration, tell func()) {
	w.limit, w.tell, w.base = limit, tell, time.Now().Add(-1) // no write begins at 0
	w.timer = time.AfterFunc(limit, w.look)
	w.timer.Stop()
}

func (w *stuck) begin() {
	w.since.Store(int64(time.Since(w.base)))
	if !w.set.Swap(true) {
		w.timer.Reset(w.limit)
	}
}

func (w *stuck) end() { w.since.Store(0) }

// look is the timer's. It counts as not set before it looks: a write that
// begins meanwhile is seen here, or sets it again.
func (w *stuck) look() {
	w.set.Store(false)
	since := w.since.Load()
	if since == 0 {
		return
	}
	left := w.limit - (time.Since(w.base) - time.Duration(since))
	if left <= 0 {
		w.tell()
		return
	}
	if !w.set.Swap(true) {
		w.timer.Reset(left)
	}
}
