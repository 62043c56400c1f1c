package complaint

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"heed/app/attachments"
	"heed/app/complaints"
	"heed/ent/vault"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/label"
	"heed/rules/upload"
	"heed/rules/viewer"
	"heed/server/page"
)

// What a form may carry.
const (
	maxFiles = 3
	maxFile  = 5 << 20
	// maxBody holds the files and the longest texts, of characters of four bytes written as %F0%9F….
	maxBody = maxFiles*maxFile + 1<<20
	inRoom  = 1 << 20 // of a body in memory; what is more waits in files
	// sendTime is how long a telephone may take to send its pictures.
	sendTime = 2 * time.Minute
)

// trap is the field that people do not see, and programs fill in.
const trap = "homepage"

// form is what stands in the form, and what is wrong with it.
type form struct {
	Name, Phone, Email, Other, Content, Product, Order, Remedy, Happened string
	Stamp                                                                string
	Field, Error                                                         string // what is wrong, and where; "" for the whole
	files                                                                []*multipart.FileHeader
}

// complain takes a complaint. What is not taken is shown again as it was written, with what
// is wrong; nothing is kept of it.
func (p *Pages) complain(s sight) {
	ctx := s.r.Context()
	if err := p.Desk.Admit(ctx); err != nil {
		refuse(s.w, s.r, err)
		return
	}
	if err := parse(s.w, s.r); err != nil {
		refuse(s.w, s.r, err)
		return
	}
	if s.r.MultipartForm != nil {
		defer func() { _ = s.r.MultipartForm.RemoveAll() }()
	}
	f, lang := read(s.r), page.Locale(s.r)
	shown, ours := readStamp(vault.From(ctx), s.visit.Form, f.Stamp)
	age := p.Now().Sub(shown.shown)
	switch {
	case !ours || age > mostAge || age < 0:
		f.Stamp = newStamp(vault.From(ctx), s.visit.Form, p.Now()).String()
		s.again(f, "", say(lang, "trap.old"))
		return
	case s.r.PostForm.Get(trap) != "":
		s.again(f, "", say(lang, "trap.filled"))
		return
	case age < leastAge:
		s.again(f, "", say(lang, "trap.fast"))
		return
	}
	in, err := f.input(s, shown)
	var files []upload.File
	if err == nil {
		var done func()
		files, done, err = f.open()
		defer done()
	}
	if err != nil {
		s.mistaken(f, err)
		return
	}
	of, made, err := p.Desk.Submit(ctx, s.r.PathValue("token"), in)
	if err != nil {
		s.mistaken(f, err)
		return
	}
	more := url.Values{}
	if !made.Again && p.keepFiles(of, made, files) < len(files) {
		more.Set("files", "lost")
	}
	onward(s.w, s.r, made.Link.Secret, "/receipt", more)
}

// keepTime is how long files are kept at most: also when who sent them has gone.
const keepTime = time.Minute

func (p *Pages) keepFiles(ctx context.Context, made *complaints.Submitted, files []upload.File) int {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
	defer cancel()
	return p.keep(ctx, made, files)
}

// keep gives the complaint its files, and tells how many it has of them: when one cannot be
// kept those after it are not either, and who sent them is told so.
func (p *Pages) keep(ctx context.Context, made *complaints.Submitted, files []upload.File) int {
	for n, file := range files {
		err := p.Desk.TakeFile(ctx, made, file.Size)
		if err == nil {
			_, _, err = p.Files.Add(ctx, p.Desk.Journal, attachments.AddInput{
				OwnerType: flow.SubjectComplaint, OwnerID: made.Complaint.ID, File: file,
			})
		}
		if err != nil {
			slog.WarnContext(ctx, "a complainant's file could not be kept", "tenant", string(viewer.Tenant(ctx)), "complaint", string(made.Complaint.ID), "error", err)
			return n
		}
	}
	return len(files)
}

// parse reads the body, within its bounds.
func parse(w http.ResponseWriter, r *http.Request) error {
	until := time.Now().Add(sendTime)
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(until)                    // where there is none, none is needed
	_ = control.SetWriteDeadline(until.Add(sendTime / 2)) // the answer has time of its own
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	err := r.ParseForm()
	if media, _, wrong := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && wrong == nil && media == "multipart/form-data" {
		err = r.ParseMultipartForm(inRoom) //nolint:gosec // the body is bounded just above
	}
	if err == nil {
		return nil
	}
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return fault.New(fault.CodePayloadTooLarge, "request.body_too_large").With("max", maxBody)
	}
	return fault.Input("", "input.malformed").Because(err)
}

func read(r *http.Request) form {
	of := r.PostForm.Get
	f := form{
		Name: of("complainantName"), Phone: of("phone"), Email: of("email"), Other: of("otherContact"), Content: of("content"),
		Product: of("product"), Order: of("orderNo"), Remedy: of("remedySought"), Happened: of("happenedAt"), Stamp: of("stamp"),
	}
	if r.MultipartForm != nil {
		for _, file := range r.MultipartForm.File["files"] {
			if file.Filename != "" { // a browser sends an empty one when none was chosen
				f.files = append(f.files, file)
			}
		}
	}
	return f
}

// input is what the form says to the verb.
func (f form) input(s sight, shown stamp) (complaints.SubmitInput, error) {
	in := complaints.SubmitInput{
		Intake: flow.IntakePage, Locale: page.Locale(s.r), ComplainantName: f.Name,
		Reach:   complaints.Reach{Phone: f.Phone, Email: f.Email, Other: f.Other},
		Content: f.Content, Product: f.Product, OrderNo: f.Order, RemedySought: f.Remedy, Sent: shown.name(),
	}
	if f.Happened == "" {
		return in, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, f.Happened, s.zone)
	if err != nil {
		return in, fault.Input("happenedAt", "input.malformed").Because(err)
	}
	in.HappenedAt = &day
	return in, nil
}

// open reads the files: so few, so small, and of types that are taken.
func (f form) open() (all []upload.File, done func(), err error) {
	done = func() {
		for _, file := range all {
			if c, ok := file.Content.(io.Closer); ok {
				_ = c.Close()
			}
		}
	}
	if len(f.files) > maxFiles {
		return nil, done, fault.Input("files", "input.too_many").With("max", maxFiles)
	}
	for _, head := range f.files {
		if head.Size > maxFile {
			return all, done, fault.Input("files", "complaint.file_too_large").With("max", maxFile>>20)
		}
		content, err := head.Open()
		if err != nil {
			return all, done, fmt.Errorf("complaint: reading a file: %w", err)
		}
		sum := sha256.New()
		size, err := io.Copy(sum, content)
		file := upload.File{Name: head.Filename, Type: head.Header.Get("Content-Type"), Size: size, SHA256: hex.EncodeToString(sum.Sum(nil)), Content: content}
		all = append(all, file)
		if err != nil {
			return all, done, fmt.Errorf("complaint: reading a file: %w", err)
		}
		if err := attachments.Check(file); err != nil {
			return all, done, fault.From(err).On("files")
		}
	}
	return all, done, nil
}

// mistaken shows the form again when the mistake is the complainant's, and refuses else.
func (s sight) mistaken(f form, err error) {
	switch of := fault.From(err); of.Code {
	case fault.CodeBadUserInput, fault.CodeConflict:
		field := of.Field
		if !fields[field] {
			field = ""
		}
		s.again(f, field, of.Message(page.Locale(s.r)))
	default:
		refuse(s.w, s.r, err)
	}
}

// again shows the form as it was written, with what is wrong.
func (s sight) again(f form, field, text string) {
	f.Field, f.Error = field, text
	for _, written := range []*string{&f.Name, &f.Phone, &f.Email, &f.Other, &f.Content, &f.Product, &f.Order, &f.Remedy, &f.Happened} {
		*written = strings.ToValidUTF8(*written, "\ufffd") // a page is text, whatever was sent
	}
	s.form(http.StatusUnprocessableEntity, f)
}

// fields are the form's own; other mistakes are told of the whole.
var fields = map[string]bool{
	"complainantName": true, "phone": true, "email": true, "otherContact": true, "content": true, "product": true,
	"orderNo": true, "remedySought": true, "happenedAt": true, "files": true,
}

// labelled says what a form's error is about.
func labelled(lang label.Locale, field string) string { return say(lang, "form."+field) }
