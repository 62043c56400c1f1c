package graph

import (
	"context"

	"heed/app/notices"
	"heed/ent"
	"heed/graph/model"
	"heed/rules/flow"
	"heed/rules/notice"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// Notified is a notice, or a sign of life when it is nil, as the subscription
// tells it.
func Notified(n *ent.Notification, unread int) *model.NotificationSignal {
	s := &model.NotificationSignal{Kind: model.NotificationSignalKindHeartbeat, Notification: n, UnreadCount: unread}
	if n != nil {
		s.Kind = model.NotificationSignalKindNotification
	}
	return s
}

// MayBeTold refuses who may not follow their notices.
func MayBeTold(ctx context.Context) error { return settled(ctx) }

// sentence is what the notice says to the viewer.
func sentence(ctx context.Context, n *ent.Notification) (title, body string) {
	v := viewer.From(ctx)
	return notice.Sentence(v.Language(), n.Type, n.SubjectType, n.Number, n.Params, v.Zone)
}

// subjectRef is a record that another one is about; nil for none.
func subjectRef(of *flow.SubjectType, id typeid.ID, number string) *model.SubjectRef {
	if of == nil || id == "" {
		return nil
	}
	ref := &model.SubjectRef{Type: *of, ID: id}
	if number != "" {
		ref.Number = &number
	}
	return ref
}

// read marks notices and gives how many are unread then.
func read[In any](ctx context.Context, r *Resolver, verb func(ctx context.Context, tx *ent.Tx, in In) (int, error), in In) (int, error) {
	if err := settled(ctx); err != nil {
		return 0, err
	}
	if _, err := removed(ctx, r, with(verb, in)); err != nil {
		return 0, err
	}
	return notices.Unread(ctx, r.Client)
}

// prefsOf is how a member wants notices by mail.
func prefsOf(m *ent.Member) *model.NotificationPrefs {
	p := &model.NotificationPrefs{Digest: m.NoticePrefs.Digest, Muted: m.NoticePrefs.Muted}
	if p.Digest == "" {
		p.Digest = flow.DigestEach
	}
	if p.Muted == nil {
		p.Muted = []string{}
	}
	if m.NoticePrefs.QuietFrom != "" {
		p.QuietFrom, p.QuietUntil = &m.NoticePrefs.QuietFrom, &m.NoticePrefs.QuietUntil
	}
	return p
}
