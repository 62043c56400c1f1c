package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"heed/app/exchange"
	"heed/rules/fault"
	"heed/rules/viewer"
	"heed/server/page"
)

// slowest is how long a reader of an export may leave a piece of it untaken.
const slowest = 60 * time.Second

// export sends the company's data to who has the link, which works once. What
// only asks about the link (HEAD) does not use it up.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		text(w, http.StatusMethodNotAllowed, "GET")
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	asked := viewer.From(r.Context())
	ctx, err := exchange.Open(r.Context(), s.o.Desk, s.o.Who, r.PathValue("token"))
	if err != nil {
		status, f := page.Failure(w, r, err), fault.From(err)
		if status == http.StatusNotFound {
			f = fault.New(fault.CodeNotFound, "export.link")
		}
		text(w, status, f.Message(asked.Language()))
		return
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "heed-"+viewer.Now(ctx).Format("20060102-150405")+".zip"))
	out := &patient{w, http.NewResponseController(w)}
	if err := exchange.Write(ctx, s.o.DB.Client, s.o.Files, out); err != nil {
		slog.ErrorContext(ctx, "writing an export", "requestId", asked.RequestID, "tenant", string(viewer.Tenant(ctx)), "error", err)
		panic(http.ErrAbortHandler) // half a file must not look like a whole one
	}
	if err := exchange.Done(ctx, s.o.Journal); err != nil {
		slog.ErrorContext(ctx, "noting an export", "requestId", asked.RequestID, "tenant", string(viewer.Tenant(ctx)), "error", err)
		panic(http.ErrAbortHandler)
	}
	slog.InfoContext(ctx, "exported", "requestId", asked.RequestID, "tenant", string(viewer.Tenant(ctx)))
}

// patient gives the reader time for each piece instead of for the whole.
type patient struct {
	http.ResponseWriter
	control *http.ResponseController
}

// Write implements io.Writer.
func (p *patient) Write(b []byte) (int, error) {
	_ = p.control.SetWriteDeadline(time.Now().Add(slowest)) // where there is none, none is needed
	return p.ResponseWriter.Write(b)
}
