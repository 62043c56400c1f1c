package server

import (
	"context"
	"errors"
	"log/slog"
	"mime"
	"net/http"
	"strconv"

	"heed/app/attachments"
	"heed/ent"
	"heed/graph"
	"heed/rules/fault"
	"heed/rules/typeid"
	"heed/rules/viewer"
	"heed/server/httpql"
	"heed/server/throttle"
)

// How many files a company sends at once, and how many wait for their turn: each
// takes room on the disk until it is taken.
const (
	sendingAtOnce = 8
	sendingWait   = 32
)

// uploads lets members in who send a file, so many of a company at once.
func (s *Server) uploads(ctx context.Context) (leave func(), err error) {
	if viewer.From(ctx).Kind != viewer.Member {
		return nil, graph.Refusal(ctx)
	}
	return enter(ctx, s.sending)
}

// enter waits for the turn of the viewer's company.
func enter(ctx context.Context, gate *throttle.Gate) (leave func(), err error) {
	leave, err = gate.Enter(ctx, payer(ctx))
	if errors.Is(err, throttle.ErrFull) {
		return nil, fault.Unavailable().Extend("retryAfter", 1)
	}
	return leave, err
}

// filePoints is what reading a content costs of a company's requests, or of an address's.
const filePoints = 10

// What a browser may do with a file that a client once sent: keep it.
const filePolicy = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// file sends the content of a file to who has a token or a link, and charges their
// company for it, or else the place that asks. Each reading is told (attachment.read)
// before the first byte, once for what a player asks for piece by piece; who only
// asks about it (HEAD) reads nothing.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	unlisted(h)
	ctx, id := r.Context(), typeid.ID(r.PathValue("id"))
	ctx, err := s.reader(ctx, attachments.Passes, id, r.URL.Query().Get("link"))
	if limited := s.exec.accounts.file(ctx); limited != nil {
		err = limited
	}
	if err != nil {
		s.noFile(w, r, err)
		return
	}
	if r.Method == http.MethodHead {
		a, err := attachments.Head(ctx, s.o.DB.Client, id)
		if err != nil {
			s.noFile(w, r, err)
			return
		}
		describe(w, a)
		h.Set("Accept-Ranges", "bytes")
		h.Set("Content-Length", strconv.FormatInt(a.Size, 10))
		return
	}
	a, content, err := s.o.Files.Fetch(ctx, s.o.Journal, id)
	if err != nil {
		s.noFile(w, r, err)
		return
	}
	defer func() {
		if err := content.Close(); err != nil {
			slog.WarnContext(ctx, "closing a file", "requestId", viewer.From(ctx).RequestID, "error", err)
		}
	}()
	describe(w, a)
	out := &patient{w, http.NewResponseController(w)}
	http.ServeContent(out, r.WithContext(ctx), "", a.CreatedAt, content)
}

// unlisted keeps a member's file out of what others keep and find.
func unlisted(h http.Header) {
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Robots-Tag", "noindex")
	h.Add("Vary", "Authorization")
}

// reader is the context of who reads the file, by the link where there is one, which was
// made for the purpose. With an error it is the context as it was.
func (s *Server) reader(ctx context.Context, purpose string, id typeid.ID, link string) (context.Context, error) {
	if link != "" {
		by, err := s.o.Who.Bearer(ctx, s.o.DB.Client, purpose, id, link)
		if err != nil {
			return ctx, err
		}
		return by, nil
	}
	if viewer.From(ctx).Kind != viewer.Member {
		return ctx, graph.Refusal(ctx)
	}
	return ctx, nil
}

// describe says what the file is: nothing that a browser opens by itself.
func describe(w http.ResponseWriter, a *ent.Attachment) {
	h := w.Header()
	h.Set("Content-Type", a.Mime)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.Name}))
	h.Set("Content-Security-Policy", filePolicy)
	h.Set("Cross-Origin-Resource-Policy", "same-site")
	h.Set("ETag", `"`+a.Sha256+`"`)
}

// statuses are those of the codes with which a file is refused.
var statuses = map[fault.Code]int{
	fault.CodeUnauthenticated: http.StatusUnauthorized, fault.CodeForbidden: http.StatusForbidden,
	fault.CodeNotFound: http.StatusNotFound, fault.CodeFailedPrecondition: http.StatusGone,
	fault.CodeRateLimited: http.StatusTooManyRequests, fault.CodeUnavailable: http.StatusServiceUnavailable,
}

func (s *Server) noFile(w http.ResponseWriter, r *http.Request, err error) {
	status, ok := statuses[fault.CodeOf(err)]
	if !ok {
		status = http.StatusInternalServerError
	}
	httpql.Refuse(w, r, status, err)
}
