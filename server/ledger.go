package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"heed/app/exchange"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/viewer"
)

// ledgerTypes are the media types of the ledger as a file.
var ledgerTypes = map[flow.ExportFormat]string{
	flow.ExportXLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	flow.ExportCSV:  "text/csv; charset=utf-8",
}

// ledger sends the ledger to who has the link, which works once.
func (s *Server) ledger(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet { // what only asks about the link does not use it up
		w.Header().Set("Allow", http.MethodGet)
		text(w, http.StatusMethodNotAllowed, "GET")
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex")
	asked := viewer.From(r.Context())
	ctx, export, err := exchange.OpenLedger(r.Context(), s.o.Desk, s.o.Who, r.PathValue("token"))
	switch {
	case fault.CodeOf(err) == fault.CodeNotFound:
		text(w, http.StatusNotFound, fault.New(fault.CodeNotFound, "export.link").Message(asked.Language()))
		return
	case fault.CodeOf(err) == fault.CodeRateLimited:
		f := fault.From(err)
		w.Header().Set("Retry-After", fmt.Sprint(f.Extra["retryAfter"]))
		text(w, http.StatusTooManyRequests, f.Message(asked.Language()))
		return
	case err != nil:
		slog.ErrorContext(r.Context(), "opening an export of the ledger", "requestId", asked.RequestID, "error", err)
		text(w, http.StatusInternalServerError, fault.From(err).Message(asked.Language()))
		return
	}
	w.Header().Set("Content-Type", ledgerTypes[export.Format])
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q",
		"ledger-"+viewer.Now(ctx).Format("20060102-150405")+"."+strings.ToLower(string(export.Format))))
	out := &patient{w, http.NewResponseController(w)}
	if err := exchange.WriteLedger(ctx, s.o.Journal, export, out, s.o.Now); err != nil {
		slog.ErrorContext(ctx, "writing the ledger", "requestId", asked.RequestID, "tenant", string(viewer.Tenant(ctx)), "error", err)
		panic(http.ErrAbortHandler) // half a file must not look like a whole one
	}
	slog.InfoContext(ctx, "exported the ledger", "requestId", asked.RequestID, "tenant", string(viewer.Tenant(ctx)))
}
