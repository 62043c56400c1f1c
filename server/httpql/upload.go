package httpql

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"heed/rules/fault"
	"heed/rules/upload"
)

// Files come by the GraphQL multipart request specification: a part with the
// operation, one that says where its file belongs, and the file. One file a
// request, read once, kept in a temporary file.

// preflight is the header that a page of another origin cannot send without
// asking first. Without it a plain HTML form could upload.
const preflight = "GraphQL-Preflight"

const (
	typeMultipart = "multipart/form-data"
	maxMap        = 4 << 10
	maxPartHead   = 8 << 10 // of a part, and what is read ahead
	maxFileName   = 255
	maxPathParts  = 10
	// How long a client may leave a piece unsent, and how long the whole may take.
	pieceTime  = 30 * time.Second
	uploadTime = 10 * time.Minute
)

// isUpload tells a multipart request by its head.
func isUpload(r *http.Request) bool {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return r.Method == http.MethodPost && err == nil && media == typeMultipart
}

// fromParts reads a multipart request. The function gives the temporary file back;
// it is called when the answer is made.
func (h *Handler) fromParts(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, func(), *refusal) {
	nothing := func() {}
	if r.Header.Get(preflight) == "" {
		return nil, nothing, &refusal{status: http.StatusForbidden, fault: fault.New(fault.CodeForbidden, "upload.preflight")}
	}
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || len(r.Header.Values("Content-Type")) != 1 || params["boundary"] == "" {
		return nil, nothing, &refusal{status: http.StatusUnsupportedMediaType, fault: fault.New(fault.CodeBadUserInput, "request.content_type")}
	}
	for _, v := range r.Header.Values("Content-Encoding") {
		if v != "" && !strings.EqualFold(v, "identity") {
			return nil, nothing, &refusal{status: http.StatusUnsupportedMediaType, fault: fault.New(fault.CodeBadUserInput, "request.content_encoding")}
		}
	}
	if r.ContentLength > h.MaxUpload+h.maxBody()+maxMap+4*maxPartHead {
		return nil, nothing, h.fileTooLarge()
	}
	leave, err := h.Uploads(r.Context())
	if err != nil {
		f := fault.From(err)
		status := http.StatusUnauthorized
		if f.Code != fault.CodeUnauthenticated {
			status = http.StatusServiceUnavailable
		}
		return nil, nothing, &refusal{status: status, fault: f}
	}
	in := newSlow(w, r.Body)
	u := &parts{h: h, in: in, reader: multipart.NewReader(in, params["boundary"])}
	raw, no := u.read()
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(h.timeout() + pieceTime)) // the answer's own time begins now
	if no != nil {
		u.close()
		leave()
		return nil, nothing, no
	}
	return raw, func() { u.close(); leave() }, nil
}

func (h *Handler) fileTooLarge() *refusal {
	return &refusal{
		status: http.StatusRequestEntityTooLarge,
		fault:  fault.New(fault.CodePayloadTooLarge, "upload.too_large").With("max", h.MaxUpload).Extend("max", h.MaxUpload),
	}
}

// parts is a multipart request on its way.
type parts struct {
	h      *Handler
	in     *slow
	reader *multipart.Reader
	file   *os.File
}

func (u *parts) close() {
	if u.file != nil {
		_ = u.file.Close()
		_ = os.Remove(u.file.Name())
	}
}

// read takes the parts in their order.
func (u *parts) read() (*graphql.RawParams, *refusal) {
	operations, no := u.small("operations", u.h.maxBody(), u.h.tooLarge)
	if no != nil {
		return nil, no
	}
	params, no := parse(operations)
	if no != nil {
		return nil, no
	}
	where, no := u.small("map", maxMap, u.wrong)
	if no != nil {
		return nil, no
	}
	name, path, ok := mapped(where)
	if !ok {
		return nil, unprocessable(fault.New(fault.CodeBadUserInput, "upload.map"))
	}
	file, no := u.content(name)
	if no != nil {
		return nil, no
	}
	if !put(params.Variables, path, file) {
		return nil, unprocessable(fault.New(fault.CodeBadUserInput, "upload.map"))
	}
	if _, err := u.next(); !errors.Is(err, io.EOF) {
		return nil, u.failed(err, u.wrong)
	}
	return params, nil
}

// next is the next part, whose head is bounded.
func (u *parts) next() (*multipart.Part, error) {
	u.in.allow(maxPartHead)
	return u.reader.NextRawPart()
}

// small reads a part of text whole.
func (u *parts) small(name string, most int64, over func() *refusal) ([]byte, *refusal) {
	p, err := u.next()
	if err != nil || p.FormName() != name || p.FileName() != "" {
		return nil, u.failed(err, u.wrong)
	}
	u.in.allow(most + maxPartHead)
	b, err := io.ReadAll(io.LimitReader(p, most+1))
	if err != nil {
		return nil, u.failed(err, over)
	}
	if int64(len(b)) > most {
		return nil, over()
	}
	return b, nil
}

// content reads the file into a temporary one, and sums it up on the way.
func (u *parts) content(name string) (upload.File, *refusal) {
	var none upload.File
	p, err := u.next()
	if err != nil || p.FormName() != name || p.FileName() == "" || len(p.FileName()) > maxFileName {
		return none, u.failed(err, u.wrong)
	}
	switch encoding := p.Header.Get("Content-Transfer-Encoding"); strings.ToLower(encoding) {
	case "", "binary", "8bit", "7bit":
	default:
		return none, u.wrong()
	}
	if u.file, err = os.CreateTemp(u.h.TempDir, "heed-upload-*"); err != nil {
		return none, broken(fmt.Errorf("httpql: a temporary file: %w", err))
	}
	u.in.allow(u.h.MaxUpload + maxPartHead)
	sum := sha256.New()
	disk := &disk{w: u.file}
	n, err := io.Copy(io.MultiWriter(disk, sum), io.LimitReader(p, u.h.MaxUpload+1))
	switch {
	case disk.err != nil:
		return none, broken(fmt.Errorf("httpql: keeping a file: %w", disk.err))
	case err != nil:
		return none, u.failed(err, u.h.fileTooLarge)
	case n > u.h.MaxUpload:
		return none, u.h.fileTooLarge()
	}
	return upload.File{
		Name: p.FileName(), Type: p.Header.Get("Content-Type"), Size: n, SHA256: hex.EncodeToString(sum.Sum(nil)), Content: u.file,
	}, nil
}

// disk keeps mistakes of writing apart from those of the client.
type disk struct {
	w   io.Writer
	err error
}

// Write implements io.Writer.
func (d *disk) Write(b []byte) (int, error) {
	n, err := d.w.Write(b)
	d.err = err
	return n, err
}

// wrong is a request that has other parts than it should.
func (u *parts) wrong() *refusal { return bad(fault.New(fault.CodeBadUserInput, "upload.one_file")) }

// failed is why a part could not be read.
func (u *parts) failed(err error, over func() *refusal) *refusal {
	switch {
	case errors.Is(err, errTooMuch):
		return over()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &refusal{status: http.StatusRequestTimeout, fault: fault.New(fault.CodeTimeout, "timeout").Because(err)}
	default:
		return u.wrong()
	}
}

// mapped reads where the one file belongs: {"0": ["variables.input.file"]}.
func mapped(b []byte) (name string, path []string, ok bool) {
	var all map[string][]string
	if err := json.Unmarshal(b, &all); err != nil || len(all) != 1 {
		return "", nil, false
	}
	for name, paths := range all {
		if len(paths) != 1 {
			return "", nil, false
		}
		path = strings.Split(paths[0], ".")
		return name, path, len(path) > 1 && len(path) <= maxPathParts && path[0] == "variables"
	}
	return "", nil, false
}

// put puts the file in its place, where null must be.
func put(variables map[string]any, path []string, file upload.File) bool {
	var at any = variables
	for i, name := range path[1:] {
		last := i == len(path)-2
		switch in := at.(type) {
		case map[string]any:
			value, there := in[name]
			if !there {
				return false
			}
			if last && value == nil {
				in[name] = file
				return true
			}
			at = value
		case []any:
			n, err := strconv.Atoi(name)
			if err != nil || n < 0 || n >= len(in) {
				return false
			}
			if last && in[n] == nil {
				in[n] = file
				return true
			}
			at = in[n]
		default:
			return false
		}
	}
	return false
}

var errTooMuch = errors.New("httpql: more than a part may have")

// slow reads a body that has a time for each piece and for the whole, and only as
// much as it is allowed to.
type slow struct {
	in      io.Reader
	control *http.ResponseController
	until   time.Time
	left    int64
}

func newSlow(w http.ResponseWriter, body io.Reader) *slow {
	return &slow{in: body, control: http.NewResponseController(w), until: time.Now().Add(uploadTime)}
}

// allow lets so many bytes be read from here on.
func (s *slow) allow(n int64) { s.left = n }

// Read implements io.Reader.
func (s *slow) Read(b []byte) (int, error) {
	if s.left <= 0 {
		return 0, errTooMuch
	}
	if int64(len(b)) > s.left {
		b = b[:s.left]
	}
	now := time.Now()
	if now.After(s.until) {
		return 0, os.ErrDeadlineExceeded
	}
	deadline := now.Add(pieceTime)
	if deadline.After(s.until) {
		deadline = s.until
	}
	_ = s.control.SetReadDeadline(deadline) // where there is none, none is needed
	n, err := s.in.Read(b)
	s.left -= int64(n)
	return n, err
}
