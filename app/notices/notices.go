// Package notices tells members of what happened: in the application, live, and
// by mail (model 6). Who is told of what, and in which words, stands in
// rules/notice.
package notices

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/notification"
	"heed/rules/flow"
	"heed/rules/notice"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

const (
	atOnce = 500                // notices one statement writes
	news   = 7 * 24 * time.Hour // what happened longer ago is told to nobody any more
)

// Make makes the notices of an event, once for each member: for those who have
// a part in it, are active, and may read what it is about; never for who did
// it. What happened a week ago is no news any more, so that a worker that comes
// late, or a company that is made with a past, floods nobody. It gives how many
// it made.
func Make(ctx context.Context, tx *ent.Tx, e *ent.Event) (int, error) {
	if viewer.Now(ctx).Sub(e.OccurredAt) > news {
		return 0, nil
	}
	about, err := subjectOf(ctx, tx, e)
	if err != nil || about == nil {
		return 0, err
	}
	whom := notice.To(e.Type, about.facts)
	if len(whom) == 0 {
		return 0, nil
	}
	told, err := about.members(ctx, tx, whom, e.ActorID)
	if err == nil && len(told) == 0 && e.ActorID == "" && slices.Contains(whom, notice.Head) { // nobody heads the department
		told, err = about.members(ctx, tx, []notice.Whom{notice.Management}, e.ActorID)
	}
	if err != nil || len(told) == 0 {
		return 0, err
	}
	first, err := journal.Places(ctx, tx, len(told)) // from here on nobody else makes notices of the company
	if err != nil {
		return 0, err
	}
	before, err := tx.Notification.Query().Where(notification.MemberIDIn(idsOfMembers(told)...), notification.DedupeKey(string(e.ID))).Select(notification.FieldMemberID).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("notices: looking for those of %s: %w", e.ID, err)
	}
	has := map[typeid.ID]bool{}
	for _, n := range before {
		has[n.MemberID] = true
	}
	var made []*ent.NotificationCreate
	for i, m := range told {
		if !has[m.ID] {
			made = append(made, about.notice(ctx, tx, e, m).SetPosition(first+int64(i)))
		}
	}
	for from := 0; from < len(made); from += atOnce {
		if err := tx.Notification.CreateBulk(made[from:min(from+atOnce, len(made))]...).Exec(ctx); err != nil {
			return 0, fmt.Errorf("notices: writing those of %s: %w", e.ID, err)
		}
	}
	return len(made), nil
}

func idsOfMembers(all []*ent.Member) []typeid.ID {
	ids := make([]typeid.ID, len(all))
	for i, m := range all {
		ids[i] = m.ID
	}
	return ids
}

// notice is what the member is told.
func (a *about) notice(ctx context.Context, tx *ent.Tx, e *ent.Event, m *ent.Member) *ent.NotificationCreate {
	now := viewer.Now(ctx)
	clauses := e.ClauseIds
	if clauses == nil {
		clauses = []string{}
	}
	q := tx.Notification.Create().SetMemberID(m.ID).SetType(e.Type).SetSubjectType(a.typ).SetSubjectID(a.id).
		SetNumber(a.number).SetParams(a.params).SetClauseIds(clauses).SetDedupeKey(string(e.ID)).SetCreatedAt(now)
	if at, ok := notice.MailAt(m.NoticePrefs, e.Type, now, tenants.ConfigFrom(ctx).Zone); ok {
		q.SetMailState(flow.MailPending).SetMailAfter(at)
		journal.DueBy(ctx, at)
	}
	return q
}

// members are those who have one of the parts, but for who did it.
func (a *about) members(ctx context.Context, tx *ent.Tx, whom []notice.Whom, actor typeid.ID) ([]*ent.Member, error) {
	config := tenants.ConfigFrom(ctx)
	picked := a.pick(config, whom)
	if picked == nil {
		return nil, nil
	}
	all, err := tx.Member.Query().Where(active(actor), picked).WithMemberRoles().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("notices: reading members: %w", err)
	}
	var told []*ent.Member
	for _, m := range all {
		v, err := sessions.Viewer(config, m)
		if err != nil {
			return nil, err
		}
		if journal.Reads(v, a.typ, a.record) {
			told = append(told, m)
		}
	}
	return told, nil
}
