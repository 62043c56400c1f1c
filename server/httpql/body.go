package httpql

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"os"
	"strings"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// fromBody reads a POST.
func (h *Handler) fromBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *refusal) {
	if f := unsupported(r.Header); f != nil {
		return nil, &refusal{status: http.StatusUnsupportedMediaType, fault: f}
	}
	if r.ContentLength > h.maxBody() {
		return nil, h.tooLarge()
	}
	buf, _ := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf) // what is decoded from it is copied
	buf.Reset()
	if _, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, h.maxBody())); err != nil {
		var over *http.MaxBytesError
		switch {
		case errors.As(err, &over):
			return nil, h.tooLarge()
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, &refusal{status: http.StatusRequestTimeout, fault: fault.New(fault.CodeTimeout, "timeout").Because(err)}
		default:
			return nil, bad(fault.New(fault.CodeParseFailed, "request.not_json").Because(err))
		}
	}
	return parse(buf.Bytes())
}

func (h *Handler) tooLarge() *refusal {
	return &refusal{
		status: http.StatusRequestEntityTooLarge,
		fault:  fault.New(fault.CodePayloadTooLarge, "request.body_too_large").With("max", h.maxBody()),
	}
}

// unsupported is what is wrong with the body's headers, nil for nothing.
// Asking for JSON also keeps plain HTML forms of other sites out.
func unsupported(header http.Header) *fault.Error {
	types := header.Values("Content-Type")
	media, params, err := mime.ParseMediaType(strings.Join(types, ","))
	if err != nil || len(types) != 1 || media != typeJSON {
		return fault.New(fault.CodeBadUserInput, "request.content_type")
	}
	if charset, ok := params["charset"]; ok && !isUTF8(charset) {
		return fault.New(fault.CodeBadUserInput, "request.charset")
	}
	for _, v := range header.Values("Content-Encoding") {
		if v != "" && !strings.EqualFold(v, "identity") {
			return fault.New(fault.CodeBadUserInput, "request.content_encoding")
		}
	}
	return nil
}

func isUTF8(charset string) bool {
	return strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}
