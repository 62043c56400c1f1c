package notices

import (
	"context"
	"fmt"
	"strings"
	"time"

	"heed/app/journal"
	"heed/app/sessions"
	"heed/app/tenants"
	"heed/ent"
	"heed/ent/database"
	"heed/ent/member"
	"heed/ent/notification"
	"heed/ent/user"
	"heed/rules/flow"
	"heed/rules/notice"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// How letters are sent.
const (
	mailAtOnce = 200              // notices looked at together
	lettersAt  = 10               // letters taken up together: no more than are sent well within the lease
	inLetter   = 50               // notices in one letter
	lease      = 10 * time.Minute // for sending what was taken up; then it is taken up again
	maxTries   = 6
	longestWhy = 500             // bytes of a failure that are kept (Notification.mail_error)
	firstDelay = 5 * time.Minute // after the first failure; it doubles
)

// Letter is a mail of notices that was taken up. Its id stays when it is taken up
// again.
type Letter struct {
	ID                typeid.ID
	To, Subject, Text string
	Calendar          string // a file of what it is about, RFC 5545; "" for none

	tries int // that have failed
}

// TakeUp takes up letters that are due: nobody else sends them until the lease
// is over, and which notices go into which letter is decided once. What has
// become unwanted meanwhile goes nowhere, and what would come in quiet hours
// waits. Empty when nothing is due.
func TakeUp(ctx context.Context, j *journal.Journal, publicURL string) (letters []Letter, err error) {
	_, err = j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		letters, err = takeUp(ctx, tx, publicURL)
		return err
	})
	return letters, err
}

func takeUp(ctx context.Context, tx *ent.Tx, publicURL string) ([]Letter, error) {
	rows, err := dueRows(ctx, tx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	people, err := addressees(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	events, err := calendars(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	var letters []Letter
	for _, bundle := range bundles(rows, people) {
		if len(letters) == lettersAt {
			break
		}
		to := people[bundle[0].MemberID]
		ready, err := hold(ctx, tx, bundle, to)
		if err != nil {
			return nil, err
		}
		if len(ready) == 0 {
			continue
		}
		l := to.letter(ctx, ready, publicURL)
		l.Calendar = file(ready, events)
		if ready[0].MailLetter != "" {
			l.ID = typeid.ID(ready[0].MailLetter)
		}
		l.tries = ready[0].MailTries
		err = tx.Notification.Update().Where(notification.IDIn(idsOf(ready)...)).SetMailLetter(string(l.ID)).
			SetMailAfter(viewer.Now(ctx).Add(lease)).Exec(ctx)
		if err != nil {
			return nil, fmt.Errorf("notices: taking up a letter: %w", err)
		}
		letters = append(letters, l)
	}
	journal.DueBy(ctx, viewer.Now(ctx).Add(lease))
	return letters, nil
}

// dueRows are notices whose mail is due, whole letters of those that were taken
// up before, the oldest first.
func dueRows(ctx context.Context, tx *ent.Tx) ([]*ent.Notification, error) {
	pending := notification.MailStateEQ(flow.MailPending)
	read := func(q *ent.NotificationQuery) ([]*ent.Notification, error) {
		q.Modify(database.Lock)
		rows, err := q.All(ctx)
		if err != nil {
			return nil, fmt.Errorf("notices: looking for mail: %w", err)
		}
		return rows, nil
	}
	due := notification.MailAfterLTE(viewer.Now(ctx))
	rows, err := read(tx.Notification.Query().Where(pending, due).
		Order(notification.ByMailAfter(), notification.ByID()).Limit(mailAtOnce))
	if err != nil || len(rows) < mailAtOnce {
		return rows, err
	}
	// The page may end within a letter.
	var taken []string
	seen := map[typeid.ID]bool{}
	for _, n := range rows {
		seen[n.ID] = true
		if n.MailLetter != "" {
			taken = append(taken, n.MailLetter)
		}
	}
	rest, err := read(tx.Notification.Query().Where(pending, due, notification.MailLetterIn(taken...)).Order(notification.ByID()))
	for _, n := range rest {
		if !seen[n.ID] {
			rows = append(rows, n)
		}
	}
	return rows, err
}

// bundles are the notices that go together: those of a letter that was taken up
// before, else a member's, one by one or many in one letter.
func bundles(rows []*ent.Notification, people map[typeid.ID]*addressee) [][]*ent.Notification {
	var all [][]*ent.Notification
	at := map[string]int{}
	for _, n := range rows {
		key := n.MailLetter
		if key == "" {
			key = string(n.MemberID)
			if to := people[n.MemberID]; to != nil && to.each() {
				key = string(n.ID)
			}
		}
		i, ok := at[key]
		if !ok || n.MailLetter == "" && len(all[i]) >= inLetter {
			at[key] = len(all)
			all = append(all, nil)
			i = at[key]
		}
		all[i] = append(all[i], n)
	}
	return all
}

// hold keeps back what goes nowhere any more, and what has to wait.
func hold(ctx context.Context, tx *ent.Tx, bundle []*ent.Notification, to *addressee) ([]*ent.Notification, error) {
	now := viewer.Now(ctx)
	var ready, unwanted []*ent.Notification
	for _, n := range bundle {
		if to != nil && journal.MayRead(to.viewer, n.SubjectType) && (n.MailLetter != "" || notice.Wanted(to.member.NoticePrefs, n.Type)) {
			ready = append(ready, n)
		} else {
			unwanted = append(unwanted, n)
		}
	}
	if len(unwanted) > 0 {
		q := tx.Notification.Update().Where(notification.IDIn(idsOf(unwanted)...)).SetMailState(flow.MailNone).ClearMailAfter()
		if err := q.Exec(ctx); err != nil {
			return nil, fmt.Errorf("notices: dropping mail: %w", err)
		}
	}
	if len(ready) == 0 {
		return nil, nil
	}
	loud := notice.Loud(to.member.NoticePrefs, now, tenants.ConfigFrom(ctx).Zone)
	if !loud.After(now) {
		return ready, nil
	}
	journal.DueBy(ctx, loud)
	if err := tx.Notification.Update().Where(notification.IDIn(idsOf(ready)...)).SetMailAfter(loud).Exec(ctx); err != nil {
		return nil, fmt.Errorf("notices: delaying mail: %w", err)
	}
	return nil, nil
}

// Settle notes what has become of a letter: its notices are sent, or it is taken
// up again later, or it has failed for good: after six tries, or because it was
// refused. Who was too slow, so that another has taken the letter up meanwhile,
// settles nothing but that it was sent.
func Settle(ctx context.Context, j *journal.Journal, l Letter, failure error, refused bool) error {
	_, err := j.Change(ctx, func(ctx context.Context, tx *ent.Tx) error {
		q := tx.Notification.Update().Where(notification.MailLetter(string(l.ID)), notification.MailStateEQ(flow.MailPending))
		if failure == nil {
			q.SetMailState(flow.MailSent).ClearMailAfter().ClearMailError()
		} else {
			q.Where(notification.MailTries(l.tries)).SetMailTries(l.tries + 1).SetMailError(l.why(failure))
			if refused || l.tries+1 >= maxTries {
				q.SetMailState(flow.MailFailed).ClearMailAfter()
			} else {
				next := viewer.Now(ctx).Add(firstDelay << l.tries)
				journal.DueBy(ctx, next)
				q.SetMailAfter(next)
			}
		}
		if err := q.Exec(ctx); err != nil {
			return fmt.Errorf("notices: settling a letter: %w", err)
		}
		return nil
	})
	return err
}

// why is the failure without the address, as far as it is kept.
func (l *Letter) why(failure error) string {
	s := strings.ReplaceAll(failure.Error(), l.To, "…")
	return strings.ToValidUTF8(s[:min(len(s), longestWhy)], "") // the end may be in a character
}

func idsOf(rows []*ent.Notification) []typeid.ID {
	ids := make([]typeid.ID, len(rows))
	for i, n := range rows {
		ids[i] = n.ID
	}
	return ids
}

// addressees are the members whom the notices are for, without those who have
// left.
func addressees(ctx context.Context, tx *ent.Tx, rows []*ent.Notification) (map[typeid.ID]*addressee, error) {
	var ids []typeid.ID
	for _, n := range rows {
		ids = append(ids, n.MemberID)
	}
	members, err := tx.Member.Query().Where(member.IDIn(ids...), member.StateEQ(flow.MemberActive)).WithMemberRoles().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("notices: reading members: %w", err)
	}
	people, users := map[typeid.ID]*addressee{}, []typeid.ID{}
	for _, m := range members {
		users = append(users, m.UserID)
	}
	accounts, err := tx.User.Query().Where(user.IDIn(users...), user.Disabled(false)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("notices: reading accounts: %w", err)
	}
	for _, u := range accounts {
		for _, m := range members {
			if m.UserID != u.ID {
				continue
			}
			v, err := sessions.Viewer(tenants.ConfigFrom(ctx), m)
			if err != nil {
				return nil, err
			}
			people[m.ID] = &addressee{member: m, viewer: v, locale: u.Locale}
		}
	}
	return people, nil
}

// NextMail is when the next letter is due, Never for none.
func NextMail(ctx context.Context, client *ent.Client) (time.Time, error) {
	n, err := client.Notification.Query().Where(notification.MailStateEQ(flow.MailPending), notification.MailAfterNotNil()).
		Order(notification.ByMailAfter()).Select(notification.FieldMailAfter).First(ctx)
	switch {
	case ent.IsNotFound(err):
		return database.Never, nil
	case err != nil:
		return database.Never, fmt.Errorf("notices: looking for the next letter: %w", err)
	}
	return *n.MailAfter, nil
}
