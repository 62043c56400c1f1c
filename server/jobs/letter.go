package jobs

import (
	"context"
	"log/slog"

	"heed/ent"
	"heed/rules/viewer"
	"heed/server/delivery"
)

// letter is what stands in a letter with a link.
type letter struct {
	kind    letterKind
	to      *ent.User // in whose language it is
	company string
	path    string // "/invite/" and so on
	secret  string
}

// send writes the letter and sends it. One that is refused for good is not sent
// again: the log says so, without the address. The Message-ID is a new one every
// time, for a letter sent again has another link, and must not be taken for the one
// before.
func (w *Works) send(ctx context.Context, l letter) error {
	subject, text := l.kind.in(l.to.Locale, l.company, w.appURL()+l.path+l.secret)
	err := w.Post(ctx, delivery.Letter{To: l.to.Email, Subject: subject, Text: text})
	if delivery.Refused(err) {
		slog.WarnContext(ctx, "a letter was refused and is given up", "letter", l.path, "tenant", viewer.Tenant(ctx), "error", err)
		return nil
	}
	return err
}

// appURL is where the links of members' letters lead.
func (w *Works) appURL() string {
	if w.AppURL != "" {
		return w.AppURL
	}
	return w.PublicURL
}
