package complaint

import (
	"context"
	"net/http"
	"time"

	"heed/app/complaints"
	"heed/app/journal"
	"heed/app/limit"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/httpql"
)

// events tells the status page when there is something new to show: "changed" with the mark
// of what there is to be seen, and "ended" when the link ends. What nobody outside is to see
// makes no event: not even that something happened is told.
func (p *Pages) events(w http.ResponseWriter, r *http.Request) {
	of, v, err := p.Desk.Look(r.Context(), r.PathValue("token"))
	if err == nil && (v.Complaint == nil || r.Method != http.MethodGet) { // a HEAD would follow it for nobody
		err = fault.NotFound()
	}
	if err != nil {
		refuse(w, r, err)
		return
	}
	if !p.watching.enter(string(v.Link.ID)) {
		refuse(w, r, fault.Unavailable().Extend("retryAfter", 30))
		return
	}
	defer p.watching.leave(string(v.Link.ID))
	place := limit.Network(viewer.Address(r.Context()))
	if !p.Enter(place) {
		refuse(w, r, fault.Unavailable().Extend("retryAfter", 30))
		return
	}
	defer p.Leave(place)
	sub, err := p.Feed.Listen(of, nil)
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer sub.Close()
	out, err := httpql.OpenEvents(w)
	if err != nil {
		return // it has gone
	}
	defer out.Close()
	watch := &watch{pages: p, secret: r.PathValue("token"), visit: v, seen: r.URL.Query().Get("seen"), sub: sub, out: out}
	watch.run(r.Context())
}

// watch is one page that follows its complaint.
type watch struct {
	pages  *Pages
	secret string
	visit  *complaints.Visit
	seen   string // the mark of what the page shows
	sub    *journal.Subscription
	out    *httpql.Events
}

// run goes on until the page leaves, the link ends, or the process does.
func (w *watch) run(ctx context.Context) {
	heart := time.NewTicker(w.pages.Heartbeat)
	defer heart.Stop()
	if !w.look(ctx) { // what came between the page and its stream
		return
	}
	for {
		about := false
		item, woken, err := w.sub.Next(ctx)
		for ; err == nil && item != nil; item, woken, err = w.sub.Next(ctx) {
			about = about || w.about(item)
		}
		if err != nil || about && !w.look(ctx) {
			return
		}
		if about {
			continue // more may have come meanwhile
		}
		select {
		case <-ctx.Done():
			return
		case <-w.pages.Closing:
			return // the page comes again
		case <-woken:
			w.sub.Pause()
		case <-heart.C:
			w.sub.Pause()
			if !w.look(ctx) {
				return
			}
		}
	}
}

// about tells whether the event may change what the page shows: it is about the complaint,
// its purchase, or the company.
func (w *watch) about(item *journal.Item) bool {
	c := w.visit.Complaint
	switch item.Event.SubjectID {
	case c.ID, c.PurchaseID, c.TenantID:
		return true
	}
	return false
}

// look tells the page what is new; false when there is nothing to follow any more.
func (w *watch) look(ctx context.Context) bool {
	_, v, err := w.pages.Desk.Find(viewer.WithNow(ctx, w.pages.Now()), w.secret)
	if err != nil || v.Complaint == nil {
		if fault.CodeOf(err) == fault.CodeNotFound {
			_ = w.out.Send("ended", []byte("{}"))
		}
		return false
	}
	w.visit = v
	now := mark(v.Complaint)
	if now == w.seen {
		return true
	}
	w.seen = now
	return w.out.Send("changed", []byte(`"`+now+`"`)) == nil
}
