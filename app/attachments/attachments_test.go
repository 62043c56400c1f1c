package attachments_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"gocloud.dev/blob"

	"heed/app/apptest"
	"heed/app/attachments"
	"heed/app/customers"
	"heed/app/journal"
	"heed/app/personal"
	"heed/app/requirements"
	"heed/ent"
	"heed/ent/attachment"
	"heed/ent/database"
	"heed/ent/event"
	"heed/rules/fault"
	"heed/rules/flow"
	"heed/rules/typeid"
	"heed/rules/upload"
)

// stage is a world with files.
type stage struct {
	*apptest.World
	t     *testing.T
	store *attachments.Store
	of    typeid.ID // a requirement of the service department
}

func on(t *testing.T, w *apptest.World) *stage {
	t.Helper()
	s := &stage{World: w, t: t, store: attachments.NewStore(w.Bucket)}
	w.Change(t, s.As("head.service"), func(ctx context.Context, tx *ent.Tx) error {
		c, err := customers.Create(ctx, tx, customers.CreateInput{Name: "晨光酒店"})
		if err != nil {
			return err
		}
		r, err := requirements.Create(ctx, tx, requirements.CreateInput{
			CustomerID: c.ID, Title: "门", OriginalText: "门关得太快", Source: flow.RequirementSourceVisit, CollectedAt: s.Clock.Now(),
			Category: flow.RequirementCategoryProduct, Urgency: flow.UrgencyGeneral,
		})
		if err == nil {
			s.of = r.ID
		}
		return err
	})
	return s
}

func file(name, claimed, content string) upload.File {
	sum := sha256.Sum256([]byte(content))
	return upload.File{
		Name: name, Type: claimed, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]), Content: bytes.NewReader([]byte(content)),
	}
}

func ptr[T any](v T) *T { return &v }

func (s *stage) add(who string, f upload.File, change func(*attachments.AddInput)) (*ent.Attachment, error) {
	s.t.Helper()
	in := attachments.AddInput{OwnerType: flow.SubjectRequirement, OwnerID: s.of, File: f}
	if change != nil {
		change(&in)
	}
	a, _, err := s.store.Add(s.As(who), s.Journal, in)
	if err != nil {
		return nil, err
	}
	return a.Unwrap(), nil
}

func (s *stage) mustAdd(who string, f upload.File, change func(*attachments.AddInput)) *ent.Attachment {
	s.t.Helper()
	a, err := s.add(who, f, change)
	if err != nil {
		s.t.Fatal(err)
	}
	return a
}

// contents are the keys in the store.
func (s *stage) contents() []string {
	s.t.Helper()
	var all []string
	for list := s.Bucket.List(nil); ; {
		o, err := list.Next(s.t.Context())
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			s.t.Fatal(err)
		}
		all = append(all, o.Key)
	}
}

func (s *stage) fetch(who string, id typeid.ID) (string, error) {
	s.t.Helper()
	_, content, err := s.store.Fetch(s.As(who), s.Journal, id)
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(content)
	if err = errors.Join(err, content.Close()); err != nil {
		s.t.Fatal(err)
	}
	return string(b), nil
}

// The beginnings of files, as programs write them.
var (
	png  = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
	mp3  = "ID3\x03\x00\x00\x00\x00\x00\x0f" + strings.Repeat("\x00", 64)
	mp4  = "\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + strings.Repeat("\x00", 64)
	pdf  = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
	zip  = "PK\x03\x04\x14\x00\x00\x00\x00\x00" + strings.Repeat("\x00", 20)
	html = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
	svg  = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	exe  = "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + strings.Repeat("\x00", 64)
)

// Recordings, videos, texts and pictures of what was said belong to the record:
// they are kept as they came, until their time is over, and each reading of them
// is told (D0-27).
func TestD0_27(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		for _, c := range []struct {
			file upload.File
			kind flow.AttachmentKind
			mime string
			name string
			days int // 0 for ever
		}{
			{file("通话.mp3", "audio/mpeg", mp3), flow.AttachmentAudio, "audio/mpeg", "通话.mp3", flow.UsualRecordingsDays},
			{file("拜访.mp4", "video/mp4", mp4), flow.AttachmentVideo, "video/mp4", "拜访.mp4", flow.UsualRecordingsDays},
			{file("拜访.m4a", "audio/mp4", mp4), flow.AttachmentAudio, "audio/mp4", "拜访.m4a", flow.UsualRecordingsDays},
			{file("记录", "", "客户说门关得太快。"), flow.AttachmentText, "text/plain", "记录.txt", 0},
			{file(`C:\照片\门.PNG`, "image/png", png), flow.AttachmentImage, "image/png", "门.PNG", 0},
			{file("../../etc/合同.pdf", "application/octet-stream", pdf), flow.AttachmentFile, "application/pdf", "合同.pdf", 0},
		} {
			a := s.mustAdd("head.service", c.file, nil)
			want := database.Never
			if c.days > 0 {
				want = s.Clock.Now().AddDate(0, 0, c.days)
			}
			if a.Kind != c.kind || a.Mime != c.mime || a.Name != c.name || !a.RetainUntil.Equal(want) || a.Sha256 != c.file.SHA256 || a.Size != c.file.Size {
				t.Errorf("%s: %+v", c.file.Name, a)
			}
			if !strings.HasPrefix(a.StorageKey, string(w.A.ID)+"/") || strings.Contains(a.StorageKey, "..") {
				t.Errorf("the key is %s", a.StorageKey)
			}
			before := len(w.A.Events(t))
			if text, err := s.fetch("auditor", a.ID); err != nil || text != content(c.file) {
				t.Errorf("%s: read %q, %v", c.file.Name, text, err)
			}
			events := w.A.Events(t)
			last := events[len(events)-1]
			if len(events) != before+1 || last.Type != "attachment.read" || last.Kind != flow.EventAccess || last.SubjectID != a.ID || last.ActorID != w.A.Members["auditor"].ID {
				t.Errorf("the reading is told as %+v", last)
			}
		}
		added := w.Client.Event.Query().Where(event.Type("attachment.added")).AllX(w.A.System())
		if len(added) != 6 || added[0].SubjectID != s.of || added[0].Kind != flow.EventDomain {
			t.Errorf("added: %v", added)
		}
	})
}

func content(f upload.File) string {
	_, _ = f.Content.Seek(0, io.SeekStart)
	b, _ := io.ReadAll(f.Content)
	return string(b)
}

// What is not what it claims to be is refused, and nothing is left behind.
func TestRefused(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		text := file("a.txt", "text/plain", "words")
		for name, c := range map[string]struct {
			who    string
			file   upload.File
			change func(*attachments.AddInput)
			want   *fault.Error
		}{
			"nothing":              {"management", file("a.txt", "text/plain", ""), nil, fault.Input("file", "attachment.empty")},
			"a page":               {"management", file("a.txt", "text/plain", html), nil, fault.Input("file", "attachment.type")},
			"a drawing with words": {"management", file("a.png", "image/png", svg), nil, fault.Input("file", "attachment.type")},
			"a program":            {"management", file("a.pdf", "application/pdf", exe), nil, fault.Input("file", "attachment.type")},
			"an archive":           {"management", file("a.docx", "", zip), nil, fault.Input("file", "attachment.type")},
			"sound that is none":   {"management", file("a.mp3", "audio/mpeg", png), nil, fault.Input("file", "attachment.lies")},
			"a name that runs":     {"management", file("a.bat", "text/plain", "del *"), nil, fault.Input("name", "attachment.lies")},
			"another kind":         {"management", text, func(in *attachments.AddInput) { in.Kind = ptr(flow.AttachmentImage) }, fault.Input("kind", "attachment.lies")},
			"the past":             {"management", text, func(in *attachments.AddInput) { in.RetainUntil = ptr(s.Clock.Now()) }, fault.Input("retainUntil", "input.in_the_past")},
			"of a customer":        {"management", text, func(in *attachments.AddInput) { in.OwnerType = flow.SubjectCustomer }, fault.Input("ownerType", "attachment.owner")},
			"of nothing":           {"management", text, func(in *attachments.AddInput) { in.OwnerType = flow.SubjectTask }, fault.NotFound()},
			"the auditor":          {"auditor", text, nil, fault.Forbidden()},
			"another department":   {"head.sales", text, nil, fault.NotFound()},
		} {
			before, kept := w.Count(t), s.contents()
			if _, err := s.add(c.who, c.file, c.change); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v", name, err, c.want)
			}
			if after := w.Count(t); !maps.Equal(before, after) || !slices.Equal(kept, s.contents()) {
				t.Errorf("%s: refused, but rows were %v, are %v, contents %v", name, before, after, s.contents())
			}
		}
	})
}

// A change that fails leaves no content; what is left all the same is swept.
func TestNothingIsLeft(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		failed := errors.New("the last statement fails")
		broken := journal.WithKey(s.As("management"), journal.Key{Text: "k", Operation: "attachmentAdd", Input: []byte("1")})
		in := attachments.AddInput{OwnerType: flow.SubjectRequirement, OwnerID: s.of, File: file("a.txt", "", "words")}
		first, _, err := s.store.Add(broken, s.Journal, in)
		if err != nil || len(s.contents()) != 1 {
			t.Fatal(err, s.contents())
		}
		var again *journal.Repeated
		if _, _, err := s.store.Add(broken, s.Journal, in); !errors.As(err, &again) || again.Made != first.ID {
			t.Errorf("a second time: %v", err)
		}
		w.Client.Attachment.Use(func(next ent.Mutator) ent.Mutator {
			return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
				if m.Op().Is(ent.OpCreate) {
					return nil, failed
				}
				return next.Mutate(ctx, m)
			})
		})
		if _, err := s.add("management", file("b.txt", "", "words"), nil); !errors.Is(err, failed) {
			t.Errorf("failing: %v", err)
		}
		if all := s.contents(); !slices.Equal(all, []string{first.StorageKey}) {
			t.Errorf("left behind: %v", all)
		}
		for _, c := range []*apptest.Company{w.A, w.B} {
			if err := s.Bucket.WriteAll(t.Context(), string(c.ID)+"/orphan", []byte("x"), &blob.WriterOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		s.Clock.Set(time.Now())
		if err := s.store.Sweep(w.A.System(), w.Client); err != nil || len(s.contents()) != 3 {
			t.Errorf("too young to go: %v %v", err, s.contents())
		}
		s.Clock.Set(time.Now().Add(25 * time.Hour))
		if err := s.store.Sweep(w.A.System(), w.Client); err != nil {
			t.Error(err)
		}
		if all := s.contents(); len(all) != 2 || slices.Contains(all, string(w.A.ID)+"/orphan") {
			t.Errorf("swept: %v", all)
		}
		if err := s.store.Forget(w.B.System()); err != nil || len(s.contents()) != 1 {
			t.Errorf("forgotten: %v %v", err, s.contents())
		}
	})
}

// Confidential files are for those who may change the record; the others do not
// even see that they are there.
func TestConfidential(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		open := s.mustAdd("head.service", file("a.txt", "", "words"), nil)
		secret := s.mustAdd("head.service", file("b.txt", "", "words"), func(in *attachments.AddInput) { in.Confidential = ptr(true) })
		for who, want := range map[string][]typeid.ID{
			"head.service": {open.ID, secret.ID}, "member.service": {open.ID, secret.ID}, "management": {open.ID, secret.ID},
			"auditor": {open.ID}, "committee": {open.ID}, "admin": {open.ID}, "head.sales": nil, "staff": nil,
		} {
			slices.Sort(want) // those of one instant come in any order
			if got := w.Client.Attachment.Query().Order(attachment.ByID()).IDsX(s.As(who)); !slices.Equal(got, want) {
				t.Errorf("%s sees %v, want %v", who, got, want)
			}
			_, err := s.fetch(who, secret.ID)
			if reads := slices.Contains(want, secret.ID); reads != (err == nil) || !reads && !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s reads: %v", who, err)
			}
		}
		if n := w.Client.Attachment.Query().CountX(w.B.As("management")); n != 0 {
			t.Errorf("another company sees %d", n)
		}
	})
}

// A file that is removed, or whose time is over, is a fact without a content.
func TestRemove(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		gone := s.mustAdd("head.service", file("a.txt", "", "words"), nil)
		old := s.mustAdd("head.service", file("通话.mp3", "", mp3), nil)
		if _, err := s.remove("auditor", gone); !errors.Is(err, fault.Forbidden()) {
			t.Errorf("the auditor: %v", err)
		}
		stale := *gone
		stale.Version++
		if _, err := s.remove("head.service", &stale); fault.CodeOf(err) != fault.CodeConflict {
			t.Errorf("another version: %v", err)
		}
		a, err := s.remove("head.service", gone)
		if err != nil || a.RemovedAt == nil {
			t.Fatal(err)
		}
		s.cleared()
		if all := s.contents(); !slices.Equal(all, []string{old.StorageKey}) {
			t.Errorf("contents: %v", all)
		}
		if _, err := s.fetch("head.service", gone.ID); !errors.Is(err, fault.Precondition("attachment.removed")) {
			t.Errorf("read after it was removed: %v", err)
		}
		if err := attachments.Expire(w.A.System(), w.Journal); err != nil || w.Client.Attachment.GetX(w.A.System(), old.ID).RemovedAt != nil {
			t.Errorf("too early: %v", err)
		}
		s.Clock.Advance(flow.UsualRecordingsDays*24*time.Hour + time.Minute)
		if err := attachments.Expire(w.A.System(), w.Journal); err != nil || w.Client.Attachment.GetX(w.A.System(), old.ID).RemovedAt == nil {
			t.Errorf("its time is over: %v", err)
		}
		s.cleared()
		if all := s.contents(); len(all) != 0 {
			t.Errorf("contents: %v", all)
		}
	})
}

func (s *stage) remove(who string, a *ent.Attachment) (gone *ent.Attachment, err error) {
	_, err = s.Journal.Change(s.As(who), func(ctx context.Context, tx *ent.Tx) error {
		gone, err = attachments.Remove(ctx, tx, attachments.RemoveInput{ID: a.ID, ExpectedVersion: a.Version, Reason: "of another customer"})
		return err
	})
	return gone, err
}

// cleared does what follows from the events, twice.
func (s *stage) cleared() {
	s.t.Helper()
	for range 2 {
		for _, e := range s.Client.Event.Query().Where(event.TypeIn(attachments.Clears...)).AllX(s.A.System()) {
			if err := s.store.Clear(s.A.System(), s.Client, e); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

// A link lets its member read one file, for a while, with the rights of now.
func TestLink(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		a := s.mustAdd("head.service", file("a.txt", "", "words"), nil)
		other := s.mustAdd("head.service", file("b.txt", "", "words"), nil)
		text, until, err := attachments.Link(s.As("auditor"), a)
		if err != nil || !until.Equal(s.Clock.Now().Add(attachments.LinkLife)) {
			t.Fatal(err, until)
		}
		bearer := func(id typeid.ID, text string) error {
			ctx, err := attachments.Bearer(w.Context(), w.Client, w.Who, id, text)
			if err != nil {
				return err
			}
			_, content, err := s.store.Fetch(ctx, w.Journal, id)
			if err != nil {
				return err
			}
			return content.Close()
		}
		if err := bearer(a.ID, text); err != nil {
			t.Error(err)
		}
		for name, err := range map[string]error{
			"another file": bearer(other.ID, text), "a letter": bearer(a.ID, swapped(text)), "nothing": bearer(a.ID, ""), "no letters": bearer(a.ID, "../.."),
			"long": bearer(a.ID, strings.Repeat("A", 5000)),
		} {
			if !errors.Is(err, fault.NotFound()) {
				t.Errorf("%s: %v", name, err)
			}
		}
		w.Client.Member.UpdateOneID(w.A.Members["auditor"].ID).SetState(flow.MemberLeft).ExecX(w.A.System())
		if err := bearer(a.ID, text); !errors.Is(err, fault.NotFound()) {
			t.Errorf("of somebody who has left: %v", err)
		}
		text, _, err = attachments.Link(s.As("management"), a)
		s.Clock.Advance(attachments.LinkLife)
		if err := errors.Join(err, bearer(a.ID, text)); !errors.Is(err, fault.NotFound()) {
			t.Errorf("an old one: %v", err)
		}
	})
}

// swapped is the text with another letter in its middle.
func swapped(text string) string {
	at, letter := len(text)/2, "A"
	if text[at] == 'A' {
		letter = "B"
	}
	return text[:at] + letter + text[at+1:]
}

// With a person go the files of the records about them.
func TestErase(t *testing.T) {
	apptest.Both(t, func(t *testing.T, w *apptest.World) {
		s := on(t, w)
		var person, kept *ent.Contact
		w.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) (err error) {
			r := tx.Requirement.GetX(ctx, s.of)
			for _, c := range []**ent.Contact{&person, &kept} {
				if *c, err = customers.CreateContact(ctx, tx, customers.ContactCreateInput{CustomerID: r.CustomerID, Contact: customers.ContactInput{Name: "周敏"}}); err != nil {
					return err
				}
			}
			return nil
		})
		interaction := func(of *ent.Contact, with ...typeid.ID) typeid.ID {
			return w.Client.Interaction.Create().SetType(flow.InteractionPhone).SetDirection(flow.DirectionInbound).SetCustomerID(person.CustomerID).
				SetContactID(of.ID).SetTitle("来电").SetOccurredAt(s.Clock.Now()).SetParticipantIds(append([]typeid.ID{}, with...)).
				SetOpinions("太慢").SaveX(w.A.System()).ID
		}
		add := func(of typeid.ID) *ent.Attachment {
			return s.mustAdd("management", file("周敏的来电.mp3", "", mp3), func(in *attachments.AddInput) {
				in.OwnerType, in.OwnerID = flow.SubjectInteraction, of
			})
		}
		talk, joined, other := interaction(person), interaction(kept, w.A.Members["management"].ID, person.ID), interaction(kept, w.A.Members["management"].ID)
		theirs, others := add(talk), add(other)
		with := add(joined)
		d, err := personal.Of(w.A.System(), w.Client, person.ID)
		if err != nil || !slices.Equal(d.NamedIn, []personal.Ref{{Type: ent.TypeInteraction, ID: joined}}) {
			t.Errorf("named in %v, %v", d.NamedIn, err)
		}
		w.Change(t, s.As("management"), func(ctx context.Context, tx *ent.Tx) error {
			_, err := customers.EraseContact(ctx, tx, customers.EraseInput{ID: person.ID, ExpectedVersion: person.Version, Reason: "they ask for it"})
			return err
		})
		s.cleared()
		if all := s.contents(); !slices.Equal(all, []string{others.StorageKey}) {
			t.Errorf("contents: %v", all)
		}
		for _, gone := range []*ent.Attachment{theirs, with} {
			row := w.Client.Attachment.GetX(w.A.System(), gone.ID)
			if row.RemovedAt == nil || strings.Contains(row.Name, "周敏") || strings.Contains(attachments.Name(s.As("management"), row), "周敏") {
				t.Errorf("the row is %+v", row)
			}
		}
		for id, want := range map[typeid.ID]string{talk: "", joined: "", other: "太慢"} {
			if got := w.Client.Interaction.GetX(w.A.System(), id).Opinions; got != want {
				t.Errorf("the opinions of %s are %q", id, got)
			}
		}
		if w.Client.Attachment.GetX(w.A.System(), others.ID).Name != "周敏的来电.mp3" {
			t.Error("another person's file was renamed")
		}
		before := w.Count(t)
		for _, of := range []typeid.ID{talk, joined} {
			_, err := s.add("management", file("周敏的来电.mp3", "", mp3), func(in *attachments.AddInput) { in.OwnerType, in.OwnerID = flow.SubjectInteraction, of })
			if !errors.Is(err, fault.Precondition("contact.erased")) || fault.From(err).Field != "ownerId" {
				t.Errorf("a file that comes later: %v", err)
			}
		}
		if after := w.Count(t); !maps.Equal(before, after) || len(s.contents()) != 1 {
			t.Errorf("rows were %v, are %v, contents %v", before, after, s.contents())
		}
	})
}
