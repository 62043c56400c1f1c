package jobs

import (
	"context"
	"log/slog"

	"heed/app/tenants"
	"heed/ent"
	"heed/rules/viewer"
	"heed/server/delivery"
)

// letter is what stands in a letter with a link.
type letter struct {
	kind   letterKind
	to     *ent.User // in whose language it is
	path   string    // "/invite/" and so on
	secret string
}

// send writes the letter and sends it. The Message-ID is a new one every
// time, for a letter sent again has another link, and must not be taken for the one
// before.
func (w *Works) send(ctx context.Context, l letter) error {
	subject, text := l.kind.in(l.to.Locale, tenants.ConfigFrom(ctx).Tenant.Name, w.appURL()+l.path+l.secret)
	return w.post(ctx, delivery.Letter{To: l.to.Email, Subject: subject, Text: text}, l.path)
}

// post sends a letter. One that is refused for good is given up, which the log says.
func (w *Works) post(ctx context.Context, l delivery.Letter, kind string) error {
	err := w.sends(ctx, l)
	if delivery.Refused(err) {
		slog.WarnContext(ctx, "a letter was refused and is given up", "letter", kind, "tenant", viewer.Tenant(ctx), "error", safe(err))
		return nil
	}
	return err
}

// sends hands a letter over, and counts what became of it.
func (w *Works) sends(ctx context.Context, l delivery.Letter) error {
	err := w.Post(ctx, l)
	if err != nil {
		lettersFailed.Inc()
	} else {
		lettersSent.Inc()
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
