package journal

import "context"

// Leave leaves so much of the context's budget.
func Leave(ctx context.Context, events int64) { budget(ctx).Store(events) }

// Seen is how many companies the feed knows the place of.
func (f *Feed) Seen() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.seen)
}

// Tick asks which companies are followed, as the feed does twice a second.
func (f *Feed) Tick() { f.followed() }
