package notices

import (
	"context"
	"fmt"
	"strings"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/notice"
	"heed/rules/typeid"
	"heed/rules/viewer"
)

// addressee is a member who gets mail, in the language of their account.
type addressee struct {
	member *ent.Member
	viewer *viewer.Viewer // as which they read
	locale label.Locale
}

// each tells whether every notice comes in a letter of its own.
func (a *addressee) each() bool {
	return a.member.NoticePrefs.Digest == "" || a.member.NoticePrefs.Digest == flow.DigestEach
}

// letter is the mail of the notices, which are at least one: what happened, the
// clauses, and where to look. Its id is that of the first.
func (a *addressee) letter(ctx context.Context, rows []*ent.Notification, publicURL string) Letter {
	config := tenants.ConfigFrom(ctx)
	l := Letter{ID: rows[0].ID, To: a.member.Email}
	var b strings.Builder
	for _, n := range rows {
		title, body := notice.Sentence(a.locale, n.Type, n.SubjectType, n.Number, n.Params, config.Zone)
		if l.Subject == "" {
			l.Subject = title
		}
		b.WriteString(title + "\n" + body + "\n")
		if under := notice.Clauses(a.locale, n.ClauseIds); under != "" {
			b.WriteString("(" + under + ")\n")
		}
		b.WriteString(Link(publicURL, n.SubjectID) + "\n\n")
	}
	if len(rows) > 1 {
		l.Subject = fmt.Sprintf(many[a.locale.Index()], len(rows))
	}
	b.WriteString("-- \n" + config.Tenant.Name + "\n")
	l.Text = b.String()
	return l
}

var many = [3]string{"您有 %d 条通知", "您有 %d 條通知", "%d notices"}

// Link is where a record is looked at: clients take the id from the address.
func Link(publicURL string, id typeid.ID) string { return publicURL + "/#/" + string(id) }
