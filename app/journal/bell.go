package journal

import (
	"context"
	"fmt"
	"sync"

	"heed/ent"
	"heed/ent/notification"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// bell is what the feed knows of one company's notices: how far it has looked,
// and who waits for theirs.
type bell struct {
	last    int64
	waiting map[typeid.ID]map[*NoticeListener]struct{} // by member
}

// NoticeListener is one listener's place among the notices of a member.
type NoticeListener struct {
	feed           *Feed
	tenant, member typeid.ID
	position       int64
	woken          chan struct{} // holds one word
	once           sync.Once
}

// maxRung is how many notices a look reads one by one; where there are more,
// everybody is woken.
const maxRung = 5000

// ListenNotices begins to wait for notices of the context's member: those from
// now on.
func (f *Feed) ListenNotices(ctx context.Context) (*NoticeListener, error) {
	v := viewer.From(ctx)
	h, err := Head(ctx, f.Client, v.Tenant)
	if err != nil {
		return nil, err
	}
	l := &NoticeListener{feed: f, tenant: v.Tenant, member: v.Member, position: h.NoticePosition, woken: make(chan struct{}, 1)}
	f.mu.Lock()
	defer f.mu.Unlock()
	b := f.bells[l.tenant]
	if b == nil {
		b = &bell{last: h.NoticePosition, waiting: map[typeid.ID]map[*NoticeListener]struct{}{}}
		f.bells[l.tenant] = b
	}
	if b.waiting[l.member] == nil {
		b.waiting[l.member] = map[*NoticeListener]struct{}{}
	}
	b.waiting[l.member][l] = struct{}{}
	if b.last > l.position { // they came since the head was read
		l.wake()
	}
	return l, nil
}

// Woken says when there may be notices.
func (l *NoticeListener) Woken() <-chan struct{} { return l.woken }

// Next reads the member's notices that came since the last time, the oldest
// first, and how many are unread. A page is read at once; the word to read on
// stays where there may be more.
func (l *NoticeListener) Next(ctx context.Context) ([]*ent.Notification, int, error) {
	ctx = viewer.AsSystem(ctx, l.tenant)
	mine := notification.MemberID(l.member)
	came, err := l.feed.Client.Notification.Query().Where(mine, notification.PositionGT(l.position)).
		Order(notification.ByPosition()).Limit(lot).All(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("journal: reading notices: %w", err)
	}
	if len(came) > 0 {
		l.position = came[len(came)-1].Position
	}
	if len(came) == lot {
		l.wake()
	}
	unread, err := l.Unread(ctx)
	return came, unread, err
}

// Unread is how many notices the member has not read.
func (l *NoticeListener) Unread(ctx context.Context) (int, error) {
	n, err := l.feed.Client.Notification.Query().Where(notification.MemberID(l.member), notification.ReadAtIsNil()).
		Count(viewer.AsSystem(ctx, l.tenant))
	if err != nil {
		return 0, fmt.Errorf("journal: counting notices: %w", err)
	}
	return n, nil
}

// Close ends the waiting; a second time it does nothing.
func (l *NoticeListener) Close() {
	l.once.Do(func() {
		l.feed.mu.Lock()
		defer l.feed.mu.Unlock()
		b := l.feed.bells[l.tenant]
		delete(b.waiting[l.member], l)
		if len(b.waiting[l.member]) == 0 {
			delete(b.waiting, l.member)
		}
		if len(b.waiting) == 0 {
			delete(l.feed.bells, l.tenant)
		}
	})
}

func (l *NoticeListener) wake() {
	select {
	case l.woken <- struct{}{}:
	default: // it has the word already
	}
}

// ring wakes those whose notices have come since the company was last looked
// at: one statement for all of them, and none where nobody waits.
func (f *Feed) ring(ctx context.Context, h *ent.CompanyHead) error {
	f.mu.Lock()
	b := f.bells[h.CompanyID]
	var after int64
	if b != nil {
		after = b.last
	}
	f.mu.Unlock()
	if b == nil || after >= h.NoticePosition {
		return nil
	}
	came, err := f.Client.Notification.Query().
		Where(notification.PositionGT(after), notification.PositionLTE(h.NoticePosition)).
		Limit(maxRung).Select(notification.FieldMemberID).All(viewer.AsSystem(ctx, h.CompanyID))
	if err != nil {
		return fmt.Errorf("journal: reading notices: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	b.last = max(b.last, h.NoticePosition)
	if len(came) == maxRung {
		for _, rings := range b.waiting {
			wakeAll(rings)
		}
		return nil
	}
	for _, n := range came {
		wakeAll(b.waiting[n.MemberID])
	}
	return nil
}

func wakeAll(rings map[*NoticeListener]struct{}) {
	for l := range rings {
		l.wake()
	}
}
