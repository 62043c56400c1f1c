package server

import (
	"bytes"
	"mime"
	"net/http"

	"heed/app/training"
	"heed/rules/typeid"
	"heed/server/certificate"
)

// How many certificates of a company are written at once, and how many wait for their turn:
// each takes some forty megabytes while it is written.
const (
	printingAtOnce = 2
	printingWait   = 32
)

// certificates are the public pages at which certificates are checked.
func (s *Server) certificates() *certificate.Pages {
	return &certificate.Pages{Client: s.o.DB.Client, Journal: s.o.Journal, Company: s.o.Who.AsSystem}
}

// certificate sends the certificate of a training record as a PDF to who has a token or a
// pass, and charges their company for it.
func (s *Server) certificate(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	unlisted(h)
	id := typeid.ID(r.PathValue("id"))
	ctx, err := s.reader(r.Context(), training.CertificatePasses, id, r.URL.Query().Get("link"))
	if limited := s.exec.accounts.file(ctx); limited != nil {
		err = limited
	}
	if err != nil {
		s.noFile(w, r, err)
		return
	}
	leave, err := enter(ctx, s.printing)
	if err != nil {
		s.noFile(w, r, err)
		return
	}
	record, file, err := training.Certificate(ctx, s.o.DB.Client, id, s.o.PublicURL)
	leave()
	if err != nil {
		s.noFile(w, r, err)
		return
	}
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": *record.CertificateNumber + ".pdf"}))
	h.Set("Content-Security-Policy", filePolicy)
	http.ServeContent(w, r, "", *record.AssessedAt, bytes.NewReader(file))
}
